import { Button, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { tellDone } from "./asking.tsx";
import { type EntryForm, FormFrame, useEntryForm } from "./form.tsx";

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

const DialogForm = <V extends Record<string, unknown>>(props: DialogProps<V>) => {
  const form = useEntryForm(props.empty, props.schema);
  return (
    <FormFrame
      form={form}
      label={props.title}
      onSave={async (values) => {
        const reply = await props.save(values);
        if (reply.ok) {
          props.onClose();
          tellDone(props.done);
        }
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
      <Stack gap="sm">{props.children(form)}</Stack>
    </FormFrame>
  );
};

/** One step on a record: a small form, one button, one sentence when it is done. */
export const StepDialog = <V extends Record<string, unknown>>(
  props: DialogProps<V> & { isOpen: boolean; size?: string },
) => (
  <Modal
    opened={props.isOpen}
    onClose={props.onClose}
    title={props.title}
    size={props.size ?? "36rem"}
    closeOnClickOutside={false}
  >
    {props.isOpen && <DialogForm {...props} />}
  </Modal>
);
