import { z } from "zod";

/** `serve` comes with the port of a page. */
export const ToCoreProcess = z.enum(["serve", "close"]);
export type ToCoreProcess = z.infer<typeof ToCoreProcess>;

export const FromCoreProcess = z.discriminatedUnion("state", [
  z.object({ state: z.literal("opened") }),
  /** The centre's folder could not be opened; the sentence is for the person at the desk. */
  z.object({ state: z.literal("refused"), sentence: z.string() }),
]);
export type FromCoreProcess = z.infer<typeof FromCoreProcess>;
