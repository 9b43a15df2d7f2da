import type { Satisfaction, SatisfactionLevel } from "./follow-up-contract.ts";

/** Under which name the way from five answers to three is kept beside what it made, so that an old figure stays explained. */
export const levelMapping = "五级归三级·2026-11";

/** 非常满意、满意 → 满意；基本满意；不满意、非常不满意 → 不满意。 */
export const satisfactionOfLevel = (level: SatisfactionLevel): Satisfaction => {
  if (level === "very" || level === "satisfied") return "satisfied";
  return level === "fairly" ? "fairly" : "unsatisfied";
};
