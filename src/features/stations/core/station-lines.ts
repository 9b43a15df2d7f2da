import type { Day } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Station, StationLine } from "../station-contract.ts";
import { daysMissing, stationStateOf } from "../station-rules.ts";
import type { SupplyLine } from "../supply-contract.ts";
import { organisationNames, personNames } from "./person-names.ts";
import { type KeptRound, roundsToMend } from "./round-store.ts";
import { lastDoneOf } from "./station-store.ts";
import { supplyLines } from "./supply-lines.ts";
import { suppliesOf } from "./supply-store.ts";
import { countsOn } from "./visit-store.ts";

const keeperOf = ({ keeperContactId, keeperResidentId }: Station) => ({
  contactId: keeperContactId,
  residentId: keeperResidentId,
});

/** Those of a supply's lots that are past or near their day. */
export const datedLots = ({ lots }: SupplyLine) => lots.filter(({ state }) => state !== "fine");

export type WholeStation = { station: StationLine; supplies: SupplyLine[]; toMend: KeptRound[] };

/** Stations with what they have and lack; of one that is out of season nothing is asked. */
export const wholeStations = (db: ReadableDatabase, stations: readonly Station[], today: Day): WholeStation[] => {
  const ids = stations.map(({ id }) => id);
  const supplies = Map.groupBy(supplyLines(db, suppliesOf(db, ids, false), today), ({ stationId }) => stationId);
  const mends = Map.groupBy(roundsToMend(db, ids), ({ stationId }) => stationId);
  const done = lastDoneOf(db, ids);
  const counts = countsOn(db, ids, today);
  const nameOf = personNames(db, stations.map(keeperOf));
  const unitOf = organisationNames(
    db,
    stations.map(({ organisationId }) => organisationId),
  );
  return stations.map((station) => {
    const { lastTallyDate = null, lastRoundDate = null } = done.get(station.id) ?? {};
    const state = stationStateOf(station, today);
    const own = supplies.get(station.id) ?? [];
    const toMend = mends.get(station.id) ?? [];
    const asked = state === "open" ? own : [];
    return {
      supplies: own,
      toMend,
      station: {
        ...station,
        state,
        organisationName: unitOf(station.organisationId),
        keeperName: nameOf(keeperOf(station)),
        supplyCount: own.length,
        lowCount: asked.filter(({ isLow }) => isLow).length,
        datedCount: asked.flatMap(datedLots).length,
        lastTallyDate,
        lastRoundDate,
        tallyMissingDays: daysMissing(station, { everyDays: station.tallyEveryDays, lastDate: lastTallyDate }, today),
        roundMissingDays: daysMissing(station, { everyDays: station.roundEveryDays, lastDate: lastRoundDate }, today),
        toMendCount: state === "retired" ? 0 : toMend.length,
        todayCount: counts.get(station.id) ?? 0,
      },
    };
  });
};
