import { z } from "zod";
import { Objection } from "./booking-contract.ts";
import { Conflict } from "./session-contract.ts";

const Objections = z.object({ objections: z.array(Objection) });
const Conflicts = z.object({ conflicts: z.array(Conflict) });

/** What speaks against a booking, out of the details of a refusal. */
export const objectionsIn = (details: unknown): Objection[] => {
  const found = Objections.safeParse(details);
  return found.success ? found.data.objections : [];
};

/** 书画室 9:00–10:00 有“书法课”: what is taken, out of the details of a refusal. */
export const conflictWordsIn = (details: unknown): string[] => {
  const found = Conflicts.safeParse(details);
  return found.success ? [...new Set(found.data.conflicts.map(({ words }) => words))] : [];
};
