import { systemContract } from "#features/system/contract.ts";

/** Everything that the screen can ask. */
export const contract = { ...systemContract };

export type AppContract = typeof contract;
