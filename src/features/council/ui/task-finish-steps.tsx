import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { withReply } from "../reply-template.ts";
import { taskContract } from "../task-contract.ts";
import { closeClassWords } from "../task-words.ts";
import { useCommand } from "./door.ts";
import { ReplyChoices } from "./reply-choices.tsx";
import { noPhotos, Photos, type StepProps, withoutStep } from "./task-step.tsx";

export const FinishStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const finish = useCommand("council.finishTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="反馈办结"
      action="办结"
      draft={`council.finishTask.${id}`}
      done="已反馈办结，进入回访"
      size="44rem"
      empty={{
        actor: task.responsibleName,
        result: "",
        evidence: "",
        attachments: noPhotos,
        isResidentTold: false,
        onlineNumber: task.onlineNumber,
      }}
      schema={taskContract["council.finishTask"].input
        .omit(withoutStep)
        .refine((values) => values.isResidentTold, {
          path: ["isResidentTold"],
          message: "请先告知居民，再勾选",
        })
        .refine((values) => values.evidence !== "" || values.attachments.length > 0, {
          path: ["evidence"],
          message: "请写凭据说明，或添加照片",
        })
        .refine((values) => task.track !== "online" || values.onlineNumber !== "", {
          path: ["onlineNumber"],
          message: "网上办要填写平台编号",
        })}
      save={(values) => finish.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <Textarea label="办理结果" required data-autofocus autosize minRows={3} {...form.getInputProps("result")} />
          <ReplyChoices
            kind="finished"
            of={{ kind: "task", id }}
            onTake={(text) => form.setFieldValue("result", withReply(form.values.result, text))}
          />
          <Textarea
            label="凭据说明"
            description="没有照片时必须写：谁、什么时候、看到了什么"
            autosize
            minRows={1}
            {...form.getInputProps("evidence")}
          />
          <Photos form={form as never} />
          {task.track === "online" && <TextInput label="平台编号" required {...form.getInputProps("onlineNumber")} />}
          <TextInput label="谁反馈的" {...form.getInputProps("actor")} />
          <Checkbox label="已把结果告知居民" {...form.getInputProps("isResidentTold", { type: "checkbox" })} />
        </>
      )}
    </StepDialog>
  );
};

export const CancelStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const cancel = useCommand("council.cancelTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`终止 ${task.numberText}`}
      action="终止"
      draft={`council.cancelTask.${id}`}
      done="已终止"
      empty={{ reason: "" }}
      schema={taskContract["council.cancelTask"].input.omit(withoutStep)}
      save={(values) => cancel.run({ id, version, ...values })}
    >
      {(form) => (
        <Textarea
          label="理由"
          description="终止以后不能恢复，记录会留着；诉求回到“已受理”，可以另立任务"
          required
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

export const CloseStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const closeTask = useCommand("council.closeTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="写明理由销号"
      action="销号"
      draft={`council.closeTask.${id}`}
      done="已销号"
      size="44rem"
      empty={{ closeClass: null as "explained" | "beyondPower" | "residentRefuses" | null, reason: "" }}
      schema={taskContract["council.closeTask"].input.omit(withoutStep)}
      save={({ closeClass, reason }) => closeTask.run({ id, version, closeClass: closeClass ?? "explained", reason })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="类别"
            words={{
              explained: closeClassWords.explained,
              beyondPower: closeClassWords.beyondPower,
              residentRefuses: closeClassWords.residentRefuses,
            }}
            value={form.values.closeClass}
            onChange={(value) => form.setFieldValue("closeClass", value)}
            required
            error={form.errors.closeClass}
          />
          <Textarea label="理由" required autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
