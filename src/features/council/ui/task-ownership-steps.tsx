import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useNavigate } from "@tanstack/react-router";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { ownershipWords } from "../appeal-words.ts";
import { taskLetterContract } from "../task-letter-contract.ts";
import { type TaskBasis, taskOwnershipContract } from "../task-ownership-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

type BasisForm = EntryForm<TaskBasis & Record<string, unknown>>;

/** 依据: what was handed down is copied from its paper. */
export const BasisFields = ({ form, isFirst }: { form: BasisForm; isFirst: boolean }) => {
  const { today } = useMoment();
  return (
    <SimpleGrid cols={2} spacing="sm">
      <TextInput label="转来单位" required data-autofocus={isFirst || undefined} {...form.getInputProps("fromWhom")} />
      <TextInput label="文件名称或文号" required {...form.getInputProps("document")} />
      <DateInput
        label="哪天收到的"
        required
        valueFormat="YYYY-MM-DD"
        maxDate={today}
        {...form.getInputProps("receivedDate")}
      />
      <DateInput
        label="上级要求哪天前办结"
        clearable
        valueFormat="YYYY-MM-DD"
        {...form.getInputProps("upstreamDueDate")}
      />
    </SimpleGrid>
  );
};

export const BasisStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const { today } = useMoment();
  const record = useCommand("council.recordBasis");
  return (
    <StepDialog<TaskBasis>
      isOpen={isOpen}
      onClose={onClose}
      title="上级转来的依据"
      action="记下"
      draft={`council.recordBasis.${id}`}
      done="已登记依据"
      empty={task.basis ?? { document: "", fromWhom: "", receivedDate: today, upstreamDueDate: null }}
      schema={taskOwnershipContract["council.recordBasis"].input.omit(withoutStep)}
      save={(values) => record.run({ id, version, ...values })}
    >
      {(form) => <BasisFields form={form as never} isFirst />}
    </StepDialog>
  );
};

export const OwnershipStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const change = useCommand("council.changeTaskOwnership");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="变更归口"
      action="变更"
      draft={`council.changeTaskOwnership.${id}`}
      done="已变更归口"
      size="44rem"
      empty={{ ownership: task.ownership, reason: "" }}
      schema={taskOwnershipContract["council.changeTaskOwnership"].input.omit(withoutStep)}
      save={(values) => change.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="归口"
            words={ownershipWords}
            value={form.values.ownership}
            onChange={(value) => form.setFieldValue("ownership", value)}
          />
          <Textarea label="理由" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};

/** 报到退回单, and on to the paper: it goes along with the order. */
export const ReferStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const navigate = useNavigate();
  const refer = useCommand("council.referTask");
  const suggested = useAnswer(
    "council.suggestOwnership",
    { text: `${task.title} ${task.publicWording} ${task.measure}`.slice(0, 2000), categoryCode: null },
    { isEnabled: isOpen },
  );
  const matter = suggested.data?.suggestion?.ownership === "outside" ? suggested.data.suggestion.matter : null;
  return (
    <StepDialog
      isOpen={isOpen && !suggested.isLoading}
      onClose={onClose}
      title="清单外事项报到退回单"
      action="开单并打印"
      draft={`council.referTask.${id}`}
      done="已开报到退回单"
      empty={{
        toWhom: matter?.office ?? "",
        words:
          matter === null
            ? "经核对，这件事不在本社区事项清单内。"
            : `经核对，这件事不在本社区事项清单内，属于“${matter.title}”。${matter.basis === "" ? "" : `依据：${matter.basis}。`}`,
        replyBy: null as string | null,
      }}
      schema={taskLetterContract["council.referTask"].input.omit(withoutStep)}
      save={async (values) => {
        const reply = await refer.run({ id, version, ...values });
        if (reply.ok)
          void navigate({
            to: "/council/task-paper" as never,
            search: { id, paper: "letter", letter: reply.value.letterId } as never,
          });
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="转给谁" required data-autofocus {...form.getInputProps("toWhom")} />
          <Textarea label="为什么不归社区办" required autosize minRows={2} {...form.getInputProps("words")} />
          <DateInput
            label="请对方在哪天前报到或退回"
            clearable
            valueFormat="YYYY-MM-DD"
            {...form.getInputProps("replyBy")}
          />
        </>
      )}
    </StepDialog>
  );
};
