import type { Handlers } from "#core/contexts.ts";
import { findContact, findOrganisation } from "#features/people/core/organisation-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import type { resourceContract } from "../resource-contract.ts";
import { sessionTitle } from "../session-title.ts";
import { plansHolding } from "./plan-store.ts";
import { providerLines } from "./provider-lines.ts";
import * as store from "./resource-store.ts";
import { sessionLines } from "./session-lines.ts";
import { heldAfter, sessionsById } from "./session-store.ts";

const mostNext = 5;

/** Rooms, equipment and those who give something: what sessions hold. */
export const resourceOperations: Handlers<typeof resourceContract> = {
  "booking.listResources": ({ db }, { withRetired }) => ({
    rooms: store.roomsOf(db, withRetired),
    equipment: store.equipmentOf(db, withRetired),
    providers: providerLines(db, store.providersOf(db, withRetired)),
  }),

  "booking.heldAhead": ({ db, now }, { kind, id }) => {
    const { sessionIds, headCount } = heldAfter(db, { resourceKind: kind, resourceId: id, now });
    const next = sessionsById(db, sessionIds.slice(0, mostNext));
    const lines = sessionLines(db, [...next.values()]).map((line) => ({
      id: line.id,
      title: sessionTitle(line),
      startAt: line.startAt,
      endAt: line.endAt,
    }));
    return {
      sessionCount: sessionIds.length,
      headCount,
      planCount: kind === "equipment" ? 0 : plansHolding(db, kind, id),
      sessions: lines.sort((one, other) => (one.startAt < other.startAt ? -1 : 1)),
    };
  },

  "booking.addRoom": ({ db, newId, refuse }, fields) => {
    if (store.roomNamed(db, fields.name) !== undefined) throw refuse("RoomNameTaken");
    const id = newId();
    store.insertRoom(db, { ...fields, id });
    return { id, version: 1 };
  },

  "booking.changeRoom": ({ db, refuse }, room) => {
    const { id, version } = room;
    if (!store.findRoom(db, id)) throw refuse("NotFound");
    if ((store.roomNamed(db, room.name) ?? id) !== id) throw refuse("RoomNameTaken");
    if (!store.updateRoom(db, room)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },

  "booking.addEquipment": ({ db, newId, refuse }, fields) => {
    if (store.equipmentNamed(db, fields.name) !== undefined) throw refuse("EquipmentNameTaken");
    const id = newId();
    store.insertEquipment(db, { ...fields, id });
    return { id, version: 1 };
  },

  "booking.changeEquipment": ({ db, refuse }, one) => {
    const { id, version } = one;
    if (!store.findEquipment(db, id)) throw refuse("NotFound");
    if ((store.equipmentNamed(db, one.name) ?? id) !== id) throw refuse("EquipmentNameTaken");
    if (!store.updateEquipment(db, one)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },

  "booking.addProvider": ({ db, newId, refuse, refuseField }, { trade, ...who }) => {
    const { organisationId, contactId, residentId, name } = who;
    const given = [organisationId, contactId, residentId, name || null].filter((one) => one !== null);
    if (given.length !== 1) throw refuse("ProviderNeedsOne");
    if (organisationId !== null && !findOrganisation(db, organisationId))
      throw refuseField("organisationId", "没有这个单位");
    if (contactId !== null && !findContact(db, contactId)) throw refuseField("contactId", "没有这位联系人");
    if (residentId !== null && !isResident(db, residentId)) throw refuseField("residentId", "没有这位居民");
    if (store.isProviderKnown(db, who)) throw refuse("ProviderKnown");
    const kind =
      organisationId !== null ? "unit" : contactId !== null ? "contact" : residentId !== null ? "resident" : "named";
    const id = newId();
    store.insertProvider(db, { ...who, id, kind, trade });
    return { id, version: 1 };
  },

  "booking.changeProvider": ({ db, refuse }, one) => {
    if (store.providersById(db, [one.id]).length === 0) throw refuse("NotFound");
    if (!store.updateProvider(db, one)) throw refuse("Conflict");
    return { id: one.id, version: one.version + 1 };
  },
};
