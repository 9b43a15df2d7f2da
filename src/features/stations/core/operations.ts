import type { Handlers } from "#core/contexts.ts";
import type { stationsContract } from "../contract.ts";
import { needOperations } from "./need-operations.ts";
import { roundOperations } from "./round-operations.ts";
import { stationOperations } from "./station-operations.ts";
import { supplyOperations } from "./supply-operations.ts";
import { visitOperations } from "./visit-operations.ts";

export const stationsOperations: Handlers<typeof stationsContract> = {
  ...stationOperations,
  ...supplyOperations,
  ...visitOperations,
  ...roundOperations,
  ...needOperations,
};
