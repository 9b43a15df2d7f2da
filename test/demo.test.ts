import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { AppContract } from "#app/contract.ts";
import { composeCore } from "#app/core.ts";
import { buildDemo, type DemoProgress, makeDemo } from "#app/demo/build.ts";
import { chanceOf } from "#app/demo/chance.ts";
import { makeName, surnameOf } from "#app/demo/names.ts";
import { demoPin, staff } from "#app/demo/staff.ts";
import type { OutputOf, WrittenInputOf } from "#base/contract.ts";
import { isIdNumber } from "#base/privacy.ts";
import { databasePathOf } from "#core/centre-folder.ts";
import type { Core } from "#core/core.ts";
import { databaseOf, openSqlite, type SqliteFile } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { workerUrl } from "./support/community.ts";

/** A Friday afternoon in Shanghai. */
const now = "2026-11-20T08:00:00.000Z";
const size = { share: 0.04, months: 4 };
const options = { now, size, workerUrl };

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-demo-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const resultOf = <T>(steps: Generator<DemoProgress, T>): { told: DemoProgress[]; value: T } => {
  const told: DemoProgress[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { told, value: step.value };
    told.push(step.value);
  }
};

const { value: file, told } = resultOf(makeDemo(options, newFolder()));
const db = databaseOf(file);

type Column = { table: string; column: string };

const columnsOf = (text: RegExp): Column[] =>
  db
    .all<Column>(
      `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'search_pieces%'`,
    )
    .filter(({ column }) => text.test(column));

const contentOf = (of: SqliteFile): string => {
  const hash = createHash("sha256");
  const tables = of.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  for (const table of tables) {
    hash.update(String(table));
    // The search's own table gives its rows back without their content, which lies in its shadow tables.
    for (const row of of.prepare(`SELECT * FROM "${table}"`).raw().iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest("hex");
};

const openDesk = (core: Core, accountName: string) => {
  const sessionId = core.openSession();
  const ask = <N extends keyof AppContract & string>(name: N, input: WrittenInputOf<AppContract[N]>) => {
    const reply = core.handle(sessionId, name, input);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
    return reply.value as OutputOf<AppContract[N]>;
  };
  const { people } = ask("system.state", {});
  const accountId = people.find(({ name }) => name === accountName)?.id ?? "";
  expect(ask("system.signIn", { accountId, pin: demoPin }).isSignedIn).toBe(true);
  return ask;
};

/** Somebody at the desk right after the story ended. */
const askAs = (seat: keyof typeof staff) =>
  openDesk(
    composeCore(
      { file, files: createFileStore(join(newFolder(), "files")) },
      {
        clock: () => Date.parse(now),
        random: chanceOf("test").bytes,
        workerUrl,
        log: ({ error }) => {
          throw error;
        },
      },
    ),
    staff[seat].name,
  );

const counts = (sql: string): Record<string, number> =>
  Object.fromEntries(db.all<{ key: string; count: number }>(sql).map(({ key, count }) => [key, count]));

describe("the demonstration", () => {
  it("tells how far it is", () => {
    const percents = told.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents[0]).toBeLessThan(40);
    expect(percents.at(-1)).toBeGreaterThan(95);
  });

  it("is the same whenever it is made for the same moment", () => {
    const again = resultOf(makeDemo(options, newFolder())).value;
    expect(contentOf(again)).toBe(contentOf(file));
    again.close();
  });

  it("says of itself that it is one", () => {
    expect(askAs("viewer")("system.state", {}).isDemo).toBe(true);
  });

  it("keeps its books: the audit chain and every foreign key hold", () => {
    const ask = askAs("admin");
    for (let afterId: number | null = 0; afterId !== null; ) {
      const part: OutputOf<AppContract["system.verifyAudit"]> = ask("system.verifyAudit", { afterId });
      expect(part.brokenAt).toBeNull();
      afterId = part.nextAfterId;
    }
    expect(file.pragma("foreign_key_check")).toEqual([]);
  });

  it("lets nothing happen after the moment it was made for", () => {
    const ahead =
      /^(?:dueAt|firstAnswerDueAt|plannedAt|sortAt|newDueDate|agreedDate|resumeDate|nextVisitDate|upstreamDueDate|referenceDate|startAt|endAt|plannedDate|bestBeforeDate)$/;
    for (const { table, column } of columnsOf(/At$/).filter((one) => !ahead.test(one.column))) {
      const latest = db.one<{ at: string | null }>(`SELECT max("${column}") AS at FROM "${table}"`)?.at ?? "";
      expect(latest <= now, `${table}.${column} ${latest}`).toBe(true);
    }
    for (const { table, column } of columnsOf(/Date$/).filter((one) => !ahead.test(one.column))) {
      const latest = db.one<{ day: string | null }>(`SELECT max("${column}") AS day FROM "${table}"`)?.day ?? "";
      expect(latest <= "2026-11-20", `${table}.${column} ${latest}`).toBe(true);
    }
  });

  it("holds no number that could belong to somebody", () => {
    const mobiles = new Set<string>();
    for (const { table, column } of columnsOf(/./).filter((one) => !/[hH]ash$|^salt$|^pin/.test(one.column))) {
      for (const { text } of db.all<{ text: unknown }>(`SELECT "${column}" AS text FROM "${table}"`)) {
        if (typeof text !== "string") continue;
        for (const [run] of text.matchAll(/(?<![0-9a-f-])\d{11,18}[Xx]?(?![0-9a-f-])/g)) {
          expect(isIdNumber(run), `${table}.${column} ${run}`).toBe(false);
          if (/^1[3-9]\d{9}$/.test(run)) mobiles.add(run);
        }
      }
    }
    expect(mobiles.size).toBeGreaterThan(100);
    expect([...mobiles].filter((mobile) => !mobile.startsWith("1540000"))).toEqual([]);
  });
});

describe("the community", () => {
  it("lives in estates, grids and families", () => {
    const ask = askAs("clerk");
    const { grids } = ask("people.listGrids", {});
    expect(grids).toHaveLength(8);
    const peopled = grids.filter(({ householdCount }) => householdCount > 0);
    expect(peopled.flatMap(({ leaderNames }) => leaderNames)).toHaveLength(peopled.length);
    const households = db.one<{ count: number }>("SELECT count(*) AS count FROM households")?.count ?? 0;
    const residents = db.one<{ count: number }>("SELECT count(*) AS count FROM residents")?.count ?? 0;
    expect(residents / households).toBeGreaterThan(2);
    expect(residents / households).toBeLessThan(3.5);
    expect(Object.keys(counts("SELECT kind AS key, count(*) AS count FROM organisations GROUP BY kind"))).toHaveLength(
      8,
    );
    expect(
      Object.keys(counts("SELECT audience AS key, count(*) AS count FROM resident_audiences GROUP BY audience")),
    ).toEqual(["child", "elder", "hardship"]);
  });

  it("gives nobody a name that stands in a public text", () => {
    const names = db.all<{ name: string }>("SELECT name FROM residents UNION SELECT name FROM contacts");
    const texts = db.all<{ text: string }>("SELECT publicWording || measure AS text FROM tasks");
    const found = names.filter(({ name }) => texts.some(({ text }) => text.includes(name)));
    expect(found).toEqual([]);
    const chance = chanceOf("names");
    const person = { surname: "王", gender: "female" as const, birthYear: 1990 };
    const first = makeName(chanceOf("one"), person, "");
    expect(makeName(chanceOf("one"), person, `请找${first}`)).not.toBe(first);
    expect(surnameOf(chance).length).toBeGreaterThan(0);
  });
});

describe("its two years", () => {
  it("bring every stage, state and outcome", () => {
    const ask = askAs("director");
    expect(ask("council.countAppeals", {})).toMatchObject({
      received: expect.any(Number),
      lateFirstAnswers: expect.any(Number),
    });
    const stages = counts("SELECT stage AS key, count(*) AS count FROM appeals GROUP BY stage");
    expect(Object.keys(stages).sort()).toEqual([
      "accepted",
      "acting",
      "answered",
      "deliberating",
      "escalated",
      "evaluated",
      "received",
      "rejected",
      "resolved",
    ]);
  });

  it("leave work for today on every desk", () => {
    const ask = askAs("clerk");
    const tasks = ask("council.countTasks", {});
    // What a new list of holidays moves is told anew; here none came.
    const { toBeRetold, ...waiting } = tasks;
    expect(toBeRetold).toBe(0);
    for (const [key, count] of Object.entries(waiting)) expect(count, key).toBeGreaterThan(0);
    const appeals = ask("council.countAppeals", {});
    expect(appeals.received).toBeGreaterThan(0);
    expect(appeals.receivedToday).toBeGreaterThan(0);
    expect(appeals.lateFirstAnswers).toBeGreaterThan(0);
    const { meetings } = ask("council.listMeetings", { states: ["preparing", "notified", "ended"] });
    expect(meetings.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "council preparing",
      "council notified",
      "mediation ended",
    ]);
    expect(meetings.filter(({ plannedAt }) => plannedAt > now)).toHaveLength(2);
  });

  it("give a sheet of tasks that may be printed", () => {
    const ask = askAs("clerk");
    const { rows, findings } = ask("council.taskSheet", {});
    expect(rows.length).toBeGreaterThan(5);
    expect(findings).toEqual([]);
    expect(ask("council.printTaskSheet", {}).code).toMatch(/^[2-9A-Z]{5}$/);
  });

  it("leave a walk half keyed back, and a standing body that has met", () => {
    const ask = askAs("secretary");
    const [walk] = ask("council.listWalkSheets", {}).sheets;
    expect(walk?.keyedCount).toBeGreaterThan(2);
    expect(walk?.keyedCount).toBeLessThan(walk?.rowCount ?? 0);
    const [body] = ask("council.listBodies", {}).bodies;
    expect(body?.members.length).toBeGreaterThan(8);
    const committees = ask("council.listMeetings", {}).meetings.filter(({ kind }) => kind === "partyCommittee");
    expect(committees.length).toBeGreaterThan(0);
    for (const { id } of committees) {
      const { attendances } = ask("council.meeting", { id });
      const voters = attendances.filter(({ isEntitled }) => isEntitled);
      expect(voters).toHaveLength(body?.members.length ?? 0);
    }
  });

  it("offer services, with sessions behind and ahead and bookings in every state", () => {
    const ask = askAs("clerk");
    expect(ask("booking.listServices", {}).services.map(({ mode }) => mode)).toEqual(
      expect.arrayContaining(["visit", "deliver"]),
    );
    const { plans } = ask("booking.listPlans", {});
    for (const { title, madeCount } of plans) expect(madeCount, title).toBeGreaterThan(0);
    expect(plans.filter(({ lessonCount }) => lessonCount !== null)).toHaveLength(2);
    const states = counts("SELECT state AS key, count(*) AS count FROM bookings GROUP BY state");
    expect(Object.keys(states).sort()).toEqual(["arrived", "booked", "cancelled", "noShow", "served", "waiting"]);
    const today = ask("booking.findPlaces", { fromDay: "2026-11-20", toDay: "2026-11-20" }).sessions;
    expect(today.some(({ takenCount }) => takenCount > 0)).toBe(true);
    // A course is made to its last lesson and has people in it; a group waits for a yes; an errand's papers are here.
    const courses = plans.filter(({ lessonCount }) => lessonCount !== null);
    expect(courses.map(({ madeCount }) => madeCount)).toEqual(courses.map(({ lessonCount }) => lessonCount));
    expect(counts("SELECT 'x' AS key, count(DISTINCT enrolmentId) AS count FROM bookings").x).toBeGreaterThan(15);
    expect(ask("booking.listAsked", {}).bookings).toMatchObject([{ party: "group" }]);
    expect(ask("booking.listErrands", {})).toMatchObject({ errands: [{ heldCount: 2 }], heldCount: 2 });
    expect(ask("booking.listErrands", { isOver: true }).errands).toHaveLength(1);
    expect(counts("SELECT 'x' AS key, count(*) AS count FROM home_visits WHERE doorNote <> ''").x).toBeGreaterThan(0);
    const [blackout] = ask("booking.listBlackouts", {}).blackouts;
    expect(blackout && blackout.startAt > now).toBe(true);
  });

  it("cook lunch for the elderly, with days closed, one to close, and somebody who pauses", () => {
    const ask = askAs("clerk");
    const { diners } = ask("meals.listDiners", {});
    expect(diners.length).toBeGreaterThan(15);
    expect(new Set(diners.map(({ classCode }) => classCode)).size).toBeGreaterThan(2);
    expect(diners.some(({ pauses }) => pauses.length > 0)).toBe(true);
    const { closedCount, byDiner, explanations } = ask("meals.month", { month: "2026-11" });
    expect(closedCount).toBeGreaterThan(8);
    expect(byDiner.some(({ deliveredCount }) => deliveredCount > 0)).toBe(true);
    expect(explanations.length).toBeGreaterThan(0);
    expect(ask("meals.waiting", {})).toMatchObject({
      today: [{ mealName: "午餐" }],
      notClosed: [{ day: "2026-11-19" }],
    });
  });

  it("keep two stations that lack something, and a fridge for the summer", () => {
    const ask = askAs("clerk");
    const { stations } = ask("stations.listStations", {});
    expect(stations.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "农贸市场暖心驿站 open",
      "服务中心暖心驿站 open",
      "健身广场爱心冰柜 offSeason",
    ]);
    const needs = ask("stations.needs", {});
    expect(needs.low.map(({ supplyName }) => supplyName)).toContain("饮用水");
    for (const lines of [needs.dated, needs.tallies, needs.toMend]) expect(lines.length).toBeGreaterThan(0);
    expect(ask("stations.figures", { fromMonth: "2026-10", toMonth: "2026-11" }).total).toBeGreaterThan(500);
  });

  it("let the clerk find what sounds alike", () => {
    const ask = askAs("clerk");
    const merged = db.one<{ leadId: string }>("SELECT leadId FROM appeals WHERE leadId IS NOT NULL");
    expect(ask("council.appeal", { id: merged?.leadId ?? "" }).merged.length).toBeGreaterThan(0);
  });
});

describe("a folder", () => {
  it("gets the demonstration whole or not at all, and only where no centre is", () => {
    const folder = newFolder();
    const quick = { ...options, size: { share: 0.01, months: 1 } };
    const brokenOff = buildDemo(folder, quick);
    brokenOff.next();
    brokenOff.return(false);
    expect(resultOf(buildDemo(folder, quick)).value).toBe(true);

    const made = openSqlite(databasePathOf(folder));
    made.exec("UPDATE community SET centreName = '另一个中心'");
    made.close();
    expect(resultOf(buildDemo(folder, quick))).toEqual({ told: [], value: false });
    const kept = openSqlite(databasePathOf(folder));
    expect(kept.prepare("SELECT centreName, isDemo FROM community").raw().get()).toEqual(["另一个中心", 1]);
    kept.close();
  });
});
