import { expect, test } from "vitest";
import { addUnit, appealOf, fieldsOf, openCouncil, register, taskOf } from "../support/council.ts";

const words = {
  title: "换楼道灯泡",
  publicWording: "更换楼道灯泡",
  result: "当场换了灯泡",
  isSigned: true as const,
  satisfaction: "satisfied" as const,
};

test("what is settled at the desk goes from the appeal to the answer in one command, and leaves each step behind", () => {
  const { clerk, unit, test: core } = openCouncil();
  const id = register(clerk, "楼道灯不亮");
  const { version } = appealOf(clerk, id);
  const { taskId, isClosed } = clerk.ok("council.settleOnTheSpot", { id, version, ...words, ...unit });
  expect(isClosed).toBe(true);
  const task = taskOf(clerk, taskId);
  expect(task).toMatchObject({
    state: "closed",
    closeClass: "solved",
    result: "当场换了灯泡",
    followUps: [{ state: "evaluated", isSolved: true, satisfaction: "satisfied" }],
  });
  expect(task.events.map(({ kind }) => kind).sort()).toEqual(
    ["closed", "created", "dispatched", "finished", "followUpTried", "taskAccepted"].sort(),
  );
  expect(appealOf(clerk, id).stage).toBe("evaluated");
  expect(clerk.raw("council.printTaskPaper", { id: taskId, paper: "onTheSpot" })).toMatchObject({ ok: true });
  expect(clerk.code("council.settleOnTheSpot", { id, version: appealOf(clerk, id).version, ...words, ...unit })).toBe(
    "AppealIsOver",
  );
  expect(core.takeLog()).toEqual([]);
});

test("it is refused without a signature, for somebody without a name, and whole where a step is refused", () => {
  const { clerk, director, unit, viewer } = openCouncil();
  const id = register(clerk, "楼道灯不亮");
  const { version } = appealOf(clerk, id);
  const ask = { id, version, ...words, ...unit };
  expect(fieldsOf(clerk, "council.settleOnTheSpot", { ...ask, isSigned: false })).toEqual(["isSigned"]);
  expect(viewer.code("council.settleOnTheSpot", ask)).toBe("NotAllowed");
  expect(clerk.code("council.settleOnTheSpot", { ...ask, version: 9 })).toBe("Conflict");
  expect(clerk.code("council.settleOnTheSpot", { ...ask, id: "x" })).toBe("NotFound");
  const other = addUnit(clerk, "第二物业");
  expect(clerk.code("council.settleOnTheSpot", { ...ask, responsibleId: other.responsibleId })).toBe(
    "ResponsibleNotInUnit",
  );
  expect(appealOf(clerk, id)).toMatchObject({ version, stage: "received", tasks: [] });
  const nameless = register(clerk, "路灯不亮", { voice: "anonymous", reporterName: "", reporterPhone: "" });
  expect(
    clerk.code("council.settleOnTheSpot", { ...ask, id: nameless, version: appealOf(clerk, nameless).version }),
  ).toBe("NotOnTheSpot");
  const hidden = register(director, "有人举报", { nature: "report" });
  expect(clerk.code("council.settleOnTheSpot", { ...ask, id: hidden })).toBe("NotFound");
});
