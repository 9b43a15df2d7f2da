import { initialsOf } from "#base/search-pieces.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Service, ServiceLine, serviceContract } from "../service-contract.ts";
import { providerLines } from "./provider-lines.ts";
import { equipmentOf, providersOf, roomsOf } from "./resource-store.ts";
import * as store from "./service-store.ts";

const linesOf = (db: ReadableDatabase, services: readonly Service[]): ServiceLine[] => {
  const rooms = new Map(roomsOf(db, true).map(({ id, name }) => [id, name]));
  const equipment = new Map(equipmentOf(db, true).map(({ id, name }) => [id, name]));
  const providers = new Map(providerLines(db, providersOf(db, true)).map(({ id, name }) => [id, name]));
  return services.map((service) => ({
    ...service,
    initials: initialsOf(service.name),
    roomName: rooms.get(service.roomId ?? "") ?? "",
    providerNames: service.providerIds.map((id) => providers.get(id) ?? ""),
    equipmentNames: service.equipment.map(({ equipmentId, count }) => {
      const name = equipment.get(equipmentId) ?? "";
      return count > 1 ? `${name} ×${count}` : name;
    }),
  }));
};

type Fields = Omit<Service, "id" | "isRetired" | "version">;

/** What a service says it needs must be there, and enough of it. */
const checkFields = ({ db, refuse, refuseField }: AnyCommandContext, fields: Fields): void => {
  if (fields.priceKind !== "free" && fields.price === "") throw refuse("PriceNeedsWords");
  const room = roomsOf(db, true).find(({ id }) => id === fields.roomId);
  if (fields.roomId !== null && !room) throw refuseField("roomId", "没有这间功能室");
  if (room && fields.mode === "deliver") throw refuseField("roomId", "上门的项目不用功能室");
  if (room && fields.placeCount > room.seatCount)
    throw refuseField("placeCount", `${room.name}只能坐 ${room.seatCount} 人`);
  const providers = new Set(providersOf(db, true).map(({ id }) => id));
  if (fields.providerIds.some((id) => !providers.has(id))) throw refuseField("providerIds", "没有这位服务提供者");
  const equipment = new Map(equipmentOf(db, true).map((one) => [one.id, one]));
  for (const { equipmentId, count } of fields.equipment) {
    const known = equipment.get(equipmentId);
    if (!known) throw refuseField("equipment", "没有这种设备");
    if (count > known.totalCount) throw refuseField("equipment", `${known.name}一共只有 ${known.totalCount} 件`);
  }
};

export const serviceOperations: Handlers<typeof serviceContract> = {
  "booking.listServices": ({ db }, filters) => ({ services: linesOf(db, store.servicesOf(db, filters)) }),

  "booking.service": ({ db, refuse }, { id }) => {
    const service = store.findService(db, id);
    const [line] = service ? linesOf(db, [service]) : [];
    if (!line) throw refuse("NotFound");
    return line;
  },

  "booking.addService": (context, fields) => {
    const { db, newId, refuse } = context;
    checkFields(context, fields);
    if (store.serviceNamed(db, fields.name) !== undefined) throw refuse("ServiceNameTaken");
    const id = newId();
    store.insertService(db, { ...fields, id });
    return { id, version: 1 };
  },

  "booking.changeService": (context, service) => {
    const { db, refuse } = context;
    const { id, version } = service;
    if (!store.findService(db, id)) throw refuse("NotFound");
    checkFields(context, service);
    if ((store.serviceNamed(db, service.name) ?? id) !== id) throw refuse("ServiceNameTaken");
    if (!store.updateService(db, service)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
