import { Textarea, TextInput } from "@mantine/core";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { taskContract } from "../task-contract.ts";
import { useCommand } from "./door.ts";
import { noPhotos, Photos, type StepProps, withoutStep } from "./task-step.tsx";

export const AcceptStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const accept = useCommand("council.acceptTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="记接单"
      action="记下"
      draft={`council.acceptTask.${id}`}
      done="已接单"
      empty={{ actor: task.responsibleName }}
      schema={taskContract["council.acceptTask"].input.omit(withoutStep)}
      save={(values) => accept.run({ id, version, ...values })}
    >
      {(form) => <TextInput label="谁接的单" data-autofocus {...form.getInputProps("actor")} />}
    </StepDialog>
  );
};

export const ProgressStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const progress = useCommand("council.recordProgress");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="记进展"
      action="记下"
      draft={`council.recordProgress.${id}`}
      done="已记下进展"
      empty={{ actor: task.responsibleName, words: "", attachments: noPhotos }}
      schema={taskContract["council.recordProgress"].input.omit(withoutStep)}
      save={(values) => progress.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <Textarea label="办到哪一步" required data-autofocus autosize minRows={3} {...form.getInputProps("words")} />
          <TextInput label="谁说的" {...form.getInputProps("actor")} />
          <Photos form={form as never} />
        </>
      )}
    </StepDialog>
  );
};

export const ReturnStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const giveBack = useCommand("council.returnTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="退单"
      action="退单"
      draft={`council.returnTask.${id}`}
      done="已退单，请改派"
      empty={{ actor: task.responsibleName, reason: "", evidence: "", attachments: noPhotos }}
      schema={taskContract["council.returnTask"].input
        .omit(withoutStep)
        .refine((values) => values.evidence !== "" || values.attachments.length > 0, {
          path: ["evidence"],
          message: "请写明依据，或添加照片、文件",
        })}
      save={(values) => giveBack.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <Textarea label="为什么退" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
          <TextInput label="依据" placeholder="例如：产权登记、职责清单第几条" {...form.getInputProps("evidence")} />
          <Photos form={form as never} />
          <TextInput label="谁退的" {...form.getInputProps("actor")} />
        </>
      )}
    </StepDialog>
  );
};

export const TransferStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const transfer = useCommand("council.transferTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="转办"
      action="转办"
      draft={`council.transferTask.${id}`}
      done="已转办，等新的单位接单"
      empty={{
        unit: { id: task.leadOrganisationId, label: task.unitName } as Choice | null,
        person: null as Choice | null,
        leadOrganisationId: task.leadOrganisationId,
        responsibleId: "",
        reason: "",
      }}
      schema={taskContract["council.transferTask"].input.omit(withoutStep)}
      save={({ leadOrganisationId, responsibleId, reason }) =>
        transfer.run({ id, version, leadOrganisationId, responsibleId, reason })
      }
    >
      {(form) => (
        <>
          <OrganisationPicker
            label="责任单位"
            required
            value={form.values.unit}
            onChange={(choice) => {
              form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("leadOrganisationId", choice?.id ?? "");
              form.setFieldValue("person", null);
              form.setFieldValue("responsibleId", "");
            }}
            error={form.errors.leadOrganisationId}
          />
          <ContactPicker
            label="责任人"
            required
            organisation={form.values.unit}
            value={form.values.person}
            onChange={(choice) => {
              form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("responsibleId", choice?.id ?? "");
            }}
            error={form.errors.responsibleId}
          />
          <Textarea label="理由" required autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
