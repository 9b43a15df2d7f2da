import { peopleContract } from "#features/people/contract.ts";
import { systemContract } from "#features/system/contract.ts";

/** Everything that the screen can ask. */
export const contract = { ...systemContract, ...peopleContract };

export type AppContract = typeof contract;
