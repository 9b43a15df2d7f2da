import { describe, expect, test } from "vitest";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { type Desk, openTestCore } from "../support/test-core.ts";

const start = () => {
  const core = openTestCore();
  const clerk = core.as("clerk");
  return { ...core, clerk, ids: addNeighbourhood(clerk) };
};

const labelsFor = (desk: Desk, typed: string) =>
  desk.ok("people.findPlaces", { typed }).choices.map(({ label }) => label);

describe("the address ladder", () => {
  test("lists what was added, numbers in their order", () => {
    const { clerk, ids } = start();
    clerk.ok("people.addBuilding", { estateId: ids.estateId, gridId: null, name: "10号楼" });
    clerk.ok("people.addBuilding", { estateId: ids.estateId, gridId: null, name: "2号楼" });
    const { estates, buildings, units } = clerk.ok("people.listPlaces", {});
    expect(estates.map(({ name }) => name)).toEqual(["幸福小区"]);
    expect(buildings.map(({ name, gridName, householdCount }) => [name, gridName, householdCount])).toEqual([
      ["2号楼", "", 0],
      ["3号楼", "第一网格", 2],
      ["10号楼", "", 0],
    ]);
    expect(units.filter(({ buildingId }) => buildingId === ids.buildingId)).toMatchObject([
      { name: "1单元", householdCount: 0 },
      { name: "2单元", householdCount: 2 },
    ]);
    expect(clerk.ok("people.listHouseholds", { unitId: ids.unitId }).households).toMatchObject([
      { room: "501", residentNames: ["张晓梅", "李建军"] },
      { room: "1001", residentNames: [] },
    ]);
  });

  test("a building without units has one unnamed unit for its households", () => {
    const { clerk, ids } = start();
    const buildingId = clerk.ok("people.addBuilding", { estateId: ids.estateId, gridId: null, name: "平房1排" }).id;
    const { units } = clerk.ok("people.listPlaces", {});
    const own = units.filter((unit) => unit.buildingId === buildingId);
    expect(own).toMatchObject([{ name: "" }]);
    clerk.ok("people.addHousehold", { unitId: own[0]?.id ?? "", room: "6室" });
    expect(labelsFor(clerk, "平房")).toEqual(["幸福小区平房1排", "幸福小区平房1排6室"]);
  });

  test("a name stands once at its place", () => {
    const { clerk, ids } = start();
    const other = clerk.ok("people.addEstate", { name: "安康苑" }).id;
    const at = { estateId: ids.estateId, gridId: null };
    expect(clerk.code("people.addEstate", { name: " 幸福小区 " })).toBe("NameTaken");
    expect(clerk.code("people.changeEstate", { id: other, name: "幸福小区", version: 1 })).toBe("NameTaken");
    expect(clerk.code("people.addBuilding", { ...at, name: "3号楼" })).toBe("NameTaken");
    const buildingId = clerk.ok("people.addBuilding", { ...at, name: "4号楼", unitCount: 1 }).id;
    expect(clerk.code("people.changeBuilding", { ...at, id: buildingId, name: "3", version: 1 })).toBe("NameTaken");
    expect(clerk.code("people.addUnit", { buildingId, name: "1" })).toBe("NameTaken");
    const unitId = clerk.ok("people.addUnit", { buildingId, name: "2" }).id;
    expect(clerk.code("people.changeUnit", { id: unitId, name: "1单元", version: 1 })).toBe("NameTaken");
    expect(clerk.code("people.addHousehold", { unitId: ids.unitId, room: "501室" })).toBe("NameTaken");
    expect(clerk.code("people.changeHousehold", { id: ids.householdId, room: "1001", version: 1 })).toBe("NameTaken");
    expect(clerk.code("people.addHousehold", { unitId, room: "501" })).toBe("ok");
    expect(clerk.code("people.addBuilding", { estateId: other, gridId: null, name: "3号楼" })).toBe("ok");
  });

  test("a changed record is not overwritten, and an unknown one is not found", () => {
    const { clerk, ids } = start();
    const building = { id: ids.buildingId, estateId: ids.estateId, gridId: ids.gridId, name: "3号楼", version: 1 };
    expect(clerk.ok("people.changeEstate", { id: ids.estateId, name: "幸福里", version: 1 }).version).toBe(2);
    expect(clerk.code("people.changeEstate", { id: ids.estateId, name: "幸福里", version: 1 })).toBe("Conflict");
    expect(clerk.ok("people.changeBuilding", building).version).toBe(2);
    expect(clerk.code("people.changeBuilding", building)).toBe("Conflict");
    expect(clerk.ok("people.changeUnit", { id: ids.unitId, name: "西单元", version: 1 }).version).toBe(2);
    expect(clerk.code("people.changeUnit", { id: ids.unitId, name: "东单元", version: 1 })).toBe("Conflict");
    expect(clerk.ok("people.changeHousehold", { id: ids.householdId, room: "502", version: 1 }).version).toBe(2);
    expect(clerk.code("people.changeHousehold", { id: ids.householdId, room: "503", version: 1 })).toBe("Conflict");
    expect(clerk.code("people.changeEstate", { id: "x", name: "甲", version: 1 })).toBe("NotFound");
    expect(clerk.code("people.changeBuilding", { ...building, id: "x" })).toBe("NotFound");
    expect(clerk.code("people.changeBuilding", { ...building, estateId: "x", version: 2 })).toBe("NotFound");
    expect(clerk.code("people.changeUnit", { id: "x", name: "甲", version: 1 })).toBe("NotFound");
    expect(clerk.code("people.changeHousehold", { id: "x", room: "1", version: 1 })).toBe("NotFound");
    expect(clerk.code("people.addBuilding", { estateId: "x", gridId: null, name: "甲" })).toBe("NotFound");
    expect(clerk.code("people.addUnit", { buildingId: "x", name: "甲" })).toBe("NotFound");
    expect(clerk.code("people.addHousehold", { unitId: "x", room: "1" })).toBe("NotFound");
  });

  test("a grid that does not exist is told beside its field", () => {
    const { clerk, ids } = start();
    const fields = [{ path: "gridId", message: "没有这个网格" }];
    const at = { estateId: ids.estateId, gridId: "x", name: "9号楼" };
    expect(clerk("people.addBuilding", at)).toMatchObject({ ok: false, code: "InvalidInput", fields });
    expect(clerk("people.changeBuilding", { ...at, id: ids.buildingId, version: 1 })).toMatchObject({ fields });
  });
});

describe("people.findPlaces", () => {
  test("an address fits whole before it fits in part, and its parts keep their order", () => {
    const { clerk, ids } = start();
    const second = clerk.ok("people.addBuilding", { estateId: ids.estateId, gridId: null, name: "2", unitCount: 3 }).id;
    const thirdUnit = clerk
      .ok("people.listPlaces", {})
      .units.find(({ buildingId, name }) => buildingId === second && name === "3单元");
    clerk.ok("people.addHousehold", { unitId: thirdUnit?.id ?? "", room: "501" });
    clerk.ok("people.addHousehold", { unitId: ids.unitId, room: "5" });
    const whole = "幸福小区3号楼2单元501室";
    for (const typed of ["3-2-501", "3号楼2单元501", "三号楼二单元501室", "幸福 3-2-501", "xfxq 3-2-501"])
      expect(labelsFor(clerk, typed), typed).toEqual([whole]);
    expect(labelsFor(clerk, "2-3-501")).toEqual(["幸福小区2号楼3单元501室"]);
    expect(labelsFor(clerk, "3-2-5")).toEqual(["幸福小区3号楼2单元5室", whole]);
    expect(labelsFor(clerk, "3号楼2单元")[0]).toBe("幸福小区3号楼2单元");
    expect(labelsFor(clerk, "xfxq")[0]).toBe("幸福小区");
    expect(labelsFor(clerk, "没有的地方")).toEqual([]);
    const homes = (typed: string) =>
      clerk.ok("people.findPlaces", { typed, onlyHouseholds: true }).choices.map(({ label }) => label);
    expect(homes("3号楼")).toEqual(["幸福小区3号楼2单元5室", whole, "幸福小区3号楼2单元1001室"]);
    expect(homes("")).toEqual([]);
  });

  test("nothing typed offers the buildings; a choice carries its whole place", () => {
    const { clerk, ids } = start();
    expect(clerk.ok("people.findPlaces", { typed: "" }).choices).toEqual([
      {
        id: ids.buildingId,
        label: "幸福小区3号楼",
        detail: "第一网格",
        place: {
          estateId: ids.estateId,
          buildingId: ids.buildingId,
          unitId: null,
          householdId: null,
          gridId: ids.gridId,
          label: "幸福小区3号楼",
        },
      },
    ]);
  });

  test("a new name is found, of the place and of who lives there", async () => {
    const core = start();
    const { clerk, ids } = core;
    const building = { id: ids.buildingId, estateId: ids.estateId, gridId: ids.gridId, version: 1 };
    clerk.ok("people.changeBuilding", { ...building, name: "8号楼" });
    expect(labelsFor(clerk, "8-2-501")).toEqual(["幸福小区8号楼2单元501室"]);
    expect(labelsFor(clerk, "3-2-501")).toEqual([]);
    clerk.ok("people.changeUnit", { id: ids.unitId, name: "5", version: 1 });
    clerk.ok("people.changeHousehold", { id: ids.householdId, room: "601", version: 1 });
    expect(labelsFor(clerk, "8-5-601")).toEqual(["幸福小区8号楼5单元601室"]);
    clerk.ok("people.changeEstate", { id: ids.estateId, name: "和平里", version: 1 });
    await core.finishJobs();
    expect(labelsFor(clerk, "hpl")).toContain("和平里8号楼");
    const found = clerk.ok("people.findResidents", { typed: "和平里 张晓梅" }).choices;
    expect(found.map(({ detail }) => detail)).toEqual([expect.stringContaining("和平里8号楼5单元601室")]);
  });
});

describe("people.addPlace", () => {
  test("makes what is missing of an address, and finds what is there", () => {
    const { clerk, ids } = start();
    const names = { estateName: "幸福小区", buildingName: "三栋", unitName: "2", room: "501室" };
    expect(clerk.ok("people.addPlace", names)).toMatchObject({ householdId: ids.householdId, gridId: ids.gridId });
    const made = clerk.ok("people.addPlace", { estateName: "新苑", buildingName: "1", unitName: "", room: "102" });
    expect(made).toMatchObject({ label: "新苑1号楼102室", gridId: null });
    expect(clerk.ok("people.addPlace", { estateName: "新苑" })).toMatchObject({
      estateId: made.estateId,
      buildingId: null,
    });
    expect(clerk.ok("people.addPlace", { estateName: "新苑", buildingName: "1号楼" })).toMatchObject({
      buildingId: made.buildingId,
      unitId: null,
    });
    expect(clerk("people.addPlace", { estateName: "新苑", room: "5" })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "buildingName" }],
    });
  });
});
