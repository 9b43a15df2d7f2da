import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import {
  acceptTask,
  addFinishedTask,
  addTask,
  hear,
  oneTask,
  openCouncil,
  openFollowUps,
  register,
  taskOf,
} from "../support/council.ts";

const parking = { reason: "入冬不能施工", resumeDate: "2026-12-10", isResidentTold: true };

/** A task of five working days from Friday 20 November that its unit has taken. */
const accepted = (more: Parameters<typeof oneTask>[0] = {}) => {
  const made = oneTask({ limit: { unit: "workdays", count: 5 }, ...more });
  acceptTask(made.clerk, made.id);
  return made;
};

describe("挂账", () => {
  test("a director parks what a unit has in hand, with a reason, a day and the resident told", () => {
    const { step, task, director, clerk } = accepted();
    const park = (more: object = {}, desk = director) => step("parkTask", { ...parking, ...more }, desk);
    expect(park({}, clerk)).toBe("NotAllowed");
    expect(park({ resumeDate: "2026-11-20" })).toBe("ResumeDateIsPast");
    expect(park({ isResidentTold: false })).toBe("TellResidentFirst");
    expect(park({ reason: "" })).toBe("InvalidInput");
    expect(park({ version: 9 })).toBe("Conflict");
    expect(park({ id: "x" })).toBe("NotFound");
    expect(park()).toBe("ok");
    expect(task()).toMatchObject({
      state: "parked",
      band: "parked",
      dueWhy: "11月20日受理，5个工作日，11月20日起挂账，恢复后再算到期日",
      parkings: [{ reason: parking.reason, resumeDate: "2026-12-10", toAt: null, dayCount: 0 }],
    });
    expect(task().events.at(-1)).toMatchObject({
      kind: "parked",
      fromState: "accepted",
      toState: "parked",
      reason: "入冬不能施工；12月10日恢复办理，已告知居民",
    });
    expect(park()).toBe("TaskNotAccepted");
  });

  test("the clock stands, and the days are counted anew when it is resumed", () => {
    const { step, task, director, test: core } = accepted();
    core.advance({ days: 4 });
    expect(step("parkTask", parking, director)).toBe("ok");
    core.advance({ days: 2 });
    expect(task()).toMatchObject({ band: "parked", parkings: [{ dayCount: 2 }] });
    expect(step("resumeTask", { version: 9 })).toBe("Conflict");
    expect(step("resumeTask", { words: "气温回升" })).toBe("ok");
    expect(task()).toMatchObject({
      state: "accepted",
      dueAt: instantAt("2026-12-01", "24:00"),
      dueWhy: "11月20日受理，5个工作日，跳过11月21、22、28、29日，挂账11月24、25日不计，到12月1日24:00",
      isToBeRetold: true,
    });
    expect(task().events.at(-1)?.reason).toMatch(/^气温回升；挂账2天；11月20日受理/);
    expect(step("resumeTask")).toBe("TaskNotParked");
  });

  test("an agreed day and an extension move by the days parked too", () => {
    const { step, task, director, test: core } = accepted({ limit: { unit: "date", day: "2026-12-04" } });
    core.advance({ days: 1 });
    step("parkTask", parking, director);
    core.advance({ days: 3 });
    step("resumeTask");
    expect(task()).toMatchObject({
      dueAt: instantAt("2026-12-07", "24:00"),
      dueWhy: "约定12月4日24:00前，挂账11月21日至23日不计，到12月7日24:00",
    });
    expect(step("askExtension", { newDueDate: "2026-12-10", reason: "缺货" })).toBe("ok");
    expect(step("decideExtension", { isApproved: true, isResidentTold: true }, director)).toBe("ok");
    step("parkTask", parking, director);
    core.advance({ days: 1 });
    step("resumeTask");
    expect(task().dueAt).toBe(instantAt("2026-12-11", "24:00"));
  });

  test("what was late when it was parked stays late", () => {
    const { step, task, director, test: core } = accepted({ limit: { unit: "workdays", count: 1 } });
    const { dueAt } = task();
    core.advance({ days: 5 });
    expect(step("parkTask", { ...parking, resumeDate: "2026-12-20" }, director)).toBe("ok");
    core.advance({ days: 2 });
    expect(step("resumeTask")).toBe("ok");
    expect(task()).toMatchObject({ dueAt, band: "overdue", isToBeRetold: false });
  });

  test("until it is resumed nothing else moves it, but an end does and ends the parking", () => {
    const { step, task, director, unit } = accepted();
    step("askExtension", { newDueDate: "2026-12-15", reason: "缺货" });
    step("parkTask", parking, director);
    expect(step("finishTask", { result: "好了", evidence: "照片", isResidentTold: true })).toBe("TaskNotAccepted");
    expect(step("transferTask", { ...unit, reason: "换人" })).toBe("TaskIsParked");
    expect(step("decideExtension", { isApproved: true, isResidentTold: true }, director)).toBe("TaskIsParked");
    expect(step("recordProgress", { words: "在等" })).toBe("TaskNotWithUnit");
    expect(step("cancelTask", { reason: "不办了" }, director)).toBe("ok");
    expect(task().parkings[0]?.toAt).not.toBe(null);
    expect(task().state).toBe("cancelled");
  });

  test("a later day for it is another decision of a director", () => {
    const { step, task, director, clerk } = accepted();
    const later = { resumeDate: "2027-03-01", reason: "等立项" };
    expect(step("prolongParking", later, director)).toBe("TaskNotParked");
    step("parkTask", parking, director);
    expect(step("prolongParking", later, clerk)).toBe("NotAllowed");
    expect(step("prolongParking", { ...later, resumeDate: "2026-11-20" }, director)).toBe("ResumeDateIsPast");
    expect(step("prolongParking", later, director)).toBe("ok");
    expect(task().parkings).toMatchObject([{ resumeDate: "2027-03-01", toAt: null }]);
    expect(task().events.at(-1)?.reason).toBe("改为2027年3月1日恢复：等立项");
  });

  test("a resuming is taken back with all that it changed", () => {
    const { step, task, director, test: core } = accepted();
    step("parkTask", parking, director);
    core.advance({ days: 3 });
    const { version: _v, events: _e, ...before } = task();
    expect(step("resumeTask")).toBe("ok");
    expect(step("undoTaskStep")).toBe("ok");
    expect(task()).toMatchObject(before);
  });

  test("the director who closes a matter for good ends its parking", () => {
    const council = openCouncil();
    const { clerk, director, unit } = council;
    const appealId = register(clerk, "楼道堆物");
    const id = addFinishedTask(clerk, unit, [appealId]);
    const followUp = openFollowUps(clerk, id)[0];
    if (!followUp) throw new Error("Nobody is asked");
    hear(clerk, followUp, { isSolved: false });
    director.ok("council.parkTask", { id, version: taskOf(clerk, id).version, ...parking });
    director.ok("council.closeTask", {
      id,
      version: taskOf(clerk, id).version,
      closeClass: "explained",
      reason: "已说明",
    });
    expect(taskOf(clerk, id).parkings).toMatchObject([{ round: 2 }]);
    expect(clerk.ok("council.parkingLedger", {}).rows).toEqual([]);
  });
});

describe("挂账台账", () => {
  test("lists what stands still by the day it is taken up again, and comes up on that day", () => {
    const { clerk, director, viewer, unit, test: core } = openCouncil();
    const parked = (["2026-12-10", "2026-11-25", "2026-12-01"] as const).map((resumeDate, at) => {
      const id = addTask(clerk, unit, [register(clerk, `路灯${at}`)], { title: `修灯${at}` });
      acceptTask(clerk, id);
      director.ok("council.parkTask", { id, version: taskOf(clerk, id).version, ...parking, resumeDate });
      return id;
    });
    const ledger = (input: object = {}) => clerk.ok("council.parkingLedger", input);
    expect(ledger().rows.map(({ taskId }) => taskId)).toEqual([parked[1], parked[2], parked[0]]);
    const first = ledger({ limit: 2 });
    expect(first.rows).toHaveLength(2);
    expect(ledger({ limit: 2, after: first.nextAfter }).rows.map(({ taskId }) => taskId)).toEqual([parked[0]]);
    expect(viewer.ok("council.countTasks", {})).toMatchObject({ parked: 3, toBeResumed: 0 });
    core.advance({ days: 5 });
    expect(viewer.ok("council.countTasks", {})).toMatchObject({ parked: 3, toBeResumed: 1 });
    const id = parked[1] ?? "";
    clerk.ok("council.resumeTask", { id, version: taskOf(clerk, id).version });
    expect(ledger()).toMatchObject({ parkedCount: 2, toBeResumed: 0 });
    const all = ledger({ isOpen: false });
    expect(all.rows.map(({ taskId }) => taskId)).toEqual([parked[2], parked[1], parked[0]]);
    expect(all.rows.find(({ taskId }) => taskId === id)).toMatchObject({
      dayCount: 5,
      approvedByName: expect.any(String),
    });
  });

  test("is printed under a code, without what is confidential", () => {
    const { clerk, director, unit } = openCouncil();
    expect(clerk.code("council.printParkingLedger", {})).toBe("NothingToPrint");
    const appealId = register(director, "有人举报", { nature: "report" });
    const id = addTask(director, unit, [appealId], { visibility: "confidential" });
    acceptTask(director, id);
    director.ok("council.parkTask", { id, version: taskOf(director, id).version, ...parking });
    expect(clerk.ok("council.parkingLedger", {})).toMatchObject({ rows: [], parkedCount: 0 });
    expect(director.ok("council.parkingLedger", {}).rows).toHaveLength(1);
    expect(director.ok("council.parkingLedger", { isForPaper: true }).rows).toEqual([]);
    expect(director.code("council.printParkingLedger", {})).toBe("NothingToPrint");
    const open = addTask(clerk, unit, [register(clerk, "路灯")]);
    acceptTask(clerk, open);
    director.ok("council.parkTask", { id: open, version: taskOf(clerk, open).version, ...parking });
    expect(clerk.ok("council.printParkingLedger", {}).code).toMatch(/^[2-9A-Z]{5}$/);
  });
});
