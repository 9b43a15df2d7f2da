import { describe, expect, test } from "vitest";
import { taskSteeringContract } from "#features/council/task-steering-contract.ts";
import {
  acceptTask,
  auditedBy,
  commandsOf,
  namesByNeed,
  oneTask,
  openCouncil,
  refusalOf,
  taskOf,
} from "../support/council.ts";

type Made = ReturnType<typeof oneTask>;
const listOf = ({ clerk }: Pick<Made, "clerk">, kind: "day" | "week" | "returns" | "parkings") =>
  clerk.ok("council.steeringList", { kind });

/** Sent back twice by the unit, with two reasons. */
const passedAround = () => {
  const made = oneTask({ limit: { unit: "workdays", count: 5 } });
  for (const reason of ["管道在红线外", "自来水公司说归物业"]) {
    expect(made.step("returnTask", { reason, evidence: "图纸" })).toBe("ok");
    made.test.advance({ minutes: 5 });
    expect(made.step("dispatchTask")).toBe("ok");
  }
  return made;
};

describe("调度单", () => {
  test("of today names what waits and what is due, and counts the others", () => {
    const made = oneTask({ limit: { unit: "workdays", count: 1 } });
    expect(listOf(made, "day")).toMatchObject({ rows: [], counts: { day: 0, week: 0, returns: 0, parkings: 0 } });
    made.test.setClock("2026-11-23T01:00:00.000Z");
    expect(listOf(made, "day")).toMatchObject({
      rows: [
        {
          id: made.id,
          unitName: "第一物业",
          state: "dispatched",
          band: "today",
          reasons: ["dueToday", "notAccepted"],
          last: { kind: "dispatched" },
        },
      ],
      isCut: false,
      communityName: expect.any(String),
    });
    made.test.setClock("2026-11-24T01:00:00.000Z");
    expect(listOf(made, "day").rows[0]?.reasons).toEqual(["overdue", "notAccepted"]);
    expect(listOf(made, "week")).toMatchObject({ rows: [{ reasons: ["overdue"] }], counts: { day: 1, week: 1 } });
    acceptTask(made.clerk, made.id);
    expect(listOf(made, "day").rows[0]?.reasons).toEqual(["overdue"]);
  });

  test("of the week keeps an eye on what was extended, as long as it is in hand", () => {
    const made = oneTask({ limit: { unit: "workdays", count: 5 } });
    acceptTask(made.clerk, made.id);
    made.step("askExtension", { newDueDate: "2026-12-10", reason: "缺货" });
    expect(listOf(made, "week").rows).toMatchObject([{ reasons: ["extensionAsked"], extendedTo: null }]);
    made.step("decideExtension", { isApproved: true, isResidentTold: true }, made.director);
    expect(made.step("superviseTask", { way: "written", words: "限期办结" }, made.director)).toBe("ok");
    expect(listOf(made, "week").rows).toMatchObject([
      { reasons: ["extended", "supervised"], extendedTo: "2026-12-10", superviseCount: 1 },
    ]);
    made.step("cancelTask", { reason: "不办了" }, made.director);
    expect(listOf(made, "week").rows).toEqual([]);
  });

  test("of what is passed around lists each return, and keeps what was found", () => {
    const made = passedAround();
    const { clerk, secretary, director, id } = made;
    const [row] = listOf(made, "returns").rows;
    expect(row).toMatchObject({
      reasons: ["passedAround"],
      returnCount: 2,
      returns: [{ reason: "管道在红线外（依据：图纸）" }, { reason: "自来水公司说归物业（依据：图纸）" }],
      analysis: "",
    });
    const at = { id, version: row?.version ?? 0 };
    const words = "红线内外接口由物业修，自来水公司出料";
    expect(refusalOf(clerk, "council.analyseReturns", { ...at, words })).toMatchObject({ code: "NotAllowed" });
    secretary.ok("council.analyseReturns", { ...at, words });
    expect(refusalOf(secretary, "council.analyseReturns", { ...at, words })).toMatchObject({ code: "Conflict" });
    expect(listOf(made, "returns").rows).toMatchObject([{ analysis: words, last: { kind: "returnsAnalysed" } }]);
    expect(taskOf(director, id).events.at(-1)).toMatchObject({ kind: "returnsAnalysed", reason: words });
    // A meeting on it takes no step back: the acceptance before it can still be undone.
    acceptTask(clerk, id);
    secretary.ok("council.analyseReturns", { id, version: taskOf(director, id).version, words: "再议" });
    expect(made.step("undoTaskStep")).toBe("ok");
    made.step("cancelTask", { reason: "不办了" }, director);
    const over = { id, version: taskOf(director, id).version, words };
    expect(refusalOf(secretary, "council.analyseReturns", over)).toMatchObject({ code: "TaskIsOver" });
  });

  test("of parkings has what comes off the shelf within a week", () => {
    const made = oneTask();
    acceptTask(made.clerk, made.id);
    made.step("parkTask", { reason: "入冬不能施工", resumeDate: "2026-12-10", isResidentTold: true }, made.director);
    expect(listOf(made, "parkings").rows).toEqual([]);
    made.test.setClock("2026-12-03T01:00:00.000Z");
    expect(listOf(made, "parkings").rows).toMatchObject([
      { reasons: ["parkingSoon"], resumeDate: "2026-12-10", parkingReason: "入冬不能施工" },
    ]);
    made.test.setClock("2026-12-11T01:00:00.000Z");
    expect(listOf(made, "parkings").rows).toMatchObject([{ reasons: ["parkingDue"] }]);
    expect(listOf(made, "day").rows).toEqual([]);
  });

  test("on paper says no number and no name of whoever told of it", () => {
    const made = oneTask({ title: "孙大姐家漏水，电话 13812341234", limit: { unit: "workdays", count: 1 } });
    expect(made.step("returnTask", { reason: "打 13812341234 没人接", evidence: "通话记录" })).toBe("ok");
    const lines = (isForPaper: boolean) => JSON.stringify(made.clerk.ok("council.steeringList", { isForPaper }).rows);
    expect(lines(false)).toContain("13812341234");
    expect(lines(true)).not.toContain("13812341234");
    expect(lines(true)).not.toContain("孙大姐");
    expect(lines(true)).toContain("138****1234");
  });

  test("leaves out what is confidential, on paper for everybody", () => {
    const made = oneTask({ limit: { unit: "workdays", count: 1 } });
    const { director, id } = made;
    expect(
      made.step(
        "changeTask",
        { title: "保密的事", publicWording: "一件事", visibility: "confidential", track: "immediate" },
        director,
      ),
    ).toBe("ok");
    made.test.setClock("2026-11-24T01:00:00.000Z");
    expect(director.ok("council.steeringList", {}).rows).toHaveLength(1);
    expect(made.secretary.ok("council.steeringList", {})).toMatchObject({ rows: [], counts: { day: 0 } });
    expect(director.ok("council.steeringList", { isForPaper: true }).rows).toEqual([]);
    expect(refusalOf(director, "council.printSteeringList", { kind: "day" })).toMatchObject({ code: "NothingToPrint" });
    expect(taskOf(director, id).title).toBe("保密的事");
  });

  test("what was never sent back is not analysed", () => {
    const made = oneTask();
    const at = { id: made.id, version: taskOf(made.director, made.id).version, words: "x" };
    expect(refusalOf(made.secretary, "council.analyseReturns", at)).toMatchObject({ code: "NeverReturned" });
    expect(refusalOf(made.secretary, "council.analyseReturns", { ...at, id: "x" })).toMatchObject({ code: "NotFound" });
  });
});

test("who may, and every command is in the books", () => {
  expect(namesByNeed(taskSteeringContract)).toEqual({
    clerk: ["printSteeringList", "steeringList"],
    secretary: ["analyseReturns"],
  });
  const made = passedAround();
  expect(openCouncil().viewer.raw("council.steeringList", {})).toMatchObject({ code: "NotAllowed" });
  const audited = auditedBy(made, taskSteeringContract, () => {
    const [row] = listOf(made, "returns").rows;
    made.secretary.ok("council.analyseReturns", { id: made.id, version: row?.version ?? 0, words: "归物业" });
    expect(made.clerk.ok("council.printSteeringList", { kind: "returns" }).code).toMatch(/^[2-9A-Z]{5}$/);
  });
  expect(audited).toEqual(commandsOf(taskSteeringContract));
});
