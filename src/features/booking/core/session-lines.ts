import type { ReadableDatabase } from "#core/database.ts";
import type { Session } from "../session-contract.ts";
import { lessonsOf, planTitles } from "./plan-store.ts";
import { providerLines } from "./provider-lines.ts";
import { equipmentOf, providersById, roomsOf } from "./resource-store.ts";
import { servicesById } from "./service-store.ts";
import { holdsOf, type KeptSession } from "./session-store.ts";

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Sessions with what they hold, each thing called as it is called today. */
export const sessionLines = (db: ReadableDatabase, rows: readonly KeptSession[]): Session[] => {
  const holds = Map.groupBy(
    holdsOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ sessionId }) => sessionId,
  );
  const held = [...holds.values()].flat();
  const rooms = new Map(roomsOf(db, true).map(({ id, name }) => [id, name]));
  const things = new Map(equipmentOf(db, true).map(({ id, name }) => [id, name]));
  const providerIds = distinct(
    held.map(({ resourceKind, resourceId }) => (resourceKind === "provider" ? resourceId : null)),
  );
  const providers = new Map(providerLines(db, providersById(db, providerIds)).map(({ id, name }) => [id, name]));
  const services = servicesById(db, distinct(rows.map(({ serviceId }) => serviceId)));
  const planIds = distinct(rows.map(({ planId }) => planId));
  const titles = planTitles(db, planIds);
  const lessons = lessonsOf(db, planIds);
  return rows.map(({ plannedDate: _plannedDate, turn: _turn, ...row }) => {
    const own = holds.get(row.id) ?? [];
    const roomId = own.find(({ resourceKind }) => resourceKind === "room")?.resourceId ?? null;
    const ownProviders = own.filter(({ resourceKind }) => resourceKind === "provider");
    const ownThings = own.filter(({ resourceKind }) => resourceKind === "equipment");
    const service = services.get(row.serviceId);
    return {
      ...row,
      serviceName: service?.name ?? "",
      category: service?.category ?? "other",
      mode: service?.mode ?? "visit",
      courseTitle: titles.get(row.planId ?? "") ?? "",
      lesson: lessons.get(row.id) ?? null,
      roomId,
      roomName: rooms.get(roomId ?? "") ?? "",
      providerIds: ownProviders.map(({ resourceId }) => resourceId),
      providerNames: ownProviders.map(({ resourceId }) => providers.get(resourceId) ?? ""),
      equipment: ownThings.map(({ resourceId, count }) => ({ equipmentId: resourceId, count })),
      equipmentNames: ownThings.map(({ resourceId, count }) => {
        const name = things.get(resourceId) ?? "";
        return count > 1 ? `${name} ×${count}` : name;
      }),
    };
  });
};
