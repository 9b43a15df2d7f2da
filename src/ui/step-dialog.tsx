import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { tellDone } from "./asking.tsx";
import { type EntryForm, FormFrame } from "./form.tsx";
import { SmallModal } from "./layers.tsx";
import { type AskedForm, useRecordForm } from "./record-form.tsx";

type DialogProps<V extends Record<string, unknown>> = AskedForm<V> & {
  title: string;
  /** What the button says it does. */
  action: string;
  /** Under which name what is typed is kept: form and record. Null for what must not be kept, as a PIN. */
  draft: string | null;
  done: string;
  /** Offered with the note that it is done. */
  undo?: { run(): void };
  children(form: EntryForm<V>): ReactNode;
  onClose(): void;
  /** What follows a step that was done, where it is not closing. */
  onDone?(): void;
};

const DialogForm = <V extends Record<string, unknown>>(props: DialogProps<V>) => {
  const { empty, schema, together, save } = props;
  const record = useRecordForm<V>({ empty, schema, save, ...(together && { together }) }, props.draft);
  return (
    <FormFrame
      form={record.form}
      label={props.title}
      onSave={async (values) => {
        const reply = await record.save(values);
        if (reply.ok) {
          (props.onDone ?? props.onClose)();
          tellDone(props.done, props.undo);
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
      {record.notice}
      <Stack gap="sm">{props.children(record.form)}</Stack>
    </FormFrame>
  );
};

/**
 * One step on a record: a small form, one button, one sentence when it is done. Its `empty` and `save` are those of
 * the moment in which it opened, so that the version it sends is the one that the person saw.
 */
export const StepDialog = <V extends Record<string, unknown>>(
  props: DialogProps<V> & { isOpen: boolean; size?: string },
) => (
  <SmallModal isOpen={props.isOpen} onClose={props.onClose} title={props.title} size={props.size ?? "36rem"}>
    {props.isOpen && <DialogForm {...props} />}
  </SmallModal>
);
