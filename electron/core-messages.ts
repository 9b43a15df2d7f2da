import { z } from "zod";

/** `serve` comes with the port of a page; a restore is asked for where the folder could not be opened. */
export const ToCoreProcess = z.union([z.enum(["serve", "close"]), z.object({ restore: z.string() })]);
export type ToCoreProcess = z.infer<typeof ToCoreProcess>;

/** A copy from which a damaged centre can be restored. */
export const OfferedBackup = z.object({ path: z.string(), madeAt: z.string() });
export type OfferedBackup = z.infer<typeof OfferedBackup>;

export const FromCoreProcess = z.discriminatedUnion("state", [
  z.object({ state: z.literal("opened") }),
  /** The centre's folder could not be opened; the sentence is for the person at the desk. */
  z.object({ state: z.literal("refused"), sentence: z.string(), backup: OfferedBackup.nullable() }),
]);
export type FromCoreProcess = z.infer<typeof FromCoreProcess>;
