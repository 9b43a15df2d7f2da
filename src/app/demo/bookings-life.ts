import { addDays, type Day, epochMsOf, instantAt, instantOf, weekdayOf } from "#base/dates.ts";
import { foundCatalogue, type Planned } from "./bookings-catalogue.ts";
import { planErrands, planGroups, planHomes } from "./bookings-more.ts";
import { beforeOpenMinutes, dayAt, minuteMs, momentOn } from "./office-hours.ts";
import { homesOf, type Person, personsOf, type World } from "./world.ts";

const weeksBefore = 4;
const weeksAhead = 3;
const courseDays = 90;

const ageOn = ({ birthDate }: Person, day: Day): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** Sessions up to a day; of a course all its lessons. */
const makeAll = (world: World, plans: readonly Planned[], untilDay: Day): void => {
  const { desks } = world;
  for (const { planId, version, isCourse } of plans) {
    const until = isCourse ? addDays(untilDay, courseDays) : untilDay;
    const { turns } = desks.ask("secretary", "booking.previewSessions", { planId, until });
    const choices = turns
      .filter(({ state }) => state === "conflict" || state === "closed")
      .map(({ plannedDate, turn }) => ({ plannedDate, turn, way: "skip" as const }));
    if (turns.some(({ state }) => state === "new"))
      desks.ask("secretary", "booking.makeSessions", { planId, version, until, choices });
  }
};

type Wanting = { sessionId: string; startMs: number; endMs: number; serviceId: string };

type Kept = { id: string; version: number };

/** Whoever is booked comes, or does not; the desk goes through the day's sheets before it closes. */
const planComing = (
  world: World,
  { id, version }: Kept,
  { startMs, endMs }: Pick<Wanting, "startMs" | "endMs">,
): void => {
  const { desks, timeline } = world;
  const chance = world.chance.fork(`comes ${id}`);
  if (chance.isLucky(0.1)) {
    timeline.at(endMs - minuteMs, () => desks.ask("clerk", "booking.markNoShow", { id, version }));
    return;
  }
  timeline.at(startMs - chance.int(1, 12) * minuteMs, () => {
    const arrived = desks.ask("clerk", "booking.checkIn", { id, version });
    timeline.at(Math.max(endMs, momentOn(dayAt(startMs), 17 * 60 + 15)), () =>
      desks.ask("clerk", "booking.markServed", { id, version: arrived.version }),
    );
  });
};

/** One booking from the call to the door: booked, perhaps given back, came or did not. */
const planBooking = (world: World, { sessionId, startMs, endMs, serviceId }: Wanting, person: Person): void => {
  const { desks, timeline } = world;
  const chance = world.chance.fork(`booking ${sessionId} ${person.id}`);
  const times = { startAt: instantOf(startMs), endAt: instantOf(endMs) };
  const bookedMs = beforeOpenMinutes(Math.min(startMs, world.endMs) - 60 * minuteMs, chance.int(10, 900));
  timeline.at(bookedMs, () => {
    if (person.movedOutDate !== null) return;
    const judged = desks.ask("clerk", "booking.judge", { serviceId, ...times, residentId: person.id });
    if (judged.verdict !== "may" || judged.objections.length > 0) return;
    const booked = desks.ask("clerk", "booking.book", {
      sessionId,
      residentId: person.id,
      isWaitingFine: true,
      channel: chance.pick(["window", "phone"]),
    });
    if (booked.state !== "booked") return;
    const { id, version } = booked;
    if (chance.isLucky(0.08)) {
      timeline.at(desks.nowMs() + 40 * minuteMs, () => {
        if (desks.nowMs() < startMs)
          desks.ask("clerk", "booking.cancelBooking", { id, version, reason: "家里临时有事" });
      });
      return;
    }
    planComing(world, { id, version }, { startMs, endMs });
  });
};

/** Elderly who enrol in a course before its first lesson, and come to most of it. */
const enrolSome = (world: World, plans: readonly Planned[]): void => {
  const { desks } = world;
  const today = dayAt(desks.nowMs());
  const elderly = homesOf(world)
    .flatMap(personsOf)
    .filter((person) => ageOn(person, today) >= 58 && ageOn(person, today) < 80);
  for (const [at, { planId }] of plans.filter(({ isCourse }) => isCourse).entries()) {
    const chance = world.chance.fork(`enrols ${planId}`);
    const first = chance.int(0, elderly.length - 1);
    const joined = [...elderly.slice(first), ...elderly.slice(0, first)].slice(0, 9 + 5 * at);
    for (const { id: residentId } of joined) {
      const { id } = desks.ask("clerk", "booking.enrol", {
        planId,
        residentId,
        channel: chance.pick(["window", "phone"]),
      });
      const lessons = desks
        .ask("clerk", "booking.bookingsOf", { residentId })
        .bookings.filter(({ enrolmentId }) => enrolmentId === id);
      for (const lesson of lessons)
        if (epochMsOf(lesson.endAt) < world.endMs)
          planComing(world, lesson, { startMs: epochMsOf(lesson.startAt), endMs: epochMsOf(lesson.endAt) });
    }
  }
};

const bookSome = (world: World, plans: readonly Planned[], fromDay: Day, toDay: Day): void => {
  const { desks } = world;
  const chance = world.chance.fork("who books");
  const whoMay = new Map(plans.map((plan) => [plan.serviceId, plan.whoMay]));
  const everybody = homesOf(world).flatMap(personsOf);
  const pools = new Map<string, Person[]>();
  for (const { serviceId } of plans) {
    const { minAge, maxAge } = { minAge: 18, maxAge: 130, ...whoMay.get(serviceId) };
    pools.set(
      serviceId,
      everybody.filter((person) => {
        const age = ageOn(person, fromDay);
        return age >= (minAge ?? 0) && age < (maxAge ?? 130);
      }),
    );
  }
  for (const { id, serviceId, startAt, endAt, placeCount, lesson } of desks.ask("clerk", "booking.findPlaces", {
    fromDay,
    toDay,
  }).sessions) {
    if (lesson !== null) continue;
    const pool = pools.get(serviceId) ?? [];
    // Of the places of one there is often somebody more who would have liked it.
    const wanted = placeCount === 1 ? chance.int(0, 2) : chance.int(1, Math.min(placeCount, 5));
    const first = chance.int(0, Math.max(0, pool.length - 1));
    const persons = [...pool.slice(first), ...pool.slice(0, first)].slice(0, wanted);
    const wanting = { sessionId: id, serviceId, startMs: epochMsOf(startAt), endMs: epochMsOf(endAt) };
    for (const person of persons) planBooking(world, wanting, person);
  }
};

/** 预约: a catalogue since some weeks, its sessions some weeks ahead, and who came to them. */
export const planBookings = (world: World): void => {
  const { desks, timeline } = world;
  const today = dayAt(world.endMs);
  timeline.at(beforeOpenMinutes(epochMsOf(instantAt(addDays(today, -7 * weeksBefore), "10:00")), 1), () => {
    const plans = foundCatalogue(world);
    makeAll(world, plans, addDays(today, 7 * weeksAhead));
    enrolSome(world, plans);
    bookSome(world, plans, addDays(today, -14), addDays(today, 10));
  });
  planGroups(world);
  planErrands(world);
  planHomes(world);
  // Next week's Thursday belongs to the health room, which is then painted.
  timeline.at(beforeOpenMinutes(world.endMs, 90), () => {
    const [room] = desks.ask("clerk", "booking.listResources", {}).rooms.filter(({ name }) => name === "健康小屋");
    if (!room) return;
    const day = Array.from({ length: 7 }, (_, at) => addDays(today, at + 3)).find((at) => weekdayOf(at) === 4);
    if (day === undefined) return;
    desks.ask("secretary", "booking.addBlackout", {
      scope: "room",
      resourceId: room.id,
      startAt: instantAt(day, "08:30"),
      endAt: instantAt(day, "12:00"),
      reason: "墙面返潮，重新粉刷",
    });
  });
};
