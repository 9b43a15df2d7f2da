import { addDays } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { timelineOf } from "#core/events.ts";
import { findContact, findOrganisation } from "#features/people/core/organisation-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { stationContract } from "../station-contract.ts";
import { roundLines } from "./round-lines.ts";
import { roundsOf } from "./round-store.ts";
import { wholeStations } from "./station-lines.ts";
import * as store from "./station-store.ts";
import { supplyLines } from "./supply-lines.ts";
import { insertSupply, suppliesOf } from "./supply-store.ts";
import { visitDaysOf } from "./visit-store.ts";

const mostRounds = 12;
const mostDays = 14;

type Fields = {
  organisationId: string | null;
  keeperContactId: string | null;
  keeperResidentId: string | null;
  seasonFromMonth: number | null;
  seasonToMonth: number | null;
};

/** Who keeps it is known here, and a season has two ends. */
const checkFields = ({ db, refuseField }: Pick<AnyCommandContext, "db" | "refuseField">, fields: Fields): void => {
  const { organisationId, keeperContactId, keeperResidentId, seasonFromMonth, seasonToMonth } = fields;
  if (organisationId !== null && !findOrganisation(db, organisationId))
    throw refuseField("organisationId", "没有这个单位");
  if (keeperContactId !== null && !findContact(db, keeperContactId))
    throw refuseField("keeperContactId", "没有这位联系人");
  if (keeperResidentId !== null && !isResident(db, keeperResidentId))
    throw refuseField("keeperResidentId", "没有这位居民");
  if (keeperContactId !== null && keeperResidentId !== null) throw refuseField("keeperResidentId", "管护人只填一位");
  if ((seasonFromMonth === null) !== (seasonToMonth === null))
    throw refuseField(seasonFromMonth === null ? "seasonFromMonth" : "seasonToMonth", "季节从几月到几月都要填");
};

/** The places where something is kept for whoever passes: set up, changed, retired and brought back. */
export const stationOperations: Handlers<typeof stationContract> = {
  "stations.listStations": ({ db, today }, { withRetired }) => ({
    stations: wholeStations(db, store.stationsOf(db, withRetired), today).map(({ station }) => station),
  }),

  "stations.station": ({ db, today, refuse }, { id, withRetired }) => {
    const found = store.findStation(db, id);
    const [whole] = found ? wholeStations(db, [found], today) : [];
    if (!whole) throw refuse("NotFound");
    const accounts = accountNames(db);
    return {
      ...whole.station,
      supplies: withRetired ? supplyLines(db, suppliesOf(db, [id], true), today) : whole.supplies,
      rounds: roundLines(
        db,
        roundsOf(db, { stationId: id, fromDay: addDays(today, -400), toDay: today, limit: mostRounds }),
      ),
      visitDays: visitDaysOf(db, { stationId: id, limit: mostDays }),
      events: timelineOf(db, "station", id).map(({ at, kind, recordedBy, reason }) => ({
        at,
        kind,
        reason,
        recordedByName: accounts.get(recordedBy ?? "") ?? "",
      })),
    };
  },

  "stations.addStation": (context, { supplies, ...fields }) => {
    const { db, today, newId, refuse, addEvent } = context;
    checkFields(context, fields);
    if (store.stationNamed(db, fields.name) !== undefined) throw refuse("StationNameTaken");
    if (new Set(supplies.map(({ name }) => name)).size < supplies.length) throw refuse("SupplyNameTaken");
    const id = newId();
    store.insertStation(db, { ...fields, id, sinceDate: today });
    for (const supply of supplies) insertSupply(db, { ...supply, id: newId(), stationId: id });
    addEvent({ of: "station", id, kind: "added" });
    return { id, version: 1 };
  },

  "stations.changeStation": (context, station) => {
    const { db, refuse, addEvent } = context;
    const { id, version } = station;
    if (!store.findStation(db, id)) throw refuse("NotFound");
    checkFields(context, station);
    if ((store.stationNamed(db, station.name) ?? id) !== id) throw refuse("StationNameTaken");
    if (!store.updateStation(db, station)) throw refuse("Conflict");
    addEvent({ of: "station", id, kind: "changed" });
    return { id, version: version + 1 };
  },

  "stations.retireStation": ({ db, refuse, addEvent }, { id, version, reason }) => {
    const station = store.findStation(db, id);
    if (!station) throw refuse("NotFound");
    if (station.isRetired) throw refuse("StationRetired");
    if (!store.setRetired(db, { ...station, version, isRetired: true })) throw refuse("Conflict");
    addEvent({ of: "station", id, kind: "retired", reason });
    return { id, version: version + 1 };
  },

  "stations.bringBackStation": ({ db, today, refuse, addEvent }, { id, version }) => {
    const station = store.findStation(db, id);
    if (!station) throw refuse("NotFound");
    if (!station.isRetired) throw refuse("StationInUse");
    if (!store.setRetired(db, { id, version, isRetired: false, sinceDate: today })) throw refuse("Conflict");
    addEvent({ of: "station", id, kind: "broughtBack" });
    return { id, version: version + 1 };
  },
};
