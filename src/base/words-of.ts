import type { Contract, FailOf } from "./contract.ts";

/** A word for each of a list of keys. */
export type Words<K extends readonly string[]> = Record<K[number], string>;

/** Every refusal that a part of the contract declares. */
export type FailsOf<C extends Contract> = { [N in keyof C]: FailOf<C[N]> }[keyof C];
