import { Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { addDays, deadlineDay } from "#base/dates.ts";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Task } from "../task-contract.ts";
import { taskPartContract, type visitKinds } from "../task-part-contract.ts";
import { visitKindWords } from "../task-part-words.ts";
import { useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

export const HelperStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const add = useCommand("council.addHelper");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="加协办单位"
      action="加上"
      draft={`council.addHelper.${id}`}
      done="已加协办单位"
      empty={{
        unit: null as Choice | null,
        person: null as Choice | null,
        organisationId: "",
        contactId: null as string | null,
        part: "",
      }}
      schema={taskPartContract["council.addHelper"].input.omit(withoutStep)}
      save={({ organisationId, contactId, part }) => add.run({ id, version, organisationId, contactId, part })}
    >
      {(form) => (
        <>
          <OrganisationPicker
            label="协办单位"
            required
            value={form.values.unit}
            onChange={(choice) => {
              form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("organisationId", choice?.id ?? "");
              form.setFieldValue("person", null);
              form.setFieldValue("contactId", null);
            }}
            error={form.errors.organisationId}
          />
          <ContactPicker
            label="联系人"
            organisation={form.values.unit}
            value={form.values.person}
            onChange={(choice) => {
              form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("contactId", choice?.id ?? null);
            }}
            error={form.errors.contactId}
          />
          <TextInput label="协办什么" required {...form.getInputProps("part")} />
        </>
      )}
    </StepDialog>
  );
};

export const MilestoneStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const add = useCommand("council.addMilestone");
  const { today } = useMoment();
  const last = deadlineDay(task.dueAt);
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="加一个步骤"
      action="加上"
      draft={`council.addMilestone.${id}`}
      done="已加步骤"
      empty={{
        title: "",
        unit: { id: task.leadOrganisationId, label: task.unitName } as Choice | null,
        person: { id: task.responsibleId, label: task.responsibleName } as Choice | null,
        responsibleId: task.responsibleId,
        dueDate: last > today ? last : addDays(today, 1),
      }}
      schema={taskPartContract["council.addMilestone"].input.omit(withoutStep)}
      save={({ title, responsibleId, dueDate }) => add.run({ id, version, title, responsibleId, dueDate })}
    >
      {(form) => (
        <>
          <TextInput
            label="这一步做什么"
            placeholder="例如：征求12户意见"
            required
            data-autofocus
            {...form.getInputProps("title")}
          />
          <OrganisationPicker
            label="单位"
            value={form.values.unit}
            onChange={(choice) => {
              form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("person", null);
              form.setFieldValue("responsibleId", "");
            }}
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
          <DateInput label="哪天前完成" required valueFormat="YYYY-MM-DD" {...form.getInputProps("dueDate")} />
        </>
      )}
    </StepDialog>
  );
};

export const MilestoneDoneStep = (props: {
  task: Task;
  milestone: Task["milestones"][number];
  isOpen: boolean;
  onClose(): void;
}) => {
  const { id, version } = props.task;
  const finish = useCommand("council.finishMilestone");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`完成：${props.milestone.title}`}
      action="完成"
      draft={`council.finishMilestone.${props.milestone.id}`}
      done="这一步已完成"
      empty={{ evidence: "" }}
      schema={taskPartContract["council.finishMilestone"].input.pick({ evidence: true })}
      save={(values) => finish.run({ id, version, milestoneId: props.milestone.id, ...values })}
    >
      {(form) => (
        <Textarea
          label="完成情况和凭据"
          required
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("evidence")}
        />
      )}
    </StepDialog>
  );
};

export const WithdrawVisitStep = (props: {
  task: Task;
  visit: Task["visits"][number];
  isOpen: boolean;
  onClose(): void;
}) => {
  const { id, version } = props.task;
  const withdraw = useCommand("council.withdrawVisit");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="撤回上门记录"
      action="撤回"
      draft={`council.withdrawVisit.${props.visit.id}`}
      done="已撤回，经过里留有记录"
      empty={{ reason: "" }}
      schema={taskPartContract["council.withdrawVisit"].input.pick({ reason: true })}
      save={(values) => withdraw.run({ id, version, visitId: props.visit.id, ...values })}
    >
      {(form) => <TextInput label="为什么撤回" required data-autofocus {...form.getInputProps("reason")} />}
    </StepDialog>
  );
};

export const VisitStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const visit = useCommand("council.recordVisit");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="记上门"
      action="记下"
      draft={`council.recordVisit.${id}`}
      done="已记下上门"
      size="44rem"
      empty={{
        kind: null as (typeof visitKinds)[number] | null,
        visitDate: today,
        visitor: "",
        companion: "",
        outcome: "",
        nextVisitDate: null as string | null,
      }}
      schema={taskPartContract["council.recordVisit"].input.omit(withoutStep)}
      save={({ kind, ...values }) => visit.run({ id, version, kind: kind ?? "do", ...values })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="三上门"
            words={visitKindWords}
            value={form.values.kind}
            onChange={(value) => form.setFieldValue("kind", value)}
            required
            error={form.errors.kind}
          />
          <DateInput
            label="哪天去的"
            required
            valueFormat="YYYY-MM-DD"
            maxDate={today}
            {...form.getInputProps("visitDate")}
          />
          <TextInput label="谁去的" required {...form.getInputProps("visitor")} />
          <TextInput label="同去的人" {...form.getInputProps("companion")} />
          <Textarea label="结果" required autosize minRows={2} {...form.getInputProps("outcome")} />
          <DateInput
            label="下次哪天再去"
            description="到了这天，会列在“今日”里"
            clearable
            valueFormat="YYYY-MM-DD"
            minDate={addDays(today, 1)}
            {...form.getInputProps("nextVisitDate")}
          />
        </>
      )}
    </StepDialog>
  );
};
