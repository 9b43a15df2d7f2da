import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Handlers } from "#core/contexts.ts";
import { type Core, type CoreOptions, createCore } from "#core/core.ts";
import type { ImportKind } from "#core/import-kind.ts";
import type { BeginPending } from "#core/pending-jobs.ts";
import { type IndexedKind, rebuildSearchJob, rebuildSearchName } from "#core/search-rebuild.ts";
import { bookingErasePart } from "#features/booking/core/erase-part.ts";
import { bookingOperations } from "#features/booking/core/operations.ts";
import { bookingOperationWords } from "#features/booking/words.ts";
import { appealImport } from "#features/council/core/appeal-import.ts";
import { catalogueImport } from "#features/council/core/catalogue-import.ts";
import { communityMatterImport } from "#features/council/core/community-matter-import.ts";
import { recountEstimates } from "#features/council/core/deadline-recount.ts";
import { councilErasePart } from "#features/council/core/erase-part.ts";
import { councilOperations } from "#features/council/core/operations.ts";
import { councilIndexedKinds } from "#features/council/core/search-kinds.ts";
import { councilSearchParts } from "#features/council/core/search-parts.ts";
import { councilOperationWords } from "#features/council/words.ts";
import { mealsErasePart } from "#features/meals/core/erase-part.ts";
import { mealsOperations } from "#features/meals/core/operations.ts";
import { mealsOperationWords } from "#features/meals/words.ts";
import { gridImport } from "#features/people/core/grid-import.ts";
import { peopleOperations, peopleSearchParts } from "#features/people/core/operations.ts";
import { organisationImport } from "#features/people/core/organisation-import.ts";
import { residentImport } from "#features/people/core/resident-import.ts";
import { refreshEstateJob, refreshEstateName } from "#features/people/core/search-entries.ts";
import { peopleIndexedKinds } from "#features/people/core/search-kinds.ts";
import { peopleOperationWords } from "#features/people/words.ts";
import { stationsErasePart } from "#features/stations/core/erase-part.ts";
import { stationsOperations } from "#features/stations/core/operations.ts";
import { stationsOperationWords } from "#features/stations/words.ts";
import { calendarImport } from "#features/system/core/calendar-import.ts";
import { categoryImport } from "#features/system/core/category-import.ts";
import { systemOperations } from "#features/system/core/operations.ts";
import { findCaller, idleMinutes } from "#features/system/core/store.ts";
import { systemOperationWords } from "#features/system/words.ts";
import { type AppContract, contract } from "./contract.ts";
import { demoPin } from "./demo/staff.ts";

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

export const importKinds: readonly ImportKind[] = [
  appealImport,
  residentImport,
  gridImport,
  organisationImport,
  communityMatterImport,
  catalogueImport,
  categoryImport,
  holidayImport,
];

export const indexedKinds: readonly IndexedKind[] = [...peopleIndexedKinds, ...councilIndexedKinds];

/** What a killed program owes, by the name of the job. */
export const resumedJobs: Readonly<Record<string, BeginPending>> = {
  [rebuildSearchName]: (pending) => rebuildSearchJob(indexedKinds, pending),
  [refreshEstateName]: refreshEstateJob,
};

export const handlers: Handlers<AppContract> = {
  ...systemOperations({
    demoPin,
    searchParts: [...peopleSearchParts, ...councilSearchParts],
    indexedKinds,
    importKinds,
    operationWords: {
      ...systemOperationWords,
      ...peopleOperationWords,
      ...councilOperationWords,
      ...bookingOperationWords,
      ...mealsOperationWords,
      ...stationsOperationWords,
    },
    tableWords: {
      residents: "居民",
      organisations: "单位",
      appeals: "诉求",
      meetings: "会议",
      tasks: "任务",
    },
  }),
  ...peopleOperations({ eraseParts: [councilErasePart, bookingErasePart, mealsErasePart, stationsErasePart] }),
  ...councilOperations,
  ...bookingOperations,
  ...mealsOperations,
  ...stationsOperations,
};

export type Environment = Pick<CoreOptions, "clock" | "random" | "workerUrl" | "log">;

/** Puts the slices and the engine together over an open file; without a home it lives in memory. */
export const composeCore = (
  parts: Pick<CoreOptions, "file" | "files">,
  environment: Environment,
  home?: CoreOptions["home"],
): Core => createCore({ ...parts, ...environment, home, contract, handlers, policy: { findCaller, idleMinutes } });

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
