import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { Blackout, blackoutContract } from "../blackout-contract.ts";
import type { Span } from "../holding.ts";
import * as store from "./blackout-store.ts";
import { withPlaces } from "./places.ts";
import { providerLines } from "./provider-lines.ts";
import { equipmentOf, findEquipment, findRoom, providersById, providersOf, roomsOf } from "./resource-store.ts";
import { sessionLines } from "./session-lines.ts";
import { heldAt, sessionsById, sessionsOf } from "./session-store.ts";
import { takeBackTellings, tellSession } from "./tell.ts";
import { tellingLines } from "./telling-lines.ts";
import { tellingsOfBlackout } from "./telling-store.ts";

const mostHits = 2000;

const linesOf = (db: ReadableDatabase, rows: readonly store.KeptBlackout[]): Blackout[] => {
  const all = [...roomsOf(db, true), ...equipmentOf(db, true), ...providerLines(db, providersOf(db, true))];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const accounts = accountNames(db);
  return rows.map(({ createdBy, ...row }) => ({
    ...row,
    resourceName: row.resourceId === null ? "全馆" : (names.get(row.resourceId) ?? ""),
    createdByName: accounts.get(createdBy) ?? "",
  }));
};

/** 书画室停用：粉刷 — as whoever is booked is told it. */
const saidOf = (db: ReadableDatabase, blackout: store.KeptBlackout): string =>
  `${linesOf(db, [blackout])[0]?.resourceName ?? ""}停用：${blackout.reason}`;

type Closed = Span & Pick<Blackout, "scope" | "resourceId">;

/** Sessions that a blackout meets; of the whole centre also those that hold nothing. */
const hitsOf = (db: ReadableDatabase, { scope, resourceId, startAt, endAt }: Closed) => {
  if (scope === "centre") {
    const at = { from: startAt, to: endAt, serviceId: null, roomId: null };
    return sessionsOf(db, { ...at, withCancelled: false, limit: mostHits });
  }
  const held = heldAt(db, scope, resourceId, { startAt, endAt }, null);
  const byId = sessionsById(db, [...new Set(held.map(({ sessionId }) => sessionId))]);
  return [...byId.values()].sort((a, b) => (a.startAt < b.startAt ? -1 : 1));
};

const checkResource = ({ db, refuseField }: AnyCommandContext, { scope, resourceId }: Closed): void => {
  const id = resourceId ?? "";
  const isKnown =
    scope === "centre" ||
    (scope === "room" && findRoom(db, id) !== undefined) ||
    (scope === "equipment" && findEquipment(db, id) !== undefined) ||
    (scope === "provider" && providersById(db, [id]).length > 0);
  if (!isKnown) throw refuseField("resourceId", "请选择停用哪一个");
};

export const blackoutOperations: Handlers<typeof blackoutContract> = {
  "booking.listBlackouts": ({ db, now }, { withPast }) => ({
    blackouts: linesOf(db, store.blackoutsFrom(db, withPast ? "" : now, withPast)),
  }),

  "booking.blackoutHits": ({ db, now }, closed) => ({
    sessions: withPlaces(
      db,
      sessionLines(
        db,
        hitsOf(db, closed).filter(({ endAt }) => endAt > now),
      ),
    ),
  }),

  "booking.blackout": ({ db, today, refuse }, { id }) => {
    const kept = store.findBlackout(db, id);
    const [blackout] = kept ? linesOf(db, [kept]) : [];
    if (!blackout) throw refuse("NotFound");
    const hits = [...sessionsById(db, store.hitSessionIds(db, id)).values()];
    hits.sort((a, b) => (a.startAt < b.startAt ? -1 : 1));
    return {
      blackout,
      sessions: withPlaces(db, sessionLines(db, hits)),
      tellings: tellingLines(db, tellingsOfBlackout(db, id), today),
    };
  },

  "booking.addBlackout": (context, { reason, ...closed }) => {
    const { db, now, newId, caller, refuse, addEvent } = context;
    if (closed.endAt <= now) throw refuse("BlackoutIsPast");
    checkResource(context, closed);
    const id = newId();
    const created = { createdAt: now, createdBy: caller.accountId };
    store.insertBlackout(db, { ...closed, ...created, id, reason });
    addEvent({ of: "blackout", id, kind: "blackoutAdded", reason });
    const said = saidOf(db, { ...closed, ...created, id, reason, withdrawnAt: null, version: 1 });
    for (const hit of hitsOf(db, closed)) {
      if (hit.endAt <= now) continue;
      store.insertHit(db, id, hit.id);
      tellSession(context, hit.id, said, id);
    }
    return { id, version: 1 };
  },

  "booking.withdrawBlackout": (context, { id, version }) => {
    const { db, now, refuse, addEvent } = context;
    const blackout = store.findBlackout(db, id);
    if (!blackout) throw refuse("NotFound");
    if (blackout.withdrawnAt !== null) throw refuse("BlackoutIsWithdrawn");
    if (!store.withdrawBlackout(db, { id, version, withdrawnAt: now })) throw refuse("Conflict");
    addEvent({ of: "blackout", id, kind: "blackoutWithdrawn" });
    const said = saidOf(db, blackout);
    takeBackTellings(context, id, said, `照常，原先说的不算了（${said}）`);
    return { id, version: version + 1 };
  },
};
