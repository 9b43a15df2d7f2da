import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, instantAt } from "#base/dates.ts";
import { addEquipment, addProvider, addResident, addRoom, addService } from "../support/booking.ts";
import { people } from "../support/community.ts";
import { openDoor, type Visitor } from "../support/doors.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";
import { bookingFaultsIn } from "./booking-faults.ts";

type Draw = { step: string; desk: number; a: number; b: number; c: number };
type Asked = [name: string, input: Record<string, unknown>];

const choose = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];
const firstDay = "2026-11-20";

/** Two rooms, one projector pair, two who give, two services, eight people, and four sessions. */
const openCentre = () => {
  const core = openTestCore();
  const [secretary, clerk] = [core.as("secretary"), core.as("clerk")];
  const roomIds = ["书画室", "舞蹈室"].map((name) =>
    addRoom(secretary, name, { isApprovalNeeded: false, releaseMinutes: 15 }),
  );
  const providerIds = ["王老师", "李医生"].map((name) => addProvider(secretary, name));
  const equipmentId = addEquipment(secretary, "投影仪", 2);
  const serviceIds = ["义诊", "理发"].map((name) =>
    addService(secretary, {
      name,
      category: "health",
      maxHeadCount: 2,
      parties: ["person"],
      quotas: [{ per: "person", period: "month", count: 2 }],
    }),
  );
  const residentIds = Array.from({ length: 8 }, (_, at) => addResident(clerk, `居民${at}`));
  for (const [at, serviceId] of [...serviceIds, ...serviceIds].entries()) {
    const day = addDays(firstDay, at);
    const span = { startAt: instantAt(day, "14:00"), endAt: instantAt(day, "14:30") };
    clerk.ok("booking.addSession", { serviceId, ...span, placeCount: 2 });
  }
  return { core, roomIds, providerIds, equipmentId, serviceIds, residentIds };
};
type Centre = ReturnType<typeof openCentre>;

/** One of a few half hours, so that many meet. */
const spanOf = ({ a, b }: Draw) => {
  const day = addDays(firstDay, a % 3);
  const from = 18 + (b % 6);
  const clock = (half: number) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
  return { startAt: instantAt(day, clock(from)), endAt: instantAt(day, clock(from + 1 + (a % 3))) };
};

const needsOf = (centre: Centre, { b, c }: Draw) => ({
  roomId: c % 3 === 0 ? null : choose(centre.roomIds, c),
  providerIds: b % 3 === 0 ? [] : [choose(centre.providerIds, b)],
  equipment: c % 2 === 0 ? [] : [{ equipmentId: centre.equipmentId, count: 1 + (b % 2) }],
});

type Row = { id: string; version: number };
const rowIn = ({ core }: Centre, sql: string, at: number): Row | undefined => choose(core.db.all<Row>(sql), at);
const openSessions = "SELECT id, version FROM sessions WHERE state = 'open' ORDER BY rowid";
const bookingsIn = (states: string) => `SELECT id, version FROM bookings WHERE state IN (${states}) ORDER BY rowid`;

const on = (row: Row | undefined, name: string, more: object = {}): Asked | null =>
  row ? [name, { ...row, ...more }] : null;

const steps: Readonly<Record<string, (centre: Centre, draw: Draw) => Asked | null>> = {
  addSession: (centre, draw) => [
    "booking.addSession",
    {
      serviceId: choose(centre.serviceIds, draw.c),
      ...spanOf(draw),
      placeCount: 1 + (draw.a % 2),
      ...needsOf(centre, draw),
    },
  ],
  moveSession: (centre, draw) =>
    on(rowIn(centre, openSessions, draw.c), "booking.moveSession", {
      ...spanOf(draw),
      ...needsOf(centre, draw),
      reason: "改",
    }),
  cancelSession: (centre, draw) =>
    draw.b % 3 === 0 ? on(rowIn(centre, openSessions, draw.c), "booking.cancelSession", { reason: "停" }) : null,
  book: (centre, draw) => {
    const session = rowIn(centre, openSessions, draw.b);
    if (!session) return null;
    const who = { residentId: choose(centre.residentIds, draw.a), headCount: 1 + (draw.c % 5 === 0 ? 1 : 0) };
    const fine = { isWaitingFine: draw.c % 5 !== 0, overruleReason: draw.b % 2 === 0 ? "破例" : "" };
    return ["booking.book", { sessionId: session.id, ...who, ...fine }];
  },
  bookOwn: (centre, draw) => [
    "booking.book",
    {
      own: { serviceId: choose(centre.serviceIds, draw.c), ...spanOf(draw), ...needsOf(centre, draw) },
      residentId: choose(centre.residentIds, draw.a),
      overruleReason: draw.c % 4 === 0 ? "破例" : "",
    },
  ],
  moveBooking: (centre, draw) => {
    const to = rowIn(centre, openSessions, draw.b);
    return on(rowIn(centre, bookingsIn("'booked', 'waiting'"), draw.a), "booking.moveBooking", {
      sessionId: to?.id ?? "x",
    });
  },
  cancel: (centre, draw) =>
    on(rowIn(centre, bookingsIn("'booked', 'waiting'"), draw.a), "booking.cancelBooking", { reason: "有事" }),
  call: (centre, draw) =>
    on(rowIn(centre, bookingsIn("'waiting'"), draw.a), "booking.recordWaitingCall", {
      outcome: choose(["notReached", "told", "gaveUp"], draw.b),
    }),
  take: (centre, draw) =>
    on(rowIn(centre, bookingsIn("'waiting'"), draw.a), "booking.takePlace", {
      passOverReason: draw.b % 4 === 0 ? "急" : "",
      overruleReason: draw.c % 4 === 0 ? "破例" : "",
    }),
  blackout: (centre, draw) => {
    const closed = choose([null, ...centre.roomIds, ...centre.providerIds], draw.c) ?? null;
    const scope = closed === null ? "centre" : centre.roomIds.includes(closed) ? "room" : "provider";
    return draw.b % 3 === 0
      ? ["booking.addBlackout", { scope, resourceId: closed, ...spanOf(draw), reason: "停电" }]
      : null;
  },
  release: ({ core }, draw) => {
    const room = choose(core.as("clerk").ok("booking.unclaimedRooms", {}).rooms, draw.a);
    return room ? ["booking.releaseRoom", { sessionId: room.sessionId, version: room.version }] : null;
  },
  withdraw: (centre, draw) =>
    on(
      rowIn(centre, "SELECT id, version FROM blackouts WHERE withdrawnAt IS NULL", draw.a),
      "booking.withdrawBlackout",
    ),
  tell: ({ core }, draw) => {
    const telling = choose(core.db.all<{ id: string }>("SELECT id FROM tellings WHERE toldAt IS NULL"), draw.a);
    return telling ? ["booking.recordTelling", { id: telling.id, isReached: draw.b % 2 === 0 }] : null;
  },
  checkIn: (centre, draw) => on(rowIn(centre, bookingsIn("'booked'"), draw.a), "booking.checkIn"),
  serve: (centre, draw) => on(rowIn(centre, bookingsIn("'arrived'"), draw.a), "booking.markServed"),
  miss: (centre, draw) => on(rowIn(centre, bookingsIn("'booked'"), draw.a), "booking.markNoShow"),
  undo: (centre, draw) =>
    on(rowIn(centre, bookingsIn("'arrived', 'served', 'noShow'"), draw.a), "booking.undoAttendance"),
};

const names = [
  ...Array<string>(10).fill("book"),
  ...["bookOwn", "bookOwn", "cancel", "cancel", "call", "take", "take", "take", "moveBooking", "moveBooking"],
  ...["bookOwn", "release", "release", "release"],
  ...Object.keys(steps),
];
const number = fc.nat(1_000_000);
const drawn = fc.record({ step: fc.constantFrom(...names), desk: fc.nat(3), a: number, b: number, c: number });

/** Every commit is looked at, whichever desk it came from. */
const watch = (core: TestCore): (() => number) => {
  let seen = 0;
  core.core.onChange(() => {
    seen += 1;
    expect(bookingFaultsIn(core)).toEqual({});
  });
  return () => seen;
};

const codes = new Set<string>();
const keepCode = (name: string, reply: { ok: boolean; code?: string }) => {
  const code = reply.ok ? name : (reply.code ?? "");
  expect(code, name).not.toMatch(/Internal|InvalidInput/);
  codes.add(code);
};

test("no sequence of bookings, moves, cancellations and blackouts books anything twice", () => {
  const rounds = fc.array(fc.tuple(drawn, fc.constantFrom(0, 0, 0, 0, 0, 5, 30, 240)), {
    minLength: 60,
    maxLength: 90,
    size: "max",
  });
  fc.assert(
    fc.property(rounds, (draws) => {
      const centre = openCentre();
      watch(centre.core);
      for (const [draw, minutes] of draws) {
        centre.core.advance({ minutes });
        const asked = steps[draw.step]?.(centre, draw);
        if (asked) keepCode(asked[0], centre.core.as("clerk").raw(...asked));
      }
      expect(centre.core.takeLog()).toEqual([]);
    }),
    { seed: 3, numRuns: 20, endOnFailure: true },
  );
  // It is worth nothing unless it got there, and unless it was refused.
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "booking.moveSession",
      "booking.cancelSession",
      "booking.moveBooking",
      "booking.takePlace",
      "booking.checkIn",
      "booking.markNoShow",
      "booking.releaseRoom",
      "ResourceTaken",
      "NoPlaceLeft",
      "NeedsOverruling",
      "OthersWaitLonger",
    ]),
  );
});

test("nor do four desks at once, by HTTP", async () => {
  const rounds = fc.array(fc.array(drawn, { minLength: 4, maxLength: 12 }), {
    minLength: 12,
    maxLength: 20,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(rounds, async (draws) => {
      const centre = openCentre();
      const { core } = centre;
      const seen = watch(core);
      const door = await openDoor("by HTTP", core.core);
      const desks: Visitor[] = await Promise.all(Array.from({ length: 4 }, () => door.visit()));
      for (const desk of desks)
        await desk.ask("system.signIn", { accountId: core.accountIds.clerk, pin: people.clerk.pin });
      for (const round of draws) {
        core.advance({ minutes: 1 });
        // What each of them saw before any of them acted.
        const asked = round.flatMap((draw) => {
          const one = steps[draw.step]?.(centre, draw);
          return one ? [{ desk: desks[draw.desk] as Visitor, one }] : [];
        });
        const replies = await Promise.all(asked.map(({ desk, one: [name, input] }) => desk.ask(name, input)));
        for (const [at, reply] of replies.entries()) keepCode(asked[at]?.one[0] ?? "", reply);
      }
      expect(seen()).toBeGreaterThan(10);
      for (const desk of desks) await desk.leave();
      await door.close();
      expect(core.takeLog()).toEqual([]);
    }),
    { seed: 1, numRuns: 4, endOnFailure: true },
  );
  expect(codes).toContain("Conflict");
});
