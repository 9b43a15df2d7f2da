import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#base/dates.ts";
import { people } from "../support/community.ts";
import { openDoor, type Visitor } from "../support/doors.ts";
import { addStation, addSupply } from "../support/stations.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

type Draw = { step: string; desk: number; a: number; b: number; c: number };
type Asked = [name: string, input: Record<string, unknown>];

const firstDay = "2026-11-20";

const openCentre = () => {
  const core = openTestCore();
  const secretary = core.as("secretary");
  const stationId = addStation(secretary);
  const supplyIds = [
    addSupply(secretary, stationId, "饮用水"),
    addSupply(secretary, stationId, "藿香正气水", { unit: "盒", isDated: true }),
  ];
  return { core, supplyIds };
};
type Centre = ReturnType<typeof openCentre>;

const choose = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;
const todayOf = ({ core }: Centre): string => core.now().slice(0, 10);

const of = (centre: Centre, { a, b, c }: Draw) => ({
  supplyId: choose(centre.supplyIds, a),
  happenedDate: addDays(todayOf(centre), -(b % 4)),
  quantity: 1 + (c % 9),
});

type Row = { id: string; stock: number; lastNumber: number };
const supplyIn = ({ core, supplyIds }: Centre, at: number): Row =>
  core.db.one<Row>(
    `SELECT :id AS id, coalesce(sum(quantity), 0) AS stock, coalesce(max(number), 0) AS lastNumber FROM stock_events
     WHERE supplyId = :id`,
    { id: choose(supplyIds, at) },
  ) as Row;

const steps: Readonly<Record<string, (centre: Centre, draw: Draw) => Asked | null>> = {
  refill: (centre, draw) => {
    const day = addDays(todayOf(centre), (draw.c % 5) * 3);
    return ["stations.refill", { ...of(centre, draw), bestBeforeDate: draw.a % 2 === 1 ? day : null }];
  },
  takeOut: (centre, draw) => ["stations.takeOut", of(centre, draw)],
  discard: (centre, draw) => [
    "stations.discard",
    {
      ...of(centre, draw),
      reason: "过期",
      bestBeforeDate: draw.b % 3 === 0 ? addDays(todayOf(centre), (draw.c % 5) * 3) : null,
    },
  ],
  count: (centre, draw) => {
    const { id, stock, lastNumber } = supplyIn(centre, draw.a);
    return [
      "stations.countStock",
      {
        supplyId: id,
        counted: Math.max(0, stock + (draw.b % 5) - 3),
        seenNumber: lastNumber - (draw.c % 7 === 0 ? 1 : 0),
        reason: "盘点",
        bestBeforeDate: addDays(todayOf(centre), 20),
      },
    ];
  },
  undo: ({ core }, draw) => {
    const events = core.db.all<{ id: string }>("SELECT id FROM stock_events ORDER BY rowid DESC LIMIT 8");
    return events.length === 0 ? null : ["stations.undoStock", { eventId: choose(events, draw.a).id }];
  },
};

/** Each answers with what must never be. */
const faults: Readonly<Record<string, string>> = {
  "less than nothing after an event": `
    SELECT * FROM (SELECT supplyId, number, sum(quantity) OVER (PARTITION BY supplyId ORDER BY number) AS stock
      FROM stock_events) WHERE stock < 0`,
  "less than nothing at the end of a day": `
    SELECT * FROM (SELECT supplyId, happenedDate, sum(sum(quantity)) OVER (PARTITION BY supplyId ORDER BY happenedDate) AS stock
      FROM stock_events GROUP BY supplyId, happenedDate) WHERE stock < 0`,
  "less than nothing of one best-before day": `
    SELECT supplyId, bestBeforeDate FROM stock_lots GROUP BY supplyId, bestBeforeDate HAVING sum(quantity) < 0`,
  "an event whose lots do not add up to it": `
    SELECT e.id FROM stock_events e LEFT JOIN stock_lots l ON l.eventId = e.id
    GROUP BY e.id HAVING coalesce(sum(l.quantity), 0) <> e.quantity`,
  "numbers with a gap": `
    SELECT supplyId FROM stock_events GROUP BY supplyId HAVING max(number) <> count(*)`,
  "a count after which there is something else than was counted": `
    SELECT * FROM (SELECT kind, counted, sum(quantity) OVER (PARTITION BY supplyId ORDER BY number) AS stock
      FROM stock_events) WHERE kind = 'count' AND stock <> counted`,
  "an undo that is not the opposite of what it takes back": `
    SELECT u.id FROM stock_events u JOIN stock_events e ON e.id = u.undoesId
    WHERE u.quantity <> -e.quantity OR u.supplyId <> e.supplyId OR u.happenedDate <> e.happenedDate
      OR EXISTS (SELECT bestBeforeDate, quantity FROM stock_lots WHERE eventId = e.id
        EXCEPT SELECT bestBeforeDate, -quantity FROM stock_lots WHERE eventId = u.id)`,
};

const faultsIn = ({ db }: TestCore) =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([fault, sql]) => {
      const rows = db.all(sql);
      return rows.length === 0 ? [] : [[fault, rows]];
    }),
  );

const number = fc.nat(1_000_000);
const names = [...Object.keys(steps), "refill", "takeOut", "takeOut", "discard"];
const drawn = fc.record({ step: fc.constantFrom(...names), desk: fc.nat(1), a: number, b: number, c: number });

test("whatever two clerks write down, the stock is the sum of it and never below nothing", () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(drawn, fc.constantFrom(0, 0, 0, 1, 3)), { minLength: 60, maxLength: 90, size: "max" }),
      (draws) => {
        const centre = openCentre();
        const { core, supplyIds } = centre;
        core.setClock(`${firstDay}T01:00:00.000Z`);
        core.core.onChange(() => expect(faultsIn(core)).toEqual({}));
        const held = new Map(supplyIds.map((id) => [id, 0]));
        for (const [draw, days] of draws) {
          core.advance({ days });
          const desk = core.as(draw.desk === 0 ? "clerk" : "director");
          const asked = steps[draw.step]?.(centre, draw);
          if (!asked) continue;
          const reply = desk.raw(...asked);
          codes.add(reply.ok ? asked[0] : reply.code);
          if (!reply.ok) continue;
          const { id } = reply.value as { id: string };
          const event = core.db.one<{ supplyId: string; quantity: number }>(
            "SELECT supplyId, quantity FROM stock_events WHERE id = :id",
            { id },
          );
          if (event) held.set(event.supplyId, (held.get(event.supplyId) ?? 0) + event.quantity);
          expect((reply.value as { stock: number }).stock).toBe(held.get(event?.supplyId ?? ""));
        }
        const { supplies } = core.as("clerk").ok("stations.station", {
          id: core.db.one<{ id: string }>("SELECT id FROM stations")?.id ?? "",
        });
        for (const { id, stock, lots } of supplies) {
          expect(stock).toBe(held.get(id));
          expect(lots.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(stock);
        }
        expect(core.takeLog()).toEqual([]);
      },
    ),
    { seed: 7, numRuns: 25, endOnFailure: true },
  );
  // It is worth nothing unless it got there, and unless it was refused.
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "stations.refill",
      "stations.takeOut",
      "stations.discard",
      "stations.countStock",
      "stations.undoStock",
      "NotEnoughStock",
      "NotEnoughThen",
      "OnlyExpiredLeft",
      "CountedSince",
      "StockMoved",
      "UsedSince",
      "AlreadyUndone",
      "UndoStands",
    ]),
  );
  expect(codes).not.toContain("Internal");
});

test("nor do four desks at once, by HTTP, take what is not there", async () => {
  const draws = fc.array(fc.array(drawn, { minLength: 4, maxLength: 8 }), { minLength: 8, maxLength: 12 });
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(draws, async (rounds) => {
      const centre = openCentre();
      const { core } = centre;
      let seen = 0;
      core.core.onChange(() => {
        seen += 1;
        expect(faultsIn(core)).toEqual({});
      });
      const door = await openDoor("by HTTP", core.core);
      const desks: Visitor[] = await Promise.all(Array.from({ length: 4 }, () => door.visit()));
      for (const desk of desks)
        await desk.ask("system.signIn", { accountId: core.accountIds.clerk, pin: people.clerk.pin });
      for (const round of rounds) {
        // What each of them saw before any of them acted.
        const asked = round.map((draw) => steps[draw.step]?.(centre, draw)).filter((one) => one != null);
        const replies = await Promise.all(
          asked.map(([name, input], at) => (desks[at % desks.length] as Visitor).ask(name, input)),
        );
        for (const reply of replies) codes.add(reply.ok ? "ok" : reply.code);
      }
      expect(seen).toBeGreaterThan(5);
      for (const desk of desks) await desk.leave();
      await door.close();
      expect(core.takeLog()).toEqual([]);
    }),
    { seed: 5, numRuns: 4, endOnFailure: true },
  );
  expect([...codes]).toEqual(expect.arrayContaining(["ok", "NotEnoughStock", "StockMoved"]));
  expect(codes).not.toContain("Internal");
});
