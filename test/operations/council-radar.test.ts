import { expect, test } from "vitest";
import { addTopic, openCouncil, register } from "../support/council.ts";

test("many voices on one matter are told apart: merged, gathered, and still apart; and one resident's many", () => {
  const council = openCouncil();
  const { clerk, secretary, director, test: core } = council;
  const estate = clerk.ok("people.addEstate", { name: "春晖小区" });
  const building = clerk.ok("people.addBuilding", { estateId: estate.id, gridId: null, name: "3号楼" });
  const code = clerk.ok("system.listCategories", {}).categories.find(({ level }) => level === 2)?.code ?? "";
  const at = { buildingId: building.id, estateId: estate.id, categoryCode: code };
  const radar = (desk: typeof clerk) => desk.ok("council.radar", {});
  expect(radar(clerk)).toMatchObject({ matters: [], reporters: [] });

  const [lead = "", ...others] = ["灯不亮", "灯又不亮", "灯还是不亮"].map((words) => register(clerk, words));
  secretary.ok("council.mergeAppeals", { leadId: lead, ids: others });
  const topicId = addTopic(
    council,
    ["停车一", "停车二", "停车三", "停车四"].map((words) => register(clerk, words)),
  );
  const apart = ["漏水一", "漏水二", "漏水三"].map((words) => register(clerk, words, at));
  expect(radar(clerk).matters.map(({ kind, id, voiceCount }) => [kind, id, voiceCount])).toEqual([
    ["topic", topicId, 4],
    ["merged", lead, 3],
    ["alike", apart[2], 3],
  ]);

  const { id: residentId } = clerk.ok("people.addResident", { name: "王秀英" });
  for (const words of ["一", "二", "三"])
    register(clerk, `别的事${words}`, { reporterId: residentId, reporterName: "" });
  expect(radar(clerk).reporters).toEqual([{ residentId, name: "王秀英", appealCount: 3 }]);

  // Thresholds are the house's; what is long ago is no longer counted.
  const settings = director.ok("council.settings", {});
  const { rules: _rules, ...kept } = settings;
  director.ok("council.changeSettings", { ...kept, manyReportersCount: 4, manyAppealsCount: 4 });
  expect(radar(clerk)).toMatchObject({ matters: [{ kind: "topic" }], reporters: [] });
  core.advance({ days: 400 });
  expect(radar(clerk)).toMatchObject({ matters: [], reporters: [] });
});

test("what is confidential is counted for those alone who may see it", () => {
  const { clerk, secretary, director } = openCouncil();
  const { id: residentId } = clerk.ok("people.addResident", { name: "王秀英" });
  for (const words of ["一", "二", "三"])
    register(clerk, `举报${words}`, { nature: "report", reporterId: residentId, reporterName: "" });
  expect(secretary.ok("council.radar", {}).reporters).toEqual([]);
  expect(director.ok("council.radar", {}).reporters).toHaveLength(1);
});

test("a line opens into its appeals, each with why it is there and the topics that hold it", () => {
  const council = openCouncil();
  const { clerk, secretary, test: core } = council;
  const estate = clerk.ok("people.addEstate", { name: "春晖小区" });
  const building = clerk.ok("people.addBuilding", { estateId: estate.id, gridId: null, name: "3号楼" });
  const code = clerk.ok("system.listCategories", {}).categories.find(({ level }) => level === 2)?.code ?? "";
  const at = { buildingId: building.id, estateId: estate.id, categoryCode: code };
  const { id: residentId } = clerk.ok("people.addResident", { name: "王秀英" });
  const of = { reporterId: residentId, reporterName: "" };
  const old = register(clerk, "去年也漏水", { ...at, ...of });
  core.advance({ days: 400 });
  const ids = ["漏水一", "漏水二", "漏水三"].map((words) => register(clerk, words, at));
  const own = register(clerk, "门禁坏了", of);
  const hidden = secretary.ok("council.registerAppeal", {
    ...{ voice: "self" as const, channel: "window" as const, nature: "report" as const, content: "举报群租" },
    reporterId: residentId,
  }).id;
  const opened = (desk: typeof clerk, kind: "alike" | "reporter", id: string, limit = 100) =>
    desk.ok("council.radarAppeals", { kind, id, limit });

  const alike = opened(clerk, "alike", ids[2] ?? "");
  expect(alike.appeals.map(({ id, why }) => [id, why])).toEqual(
    [...ids].reverse().map((id) => [id, "同一楼栋，同一分类"]),
  );
  expect(opened(clerk, "alike", ids[0] ?? "", 2)).toMatchObject({ hasMore: true, appeals: [{}, {}] });
  // What has been put together is not apart any more.
  clerk.ok("council.mergeAppeals", { leadId: ids[0] ?? "", ids: [ids[1] ?? ""] });
  expect(opened(clerk, "alike", ids[2] ?? "").appeals.map(({ id }) => id)).toEqual([ids[2]]);

  const topicId = addTopic(council, [own]);
  const [line] = opened(clerk, "reporter", residentId).appeals;
  expect(line).toMatchObject({ id: own, why: "同一位居民", topics: [{ id: topicId }] });
  expect(opened(secretary, "reporter", residentId).appeals.map(({ id }) => id)).toEqual([hidden, own]);
  expect(opened(clerk, "reporter", residentId).appeals.map(({ id }) => id)).not.toContain(old);
  expect(clerk.code("council.radarAppeals", { kind: "alike", id: hidden })).toBe("NotFound");
});

test("a topic that a clerk may not see is not named beside a suggestion", () => {
  const { clerk, secretary } = openCouncil();
  const id = register(clerk, "楼道路灯不亮，晚上看不见台阶");
  secretary.ok("council.proposeTopic", { title: "路灯", visibility: "confidential", appealIds: [id] });
  const found = (desk: typeof clerk) => desk.ok("council.findSimilarAppeals", { text: "楼道路灯坏了，看不见台阶" });
  expect(found(clerk).appeals).toMatchObject([{ id, topics: [] }]);
  expect(found(secretary).appeals).toMatchObject([{ id, topics: [{ title: "路灯" }] }]);
});
