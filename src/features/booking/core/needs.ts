import { timeOf } from "#base/dates.ts";
import type { AnyCommandContext } from "#core/contexts.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { isOverlapping, peakCount, type Span } from "../holding.ts";
import type { Conflict, Needs } from "../session-contract.ts";
import { blackoutsAt, type KeptBlackout } from "./blackout-store.ts";
import { providerLines } from "./provider-lines.ts";
import { findEquipment, findRoom, providersById } from "./resource-store.ts";
import { type HeldBy, heldAt, insertHold } from "./session-store.ts";

const timesOf = ({ startAt, endAt }: Span): string => `${timeOf(startAt)}–${timeOf(endAt)}`;

export const heldWords = (held: HeldBy): string => `${timesOf(held)} 有“${held.serviceName}”`;
export const closedWords = (blackout: Pick<KeptBlackout, "reason">): string => `停用：${blackout.reason}`;

const namesOfProviders = (db: ReadableDatabase, ids: readonly string[]): Map<string, string> =>
  new Map(providerLines(db, providersById(db, ids)).map(({ id, name }) => [id, name]));

/** Everything that stands in the way of holding all of it for a time; nothing where all of it can be had. */
export const conflictsOf = (
  db: ReadableDatabase,
  { roomId, providerIds, equipment }: Needs,
  span: Span,
  exceptSessionId: string | null = null,
): Conflict[] => {
  const blackouts = blackoutsAt(db, span).filter((blackout) => isOverlapping(blackout, span));
  const closed = (resourceId: string) => blackouts.find((blackout) => blackout.resourceId === resourceId);
  const conflicts: Conflict[] = [];
  const add = (resourceKind: Conflict["resourceKind"], resourceId: string | null, words: string) =>
    conflicts.push({ resourceKind, resourceId, words });
  const centre = blackouts.find(({ scope }) => scope === "centre");
  if (centre) add("centre", null, `全馆${closedWords(centre)}`);

  const single = (kind: "room" | "provider", id: string, name: string) => {
    const blackout = closed(id);
    if (blackout) add(kind, id, `${name}${closedWords(blackout)}`);
    const [held] = heldAt(db, kind, id, span, exceptSessionId);
    if (held) add(kind, id, `${name} ${heldWords(held)}`);
  };
  if (roomId !== null) single("room", roomId, findRoom(db, roomId)?.name ?? "");
  const names = namesOfProviders(db, providerIds);
  for (const id of providerIds) single("provider", id, names.get(id) ?? "");
  for (const { equipmentId, count } of equipment) {
    const known = findEquipment(db, equipmentId);
    const name = known?.name ?? "";
    const blackout = closed(equipmentId);
    if (blackout) add("equipment", equipmentId, `${name}${closedWords(blackout)}`);
    const heldCount = peakCount(heldAt(db, "equipment", equipmentId, span, exceptSessionId), span);
    const totalCount = known?.totalCount ?? 0;
    if (heldCount + count > totalCount)
      add("equipment", equipmentId, `${name}要 ${count} 件，共 ${totalCount} 件，已占 ${heldCount} 件`);
  }
  return conflicts;
};

/** Refuses what does not exist or is no longer used. */
export const checkNeeds = ({ db, refuseField }: AnyCommandContext, { roomId, providerIds, equipment }: Needs): void => {
  const room = roomId === null ? undefined : findRoom(db, roomId);
  if (roomId !== null && (!room || room.isRetired)) throw refuseField("roomId", "没有这间功能室，或已停用");
  const providers = new Map(providersById(db, providerIds).map((one) => [one.id, one]));
  if (providerIds.some((id) => providers.get(id)?.isRetired ?? true))
    throw refuseField("providerIds", "没有这位服务提供者，或已停用");
  if (equipment.some(({ equipmentId }) => findEquipment(db, equipmentId)?.isRetired ?? true))
    throw refuseField("equipment", "没有这种设备，或已停用");
};

/** Holds all of it or, where something is taken, none of it. */
export const holdAll = (context: AnyCommandContext, sessionId: string, needs: Needs, span: Span): void => {
  const { db, refuse } = context;
  const conflicts = conflictsOf(db, needs, span, sessionId);
  if (conflicts.length > 0) throw refuse("ResourceTaken", { conflicts });
  writeHolds(db, sessionId, needs, span);
};

const writeHolds = (
  db: WritableDatabase,
  sessionId: string,
  { roomId, providerIds, equipment }: Needs,
  { startAt, endAt }: Span,
): void => {
  const hold = { sessionId, startAt, endAt };
  if (roomId !== null) insertHold(db, { ...hold, resourceKind: "room", resourceId: roomId, count: 1 });
  for (const resourceId of providerIds) insertHold(db, { ...hold, resourceKind: "provider", resourceId, count: 1 });
  for (const { equipmentId, count } of equipment)
    insertHold(db, { ...hold, resourceKind: "equipment", resourceId: equipmentId, count });
};
