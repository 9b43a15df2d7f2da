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
