import { mayDo, type OutputOf } from "#base/contract.ts";
import { addDays, type Day, instantAt, yearOf } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { gridNames, namedPlacesOf } from "#features/people/core/place-store.ts";
import { audiencesOf, residentRowsById } from "#features/people/core/resident-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { type Attendance, ageBands, audienceKeys, type figureContract, type OutreachLine } from "../figure-contract.ts";
import { ageBandOf, ageOn, attendanceOf, elderAge, guarded, longestAgoFirst } from "../figure-rules.ts";
import { type Service, type ServiceCategory, serviceCategories, serviceModes } from "../service-contract.ts";
import { whoMayWords } from "../who-may.ts";
import { bookingLines } from "./booking-lines.ts";
import { bookingsById } from "./booking-store.ts";
import * as store from "./figure-store.ts";
import { findService, servicesById, servicesOf } from "./service-store.ts";

const mostListed = 200;
const mostReached = 500;

type Asking = Pick<QueryContext<never>, "db" | "now" | "today">;
/** Of who may have what, too, which not every service asks. */
type Reaching = Pick<QueryContext<"AnybodyMay">, "db" | "now" | "today" | "refuse">;
type Days = { fromDay: Day; toDay: Day };

const windowAt = ({ fromDay, toDay }: Days) => ({ from: instantAt(fromDay), to: instantAt(addDays(toDay, 1)) });
const nobody = "";

/** Person-times under keys, and which people stand behind each. Whoever is on no register is somebody of their own. */
const tallyOf = () => {
  const cells = new Map<string, { count: number; people: Set<string>; unknownCount: number }>();
  return {
    add: (key: string, count: number, personId: string) => {
      const cell = cells.get(key) ?? { count: 0, people: new Set<string>(), unknownCount: 0 };
      cell.count += count;
      if (personId === nobody) cell.unknownCount += count;
      else cell.people.add(personId);
      cells.set(key, cell);
    },
    lineOf: <K extends string>(key: K) => {
      const cell = cells.get(key);
      return { key, count: cell?.count ?? 0, peopleCount: cell ? cell.people.size + cell.unknownCount : 0 };
    },
    keys: () => [...cells.keys()],
  };
};

/** By what is known of whoever came: audience, grid and age. */
const byPerson = ({ db, today }: Asking, of: Days, services: readonly { service: Service; unknownCount: number }[]) => {
  const rows = store.personCounts(db, windowAt(of));
  const ids = [...new Set(rows.flatMap(({ residentId }) => residentId ?? []))];
  const facts = new Map(store.personFacts(db, ids).map((fact) => [fact.id, fact]));
  const tags = audiencesOf(db, [...new Set([...facts.values()].map(({ leadId }) => leadId))]);
  const homes = store.gridsOfHomes(db, [...new Set(rows.flatMap(({ householdId }) => householdId ?? []))]);
  const [audience, grid, age] = [tallyOf(), tallyOf(), tallyOf()];
  const day = of.toDay < today ? of.toDay : today;
  for (const { residentId, householdId, bookingCount, headCount } of rows) {
    const homeGrid = (householdId === null ? null : homes.get(householdId)) ?? "none";
    const unknownCount = residentId === null ? headCount : headCount - bookingCount;
    if (residentId !== null) {
      const fact = facts.get(residentId);
      const leadId = fact?.leadId ?? residentId;
      for (const tag of tags.get(leadId) ?? (["none"] as const)) audience.add(tag, bookingCount, leadId);
      grid.add(fact?.gridId ?? "none", bookingCount, leadId);
      age.add(ageBandOf(fact?.birthDate ?? null, day), bookingCount, leadId);
    }
    if (unknownCount === 0) continue;
    grid.add(homeGrid, unknownCount, nobody);
    age.add("unknown", unknownCount, nobody);
  }
  for (const { service, unknownCount } of services) {
    if (unknownCount === 0) continue;
    for (const tag of service.audiences.length > 0 ? service.audiences : (["none"] as const))
      audience.add(tag, unknownCount, nobody);
  }
  return { audience, grid, age };
};

const summed = <K extends string>(keys: readonly K[], lines: readonly { key: K; count: number }[]) =>
  keys
    .map((key) => ({ key, count: lines.filter((line) => line.key === key).reduce((sum, { count }) => sum + count, 0) }))
    .filter(({ count }) => count > 0);

const open = <Line extends { peopleCount: number }>(lines: readonly Line[]) =>
  lines.map(({ peopleCount: _peopleCount, ...line }) => line);

type Figured = OutputOf<(typeof figureContract)["booking.figures"]>;

const figuresOf = (
  asking: Asking,
  of: Days,
  isGuarded: boolean,
): Omit<Figured, "centreName" | "asOf" | "isGuarded"> => {
  const { db, now } = asking;
  const bookings: Record<Attendance, number> = {
    came: 0,
    missed: 0,
    unrecorded: 0,
    ahead: 0,
    cancelled: 0,
    waiting: 0,
  };
  const services = new Map<string, { count: number; unknownCount: number; cameCount: number; missedCount: number }>();
  for (const { serviceId, ...row } of store.serviceCounts(db, { ...windowAt(of), now })) {
    const attendance = attendanceOf(row);
    bookings[attendance] += row.bookingCount;
    if (attendance !== "came" && attendance !== "missed") continue;
    const line = services.get(serviceId) ?? { count: 0, unknownCount: 0, cameCount: 0, missedCount: 0 };
    services.set(serviceId, line);
    if (attendance === "missed") line.missedCount += row.bookingCount;
    else {
      line.cameCount += row.bookingCount;
      line.count += row.headCount;
      line.unknownCount += row.headCount - row.registeredCount;
    }
  }
  const everyService = servicesOf(db, { category: null, audience: null, mode: null, withRetired: true });
  const kept = new Map(everyService.map((service) => [service.id, service]));
  const counted = [...services].flatMap(([id, line]) => {
    const service = kept.get(id);
    return service ? [{ ...line, service }] : [];
  });
  const { audience, grid, age } = byPerson(asking, of, counted);
  const names = gridNames(db);
  const grids = [...names, ["none", "没有住址"] as const]
    .map(([key, name]) => ({ ...grid.lineOf(key), name }))
    .filter(({ key, count }) => key !== "none" || count > 0)
    .sort((one, other) => Number(one.key === "none") - Number(other.key === "none") || other.count - one.count);
  const shown = <Line extends { count: number; peopleCount: number }>(lines: readonly Line[]) =>
    open<Omit<Line, "count"> & { count: number | null }>(isGuarded ? guarded(lines) : lines);
  return {
    total: counted.reduce((sum, { count }) => sum + count, 0),
    byService: counted
      .map(({ service: { id, name, category, mode }, unknownCount: _unknownCount, ...line }) => ({
        id,
        name,
        category,
        mode,
        ...line,
      }))
      .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
    byCategory: summed(
      serviceCategories,
      counted.map(({ service, count }) => ({ key: service.category, count })),
    ),
    byMode: summed(
      serviceModes,
      counted.map(({ service, count }) => ({ key: service.mode, count })),
    ),
    byAudience: shown(audienceKeys.map((key) => audience.lineOf(key))),
    byGrid: shown(grids),
    byAge: shown(ageBands.map((key) => age.lineOf(key))),
    bookings,
  };
};

/** The day by which somebody was born who is so old today; days are compared as text, so the 29th of any February will do. */
const bornBy = (today: Day, age: number): Day => `${yearOf(today) - age}${today.slice(4)}`;

type Outreach = Days & { gridId: string | null; category: ServiceCategory | null; serviceId: string | null };

/** Whom a list is made of: those a service is for, or else the elderly who live alone. */
const candidatesFor = ({ db, today, refuse }: Reaching, serviceId: string | null) => {
  if (serviceId === null) {
    const elder = { bornUntil: bornBy(today, elderAge), bornAfter: null, audiences: ["elder"] };
    return { who: "elderAlone" as const, ...elder, serviceName: "", whoMayWords: "" };
  }
  const service = findService(db, serviceId);
  if (!service) throw refuse("NotFound");
  const { minAge, maxAge, audiences } = service.whoMay;
  if (whoMayWords(service.whoMay) === "") throw refuse("AnybodyMay");
  return {
    who: "whoMay" as const,
    bornUntil: minAge === null ? null : bornBy(today, minAge),
    bornAfter: maxAge === null ? null : bornBy(today, maxAge + 1),
    audiences,
    serviceName: service.name,
    whoMayWords: whoMayWords(service.whoMay),
  };
};

const outreachOf = (context: Reaching, { gridId, category, serviceId, ...days }: Outreach) => {
  const { db, now, today } = context;
  const { serviceName, whoMayWords: words, ...candidates } = candidatesFor(context, serviceId);
  const found = store.candidatesOf(db, { ...windowAt(days), ...candidates, now, gridId, category, serviceId });
  const waiting = found.filter(({ isServed }) => !isServed).sort(longestAgoFirst);
  const rows = waiting.slice(0, mostReached);
  const residents = residentRowsById(
    db,
    rows.map(({ residentId }) => residentId),
  );
  const services = servicesById(db, [
    ...new Set(
      rows.flatMap(({ lastServiceId, comingServiceId }) => [lastServiceId ?? [], comingServiceId ?? []].flat()),
    ),
  ]);
  const nameOf = (id: string | null) => services.get(id ?? "")?.name ?? "";
  const places = namedPlacesOf(
    db,
    rows.map(({ householdId }) => ({ estateId: null, buildingId: null, unitId: null, householdId })),
  );
  const people = rows.map(({ residentId, lastAt, lastServiceId, comingAt, comingServiceId }, at): OutreachLine => {
    const [resident, place] = [residents.get(residentId), places[at]];
    return {
      residentId,
      name: resident?.name ?? "",
      age: ageOn(resident?.birthDate ?? null, today),
      gridName: place?.gridName ?? "",
      buildingName: place ? `${place.estateName}${place.buildingName}` : "",
      placeLabel: place?.label ?? "",
      maskedPhone: maskPhone(resident?.phone ?? ""),
      lastAt,
      lastServiceName: nameOf(lastServiceId),
      comingAt,
      comingServiceName: nameOf(comingServiceId),
    };
  });
  return {
    candidateCount: found.length,
    servedCount: found.length - waiting.length,
    serviceName,
    whoMayWords: words,
    people,
    isCut: waiting.length > rows.length,
    phones: rows.map(({ residentId }) => ({ residentId, phone: residents.get(residentId)?.phone ?? "" })),
  };
};

export const figureOperations: Handlers<typeof figureContract> = {
  "booking.figures": (context, { isForPublic, ...of }) => {
    const isGuarded = isForPublic || !mayDo(context.caller.roles, "clerk");
    const centreName = findCommunity(context.db)?.centreName ?? "";
    return { ...figuresOf(context, of, isGuarded), centreName, asOf: context.now, isGuarded };
  },

  "booking.figureBookings": ({ db, now, today }, { fromDay, toDay, ...of }) => {
    const { ids, totalCount } = store.bookingsBehind(db, { ...windowAt({ fromDay, toDay }), ...of, now }, mostListed);
    return { bookings: bookingLines(db, bookingsById(db, ids), today), totalCount };
  },

  "booking.outreach": (context, of) => {
    const { phones: _phones, ...listed } = outreachOf(context, of);
    return listed;
  },

  "booking.printOutreach": (context, of) => {
    const { phones, serviceName } = outreachOf(context, of);
    if (phones.length === 0) throw context.refuse("NobodyToReach");
    const subjectIds = phones.map(({ residentId }) => residentId);
    const title = serviceName === "" ? "送服务名单" : `送服务名单：${serviceName}`;
    return { ...addSheet(context, { kind: "outreach", title, subjectIds }), phones };
  },
};
