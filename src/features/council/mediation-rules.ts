import type { MeetingState, Outcome } from "./meeting-contract.ts";
import type { MeetingKind } from "./meeting-kinds.ts";
import type { MeetingRole, Presence } from "./meeting-people-contract.ts";

type AtTable = { id: string; role: MeetingRole; presence: Presence };

/** 当事人 who are there: an agreement is theirs. */
export const partiesOf = <P extends AtTable>(people: readonly P[]): P[] =>
  people.filter(({ role, presence }) => role === "party" && presence === "present");

export const agreementProblem = (meeting: { kind: MeetingKind; state: MeetingState }) => {
  if (meeting.kind !== "mediation") return "NotAMediation";
  return meeting.state === "inSession" || meeting.state === "ended" ? null : "AgreementNotOpen";
};

/** The parties sign, and whoever mediated or advised may sign below them. */
export const signingProblem = (person: AtTable, signedIds: readonly string[]) => {
  if (signedIds.includes(person.id)) return "AlreadySigned";
  return ["party", "professional", "host", "recorder"].includes(person.role) ? null : "SignerNotInvolved";
};

/** 调解成功 stands on paper: a wording, two parties at least, and the name of each under it. */
export const mediationProblem = (
  kind: MeetingKind,
  facts: {
    outcomes: readonly (Outcome | null)[];
    hasAgreement: boolean;
    partyIds: readonly string[];
    signedIds: readonly string[];
  },
) => {
  if (kind !== "mediation" || !facts.outcomes.includes("passed")) return null;
  if (!facts.hasAgreement) return "AgreementMissing";
  if (facts.partyIds.length < 2) return "PartiesMissing";
  return facts.partyIds.every((id) => facts.signedIds.includes(id)) ? null : "AgreementUnsigned";
};
