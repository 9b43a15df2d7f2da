import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type CentreFolder, openCentreFolder } from "#core/centre-folder.ts";
import { type Core, type CoreOptions, createCore, type Handlers } from "#core/core.ts";
import { databaseOf } from "#core/database.ts";
import type { ImportKind } from "#core/import-kind.ts";
import { appealImport } from "#features/council/core/appeal-import.ts";
import { recountEstimates } from "#features/council/core/deadline-recount.ts";
import { councilOperations } from "#features/council/core/operations.ts";
import { councilSearchParts } from "#features/council/core/search-parts.ts";
import { councilOperationWords } from "#features/council/words.ts";
import { peopleOperations, peopleSearchParts } from "#features/people/core/operations.ts";
import { residentImport } from "#features/people/core/resident-import.ts";
import { peopleOperationWords } from "#features/people/words.ts";
import { calendarImport } from "#features/system/core/calendar-import.ts";
import { categoryImport } from "#features/system/core/category-import.ts";
import { leftoverImportJobs } from "#features/system/core/import-operations.ts";
import { systemOperations } from "#features/system/core/operations.ts";
import { findCaller, idleMinutes } from "#features/system/core/store.ts";
import { systemOperationWords } from "#features/system/words.ts";
import { type AppContract, contract } from "./contract.ts";
import { migrations } from "./migrations.ts";

/** A holiday list moves what was counted without it. */
const holidayImport: ImportKind = {
  ...calendarImport,
  begin: () => {
    const run = calendarImport.begin();
    return {
      ...run,
      finish: (context) => {
        run.finish?.(context);
        recountEstimates(context);
      },
    };
  },
};

const importKinds: readonly ImportKind[] = [appealImport, residentImport, categoryImport, holidayImport];

export const handlers: Handlers<AppContract> = {
  ...systemOperations({
    searchParts: [...peopleSearchParts, ...councilSearchParts],
    importKinds,
    operationWords: { ...systemOperationWords, ...peopleOperationWords, ...councilOperationWords },
  }),
  ...peopleOperations,
  ...councilOperations,
};

export type Environment = Pick<CoreOptions, "clock" | "random" | "workerUrl" | "log">;

/** Puts the slices and the engine together over an open file. */
export const composeCore = (parts: Pick<CoreOptions, "file" | "files">, environment: Environment): Core =>
  createCore({ ...parts, ...environment, contract, handlers, policy: { findCaller, idleMinutes } });

export type Centre = { core: Core; folder: CentreFolder; close(): void };

/** Writes errors in full to the folder's log, a file for each month. */
export const logTo =
  (folder: string): CoreOptions["log"] =>
  ({ at, operation, error }) => {
    const line = `${at} ${operation} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
    try {
      mkdirSync(join(folder, "log"), { recursive: true });
      appendFileSync(join(folder, "log", `${at.slice(0, 7)}.txt`), line);
    } catch {
      // A full disk must not turn one failed operation into a dead program.
      process.stderr.write(line);
    }
  };

export const systemClock = () => Date.now();

/** Opens a centre's folder for a host. Throws a StartProblem whose sentence is for the person at the desk. */
export const openCentre = (
  path: string,
  environment: Pick<Environment, "workerUrl"> & Partial<Environment>,
): Centre => {
  const clock = environment.clock ?? systemClock;
  const folder = openCentreFolder(path, migrations, new Date(clock()).toISOString().replace(/[:.]/g, "-"));
  const core = composeCore(folder, {
    clock,
    random: environment.random ?? randomBytes,
    workerUrl: environment.workerUrl,
    log: environment.log ?? logTo(path),
  });
  for (const { id, job, accountId } of leftoverImportJobs(databaseOf(folder.file), importKinds))
    core.jobs.start(id, job, accountId);
  return {
    core,
    folder,
    close: () => {
      core.close();
      folder.release();
    },
  };
};
