import { Button, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { tellDone } from "./asking.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { type EntryForm, FormFrame, useEntryForm } from "./form.tsx";
import { SmallModal } from "./layers.tsx";

type DialogProps<V extends Record<string, unknown>> = {
  title: string;
  /** What the button says it does. */
  action: string;
  empty: V;
  schema: z.ZodType;
  save(values: V): Promise<Reply<unknown>>;
  done: string;
  children(form: EntryForm<V>): ReactNode;
  onClose(): void;
};

const DialogForm = <V extends Record<string, unknown>>(props: DialogProps<V> & { onReloaded(): void }) => {
  const form = useEntryForm(props.empty, props.schema);
  const [isStale, setStale] = useState(false);
  return (
    <FormFrame
      form={form}
      label={props.title}
      onSave={async (values) => {
        const reply = await props.save(values);
        if (reply.ok) {
          props.onClose();
          tellDone(props.done);
        } else setStale(reply.code === "Conflict");
        return reply;
      }}
      actions={
        <Button variant="default" onClick={props.onClose}>
          取消
        </Button>
      }
      saveButton={
        <Button type="submit" rightSection={<kbd>Ctrl Enter</kbd>}>
          {props.action}
        </Button>
      }
    >
      {isStale && <ConflictNotice onReloaded={props.onReloaded} />}
      <Stack gap="sm">{props.children(form)}</Stack>
    </FormFrame>
  );
};

/** One step on a record: a small form, one button, one sentence when it is done. */
export const StepDialog = <V extends Record<string, unknown>>(
  props: DialogProps<V> & { isOpen: boolean; size?: string },
) => {
  const [round, setRound] = useState(0);
  return (
    <SmallModal isOpen={props.isOpen} onClose={props.onClose} title={props.title} size={props.size ?? "36rem"}>
      {props.isOpen && <DialogForm key={round} {...props} onReloaded={() => setRound(round + 1)} />}
    </SmallModal>
  );
};
