import { expect, test } from "vitest";
import { periodOf, quotaProblem, quotaWords } from "./quota.ts";

test.each([
  ["day", "2026-11-23", "2026-11-23", "2026-11-23"],
  ["week", "2026-11-23", "2026-11-23", "2026-11-29"],
  ["week", "2026-11-29", "2026-11-23", "2026-11-29"],
  ["month", "2026-12-31", "2026-12-01", "2026-12-31"],
  ["month", "2028-02-10", "2028-02-01", "2028-02-29"],
  ["quarter", "2026-11-23", "2026-10-01", "2026-12-31"],
  ["quarter", "2026-03-31", "2026-01-01", "2026-03-31"],
  ["year", "2026-11-23", "2026-01-01", "2026-12-31"],
] as const)("the %s of %s is %s to %s", (period, day, from, to) => {
  expect(periodOf(period, day)).toEqual({ from, to });
});

test("a quota speaks up only once it is used up", () => {
  const quota = { per: "person", period: "month", count: 2 } as const;
  expect(quotaWords(quota)).toBe("每人每月 2 次");
  expect(quotaProblem(quota, 1)).toBeNull();
  expect(quotaProblem(quota, 2)).toBe("每人每月 2 次，已经约了 2 次");
  expect(quotaProblem({ ...quota, per: "household" }, 3)).toBe("每户每月 2 次，已经约了 3 次");
});
