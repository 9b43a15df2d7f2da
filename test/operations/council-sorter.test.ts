import { expect, test } from "vitest";
import {
  addFinishedTask,
  addTask,
  addTopic,
  addUnit,
  openCouncil,
  passTopic,
  register,
  taskWords,
} from "../support/council.ts";

const council = () => {
  const opened = openCouncil();
  const code = opened.clerk.ok("system.listCategories", {}).categories.find(({ level }) => level === 2)?.code;
  if (!code) throw new Error("There is no category");
  return { ...opened, lamp: (content: string) => register(opened.clerk, content, { categoryCode: code }) };
};

test("a matter is sorted by its words, with the limit that goes with it", () => {
  const { clerk, lamp } = council();
  expect(clerk.ok("council.sortMatter", { appealIds: [lamp("楼道里的路灯坏了")] })).toEqual({
    track: "immediate",
    rule: "ownHands",
    mentioned: ["路灯", "坏了"],
    urgency: "ordinary",
    limit: { unit: "workdays", count: 1 },
    followedCount: 0,
    overruledCount: 0,
    history: { immediate: 0, online: 0, consult: 0 },
    alike: [],
    units: [],
  });
  expect(clerk.ok("council.sortMatter", { appealIds: [lamp("厨房闻到燃气味")] })).toMatchObject({
    rule: "danger",
    urgency: "urgent",
    limit: { unit: "hours", count: 2 },
  });
});

test("what was done in the category is shown, by whom, and decides where no word does", () => {
  const { clerk, unit, lamp } = council();
  const other = addUnit(clerk, "第二物业");
  addFinishedTask(clerk, unit, [lamp("灯不亮")]);
  addTask(clerk, unit, [lamp("灯又不亮")]);
  addTask(clerk, other, [lamp("灯闪")], { track: "online" });
  addTask(clerk, other, [lamp("灯太暗")]);
  const sorted = clerk.ok("council.sortMatter", { appealIds: [lamp("想请社区关心一下")] });
  expect(sorted).toMatchObject({
    track: "immediate",
    rule: "sameKind",
    history: { immediate: 3, online: 1, consult: 0 },
  });
  expect(sorted.units.map(({ unitName, count }) => [unitName, count])).toEqual([
    ["第二物业", 2],
    ["第一物业", 2],
  ]);
  expect(sorted.alike).toHaveLength(2);
});

test("each proposal is counted, followed or overruled", () => {
  const { clerk, unit, lamp } = council();
  const fields = { ...taskWords, ...unit, isProposalSeen: true };
  clerk.ok("council.addDirectTask", { ...fields, appealIds: [lamp("路灯坏了")] });
  clerk.ok("council.addDirectTask", { ...fields, appealIds: [lamp("路灯又坏了")], track: "online" });
  clerk.ok("council.addDirectTask", { ...taskWords, ...unit, appealIds: [lamp("没有建议的")] });
  expect(clerk.ok("council.sortMatter", { appealIds: [lamp("路灯坏了")] })).toMatchObject({
    rule: "ownHands",
    followedCount: 1,
    overruledCount: 1,
  });
});

test("what was proposed is the core's own, whatever the caller says of it", () => {
  const { clerk, unit, lamp } = council();
  const forged = { isProposalSeen: true, proposal: { rule: "danger", track: "online" } };
  clerk.raw("council.addDirectTask", { ...taskWords, ...unit, ...forged, appealIds: [lamp("路灯坏了")] });
  expect(clerk.ok("council.sortMatter", { appealIds: [lamp("路灯坏了")] })).toMatchObject({
    rule: "ownHands",
    followedCount: 1,
    overruledCount: 0,
  });
});

test("a resolution is sorted by what was decided, and tells a clerk nothing of a confidential topic", () => {
  const opened = council();
  const { clerk, secretary, lamp } = opened;
  const open = passTopic(opened, addTopic(opened, [lamp("停车太乱")]));
  expect(secretary.ok("council.sortMatter", { resolutionId: open.resolutionId })).toMatchObject({
    track: "consult",
    rule: "manyParties",
  });
  const hidden = passTopic(opened, addTopic(opened, [], { title: "停车收费的纠纷", visibility: "confidential" }));
  expect(clerk.ok("council.sortMatter", { resolutionId: hidden.resolutionId })).toMatchObject({
    track: "consult",
    rule: "nothing",
    mentioned: [],
  });
});
