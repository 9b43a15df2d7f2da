import { AttachmentField, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import type { EntryForm } from "#ui/form.tsx";
import type { Task } from "../task-contract.ts";

/** What the dialog of each step on a task is given. */
export type StepProps = { task: Task; isOpen: boolean; onClose(): void };

/** Which record is meant is known; the form asks for the rest. */
export const withoutStep = { id: true, version: true } as const;

export const noPhotos: NewAttachment[] = [];

export const Photos = ({ form }: { form: EntryForm<{ attachments: NewAttachment[] } & Record<string, unknown>> }) => (
  <AttachmentField
    label="照片和文件"
    value={form.values.attachments}
    onChange={(value) => form.setFieldValue("attachments", value as never)}
    error={form.errorOf("attachments")}
  />
);
