import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { forgetRefusal } from "./asking.tsx";
import { CarriedNotice, ConflictNotice, ResumedNotice } from "./conflict-notice.tsx";
import { DraftOffer } from "./draft-offer.tsx";
import { useEntryForm } from "./form.tsx";
import { useFormDraft } from "./form-draft.ts";
import { afterSaving, rebase, type Together } from "./rebase.ts";
import { useOpenRecord } from "./record-context.ts";
import { refresh } from "./refresh.ts";

export type AskedForm<V extends Record<string, unknown>, R = unknown> = {
  empty: V;
  schema: z.ZodType;
  together?: Together<V>;
  save(values: V): Promise<Reply<R>>;
};

/** What a colleague put where something else was typed. */
const contestedSentence = (now: unknown): string => {
  if (now === "") return "同事刚清空了这里";
  const isReadable = typeof now === "string" && /\p{Script=Han}/u.test(now);
  return isReadable ? `同事刚改成“${now.length > 60 ? `${now.slice(0, 60)}…` : now}”` : "同事也改了这里";
};

const contestedErrors = <V extends Record<string, unknown>>(now: V, contested: readonly string[]) =>
  Object.fromEntries(contested.map((key) => [key, contestedSentence(now[key])]));

/**
 * A form on a record as it was when the form opened: the values it starts from, and the version that its `save` sends.
 * What others save meanwhile resets nothing that is being typed, and nothing of theirs is overwritten unseen: after a
 * conflict the form is carried over to the record as it is now, and saved again only by hand.
 */
export const useRecordForm = <V extends Record<string, unknown>, R = unknown>(
  live: AskedForm<V, R>,
  draftName: string | null,
) => {
  const client = useQueryClient();
  const { version, timeline } = useOpenRecord();
  const asked = { ...live, version };
  const latest = useRef(asked);
  // With the very page that shows it: a reload takes it a turn later.
  useLayoutEffect(() => {
    latest.current = asked;
  });
  const [opened, setOpened] = useState(asked);
  const [keptAs] = useState(draftName);
  const form = useEntryForm(opened.empty, opened.schema);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const [resumed, setResumed] = useState<{ at: string; isContested: boolean } | null>(null);
  /** `other` is what the form does not show now: theirs, or mine. */
  const [carried, setCarried] = useState<{ other: V; contested: string[]; isTheirs: boolean } | null>(null);
  const saved = useRef(opened.empty);
  const draft = useFormDraft(keptAs, form, opened.empty, {
    together: opened.together,
    isPaused: carried?.isTheirs ?? false,
    takeUp: ({ values, contested, updatedAt }) => {
      form.setValues(values);
      form.setErrors(contestedErrors(opened.empty, contested));
      setResumed({ at: updatedAt, isContested: contested.length > 0 });
    },
  });

  /** What the page shows once all of it has been read again. */
  const readAgain = async () => {
    await refresh(client, () => true);
    // What was read reaches the page one turn later.
    await new Promise((resolve) => setTimeout(resolve));
    return latest.current;
  };

  const save = async (values: V): Promise<Reply<R>> => {
    const reply = await opened.save(values);
    if (reply.ok) {
      saved.current = values;
      draft.drop();
      setResumed(null);
    }
    setRefusal(reply.ok || reply.fields !== undefined ? null : reply.code);
    setCarried(null);
    return reply;
  };

  const reload = async () => {
    setReading(true);
    const now = await readAgain();
    const { values, contested } = rebase(opened.empty, form.getValues(), now.empty, now.together);
    form.setValues(values);
    form.setErrors(contestedErrors(now.empty, contested));
    setOpened(now);
    setCarried({ other: now.empty, contested, isTheirs: false });
    setRefusal(null);
    setResumed(null);
    setReading(false);
  };

  const turn = () => {
    if (!carried) return;
    const shown = form.getValues();
    form.setValues(carried.other);
    if (carried.isTheirs) form.setErrors(contestedErrors(opened.empty, carried.contested));
    setCarried({ ...carried, other: shown, isTheirs: !carried.isTheirs });
  };

  // A step that a colleague has taken first is refused for the state that it left behind.
  const isStale = refusal === "Conflict" || (refusal !== null && version !== opened.version);
  useEffect(() => {
    if (isStale) forgetRefusal();
  }, [isStale]);
  const notice = (
    <>
      <DraftOffer draft={draft} />
      {resumed && (
        <ResumedNotice
          {...resumed}
          onDrop={() => {
            form.setValues(opened.empty);
            draft.drop();
            setResumed(null);
          }}
        />
      )}
      {isStale && <ConflictNotice isReading={isReading} onReload={() => void reload()} />}
      {carried && (
        <CarriedNotice
          contestedCount={carried.contested.length}
          isTheirs={carried.isTheirs}
          timeline={timeline}
          onTurn={turn}
        />
      )}
    </>
  );

  const beginWith = (now: typeof asked) => {
    form.setValues(afterSaving(saved.current, form.getValues(), now.empty));
    setOpened(now);
  };
  /** For a form that stays open after it has saved, on the record as it is then. */
  const startAgain = async () => beginWith(await readAgain());
  /** The same for one that begins as it began, whatever was saved: at once, for whoever writes on. */
  const clear = () => beginWith(latest.current);
  return { form, save, notice, startAgain, clear };
};
