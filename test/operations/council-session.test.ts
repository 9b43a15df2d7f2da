import { describe, expect, test } from "vitest";
import {
  acceptTask,
  addFinishedTask,
  addTask,
  addTopic,
  decide,
  endMeeting,
  finishTask,
  hearAll,
  itemOf,
  meetingOf,
  openCouncil,
  openFollowUps,
  planMeeting,
  register,
  startMeeting,
  taskOf,
  topicOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { takeVote } from "../support/vote.ts";

/** A meeting in session with one topic and three of five present. */
const inSession = () => {
  const council = openCouncil();
  const topicId = addTopic(council, [register(council.clerk, "停车难")]);
  const id = startMeeting(council.secretary, [topicId]);
  const itemId = itemOf(council.secretary, id, topicId);
  return { ...council, topicId, id, itemId };
};

describe("who is there", () => {
  test("comes from a register or is written down, once", () => {
    const { clerk, secretary } = openCouncil();
    const { zhangId, contactId } = addNeighbourhood(clerk);
    const id = planMeeting(secretary, []);
    const add = (who: object) => secretary.code("council.addAttendance", { id, presence: "present", ...who });
    expect(add({})).toBe("AttendeeNeedsName");
    expect(add({ residentId: zhangId, name: "张晓梅" })).toBe("AttendeeNeedsName");
    expect(add({ residentId: zhangId, contactId })).toBe("AttendeeNeedsName");
    expect(add({ residentId: "x" })).toBe("AttendeeNeedsName");
    expect(add({ contactId: "x" })).toBe("AttendeeNeedsName");
    expect([add({ residentId: zhangId }), add({ contactId }), add({ name: "路过的人" })]).toEqual(["ok", "ok", "ok"]);
    expect([add({ residentId: zhangId }), add({ contactId }), add({ name: "路过的人" })]).toEqual([
      "AlreadyOnList",
      "AlreadyOnList",
      "AlreadyOnList",
    ]);
    expect(meetingOf(clerk, id)).toMatchObject({
      presentCount: 3,
      hasQuorum: true,
      attendances: [
        { name: "张晓梅", detail: "居民", arrivedAt: null },
        { name: "王强", detail: "安居物业 项目经理" },
        { name: "路过的人", detail: "" },
      ],
    });
    expect(JSON.stringify(meetingOf(clerk, id))).not.toMatch(/1[3-9]\d{9}/);
    expect(secretary.code("council.addAttendance", { id: "x", name: "甲", presence: "present" })).toBe("NotFound");
  });

  test("is not more than are entitled; who left does not count for the quorum", () => {
    const { secretary, id, test: core } = inSession();
    const meeting = () => meetingOf(secretary, id);
    expect(meeting()).toMatchObject({ presentCount: 3, hasQuorum: true });
    const [first, second] = meeting().attendances.map((row) => row.id);
    const change = (attendanceId: string, presence: string, hasLeft = false) => {
      const reply = secretary.raw("council.changeAttendance", { id, attendanceId, presence, hasLeft });
      return reply.ok ? "ok" : reply.code;
    };
    const add = (name: string, presence: "present" | "observer" | "leave") =>
      secretary.code("council.addAttendance", { id, name, presence });
    expect([add("丁", "present"), add("戊", "present"), add("己", "present")]).toEqual([
      "ok",
      "ok",
      "MorePresentThanEntitled",
    ]);
    expect([add("记者", "observer"), add("庚", "leave")]).toEqual(["ok", "ok"]);
    const onLeave = meeting().attendances.at(-1)?.id ?? "";
    expect(change(onLeave, "present")).toBe("MorePresentThanEntitled");
    core.advance({ minutes: 3 });
    expect(change(first ?? "", "present", true)).toBe("ok");
    expect(change(second ?? "", "absent")).toBe("ok");
    expect(meeting().attendances.slice(0, 2)).toMatchObject([
      { presence: "present", arrivedAt: "2026-11-20T01:00:00.000Z", leftAt: "2026-11-20T01:03:00.000Z" },
      { presence: "absent", arrivedAt: null, leftAt: null },
    ]);
    expect(meeting()).toMatchObject({ presentCount: 3, hasQuorum: true });
    expect(change(first ?? "", "present")).toBe("ok");
    expect(meeting().presentCount).toBe(4);
    expect(change("x", "present")).toBe("NotFound");
    expect(secretary.code("council.changeAttendance", { id: "x", attendanceId: "y", presence: "absent" })).toBe(
      "NotFound",
    );
  });

  test("cannot be put right from under a vote or a passed resolution", () => {
    const { secretary, id, itemId, topicId } = inSession();
    const [first = ""] = meetingOf(secretary, id).attendances.map((row) => row.id);
    takeVote(secretary, id, itemId, { forCount: 3 });
    decide(secretary, id, topicId, "passed");
    expect(secretary.code("council.removeAttendance", { id, attendanceId: first })).toBe("DecisionNeedsPresence");
    const absent = { id, attendanceId: first, presence: "absent" as const };
    expect(secretary.code("council.changeAttendance", absent)).toBe("DecisionNeedsPresence");
    // Who leaves afterwards was there, and stays counted.
    secretary.ok("council.changeAttendance", { id, attendanceId: first, presence: "present", hasLeft: true });
    expect(meetingOf(secretary, id).attendances).toHaveLength(3);
  });

  test("is taken off the list unless that person spoke, and kept as it is by the minutes", () => {
    const { secretary, director, id, itemId, topicId } = inSession();
    const [first = "", second = ""] = meetingOf(secretary, id).attendances.map((row) => row.id);
    secretary.ok("council.addStatement", { id, itemId, attendanceId: first, attitude: "against", words: "不同意" });
    const remove = (attendanceId: string) => secretary.code("council.removeAttendance", { id, attendanceId });
    expect([remove(first), remove("x"), remove(second)]).toEqual(["AttendeeHasSpoken", "NotFound", "ok"]);
    expect(secretary.code("council.removeAttendance", { id: "x", attendanceId: first })).toBe("NotFound");
    decide(secretary, id, topicId, "deferred");
    endMeeting(secretary, id);
    secretary.ok("council.changeAttendance", { id, attendanceId: first, presence: "present" });
    director.ok("council.minuteMeeting", { id, version: meetingOf(secretary, id).version });
    expect(remove(first)).toBe("MeetingIsMinuted");
    expect(secretary.code("council.changeAttendance", { id, attendanceId: first, presence: "absent" })).toBe(
      "MeetingIsMinuted",
    );
  });
});

describe("what is said", () => {
  test("stands with its speaker, and brings the topic before the meeting", () => {
    const { clerk, secretary, id, itemId, topicId } = inSession();
    const attendanceId = meetingOf(secretary, id).attendances[0]?.id ?? "";
    expect(topicOf(clerk, topicId).state).toBe("scheduled");
    const said = { id, itemId, attendanceId, attitude: "conditional" as const, words: "先划线再收费" };
    const { statementId } = secretary.ok("council.addStatement", said);
    expect(topicOf(clerk, topicId).state).toBe("discussed");
    expect(meetingOf(clerk, id).items[1]?.statements).toMatchObject([
      { id: statementId, speakerName: "代表甲", attitude: "conditional", words: "先划线再收费" },
    ]);
    secretary.ok("council.withdrawStatement", { id, statementId });
    expect(meetingOf(clerk, id).items[1]?.statements).toEqual([]);
    expect(secretary.code("council.withdrawStatement", { id, statementId })).toBe("NotFound");
    expect(secretary.code("council.withdrawStatement", { id: "x", statementId })).toBe("NotFound");
  });

  test("is said in session by somebody who is there", () => {
    const { secretary, id, itemId, topicId } = inSession();
    const absent = secretary.ok("council.addAttendance", { id, name: "没来的人", presence: "absent" }).attendanceId;
    const guest = secretary.ok("council.addAttendance", { id, name: "记者", presence: "observer" }).attendanceId;
    const other = planMeeting(secretary, []);
    const say = (input: object) => {
      const reply = secretary.raw("council.addStatement", { id, itemId, attitude: "neutral", ...input });
      return reply.ok ? "ok" : reply.code;
    };
    expect(say({ attendanceId: absent })).toBe("SpeakerNotPresent");
    expect(say({ attendanceId: "x" })).toBe("SpeakerNotPresent");
    expect(say({ attendanceId: guest, itemId: "x" })).toBe("NotFound");
    expect(say({ attendanceId: guest, id: "x" })).toBe("NotFound");
    expect(say({ attendanceId: guest, id: other })).toBe("MeetingNotInSession");
    expect(say({ attendanceId: guest })).toBe("ok");
    const { statements } = meetingOf(secretary, id).items[1] ?? { statements: [] };
    decide(secretary, id, topicId, "noted");
    endMeeting(secretary, id);
    expect(say({ attendanceId: guest })).toBe("MeetingNotInSession");
    expect(secretary.code("council.withdrawStatement", { id, statementId: statements[0]?.id ?? "" })).toBe(
      "MeetingNotInSession",
    );
  });
});

describe("deciding", () => {
  test("passing wants a quorum, the vote where there was one, and words", () => {
    const { secretary, id, itemId } = inSession();
    const pass = (wording = "划线") => secretary.code("council.decideItem", { id, itemId, outcome: "passed", wording });
    expect(pass("")).toBe("PassedNeedsWording");
    const attendanceId = meetingOf(secretary, id).attendances[0]?.id ?? "";
    const leave = (hasLeft: boolean) =>
      secretary.ok("council.changeAttendance", { id, attendanceId, presence: "present", hasLeft });
    leave(true);
    expect(pass()).toBe("NoQuorum");
    takeVote(secretary, id, itemId, { forCount: 2 });
    expect(pass()).toBe("VoteWithoutQuorum");
    leave(false);
    // Who comes afterwards did not vote.
    expect(pass()).toBe("VoteWithoutQuorum");
    takeVote(secretary, id, itemId, { forCount: 1, againstCount: 1, abstainCount: 1 });
    expect(pass()).toBe("VoteNotPassed");
    // What is missing blocks 通过, not putting off.
    secretary.ok("council.decideItem", { id, itemId, outcome: "deferred" });
    takeVote(secretary, id, itemId, { forCount: 2, againstCount: 1 });
    leave(true);
    expect(pass()).toBe("ok");
    expect(meetingOf(secretary, id).items[1]?.resolution).toMatchObject({
      outcome: "passed",
      wording: "划线",
      version: 2,
    });
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({ kind: "decided", reason: "小区停车怎么管：通过" });
    expect(secretary.code("council.decideItem", { id, itemId: "x", outcome: "noted" })).toBe("NotFound");
    expect(secretary.code("council.decideItem", { id: "x", itemId, outcome: "noted" })).toBe("NotFound");
  });

  test("an outcome that somebody else recorded meanwhile is not written over", () => {
    const { secretary, director, id, itemId } = inSession();
    const defer = (replacesVersion: number | null) =>
      secretary.code("council.decideItem", { id, itemId, outcome: "deferred", replacesVersion });
    expect(defer(1)).toBe("Conflict");
    director.ok("council.decideItem", { id, itemId, outcome: "rejected", wording: "不再议" });
    expect(defer(null)).toBe("Conflict");
    expect(meetingOf(secretary, id).items[1]?.resolution).toMatchObject({ outcome: "rejected", wording: "不再议" });
    expect(defer(1)).toBe("ok");
    expect([defer(1), defer(2)]).toEqual(["Conflict", "ok"]);
    endMeeting(secretary, id);
    expect(defer(3)).toBe("MeetingNotInSession");
  });
});

describe("上期任务回头看", () => {
  test("looks at every open and newly finished task exactly once", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit, test: core } = council;
    const direct = (content: string) => addTask(clerk, unit, [register(clerk, content)]);
    const [open, drafted, closed, cancelled] = [direct("甲"), direct("乙"), direct("丙"), direct("丁")];
    clerk.ok("council.undoTaskStep", { id: drafted, version: 1 });
    acceptTask(clerk, closed);
    finishTask(clerk, closed);
    hearAll(clerk, closed);
    director.ok("council.cancelTask", { id: cancelled, version: 1, reason: "不办了" });
    const reviewed = (id: string) =>
      meetingOf(secretary, id).items[0]?.reviewedTasks.map(({ taskId, taskState }) => [taskId, taskState]);

    const first = planMeeting(secretary, [addTopic(council, [])]);
    expect(reviewed(first)).toEqual([
      [open, "dispatched"],
      [drafted, "drafted"],
      [closed, "closed"],
    ]);
    secretary.ok("council.startMeeting", { id: first, version: 1 });
    core.advance({ hours: 1 });
    // What happens from now on is for the next meeting to look at.
    const later = addFinishedTask(clerk, unit, [register(clerk, "戊")]);
    acceptTask(clerk, open);
    expect(reviewed(first)).toEqual([
      [open, "dispatched"],
      [drafted, "drafted"],
      [closed, "closed"],
    ]);
    hearAll(clerk, later);
    core.advance({ hours: 1 });
    decide(secretary, first, topicOn(first), "deferred");
    endMeeting(secretary, first);
    core.advance({ days: 1 });
    const second = planMeeting(secretary, []);
    expect(reviewed(second)).toEqual([
      [open, "accepted"],
      [drafted, "drafted"],
      // Added and closed while the first meeting sat: nobody looked back on it yet.
      [later, "closed"],
    ]);
    function topicOn(meetingId: string) {
      return meetingOf(secretary, meetingId).items[1]?.topic?.id ?? "";
    }
  });

  test("a first meeting of its kind does not go back to the beginning", () => {
    const council = openCouncil();
    const { clerk, secretary, unit, test: core } = council;
    const old = addFinishedTask(clerk, unit, [register(clerk, "甲")]);
    hearAll(clerk, old);
    const first = startMeeting(secretary, [addTopic(council, [])]);
    core.advance({ days: 1 });
    const recent = addFinishedTask(clerk, unit, [register(clerk, "乙")]);
    hearAll(clerk, recent);
    const mediation = planMeeting(secretary, [], { kind: "mediation" });
    const idsIn = (id: string) => meetingOf(secretary, id).items[0]?.reviewedTasks.map(({ taskId }) => taskId);
    expect(idsIn(first)).toEqual([old]);
    expect(idsIn(mediation)).toEqual([recent]);
  });

  test("notes what residents say of a task, in the meeting and with the task", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const taskId = addTask(clerk, unit, [register(clerk, "路灯不亮")]);
    const id = planMeeting(secretary, [addTopic(council, [])]);
    const review = (input: object) => {
      const reply = secretary.raw("council.reviewTask", {
        id,
        taskId,
        attitude: "against",
        words: "还是不亮",
        ...input,
      });
      return reply.ok ? "ok" : reply.code;
    };
    expect(review({})).toBe("MeetingNotInSession");
    secretary.ok("council.startMeeting", { id, version: 1 });
    const late = addTask(clerk, unit, [register(clerk, "别的事")]);
    expect([review({ taskId: late }), review({ taskId: "x" }), review({ id: "x" })]).toEqual([
      "TaskNotReviewed",
      "TaskNotReviewed",
      "NotFound",
    ]);
    expect(review({})).toBe("ok");
    expect(meetingOf(clerk, id).items[0]?.reviewedTasks).toMatchObject([
      { taskId, attitude: "against", words: "还是不亮" },
    ]);
    expect(taskOf(clerk, taskId).events.at(-1)).toMatchObject({ kind: "reviewed", reason: "会〔2026〕1号 还是不亮" });
    // Looking back does not stand on the last step of the task.
    clerk.ok("council.undoTaskStep", { id: taskId, version: 1 });
    expect(openFollowUps(clerk, taskId)).toEqual([]);
  });
});
