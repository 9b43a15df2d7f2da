import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, isWorkday } from "#base/calendar.ts";
import { addDays, type Day, dayOf, weekdayOf } from "#base/dates.ts";
import { addMeal, openCanteen } from "../support/meals.ts";

type Canteen = ReturnType<typeof openCanteen> & { dinerIds: string[]; mealIds: string[] };
type Draw = { step: string; a: number; b: number; c: number };
type Asked = { name: string; input: Record<string, unknown>; as: "clerk" | "secretary" | "director" };

const calendar = calendarOf([]);
const choose = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

const openWith = (): Canteen => {
  const canteen = openCanteen();
  const dinerIds = ["赵大爷", "钱奶奶", "孙阿姨"].map((name) => canteen.addDiner(name));
  const dinner = addMeal(canteen.secretary, { name: "晚餐", opens: "everyDay", cutOffDays: 0, cutOffMinute: 840 });
  return { ...canteen, dinerIds, mealIds: [canteen.mealId, dinner] };
};

const todayOf = ({ test: core }: Canteen): Day => dayOf(core.now());
const near = (canteen: Canteen, at: number): Day => addDays(todayOf(canteen), (at % 9) - 2);
const rowsOf = <R>({ test: core }: Canteen, sql: string): R[] => core.db.all<R>(sql);

const clerkAsks = (name: string, input: Record<string, unknown>): Asked => ({ name, input, as: "clerk" });

const steps: Record<string, (canteen: Canteen, draw: Draw) => Asked | null> = {
  order: (canteen, { a, b, c }) =>
    clerkAsks("meals.addOrder", {
      dinerId: choose(canteen.dinerIds, a),
      mealId: choose(canteen.mealIds, b),
      weekdays: c % 3 === 0 ? [] : [c % 7, (c + 2) % 7],
      fromDay: near(canteen, c),
      toDay: c % 4 === 0 ? addDays(near(canteen, c), 3) : null,
      count: 1 + (b % 2),
      isDelivered: a % 2 === 0,
    }),
  endOrder: (canteen, { a, b }) => {
    const rows = rowsOf<{ id: string; version: number }>(
      canteen,
      "SELECT id, version FROM standing_orders ORDER BY id",
    );
    return rows.length === 0 ? null : clerkAsks("meals.endOrder", { ...choose(rows, a), lastDay: near(canteen, b) });
  },
  pause: (canteen, { a, b, c }) =>
    clerkAsks("meals.addPause", {
      dinerId: choose(canteen.dinerIds, a),
      fromDay: near(canteen, b),
      toDay: c % 3 === 0 ? null : addDays(near(canteen, b), c % 4),
      reason: "探亲",
    }),
  endPause: (canteen, { a, b }) => {
    const rows = rowsOf<{ id: string; version: number }>(canteen, "SELECT id, version FROM meal_pauses ORDER BY id");
    return rows.length === 0 ? null : clerkAsks("meals.endPause", { ...choose(rows, a), lastDay: near(canteen, b) });
  },
  change: (canteen, { a, b, c }) =>
    clerkAsks("meals.changeLine", {
      dinerId: choose(canteen.dinerIds, a),
      mealId: choose(canteen.mealIds, b),
      day: near(canteen, c),
      count: (a + c) % 3,
      isDelivered: b % 2 === 0,
      reason: c % 4 === 0 ? "" : "临时",
    }),
  mark: (canteen, { a, c }) => {
    const rows = linesIn(canteen);
    if (rows.length === 0) return null;
    const { mealId, day, dinerId } = choose(rows, a);
    return clerkAsks("meals.markTaken", {
      mealId,
      day,
      marks: [{ dinerId, takenCount: choose([0, 1, 2, 3, null], c) }],
    });
  },
  markAll: (canteen, { b, c }) => {
    const [mealId, day] = [choose(canteen.mealIds, b), near(canteen, c)];
    const meal = canteen.clerk.ok("meals.day", { day }).meals.find((one) => one.mealId === mealId);
    const marks = (meal?.lines ?? []).map(({ dinerId, count }) => ({ dinerId, takenCount: count }));
    return marks.length === 0 ? null : clerkAsks("meals.markTaken", { mealId, day, marks });
  },
  close: (canteen, { b, c }) => {
    const rows = rowsOf<{ mealId: string; day: Day; version: number }>(
      canteen,
      "SELECT mealId, day, version FROM meal_days WHERE closedAt IS NULL ORDER BY day, mealId",
    );
    if (rows.length === 0) return null;
    const counted = { cookedCount: c % 5, guestCount: b % 2, signedCount: b % 4 };
    return clerkAsks("meals.closeDay", { ...choose(rows, b), ...counted, explanation: c % 3 === 0 ? "" : "留样" });
  },
  reopen: (canteen, { b }) => {
    const rows = rowsOf<{ mealId: string; day: Day; version: number }>(
      canteen,
      "SELECT mealId, day, version FROM meal_days WHERE closedAt IS NOT NULL ORDER BY day, mealId",
    );
    if (rows.length === 0) return null;
    return { name: "meals.reopenDay", input: { ...choose(rows, b), reason: "漏登" }, as: "director" };
  },
  price: (canteen, { a, b }) => {
    const { meals } = canteen.clerk.ok("meals.setting", {});
    const { isRetired: _isRetired, ...meal } = choose(meals, a);
    return { name: "meals.changeMeal", input: { ...meal, priceFen: 100 * (b % 30) }, as: "secretary" };
  },
  moveClass: (canteen, { a, b }) => {
    const { id, version } = choose(canteen.clerk.ok("meals.listDiners", { withEnded: true }).diners, a);
    const classId = choose([canteen.classId, canteen.freeId], b);
    return clerkAsks("meals.changeDiner", { id, version, classId, basis: "看过" });
  },
  stop: (canteen, { a }) => {
    const { id, version } = choose(canteen.clerk.ok("meals.listDiners", { withEnded: true }).diners, a);
    return clerkAsks("meals.endDiner", { id, version, reason: "搬走" });
  },
  back: (canteen, { a }) => {
    const { id, version } = choose(canteen.clerk.ok("meals.listDiners", { withEnded: true }).diners, a);
    return clerkAsks("meals.takeDinerBack", { id, version });
  },
};

type Line = {
  mealId: string;
  day: Day;
  dinerId: string;
  classId: string;
  orderedCount: number;
  count: number;
  paysFen: number;
  subsidyFen: number;
  takenCount: number | null;
};

const linesIn = (canteen: Canteen): Line[] => rowsOf<Line>(canteen, "SELECT * FROM meal_lines");
const keyOf = ({ mealId, day, dinerId }: Pick<Line, "mealId" | "day" | "dinerId">) => `${mealId} ${day} ${dinerId}`;

/** What never may be, whatever was done; each with the rows that are wrong. */
const faultsIn = (canteen: Canteen): Record<string, unknown[]> => {
  const lunch = canteen.mealId;
  const faults = {
    "eaten on a day without lunch": linesIn(canteen).filter(
      ({ mealId, day }) => mealId === lunch && !isWorkday(calendar, day).isWorkday,
    ),
    "changed after the cut-off without a reason": rowsOf(
      canteen,
      "SELECT * FROM meal_lines WHERE count <> orderedCount AND lateReason = ''",
    ),
    "closed with somebody of whom nothing was said": rowsOf(
      canteen,
      `SELECT l.* FROM meal_lines l JOIN meal_days d USING (mealId, day)
       WHERE d.closedAt IS NOT NULL AND l.count > 0 AND l.takenCount IS NULL`,
    ),
    "closed with counts that differ and nothing said": rowsOf(
      canteen,
      `SELECT d.* FROM meal_days d WHERE d.closedAt IS NOT NULL AND d.explanation = '' AND (
         (SELECT sum(takenCount) FROM meal_lines l WHERE l.mealId = d.mealId AND l.day = d.day) + d.guestCount
           NOT IN (d.cookedCount, d.signedCount)
         OR (SELECT sum(count - coalesce(takenCount, 0)) FROM meal_lines l WHERE l.mealId = d.mealId AND l.day = d.day) <> 0)`,
    ),
    "taken over ahead of its cut-off": rowsOf(
      canteen,
      "SELECT d.* FROM meal_days d JOIN meals m ON m.id = d.mealId WHERE d.day > m.settledUntil",
    ),
    "two standing orders on one day": rowsOf<Line & { weekdays: string; fromDay: Day; toDay: Day | null }>(
      canteen,
      "SELECT * FROM standing_orders",
    ).flatMap((one, at, all) =>
      all.slice(at + 1).filter((other) => {
        if (one.dinerId !== other.dinerId || one.mealId !== other.mealId) return false;
        for (let day = "2026-11-20"; day < "2027-01-20"; day = addDays(day, 1)) {
          const isOn = ({ fromDay, toDay, weekdays }: typeof one) => {
            const listed = JSON.parse(weekdays) as number[];
            const isWithin = fromDay <= day && (toDay === null || day <= toDay);
            return isWithin && (listed.length === 0 || listed.includes(weekdayOf(day)));
          };
          if (isOn(one) && isOn(other)) return true;
        }
        return false;
      }),
    ),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, rows]) => rows.length > 0));
};

/** The month of the program, and the same counted from the rows. */
const monthsAgree = (canteen: Canteen): void => {
  const closed = rowsOf<Line>(
    canteen,
    "SELECT l.* FROM meal_lines l JOIN meal_days d USING (mealId, day) WHERE d.closedAt IS NOT NULL AND day LIKE '2026-11-%'",
  );
  const sum = (of: (line: Line) => number) => closed.reduce((all, line) => all + of(line), 0);
  const { byClass, byDiner } = canteen.clerk.ok("meals.month", { month: "2026-11" });
  for (const rows of [byClass, byDiner]) {
    const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    expect(total(({ takenCount }) => takenCount)).toBe(sum(({ takenCount }) => takenCount ?? 0));
    expect(total(({ subsidyFen }) => subsidyFen)).toBe(sum((line) => (line.takenCount ?? 0) * line.subsidyFen));
    expect(total(({ paysFen }) => paysFen)).toBe(sum((line) => (line.takenCount ?? 0) * line.paysFen));
  }
};

/** What was ordered at the cut-off, by which class and for how much, stands whatever is done afterwards. */
const expectStanding = (before: readonly Line[], after: readonly Line[]): void => {
  const now = new Map(after.map((line) => [keyOf(line), line]));
  const fixed = ({ orderedCount, classId, paysFen, subsidyFen }: Line) => ({
    orderedCount,
    classId,
    paysFen,
    subsidyFen,
  });
  for (const line of before) expect(fixed(now.get(keyOf(line)) as Line)).toEqual(fixed(line));
};

const names = [
  ...Array<string>(5).fill("order"),
  ...["markAll", "markAll", "markAll", "close", "close", "change", "change"],
  ...Object.keys(steps),
];
const number = fc.nat(1_000_000);
const drawn = fc.record({ step: fc.constantFrom(...names), a: number, b: number, c: number });

test("no sequence of orders, pauses, late changes, marks and closes loses or moves what stands", () => {
  const codes = new Set<string>();
  const rounds = fc.array(fc.tuple(drawn, fc.constantFrom(0, 0, 0, 3, 9, 26)), {
    minLength: 50,
    maxLength: 80,
    size: "max",
  });
  fc.assert(
    fc.property(rounds, (draws) => {
      const canteen = openWith();
      for (const [draw, hours] of draws) {
        canteen.test.advance({ hours });
        const before = linesIn(canteen);
        const seen = canteen.mealIds.map((mealId) =>
          canteen.clerk.ok("meals.day", { day: todayOf(canteen) }).meals.find((one) => one.mealId === mealId),
        );
        const asked = steps[draw.step]?.(canteen, draw) ?? null;
        if (asked) {
          const reply = canteen[asked.as].raw(asked.name, asked.input);
          const code = reply.ok ? asked.name : reply.code;
          expect(code, asked.name).not.toMatch(/Internal|InvalidInput/);
          codes.add(code);
          // A refusal changes nothing that is seen.
          if (!reply.ok) expect(canteen.clerk.ok("meals.day", { day: todayOf(canteen) }).meals).toEqual(seen);
        }
        expectStanding(before, linesIn(canteen));
        expect(faultsIn(canteen)).toEqual({});
      }
      monthsAgree(canteen);
      expect(canteen.test.takeLog()).toEqual([]);
    }),
    { seed: 5, numRuns: 20, endOnFailure: true },
  );
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "meals.closeDay",
      "meals.reopenDay",
      "meals.markTaken",
      "meals.endDiner",
      "DifferenceUnexplained",
      "LinesUnmarked",
      "LateNeedsReason",
      "OrdersMeet",
      "MealDaySettled",
      "TakenTooMany",
    ]),
  );
});
