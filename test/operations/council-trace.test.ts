import { expect, test } from "vitest";
import type { TraceKind } from "#features/council/trace-contract.ts";
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
  hearAll,
  itemOf,
  meetingOf,
  openCouncil,
  openFollowUps,
  passTopic,
  planMeeting,
  register,
  startMeeting,
  taskOf,
} from "../support/council.ts";
import type { Desk } from "../support/test-core.ts";

const traceOf = (desk: Desk, kind: TraceKind, id: string) => desk.ok("council.trace", { kind, id });
const idsOf = (desk: Desk, kind: TraceKind, id: string) => {
  const { lines } = traceOf(desk, kind, id);
  const of = (wanted: string) => lines.filter((line) => line.kind === wanted).map((line) => line.id);
  return {
    appeals: of("appeal"),
    topics: of("topic"),
    items: of("item"),
    tasks: of("task"),
    followUps: of("followUp"),
  };
};

/** Two voices merged and a third, gathered, passed, done and asked about; beside it a matter of its own. */
const longMatter = () => {
  const council = openCouncil();
  const { clerk, secretary, unit } = council;
  const [lead, merged, other, apart] = ["没有车位", "还是没有车位", "车乱停", "楼道灯不亮"].map((words) =>
    register(clerk, words),
  ) as [string, string, string, string];
  secretary.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
  const topicId = addTopic(council, [lead, other]);
  const { meetingId, resolutionId } = passTopic(council, topicId);
  const itemId = itemOf(secretary, meetingId, topicId);
  const taskId = addResolutionTask(secretary, unit, resolutionId);
  acceptTask(clerk, taskId);
  finishTask(clerk, taskId);
  const apartTaskId = addFinishedTask(clerk, unit, [apart]);
  return { ...council, lead, merged, other, apart, topicId, meetingId, itemId, taskId, apartTaskId };
};

test("from every record of a matter all the others are there, and nothing of another matter", () => {
  const { clerk, lead, merged, other, topicId, itemId, taskId } = longMatter();
  const followUps = openFollowUps(clerk, taskId).map(({ id, appealId }) => ({ id, appealId }));
  expect(followUps).toHaveLength(3);
  const whole = {
    appeals: expect.arrayContaining([lead, merged, other]),
    topics: [topicId],
    items: [itemId],
    tasks: [taskId],
  };
  for (const [kind, id] of [
    ["topic", topicId],
    ["item", itemId],
    ["task", taskId],
  ] as const) {
    const found = idsOf(clerk, kind, id);
    expect(found).toMatchObject(whole);
    expect(found.appeals).toHaveLength(3);
    expect(found.followUps.toSorted()).toEqual(followUps.map((one) => one.id).toSorted());
  }
  // One voice sees its own matter's answers, not those of the others behind the topic.
  const own = (id: string) => followUps.filter(({ appealId }) => appealId === id).map((one) => one.id);
  expect(idsOf(clerk, "appeal", other)).toMatchObject({
    appeals: [other],
    topics: [topicId],
    items: [itemId],
    tasks: [taskId],
    followUps: own(other),
  });
  expect(idsOf(clerk, "appeal", merged).followUps.toSorted()).toEqual([...own(lead), ...own(merged)].toSorted());
  expect(idsOf(clerk, "followUp", own(other)[0] ?? "")).toEqual(idsOf(clerk, "appeal", other));
});

test("the lines say what each record is and where it stands", () => {
  const { clerk, secretary, lead, merged, meetingId, taskId } = longMatter();
  hearAll(clerk, taskId);
  const { numberText, title, lines, isCut } = traceOf(clerk, "task", taskId);
  expect({ numberText, title, isCut }).toEqual({
    numberText: taskOf(clerk, taskId).numberText,
    title: "划车位线",
    isCut: false,
  });
  const said = (kind: string) => lines.filter((line) => line.kind === kind);
  expect(said("appeal").map(({ id, stateText }) => [id, stateText])).toContainEqual([merged, "已并案"]);
  expect(said("appeal").find(({ id }) => id === lead)).toMatchObject({
    numberText: appealOf(clerk, lead).numberText,
    title: "孙大姐：没有车位",
    stateText: "已评事",
  });
  expect(said("item")).toMatchObject([
    { numberText: meetingOf(secretary, meetingId).numberText, stateText: "通过", meetingId },
  ]);
  expect(said("task")).toMatchObject([{ stateText: "已销号" }]);
  expect(said("followUp").map(({ title: words, stateText }) => [words, stateText])).toEqual(
    Array(3).fill(["回访孙大姐", "已评价 · 已解决 · 满意"]),
  );
});

test("a meeting is traced item by item, and what it looked back on leads to the appeals of those tasks", () => {
  const council = longMatter();
  const { clerk, secretary, lead, topicId, itemId, taskId, apart, apartTaskId, meetingId } = council;
  const of = (id: string) => traceOf(clerk, "meeting", id).lines.map((line) => [line.id, line.numerals.join("")]);
  expect(of(meetingId)).toContainEqual([lead, "二"]);
  expect(of(meetingId)).toContainEqual([itemId, "二"]);
  expect(of(meetingId).map(([id]) => id)).not.toContain(apart);

  const next = startMeeting(secretary, [addTopic(council, [register(clerk, "别的事")])]);
  const review = meetingOf(secretary, next).items[0]?.id ?? "";
  expect(of(next)).toContainEqual([apart, "一"]);
  expect(of(next)).toContainEqual([taskId, "一"]);
  expect(idsOf(clerk, "item", review)).toMatchObject({ items: [review], topics: [] });
  expect(idsOf(clerk, "item", review).tasks.toSorted()).toEqual([taskId, apartTaskId].toSorted());
  // And back: the task says where it was looked back on.
  expect(idsOf(clerk, "task", apartTaskId)).toMatchObject({ appeals: [apart], items: [review] });
  expect(idsOf(clerk, "task", taskId).items).toEqual([itemId, review]);
  expect(idsOf(clerk, "topic", topicId).items).toEqual([itemId, review]);
});

test("an item says what its vote came to", () => {
  const council = openCouncil();
  const { clerk, secretary } = council;
  const topicId = addTopic(council, [register(clerk, "没有车位")]);
  const id = startMeeting(secretary, [topicId]);
  const itemId = itemOf(secretary, id, topicId);
  const { voteId } = secretary.ok("council.openVote", {
    id,
    itemId,
    question: "划线",
    method: "hands",
    base: "present",
  });
  const voteText = () => traceOf(clerk, "topic", topicId).lines.find((line) => line.kind === "item")?.voteText;
  expect(voteText()).toBe("");
  const counts = { forCount: 2, againstCount: 1, abstainCount: 0 };
  secretary.ok("council.countVote", { id, voteId, version: 1, ...counts });
  expect(voteText()).toMatch(/按到会过半计，赞成2、反对1、弃权0，通过。$/);
});

test("a topic that was put off and came up again shows both times", () => {
  const council = openCouncil();
  const { clerk, secretary } = council;
  const appeal = register(clerk, "没有车位");
  const topicId = addTopic(council, [appeal]);
  const first = startMeeting(secretary, [topicId]);
  decide(secretary, first, topicId, "deferred");
  const firstItem = itemOf(secretary, first, topicId);
  endMeeting(secretary, first);
  const second = planMeeting(secretary, [topicId], { plannedAt: "2026-12-20T06:00:00.000Z" });
  expect(idsOf(clerk, "appeal", appeal).items).toEqual([firstItem, itemOf(secretary, second, topicId)]);
});

test("what is confidential is left out, and so is what only it leads to", () => {
  const council = openCouncil();
  const { clerk, secretary, director, viewer, unit } = council;
  const open = register(clerk, "没有车位");
  const hidden = register(secretary, "有人收黑钱", { nature: "report" });
  const topicId = addTopic(council, [open]);
  director.ok("council.gatherAppeals", { id: topicId, appealIds: [hidden] });
  expect(idsOf(clerk, "topic", topicId).appeals).toEqual([open]);
  expect(idsOf(director, "topic", topicId).appeals.toSorted()).toEqual([open, hidden].toSorted());
  expect(clerk.code("council.trace", { kind: "appeal", id: hidden })).toBe("NotFound");

  const secretId = addTopic(council, [register(clerk, "另一件")], { visibility: "confidential" });
  const { meetingId, resolutionId } = passTopic(council, secretId);
  const taskId = addResolutionTask(director, unit, resolutionId, { visibility: "confidential" });
  const itemId = itemOf(secretary, meetingId, secretId);
  for (const [kind, id] of [
    ["topic", secretId],
    ["item", itemId],
    ["task", taskId],
  ] as const)
    expect(clerk.code("council.trace", { kind, id })).toBe("NotFound");
  expect(traceOf(clerk, "meeting", meetingId).lines.map(({ id }) => id)).not.toContain(secretId);
  expect(traceOf(director, "meeting", meetingId).lines.map(({ id }) => id)).toContain(taskId);
  expect(viewer.code("council.trace", { kind: "topic", id: topicId })).toBe("NotAllowed");
});

test("the trace of a task that comes from an appeal alone begins there", () => {
  const { clerk, unit } = openCouncil();
  const appeal = register(clerk, "灯不亮");
  const task = addTask(clerk, unit, [appeal]);
  expect(idsOf(clerk, "appeal", appeal)).toEqual({
    appeals: [appeal],
    topics: [],
    items: [],
    tasks: [task],
    followUps: [],
  });
  expect(idsOf(clerk, "task", task)).toEqual(idsOf(clerk, "appeal", appeal));
});
