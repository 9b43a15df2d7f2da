import type { FailsOf } from "#base/words-of.ts";
import type { stationsContract } from "./contract.ts";
import { needEventWords, needOperationWords, needRefusals } from "./need-words.ts";
import { roundOperationWords, roundRefusals } from "./round-words.ts";
import { stationEventWords, stationOperationWords, stationRefusals } from "./station-words.ts";
import { supplyEventWords, supplyOperationWords, supplyRefusals } from "./supply-words.ts";
import { visitOperationWords, visitRefusals } from "./visit-words.ts";

export const stationsRefusals = {
  ...stationRefusals,
  ...supplyRefusals,
  ...visitRefusals,
  ...roundRefusals,
  ...needRefusals,
} satisfies Record<FailsOf<typeof stationsContract>, string>;

/** What happened to a station, as its timeline says it. */
export const stationsEventWords: Record<string, string> = {
  ...stationEventWords,
  ...supplyEventWords,
  ...needEventWords,
};

/** What a person did, as the audit log names it. */
export const stationsOperationWords = {
  ...stationOperationWords,
  ...supplyOperationWords,
  ...visitOperationWords,
  ...roundOperationWords,
  ...needOperationWords,
};
