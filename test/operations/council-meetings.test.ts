import { describe, expect, test } from "vitest";
import { meetingContract } from "#features/council/meeting-contract.ts";
import {
  addResolutionTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  decide,
  endMeeting,
  itemOf,
  meetingOf,
  namesByNeed,
  openCouncil,
  passTopic,
  planMeeting,
  register,
  startMeeting,
  taskOf,
  topicOf,
} from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { takeVote } from "../support/vote.ts";

describe("planning a meeting", () => {
  const plan = {
    kind: "council" as const,
    title: "十一月议事会",
    place: "一楼议事厅",
    hostName: "王书记",
    plannedAt: "2026-11-20T06:00:00.000Z",
    entitledCount: 5,
  };

  test("puts 上期任务回头看 first and the topics after it", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const topicId = addTopic(council, [register(clerk, "停车难")]);
    const { id, numberText } = secretary.ok("council.planMeeting", { ...plan, topicIds: [topicId, topicId] });
    expect(numberText).toBe("会〔2026〕1号");
    expect(meetingOf(clerk, id)).toMatchObject({
      state: "preparing",
      title: "十一月议事会",
      entitledCount: 5,
      hasQuorum: false,
      items: [
        { numeral: "一", kind: "review", title: "上期任务回头看", topic: null },
        {
          numeral: "二",
          kind: "topic",
          title: "小区停车怎么管",
          topic: { id: topicId, appeals: [{ title: "停车难" }] },
        },
      ],
      events: [{ kind: "planned", toState: "preparing" }],
    });
    expect(topicOf(clerk, topicId)).toMatchObject({ state: "scheduled", meetings: [{ id, outcome: null }] });
    expect(clerk.ok("council.listMeetings", {}).meetings).toMatchObject([{ id, itemCount: 2 }]);
    expect(clerk.code("council.meeting", { id: "x" })).toBe("NotFound");
    expect(clerk.ok("system.search", { typed: "十一月" }).hits).toMatchObject([{ kind: "meeting", id }]);
  });

  test("a topic is confirmed first, and stands in one meeting that has not ended", () => {
    const council = openCouncil();
    const { secretary } = council;
    const { id: proposed } = secretary.ok("council.proposeTopic", { title: "停车" });
    expect(secretary.code("council.planMeeting", { ...plan, topicIds: [proposed] })).toBe("TopicNotConfirmed");
    expect(secretary.code("council.planMeeting", { ...plan, topicIds: ["x"] })).toBe("NotFound");
    const topicId = addTopic(council, []);
    const meetingId = planMeeting(secretary, [topicId]);
    expect(secretary.code("council.planMeeting", { ...plan, topicIds: [topicId] })).toBe("TopicNotConfirmed");
    const other = planMeeting(secretary, []);
    const add = { id: other, kind: "topic" as const, topicId };
    expect(secretary.code("council.addAgendaItem", add)).toBe("TopicNotConfirmed");
    expect(secretary.code("council.addAgendaItem", { ...add, topicId: null })).toBe("TopicNotConfirmed");
    secretary.ok("council.removeAgendaItem", { id: meetingId, itemId: itemOf(secretary, meetingId, topicId) });
    expect(topicOf(secretary, topicId)).toMatchObject({ state: "confirmed" });
    expect(topicOf(secretary, topicId).events.at(-1)).toMatchObject({ kind: "unscheduled", reason: "会〔2026〕1号" });
    expect(secretary.ok("council.addAgendaItem", add)).toMatchObject({ id: other });
    // The refused meetings took no number.
    expect(meetingOf(secretary, other).numberText).toBe("会〔2026〕2号");
  });

  test("the agenda is added to, put in order and taken from", () => {
    const council = openCouncil();
    const { secretary } = council;
    const [one, two] = [addTopic(council, [], { title: "甲" }), addTopic(council, [], { title: "乙" })];
    const id = planMeeting(secretary, [one, two]);
    const report = { id, kind: "report" as const, title: "物业通报", note: "十分钟" };
    expect(secretary.code("council.addAgendaItem", { ...report, title: "" })).toBe("ItemNeedsTitle");
    expect(secretary.code("council.addAgendaItem", { ...report, id: "x" })).toBe("NotFound");
    secretary.ok("council.addAgendaItem", report);
    const titles = () => meetingOf(secretary, id).items.map((item) => item.title);
    expect(titles()).toEqual(["上期任务回头看", "甲", "乙", "物业通报"]);
    const [review = "", first = "", second = "", third = ""] = meetingOf(secretary, id).items.map((item) => item.id);
    const order = (...ids: string[]) =>
      secretary.code("council.orderAgenda", { id, order: ids.map((itemId) => ({ id: itemId, parentId: null })) });
    expect(order(third, second)).toBe("OrderIsIncomplete");
    expect(order(third, third, second)).toBe("OrderIsIncomplete");
    expect(order(third, second, "x")).toBe("OrderIsIncomplete");
    expect(order(third, second, first)).toBe("OrderIsIncomplete");
    expect(order(third, review, second, first)).toBe("OrderIsUnsound");
    expect(order(review, third, second, first)).toBe("ok");
    expect(titles()).toEqual(["上期任务回头看", "物业通报", "乙", "甲"]);
    expect(secretary.code("council.orderAgenda", { id: "x", order: [] })).toBe("NotFound");

    const remove = (itemId: string) => secretary.code("council.removeAgendaItem", { id, itemId });
    expect(remove(review)).toBe("ReviewStays");
    expect(remove("x")).toBe("NotFound");
    expect(secretary.code("council.removeAgendaItem", { id: "x", itemId: third })).toBe("NotFound");
    secretary.ok("council.notifyMeeting", { id, version: 1 });
    // Removing is possible after the notice too; it stands in the timeline.
    expect([remove(third), remove(second)]).toEqual(["ok", "ok"]);
    expect(titles()).toEqual(["上期任务回头看", "甲"]);
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({ kind: "changed", reason: "移出：乙" });
    secretary.ok("council.startMeeting", { id, version: 2 });
    expect(remove(first)).toBe("MeetingHasStarted");
  });

  test("is changed until it ends, and not below who is there", () => {
    const council = openCouncil();
    const { secretary } = council;
    const topicId = addTopic(council, []);
    const id = startMeeting(secretary, [topicId]);
    const change = { ...plan, id, version: meetingOf(secretary, id).version, title: "改名的会" };
    expect(secretary.code("council.changeMeeting", { ...change, version: 99 })).toBe("Conflict");
    expect(secretary.code("council.changeMeeting", { ...change, entitledCount: 2 })).toBe("EntitledBelowPresent");
    expect(secretary.code("council.changeMeeting", { ...change, id: "x" })).toBe("NotFound");
    const { version } = secretary.ok("council.changeMeeting", change);
    expect(secretary.ok("system.search", { typed: "改名" }).hits.map((hit) => hit.id)).toEqual([id]);
    decide(secretary, id, topicId, "deferred");
    endMeeting(secretary, id);
    expect(secretary.code("council.changeMeeting", { ...change, version: version + 1 })).toBe("MeetingIsOver");
    expect(secretary.code("council.orderAgenda", { id, order: [] })).toBe("MeetingIsOver");
    expect(secretary.code("council.addAgendaItem", { id, kind: "report", title: "通报" })).toBe("MeetingIsOver");
  });

  test("is notified and started once, with something on the agenda", () => {
    const council = openCouncil();
    const { secretary } = council;
    const id = planMeeting(secretary, []);
    const notify = (version: number) => secretary.code("council.notifyMeeting", { id, version });
    const start = (version: number) => secretary.code("council.startMeeting", { id, version });
    expect([notify(1), start(1)]).toEqual(["AgendaIsEmpty", "AgendaIsEmpty"]);
    secretary.ok("council.addAgendaItem", { id, kind: "report", title: "通报" });
    expect([notify(2), notify(1), notify(2)]).toEqual(["Conflict", "ok", "MeetingNotPreparing"]);
    expect([start(1), start(2), start(3)]).toEqual(["Conflict", "ok", "MeetingHasStarted"]);
    expect(secretary.code("council.notifyMeeting", { id: "x", version: 1 })).toBe("NotFound");
    expect(secretary.code("council.startMeeting", { id: "x", version: 1 })).toBe("NotFound");
    expect(meetingOf(secretary, id).events.map(({ kind, toState }) => [kind, toState])).toEqual([
      ["planned", "preparing"],
      ["changed", null],
      ["notified", "notified"],
      ["started", "inSession"],
    ]);
  });
});

describe("cancelling a meeting", () => {
  test("gives its topics back and ends it", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const topicId = addTopic(council, [register(clerk, "停车难")]);
    const id = planMeeting(secretary, [topicId]);
    secretary.ok("council.notifyMeeting", { id, version: 1 });
    const cancel = { id, version: 2, reason: "台风停会，已逐户告知" };
    expect(secretary.code("council.cancelMeeting", { ...cancel, version: 1 })).toBe("Conflict");
    expect(secretary.code("council.cancelMeeting", { ...cancel, id: "x" })).toBe("NotFound");
    expect(secretary.ok("council.cancelMeeting", cancel)).toEqual({ id, version: 3 });
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({
      kind: "meetingCancelled",
      fromState: "notified",
      toState: "cancelled",
      reason: "台风停会，已逐户告知",
    });
    expect(topicOf(secretary, topicId).state).toBe("confirmed");
    expect(topicOf(secretary, topicId).events.at(-1)).toMatchObject({ kind: "unscheduled" });
    expect(appealOf(clerk, topicOf(clerk, topicId).appeals[0]?.id ?? "").stage).toBe("deliberating");

    expect(secretary.code("council.cancelMeeting", { ...cancel, version: 3 })).toBe("MeetingIsOver");
    expect(secretary.code("council.startMeeting", { id, version: 3 })).toBe("MeetingIsOver");
    expect(secretary.code("council.notifyMeeting", { id, version: 3 })).toBe("MeetingNotPreparing");
    const someone = { id, name: "代表", presence: "present" as const };
    expect(secretary.code("council.addAttendance", someone)).toBe("MeetingIsOver");
    expect(
      secretary.code("council.removeAgendaItem", { id, itemId: meetingOf(secretary, id).items[0]?.id ?? "" }),
    ).toBe("MeetingIsOver");
    // The number stays with it; the topic is free for the next.
    expect(meetingOf(secretary, planMeeting(secretary, [topicId])).numberText).toBe("会〔2026〕2号");
  });

  test("is for one that has not begun", () => {
    const council = openCouncil();
    const { secretary } = council;
    const id = startMeeting(secretary, [addTopic(council, [])]);
    const { version } = meetingOf(secretary, id);
    expect(secretary.code("council.cancelMeeting", { id, version, reason: "没人来" })).toBe("MeetingHasStarted");
  });
});

describe("ending and minuting", () => {
  test("every topic has an outcome, and goes where the outcome sends it", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const topics = Object.fromEntries(
      (["passed", "deferred", "rejected", "noted"] as const).map((outcome) => [
        outcome,
        addTopic(council, [register(clerk, `${outcome}的事`)]),
      ]),
    ) as Record<"passed" | "deferred" | "rejected" | "noted", string>;
    const id = startMeeting(secretary, Object.values(topics));
    const end = () => secretary.code("council.endMeeting", { id, version: meetingOf(secretary, id).version });
    for (const [outcome, topicId] of Object.entries(topics)) {
      expect(end()).toBe("ItemUndecided");
      decide(secretary, id, topicId, outcome as keyof typeof topics);
    }
    expect(secretary.code("council.endMeeting", { id, version: 99 })).toBe("Conflict");
    expect(secretary.code("council.endMeeting", { id: "x", version: 1 })).toBe("NotFound");
    expect([end(), end()]).toEqual(["ok", "MeetingNotInSession"]);
    const shown = Object.entries(topics).map(([outcome, topicId]) => {
      const topic = topicOf(clerk, topicId);
      return [outcome, topic.state, topic.events.at(-1)?.kind, topic.appeals[0]?.stage];
    });
    expect(shown).toEqual([
      ["passed", "settled", "settled", "deliberating"],
      ["deferred", "confirmed", "deferred", "deliberating"],
      ["rejected", "settled", "settled", "accepted"],
      ["noted", "settled", "settled", "accepted"],
    ]);
  });

  test("no minutes while a passed resolution has neither a task nor a reason", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit } = council;
    const [one, two] = [addTopic(council, [register(clerk, "停车难")]), addTopic(council, [register(clerk, "没车位")])];
    const id = startMeeting(secretary, [one, two]);
    const tasked = decide(secretary, id, one, "passed");
    const waived = decide(secretary, id, two, "passed");
    const minute = () => director.code("council.minuteMeeting", { id, version: meetingOf(secretary, id).version });
    const waive = (resolutionId: string) =>
      secretary.code("council.waiveTasks", { id, resolutionId, reason: "当场已办完" });
    expect(minute()).toBe("MeetingNotEnded");
    endMeeting(secretary, id);
    expect(minute()).toBe("ResolutionWithoutTask");
    expect(meetingOf(clerk, id).minutingProblems).toHaveLength(2);

    addResolutionTask(secretary, unit, tasked);
    expect(waive(tasked)).toBe("ResolutionHasTasks");
    expect(minute()).toBe("ResolutionWithoutTask");
    expect([waive("x"), waive(waived)]).toEqual(["NotFound", "ok"]);
    expect(secretary.code("council.waiveTasks", { id: "x", resolutionId: waived, reason: "当场已办完" })).toBe(
      "NotFound",
    );
    expect(meetingOf(clerk, id).minutingProblems).toEqual([]);
    expect(topicOf(clerk, two).appeals[0]?.stage).toBe("accepted");
    expect(director.code("council.minuteMeeting", { id, version: 99 })).toBe("Conflict");
    expect(director.code("council.minuteMeeting", { id: "x", version: 1 })).toBe("NotFound");
    expect(minute()).toBe("ok");
    expect(meetingOf(clerk, id)).toMatchObject({ state: "minuted", minutedAt: expect.any(String) });
    expect([minute(), waive(waived)]).toEqual(["MeetingNotEnded", "MeetingIsMinuted"]);
    const someone = { id, name: "迟到的人", presence: "absent" as const };
    expect(secretary.code("council.addAttendance", someone)).toBe("MeetingIsMinuted");
  });

  test("a task after all takes the reason away that there was none", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const topicId = addTopic(council, [register(clerk, "停车难")]);
    const { meetingId, resolutionId } = passTopic(council, topicId);
    secretary.ok("council.waiveTasks", { id: meetingId, resolutionId, reason: "当场已办完" });
    addResolutionTask(secretary, unit, resolutionId);
    expect(meetingOf(clerk, meetingId).items[1]?.resolution).toMatchObject({ noTaskReason: "", tasks: [{}] });
    expect(topicOf(clerk, topicId).appeals[0]?.stage).toBe("acting");
  });

  test("an outcome that needs no task is not excused from one", () => {
    const council = openCouncil();
    const { secretary } = council;
    const topicId = addTopic(council, []);
    const id = startMeeting(secretary, [topicId]);
    const resolutionId = decide(secretary, id, topicId, "rejected");
    expect(secretary.code("council.waiveTasks", { id, resolutionId, reason: "不用办" })).toBe("ResolutionNotPassed");
  });

  test("after the minutes a cancelled task sets its appeals free, and can be replaced", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit } = council;
    const appealId = register(clerk, "停车难");
    const { meetingId, resolutionId } = passTopic(council, addTopic(council, [appealId]));
    const taskId = addResolutionTask(secretary, unit, resolutionId);
    director.ok("council.minuteMeeting", { id: meetingId, version: meetingOf(clerk, meetingId).version });
    director.ok("council.cancelTask", { id: taskId, version: taskOf(clerk, taskId).version, reason: "物业已撤场" });
    expect(appealOf(clerk, appealId).stage).toBe("accepted");
    const next = addResolutionTask(secretary, unit, resolutionId);
    expect(appealOf(clerk, appealId)).toMatchObject({ stage: "acting", tasks: [{ id: taskId }, { id: next }] });
    expect(
      secretary.code("council.addResolutionTask", {
        title: "再来一项",
        publicWording: "再来一项",
        track: "consult",
        limit: { unit: "workdays", count: 15 },
        ...unit,
        resolutionId,
      }),
    ).toBe("MeetingIsMinuted");
  });
});

test("the list of meetings is filtered by state and paged by key", () => {
  const { clerk, secretary } = openCouncil();
  const ids = ["05", "05", "06", "07", "04"].map((hour) =>
    planMeeting(secretary, [], { plannedAt: `2026-11-20T${hour}:00:00.000Z` }),
  );
  secretary.ok("council.cancelMeeting", { id: ids[0] ?? "", version: 1, reason: "改期" });
  const pages: number[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = clerk.ok("council.listMeetings", { limit: 2, ...(after !== undefined && { after }) });
    pages.push(...page.meetings.map(({ id }) => ids.indexOf(id)));
    after = page.nextAfter;
  }
  expect(pages).toEqual([3, 2, 1, 0, 4]);
  expect(clerk.ok("council.listMeetings", { states: ["cancelled"] }).meetings).toMatchObject([{ id: ids[0] }]);
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  const { secretary, director } = council;
  const { clerk, secretary: secretaries, director: directors } = namesByNeed(meetingContract);
  expect([clerk, directors]).toEqual([
    ["listMeetings", "listTemplates", "meeting", "meetingPaper", "printMeetingPaper"],
    ["minuteMeeting"],
  ]);
  expect(secretaries).toHaveLength(32);
  expect(closedTo(council, meetingContract)).toEqual({ viewer: 38, clerk: 33, secretary: 1, director: 0, admin: 38 });
  const { zhangId } = addNeighbourhood(council.clerk);
  const audited = auditedBy(council, meetingContract, () => {
    const topicId = addTopic(council, []);
    const open = addTopic(council, []);
    addResolutionTask(secretary, council.unit, passTopic(council, open).resolutionId);
    const id = planMeeting(secretary, []);
    secretary.ok("council.changeMeeting", {
      id,
      version: 1,
      kind: "council",
      title: "议事会",
      place: "议事厅",
      plannedAt: "2026-11-20T06:00:00.000Z",
      entitledCount: 2,
    });
    const { itemId } = secretary.ok("council.addAgendaItem", { id, kind: "topic", topicId });
    const other = secretary.ok("council.addAgendaItem", { id, kind: "report", title: "通报" });
    secretary.ok("council.changeAgendaItem", { id, itemId: other.itemId, title: "物业通报" });
    const order = meetingOf(secretary, id).items.map((item) => ({ id: item.id, parentId: null }));
    secretary.ok("council.orderAgenda", { id, order });
    secretary.ok("council.removeAgendaItem", { id, itemId: other.itemId });
    secretary.ok("council.notifyMeeting", { id, version: 2 });
    secretary.ok("council.startMeeting", { id, version: 3 });
    const { attendanceId } = secretary.ok("council.addAttendance", { id, residentId: zhangId, presence: "absent" });
    secretary.ok("council.changeAttendance", { id, attendanceId, presence: "present" });
    const guest = secretary.ok("council.addAttendance", { id, name: "记者", presence: "observer" });
    secretary.ok("council.changeInvitee", { id, attendanceId: guest.attendanceId, reply: "coming" });
    secretary.ok("council.removeAttendance", { id, attendanceId: guest.attendanceId });
    secretary.ok("council.inviteGroup", {
      id,
      group: { kind: "unit", organisationId: council.unit.leadOrganisationId },
    });
    const { items } = meetingOf(secretary, id);
    secretary.ok("council.reviewTask", { id, taskId: items[0]?.reviewedTasks[0]?.taskId ?? "", attitude: "for" });
    const said = { id, itemId, attendanceId, attitude: "for" as const };
    const { statementId } = secretary.ok("council.addStatement", said);
    secretary.ok("council.withdrawStatement", { id, statementId });
    secretary.ok("council.changeMeeting", {
      id,
      version: 4,
      kind: "council",
      title: "议事会",
      place: "议事厅",
      plannedAt: "2026-11-20T06:00:00.000Z",
      entitledCount: 1,
    });
    takeVote(secretary, id, itemId, { forCount: 1 });
    const { resolutionId } = secretary.ok("council.decideItem", { id, itemId, outcome: "passed", wording: "划线" });
    endMeeting(secretary, id);
    const quarrel = startMeeting(secretary, [addTopic(council, [])], { kind: "mediation" });
    const wording = { dispute: "漏水", terms: "三日内修好" };
    secretary.ok("council.writeAgreement", { id: quarrel, edition: 0, ...wording });
    const party = meetingOf(secretary, quarrel).attendances[0]?.id ?? "";
    secretary.ok("council.changeInvitee", { id: quarrel, attendanceId: party, role: "party" });
    const sign = { id: quarrel, edition: 1, attendanceId: party, signedDate: "2026-11-20" };
    secretary.ok("council.signAgreement", sign);
    secretary.ok("council.withdrawSignature", {
      id: sign.id,
      edition: sign.edition,
      attendanceId: sign.attendanceId,
      reason: "登错了",
    });
    secretary.ok("council.signAgreement", sign);
    secretary.ok("council.printAgreement", { id: quarrel, edition: 1 });
    secretary.ok("council.waiveTasks", { id, resolutionId, reason: "当场已办完" });
    director.ok("council.minuteMeeting", { id, version: meetingOf(secretary, id).version });
    const next = planMeeting(secretary, []);
    const [giverId, holderId] = ["甲", "乙"].map(
      (name) =>
        secretary.ok("council.addAttendance", { id: next, name, presence: "invited", isEntitled: true }).attendanceId,
    );
    const template = { name: "例会", kind: "council" as const, title: "{月}月例会" };
    const { id: templateId } = secretary.ok("council.addTemplate", template);
    secretary.ok("council.keepTemplateList", { id: templateId, version: 1, meetingId: next });
    secretary.ok("council.changeTemplate", { ...template, id: templateId, version: 2, isRetired: true });
    const { code } = secretary.ok("council.printMeetingPaper", { id: next, paper: "signIn", blankCount: 5 });
    secretary.ok("council.keySignIn", { id: next, code, rows: "2" });
    const proxy = { id: next, giverId: giverId ?? "", holderId: holderId ?? "", writtenDate: "2026-11-19" };
    const { proxyId } = secretary.ok("council.addProxy", proxy);
    secretary.ok("council.withdrawProxy", { id: next, proxyId });
    secretary.ok("council.cancelMeeting", { id: next, version: 1, reason: "改期" });
  });
  expect(audited).toEqual(commandsOf(meetingContract));
});
