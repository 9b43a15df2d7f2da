import type { Handlers } from "#core/contexts.ts";
import { findContact } from "#features/people/core/organisation-store.ts";
import { isResident } from "#features/people/core/resident-store.ts";
import type { roundContract } from "../round-contract.ts";
import * as store from "./round-store.ts";
import { findStation } from "./station-store.ts";

export const roundOperations: Handlers<typeof roundContract> = {
  "stations.logRound": ({ db, now, today, caller, newId, refuse, refuseField }, round) => {
    const { stationId, roundDate, walkerContactId, walkerResidentId, found, isMendNeeded } = round;
    const station = findStation(db, stationId);
    if (!station) throw refuse("NotFound");
    if (station.isRetired) throw refuse("StationRetired");
    if (roundDate > today) throw refuseField("roundDate", "不能填以后的日子");
    if (walkerContactId !== null && !findContact(db, walkerContactId))
      throw refuseField("walkerContactId", "没有这位联系人");
    if (walkerResidentId !== null && !isResident(db, walkerResidentId))
      throw refuseField("walkerResidentId", "没有这位居民");
    if (walkerContactId !== null && walkerResidentId !== null)
      throw refuseField("walkerResidentId", "巡查的人只填一位");
    if (isMendNeeded && found === "") throw refuse("FoundNeedsWords");
    const id = newId();
    store.insertRound(db, { ...round, id, recordedAt: now, recordedBy: caller.accountId });
    return { id, version: 1 };
  },

  "stations.markMended": ({ db, now, caller, refuse }, { id, version, mendNote }) => {
    const round = store.findRound(db, id);
    if (!round) throw refuse("NotFound");
    if (!round.isMendNeeded || round.mendedAt !== null) throw refuse("NothingToMend");
    if (!store.setMended(db, { id, version, mendNote, mendedAt: now, mendedBy: caller.accountId }))
      throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
