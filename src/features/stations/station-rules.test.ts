import { describe, expect, test } from "vitest";
import { daysMissing, isInSeason, seasonBegin, stationStateOf } from "./station-rules.ts";

const summer = { seasonFromMonth: 5, seasonToMonth: 9 };
const winter = { seasonFromMonth: 11, seasonToMonth: 3 };
const always = { seasonFromMonth: null, seasonToMonth: null };

describe("a season", () => {
  test.each([
    [summer, "2026-04-30", false],
    [summer, "2026-05-01", true],
    [summer, "2026-09-30", true],
    [summer, "2026-10-01", false],
    [winter, "2026-10-31", false],
    [winter, "2026-11-01", true],
    [winter, "2027-02-10", true],
    [winter, "2027-04-01", false],
    [{ seasonFromMonth: 7, seasonToMonth: 7 }, "2026-07-15", true],
    [{ seasonFromMonth: 7, seasonToMonth: 7 }, "2026-08-01", false],
    [always, "2026-01-01", true],
  ])("%j holds %s: %s", (season, day, holds) => {
    expect(isInSeason(season, day)).toBe(holds);
  });

  test("begins with its first day, a winter's in the year before where the year has turned", () => {
    expect(seasonBegin(summer, "2026-07-04")).toBe("2026-05-01");
    expect(seasonBegin(winter, "2026-12-04")).toBe("2026-11-01");
    expect(seasonBegin(winter, "2027-01-04")).toBe("2026-11-01");
    expect(seasonBegin(summer, "2026-11-04")).toBeNull();
    expect(seasonBegin(always, "2026-11-04")).toBeNull();
  });

  test("is told of a station unless that is retired", () => {
    expect(stationStateOf({ ...summer, isRetired: false }, "2026-11-20")).toBe("offSeason");
    expect(stationStateOf({ ...summer, isRetired: false }, "2026-06-20")).toBe("open");
    expect(stationStateOf({ ...summer, isRetired: true }, "2026-11-20")).toBe("retired");
  });
});

describe("what is asked for every seven days", () => {
  const station = { ...always, isRetired: false, sinceDate: "2026-01-01" };
  const missing = (lastDate: string | null, today: string, of: object = {}) =>
    daysMissing({ ...station, ...of }, { everyDays: 7, lastDate }, today);

  test("is missing from the eighth day on", () => {
    expect(missing("2026-11-13", "2026-11-20")).toBeNull();
    expect(missing("2026-11-12", "2026-11-20")).toBe(8);
  });

  test("is counted from the day of the station where it never was", () => {
    expect(missing(null, "2026-01-08")).toBeNull();
    expect(missing(null, "2026-01-09")).toBe(8);
  });

  test("begins anew with a season, and outside of it nothing is missing", () => {
    expect(missing("2025-09-20", "2026-05-08", summer)).toBeNull();
    expect(missing("2025-09-20", "2026-05-09", summer)).toBe(8);
    expect(missing("2025-09-20", "2026-11-20", summer)).toBeNull();
  });

  test("begins anew with a station that was brought back, and a retired one lacks nothing", () => {
    expect(missing("2026-02-01", "2026-11-20", { sinceDate: "2026-11-15" })).toBeNull();
    expect(missing("2026-02-01", "2026-11-20", { isRetired: true })).toBeNull();
  });

  test("is not missing where nobody asks for it", () => {
    expect(daysMissing(station, { everyDays: null, lastDate: null }, "2026-11-20")).toBeNull();
  });
});
