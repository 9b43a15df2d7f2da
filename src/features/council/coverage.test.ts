import { describe, expect, test } from "vitest";
import { coverageOf, coverageSentence, typedOpinion, unheardHomes, type Voice } from "./coverage.ts";

const homes = Array.from({ length: 10 }, (_, at) => ({
  householdId: `h${at + 1}`,
  address: `幸福小区3号楼1单元${at + 1}01室`,
}));
const affected = { kind: "homes" as const, homes };
const voice = (way: Voice["way"], householdId: string | null, address = ""): Voice => ({ way, householdId, address });

describe("coverage", () => {
  test("counts each home once, however often and in whatever way it was heard", () => {
    const voices = [
      voice("appeals", "h1"),
      voice("appeals", "h1"),
      voice("signers", "h1"),
      voice("signers", "h2"),
      voice("meeting", "h2"),
      voice("meeting", "h3"),
      voice("visits", "h4"),
    ];
    const coverage = coverageOf(affected, voices, 50);
    expect(coverage).toEqual({
      affectedCount: 10,
      heardCount: 4,
      byWay: { appeals: 1, signers: 2, meeting: 2, visits: 1 },
      percent: 40,
      isEnough: false,
    });
    expect(coverageSentence(coverage)).toBe("涉及10户，已听到4户（40%）：诉求1、联名2、会上2、上门1，去重后4");
    expect(coverageOf(affected, voices, 40).isEnough).toBe(true);
    expect(coverageOf(affected, voices, 41).isEnough).toBe(false);
  });

  test("leaves out homes that it does not concern, and takes a typed door for the home that it is", () => {
    const voices = [
      voice("appeals", "elsewhere", "幸福小区9号楼1单元101室"),
      voice("signers", null, "3-1-501"),
      voice("meeting", "h5"),
      voice("meeting", null, "4号楼1单元501"),
      voice("meeting", null, ""),
    ];
    expect(coverageOf(affected, voices, 50)).toMatchObject({ heardCount: 1, byWay: { signers: 1, meeting: 1 } });
  });

  test("of a typed number counts every home, and never more than there are", () => {
    const few = { kind: "count" as const, count: 2 };
    const voices = [voice("appeals", "h1"), voice("signers", null, "3-1-2"), voice("visits", "h3")];
    expect(coverageOf(few, voices, 50)).toMatchObject({ affectedCount: 2, heardCount: 2, percent: 100 });
    expect(coverageOf(few, [], 50)).toMatchObject({ heardCount: 0, percent: 0, isEnough: false });
    expect(coverageOf(few, [], 0).isEnough).toBe(true);
  });

  test("those who have not been heard are the others, in their order", () => {
    const rest = unheardHomes(homes, [voice("visits", "h1"), voice("signers", null, "3-1-301")]);
    expect(rest.map(({ householdId }) => householdId)).toEqual(["h2", "h4", "h5", "h6", "h7", "h8", "h9", "h10"]);
  });
});

test.each([
  ["1", { attitude: "for", words: "" }],
  ["2 要留消防通道", { attitude: "conditional", words: "要留消防通道" }],
  ["３、太贵", { attitude: "against", words: "太贵" }],
  ["4", { attitude: "neutral", words: "" }],
  ["5", null],
  ["同意", null],
  ["", null],
])("a row keyed as %j is %j", (typed, opinion) => {
  expect(typedOpinion(typed)).toEqual(opinion);
});
