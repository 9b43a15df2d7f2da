import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useDrafts } from "./drafts.tsx";
import type { EntryForm } from "./form.tsx";
import { changesIn, rebase, type Together } from "./rebase.ts";

/** What was changed in a form and what stood there before, so that it can be carried over to a record that moved on. */
type Kept<V> = { values: Partial<V>; before: Partial<V> };

const isKept = <V>(body: unknown): body is Kept<V> =>
  typeof body === "object" && body !== null && "values" in body && "before" in body;

export type FoundDraft<V> = { values: V; contested: (keyof V & string)[]; updatedAt: string };

/**
 * Keeps what is typed as a draft on this PC. `offered` is a draft left from before; it stays until it is taken up or
 * thrown away. Without a name nothing is kept.
 */
export const useFormDraft = <V extends Record<string, unknown>>(
  name: string | null,
  form: EntryForm<V>,
  emptyValues: V,
  options: {
    together?: Together<V> | undefined;
    /** Takes a draft up at once instead of offering it, unless something has been typed already. */
    takeUp?: (draft: FoundDraft<V>) => void;
    /** While the form shows somebody else's words, the draft stays as it was. */
    isPaused?: boolean;
  } = {},
) => {
  const drafts = useDrafts();
  const [offered, setOffered] = useState<FoundDraft<V> | null>(null);
  const isDropped = useRef(false);
  const changes = changesIn(emptyValues, form.values, options.together);
  const body = changes && JSON.stringify(changes);
  const lastKept = useRef<string | null>(null);
  const latest = { emptyValues, shown: form.values, options, isTouched: changes !== null };
  const current = useRef(latest);
  useEffect(() => {
    current.current = latest;
  });

  useEffect(() => {
    if (name === null) return;
    let isWanted = true;
    void drafts.find(name).then((draft) => {
      if (!isWanted || !draft || !isKept<V>(draft.values)) return;
      const { values, before } = draft.values;
      const { emptyValues: now, shown, options: asked, isTouched } = current.current;
      const carried = rebase<V>({ ...now, ...before }, { ...now, ...values }, now, asked.together);
      const found = { ...carried, updatedAt: draft.updatedAt };
      // After an unlock the form still holds what it kept.
      if (JSON.stringify(carried.values) === JSON.stringify(shown)) return;
      if (asked.takeUp && !isTouched) asked.takeUp(found);
      else setOffered(found);
    });
    return () => {
      isWanted = false;
    };
  }, [drafts, name]);

  const keep = useDebouncedCallback(
    (text: string | null): void => {
      if (name === null || text === lastKept.current) return;
      // What was typed on while the saved draft goes is kept once it is gone.
      if (isDropped.current) {
        keep(text);
        return;
      }
      lastKept.current = text;
      if (text === null) void drafts.drop(name);
      else drafts.keep(name, JSON.parse(text));
    },
    { delay: 400, flushOnUnmount: true },
  );
  const isPaused = options.isPaused ?? false;
  useEffect(() => {
    if (isPaused) return;
    // A form that stands as it was opened throws away only what it kept itself.
    if (body !== lastKept.current) keep(body);
  }, [body, keep, isPaused]);
  useEffect(() => drafts.onFlush(() => keep.flush()), [drafts, keep]);

  return {
    offered,
    takeUp: () => {
      if (offered) form.setValues(offered.values);
      setOffered(null);
    },
    /** After saving, or when the person throws the draft away. */
    drop: () => {
      setOffered(null);
      if (name === null) return;
      isDropped.current = true;
      keep.cancel();
      lastKept.current = null;
      void drafts.drop(name).finally(() => {
        isDropped.current = false;
      });
    },
  };
};
