import type { Handlers } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findCommunity } from "#features/system/core/store.ts";
import type { DatedLot, LowSupply, needContract } from "../need-contract.ts";
import type { StationLine } from "../station-contract.ts";
import type { SupplyLine } from "../supply-contract.ts";
import { visitors } from "../visit-contract.ts";
import { monthSums, monthWords } from "./need-store.ts";
import { organisationNames } from "./person-names.ts";
import { roundLines } from "./round-lines.ts";
import { roundsOf } from "./round-store.ts";
import { datedLots, type WholeStation, wholeStations } from "./station-lines.ts";
import { findStation, stationsOf } from "./station-store.ts";
import { suppliesOf } from "./supply-store.ts";
import { tallyDaysByMonth, visitsByMonth } from "./visit-store.ts";

const supplyOf = (station: StationLine, supply: SupplyLine) => ({
  supplyId: supply.id,
  supplyName: supply.name,
  unit: supply.unit,
  stationId: station.id,
  stationName: station.name,
});

const lowOf = ({ station, supplies }: WholeStation): LowSupply[] =>
  supplies
    .filter(({ isLow }) => isLow)
    .map((supply) => ({
      ...supplyOf(station, supply),
      stock: supply.stock,
      leastCount: supply.leastCount,
      missingCount: supply.leastCount - supply.stock,
      isDated: supply.isDated,
    }));

const datedOf = ({ station, supplies }: WholeStation): DatedLot[] =>
  supplies.flatMap((supply) =>
    datedLots(supply).flatMap(({ bestBeforeDate, ...lot }) =>
      bestBeforeDate === null
        ? []
        : [{ ...supplyOf(station, supply), ...lot, bestBeforeDate, id: `${supply.id} ${bestBeforeDate}` }],
    ),
  );

const soonestFirst = (one: DatedLot, other: DatedLot) => (one.bestBeforeDate < other.bestBeforeDate ? -1 : 1);
const sumOf = <T>(rows: readonly T[], count: (row: T) => number) => rows.reduce((sum, row) => sum + count(row), 0);
const inUse = ({ station }: WholeStation) => station.state === "open";

/** What waits to be done, and what is counted. */
export const needOperations: Handlers<typeof needContract> = {
  "stations.needs": ({ db, today }) => {
    const all = wholeStations(db, stationsOf(db, false), today);
    const open = all.filter(inUse);
    const nameById = new Map(all.map(({ station }) => [station.id, station.name]));
    const missing = (
      daysOf: (station: StationLine) => number | null,
      lastOf: (station: StationLine) => string | null,
    ) =>
      open.flatMap(({ station }) => {
        const days = daysOf(station);
        return days === null
          ? []
          : [{ stationId: station.id, stationName: station.name, days, lastDate: lastOf(station) }];
      });
    return {
      low: open.flatMap(lowOf),
      dated: open.flatMap(datedOf).sort(soonestFirst),
      tallies: missing(
        ({ tallyMissingDays }) => tallyMissingDays,
        ({ lastTallyDate }) => lastTallyDate,
      ),
      rounds: missing(
        ({ roundMissingDays }) => roundMissingDays,
        ({ lastRoundDate }) => lastRoundDate,
      ),
      // What is broken is mended before the season, too.
      toMend: roundLines(
        db,
        all.flatMap(({ toMend }) => toMend),
      ).map((round) => ({ ...round, stationName: nameById.get(round.stationId) ?? "" })),
    };
  },

  "stations.figures": ({ db }, of) => {
    const visits = visitsByMonth(db, of);
    const days = tallyDaysByMonth(db, of);
    const stations = stationsOf(db, true).filter(({ id }) => days.some(({ stationId }) => stationId === id));
    const months = [...new Set(days.map(({ month }) => month))].sort();
    return {
      centreName: findCommunity(db)?.centreName ?? "",
      total: sumOf(visits, ({ count }) => count),
      months: months.map((month) => {
        const own = visits.filter((row) => row.month === month);
        return {
          month,
          count: sumOf(own, ({ count }) => count),
          dayCount: sumOf(
            days.filter((row) => row.month === month),
            ({ dayCount }) => dayCount,
          ),
          visitors: visitors.map((visitor) => ({
            visitor,
            count: sumOf(
              own.filter((row) => row.visitor === visitor),
              ({ count }) => count,
            ),
          })),
        };
      }),
      stations: stations.map(({ id, name }) => {
        const own = visits.filter(({ stationId }) => stationId === id);
        const ownDays = days.filter(({ stationId }) => stationId === id);
        return {
          id,
          name,
          count: sumOf(own, ({ count }) => count),
          dayCount: sumOf(ownDays, ({ dayCount }) => dayCount),
          months: ownDays
            .map(({ month, dayCount }) => ({
              month,
              dayCount,
              count: sumOf(
                own.filter((row) => row.month === month),
                ({ count }) => count,
              ),
            }))
            .sort((one, other) => (one.month < other.month ? -1 : 1)),
        };
      }),
    };
  },

  "stations.monthSheet": ({ db, today, refuse }, { stationId, month }) => {
    const found = findStation(db, stationId);
    const [whole] = found ? wholeStations(db, [found], today) : [];
    if (!whole) throw refuse("NotFound");
    const sums = new Map(monthSums(db, { stationId, month }).map((row) => [row.supplyId, row]));
    const words = monthWords(db, { stationId, month });
    const unitOf = organisationNames(
      db,
      words.map(({ organisationId }) => organisationId),
    );
    const visits = visitsByMonth(db, { fromMonth: month, toMonth: month, stationId });
    const [days] = tallyDaysByMonth(db, { fromMonth: month, toMonth: month, stationId });
    const none = { before: 0, refilled: 0, used: 0, discarded: 0, difference: 0 };
    return {
      centreName: findCommunity(db)?.centreName ?? "",
      stationName: whole.station.name,
      place: whole.station.place,
      keeperName: whole.station.keeperName,
      organisationName: whole.station.organisationName,
      supplies: suppliesOf(db, [stationId], true)
        .map(({ id, name, unit, isRetired }) => {
          const { supplyId: _supplyId, ...sum } = sums.get(id) ?? { supplyId: id, ...none };
          const after = sum.before + sum.refilled - sum.used - sum.discarded + sum.difference;
          return { id, name, unit, ...sum, after, isRetired };
        })
        .filter(({ isRetired, before, refilled }) => !isRetired || before > 0 || refilled > 0)
        .map(({ isRetired: _isRetired, ...line }) => line),
      remarks: words
        .filter(({ kind }) => kind !== "refill")
        .map(({ day, supplyName, unit, kind, quantity, reason }) => ({
          day,
          supplyName,
          words: `${kind === "discard" ? "报废" : quantity > 0 ? "盘多" : "盘少"} ${Math.abs(quantity)} ${unit}：${reason}`,
        })),
      gifts: [
        ...Map.groupBy(
          words.filter(({ kind }) => kind === "refill"),
          ({ organisationId, source }) => [unitOf(organisationId), source].filter((part) => part !== "").join("，"),
        ),
      ].map(([source, given]) => ({
        source,
        words: [...Map.groupBy(given, ({ supplyName, unit }) => `${supplyName} ${unit}`)]
          .map(([, rows]) => {
            const total = sumOf(rows, ({ quantity }) => quantity);
            return `${rows[0]?.supplyName ?? ""} ${total} ${rows[0]?.unit ?? ""}`;
          })
          .join("、"),
      })),
      visitors: visitors.map((visitor) => ({
        visitor,
        count: sumOf(
          visits.filter((row) => row.visitor === visitor),
          ({ count }) => count,
        ),
      })),
      visitCount: sumOf(visits, ({ count }) => count),
      tallyDayCount: days?.dayCount ?? 0,
      rounds: roundLines(
        db,
        roundsOf(db, { stationId, fromDay: `${month}-01`, toDay: `${month}-31`, limit: 62 }).toReversed(),
      ),
    };
  },

  "stations.printMonth": (context, { stationId, month }) => {
    const { db, today, refuse, addEvent } = context;
    const station = findStation(db, stationId);
    if (!station) throw refuse("NotFound");
    if (month > today.slice(0, 7)) throw refuse("MonthNotBegun");
    const title = `${station.name}月报 ${month}`;
    const printed = addSheet(context, { kind: "stationMonth", title, subjectIds: [stationId] });
    addEvent({ of: "station", id: stationId, kind: "monthPrinted", reason: `${month} 表单号 ${printed.code}` });
    return printed;
  },

  "stations.refillList": ({ db, today }, { stationId }) => ({
    centreName: findCommunity(db)?.centreName ?? "",
    stations: wholeStations(db, stationsOf(db, false), today)
      .filter((whole) => inUse(whole) && (stationId === null || whole.station.id === stationId))
      .map((whole) => ({
        id: whole.station.id,
        name: whole.station.name,
        place: whole.station.place,
        keeperName: whole.station.keeperName,
        low: lowOf(whole),
        dated: datedOf(whole).sort(soonestFirst),
      }))
      .filter(({ low, dated }) => low.length > 0 || dated.length > 0),
  }),
};
