import type { Day } from "#base/dates.ts";

type Term = { termFrom: Day; termTo: Day | null };
type Member = Term & { residentId: string | null; contactId: string | null; name: string };

/** The last day is served. */
export const servesOn = ({ termFrom, termTo }: Term, day: Day): boolean =>
  termFrom <= day && (termTo === null || day <= termTo);

const overlaps = (one: Term, other: Term): boolean =>
  (one.termTo === null || other.termFrom <= one.termTo) && (other.termTo === null || one.termFrom <= other.termTo);

const isSamePerson = (one: Member, other: Member): boolean =>
  one.residentId === other.residentId && one.contactId === other.contactId && one.name === other.name;

/** What stands against a term beside those that are kept: nobody sits in one body twice on one day. */
export const termProblem = (others: readonly Member[], member: Member) => {
  if (member.termTo !== null && member.termTo < member.termFrom) return "TermEndsBeforeItBegins";
  return others.some((other) => isSamePerson(other, member) && overlaps(other, member)) ? "AlreadyMember" : null;
};
