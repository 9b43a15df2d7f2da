import { expect, test } from "vitest";
import { agreementProblem, mediationProblem, partiesOf, signingProblem } from "./mediation-rules.ts";
import { meetingStates } from "./meeting-contract.ts";

test("an agreement is written in a mediation that sits or has just ended", () => {
  expect(meetingStates.map((state) => agreementProblem({ kind: "mediation", state }))).toEqual([
    "AgreementNotOpen",
    "AgreementNotOpen",
    null,
    null,
    "AgreementNotOpen",
    "AgreementNotOpen",
  ]);
  expect(agreementProblem({ kind: "council", state: "inSession" })).toBe("NotAMediation");
});

test("the parties are those who came, and sign once", () => {
  const people = [
    { id: "甲", role: "party" as const, presence: "present" as const },
    { id: "乙", role: "party" as const, presence: "absent" as const },
    { id: "律师", role: "professional" as const, presence: "observer" as const },
  ];
  expect(partiesOf(people).map(({ id }) => id)).toEqual(["甲"]);
  const [party, , lawyer] = people;
  if (!party || !lawyer) throw new Error("Nobody is there");
  expect([signingProblem(party, []), signingProblem(party, ["甲"]), signingProblem(lawyer, ["甲"])]).toEqual([
    null,
    "AlreadySigned",
    null,
  ]);
  expect(signingProblem({ ...party, role: "property" }, [])).toBe("SignerNotInvolved");
});

test("what was passed stands on an agreement that each party has signed", () => {
  const facts = { outcomes: ["passed" as const], hasAgreement: true, partyIds: ["甲", "乙"], signedIds: ["甲", "乙"] };
  const problem = (more: Partial<typeof facts>) => mediationProblem("mediation", { ...facts, ...more });
  expect(problem({})).toBeNull();
  expect(problem({ hasAgreement: false })).toBe("AgreementMissing");
  expect(problem({ partyIds: ["甲"] })).toBe("PartiesMissing");
  expect(problem({ signedIds: ["乙", "律师"] })).toBe("AgreementUnsigned");
  expect(mediationProblem("mediation", { ...facts, outcomes: ["deferred", null], hasAgreement: false })).toBeNull();
  expect(mediationProblem("council", { ...facts, hasAgreement: false })).toBeNull();
});
