import { expect, test } from "vitest";
import { acceptTask, addTask, appealOf, finishTask, openCouncil, register, taskOf } from "../support/council.ts";

const finished = () => {
  const council = openCouncil();
  const { clerk, unit } = council;
  const lead = register(clerk, "路灯不亮");
  const merged = register(clerk, "路灯坏了");
  const anonymous = register(clerk, "灯不亮", { voice: "anonymous", reporterName: "", reporterPhone: "" });
  const heard = register(clerk, "灯一直不亮");
  clerk.ok("council.mergeAppeals", { leadId: lead, ids: [merged] });
  clerk.ok("council.recordFirstAnswer", { id: heard, version: appealOf(clerk, heard).version, words: "在修" });
  const heardAt = appealOf(clerk, heard).firstAnsweredAt;
  const id = addTask(clerk, unit, [lead, anonymous, heard]);
  acceptTask(clerk, id);
  council.test.advance({ minutes: 30 });
  finishTask(clerk, id);
  const at = (appealId: string) => appealOf(clerk, appealId).firstAnsweredAt;
  return { ...council, id, lead, merged, anonymous, heard, heardAt, at };
};

test("whoever is told of the result before any other word has a first answer by it", () => {
  const { clerk, lead, merged, anonymous, heard, heardAt, at, id } = finished();
  const { finishedAt } = taskOf(clerk, id);
  expect([at(lead), at(merged)]).toEqual([finishedAt, finishedAt]);
  expect(at(heard)).toBe(heardAt);
  // Nobody can be told who left no name.
  expect(at(anonymous)).toBeNull();
  expect(appealOf(clerk, merged).events.at(-1)).toMatchObject({
    kind: "firstAnswered",
    reason: "办〔2026〕1号办结时告知",
  });
});

test("taking the report back takes back the first answers that it gave, and no others", () => {
  const { clerk, lead, merged, heard, heardAt, at, id, test: core } = finished();
  core.advance({ minutes: 1 });
  clerk.ok("council.undoTaskStep", { id, version: taskOf(clerk, id).version });
  expect([at(lead), at(merged), at(heard)]).toEqual([null, null, heardAt]);
  expect(appealOf(clerk, lead).events.at(-1)).toMatchObject({ kind: "undone", reason: "办结已撤销" });
  core.advance({ minutes: 1 });
  finishTask(clerk, id);
  expect(at(lead)).toBe(taskOf(clerk, id).finishedAt);
});

test("a first answer that was taken back and given anew stays when the report is taken back", () => {
  const { clerk, lead, at, id, test: core } = finished();
  clerk.ok("council.undoAppealDecision", { id: lead, version: appealOf(clerk, lead).version });
  core.advance({ minutes: 5 });
  clerk.ok("council.recordFirstAnswer", { id: lead, version: appealOf(clerk, lead).version, words: "电话说了" });
  const anew = at(lead);
  clerk.ok("council.undoTaskStep", { id, version: taskOf(clerk, id).version });
  expect(at(lead)).toBe(anew);
});

test("what is settled on the spot is a first answer, too", () => {
  const { clerk, unit } = openCouncil();
  const id = register(clerk, "咨询怎么办居住证", { nature: "inquiry" });
  clerk.ok("council.settleOnTheSpot", {
    id,
    version: 1,
    title: "咨询",
    publicWording: "解答居民咨询",
    ...unit,
    result: "当面说明",
    isSigned: true,
    satisfaction: "satisfied",
  });
  expect(appealOf(clerk, id).firstAnsweredAt).not.toBeNull();
});
