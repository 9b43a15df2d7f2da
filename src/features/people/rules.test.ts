import { describe, expect, test } from "vitest";
import {
  ageOn,
  buildingNameOf,
  endingProblem,
  givingProblem,
  gridSizeRemark,
  naturalKey,
  type PostAsked,
  placeCode,
  placeKeyOf,
  placeLabel,
  residentProblem,
  roomOf,
  typedNames,
  typedPlace,
  unitNameOf,
} from "./rules.ts";

describe("an address", () => {
  test("reads as one line, as far down as it is known", () => {
    const names = { estateName: "幸福小区", buildingName: "3号楼", unitName: "2单元", room: "501" };
    expect(placeLabel(names)).toBe("幸福小区3号楼2单元501室");
    expect(placeLabel({ ...names, room: "" })).toBe("幸福小区3号楼2单元");
    expect(placeLabel({ ...names, unitName: "", room: "底商3" })).toBe("幸福小区3号楼底商3室");
    expect(placeLabel({ ...names, unitName: "", room: "东户" })).toBe("幸福小区3号楼东户");
    expect(placeLabel({ ...names, buildingName: "", unitName: "", room: "" })).toBe("幸福小区");
  });

  test.each([
    ["3", "3号楼"],
    ["０３", "3号楼"],
    ["3栋", "3栋"],
    ["A座", "A座"],
    ["A", "A座"],
    ["b12", "b12号楼"],
    ["综合楼", "综合楼"],
  ])("building %s is called %s", (typed, name) => expect(buildingNameOf(typed)).toBe(name));

  test("a unit and a room get one form each", () => {
    expect(unitNameOf("2")).toBe("2单元");
    expect(unitNameOf("")).toBe("");
    expect(unitNameOf("东单元")).toBe("东单元");
    expect(roomOf("５０１室")).toBe("501");
    expect(roomOf("地下室")).toBe("地下室");
  });

  test("sorts by number", () => {
    const names = ["10号楼", "2号楼", "十一号楼", "1号楼"];
    expect(names.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual([
      "1号楼",
      "2号楼",
      "10号楼",
      "十一号楼",
    ]);
    const keyOf = (room: string) => placeKeyOf({ estateId: "e", buildingName: "3号楼", unitName: "2单元", room });
    expect(keyOf("101") < keyOf("1001")).toBe(true);
    expect(keyOf("1001") < placeKeyOf(null)).toBe(true);
  });

  test.each([
    ["3号楼", "2单元", "501", "a3x2x501"],
    ["三号楼", "二单元", "501", "a3x2x501"],
    ["二十一栋", "", "101", "a21x101"],
    ["A座", "", "1201", "aax1201"],
    ["03号楼", "", "", "a3"],
    ["综合楼", "", "", ""],
  ])("%s %s %s has the code %s", (buildingName, unitName, room, code) =>
    expect(placeCode({ buildingName, unitName, room })).toBe(code),
  );

  test.each([
    ["3-2-501", "a3x2x501", ""],
    ["3－2－501", "a3x2x501", ""],
    ["幸福 3-501", "a3x501", "幸福"],
    ["3号楼2单元501", "a3x2x501", ""],
    ["三号楼二单元501室", "a3x2x501", ""],
    ["幸福小区12栋", "a12", "幸福小区"],
    ["A座1201", "aax1201", ""],
    ["A3-501", "aa3x501", ""],
    ["xfxq3-2-501", "a3x2x501", "xfxq"],
    ["张 3-2", "a3x2", "张"],
    ["138-1234-1234", "", "138-1234-1234"],
    ["13812341234", "", "13812341234"],
    ["张晓梅", "", "张晓梅"],
  ])("%s is read as %s", (typed, code, rest) => expect(typedPlace(typed)).toEqual({ code, rest }));
});

test.each([
  ["幸福小区 3-2-501", "幸福小区|3号楼|2单元|501"],
  ["幸福小区3栋501室", "幸福小区|3栋||501"],
  ["A座1201", "|A座||1201"],
  ["三号楼", "|3号楼||"],
  ["和平里", "和平里|||"],
])("%s offers the new address %s", (typed, names) => expect(Object.values(typedNames(typed)).join("|")).toBe(names));

describe("a resident", () => {
  test.each([
    ["1960-11-20", 66],
    ["1960-11-21", 65],
    ["2024-02-29", 2],
    ["2026-11-21", null],
    [null, null],
  ])("born on %s is %s on 2026-11-20", (birthDate, age) => expect(ageOn(birthDate, "2026-11-20")).toBe(age));

  test("no day of one's life lies in the future", () => {
    const fine = { birthDate: "1960-01-01", movedOutDate: null, audienceTags: [{ sinceDate: "2026-11-20" }] };
    const today = "2026-11-20";
    expect(residentProblem(fine, today)).toBe(null);
    expect(residentProblem({ ...fine, birthDate: "2026-11-21" }, today)?.path).toBe("birthDate");
    expect(residentProblem({ ...fine, birthDate: "1026-11-21" }, today)?.path).toBe("birthDate");
    expect(residentProblem({ ...fine, movedOutDate: "2026-11-21" }, today)?.path).toBe("movedOutDate");
    expect(residentProblem({ ...fine, audienceTags: [{ sinceDate: "2026-11-21" }] }, today)?.path).toBe(
      "audienceTags.0.sinceDate",
    );
  });
});

describe("a grid", () => {
  const asked: PostAsked = {
    post: "gridLeader",
    gridId: "g",
    buildingId: null,
    unitId: null,
    contactId: "c",
    residentId: null,
  };

  test("a post has one place of its kind and one holder", () => {
    expect(givingProblem(asked)).toBe(null);
    expect(givingProblem({ ...asked, contactId: null, residentId: "r" })).toBe(null);
    expect(givingProblem({ ...asked, residentId: "r" })).toBe("PostNeedsPlaceAndHolder");
    expect(givingProblem({ ...asked, contactId: null })).toBe("PostNeedsPlaceAndHolder");
    expect(givingProblem({ ...asked, gridId: null })).toBe("PostNeedsPlaceAndHolder");
    expect(givingProblem({ ...asked, buildingId: "b" })).toBe("PostNeedsPlaceAndHolder");
    expect(givingProblem({ ...asked, post: "buildingLeader" })).toBe("PostDoesNotFitPlace");
    expect(givingProblem({ ...asked, post: "unitLeader", gridId: null, unitId: "u" })).toBe(null);
  });

  test("a post ends once, and not before it began", () => {
    const post = { fromDate: "2026-01-01", toDate: null };
    expect(endingProblem(post, "2026-01-01")).toBe(null);
    expect(endingProblem(post, "2025-12-31")).toBe("PostEndsBeforeStart");
    expect(endingProblem({ ...post, toDate: "2026-06-30" }, "2026-07-01")).toBe("PostIsOver");
  });

  test.each([
    [0, ""],
    [299, "small"],
    [300, ""],
    [500, ""],
    [501, "large"],
  ])("of %s households is remarked as %o", (count, remark) => expect(gridSizeRemark(count)).toBe(remark));
});
