import type { Contract } from "#base/contract.ts";
import { resourceContract } from "./resource-contract.ts";
import { serviceContract } from "./service-contract.ts";

export const bookingContract = { ...resourceContract, ...serviceContract } satisfies Contract;
