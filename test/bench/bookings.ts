import { join } from "node:path";
import { type Chance, chanceOf } from "#app/demo/chance.ts";
import { addDays, clockOf, type Day, instantAt } from "#base/dates.ts";
import { databasePathOf } from "#core/centre-paths.ts";
import { databaseOf, openSqlite, type ReadableDatabase, type SqliteFile } from "#core/database.ts";
import { insertHold, insertSession } from "#features/booking/core/session-store.ts";
import { measureSteps, type Step } from "./commands.ts";
import { copyCentre, type MadeCentre, madeEndMs } from "./made-centre.ts";
import { makeBooking } from "./made-services.ts";
import { type Making, makingOf } from "./made-town.ts";
import { type Measured, measureCases, statementsNote } from "./queries.ts";
import type { Line } from "./report.ts";
import { medianOf } from "./timing.ts";

const perSession = 4;
/** Half hours from 8:30 on. */
const slotsPerDay = 18;
/** So full are the rooms of a day; a year and a half of 50 rooms then holds a hundred thousand bookings. */
const dayShare = 0.06;
const lastDay = "2026-12-31";
/** A Monday ahead of the moment that is asked at. */
const askedDay = "2026-11-23";

const idsIn = (db: ReadableDatabase, sql: string): string[] => db.all<{ id: string }>(sql).map(({ id }) => id);

/** The days ahead first, so that few and many are alike where it is asked, then those before. */
function* madeDays(): Generator<Day> {
  for (let day = askedDay; day <= lastDay; day = addDays(day, 1)) yield day;
  for (let day = addDays(askedDay, -1); ; day = addDays(day, -1)) yield day;
}

/** Sessions day by day, each with its room and its four bookings. */
const makeBookings = (making: Making, bookedBy: string, bookingCount: number): void => {
  const { db, chance, newId } = making;
  const roomIds = idsIn(db, "SELECT id FROM rooms ORDER BY id");
  const serviceIds = idsIn(db, "SELECT id FROM services ORDER BY id");
  const residentIds = idsIn(db, "SELECT id FROM residents ORDER BY id");
  const makeSession = (roomId: string, day: Day, slot: number): void => {
    const startAt = instantAt(day, clockOf(510 + 30 * slot));
    const endAt = instantAt(day, clockOf(540 + 30 * slot));
    const id = newId(madeEndMs);
    const serviceId = chance.pick(serviceIds);
    const at = { startAt, endAt, placeCount: perSession + 1, note: "" };
    insertSession(db, { ...at, id, serviceId, planId: null, kind: "planned", plannedDate: null, turn: null });
    insertHold(db, { resourceKind: "room", resourceId: roomId, startAt, endAt, count: 1, sessionId: id });
    for (let place = 0; place < perSession; place += 1)
      makeBooking(making, { sessionId: id, residentId: chance.pick(residentIds), bookedBy, at: madeEndMs });
  };
  let made = 0;
  for (const day of madeDays())
    for (const roomId of roomIds)
      for (let slot = 0; slot < slotsPerDay; slot += 1) {
        if (!chance.isLucky(dayShare)) continue;
        makeSession(roomId, day, slot);
        made += perSession;
        if (made >= bookingCount) return;
      }
};

const makeFull = (base: MadeCentre, folder: string, bookingCount: number): MadeCentre => {
  const made = copyCentre(base, folder);
  const file = openSqlite(databasePathOf(folder));
  file.exec("BEGIN IMMEDIATE");
  makeBookings(makingOf(databaseOf(file), chanceOf(`bookings ${bookingCount}`)), base.accountIds.clerk, bookingCount);
  file.exec("COMMIT");
  file.pragma("wal_checkpoint(TRUNCATE)");
  file.close();
  return made;
};

/** What is asked while somebody stands at the desk. */
const casesOf = (db: ReadableDatabase) => {
  const [serviceId = ""] = idsIn(db, "SELECT id FROM services ORDER BY id LIMIT 1");
  const [residentId = ""] = idsIn(db, "SELECT residentId AS id FROM bookings ORDER BY id DESC LIMIT 1");
  const span = { startAt: instantAt(askedDay, "10:00"), endAt: instantAt(askedDay, "11:00") };
  return {
    "booking.whatIsFree": { 五十间一个钟头: span },
    "booking.findPlaces": { 一个项目三天: { serviceId, fromDay: askedDay, toDay: addDays(askedDay, 2) } },
    "booking.judge": { 一个人一个项目: { serviceId, residentId, ...span } },
    "booking.bookingsOf": { 一个人: { residentId } },
  };
};

/** Each turn another person takes the place that is left of another session ahead. */
const stepsOf = (file: SqliteFile) => {
  const db = databaseOf(file);
  const chance: Chance = chanceOf("desk");
  const sessionIds = idsIn(
    db,
    `SELECT id FROM sessions WHERE startAt > '${instantAt(askedDay)}' AND placeCount = ${perSession + 1} ORDER BY id LIMIT 400`,
  );
  const residentIds = idsIn(db, "SELECT id FROM residents ORDER BY id DESC LIMIT 400");
  let turn = 0;
  return (): Step[] => {
    const sessionId = sessionIds[turn % sessionIds.length];
    const residentId = residentIds[turn % residentIds.length];
    turn += 1;
    const channel = chance.pick(["window", "phone"]);
    const input = { sessionId, residentId, channel, overruleReason: "试", isWaitingFine: true };
    return [{ name: "booking.book", ask: (opened, requestId) => void opened.ask("booking.book", input, requestId) }];
  };
};

/** The one row of a booking, written as soundly as the command writes it and with nothing besides. */
const bareInsert = (file: SqliteFile) => {
  const row = file.prepare("SELECT * FROM bookings ORDER BY id DESC LIMIT 1").get() as Record<string, unknown>;
  const names = Object.keys(row);
  const values = names.map((name) => `:${name}`).join(", ");
  const insert = file.prepare(`INSERT INTO bookings (${names.join(", ")}) VALUES (${values})`);
  const [begin, commit] = [file.prepare("BEGIN IMMEDIATE"), file.prepare("COMMIT")];
  return (turn: number): void => {
    begin.run();
    insert.run({ ...row, id: `${String(row.id)}-${turn}`, number: 1_000_000 + turn });
    commit.run();
  };
};

const aim = { atMost: 1.5, orPlusMs: 0.05 };
const growthAim = { atMost: 2, orPlusMs: 0.05 };

/** Free times and bookings among few and among many, 50 rooms each. */
export const measureBookings = (
  base: MadeCentre,
  { smallCount, largeCount }: { smallCount: number; largeCount: number },
  folder: string,
  workerUrl: URL,
  tell: (text: string) => void,
): Line[] => {
  const bookMs = new Map<number, number>();
  const lines: Line[] = [];
  const asked = new Map<number, Measured[]>();
  for (const count of [smallCount, largeCount]) {
    tell(`bookings among ${count}`);
    const made = makeFull(base, join(folder, `bookings-${count}`), count);
    const measured = measureCases(made, workerUrl, casesOf);
    asked.set(count, measured);
    const of = `${count.toLocaleString("en")} bookings in 50 rooms`;
    for (const one of measured)
      lines.push({
        part: `Among ${of}: through core.handle, beside their bare SQL (ms)`,
        name: one.name,
        ms: one.coreMs,
        againstMs: one.bareMs,
        aim,
        note: statementsNote(one),
      });
    const stepFolder = join(folder, `bookings-steps-${count}`);
    const { times, insertMs } = measureSteps(made, stepFolder, workerUrl, stepsOf, bareInsert);
    for (const [name, { core, bare }] of times) {
      const ms = medianOf(core);
      bookMs.set(count, ms);
      const part = `Among ${of}: a booking committed to the disk, beside`;
      lines.push(
        { part: `${part} the same statements written bare (ms)`, name, ms, againstMs: medianOf(bare), aim },
        { part: `${part} one bare INSERT (ms)`, name, ms, againstMs: insertMs, aim },
      );
    }
  }
  const part = `Among ${largeCount.toLocaleString("en")} bookings, beside the same among ${smallCount.toLocaleString("en")} (ms)`;
  for (const { name, coreMs } of asked.get(largeCount) ?? []) {
    const before = asked.get(smallCount)?.find((one) => one.name === name)?.coreMs ?? null;
    lines.push({ part, name, ms: coreMs, againstMs: before, aim: growthAim });
  }
  lines.push({
    part,
    name: "booking.book",
    ms: bookMs.get(largeCount) ?? 0,
    againstMs: bookMs.get(smallCount) ?? null,
    aim: growthAim,
  });
  return lines;
};
