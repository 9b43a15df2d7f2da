import { Textarea, TextInput } from "@mantine/core";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { taskContract } from "../task-contract.ts";
import { visibilityWords } from "../topic-words.ts";
import { useCommand } from "./door.ts";
import { PublicWordingField } from "./new-task.tsx";
import { type StepProps, withoutStep } from "./task-step.tsx";

export const ChangeStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const change = useCommand("council.changeTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`修改 ${task.numberText}`}
      action="保存"
      draft={`council.changeTask.${id}`}
      done="已保存"
      size="44rem"
      empty={{
        title: task.title,
        measure: task.measure,
        publicWording: task.publicWording,
        visibility: task.visibility,
        track: task.track,
        urgency: task.urgency,
        gridId: task.gridId,
        onlinePlatform: task.onlinePlatform,
        onlineNumber: task.onlineNumber,
      }}
      schema={taskContract["council.changeTask"].input.omit(withoutStep)}
      save={(values) => change.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <TextInput label="事项" required data-autofocus {...form.getInputProps("title")} />
          <PublicWordingField form={form as never} />
          <Textarea label="办理措施" autosize minRows={2} {...form.getInputProps("measure")} />
          <ChoiceRow
            label="公开程度"
            words={visibilityWords}
            value={form.values.visibility}
            onChange={(value) => form.setFieldValue("visibility", value)}
          />
        </>
      )}
    </StepDialog>
  );
};
