import type { Making, Town } from "./made-town.ts";

/** What the makers of appeals, tasks and meetings share. */
export type World = Making & {
  town: Town;
  clerkId: string;
  secretaryId: string;
  /** The made time ends here; nothing happens later. */
  endMs: number;
};
