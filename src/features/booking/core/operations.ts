import type { Handlers } from "#core/contexts.ts";
import type { bookingContract } from "../contract.ts";
import { blackoutOperations } from "./blackout-operations.ts";
import { bookingsOperations } from "./booking-operations.ts";
import { errandOperations } from "./errand-operations.ts";
import { figureOperations } from "./figure-operations.ts";
import { bookingPaperOperations } from "./paper-operations.ts";
import { planOperations } from "./plan-operations.ts";
import { releaseOperations } from "./release-operations.ts";
import { resourceOperations } from "./resource-operations.ts";
import { serviceOperations } from "./service-operations.ts";
import { sessionOperations } from "./session-operations.ts";
import { visitOperations } from "./visit-operations.ts";

export const bookingOperations: Handlers<typeof bookingContract> = {
  ...resourceOperations,
  ...serviceOperations,
  ...planOperations,
  ...sessionOperations,
  ...blackoutOperations,
  ...bookingsOperations,
  ...visitOperations,
  ...errandOperations,
  ...figureOperations,
  ...bookingPaperOperations,
  ...releaseOperations,
};
