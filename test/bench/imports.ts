import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { databasePathOf } from "#core/centre-paths.ts";
import { openSqlite, type SqliteFile } from "#core/database.ts";
import { openSheetFile } from "#core/sheet-file.ts";
import { appealPieces } from "#features/council/core/appeal-store.ts";
import { driveJobs } from "#host/drive-jobs.ts";
import { copyCentre, type MadeCentre } from "./made-centre.ts";
import { sheetChoices } from "./made-sheet.ts";
import { openMade } from "./opened.ts";
import type { Line } from "./report.ts";
import { timeAsyncMs, timeMs } from "./timing.ts";

type Preview = { isBusy: boolean; problem: string | null };
type Import = { state: string; takenCount: number };

/** From the uploaded file to the last row, without the time in which a person looks at the preview. */
const importThrough = async (made: MadeCentre, bytes: Uint8Array, workerUrl: URL): Promise<number> => {
  const { core, ask } = openMade(made, workerUrl);
  driveJobs(core);
  let takenCount = 0;
  const ms = await timeAsyncMs(async () => {
    const { sha256 } = core.files.put(bytes);
    const named = { kind: "appeals", sha256, fileName: "台账.xlsx", choices: sheetChoices };
    const { id } = ask("system.readImport", named) as { id: string };
    const preview = () => ask("system.importPreview", { id }) as Preview;
    while (preview().isBusy) await turnOfTheLoop();
    const started = ask("system.startImport", { id, choices: sheetChoices }) as { id: string };
    const outcome = () => ask("system.import", { id: started.id }) as Import;
    while (outcome().state === "running") await turnOfTheLoop();
    ({ takenCount } = outcome());
  });
  core.close();
  if (takenCount === 0) throw new Error("The import took nothing");
  return ms;
};

const parse = (bytes: Uint8Array): Promise<number> =>
  timeAsyncMs(async () => {
    const sheet = await openSheetFile(bytes, "台账.xlsx");
    for await (const row of sheet.rows(sheet.sheetNames[0] ?? "")) if (row.number < 0) throw new Error("No such row");
  });

const rowsPerTransaction = 2_000;

const inserter = (file: SqliteFile, table: string, names: readonly string[]) => {
  const statement = file.prepare(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`,
  );
  return (row: Record<string, unknown>): void => void statement.run(row);
};

type AppealRow = Record<string, unknown> & Parameters<typeof appealPieces>[0] & { id: string; receivedAt: string };

/** The same rows with the same indexes and search pieces, written bare into a centre that has none of them. */
const writeBare = (from: SqliteFile, into: SqliteFile): number => {
  into.pragma("foreign_keys = OFF");
  const appeals = from.prepare("SELECT * FROM appeals").all() as AppealRow[];
  const events = from
    .prepare("SELECT e.* FROM appeals a JOIN events e ON e.subjectKind = 'appeal' AND e.subjectId = a.id")
    .all() as Record<string, unknown>[];
  const entries = appeals.map((appeal, at) => ({
    id: 1_000_000 + at,
    kind: "appeal",
    subjectId: appeal.id,
    sortAt: appeal.receivedAt,
    isConfidential: 0,
  }));
  const bodies = appeals.map((appeal) => `kindappeal ${appealPieces({ ...appeal, placeLabel: "" })}`);
  const addAppeal = inserter(into, "appeals", Object.keys(appeals[0] ?? {}));
  const addEvent = inserter(into, "events", Object.keys(events[0] ?? {}));
  const addEntry = inserter(into, "search_entries", Object.keys(entries[0] ?? {}));
  const addPieces = inserter(into, "search_pieces", ["rowid", "body"]);
  const [begin, commit] = [into.prepare("BEGIN IMMEDIATE"), into.prepare("COMMIT")];
  return timeMs(() => {
    begin.run();
    for (const [at, appeal] of appeals.entries()) {
      addAppeal(appeal);
      const [entry, event] = [entries[at], events[at]];
      if (entry) addEntry(entry);
      addPieces({ rowid: entry?.id, body: bodies[at] });
      if (event) addEvent({ ...event, id: 1_000_000 + at });
      if (at % rowsPerTransaction !== rowsPerTransaction - 1) continue;
      commit.run();
      begin.run();
    }
    commit.run();
  });
};

export const measureImport = async (
  base: MadeCentre,
  sheet: { path: string; rowCount: number },
  folder: string,
  workerUrl: URL,
  tell: (text: string) => void,
): Promise<Line[]> => {
  tell(`import of ${sheet.rowCount} rows`);
  const bytes = readFileSync(sheet.path);
  const imported = copyCentre(base, join(folder, `imported-${sheet.rowCount}`));
  const written = copyCentre(base, join(folder, `written-${sheet.rowCount}`));
  const parseMs = await parse(bytes);
  const importMs = await importThrough(imported, bytes, workerUrl);
  const [from, into] = [openSqlite(databasePathOf(imported.folder)), openSqlite(databasePathOf(written.folder))];
  const writeMs = writeBare(from, into);
  for (const file of [from, into]) file.close();
  return [
    {
      part: "Import, read twice and checked, beside parsing alone and the same rows written bare (one run, ms)",
      name: `${sheet.rowCount.toLocaleString("en")} rows of .xlsx`,
      ms: importMs,
      againstMs: parseMs + writeMs,
      aim: { atMost: 1.3 },
      note: `parsing ${parseMs.toFixed(0)}, writing ${writeMs.toFixed(0)}`,
    },
  ];
};
