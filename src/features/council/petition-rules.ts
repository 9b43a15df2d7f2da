import { addDays, type Day, daysBetween } from "#base/dates.ts";
import type { petitionStepKinds } from "./petition-contract.ts";

/**
 * 《信访工作条例》（2022年2月25日，中共中央、国务院发布）: an office says within 15 days whether it takes a petition on, and ends it within
 * 60 days from there. Natural days. They bind the office; here they only say when it is time to ask.
 */
export const petitionDays = { accept: 15, handle: 60 } as const;

export type PetitionStepFacts = { kind: (typeof petitionStepKinds)[number]; stepDate: Day };

export type PetitionClock = {
  /** Waits for the office to take it on, to end it, for the resident to be told, or for nothing. */
  waitsFor: "acceptance" | "reply" | "telling" | "nothing";
  /** The last day of the reference; null where nothing is waited for of the office. */
  referenceDate: Day | null;
  isLate: boolean;
  /** Days that are left, or that it is late. */
  dayCount: number;
};

/** Where a petition stands by its steps, in whatever order they were written down. */
export const petitionClock = (handedDate: Day, steps: readonly PetitionStepFacts[], today: Day): PetitionClock => {
  const dayOfKind = (kind: PetitionStepFacts["kind"]) => steps.find((step) => step.kind === kind)?.stepDate;
  const isEnded = dayOfKind("replied") !== undefined || dayOfKind("refused") !== undefined;
  if (isEnded) {
    const waitsFor = dayOfKind("told") === undefined ? "telling" : "nothing";
    return { waitsFor, referenceDate: null, isLate: false, dayCount: 0 };
  }
  const acceptedDate = dayOfKind("accepted");
  const referenceDate =
    acceptedDate === undefined ? addDays(handedDate, petitionDays.accept) : addDays(acceptedDate, petitionDays.handle);
  return {
    waitsFor: acceptedDate === undefined ? "acceptance" : "reply",
    referenceDate,
    isLate: referenceDate < today,
    dayCount: Math.abs(daysBetween(today, referenceDate)),
  };
};

/** Whether nobody waits any more: the office has ended it, and the resident knows. */
export const isPetitionOver = (clock: Pick<PetitionClock, "waitsFor">): boolean => clock.waitsFor === "nothing";

export const openingPetitionProblem = (
  appeal: { channel: string; hasPetition: boolean },
  petition: { handedDate: Day },
  today: Day,
) => {
  if (appeal.hasPetition) return "PetitionIsThere";
  if (appeal.channel !== "petition") return "NotAPetition";
  return petition.handedDate > today ? "PetitionDayAhead" : null;
};

export const petitionStepProblem = (
  handedDate: Day,
  steps: readonly PetitionStepFacts[],
  step: PetitionStepFacts,
  today: Day,
) => {
  const has = (...kinds: PetitionStepFacts["kind"][]) => steps.some(({ kind }) => kinds.includes(kind));
  if (step.stepDate > today) return "PetitionDayAhead";
  if (step.stepDate < handedDate) return "PetitionDayTooEarly";
  if (step.kind === "progress") return null;
  // What came back is told once it is there.
  if (step.kind === "told") return has("replied", "refused") && !has("told") ? null : "NothingToTell";
  if (has("replied", "refused") || has(step.kind)) return "PetitionStepTaken";
  if (step.kind === "refused" && has("accepted")) return "PetitionStepTaken";
  if (step.kind !== "replied") return null;
  const accepted = steps.find(({ kind }) => kind === "accepted");
  return accepted && step.stepDate < accepted.stepDate ? "PetitionDayTooEarly" : null;
};

/** What a change of the record must still agree with. */
export const changingPetitionProblem = (
  petition: { handedDate: Day },
  steps: readonly PetitionStepFacts[],
  today: Day,
) => {
  if (petition.handedDate > today) return "PetitionDayAhead";
  return steps.some(({ stepDate }) => stepDate < petition.handedDate) ? "PetitionDayTooEarly" : null;
};

/** Events of 信访代办 and of a walk on an appeal; they change nothing of its state. */
export const petitionEvents: readonly string[] = [
  "petitionOpened",
  "petitionChanged",
  "petitionStep",
  "petitionUndone",
  "walked",
];
