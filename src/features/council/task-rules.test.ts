import { describe, expect, test } from "vitest";
import { type CalendarYear, calendarOf } from "#base/calendar.ts";
import { instantAt } from "#base/dates.ts";
import { type TaskState, taskStates } from "./task-contract.ts";
import {
  acceptingTaskProblem,
  cancellingProblem,
  changingTaskProblem,
  closingProblem,
  countLimit,
  decidingExtensionProblem,
  defaultLimit,
  dispatchingProblem,
  extensionProblem,
  finishingProblem,
  followUpOutcome,
  isTaskOver,
  limitProblem,
  resolutionTaskProblem,
  returningProblem,
  taskBand,
  transferringProblem,
  tryProblem,
  workingProblem,
} from "./task-rules.ts";

const calendar = calendarOf([]);
const now = "2026-11-20T01:00:00.000Z";

/** The states in which nothing stands against something. */
const allowed = (problemOf: (task: { state: TaskState }) => string | null) =>
  taskStates.filter((state) => problemOf({ state }) === null);

test("which step may be taken in which state of a task", () => {
  expect(taskStates.filter(isTaskOver)).toEqual(["closed", "cancelled"]);
  expect(allowed(dispatchingProblem)).toEqual(["drafted"]);
  expect(allowed(acceptingTaskProblem)).toEqual(["dispatched"]);
  expect(allowed(workingProblem)).toEqual(["dispatched", "accepted"]);
  expect(allowed((task) => returningProblem(task, "依据", 0))).toEqual(["dispatched", "accepted"]);
  expect(allowed(cancellingProblem)).toEqual(["drafted", "dispatched", "accepted", "finished", "parked"]);
  expect(allowed((task) => closingProblem({ ...task, round: 2 }))).toEqual([
    "drafted",
    "dispatched",
    "accepted",
    "finished",
    "parked",
  ]);
  expect(dispatchingProblem({ state: "dispatched" })).toBe("TaskNotDrafted");
  expect(acceptingTaskProblem({ state: "drafted" })).toBe("TaskNotDispatched");
  expect(workingProblem({ state: "finished" })).toBe("TaskNotWithUnit");
  expect(cancellingProblem({ state: "closed" })).toBe("TaskIsOver");
});

test("退单 wants a reason that somebody can look at", () => {
  const accepted = { state: "accepted" as const };
  expect(returningProblem(accepted, "不在物业服务范围，合同第 5 条", 0)).toBeNull();
  expect(returningProblem(accepted, "", 1)).toBeNull();
  expect(returningProblem(accepted, "", 0)).toBe("ReturnNeedsEvidence");
  expect(returningProblem({ state: "drafted" }, "", 0)).toBe("TaskNotWithUnit");
});

describe("转办", () => {
  const task = { leadOrganisationId: "a", responsibleId: "p" };
  test.each([
    [{ leadOrganisationId: "b", responsibleId: "q" }, null, "another unit"],
    [{ leadOrganisationId: "a", responsibleId: "q" }, null, "another person of the unit"],
    [{ leadOrganisationId: "a", responsibleId: "p" }, "SameResponsible", "nobody else"],
  ])("to %j → %s (%s)", (to, problem, _why) => {
    expect(transferringProblem({ ...task, state: "accepted" }, to)).toBe(problem);
  });

  test("is for what is still to be done", () => {
    const to = { leadOrganisationId: "b", responsibleId: "q" };
    expect(allowed(({ state }) => transferringProblem({ ...task, state }, to))).toEqual([
      "drafted",
      "dispatched",
      "accepted",
    ]);
    expect(transferringProblem({ ...task, state: "finished" }, to)).toBe("TaskIsOver");
  });
});

describe("延期", () => {
  const task = { state: "accepted" as TaskState, dueAt: instantAt("2026-11-27", "24:00"), hasAskedExtension: false };
  test.each([
    [{}, "2026-12-04", null, "asked before expiry"],
    [{ state: "dispatched" as const }, "2026-12-04", null, "before the unit accepted"],
    [{ state: "drafted" as const }, "2026-12-04", "TaskNotWithUnit", "nobody has it in hand"],
    [{ state: "finished" as const }, "2026-12-04", "TaskNotWithUnit", "it is done"],
    [{ hasAskedExtension: true }, "2026-12-04", "ExtensionIsAsked", "one waits for its answer"],
    [{ dueAt: now }, "2026-12-04", null, "at the very moment it is still in time"],
    [{ dueAt: "2026-11-20T00:59:59.999Z" }, "2026-12-04", "ExtensionTooLate", "past its limit"],
    [{}, "2026-11-27", "ExtensionNotLater", "24:00 of the 27th is what it has"],
    [{}, "2026-11-28", null, "one day more"],
    [{ dueAt: "2026-11-20T03:00:00.000Z" }, "2026-11-20", "ExtensionNotLater", "a limit in hours ends on its day"],
  ])("%j to %s → %s (%s)", (change, newDueDate, problem, _why) => {
    expect(extensionProblem({ ...task, ...change }, newDueDate, now)).toBe(problem);
  });

  test("is decided once, while it matters, and told to the resident", () => {
    const yes = { isApproved: true, isResidentTold: true };
    const asked = { state: "accepted" as TaskState, hasAskedExtension: true };
    expect(decidingExtensionProblem(asked, yes)).toBeNull();
    expect(decidingExtensionProblem(asked, { ...yes, isResidentTold: false })).toBe("TellResidentFirst");
    expect(decidingExtensionProblem(asked, { isApproved: false, isResidentTold: false })).toBeNull();
    expect(decidingExtensionProblem({ ...asked, hasAskedExtension: false }, yes)).toBe("NoExtensionAsked");
    expect(allowed(({ state }) => decidingExtensionProblem({ ...asked, state }, yes))).toEqual([
      "drafted",
      "dispatched",
      "accepted",
    ]);
    expect(decidingExtensionProblem({ ...asked, state: "finished" }, yes)).toBe("TaskIsOver");
  });
});

describe("反馈办结", () => {
  const told = {
    evidence: "现场照片",
    attachmentCount: 0,
    isResidentTold: true,
    isAnybodyKnown: true,
    onlineNumber: "",
  };
  test.each([
    ["immediate", told, null, "words as evidence"],
    ["immediate", { ...told, evidence: "", attachmentCount: 1 }, null, "a photo as evidence"],
    ["immediate", { ...told, evidence: "" }, "FinishNeedsEvidence", "neither"],
    ["immediate", { ...told, isResidentTold: false }, "TellResidentFirst", "the resident was not told"],
    ["immediate", { ...told, isResidentTold: false, isAnybodyKnown: false }, null, "nobody left a name"],
    ["online", told, "OnlineNeedsNumber", "网上办 keeps its reference number"],
    ["online", { ...told, onlineNumber: "12345-1" }, null, "with it"],
    ["consult", told, null, "协商办 needs none"],
  ] as const)("%s, %j → %s (%s)", (track, report, problem, _why) => {
    expect(finishingProblem({ state: "accepted", track }, report)).toBe(problem);
  });

  test("is for who accepted the order", () => {
    expect(allowed(({ state }) => finishingProblem({ state, track: "immediate" }, told))).toEqual(["accepted"]);
    expect(finishingProblem({ state: "finished", track: "immediate" }, told)).toBe("TaskNotAccepted");
  });
});

test("changing a task keeps 协商办 for what a meeting resolved", () => {
  const direct = { state: "accepted" as TaskState, track: "immediate" as const, resolutionId: null };
  expect(changingTaskProblem(direct, { track: "online" })).toBeNull();
  expect(changingTaskProblem(direct, { track: "consult" })).toBe("ConsultNeedsMeeting");
  expect(changingTaskProblem({ ...direct, resolutionId: "r" }, { track: "consult" })).toBeNull();
  expect(allowed(({ state }) => changingTaskProblem({ ...direct, state }, { track: "online" }))).toEqual([
    "drafted",
    "dispatched",
    "accepted",
    "finished",
    "parked",
  ]);
});

test("the director closes without satisfaction after one 重办", () => {
  expect(closingProblem({ state: "finished", round: 1 })).toBe("NotRedoneYet");
  expect(closingProblem({ state: "finished", round: 2 })).toBeNull();
  expect(closingProblem({ state: "closed", round: 2 })).toBe("TaskIsOver");
});

test("a task is added to minuted minutes only where the last one was cancelled", () => {
  const resolution = { outcome: "passed" as const, taskCount: 0, noTaskReason: "" };
  expect(resolutionTaskProblem({ state: "ended" }, { ...resolution, taskCount: 1 })).toBeNull();
  expect(resolutionTaskProblem({ state: "minuted" }, resolution)).toBeNull();
  expect(resolutionTaskProblem({ state: "minuted" }, { ...resolution, taskCount: 1 })).toBe("MeetingIsMinuted");
  expect(resolutionTaskProblem({ state: "minuted" }, { ...resolution, noTaskReason: "已完成" })).toBe(
    "MeetingIsMinuted",
  );
  expect(resolutionTaskProblem({ state: "inSession" }, resolution)).toBe("MeetingNotOver");
  expect(resolutionTaskProblem({ state: "ended" }, { ...resolution, outcome: "deferred" })).toBe("ResolutionNotPassed");
});

describe("a try to reach a reporter", () => {
  test.each([
    [{ isReached: true, isSolved: true, triesBefore: 0 }, "evaluated", "solved"],
    [{ isReached: true, isSolved: true, triesBefore: 1 }, "evaluated", "solved, at the second try"],
    [{ isReached: true, isSolved: false, triesBefore: 0 }, "redone", "未解决 means 重办"],
    [{ isReached: true, isSolved: false, triesBefore: 5 }, "redone", "however many tries it took"],
    [{ isReached: false, isSolved: null, triesBefore: 0 }, "open", "one try is not enough"],
    [{ isReached: false, isSolved: null, triesBefore: 1 }, "unreachable", "two failed tries"],
    [{ isReached: false, isSolved: true, triesBefore: 0 }, "open", "nobody answered, whatever was ticked"],
  ])("%j → %s (%s)", (tryNow, outcome, _why) => expect(followUpOutcome(tryNow)).toBe(outcome));

  test.each([
    ["open", true, true, "satisfied", null, "both answers"],
    ["open", true, false, "unsatisfied", null, "unsolved is an answer"],
    ["open", true, null, "satisfied", "ReachedNeedsAnswer", "solved or not was not asked"],
    ["open", true, true, null, "ReachedNeedsAnswer", "satisfied or not was not asked"],
    ["open", false, null, null, null, "nobody answered"],
    ["evaluated", true, true, "satisfied", "FollowUpIsOver", "asked already"],
    ["unreachable", false, null, null, "FollowUpIsOver", "given up already"],
    ["superseded", true, true, "satisfied", "FollowUpIsOver", "the next round asks"],
  ] as const)(
    "of one that is %s, reached %s, %s, %s → %s (%s)",
    (state, isReached, isSolved, satisfaction, problem, _why) => {
      expect(tryProblem({ state }, { isReached, isSolved, satisfaction })).toBe(problem);
    },
  );
});

test.each([
  ["immediate", "ordinary", { count: 1, unit: "workdays" }, "马上办 1 working day"],
  ["immediate", "utility", { count: 1, unit: "workdays" }, "water and power have no limit of their own"],
  ["online", "ordinary", { count: 5, unit: "workdays" }, "网上办 5 working days"],
  ["consult", "ordinary", { count: 15, unit: "workdays" }, "协商办 15 working days"],
  ["immediate", "urgent", { count: 2, unit: "hours" }, "life and property: 2 hours"],
  ["online", "urgent", { count: 2, unit: "hours" }, "whatever the track"],
  ["consult", "urgent", { count: 2, unit: "hours" }, "whatever the track"],
] as const)("the limit of %s, %s is %j (%s)", (track, urgency, limit, _why) => {
  expect(defaultLimit(track, urgency)).toEqual(limit);
});

describe("the end of a limit", () => {
  test("is counted and says why", () => {
    expect(countLimit({ unit: "workdays", count: 5 }, now, "受理", calendar)).toEqual({
      dueAt: instantAt("2026-11-27", "24:00"),
      why: "11月20日受理，5个工作日，跳过11月21、22日，到11月27日24:00",
      isEstimated: false,
      calendarVersion: "国务院办公厅 2026 / 内置 1.5.7",
    });
    expect(countLimit({ unit: "hours", count: 2 }, now, "登记", calendar)).toMatchObject({
      dueAt: "2026-11-20T03:00:00.000Z",
      why: "11月20日09:00登记，2小时，到11月20日11:00",
      calendarVersion: "",
    });
    expect(countLimit({ unit: "days", count: 3 }, now, "受理", calendar).dueAt).toBe(instantAt("2026-11-23", "24:00"));
  });

  test("is a guess where the year has no list", () => {
    const counted = countLimit({ unit: "workdays", count: 15 }, "2026-12-18T01:00:00.000Z", "散会", calendar);
    expect(counted.isEstimated).toBe(true);
    expect(counted.why).toContain("按周一至周五估算");
    const listed: CalendarYear = { year: 2027, version: "导入", source: "imported", offDays: [], workDays: [] };
    const known = calendarOf([listed]);
    expect(countLimit({ unit: "workdays", count: 15 }, "2026-12-18T01:00:00.000Z", "散会", known).isEstimated).toBe(
      false,
    );
  });

  test("is a day that was agreed, of no calendar", () => {
    expect(countLimit({ unit: "date", day: "2026-12-31" }, now, "受理", calendar)).toEqual({
      dueAt: instantAt("2026-12-31", "24:00"),
      why: "约定12月31日24:00前",
      isEstimated: false,
      calendarVersion: "",
    });
    // The year is said where it is not the year of the start.
    expect(countLimit({ unit: "date", day: "2027-01-05" }, now, "受理", calendar).why).toBe("约定2027年1月5日24:00前");
  });

  test.each([
    [{ unit: "date", day: "2026-11-19" }, "LimitIsPast", "yesterday"],
    [{ unit: "date", day: "2026-11-20" }, null, "today is not over"],
    [{ unit: "date", day: "2026-11-21" }, null, "tomorrow"],
    [{ unit: "hours", count: 1 }, null, "a count is never past"],
  ] as const)("%j → %s (%s)", (limit, problem, _why) => expect(limitProblem(limit, now)).toBe(problem));
});

test.each([
  ["accepted", "2026-11-20T00:59:59.999Z", "overdue", "past its limit"],
  ["accepted", now, "today", "at the very moment it is in time"],
  ["dispatched", instantAt("2026-11-20", "24:00"), "today", "24:00 belongs to its day"],
  ["drafted", instantAt("2026-11-23", "24:00"), "soon", "Friday's next working day is Monday"],
  ["accepted", instantAt("2026-11-22", "24:00"), "soon", "a weekend before the next working day"],
  ["accepted", instantAt("2026-11-24", "24:00"), "later", "the one after"],
  ["parked", "2026-11-01T00:00:00.000Z", "parked", "its clock stands"],
  ["finished", "2026-11-01T00:00:00.000Z", "over", "its clock has stopped"],
  ["closed", "2026-11-01T00:00:00.000Z", "over", "over"],
  ["cancelled", "2026-12-01T00:00:00.000Z", "over", "over"],
] as const)("a task %s, due %s, is in the band %s (%s)", (state, dueAt, band, _why) => {
  expect(taskBand({ state, dueAt }, now, calendar)).toBe(band);
});
