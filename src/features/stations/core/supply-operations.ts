import type { Day } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { findOrganisation } from "#features/people/core/organisation-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import {
  isOwing,
  isSettled,
  type Lot,
  lotsCounted,
  lotsDiscarded,
  lotsUsed,
  stockOf,
  undoProblem,
} from "../stock-rules.ts";
import type { StockKind, Supply, supplyContract } from "../supply-contract.ts";
import { organisationNames } from "./person-names.ts";
import { findStation } from "./station-store.ts";
import * as store from "./supply-store.ts";

const pageSize = 50;

type Writing = Pick<AnyCommandContext, "db" | "now" | "today" | "caller" | "newId" | "refuse" | "refuseField">;

const supplyIn = ({ db, refuse }: Writing, id: string): Supply => {
  const supply = store.findSupply(db, id);
  if (!supply) throw refuse("NotFound");
  return supply;
};

/** Not ahead, and not before what a count has settled. */
const checkDay = ({ db, today, refuse, refuseField }: Writing, supplyId: string, day: Day): void => {
  if (day > today) throw refuseField("happenedDate", "不能填以后的日子");
  if (isSettled(day, store.lastCountOf(db, supplyId))) throw refuse("CountedSince");
};

const blank = { counted: null, source: "", organisationId: null, reason: "", undoesId: null };

/** Writes one event down and answers with what there is now. */
const record = (
  { db, now, caller, newId }: Writing,
  event: { supplyId: string; kind: StockKind; happenedDate: Day } & Partial<typeof blank | store.NewStockEvent>,
  lots: readonly Lot[],
) => {
  const id = newId();
  store.insertStockEvent(db, { ...blank, ...event, id, recordedAt: now, recordedBy: caller.accountId }, lots);
  return { id, stock: store.stocksOf(db, [event.supplyId]).get(event.supplyId)?.stock ?? 0 };
};

const lotsIn = ({ db }: Pick<Writing, "db">, supplyId: string): Lot[] =>
  store.lotsOf(db, [supplyId]).get(supplyId) ?? [];

/** Whatever goes out was there on its day and on every day since. */
const checkOwing = ({ db, refuse }: Writing, supplyId: string, day: Day, lots: readonly Lot[]): void => {
  if (isOwing(store.lowestSince(db, supplyId, day), stockOf(lots))) throw refuse("NotEnoughThen");
};

export const supplyOperations: Handlers<typeof supplyContract> = {
  "stations.addSupply": ({ db, newId, refuse, addEvent }, { stationId, ...fields }) => {
    if (!findStation(db, stationId)) throw refuse("NotFound");
    if (store.supplyNamed(db, stationId, fields.name) !== undefined) throw refuse("SupplyNameTaken");
    const id = newId();
    store.insertSupply(db, { ...fields, id, stationId });
    addEvent({ of: "station", id: stationId, kind: "supplyAdded", reason: fields.name });
    return { id, version: 1 };
  },

  "stations.changeSupply": (context, fields) => {
    const { db, refuse, addEvent } = context;
    const { id, version } = fields;
    const { stationId, unit, isRetired } = supplyIn(context, id);
    if ((store.supplyNamed(db, stationId, fields.name) ?? id) !== id) throw refuse("SupplyNameTaken");
    const total = store.stocksOf(db, [id]).get(id);
    if (total && fields.unit !== unit) throw refuse("UnitInUse");
    if (fields.isRetired && !isRetired && (total?.stock ?? 0) > 0) throw refuse("StockNotEmpty");
    if (!store.updateSupply(db, fields)) throw refuse("Conflict");
    addEvent({ of: "station", id: stationId, kind: "supplyChanged", reason: fields.name });
    return { id, version: version + 1 };
  },

  "stations.stockEvents": ({ db, refuse }, { supplyId, beforeNumber }) => {
    if (!store.findSupply(db, supplyId)) throw refuse("NotFound");
    const rows = store.stockEventPage(db, { supplyId, beforeNumber, limit: pageSize + 1 });
    const shown = rows.slice(0, pageSize);
    const lots = store.lotsByEvent(
      db,
      shown.map(({ id }) => id),
    );
    const unitOf = organisationNames(
      db,
      shown.map(({ organisationId }) => organisationId),
    );
    const accounts = accountNames(db);
    return {
      events: shown.map((row) => ({
        ...row,
        source: [unitOf(row.organisationId), row.source].filter((words) => words !== "").join("，"),
        lots: (lots.get(row.id) ?? []).map((lot) => ({
          bestBeforeDate: lot.bestBeforeDate || null,
          quantity: lot.quantity,
        })),
        recordedByName: accounts.get(row.recordedBy) ?? "",
      })),
      nextBefore: rows.length > pageSize ? (shown.at(-1)?.number ?? null) : null,
    };
  },

  "stations.refill": (context, { supplyId, happenedDate, quantity, bestBeforeDate, ...from }) => {
    const { db, refuse, refuseField } = context;
    const { stationId, isDated, isRetired } = supplyIn(context, supplyId);
    if (findStation(db, stationId)?.isRetired) throw refuse("StationRetired");
    if (isRetired) throw refuse("SupplyRetired");
    if (from.organisationId !== null && !findOrganisation(db, from.organisationId))
      throw refuseField("organisationId", "没有这个单位");
    if (isDated && bestBeforeDate === null) throw refuseField("bestBeforeDate", "请填写有效期到哪一天");
    if (bestBeforeDate !== null && bestBeforeDate < happenedDate)
      throw refuseField("bestBeforeDate", "已经过期的不能补充");
    checkDay(context, supplyId, happenedDate);
    const lots = [{ bestBeforeDate: bestBeforeDate ?? "", quantity }];
    return record(context, { supplyId, kind: "refill", happenedDate, ...from }, lots);
  },

  "stations.takeOut": (context, { supplyId, happenedDate, quantity, reason }) => {
    supplyIn(context, supplyId);
    checkDay(context, supplyId, happenedDate);
    const parted = lotsUsed(lotsIn(context, supplyId), quantity, happenedDate);
    if ("problem" in parted) throw context.refuse(parted.problem);
    checkOwing(context, supplyId, happenedDate, parted.lots);
    return record(context, { supplyId, kind: "use", happenedDate, reason }, parted.lots);
  },

  "stations.discard": (context, { supplyId, happenedDate, quantity, reason, bestBeforeDate }) => {
    supplyIn(context, supplyId);
    checkDay(context, supplyId, happenedDate);
    const parted = lotsDiscarded(lotsIn(context, supplyId), quantity, bestBeforeDate);
    if ("problem" in parted) throw context.refuse(parted.problem);
    checkOwing(context, supplyId, happenedDate, parted.lots);
    return record(context, { supplyId, kind: "discard", happenedDate, reason }, parted.lots);
  },

  "stations.countStock": (context, { supplyId, counted, seenNumber, reason, bestBeforeDate }) => {
    const { db, today, refuse, refuseField } = context;
    const { isDated } = supplyIn(context, supplyId);
    const { stock, lastNumber } = store.stocksOf(db, [supplyId]).get(supplyId) ?? { stock: 0, lastNumber: 0 };
    if (lastNumber !== seenNumber) throw refuse("StockMoved");
    const difference = counted - stock;
    if (difference !== 0 && reason === "") throw refuse("DifferenceNeedsReason");
    if (isDated && difference > 0 && bestBeforeDate === null)
      throw refuseField("bestBeforeDate", "多出来的有效期到哪一天");
    const lots = lotsCounted(lotsIn(context, supplyId), difference, bestBeforeDate, today);
    return record(context, { supplyId, kind: "count", happenedDate: today, counted, reason }, lots);
  },

  "stations.undoStock": (context, { eventId, reason }) => {
    const { db, refuse } = context;
    const event = store.findStockEvent(db, eventId);
    if (!event) throw refuse("NotFound");
    const { supplyId, happenedDate } = event;
    const back = store
      .lotsOfEvent(db, eventId)
      .map(({ bestBeforeDate, quantity }) => ({ bestBeforeDate, quantity: -quantity }));
    const problem = undoProblem(event, {
      back,
      lastCount: store.lastCountOf(db, supplyId),
      lots: lotsIn(context, supplyId),
      lowestSince: store.lowestSince(db, supplyId, happenedDate),
    });
    if (problem) throw refuse(problem);
    return record(context, { supplyId, kind: "undo", happenedDate, reason, undoesId: eventId }, back);
  },
};
