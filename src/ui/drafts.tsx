import { createContext, useContext } from "react";

/** Where half-filled forms are kept: with the core, per person. */
export type Drafts = {
  find(form: string): Promise<{ values: unknown; updatedAt: string } | null>;
  keep(form: string, values: unknown): void;
  drop(form: string): Promise<void>;
  /** Called when what is typed must be kept at once: before a lock, and before the page goes. */
  onFlush(listener: () => void): () => void;
};

export const DraftsContext = createContext<Drafts | null>(null);

export const useDrafts = (): Drafts => {
  const drafts = useContext(DraftsContext);
  if (!drafts) throw new Error("DraftsContext is missing");
  return drafts;
};
