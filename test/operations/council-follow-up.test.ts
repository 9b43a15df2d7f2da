import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import {
  acceptTask,
  addFinishedTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  fieldsOf,
  finishTask,
  hear,
  hearAll,
  openCouncil,
  openFollowUps,
  passTopic,
  register,
  taskOf,
} from "../support/council.ts";

/** A task that was reported done, with one follow-up for each reporter. */
const finishedFor = (...names: string[]) => {
  const council = openCouncil();
  const appealIds = names.map((name) =>
    name === ""
      ? register(council.clerk, "有人占道", { voice: "anonymous" })
      : register(council.clerk, `${name}的事`, { reporterName: name }),
  );
  const id = addFinishedTask(council.clerk, council.unit, appealIds, { limit: { unit: "workdays", count: 5 } });
  const followUp = (at: number) => {
    const found = openFollowUps(council.clerk, id)[at];
    if (!found) throw new Error("Nobody waits to be asked");
    return found;
  };
  return { ...council, appealIds, id, followUp, task: () => taskOf(council.clerk, id) };
};

const missed = { way: "phone" as const, isReached: false };

describe("the queue", () => {
  test("has one follow-up for each reporter, those waiting longest first", () => {
    const { clerk, unit, id, test: core } = finishedFor("甲", "乙");
    core.advance({ hours: 1 });
    const later = addFinishedTask(clerk, unit, [register(clerk, "丙的事", { reporterName: "丙" })]);
    const page = (after?: string | null) =>
      clerk.ok("council.listFollowUps", { limit: 2, ...(after !== undefined && { after }) });
    const first = page();
    expect(first.followUps).toMatchObject([
      { taskId: id, reporterLabel: "甲", state: "open", tryCount: 0, taskResult: "已修好", maskedPhone: "138****1234" },
      { taskId: id, reporterLabel: "乙" },
    ]);
    expect(page(first.nextAfter)).toMatchObject({
      followUps: [{ taskId: later, reporterLabel: "丙" }],
      nextAfter: null,
    });
    hearAll(clerk, id);
    expect(clerk.ok("council.listFollowUps", {}).followUps.map(({ taskId }) => taskId)).toEqual([later]);
    expect(clerk.ok("council.listFollowUps", { states: ["evaluated"] }).followUps).toHaveLength(2);
  });
});

describe("a try", () => {
  test("that reached somebody wants both answers, and closes what everybody found solved", () => {
    const { clerk, id, followUp, task, appealIds, test: core } = finishedFor("甲", "乙");
    const first = followUp(0);
    const ask = (input: object) => {
      const reply = clerk.raw("council.recordTry", {
        id: first.id,
        version: 1,
        way: "visit",
        isReached: true,
        ...input,
      });
      return reply.ok ? "ok" : reply.code;
    };
    expect(ask({})).toBe("ReachedNeedsAnswer");
    expect(ask({ isSolved: true })).toBe("ReachedNeedsAnswer");
    expect(ask({ satisfaction: "fairly" })).toBe("ReachedNeedsAnswer");
    const answer = { isSolved: true, satisfaction: "fairly", words: "亮了，就是有点暗" };
    expect(ask({ ...answer, version: 2 })).toBe("Conflict");
    expect(ask({ ...answer, id: "x" })).toBe("NotFound");
    core.advance({ minutes: 5 });
    const reply = clerk.raw("council.recordTry", {
      id: first.id,
      version: 1,
      way: "visit",
      isReached: true,
      ...answer,
    });
    expect(reply).toEqual({ ok: true, value: { id: first.id, isRedone: false, isClosed: false } });
    expect(clerk.ok("council.followUp", { id: first.id })).toMatchObject({
      state: "evaluated",
      isSolved: true,
      satisfaction: "fairly",
      words: "亮了，就是有点暗",
      tryCount: 1,
      lastTryAt: "2026-11-20T01:05:00.000Z",
      tries: [{ way: "visit", isReached: true, triedByName: "李秀英" }],
    });
    expect(ask({ ...answer, version: 2 })).toBe("FollowUpIsOver");
    expect(clerk.code("council.followUp", { id: "x" })).toBe("NotFound");
    const said = { kind: "followUpTried", reason: "上门联系上：已解决，基本满意。“亮了，就是有点暗”" };
    expect(task().events.at(-1)).toMatchObject(said);
    expect(appealOf(clerk, appealIds[0] ?? "").events.at(-1)).toMatchObject(said);
    expect(task().state).toBe("finished");
    expect(hear(clerk, followUp(0), { isSolved: true })).toMatchObject({ isClosed: true });
    expect(task()).toMatchObject({ state: "closed", closeClass: "solved", closedAt: "2026-11-20T01:05:00.000Z" });
    expect(appealIds.map((appealId) => appealOf(clerk, appealId).stage)).toEqual(["evaluated", "evaluated"]);
    expect(taskOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "closed",
      fromState: "finished",
      reason: "回访完毕",
    });
  });

  test("that failed twice closes as 无法回访", () => {
    const { clerk, followUp, task, appealIds } = finishedFor("甲");
    const { id } = followUp(0);
    expect(clerk.ok("council.recordTry", { id, version: 1, ...missed, note: "无人接听" })).toEqual({
      id,
      isRedone: false,
      isClosed: false,
    });
    expect(task().events.at(-1)).toMatchObject({ reason: "电话未联系上：无人接听" });
    expect(clerk.ok("council.recordTry", { id, version: 2, ...missed, way: "visit" })).toMatchObject({
      isClosed: true,
    });
    expect(task()).toMatchObject({ state: "closed", closeClass: "unreachable", followUps: [{ state: "unreachable" }] });
    expect(appealOf(clerk, appealIds[0] ?? "").stage).toBe("evaluated");
    expect(clerk.code("council.recordTry", { id, version: 3, ...missed })).toBe("FollowUpIsOver");
  });

  test("that failed once may succeed the second time", () => {
    const { clerk, followUp, task } = finishedFor("甲");
    const { id } = followUp(0);
    clerk.ok("council.recordTry", { id, version: 1, ...missed });
    expect(hear(clerk, { id, version: 2 }, { isSolved: true })).toMatchObject({ isClosed: true });
    expect(task()).toMatchObject({ closeClass: "solved", followUps: [{ tryCount: 2, state: "evaluated" }] });
  });
});

describe("whoever cannot be asked", () => {
  test("an anonymous reporter is 无法回访 from the start, and the task closes with the others", () => {
    const { clerk, task, id } = finishedFor("", "甲");
    expect(task().followUps.map(({ state, reporterLabel }) => [reporterLabel, state])).toEqual([
      ["匿名", "unreachable"],
      ["甲", "open"],
    ]);
    hearAll(clerk, id);
    expect(task()).toMatchObject({ state: "closed", closeClass: "solved" });
  });

  test("a task that nobody brought closes when it is done", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const id = addResolutionTask(secretary, unit, passTopic(council, addTopic(council, [])).resolutionId);
    acceptTask(clerk, id);
    finishTask(clerk, id);
    expect(taskOf(clerk, id)).toMatchObject({ state: "closed", followUps: [] });
    expect(taskOf(clerk, id).events.at(-1)).toMatchObject({ kind: "closed", reason: "没有需要回访的诉求人" });
  });
});

describe("重办", () => {
  test("opens a new round with a clock of its own; the old round stays", () => {
    const { clerk, followUp, task, appealIds, test: core } = finishedFor("甲", "乙", "");
    const before = task();
    core.setClock("2026-11-25T01:00:00.000Z");
    expect(hear(clerk, followUp(0), { isSolved: false, words: "还是不亮" })).toMatchObject({ isRedone: true });
    expect(task()).toMatchObject({
      state: "accepted",
      round: 2,
      result: "",
      finishedAt: null,
      clockStartAt: "2026-11-25T01:00:00.000Z",
      dueAt: instantAt("2026-12-02", "24:00"),
      dueWhy: "11月25日重办，5个工作日，跳过11月28、29日，到12月2日24:00",
      rounds: [
        {
          round: 1,
          clockStartAt: before.clockStartAt,
          dueAt: before.dueAt,
          finishedAt: before.finishedAt,
          result: "已修好",
        },
      ],
    });
    expect(task().events.at(-1)).toMatchObject({ kind: "redone", fromState: "finished", reason: "还是不亮" });
    // The others are asked again when the second round is done; what the first said stays.
    expect(task().followUps.map(({ round, state, isSolved }) => [round, state, isSolved])).toEqual([
      [1, "evaluated", false],
      [1, "superseded", null],
      [1, "unreachable", null],
    ]);
    expect(clerk.ok("council.listFollowUps", {}).followUps).toEqual([]);
    expect(appealIds.map((id) => appealOf(clerk, id).stage)).toEqual(["acting", "acting", "acting"]);
    finishTask(clerk, task().id);
    expect(openFollowUps(clerk, task().id).map(({ round, reporterLabel }) => [round, reporterLabel])).toEqual([
      [2, "甲"],
      [2, "乙"],
    ]);
    expect(task().followUps[0]).toMatchObject({ round: 1, taskResult: "已修好" });
  });

  test("of a task with an agreed day gets the limit of its track", () => {
    const { clerk, unit } = openCouncil();
    const id = addFinishedTask(clerk, unit, [register(clerk, "甲")], { limit: { unit: "date", day: "2026-12-31" } });
    const [followUp] = openFollowUps(clerk, id);
    if (!followUp) throw new Error("The reporter is asked");
    hear(clerk, followUp, { isSolved: false });
    expect(taskOf(clerk, id).dueAt).toBe(instantAt("2026-11-23", "24:00"));
  });

  test("may be asked for again and again", () => {
    const { clerk, followUp, task } = finishedFor("甲");
    hear(clerk, followUp(0), { isSolved: false });
    finishTask(clerk, task().id);
    hear(clerk, followUp(0), { isSolved: false });
    expect(task()).toMatchObject({ round: 3, state: "accepted" });
    expect(task().rounds.map(({ round }) => round)).toEqual([1, 2]);
  });
});

describe("closing without satisfaction", () => {
  test("is the director's, after one 重办, with a class and a reason", () => {
    const { clerk, secretary, director, followUp, task, appealIds } = finishedFor("甲", "乙");
    const close = (input: object = {}, desk = director) => {
      const given = { id: task().id, version: task().version, closeClass: "explained", reason: "已当面说明", ...input };
      const reply = desk.raw("council.closeTask", given);
      return reply.ok ? "ok" : reply.code;
    };
    expect(close()).toBe("NotRedoneYet");
    hear(clerk, followUp(0), { isSolved: false });
    finishTask(clerk, task().id);
    expect([close({}, clerk), close({}, secretary)]).toEqual(["NotAllowed", "NotAllowed"]);
    expect(
      fieldsOf(director, "council.closeTask", { id: task().id, version: 1, reason: "x", closeClass: "solved" }),
    ).toEqual(["closeClass"]);
    expect([close({ version: 99 }), close({ id: "x" }), close(), close()]).toEqual([
      "Conflict",
      "NotFound",
      "ok",
      "TaskIsOver",
    ]);
    expect(task()).toMatchObject({ state: "closed", closeClass: "explained", finishedAt: expect.any(String) });
    expect(task().events.at(-1)).toMatchObject({ kind: "closed", toState: "closed", reason: "已当面说明" });
    expect(openFollowUps(clerk, task().id)).toEqual([]);
    // The follow-up is over, though not everybody was asked again.
    expect(appealIds.map((id) => appealOf(clerk, id).stage)).toEqual(["evaluated", "evaluated"]);
  });

  test("ends the matter for whoever joined it in the last round too", () => {
    const { clerk, director, followUp, task, appealIds } = finishedFor("甲");
    hear(clerk, followUp(0), { isSolved: false });
    const joined = register(clerk, "乙的事", { reporterName: "乙" });
    clerk.ok("council.mergeAppeals", { leadId: appealIds[0] ?? "", ids: [joined] });
    const { id, version } = task();
    director.ok("council.closeTask", { id, version, closeClass: "beyondPower", reason: "已告知申请途径" });
    expect([...appealIds, joined].map((appealId) => appealOf(clerk, appealId).stage)).toEqual([
      "evaluated",
      "evaluated",
    ]);
    expect(task().followUps.map(({ round, state }) => [round, state])).toEqual([
      [1, "evaluated"],
      [2, "superseded"],
      [2, "superseded"],
    ]);
  });
});

test("one of two tasks done is not the end: an open task keeps the matter open", () => {
  const { clerk, unit, id, appealIds } = finishedFor("甲");
  const second = addTask(clerk, unit, appealIds, { title: "换灯杆" });
  hearAll(clerk, id);
  expect(taskOf(clerk, id).state).toBe("closed");
  expect(appealOf(clerk, appealIds[0] ?? "").stage).toBe("acting");
  acceptTask(clerk, second);
  finishTask(clerk, second);
  expect(openFollowUps(clerk, second)).toHaveLength(1);
  hearAll(clerk, second);
  expect(appealOf(clerk, appealIds[0] ?? "").stage).toBe("evaluated");
});
