import { describe, expect, test } from "vitest";
import { verdictOf, whoMayReasons, whoMayWords } from "./who-may.ts";

const nobody = { minAge: null, maxAge: null, audiences: [], isLivingHere: false };
const today = "2026-11-23";
const old = { birthDate: "1966-11-23", audiences: [], isLivingHere: true };

const judged = (whoMay: Parameters<typeof whoMayReasons>[0], known: Parameters<typeof whoMayReasons>[1]) => {
  const reasons = whoMayReasons(whoMay, known, today);
  return [verdictOf(reasons), ...reasons.map(({ words }) => words)];
};

describe("who may", () => {
  test("anybody, where nothing is asked", () => {
    expect(judged(nobody, null)).toEqual(["may"]);
    expect(whoMayWords(nobody)).toBe("");
  });

  test.each([
    [{ minAge: 60 }, "1966-11-23", "may", "要满 60 岁：现在 60 岁"],
    [{ minAge: 60 }, "1966-11-24", "mayNot", "要满 60 岁：现在 59 岁，还差 1 年"],
    [{ minAge: 60 }, null, "unknown", "要满 60 岁：没有登记出生日期，请看证件"],
    [{ maxAge: 14 }, "2012-01-01", "may", "要不超过 14 岁：现在 14 岁"],
    [{ maxAge: 14 }, "2011-01-01", "mayNot", "要不超过 14 岁：现在 15 岁，已超过"],
    [{ minAge: 6, maxAge: 12 }, "2020-11-23", "may", "要6 至 12 岁：现在 6 岁"],
  ])("by age %j of one born %s: %s", (asked, birthDate, verdict, words) => {
    expect(judged({ ...nobody, ...asked }, { ...old, birthDate })).toEqual([verdict, words]);
  });

  test("by one of the audiences", () => {
    const asked = { ...nobody, audiences: ["elder" as const, "hardship" as const] };
    expect(judged(asked, { ...old, audiences: ["hardship"] })).toEqual(["may", "面向老年人、困难群众：登记为困难群众"]);
    expect(judged(asked, { ...old, audiences: ["child"] })[0]).toBe("mayNot");
  });

  test("only who lives here", () => {
    const asked = { ...nobody, isLivingHere: true };
    expect(judged(asked, old)[0]).toBe("may");
    expect(judged(asked, { ...old, isLivingHere: false })[0]).toBe("mayNot");
  });

  test("is unknown of somebody on no register, and one demand not met outweighs what is unknown", () => {
    const asked = { ...nobody, minAge: 60, isLivingHere: true };
    expect(judged(asked, null)).toEqual(["unknown", "满 60 岁，本社区住户：不在居民登记里，请看证件"]);
    expect(judged(asked, { birthDate: null, audiences: [], isLivingHere: false })[0]).toBe("mayNot");
  });
});
