import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { openCouncil, register } from "../support/council.ts";

// The core's clock stands at Friday 2026-11-20, 09:00.
const promiseTo = (more: object = {}) => {
  const council = openCouncil();
  const appealId = register(council.clerk, "路灯不亮", { reporterName: "王秀英" });
  const made = council.clerk.ok("council.promiseCall", {
    appealId,
    words: "明天上午告诉您电工什么时候来",
    dueDay: "2026-11-21",
    dueTime: "10:00",
    ...more,
  });
  const promise = () => council.clerk.ok("council.promise", { id: made.id });
  const step = () => ({ id: made.id, version: promise().version });
  return { ...council, appealId, made, promise, step };
};

describe("a promise", () => {
  test("made at the desk has a number, a time and somebody who keeps it, and stands on the appeal", () => {
    const { clerk, made, promise, appealId } = promiseTo();
    expect(made.numberText).toBe("回〔2026〕1号");
    expect(promise()).toMatchObject({
      whom: "王秀英",
      maskedPhone: "138****1234",
      words: "明天上午告诉您电工什么时候来",
      dueAt: instantAt("2026-11-21", "10:00"),
      state: "open",
      band: "soon",
      keeperName: "李秀英",
      missedCount: 0,
    });
    const { events } = clerk.ok("council.appeal", { id: appealId });
    expect(events.at(-1)).toMatchObject({ kind: "promised", reason: "回〔2026〕1号 明天上午告诉您电工什么时候来" });
    expect(clerk.ok("system.search", { typed: "回2026-1" }).hits).toMatchObject([
      { kind: "promise", title: "回〔2026〕1号 给王秀英回话" },
    ]);
  });

  test("without a time lasts to the end of its day", () => {
    const { promise } = promiseTo({ dueTime: null });
    expect(promise().dueAt).toBe(instantAt("2026-11-21", "24:00"));
  });

  test("wants a time to come and somebody to call", () => {
    const { clerk } = openCouncil();
    const words = "回话";
    const refused = (input: object) =>
      clerk.code("council.promiseCall", { words, dueDay: "2026-11-20", ...input } as never);
    expect(refused({ name: "孙大姐", dueTime: "09:00" })).toBe("PromiseIsPast");
    expect(refused({ name: "孙大姐", dueDay: "2036-11-20" })).toBe("PromiseIsTooFar");
    expect(refused({})).toBe("NobodyToCall");
    const unknown = register(clerk, "有人占道", { voice: "anonymous", reporterName: "", reporterPhone: "" });
    expect(refused({ appealId: unknown })).toBe("NobodyToCall");
    expect(
      clerk.ok("council.promiseCall", { words, dueDay: "2026-11-20", appealId: unknown, phone: "13912345678" })
        .numberText,
    ).toBe("回〔2026〕1号");
    expect(clerk.ok("council.promiseCall", { words, dueDay: "2026-11-20", name: "孙大姐" }).numberText).toBe(
      "回〔2026〕2号",
    );
  });

  test("stays open however often nobody answered, and is kept by a call that says what was told", () => {
    const { clerk, promise, step, appealId } = promiseTo();
    for (const note of ["没人接", "关机", ""])
      clerk.ok("council.recordCall", { ...step(), way: "phone", isReached: false, note });
    expect(promise()).toMatchObject({ state: "open", missedCount: 3, version: 4 });
    expect(clerk.code("council.recordCall", { ...step(), way: "phone", isReached: true })).toBe("CallNeedsWords");
    expect(
      clerk.code("council.recordCall", { ...step(), version: 1, way: "phone", isReached: true, said: "来了" }),
    ).toBe("Conflict");
    clerk.ok("council.recordCall", { ...step(), way: "desk", isReached: true, said: "电工周一上午来" });
    expect(promise()).toMatchObject({ state: "kept", band: "over", said: "电工周一上午来" });
    expect(promise().tries.map(({ isReached }) => isReached)).toEqual([false, false, false, true]);
    expect(clerk.ok("council.appeal", { id: appealId }).events.at(-1)).toMatchObject({ kind: "kept" });
    expect(clerk.code("council.cancelPromise", { ...step(), reason: "不用了" })).toBe("PromiseIsOver");
    expect(clerk.ok("council.listPromises", {}).promises).toEqual([]);
    expect(clerk.ok("council.listPromises", { states: ["kept"] }).promises).toHaveLength(1);
  });

  test("is moved only once the resident knows, and each move is counted", () => {
    const { clerk, promise, step, test: core } = promiseTo();
    const later = { dueDay: "2026-11-23", dueTime: null, reason: "电工改到周一" };
    expect(clerk.code("council.movePromise", { ...step(), ...later })).toBe("TellBeforeMoving");
    expect(clerk.code("council.movePromise", { ...step(), ...later, dueDay: "2026-11-19", isTold: true })).toBe(
      "PromiseIsPast",
    );
    clerk.ok("council.movePromise", { ...step(), ...later, isTold: true });
    expect(promise()).toMatchObject({ moveCount: 1, dueAt: instantAt("2026-11-23", "24:00") });
    core.advance({ days: 4 });
    expect(promise().band).toBe("overdue");
  });

  test("goes to a colleague who sits at the desk", () => {
    const { clerk, secretary, viewer, promise, step } = promiseTo();
    const mine = (desk: typeof clerk) => desk.ok("council.listPromises", { isMine: true }).promises.length;
    const idOf = (desk: typeof clerk) => desk.ok("system.state", {}).signedIn?.accountId ?? "";
    expect([mine(clerk), mine(secretary)]).toEqual([1, 0]);
    const secretaryId = idOf(secretary);
    const viewerId = idOf(viewer);
    expect(clerk.code("council.handPromise", { ...step(), keeperId: viewerId })).toBe("InvalidInput");
    clerk.ok("council.handPromise", { ...step(), keeperId: secretaryId });
    expect(clerk.code("council.handPromise", { ...step(), keeperId: secretaryId })).toBe("SameKeeper");
    expect([mine(clerk), mine(secretary)]).toEqual([0, 1]);
    expect(promise().events.at(-1)).toMatchObject({ kind: "handed" });
  });

  test("about a confidential appeal goes to nobody who may not see it", () => {
    const { clerk, secretary, director } = openCouncil();
    const appealId = register(clerk, "举报的事", { nature: "report" });
    const idOf = (desk: typeof clerk) => desk.ok("system.state", {}).signedIn?.accountId ?? "";
    const [secretaryId, directorId] = [idOf(secretary), idOf(director)];
    const asked = { appealId, words: "回话", dueDay: "2026-11-21" };
    expect(clerk.code("council.promiseCall", { ...asked, keeperId: secretaryId })).toBe("InvalidInput");
    const { id } = clerk.ok("council.promiseCall", asked);
    expect(clerk.code("council.handPromise", { id, version: 1, keeperId: secretaryId })).toBe("InvalidInput");
    const keepers = clerk.ok("council.listKeepers", { appealId }).map((person) => person.id);
    expect(keepers).toContain(directorId);
    expect(keepers).not.toContain(secretaryId);
    clerk.ok("council.handPromise", { id, version: 1, keeperId: directorId });
    expect(clerk.code("council.promiseCall", { ...asked, name: "别人" })).toBe("InvalidInput");
  });

  test("that ended by mistake is taken back", () => {
    const { clerk, promise, step, appealId } = promiseTo();
    expect(clerk.code("council.undoPromiseEnd", step())).toBe("NothingToUndo");
    clerk.ok("council.cancelPromise", { ...step(), reason: "他自己来过了" });
    expect(promise()).toMatchObject({ state: "cancelled", said: "他自己来过了" });
    clerk.ok("council.printPromiseSlip", { id: promise().id });
    clerk.ok("council.undoPromiseEnd", step());
    expect(promise()).toMatchObject({ state: "open", said: "", endedAt: null });
    // Whoever opens the appeal reads the same.
    const { events } = clerk.ok("council.appeal", { id: appealId });
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(["calledOff", "promiseUndone"]);
  });

  test("shows a phone on request alone, and the request is on its timeline", () => {
    const { clerk, promise, made } = promiseTo();
    expect(JSON.stringify(promise())).not.toContain("13812341234");
    expect(clerk.ok("council.revealPromisePhone", { id: made.id }).phone).toBe("13812341234");
    expect(promise().events.at(-1)?.kind).toBe("phoneRevealed");
  });

  test("about a confidential appeal is there for those who see the appeal", () => {
    const { test: core, clerk, director, secretary, made } = promiseTo();
    const { appeal } = clerk.ok("council.promise", { id: made.id });
    if (!appeal) throw new Error("The promise has lost its appeal");
    const kept = clerk.ok("council.appeal", { id: appeal.id });
    const { id, version } = kept;
    core.advance({ minutes: 1 });
    const { numberText: _number, ...input } = kept;
    director.ok("council.changeAppeal", { ...input, id, version, isConfidential: true } as never);
    expect(secretary.code("council.promise", { id: made.id })).toBe("NotFound");
    expect(secretary.ok("council.listPromises", {}).promises).toEqual([]);
    expect(secretary.ok("council.countPromises", {})).toEqual({ open: 0, overdue: 0, today: 0 });
    expect(secretary.ok("system.search", { typed: "回1号" }).hits).toEqual([]);
    expect(director.ok("council.listPromises", {}).promises).toHaveLength(1);
    expect(director.ok("system.search", { typed: "回1号" }).hits).toHaveLength(1);
    expect(clerk.ok("council.listPromises", {}).promises).toHaveLength(1);
  });
});

test("the days that a clerk may name say on which of them the centre works", () => {
  const { clerk } = openCouncil();
  expect(clerk.ok("council.promiseDays", {})).toEqual([
    { day: "2026-11-20", word: "今天", isWorkday: true },
    { day: "2026-11-21", word: "明天", isWorkday: false },
    { day: "2026-11-22", word: "后天", isWorkday: false },
    { day: "2026-11-23", word: "11-23 周一", isWorkday: true },
    { day: "2026-11-24", word: "11-24 周二", isWorkday: true },
    { day: "2026-11-25", word: "11-25 周三", isWorkday: true },
    { day: "2026-11-26", word: "11-26 周四", isWorkday: true },
  ]);
});

test("the slip names nobody in full and no phone but the centre's", () => {
  const { clerk, made } = promiseTo({ words: "明天给王秀英回电话 13812341234，她住3号楼2单元501" });
  const slip = clerk.ok("council.promiseSlip", { id: made.id });
  expect(slip).toMatchObject({ numberText: "回〔2026〕1号", appealNumberText: "诉〔2026〕1号", whom: "王*英" });
  expect(JSON.stringify(slip)).not.toMatch(/王秀英|13812341234|501/);
  expect(clerk.ok("council.printPromiseSlip", { id: made.id }).code).toMatch(/^[2-9A-Z]{5}$/);
});

test("open promises come by when they fall due, page by page", () => {
  const { clerk } = openCouncil();
  for (const [name, dueDay] of [
    ["丙", "2026-11-25"],
    ["甲", "2026-11-20"],
    ["乙", "2026-11-23"],
  ])
    clerk.ok("council.promiseCall", { name: name ?? "", words: "回话", dueDay: dueDay ?? "" });
  const first = clerk.ok("council.listPromises", { limit: 2 });
  expect(first.promises.map(({ whom }) => whom)).toEqual(["甲", "乙"]);
  const rest = clerk.ok("council.listPromises", { limit: 2, after: first.nextAfter });
  expect(rest.promises.map(({ whom }) => whom)).toEqual(["丙"]);
  expect(clerk.ok("council.countPromises", {})).toEqual({ open: 3, overdue: 0, today: 1 });
});
