import type { Contract } from "#base/contract.ts";
import { blackoutContract } from "./blackout-contract.ts";
import { bookingsContract } from "./booking-contract.ts";
import { errandContract } from "./errand-contract.ts";
import { figureContract } from "./figure-contract.ts";
import { bookingPaperContract } from "./paper-contract.ts";
import { planContract } from "./plan-contract.ts";
import { releaseContract } from "./release-contract.ts";
import { resourceContract } from "./resource-contract.ts";
import { serviceContract } from "./service-contract.ts";
import { sessionContract } from "./session-contract.ts";
import { visitContract } from "./visit-contract.ts";

export const bookingContract = {
  ...resourceContract,
  ...serviceContract,
  ...planContract,
  ...sessionContract,
  ...blackoutContract,
  ...bookingsContract,
  ...visitContract,
  ...errandContract,
  ...figureContract,
  ...bookingPaperContract,
  ...releaseContract,
} satisfies Contract;
