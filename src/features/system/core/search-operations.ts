import type { Caller, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Jobs } from "#core/jobs.ts";
import { startPendingJob, takeUpPendingJob } from "#core/pending-jobs.ts";
import { searchIds } from "#core/search.ts";
import { type IndexedKind, isSearchIncomplete, rebuildSearchJob, rebuildSearchName } from "#core/search-rebuild.ts";
import type { SearchHit, searchContract } from "../search-contract.ts";

/** How a slice takes part in the one search. */
export type SearchPart = {
  kind: string;
  /** Whether this caller may find records of this kind at all. */
  mayFind(caller: Caller): boolean;
  maySeeConfidential(caller: Caller): boolean;
  /** Those of the records that this caller may see for a reason of their own; absent: no confidential one. */
  seen?(db: ReadableDatabase, ids: readonly string[], caller: Caller): string[];
  describe(db: ReadableDatabase, ids: readonly string[]): Omit<SearchHit, "kind">[];
};

/** Confidential records are few, so that what is left out of these still fills the list. */
const besides = 50;

const idsFor = (db: ReadableDatabase, part: SearchPart, caller: Caller, typed: string, limit: number): string[] => {
  const { kind, seen } = part;
  if (part.maySeeConfidential(caller)) return searchIds(db, { typed, kind, limit, withConfidential: true });
  if (!seen) return searchIds(db, { typed, kind, limit, withConfidential: false });
  const found = searchIds(db, { typed, kind, limit: limit + besides, withConfidential: true });
  return seen(db, found, caller).slice(0, limit);
};

const runningRebuild = (jobs: Pick<Jobs, "list">): string | undefined =>
  jobs.list().find(({ name, state }) => name === rebuildSearchName && (state === "running" || state === "cancelling"))
    ?.id;

export const searchOperations = (
  parts: readonly SearchPart[],
  kinds: readonly IndexedKind[],
): Handlers<typeof searchContract> => ({
  "system.search": ({ db, caller }, { typed, limit }) => ({
    hits: parts
      .filter((part) => part.mayFind(caller))
      .flatMap((part) => {
        const ids = idsFor(db, part, caller, typed, limit);
        return part.describe(db, ids).map((hit) => ({ ...hit, kind: part.kind }));
      }),
    isIncomplete: isSearchIncomplete(db),
  }),
  "system.searchState": ({ db, jobs }) => ({
    runningJobId: runningRebuild(jobs) ?? null,
    isIncomplete: isSearchIncomplete(db),
  }),
  "system.rebuildSearch": (context) => {
    const begin = (pending: Parameters<typeof rebuildSearchJob>[1]) => rebuildSearchJob(kinds, pending);
    const jobId =
      runningRebuild(context.jobs) ??
      takeUpPendingJob(context, rebuildSearchName, begin) ??
      startPendingJob(context, rebuildSearchName, null, begin);
    return { jobId };
  },
});
