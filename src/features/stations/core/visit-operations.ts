import type { Day } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import { accountNames } from "#features/system/core/store.ts";
import { type VisitCounts, type visitContract, visitors } from "../visit-contract.ts";
import { findStation } from "./station-store.ts";
import * as store from "./visit-store.ts";

type OfDay = { stationId: string; day: Day };

const countsIn = ({ db }: Pick<QueryContext, "db">, of: OfDay): VisitCounts => {
  const kept = new Map(store.countsOfDay(db, of).map(({ visitor, count }) => [visitor, count]));
  return Object.fromEntries(visitors.map((visitor) => [visitor, kept.get(visitor) ?? 0])) as VisitCounts;
};

/** A station in use, on a day that has come. */
const checkDay = (
  { db, today, refuse, refuseField }: Pick<AnyCommandContext, "db" | "today" | "refuse" | "refuseField">,
  { stationId, day }: OfDay,
): void => {
  const station = findStation(db, stationId);
  if (!station) throw refuse("NotFound");
  if (station.isRetired) throw refuse("StationRetired");
  if (day > today) throw refuseField("day", "不能填以后的日子");
};

/** 服务人次: how many of which sort came in on a day. */
export const visitOperations: Handlers<typeof visitContract> = {
  "stations.visitDay": ({ db, refuse }, of) => {
    if (!findStation(db, of.stationId)) throw refuse("NotFound");
    const kept = store.findVisitDay(db, of);
    const counts = countsIn({ db }, of);
    const accounts = accountNames(db);
    return {
      counts,
      total: Object.values(counts).reduce((sum, count) => sum + count, 0),
      version: kept?.version ?? 0,
      recordedAt: kept?.recordedAt ?? null,
      recordedByName: accounts.get(kept?.recordedBy ?? "") ?? "",
      corrections: store.correctionsOf(db, of).map(({ correctedBy, ...correction }) => ({
        ...correction,
        correctedByName: accounts.get(correctedBy) ?? "",
      })),
    };
  },

  "stations.countVisitor": (context, { stationId, day, visitor }) => {
    const { db, now, caller } = context;
    const of = { stationId, day };
    checkDay(context, of);
    store.touchVisitDay(db, { ...of, recordedAt: now, recordedBy: caller.accountId });
    store.putCount(db, { ...of, visitor, count: countsIn(context, of)[visitor] + 1 });
    return { id: stationId, version: store.findVisitDay(db, of)?.version ?? 1 };
  },

  "stations.tallyDay": (context, { stationId, day, version, counts, reason }) => {
    const { db, now, caller, newId, refuse } = context;
    const of = { stationId, day };
    checkDay(context, of);
    const kept = store.findVisitDay(db, of);
    if ((kept?.version ?? 0) !== version) throw refuse("Conflict");
    const before = countsIn(context, of);
    const changed = visitors.filter((visitor) => counts[visitor] !== before[visitor]);
    if (kept && changed.length > 0 && reason === "") throw refuse("CorrectionNeedsReason");
    const recorded = { recordedAt: now, recordedBy: caller.accountId };
    store.touchVisitDay(db, { ...of, ...recorded });
    for (const visitor of changed) {
      store.putCount(db, { ...of, visitor, count: counts[visitor] });
      if (kept)
        store.insertCorrection(db, {
          ...of,
          id: newId(),
          visitor,
          fromCount: before[visitor],
          toCount: counts[visitor],
          reason,
          correctedAt: now,
          correctedBy: caller.accountId,
        });
    }
    return { id: stationId, version: version + 1 };
  },
};
