import { expect, test } from "vitest";
import { openCouncil, register } from "../support/council.ts";

test("the contact tree suggests who is nearest to where the matter is, and says why", () => {
  const { clerk, director, unit } = openCouncil();
  const grid = clerk.ok("people.addGrid", { name: "第一网格" });
  const estate = clerk.ok("people.addEstate", { name: "幸福小区" });
  const building = clerk.ok("people.addBuilding", { estateId: estate.id, name: "3号楼", gridId: grid.id });
  const give = (post: "gridLeader" | "buildingLeader", place: { gridId?: string; buildingId?: string }) =>
    director.ok("people.givePost", { post, contactId: unit.responsibleId, fromDate: "2026-01-01", ...place });
  const appealId = register(clerk, "楼道灯不亮", { buildingId: building.id });
  const suggest = (desk = clerk, id = appealId) => desk.ok("council.suggestAssignee", { appealIds: [id] }).suggestions;
  expect(suggest()).toEqual([]);
  give("gridLeader", { gridId: grid.id });
  expect(suggest().map(({ why }) => why)).toEqual(["按网格：第一网格网格长 第***理"]);
  give("buildingLeader", { buildingId: building.id });
  expect(suggest()).toMatchObject([
    {
      why: "按楼栋：3号楼楼栋小组长 第***理",
      assignee: { contactId: unit.responsibleId, organisationId: unit.leadOrganisationId },
    },
  ]);
  const hidden = register(director, "有人举报", { nature: "report", buildingId: building.id });
  expect(clerk.code("council.suggestAssignee", { appealIds: [hidden] })).toBe("NotFound");
});
