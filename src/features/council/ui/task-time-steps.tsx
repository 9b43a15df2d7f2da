import { Checkbox, Textarea } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { addDays, deadlineDay } from "#base/dates.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { taskContract } from "../task-contract.ts";
import { useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

export const AskExtensionStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const askExtension = useCommand("council.askExtension");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="申请延期"
      action="申请"
      draft={`council.askExtension.${id}`}
      done="已申请，等负责人批准"
      empty={{ newDueDate: addDays(deadlineDay(task.dueAt), 1), reason: "" }}
      schema={taskContract["council.askExtension"].input.omit(withoutStep)}
      save={(values) => askExtension.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <DateInput
            label="延到哪天"
            description={`现在的期限：${task.dueWhy}`}
            required
            valueFormat="YYYY-MM-DD"
            minDate={addDays(deadlineDay(task.dueAt), 1)}
            {...form.getInputProps("newDueDate")}
          />
          <Textarea label="理由" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};

export const DecideExtensionStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const decide = useCommand("council.decideExtension");
  const asked = task.extensions.find((extension) => extension.state === "asked");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="审批延期"
      action="保存"
      draft={`council.decideExtension.${id}`}
      done="已审批"
      empty={{ isApproved: "yes" as "yes" | "no", isResidentTold: false, note: "" }}
      schema={taskContract["council.decideExtension"].input.pick({ note: true })}
      save={({ isApproved, ...values }) => decide.run({ id, version, isApproved: isApproved === "yes", ...values })}
    >
      {(form) => (
        <>
          <div>
            申请延到 {asked?.newDueDate}：{asked?.reason}
          </div>
          <ChoiceRow
            label="意见"
            words={{ yes: "批准", no: "不批准" }}
            value={form.values.isApproved}
            onChange={(value) => form.setFieldValue("isApproved", value)}
          />
          {form.values.isApproved === "yes" && (
            <Checkbox label="已把新的期限告知居民" {...form.getInputProps("isResidentTold", { type: "checkbox" })} />
          )}
          <Textarea label="说明" autosize minRows={1} {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};
