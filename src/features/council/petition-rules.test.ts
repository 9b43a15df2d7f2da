import { describe, expect, test } from "vitest";
import {
  changingPetitionProblem,
  openingPetitionProblem,
  type PetitionStepFacts,
  petitionClock,
  petitionStepProblem,
} from "./petition-rules.ts";

const step = (kind: PetitionStepFacts["kind"], stepDate: string): PetitionStepFacts => ({ kind, stepDate });

describe("the reference clock", () => {
  test.each([
    // Fifteen natural days from the day after, whatever weekends and holidays lie in between.
    ["2026-11-05", [], "2026-11-20", "acceptance", "2026-11-20", false, 0],
    ["2026-11-05", [], "2026-11-21", "acceptance", "2026-11-20", true, 1],
    ["2026-11-05", [], "2026-11-06", "acceptance", "2026-11-20", false, 14],
    // Across 国庆 and 春节 it goes on counting.
    ["2026-09-25", [], "2026-10-09", "acceptance", "2026-10-10", false, 1],
    ["2027-02-01", [], "2027-02-17", "acceptance", "2027-02-16", true, 1],
    // Ends of months, and a February with and without its 29th.
    ["2026-02-14", [], "2026-02-28", "acceptance", "2026-03-01", false, 1],
    ["2028-02-14", [], "2028-02-29", "acceptance", "2028-02-29", false, 0],
    ["2026-12-31", [], "2027-01-01", "acceptance", "2027-01-15", false, 14],
    // Sixty from the day on which it was taken on, not from the day on which it was handed in.
    ["2026-11-05", [step("accepted", "2026-11-10")], "2026-11-30", "reply", "2027-01-09", false, 40],
    ["2026-11-05", [step("accepted", "2026-12-31")], "2027-03-02", "reply", "2027-03-01", true, 1],
    ["2027-12-31", [step("accepted", "2027-12-31")], "2028-02-29", "reply", "2028-02-29", false, 0],
  ] as const)("%s %j on %s", (handed, steps, today, waitsFor, referenceDate, isLate, dayCount) => {
    expect(petitionClock(handed, steps, today)).toEqual({ waitsFor, referenceDate, isLate, dayCount });
  });

  test("stands when the office has ended it, and is over when the resident knows", () => {
    for (const ended of [step("replied", "2026-12-01"), step("refused", "2026-11-09")]) {
      expect(petitionClock("2026-11-05", [ended], "2027-12-01")).toMatchObject({ waitsFor: "telling", isLate: false });
      expect(petitionClock("2026-11-05", [ended, step("told", "2026-12-02")], "2027-12-01").waitsFor).toBe("nothing");
    }
  });

  test("is not moved by what was written down in between", () => {
    const steps = [step("progress", "2026-11-08"), step("progress", "2026-11-19")];
    expect(petitionClock("2026-11-05", steps, "2026-11-20").referenceDate).toBe("2026-11-20");
  });
});

test("a record is opened once, for a petition, and not before it was handed in", () => {
  const ask = (appeal: { channel: string; hasPetition: boolean }, handedDate = "2026-11-20") =>
    openingPetitionProblem(appeal, { handedDate }, "2026-11-20");
  expect(ask({ channel: "petition", hasPetition: false })).toBeNull();
  expect(ask({ channel: "window", hasPetition: false })).toBe("NotAPetition");
  expect(ask({ channel: "petition", hasPetition: true })).toBe("PetitionIsThere");
  expect(ask({ channel: "petition", hasPetition: false }, "2026-11-21")).toBe("PetitionDayAhead");
});

describe("a step", () => {
  const ask = (steps: PetitionStepFacts[], next: PetitionStepFacts) =>
    petitionStepProblem("2026-11-05", steps, next, "2026-11-20");
  const accepted = step("accepted", "2026-11-10");
  const replied = step("replied", "2026-11-15");

  test.each([
    ["progress at any time", [replied], step("progress", "2026-11-16"), null],
    ["in time to come", [], step("progress", "2026-11-21"), "PetitionDayAhead"],
    ["before it was handed in", [], step("accepted", "2026-11-04"), "PetitionDayTooEarly"],
    ["taken on", [], accepted, null],
    ["taken on twice", [accepted], accepted, "PetitionStepTaken"],
    ["refused after it was taken on", [accepted], step("refused", "2026-11-12"), "PetitionStepTaken"],
    ["ended without word of having been taken on", [], replied, null],
    ["ended before it was taken on", [accepted], step("replied", "2026-11-09"), "PetitionDayTooEarly"],
    ["taken on after its end", [replied], accepted, "PetitionStepTaken"],
    ["told before there is anything", [accepted], step("told", "2026-11-12"), "NothingToTell"],
    ["told", [accepted, replied], step("told", "2026-11-16"), null],
    ["told twice", [replied, step("told", "2026-11-16")], step("told", "2026-11-17"), "NothingToTell"],
  ] as const)("%s", (_name, steps, next, problem) => {
    expect(ask([...steps], next)).toBe(problem);
  });
});

test("the day of handing in cannot move behind what followed it", () => {
  const steps = [step("accepted", "2026-11-10")];
  expect(changingPetitionProblem({ handedDate: "2026-11-10" }, steps, "2026-11-20")).toBeNull();
  expect(changingPetitionProblem({ handedDate: "2026-11-11" }, steps, "2026-11-20")).toBe("PetitionDayTooEarly");
  expect(changingPetitionProblem({ handedDate: "2026-11-21" }, [], "2026-11-20")).toBe("PetitionDayAhead");
});
