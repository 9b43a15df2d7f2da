import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { followUpContract } from "#features/council/follow-up-contract.ts";
import { paperContract } from "#features/council/paper-contract.ts";
import { taskContract } from "#features/council/task-contract.ts";
import {
  addResolutionTask,
  addTask,
  addTopic,
  addUnit,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  decide,
  endMeeting,
  fieldsOf,
  hear,
  namesByNeed,
  oneTask,
  openCouncil,
  openFollowUps,
  passTopic,
  refusalOf,
  register,
  report,
  startMeeting,
  taskOf,
  taskWords,
} from "../support/council.ts";

describe("a direct task", () => {
  test("has a person, a unit and a date, and says why that date", () => {
    const { clerk, id, unit, task, appealId } = oneTask({ limit: { unit: "workdays", count: 5 } });
    expect(task()).toMatchObject({
      numberText: "办〔2026〕1号",
      state: "dispatched",
      dispatchedAt: "2026-11-20T01:00:00.000Z",
      track: "immediate",
      band: "later",
      round: 1,
      returnCount: 0,
      ...unit,
      unitName: "第一物业",
      responsiblePost: "经理",
      clockStartAt: "2026-11-20T01:00:00.000Z",
      dueAt: instantAt("2026-11-27", "24:00"),
      dueWhy: "11月20日受理，5个工作日，跳过11月21、22日，到11月27日24:00",
      isDueEstimated: false,
      source: null,
      appeals: [{ id: appealId, numberText: "诉〔2026〕1号", reporterLabel: "孙大姐" }],
      rounds: [],
      extensions: [],
      followUps: [],
    });
    expect(task().events.map(({ kind, toState, reason }) => [kind, toState, reason])).toEqual([
      ["created", "drafted", "来自 诉〔2026〕1号"],
      ["dispatched", "dispatched", ""],
    ]);
    expect(appealOf(clerk, appealId).events.at(-1)).toMatchObject({
      kind: "taskAdded",
      reason: "办〔2026〕1号 马上办",
    });
    expect(clerk.ok("system.search", { typed: "路灯" }).hits.map((hit) => hit.kind)).toEqual(["appeal", "task"]);
    expect(clerk.code("council.task", { id: "x" })).toBe("NotFound");
    expect(clerk.ok("council.previewLimit", { limit: { unit: "workdays", count: 5 } })).toMatchObject({
      dueAt: taskOf(clerk, id).dueAt,
      why: taskOf(clerk, id).dueWhy,
    });
  });

  test("ends on an agreed day, or is counted from an estimated calendar that says so", () => {
    const { clerk, unit } = openCouncil("2026-12-18T01:00:00.000Z");
    const dated = addTask(clerk, unit, [register(clerk, "甲")], { limit: { unit: "date", day: "2027-01-05" } });
    expect(taskOf(clerk, dated)).toMatchObject({
      dueAt: instantAt("2027-01-05", "24:00"),
      dueWhy: "约定2027年1月5日24:00前",
      isDueEstimated: false,
    });
    const counted = addTask(clerk, unit, [register(clerk, "乙")], { limit: { unit: "workdays", count: 15 } });
    expect(taskOf(clerk, counted)).toMatchObject({ isDueEstimated: true, dueWhy: expect.stringContaining("估算") });
  });

  test("is refused for each reason of its own, and takes no number then", () => {
    const { clerk, unit } = openCouncil();
    const other = addUnit(clerk, "第二物业");
    const [one, over, merged] = [register(clerk, "路灯不亮"), register(clerk, "几点关门"), register(clerk, "灯坏了")];
    clerk.ok("council.rejectAppeal", { id: over, version: 1, reason: "notCommunity", told: "请到办事大厅" });
    clerk.ok("council.mergeAppeals", { leadId: one, ids: [merged] });
    const input = { ...taskWords, ...unit, appealIds: [one] };
    const add = (more: object) => {
      const reply = clerk.raw("council.addDirectTask", { ...input, ...more });
      return reply.ok ? "ok" : reply.code;
    };
    expect(add({ track: "consult" })).toBe("ConsultNeedsMeeting");
    expect(add({ appealIds: [one, over] })).toBe("AppealIsOver");
    expect(add({ appealIds: [merged] })).toBe("AppealIsMerged");
    expect(add({ appealIds: ["x"] })).toBe("NotFound");
    expect(add({ responsibleId: other.responsibleId })).toBe("ResponsibleNotInUnit");
    expect(add({ leadOrganisationId: "x" })).toBe("ResponsibleNotInUnit");
    expect(add({ limit: { unit: "date", day: "2026-11-19" } })).toBe("LimitIsPast");
    expect(fieldsOf(clerk, "council.addDirectTask", { ...input, gridId: "x" })).toEqual(["gridId"]);
    expect(fieldsOf(clerk, "council.addDirectTask", { ...input, appealIds: [] })).toEqual(["appealIds"]);
    expect(fieldsOf(clerk, "council.addDirectTask", { ...input, publicWording: " " })).toEqual(["publicWording"]);
    expect(refusalOf(clerk, "council.addDirectTask", { ...input, appealIds: [over] }).details).toEqual({ id: over });
    expect(appealOf(clerk, one).stage).toBe("received");
    expect(add({ limit: { unit: "date", day: "2026-11-20" } })).toBe("ok");
    expect(clerk.ok("council.listTasks", {}).tasks.map((line) => line.numberText)).toEqual(["办〔2026〕1号"]);
  });
});

describe("a task of a resolution", () => {
  test("counts from the end of the meeting, and names where it comes from", () => {
    const council = openCouncil();
    const { clerk, secretary, unit, test: core } = council;
    const appealId = register(clerk, "停车难");
    const topicId = addTopic(council, [appealId]);
    const { meetingId, resolutionId } = passTopic(council, topicId);
    core.advance({ days: 3 });
    const id = addResolutionTask(secretary, unit, resolutionId, { isDispatched: false });
    expect(taskOf(clerk, id)).toMatchObject({
      state: "drafted",
      dispatchedAt: null,
      clockStartAt: "2026-11-20T01:00:00.000Z",
      dueAt: instantAt("2026-12-11", "24:00"),
      source: { meetingId, meetingNumberText: "会〔2026〕1号", topicId, topicTitle: "小区停车怎么管" },
      appeals: [{ id: appealId }],
    });
    expect(appealOf(clerk, appealId).stage).toBe("acting");
  });

  test("is refused for each reason of its own", () => {
    const council = openCouncil();
    const { secretary, director, unit } = council;
    const [one, two] = [addTopic(council, []), addTopic(council, [])];
    const meetingId = startMeeting(secretary, [one, two]);
    const passed = decide(secretary, meetingId, one, "passed");
    const rejected = decide(secretary, meetingId, two, "rejected");
    const other = addUnit(council.clerk, "第二物业");
    const add = (resolutionId: string, more: object = {}) => {
      const input = { ...taskWords, ...unit, resolutionId, ...more };
      const reply = secretary.raw("council.addResolutionTask", input);
      return reply.ok ? "ok" : reply.code;
    };
    expect(add(passed)).toBe("MeetingNotOver");
    endMeeting(secretary, meetingId);
    expect(add("x")).toBe("NotFound");
    expect(add(rejected)).toBe("ResolutionNotPassed");
    expect(add(passed, { responsibleId: other.responsibleId })).toBe("ResponsibleNotInUnit");
    expect(add(passed, { limit: { unit: "date", day: "2026-11-19" } })).toBe("LimitIsPast");
    expect([add(passed), add(passed)]).toEqual(["ok", "ok"]);
    director.ok("council.minuteMeeting", { id: meetingId, version: 3 });
    expect(add(passed)).toBe("MeetingIsMinuted");
  });

  test("leaves out an appeal that was settled while the resolution needed none", () => {
    const council = openCouncil();
    const { clerk, secretary, unit } = council;
    const [answered, open] = [register(clerk, "停车难"), register(clerk, "没车位")];
    const { meetingId, resolutionId } = passTopic(council, addTopic(council, [answered, open]));
    secretary.ok("council.waiveTasks", { id: meetingId, resolutionId, reason: "当场已办完" });
    clerk.ok("council.answerAppeal", { id: answered, version: 2, answer: "已划线" });
    const id = addResolutionTask(secretary, unit, resolutionId);
    expect(taskOf(clerk, id).appeals.map((appeal) => appeal.id)).toEqual([open]);
    expect([answered, open].map((appealId) => appealOf(clerk, appealId).stage)).toEqual(["answered", "acting"]);
  });
});

test("the list is filtered by band, track, unit, grid and words, and paged by deadline", () => {
  const { clerk, viewer, unit, test: core } = openCouncil();
  const other = addUnit(clerk, "第二物业");
  const gridId = clerk.ok("people.addGrid", { name: "第一网格" }).id;
  const add = (title: string, day: string, more: Parameters<typeof addTask>[3] = {}) =>
    addTask(clerk, unit, [register(clerk, title)], { title, limit: { unit: "date", day }, ...more });
  add("甲", "2026-11-20");
  add("乙", "2026-11-23", { track: "online" });
  add("丙", "2026-11-30", { gridId });
  add("丁", "2026-11-24", { ...other, isDispatched: false });
  add("戊", "2026-11-30");
  const found = (filter: object) => clerk.ok("council.listTasks", filter).tasks.map(({ title }) => title);
  expect(found({})).toEqual(["甲", "乙", "丁", "丙", "戊"]);
  expect(found({ band: "today" })).toEqual(["甲"]);
  expect(found({ band: "soon" })).toEqual(["乙"]);
  expect(found({ track: "online" })).toEqual(["乙"]);
  expect(found({ organisationId: other.leadOrganisationId })).toEqual(["丁"]);
  expect(found({ gridId })).toEqual(["丙"]);
  expect(found({ states: ["drafted"] })).toEqual(["丁"]);
  expect(found({ typed: "丙" })).toEqual(["丙"]);
  expect(found({ typed: "，" })).toEqual([]);
  core.setClock(instantAt("2026-11-24"));
  expect(found({ band: "overdue" })).toEqual(["甲"]);
  // 24:00 of the 23rd is the first moment of the 24th, and still in time.
  core.advance({ seconds: 1 });
  expect(found({ band: "overdue" })).toEqual(["甲", "乙"]);
  expect(viewer.ok("council.countTasks", {})).toEqual({
    outside: 0,
    outsideOverdue: 0,
    assisted: 0,
    withoutBasis: 0,
    drafted: 1,
    dispatched: 4,
    accepted: 0,
    finished: 0,
    overdue: 2,
    today: 1,
    soon: 0,
    openFollowUps: 0,
    askedExtensions: 0,
    toBeRetold: 0,
    parked: 0,
    toBeResumed: 0,
    sentBack: 0,
    visitsDue: 0,
    milestonesDue: 0,
  });
  const pages: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = clerk.ok("council.listTasks", { limit: 2, ...(after !== undefined && { after }) });
    pages.push(...page.tasks.map(({ title }) => title));
    after = page.nextAfter;
  }
  expect(pages).toEqual(["甲", "乙", "丁", "丙", "戊"]);
});

test("who may, and every command in the audit log", () => {
  const contract = { ...taskContract, ...followUpContract, ...paperContract };
  const council = openCouncil();
  const { clerk, secretary, director, unit } = council;
  const { viewer, secretary: secretaries, director: directors } = namesByNeed(contract);
  expect([viewer, secretaries]).toEqual([["countTasks"], ["addResolutionTask"]]);
  expect(directors).toEqual(["cancelTask", "closeTask", "decideExtension"]);
  expect(closedTo(council, contract)).toEqual({ viewer: 25, clerk: 4, secretary: 3, director: 0, admin: 25 });
  const audited = auditedBy(council, contract, () => {
    const appealId = register(clerk, "路灯不亮");
    clerk.ok("council.printSlip", { id: appealId });
    const id = addTask(clerk, unit, [appealId], { isDispatched: false });
    const go = (name: string, input: object = {}, desk = clerk) =>
      expect(desk.raw(`council.${name}`, { id, version: taskOf(clerk, id).version, ...input })).toMatchObject({
        ok: true,
      });
    go("changeTask", { title: "换灯", publicWording: "换灯", visibility: "public", track: "immediate" });
    go("dispatchTask");
    go("returnTask", { reason: "不归我们管", evidence: "合同" });
    go("transferTask", { ...addUnit(clerk, "第二物业"), reason: "分界" });
    go("dispatchTask");
    go("acceptTask");
    go("recordProgress", { words: "在修" });
    go("askExtension", { newDueDate: "2026-12-04", reason: "缺货" });
    go("decideExtension", { isApproved: true, isResidentTold: true }, director);
    go("finishTask", report);
    go("undoTaskStep");
    go("finishTask", report);
    const [followUp] = openFollowUps(clerk, id);
    if (!followUp) throw new Error("The reporter is asked");
    hear(clerk, followUp, { isSolved: false });
    clerk.ok("council.printTaskSheet", {});
    go("closeTask", { closeClass: "explained", reason: "已当面说明" }, director);
    const taskId = addResolutionTask(secretary, unit, passTopic(council, addTopic(council, [])).resolutionId);
    director.ok("council.cancelTask", { id: taskId, version: 1, reason: "不办了" });
  });
  // Retelling follows the arrival of a holiday list, and is tested with it.
  expect(audited).toEqual(commandsOf(contract).filter((name) => name !== "council.recordRetelling"));
});
