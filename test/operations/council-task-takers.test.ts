import { describe, expect, test } from "vitest";
import { acceptTask, addTask, addUnit, oneTask, register, taskOf } from "../support/council.ts";

/** A task of a unit whose person leads the first grid; the second grid has a leader of another unit. */
const inGrid = (more: Parameters<typeof oneTask>[0] = {}) => {
  const one = oneTask(more);
  const { clerk, secretary, unit } = one;
  const other = addUnit(clerk, "便民超市");
  const lead = (name: string, contactId: string) => {
    const gridId = clerk.ok("people.addGrid", { name }).id;
    secretary.ok("people.givePost", { post: "gridLeader", gridId, contactId, fromDate: "2026-01-01" });
    return gridId;
  };
  const gridId = lead("第一网格", unit.responsibleId);
  const otherGridId = lead("第二网格", other.responsibleId);
  const residentId = clerk.ok("people.addResident", {
    name: "张晓梅",
    phone: "13812341234",
    partyMember: "registered",
  }).id;
  const takenAt = "2026-11-20T01:00:00.000Z";
  const asked = { kind: "partyMember", residentId, takenAt };
  return { ...one, other, gridId, otherGridId, residentId, takenAt, asked };
};

const told = (events: readonly { kind: string; actor: string; reason: string }[], count: number) =>
  events.slice(-count).map(({ kind, actor, reason }) => [kind, actor, reason]);

describe("网格派单", () => {
  test("dispatches a draft by way of the grid, and calls its people to an order that is out", () => {
    const { step, task, gridId, otherGridId, clerk } = inGrid({ isDispatched: false });
    expect(step("offerTaskToGrid", { gridId: "x" })).toBe("InvalidInput");
    expect(step("offerTaskToGrid", { gridId: clerk.ok("people.addGrid", { name: "第三网格" }).id })).toBe(
      "GridHasNoLeader",
    );
    expect(step("offerTaskToGrid", { gridId, version: 9 })).toBe("Conflict");
    expect(step("offerTaskToGrid", { gridId })).toBe("ok");
    expect(task()).toMatchObject({
      state: "dispatched",
      dispatchedAt: "2026-11-20T01:00:00.000Z",
      isOffered: true,
      takerCount: 0,
      offer: { gridId, gridName: "第一网格", leaderNames: ["第一物业经理"], isLedByGrid: true },
    });
    expect(told(task().events, 1)).toEqual([["dispatched", "第一物业经理", "网格派单：第一网格"]]);
    expect(step("offerTaskToGrid", { gridId })).toBe("OfferedAlready");
    expect(step("offerTaskToGrid", { gridId: otherGridId })).toBe("ok");
    expect(task().offer).toMatchObject({ gridName: "第二网格", isLedByGrid: false });
    expect(told(task().events, 1)).toEqual([["offered", "便民超市经理", "第二网格"]]);
    expect(step("undoTaskStep")).toBe("ok");
    expect(task()).toMatchObject({ state: "drafted", offer: null, isOffered: false });
  });

  test("is not for what is confidential, nor for what is over", () => {
    const { director, unit, gridId, step } = inGrid();
    const secret = register(director, "举报", { nature: "report" });
    const id = addTask(director, unit, [secret], { visibility: "confidential" });
    expect(director.code("council.offerTaskToGrid", { id, version: 1, gridId })).toBe("ConfidentialNotOffered");
    step("cancelTask", { reason: "不办了" }, director);
    expect(step("offerTaskToGrid", { gridId })).toBe("TaskNotOfferable");
  });
});

describe("党员接单", () => {
  test("the first who takes an order that the grid leads has accepted it, and the clock stays as it was", () => {
    const { step, task, gridId, asked, test: core } = inGrid();
    expect(step("recordTaker", asked)).toBe("TaskNotOffered");
    step("offerTaskToGrid", { gridId });
    const { dueAt, dueWhy, clockStartAt } = task();
    core.advance({ minutes: 30 });
    expect(step("recordTaker", { ...asked, takenAt: "2026-11-20T01:31:00.000Z" })).toBe("TakingNotPossible");
    expect(step("recordTaker", { ...asked, takenAt: "2026-11-20T00:59:00.000Z" })).toBe("TakingNotPossible");
    expect(step("recordTaker", { ...asked, residentId: "x" })).toBe("InvalidInput");
    expect(step("recordTaker", { ...asked, kind: "merchant" })).toBe("TakerDoesNotFit");
    const takenAt = "2026-11-20T01:20:00.000Z";
    expect(step("recordTaker", { ...asked, takenAt, note: "下班后去换灯泡" })).toBe("ok");
    expect(task()).toMatchObject({
      state: "accepted",
      acceptedAt: takenAt,
      takerCount: 1,
      clockStartAt,
      dueAt,
      dueWhy,
      takers: [{ kind: "partyMember", name: "张晓梅", maskedPhone: "138****1234", takenAt, recordedByName: "李秀英" }],
    });
    expect(told(task().events, 2)).toEqual([
      ["taken", "张晓梅", "党员接单：下班后去换灯泡"],
      ["taskAccepted", "张晓梅", "党员接了网格的单"],
    ]);
    expect(step("recordTaker", { ...asked, takenAt })).toBe("TakerIsThere");
  });

  test("an order that another unit leads is accepted by that unit, whoever helps it", () => {
    const { step, task, otherGridId, asked, clerk, id } = inGrid();
    step("offerTaskToGrid", { gridId: otherGridId });
    expect(step("recordTaker", asked)).toBe("ok");
    expect(task()).toMatchObject({ state: "dispatched", acceptedAt: null, takerCount: 1 });
    acceptTask(clerk, id);
    expect(step("undoTaskStep")).toBe("ok");
    expect(task()).toMatchObject({ state: "dispatched", takerCount: 1 });
    expect(step("undoTaskStep")).toBe("NothingToUndo");
    acceptTask(clerk, id);
    expect(step("withdrawTaker", { takerId: task().takers[0]?.id, reason: "出差" })).toBe("ok");
    expect(task()).toMatchObject({ state: "accepted", takerCount: 0 });
  });

  test("several take it, a merchant as a unit; the last who goes leaves it to be taken again", () => {
    const { step, task, gridId, asked, other, takenAt } = inGrid();
    step("offerTaskToGrid", { gridId });
    step("recordTaker", asked);
    const { leadOrganisationId: organisationId, responsibleId: contactId } = other;
    expect(step("recordTaker", { kind: "merchant", organisationId: "x", takenAt })).toBe("InvalidInput");
    expect(step("recordTaker", { kind: "volunteer", organisationId, contactId: "x", takenAt })).toBe("InvalidInput");
    expect(step("recordTaker", { kind: "merchant", organisationId, takenAt, note: "出灯泡" })).toBe("ok");
    expect(step("recordTaker", { kind: "volunteer", organisationId, contactId, takenAt })).toBe("ok");
    expect(task().takers.map(({ name, detail }) => [name, detail])).toEqual([
      ["张晓梅", ""],
      ["便民超市", ""],
      ["便民超市经理", "便民超市"],
    ]);
    const takerIds = task().takers.map(({ id }) => id);
    expect(step("withdrawTaker", { takerId: "x", reason: "走了" })).toBe("NotFound");
    expect(step("withdrawTaker", { takerId: takerIds[0], reason: "" })).toBe("InvalidInput");
    expect(step("withdrawTaker", { takerId: takerIds[0], reason: "出差" })).toBe("ok");
    expect(step("withdrawTaker", { takerId: takerIds[0], reason: "出差" })).toBe("TakerIsGone");
    step("withdrawTaker", { takerId: takerIds[1], reason: "关门" });
    expect(task().state).toBe("accepted");
    step("withdrawTaker", { takerId: takerIds[2], reason: "有事" });
    expect(task()).toMatchObject({ state: "dispatched", acceptedAt: null, takerCount: 0 });
    expect(told(task().events, 2)).toEqual([
      ["takerWithdrawn", "便民超市经理", "有事"],
      ["leftUntaken", "", ""],
    ]);
    expect(task().takers[0]).toMatchObject({ withdrawReason: "出差", withdrawnByName: "李秀英" });
    expect(step("recordTaker", asked)).toBe("ok");
    expect(task()).toMatchObject({ state: "accepted", takerCount: 1 });
  });

  test("taking the acceptance back takes the taking back, unless others stand on it", () => {
    const { step, task, gridId, asked, other, takenAt } = inGrid();
    step("offerTaskToGrid", { gridId });
    step("recordTaker", asked);
    step("recordTaker", { kind: "merchant", organisationId: other.leadOrganisationId, takenAt });
    expect(step("undoTaskStep")).toBe("OthersHaveTaken");
    step("withdrawTaker", { takerId: task().takers[1]?.id, reason: "关门" });
    expect(step("undoTaskStep")).toBe("ok");
    expect(task()).toMatchObject({ state: "dispatched", takerCount: 0, isOffered: true });
    expect(told(task().events, 2).map(([kind]) => kind)).toEqual(["takerWithdrawn", "undone"]);
  });

  test.each([
    ["returnTask", { reason: "不归我们", evidence: "权属图" }, "退单", "drafted"],
    ["transferTask", { reason: "换人" }, "转办", "dispatched"],
  ] as const)("%s lets everybody go and ends the offer", (name, input, reason, state) => {
    const { step, task, gridId, asked, other } = inGrid();
    step("offerTaskToGrid", { gridId });
    step("recordTaker", asked);
    expect(step(name, name === "transferTask" ? { ...input, ...other } : input)).toBe("ok");
    expect(task()).toMatchObject({ state, offer: null, takerCount: 0, takers: [{ withdrawReason: reason }] });
    expect(step("recordTaker", asked)).toBe("TaskNotOffered");
  });

  test("a task that is reported done keeps who took it", () => {
    const { step, task, gridId, asked } = inGrid();
    step("offerTaskToGrid", { gridId });
    step("recordTaker", asked);
    step("finishTask", { result: "已修好", evidence: "照片", isResidentTold: true });
    expect(step("withdrawTaker", { takerId: task().takers[0]?.id, reason: "记错" })).toBe("TaskNotWithUnit");
    expect(task()).toMatchObject({ state: "finished", takerCount: 1 });
  });
});

test("an order that nobody of the grid has taken stands on a list of its own", () => {
  const { step, task, gridId, asked, clerk, id } = inGrid();
  const { leadOrganisationId, responsibleId } = task();
  addTask(clerk, { leadOrganisationId, responsibleId }, [register(clerk, "没派到网格的")]);
  const untaken = () => clerk.ok("council.listTasks", { isUntaken: true }).tasks.map((one) => one.id);
  expect(untaken()).toEqual([]);
  step("offerTaskToGrid", { gridId });
  expect(untaken()).toEqual([id]);
  step("recordTaker", asked);
  expect(untaken()).toEqual([]);
  step("withdrawTaker", { takerId: task().takers[0]?.id, reason: "出差" });
  expect(untaken()).toEqual([id]);
});

describe("谁接过什么", () => {
  test("the page of a person lists it, the newest first, page by page, and nothing hidden", () => {
    const { clerk, director, unit, gridId, asked, residentId, other, test: core } = inGrid();
    const take = (at: number, desk = clerk) => {
      core.advance({ minutes: 10 });
      const id = addTask(desk, unit, [register(desk, `第${at}件`)], { title: `第${at}件` });
      desk.ok("council.offerTaskToGrid", { id, version: 1, gridId });
      const takenAt = `2026-11-20T01:${at}0:00.000Z`;
      desk.ok("council.recordTaker", { ...asked, kind: "partyMember", id, version: 2, takenAt });
      return id;
    };
    const ids = [take(1), take(2), take(3, director)];
    const hidden = ids[2] ?? "";
    const { version, title, publicWording, track } = taskOf(director, hidden);
    const change = { id: hidden, version, title, publicWording, track, visibility: "confidential" as const };
    director.ok("council.changeTask", change);
    const list = (desk = clerk, more = {}) => desk.ok("council.listTakings", { residentId, ...more });
    expect(list().takings.map((one) => [one.title, one.state, one.isWithdrawn])).toEqual([
      ["第2件", "accepted", false],
      ["第1件", "accepted", false],
    ]);
    expect(list(director).takings).toHaveLength(3);
    const first = list(clerk, { limit: 1 });
    expect(list(clerk, { limit: 1, after: first.nextAfter }).takings.map(({ title: one }) => one)).toEqual(["第1件"]);
    expect(clerk.ok("council.listTakings", { organisationId: other.leadOrganisationId }).takings).toEqual([]);
    expect(clerk.ok("council.listTakings", {}).takings).toEqual([]);
  });

  test("the order on paper names them masked, a unit by its name", () => {
    const { step, clerk, id, gridId, asked, other, takenAt } = inGrid();
    step("offerTaskToGrid", { gridId });
    step("recordTaker", asked);
    step("recordTaker", { kind: "merchant", organisationId: other.leadOrganisationId, takenAt });
    expect(clerk.ok("council.taskPaper", { id })).toMatchObject({
      offeredGridName: "第一网格",
      takers: [
        { kind: "partyMember", name: "张*梅" },
        { kind: "merchant", name: "便民超市" },
      ],
    });
  });
});
