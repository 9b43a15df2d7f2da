import type { FailsOf } from "#base/words-of.ts";
import { blackoutEventWords, blackoutOperationWords, blackoutRefusals } from "./blackout-words.ts";
import { bookingsEventWords, bookingsOperationWords, bookingsRefusals } from "./booking-words.ts";
import type { bookingContract } from "./contract.ts";
import { errandEventWords, errandOperationWords, errandRefusals } from "./errand-words.ts";
import { figureOperationWords, figureRefusals } from "./figure-words.ts";
import { bookingPaperEventWords, bookingPaperOperationWords, bookingPaperRefusals } from "./paper-words.ts";
import { planEventWords, planOperationWords, planRefusals } from "./plan-words.ts";
import { releaseEventWords, releaseOperationWords, releaseRefusals } from "./release-words.ts";
import { resourceOperationWords, resourceRefusals } from "./resource-words.ts";
import { serviceOperationWords, serviceRefusals } from "./service-words.ts";
import { sessionEventWords, sessionOperationWords, sessionRefusals } from "./session-words.ts";
import { visitEventWords, visitOperationWords, visitRefusals } from "./visit-words.ts";

export const bookingRefusals = {
  ...resourceRefusals,
  ...serviceRefusals,
  ...planRefusals,
  ...sessionRefusals,
  ...blackoutRefusals,
  ...bookingsRefusals,
  ...visitRefusals,
  ...errandRefusals,
  ...figureRefusals,
  ...bookingPaperRefusals,
  ...releaseRefusals,
} satisfies Record<FailsOf<typeof bookingContract>, string>;

/** What happened to a record, as its timeline says it. */
export const bookingEventWords: Record<string, string> = {
  ...planEventWords,
  ...sessionEventWords,
  ...blackoutEventWords,
  ...bookingsEventWords,
  ...visitEventWords,
  ...errandEventWords,
  ...bookingPaperEventWords,
  ...releaseEventWords,
};

/** What a person did, as the audit log names it. */
export const bookingOperationWords = {
  ...resourceOperationWords,
  ...serviceOperationWords,
  ...planOperationWords,
  ...sessionOperationWords,
  ...blackoutOperationWords,
  ...bookingsOperationWords,
  ...visitOperationWords,
  ...errandOperationWords,
  ...figureOperationWords,
  ...bookingPaperOperationWords,
  ...releaseOperationWords,
};
