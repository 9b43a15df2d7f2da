import type { Contract } from "#base/contract.ts";
import { needContract } from "./need-contract.ts";
import { roundContract } from "./round-contract.ts";
import { stationContract } from "./station-contract.ts";
import { supplyContract } from "./supply-contract.ts";
import { visitContract } from "./visit-contract.ts";

export const stationsContract = {
  ...stationContract,
  ...supplyContract,
  ...visitContract,
  ...roundContract,
  ...needContract,
} satisfies Contract;
