import type { FailsOf } from "#features/council/words-of.ts";
import type { bookingContract } from "./contract.ts";
import { resourceOperationWords, resourceRefusals } from "./resource-words.ts";
import { serviceOperationWords, serviceRefusals } from "./service-words.ts";

export const bookingRefusals = {
  ...resourceRefusals,
  ...serviceRefusals,
} satisfies Record<FailsOf<typeof bookingContract>, string>;

/** What a person did, as the audit log names it. */
export const bookingOperationWords = { ...resourceOperationWords, ...serviceOperationWords };
