import type { Instant } from "#base/dates.ts";
import type { WritableDatabase } from "./database.ts";
import type { Batch, WorkOutcome } from "./file-work.ts";
import type { StoredFile } from "./files.ts";
import type { ImportContext, ImportedRow, ImportKind } from "./import-kind.ts";
import type { Reading, Readings } from "./import-readings.ts";
import { type Job, JobProblem, type JobSlice } from "./jobs.ts";
import { queuedNote } from "./worker-seats.ts";

/** taken + known + refused = read, always. */
export type ImportCounts = { readCount: number; takenCount: number; knownCount: number; refusedCount: number };

/** Where the slice that owns imports keeps what became of one. */
export type ImportLedger = {
  keepCounts(db: WritableDatabase, importId: string, counts: ImportCounts): void;
  finish(db: WritableDatabase, importId: string, counts: ImportCounts, refused: StoredFile | null, at: Instant): void;
  beginTakingBack(db: WritableDatabase, importId: string): void;
  endTakingBack(db: WritableDatabase, importId: string, at: Instant): void;
};

const batchRows = 200;
/** Taken back between two looks at the clock. */
const backRows = 10;

/** Takes an import back, some rows in each slice, whatever stopped it. */
const takeBackSlice = (kind: ImportKind, importId: string, ledger: ImportLedger, slice: JobSlice): "more" | "done" => {
  ledger.beginTakingBack(slice.db, importId);
  do {
    if (kind.takeBack(slice.db, importId, backRows, slice.now) > 0) continue;
    ledger.endTakingBack(slice.db, importId, slice.now);
    slice.audit({ subjectId: importId, payload: { takenBack: true } });
    return "done";
  } while (!slice.isTimeUp());
  return "more";
};

/** Continues backwards what a crash left unfinished. */
export const takeBackJob = (kind: ImportKind, importId: string, ledger: ImportLedger): Job => ({
  name: kind.jobName,
  step: (slice, tell) => {
    tell({ done: 0, total: null, note: "正在收回上次没有导完的记录" });
    return takeBackSlice(kind, importId, ledger, slice);
  },
});

type Asked<A> = { state: "idle" } | { state: "asked" } | { state: "answered"; answer: A };

/** Writes the rows of a reading in slices; the worker keeps one batch ahead. */
export const importJob = (parts: {
  kind: ImportKind;
  reading: Reading;
  readings: Readings;
  importId: string;
  accountId: string;
  choices: Readonly<Record<string, string>>;
  newId(): string;
  ledger: ImportLedger;
  wake(): void;
}): Job => {
  const { kind, reading, readings, importId, ledger } = parts;
  const { worker } = reading;
  const total = reading.preview?.readCount ?? null;
  const run = kind.begin();
  const counts: ImportCounts = { readCount: 0, takenCount: 0, knownCount: 0, refusedCount: 0 };
  let rows: ImportedRow[] = [];
  let at = 0;
  let isEnd = false;
  let refused: [row: number, reason: string][] = [];
  let batch: Asked<Batch> = { state: "idle" };
  let written: Asked<StoredFile | null> = { state: "idle" };
  let failure: Error | undefined;

  const answered = <A>(outcome: { answer: A } | { problem: string } | { error: Error }, take: (answer: A) => void) => {
    if ("answer" in outcome) take(outcome.answer);
    else failure = "problem" in outcome ? new JobProblem(outcome.problem) : outcome.error;
    parts.wake();
  };

  const askForRows = () => {
    if (isEnd || batch.state !== "idle") return;
    batch = { state: "asked" };
    const told = refused;
    refused = [];
    worker.ask("next", { rowCount: batchRows, refused: told }, (outcome: WorkOutcome<"next">) =>
      answered(outcome, (answer) => {
        batch = { state: "answered", answer };
      }),
    );
  };

  const askForRefused = () => {
    written = { state: "asked" };
    worker.ask("writeRefused", { refused }, (outcome: WorkOutcome<"writeRefused">) =>
      answered(outcome, (answer) => {
        written = { state: "answered", answer };
      }),
    );
  };

  const takeBatch = () => {
    if (batch.state !== "answered") return;
    const { answer } = batch;
    counts.readCount += answer.badCount;
    counts.refusedCount += answer.badCount;
    rows = rows.slice(at).concat(answer.rows);
    at = 0;
    isEnd = answer.isEnd;
    batch = { state: "idle" };
  };

  const contextOf = ({ db, now }: JobSlice): ImportContext => {
    const { accountId, choices, newId } = parts;
    return { db, now, importId, accountId, choices, newId };
  };

  const writeRow = (row: ImportedRow, context: ImportContext) => {
    const outcome = run.write(row, context);
    counts.readCount += 1;
    if (outcome === "taken") counts.takenCount += 1;
    else if (outcome === "known") counts.knownCount += 1;
    else {
      counts.refusedCount += 1;
      refused.push([row.number, outcome.refused]);
    }
  };

  const stepRows = (slice: JobSlice): "more" | "waiting" => {
    const context = contextOf(slice);
    do {
      if (at >= rows.length || batch.state === "answered") takeBatch();
      askForRows();
      const row = rows[at];
      if (!row) return isEnd ? "more" : "waiting";
      writeRow(row, context);
      at += 1;
    } while (!slice.isTimeUp());
    return "more";
  };

  const finish = (slice: JobSlice, file: StoredFile | null): "done" => {
    run.finish?.(contextOf(slice));
    ledger.finish(slice.db, importId, counts, file, slice.now);
    slice.audit({ subjectId: importId, payload: counts });
    return "done";
  };

  return {
    name: kind.jobName,
    step: (slice, tell) => {
      if (failure) throw failure;
      const isWritten = isEnd && at >= rows.length;
      tell({ done: counts.readCount, total, note: isWritten ? "正在整理未导入的行" : "正在写入" });
      if (!isWritten) {
        const outcome = stepRows(slice);
        ledger.keepCounts(slice.db, importId, counts);
        if (worker.isQueued) tell({ done: counts.readCount, total, note: queuedNote });
        return outcome;
      }
      if (counts.refusedCount === 0) return finish(slice, null);
      if (written.state === "answered") return finish(slice, written.answer);
      if (written.state === "idle") askForRefused();
      return "waiting";
    },
    // A power cut leaves an import that is not over, and the next start takes it back.
    isLoose: () => !isEnd || at < rows.length,
    result: () => ({ ...counts }),
    undo: (slice) => takeBackSlice(kind, importId, ledger, slice),
    end: () => readings.close(reading.id),
  };
};
