import { describe, expect, it } from "vitest";
import { recountEstimates } from "#features/council/core/deadline-recount.ts";
import { openTestCore } from "../support/test-core.ts";

describe("a holiday list that arrives", () => {
  it("counts estimated limits anew, says so on the timeline, and asks to tell the resident again", () => {
    const test = openTestCore({ at: "2026-12-18T01:00:00.000Z" });
    const clerk = test.as("clerk");
    const unit = clerk.ok("people.addOrganisation", { kind: "property", name: "安居物业" });
    const person = clerk.ok("people.addContact", { organisationId: unit.id, name: "刘经理" });
    const appeal = clerk.ok("council.registerAppeal", {
      voice: "self",
      channel: "window",
      nature: "help",
      content: "电梯坏了",
    });
    const { id } = clerk.ok("council.addDirectTask", {
      title: "修电梯",
      publicWording: "修理电梯",
      track: "online",
      leadOrganisationId: unit.id,
      responsibleId: person.id,
      limit: { unit: "workdays", count: 12 },
      appealIds: [appeal.id],
    });
    const open = () => clerk.ok("council.task", { id });
    expect(open()).toMatchObject({ isDueEstimated: true, isToBeRetold: false });
    expect(open().dueWhy).toContain("按周一至周五估算");
    const before = open().dueAt;

    test.db.run(
      "INSERT INTO calendar_years (year, source, version, importedAt) VALUES (2027, '2027年放假安排', 1, :now)",
      {
        now: test.now(),
      },
    );
    test.db.run("INSERT INTO calendar_days (day, year, isWorkday, name) VALUES ('2027-01-01', 2027, 0, '元旦')");
    recountEstimates({ db: test.db, now: test.now(), accountId: test.accountIds.admin });

    expect(open()).toMatchObject({ isDueEstimated: false, isToBeRetold: true });
    expect(open().dueAt > before).toBe(true);
    expect(open().events.at(-1)).toMatchObject({ kind: "recounted", reason: open().dueWhy });
    expect(clerk.ok("council.listTasks", { isToBeRetold: true }).tasks.map((task) => task.id)).toEqual([id]);
    expect(clerk.ok("council.countTasks", {}).toBeRetold).toBe(1);

    clerk.ok("council.recordRetelling", { id, version: open().version, words: "电话告知" });
    expect(open().isToBeRetold).toBe(false);
    expect(clerk.code("council.recordRetelling", { id, version: open().version })).toBe("NothingToRetell");
  });

  it("leaves agreed days and extended limits as they are", () => {
    const test = openTestCore({ at: "2026-12-18T01:00:00.000Z" });
    const clerk = test.as("clerk");
    const unit = clerk.ok("people.addOrganisation", { kind: "property", name: "安居物业" });
    const person = clerk.ok("people.addContact", { organisationId: unit.id, name: "刘经理" });
    const appeal = clerk.ok("council.registerAppeal", {
      voice: "self",
      channel: "window",
      nature: "help",
      content: "电梯坏了",
    });
    const { id } = clerk.ok("council.addDirectTask", {
      title: "修电梯",
      publicWording: "修理电梯",
      track: "online",
      leadOrganisationId: unit.id,
      responsibleId: person.id,
      limit: { unit: "date", day: "2027-01-15" },
      appealIds: [appeal.id],
    });
    const before = clerk.ok("council.task", { id });
    recountEstimates({ db: test.db, now: test.now(), accountId: test.accountIds.admin });
    expect(clerk.ok("council.task", { id })).toEqual(before);
  });
});
