import { z } from "zod";
import { Instant } from "./dates.ts";

/** A sheet that left the printer: the code that stands on it, when, and by whom. */
export const Printed = z.object({ code: z.string(), printedAt: Instant, printedByName: z.string() });
export type Printed = z.infer<typeof Printed>;
