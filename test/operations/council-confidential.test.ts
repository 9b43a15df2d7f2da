import { describe, expect, test } from "vitest";
import {
  acceptTask,
  addFinishedTask,
  addResolutionTask,
  addTask,
  addTopic,
  appealOf,
  decide,
  endMeeting,
  finishTask,
  hear,
  itemOf,
  meetingOf,
  openCouncil,
  openFollowUps,
  planMeeting,
  register,
  startMeeting,
  taskOf,
  taskWords,
  topicOf,
} from "../support/council.ts";

/** Words that stand in the confidential matter and nowhere else. */
const secret = /违建|举报人|13900009999/;

const report = { nature: "report" as const, reporterName: "举报人老吴", reporterPhone: "13900009999" };

/** Everything that a clerk can ask without knowing an id. */
const everythingAClerkSees = ({ clerk }: Pick<ReturnType<typeof openCouncil>, "clerk">): string =>
  JSON.stringify([
    clerk.ok("council.listAppeals", {}),
    clerk.ok("council.listAppeals", { typed: "违建" }),
    clerk.ok("council.listAppeals", { typed: "9999" }),
    clerk.ok("council.findSimilarAppeals", { text: "楼顶违建没人管" }),
    clerk.ok("council.listTopics", {}).topics.map(({ id }) => topicOf(clerk, id)),
    clerk.ok("council.listMeetings", {}).meetings.map(({ id }) => meetingOf(clerk, id)),
    clerk.ok("council.listTasks", {}).tasks.map(({ id }) => taskOf(clerk, id)),
    clerk
      .ok("council.listAppeals", {})
      .appeals.map(({ id }) => [appealOf(clerk, id), clerk.ok("council.appealSlip", { id })]),
    clerk.ok("council.listFollowUps", { states: ["open", "evaluated", "unreachable", "superseded"] }),
    clerk.ok("council.taskSheet", {}),
    clerk.ok("system.search", { typed: "违建" }),
    clerk.ok("system.search", { typed: "举报" }),
    clerk.ok("system.search", { typed: "9999" }),
  ]);

describe("a confidential appeal", () => {
  test("is there for the directors and for whoever took it down, and for nobody else", () => {
    const council = openCouncil();
    const { clerk, secretary, director } = council;
    const id = register(secretary, "楼顶违建没人管", report);
    expect(everythingAClerkSees(council)).not.toMatch(secret);
    const listed = (desk: typeof clerk) => desk.ok("council.listAppeals", {}).appeals.map((line) => line.id);
    expect([listed(clerk), listed(secretary), listed(director)]).toEqual([[], [id], [id]]);
    expect(director.ok("system.search", { typed: "违建" }).hits).toMatchObject([{ id }]);
    expect(appealOf(secretary, id).isConfidential).toBe(true);
    const { version } = appealOf(director, id);
    const written = { voice: "self" as const, channel: "window" as const, nature: "help" as const, content: "改" };
    expect([
      clerk.code("council.appeal", { id }),
      clerk.code("council.changeAppeal", { ...written, id, version }),
      clerk.code("council.acceptAppeal", { id, version, isResidentTold: false }),
      clerk.code("council.recordFirstAnswer", { id, version, words: "在办" }),
      clerk.code("council.answerAppeal", { id, version, answer: "已答复" }),
      clerk.code("council.rejectAppeal", { id, version, reason: "tooVague", told: "告知" }),
      clerk.code("council.escalateAppeal", { id, version, toWhom: "街道", reason: "不归社区管" }),
      clerk.code("council.takeInReply", { id, version, fromWhom: "街道", answer: "已办" }),
      clerk.code("council.undoAppealDecision", { id, version }),
      clerk.code("council.revealReporterPhone", { id }),
      clerk.code("council.appealSlip", { id }),
      clerk.code("council.addAppealAttachments", { id, attachments: [{ sha256: "0".repeat(64), name: "a" }] }),
      clerk.code("council.mergeAppeals", { leadId: id, ids: [register(clerk, "路灯不亮")] }),
      clerk.code("council.addDirectTask", { ...taskWords, ...council.unit, appealIds: [id] }),
    ]).toEqual(Array.from({ length: 14 }, () => "NotFound"));
    const figures = (desk: typeof clerk) => desk.ok("council.countAppeals", {}).received;
    expect([figures(council.viewer), figures(clerk), figures(director)]).toEqual([1, 1, 2]);
  });

  test("is found by whoever took it down as it is listed for them, and by no other clerk", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    register(clerk, "楼顶违建没人管", report);
    register(clerk, "违建垃圾堵了楼道");
    const titles = (desk: typeof clerk) => desk.ok("system.search", { typed: "违建" }).hits.map(({ title }) => title);
    expect(titles(clerk)).toHaveLength(2);
    expect(titles(secretary)).toHaveLength(1);
    expect(clerk.ok("system.search", { typed: "违建", limit: 1 }).hits).toHaveLength(1);
  });

  test("that the resident asked to keep quiet is hidden like a report", () => {
    const council = openCouncil();
    register(council.secretary, "楼顶违建没人管", { ...report, nature: "complaint", isConfidential: true });
    expect(everythingAClerkSees(council)).not.toMatch(secret);
  });

  test("cannot be opened by its attachment", () => {
    const { clerk, secretary, director, test: core } = openCouncil();
    const { sha256 } = core.core.files.put(Buffer.from("%PDF-1.7"));
    const id = register(secretary, "楼顶违建没人管", { ...report, attachments: [{ sha256, name: "证据.pdf" }] });
    const attachmentId = appealOf(secretary, id).attachments[0]?.id ?? "";
    const open = (desk: typeof clerk) => desk.code("council.openAttachment", { id: attachmentId });
    expect([open(clerk), open(secretary), open(director)]).toEqual(["NotFound", "ok", "ok"]);
  });

  test("merged with others shows itself to those who may see it only", () => {
    const council = openCouncil();
    const { clerk, director } = council;
    const [open, other, leading] = [
      register(clerk, "甲事"),
      register(clerk, "乙事"),
      register(director, "违建", report),
    ];
    const hidden = register(director, "楼顶违建没人管", report);
    director.ok("council.mergeAppeals", { leadId: open, ids: [hidden], reason: "同为违建" });
    director.ok("council.mergeAppeals", { leadId: leading, ids: [other], reason: "同为违建" });
    // One reason for two: it says of the open one what it says of the hidden.
    const [third, second] = [register(clerk, "丙事"), register(director, "违建三", report)];
    director.ok("council.mergeAppeals", { leadId: third, ids: [register(clerk, "丁事"), second], reason: "都是违建" });
    expect(appealOf(director, open).merged.map(({ id }) => id)).toEqual([hidden]);
    expect(appealOf(clerk, open)).toMatchObject({ merged: [] });
    expect(appealOf(clerk, other).lead).toMatchObject({ id: leading, title: "（保密）" });
    expect(clerk.ok("council.listAppeals", {}).appeals.map(({ mergedCount }) => mergedCount)).toEqual([0, 1, 0, 0]);
    expect(director.ok("council.listAppeals", {}).appeals.find(({ id }) => id === open)?.mergedCount).toBe(1);
    director.ok("council.unmergeAppeal", { id: hidden, version: 2, reason: "违建另查" });
    expect(everythingAClerkSees(council)).not.toMatch(secret);
  });

  test("in a public topic and its task leaves no word of itself, and its follow-up is nobody else's", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit } = council;
    const open = register(clerk, "楼道堆物");
    const hidden = register(director, "楼顶违建没人管", report);
    const also = register(director, "举报人说的另一件事", report);
    const topicId = addTopic({ secretary: director, director }, [open, hidden, also], { title: "楼道整治" });
    director.ok("council.returnAppeal", { id: topicId, appealId: also, reason: "违建另查" });
    const meetingId = startMeeting(secretary, [topicId]);
    const resolutionId = decide(secretary, meetingId, topicId, "passed");
    endMeeting(secretary, meetingId);
    const taskId = addResolutionTask(secretary, unit, resolutionId, { title: "清理楼道", publicWording: "清理楼道" });
    acceptTask(clerk, taskId);
    finishTask(clerk, taskId);
    const [, followUp] = openFollowUps(director, taskId);
    if (!followUp) throw new Error("The confidential reporter is asked");
    expect(openFollowUps(clerk, taskId)).toHaveLength(1);
    expect(clerk.code("council.followUp", { id: followUp.id })).toBe("NotFound");
    const answer = { id: followUp.id, version: 1, way: "phone" as const, isReached: false };
    expect(clerk.code("council.recordTry", answer)).toBe("NotFound");
    expect(clerk.ok("council.countTasks", {}).openFollowUps).toBe(1);
    expect(director.ok("council.countTasks", {}).openFollowUps).toBe(2);
    expect(topicOf(clerk, topicId)).toMatchObject({ appealCount: 1 });
    expect(clerk.ok("council.listTopics", {}).topics).toMatchObject([{ appealCount: 1 }]);
    expect(topicOf(director, topicId)).toMatchObject({ appealCount: 2 });
    hear(director, followUp, { isSolved: false, words: "违建还在" });
    expect(taskOf(clerk, taskId)).toMatchObject({ state: "accepted", round: 2 });
    expect(everythingAClerkSees(council)).not.toMatch(secret);
    expect(taskOf(director, taskId).events.at(-1)).toMatchObject({ kind: "redone", reason: "违建还在" });
  });

  test("that only confidential appeals stand behind is worked on as confidentially as they are", () => {
    const council = openCouncil();
    const { clerk, director, secretary, unit } = council;
    const hidden = register(director, "楼顶违建没人管", report);
    const input = { ...taskWords, ...unit, title: "查违建", appealIds: [hidden] };
    expect(director.code("council.addDirectTask", input)).toBe("MatterIsConfidential");
    expect(director.code("council.addDirectTask", { ...input, visibility: "internal" })).toBe("MatterIsConfidential");
    const { id } = director.ok("council.addDirectTask", { ...input, visibility: "confidential" });
    const change = { id, version: 1, title: "查违建", publicWording: "核查", track: "immediate" as const };
    expect(director.code("council.changeTask", { ...change, visibility: "public" })).toBe("MatterIsConfidential");
    acceptTask(director, id);
    finishTask(director, id);
    expect(clerk.code("council.task", { id })).toBe("NotFound");
    expect(secretary.code("council.task", { id })).toBe("NotFound");
    expect(clerk.code("council.acceptTask", { id, version: 1 })).toBe("NotFound");
    expect(clerk.ok("council.countTasks", {})).toMatchObject({ finished: 0, openFollowUps: 0 });
    expect(clerk.ok("council.taskSheet", { states: ["finished"] })).toMatchObject({ rows: [], leftOutCount: 0 });
    expect(director.ok("council.taskSheet", { states: ["finished"] })).toMatchObject({ rows: [], leftOutCount: 1 });

    const topic = { title: "违建", appealIds: [hidden] };
    expect(director.code("council.proposeTopic", topic)).toBe("MatterIsConfidential");
    const { id: topicId } = director.ok("council.proposeTopic", { ...topic, visibility: "confidential" });
    const open = { id: topicId, version: 1, title: "违建", visibility: "public" as const, source: "other" as const };
    expect(director.code("council.changeTopic", open)).toBe("MatterIsConfidential");
    const { id: empty } = director.ok("council.proposeTopic", { title: "整治" });
    const gather = { id: empty, appealIds: [hidden] };
    expect(director.code("council.gatherAppeals", gather)).toBe("MatterIsConfidential");
    director.ok("council.gatherAppeals", { id: empty, appealIds: [hidden, register(clerk, "楼道堆物")] });
    expect(everythingAClerkSees(council)).not.toMatch(secret);
  });
});

describe("a confidential topic", () => {
  test("keeps its place in a meeting and says nothing else to a clerk", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit } = council;
    const appealId = register(clerk, "楼上太吵");
    const topicId = addTopic(council, [appealId], { title: "违建调解", visibility: "confidential" });
    const other = addTopic(council, [register(clerk, "狗叫")], { title: "违建二", visibility: "confidential" });
    const removed = addTopic(council, [], { title: "违建三", visibility: "confidential" });
    director.ok("council.declineTopic", { id: other, version: 2, reason: "违建另查" });
    expect(clerk.code("council.topic", { id: topicId })).toBe("NotFound");
    const meetingId = planMeeting(secretary, [topicId, removed], { kind: "mediation", title: "调解会" });
    secretary.ok("council.removeAgendaItem", { id: meetingId, itemId: itemOf(secretary, meetingId, removed) });
    secretary.ok("council.startMeeting", { id: meetingId, version: 1 });
    for (const [name, role] of [
      ["甲方", "party"],
      ["乙方", "party"],
      ["调解员", "professional"],
    ] as const)
      secretary.ok("council.addAttendance", { id: meetingId, name, role, presence: "present" });
    const attendanceId = meetingOf(secretary, meetingId).attendances[0]?.id ?? "";
    const itemId = itemOf(secretary, meetingId, topicId);
    const words = { attitude: "for" as const, words: "违建我拆" };
    secretary.ok("council.addStatement", { id: meetingId, itemId, attendanceId, ...words });
    const { resolutionId } = secretary.ok("council.decideItem", {
      id: meetingId,
      itemId,
      outcome: "passed",
      wording: "违建月底前拆除",
    });
    const agreed = { dispute: "违建", terms: "违建月底前拆除" };
    secretary.ok("council.writeAgreement", { id: meetingId, edition: 0, ...agreed });
    for (const { id: signer } of meetingOf(secretary, meetingId).attendances.slice(0, 2)) {
      const signature = { edition: 1, attendanceId: signer, signedDate: "2026-11-20" };
      secretary.ok("council.signAgreement", { id: meetingId, ...signature });
    }
    endMeeting(secretary, meetingId);
    const task = { ...taskWords, ...unit, resolutionId, title: "拆违建", publicWording: "整改" };
    expect(secretary.code("council.addResolutionTask", task)).toBe("MatterIsConfidential");
    const { id: taskId } = secretary.ok("council.addResolutionTask", { ...task, visibility: "confidential" });
    expect(secretary.code("council.changeTask", { ...task, id: taskId, version: 1, visibility: "public" })).toBe(
      "MatterIsConfidential",
    );
    expect(meetingOf(clerk, meetingId).items[1]).toMatchObject({
      title: "（保密事项）",
      topic: null,
      resolution: null,
    });
    expect(appealOf(clerk, appealId)).toMatchObject({ stage: "acting", topics: [], tasks: [] });
    expect(appealOf(secretary, appealId)).toMatchObject({ topics: [{ id: topicId }], tasks: [{ id: taskId }] });
    expect(everythingAClerkSees(council)).not.toMatch(secret);
  });
});

describe("a confidential task", () => {
  test("is seen by the directors and by whoever made it, in lists, meetings, slips and files", () => {
    const council = openCouncil();
    const { clerk, secretary, director, unit, test: core } = council;
    const appealId = register(clerk, "楼上太吵");
    const id = addTask(secretary, unit, [appealId], {
      title: "查违建",
      publicWording: "核查违建",
      visibility: "confidential",
    });
    const { sha256 } = core.core.files.put(Buffer.from("%PDF-1.7"));
    secretary.ok("council.recordProgress", {
      id,
      version: 1,
      words: "看过",
      attachments: [{ sha256, name: "证据.pdf" }],
    });
    const attachmentId = taskOf(secretary, id).attachments[0]?.id ?? "";
    const seen = (desk: typeof clerk) => [
      desk.code("council.task", { id }),
      desk.ok("council.listTasks", {}).tasks.length,
      desk.code("council.openAttachment", { id: attachmentId }),
      desk.ok("council.countTasks", {}).dispatched,
      appealOf(desk, appealId).tasks.length,
    ];
    expect(seen(clerk)).toEqual(["NotFound", 0, "NotFound", 0, 0]);
    expect(seen(secretary)).toEqual(["ok", 1, "ok", 1, 1]);
    expect(seen(director)).toEqual(["ok", 1, "ok", 1, 1]);
    const meetingId = startMeeting(secretary, [addTopic(council, [])]);
    const reviewed = (desk: typeof clerk) => meetingOf(desk, meetingId).items[0]?.reviewedTasks.length;
    expect([reviewed(clerk), reviewed(secretary), reviewed(director)]).toEqual([0, 1, 1]);
    const asked = { newDueDate: "2026-12-04", reason: "要等执法" };
    secretary.ok("council.askExtension", { id, version: 2, ...asked });
    expect(clerk.ok("council.countTasks", {}).askedExtensions).toBe(0);
    expect(director.ok("council.countTasks", {}).askedExtensions).toBe(1);
    acceptTask(secretary, id);
    finishTask(secretary, id);
    const queue = (desk: typeof clerk) => desk.ok("council.listFollowUps", {}).followUps.length;
    // The clerk took the appeal down, but the task is not the clerk's to know.
    expect([queue(clerk), queue(secretary), queue(director)]).toEqual([0, 1, 1]);
    expect(everythingAClerkSees(council)).not.toMatch(secret);
  });

  test("of others cannot be spoken on in a meeting by whoever may not see it", () => {
    const council = openCouncil();
    const { secretary, director, unit } = council;
    const appealId = register(director, "楼上太吵");
    const id = addFinishedTask(director, unit, [appealId], { title: "查违建", visibility: "confidential" });
    const meetingId = startMeeting(secretary, [addTopic(council, [])]);
    const review = { id: meetingId, taskId: id, attitude: "for" as const, words: "好" };
    expect(secretary.code("council.reviewTask", review)).toBe("TaskNotReviewed");
    expect(director.code("council.reviewTask", review)).toBe("ok");
  });
});
