import { useEffect, useMemo } from "react";
import type { Door } from "#ui/door.ts";
import type { Drafts } from "#ui/drafts.tsx";

/**
 * Keeps drafts for the person who sits here, and for nobody else: what a covered page of somebody before would still
 * send is not sent. `flush` ends once all that is typed has arrived.
 */
export const useDraftKeeper = (door: Door, isSitting: () => boolean): { drafts: Drafts; flush(): Promise<void> } => {
  const { flushNow, ...keeper } = useMemo(() => {
    const listeners = new Set<() => void>();
    const sending = new Set<Promise<unknown>>();
    let isLeaving = false;
    // What cannot be kept now still stands in the form, and is kept with the next key.
    const send = async (name: string, input: unknown) => {
      const sent = door.ask(name, input).catch(() => undefined);
      sending.add(sent);
      await sent;
      sending.delete(sent);
    };
    const flushNow = (isLast: boolean) => {
      isLeaving = isLast;
      for (const listener of listeners) listener();
      isLeaving = false;
    };
    const drafts: Drafts = {
      find: async (form) => {
        const reply = await door.ask("system.draft", { form }).catch(() => undefined);
        const value = reply?.ok ? (reply.value as { body: unknown; updatedAt: string | null }) : null;
        return value?.updatedAt ? { values: value.body, updatedAt: value.updatedAt } : null;
      },
      keep: (form, values) => {
        if (!isSitting()) return;
        const input = { form, body: values };
        if (isLeaving) door.leaveBehind("system.saveDraft", input);
        else void send("system.saveDraft", input);
      },
      drop: async (form) => {
        if (isSitting()) await send("system.dropDraft", { form });
      },
      onFlush: (listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    };
    const flush = async () => {
      flushNow(false);
      await Promise.all(sending);
    };
    return { drafts, flush, flushNow };
  }, [door, isSitting]);

  useEffect(() => {
    const onLeaving = () => flushNow(true);
    window.addEventListener("pagehide", onLeaving);
    return () => window.removeEventListener("pagehide", onLeaving);
  }, [flushNow]);
  return keeper;
};
