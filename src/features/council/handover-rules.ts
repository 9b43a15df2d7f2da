import type { HandoverState } from "./handover-contract.ts";

type HandoverFacts = { state: HandoverState; madeBy: string };

/** The one who goes does not sign for the one who comes. */
export const takingProblem = (handover: HandoverFacts, accountId: string) => {
  if (handover.state !== "made") return "HandoverIsOver";
  return handover.madeBy === accountId ? "TakenByMaker" : null;
};

export const withdrawingProblem = (handover: HandoverFacts, accountId: string) => {
  if (handover.state !== "made") return "HandoverIsOver";
  return handover.madeBy === accountId ? null : "NotTheirHandover";
};
