import { statSync } from "node:fs";
import { extname } from "node:path";
import { mayDo, type Role } from "#base/contract.ts";
import type { AnyCommandContext, Caller, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { exportMediaTypes } from "#core/export-format.ts";
import { importJob, takeBackJob } from "#core/import-job.ts";
import { choiceProblems, type ImportKind } from "#core/import-kind.ts";
import { type Reading, readingJob } from "#core/import-readings.ts";
import type { Job } from "#core/jobs.ts";
import type { ImportKindView, ImportLine, importContract } from "../import-contract.ts";
import {
  addImport,
  findImport,
  importLedger,
  type KeptImport,
  newestImports,
  unfinishedImports,
} from "./import-store.ts";
import { accountNames } from "./store.ts";

const readJobName = "system.readImport";

const mayImport = (caller: { roles: readonly Role[] }, { needs }: ImportKind) => mayDo(caller.roles, needs);

/** The keys of the choices by which rows are judged before anything is written. */
const judgingChoices = ({ shape }: ImportKind): Set<string> =>
  new Set(shape.needsOneOf.flatMap(({ when }) => (when ? [when.choice] : [])));

const kindView = (kind: ImportKind): ImportKindView => ({
  kind: kind.kind,
  title: kind.title,
  columns: kind.shape.columns.map(({ key, title, isRequired }) => ({ key, title, isRequired: isRequired ?? false })),
  choices: kind.choices.map(({ options, ...choice }) => ({
    ...choice,
    options: options?.map((option) => ({ hint: "", ...option })) ?? null,
    isJudgedBy: judgingChoices(kind).has(choice.key),
  })),
});

/** Many people's data in one file: for whoever brought it, and for the directors. */
const mayFetchRefused = (caller: Caller, { refusedSha256, startedBy }: KeptImport): boolean =>
  refusedSha256 !== null && (startedBy === caller.accountId || mayDo(caller.roles, "director"));

const importLine = (
  caller: Caller,
  kept: KeptImport,
  titles: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): ImportLine => ({
  ...kept,
  kindTitle: titles.get(kept.kind) ?? kept.kind,
  hasRefusedFile: mayFetchRefused(caller, kept),
  startedByName: names.get(kept.startedBy) ?? "",
});

/** Jobs that continue backwards what a crash left unfinished; for the start of the program. */
export const leftoverImportJobs = (
  db: ReadableDatabase,
  kinds: readonly ImportKind[],
): { id: string; job: Job; accountId: string }[] =>
  unfinishedImports(db).flatMap(({ id, kind: name, startedBy }) => {
    const kind = kinds.find((candidate) => candidate.kind === name);
    return kind ? [{ id, job: takeBackJob(kind, id, importLedger), accountId: startedBy }] : [];
  });

export const importOperations = (kinds: readonly ImportKind[]): Handlers<typeof importContract> => {
  const titles = new Map(kinds.map(({ kind, title }) => [kind, title]));

  const allowedKind = (context: Pick<AnyCommandContext, "refuse"> & { caller: Caller }, name: string): ImportKind => {
    const kind = kinds.find((candidate) => candidate.kind === name);
    if (!kind) throw context.refuse("NotFound");
    if (!mayImport(context.caller, kind)) throw context.refuse("NotAllowed");
    return kind;
  };

  const ownReading = (
    context: Pick<AnyCommandContext, "refuse"> & {
      caller: Caller;
      readings: { find(id: string): Reading | undefined };
    },
    id: string,
  ): { reading: Reading; kind: ImportKind } => {
    const reading = context.readings.find(id);
    if (reading?.accountId !== context.caller.accountId) throw context.refuse("NotFound");
    return { reading, kind: allowedKind(context, reading.kind) };
  };

  const allowedImport = (
    context: Pick<AnyCommandContext, "refuse"> & { caller: Caller; db: ReadableDatabase },
    id: string,
  ): KeptImport => {
    const found = findImport(context.db, id);
    if (!found) throw context.refuse("NotFound");
    allowedKind(context, found.kind);
    return found;
  };

  return {
    "system.listImportKinds": ({ caller }) => ({
      kinds: kinds.filter((kind) => mayImport(caller, kind)).map(kindView),
    }),

    "system.readImport": (context, { kind: name, sha256, fileName, choices }) => {
      const { caller, files, readings, refuse, newId, now } = context;
      const kind = allowedKind(context, name);
      if (!files.has(sha256)) throw refuse("FileMissing");
      const id = newId();
      const reading = readings.open(
        { id, kind: name, accountId: caller.accountId, sha256, fileName, shape: kind.shape },
        { sheet: null, headingRow: null, mapping: null, choices, now },
      );
      if (!reading) throw refuse("TooManyReadings");
      return { id, jobId: context.startJob(readingJob(readJobName, reading, readings)) };
    },
    "system.importPreview": (context, { id }) => {
      const { kind, fileName, isBusy, worker, done, problem, preview } = ownReading(context, id).reading;
      return { id, kind, fileName, isBusy, isQueued: worker.isQueued, done, problem, preview };
    },
    "system.mapImport": (context, { id, ...asked }) => {
      const { reading } = ownReading(context, id);
      if (reading.isBusy || reading.isImporting || !reading.preview) throw context.refuse("ImportNotReady");
      context.readings.map(reading, { ...asked, now: context.now });
      return { jobId: context.startJob(readingJob(readJobName, reading, context.readings)) };
    },
    "system.closeReading": (context, { id }) => {
      const { reading } = ownReading(context, id);
      if (!reading.isImporting) context.readings.close(id);
      return { done: true };
    },

    "system.startImport": (context, { id: readingId, choices }) => {
      const { db, now, caller, files, readings, jobs, newId, refuse, refuseField } = context;
      const { reading, kind } = ownReading(context, readingId);
      const { preview } = reading;
      const isReady = !reading.isBusy && !reading.isImporting && preview && reading.problem === null;
      const isJudgedSo = [...judgingChoices(kind)].every((key) => reading.choices[key] === choices[key]);
      if (!isReady || !isJudgedSo) throw refuse("ImportNotReady");
      // Rows that are all bad still come back as a file with their reasons.
      if (preview.readCount === 0) throw refuse("NothingToImport");
      const [problem] = choiceProblems(kind.choices, choices);
      if (problem) throw refuseField(`choices.${problem.key}`, problem.message);
      const id = newId();
      const byteCount = statSync(files.pathOf(reading.sha256)).size;
      const started = { id, kind: kind.kind, fileName: reading.fileName, startedAt: now, startedBy: caller.accountId };
      addImport(db, { ...started, choices }, { sha256: reading.sha256, byteCount });
      context.afterCommit(() => {
        reading.isImporting = true;
        const { accountId } = caller;
        const { wake } = jobs;
        const parts = { kind, reading, readings, importId: id, accountId, choices, newId, ledger: importLedger, wake };
        jobs.start(id, importJob(parts), accountId);
      });
      return { id };
    },

    "system.listImports": ({ db, caller }, { limit }) => {
      const allowed = kinds.filter((kind) => mayImport(caller, kind)).map(({ kind }) => kind);
      const names = accountNames(db);
      return { imports: newestImports(db, allowed, limit).map((kept) => importLine(caller, kept, titles, names)) };
    },
    "system.import": (context, { id }) =>
      importLine(context.caller, allowedImport(context, id), titles, accountNames(context.db)),
    "system.refusedRows": (context, { id }) => {
      const kept = allowedImport(context, id);
      const { refusedSha256, fileName } = kept;
      if (refusedSha256 === null) throw context.refuse("NotFound");
      if (!mayFetchRefused(context.caller, kept)) throw context.refuse("NotAllowed");
      const name = `${fileName.slice(0, fileName.length - extname(fileName).length)}-未导入的行.xlsx`;
      return { file: { sha256: refusedSha256, name, mediaType: exportMediaTypes.xlsx } };
    },
  };
};
