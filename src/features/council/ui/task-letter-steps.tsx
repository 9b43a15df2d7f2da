import { Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { addDays, dayOf, instantAt, timeOf } from "#base/dates.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Task } from "../task-contract.ts";
import { type superviseWays, type TaskLetter, taskLetterContract } from "../task-letter-contract.ts";
import { superviseWayWords } from "../task-part-words.ts";
import { useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

const ReplyBy = ({ form }: { form: EntryForm<{ replyBy: string | null } & Record<string, unknown>> }) => {
  const { today } = useMoment();
  return (
    <DateInput
      label="请对方在哪天前答复"
      clearable
      valueFormat="YYYY-MM-DD"
      minDate={today}
      {...form.getInputProps("replyBy")}
    />
  );
};

export const UrgeStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const { today } = useMoment();
  const urge = useCommand("council.urgeTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`催办 ${task.unitName}`}
      action="催办"
      draft={`council.urgeTask.${id}`}
      done="已记下催办，可以在任务里打印催办单"
      empty={{ words: "", replyBy: addDays(today, 1) as string | null }}
      schema={taskLetterContract["council.urgeTask"].input.omit(withoutStep)}
      save={(values) => urge.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <Textarea
            label="催办的话"
            description={`致 ${task.unitName} ${task.responsibleName}`}
            placeholder="例如：明天到期，请今天反馈进展"
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("words")}
          />
          <ReplyBy form={form as never} />
        </>
      )}
    </StepDialog>
  );
};

export const SuperviseStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const supervise = useCommand("council.superviseTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`督办 ${task.numberText}`}
      action="督办"
      draft={`council.superviseTask.${id}`}
      done="已记下督办，可以在任务里打印督办函"
      size="44rem"
      empty={{ way: null as (typeof superviseWays)[number] | null, words: "", replyBy: null as string | null }}
      schema={taskLetterContract["council.superviseTask"].input.omit(withoutStep)}
      save={({ way, ...values }) => supervise.run({ id, version, way: way ?? "written", ...values })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="怎样督办"
            words={superviseWayWords}
            value={form.values.way}
            onChange={(value) => form.setFieldValue("way", value)}
            required
            error={form.errors.way}
          />
          <Textarea label="督办要求" required autosize minRows={3} {...form.getInputProps("words")} />
          <ReplyBy form={form as never} />
        </>
      )}
    </StepDialog>
  );
};

export const WhistleStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const whistle = useCommand("council.whistleForTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`吹哨 ${task.numberText}`}
      action="吹哨"
      draft={`council.whistleForTask.${id}`}
      done="已记下吹哨的时间，到场后请记“报到”"
      empty={{ toWhom: "", words: "", replyBy: null as string | null }}
      schema={taskLetterContract["council.whistleForTask"].input.omit(withoutStep)}
      save={(values) => whistle.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <TextInput
            label="吹哨给谁"
            placeholder="例如：街道综合执法队"
            required
            data-autofocus
            {...form.getInputProps("toWhom")}
          />
          <Textarea label="要他们来解决什么" required autosize minRows={2} {...form.getInputProps("words")} />
          <ReplyBy form={form as never} />
        </>
      )}
    </StepDialog>
  );
};

type LetterStep = { task: Task; letter: TaskLetter; isOpen: boolean; onClose(): void };

export const ArrivalStep = ({ task, letter, isOpen, onClose }: LetterStep) => {
  const { id, version } = task;
  const { now } = useMoment();
  const arrive = useCommand("council.recordArrival");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`${letter.toWhom} 报到`}
      action="记下"
      draft={null}
      done="已记下到场时间"
      empty={{ day: dayOf(now), time: timeOf(now) }}
      schema={taskLetterContract["council.recordArrival"].input.pick({})}
      save={({ day, time }) => arrive.run({ id, version, letterId: letter.id, arrivedAt: instantAt(day, time) })}
    >
      {(form) => (
        <>
          <DateInput label="哪天到的" required valueFormat="YYYY-MM-DD" {...form.getInputProps("day")} />
          <TextInput label="几点到的" type="time" required data-autofocus {...form.getInputProps("time")} />
        </>
      )}
    </StepDialog>
  );
};

export const LetterReplyStep = ({ task, letter, isOpen, onClose }: LetterStep) => {
  const { id, version } = task;
  const answer = useCommand("council.recordLetterReply");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`${letter.numberText} 的答复`}
      action="记下"
      draft={`council.recordLetterReply.${letter.id}`}
      done="已记下答复"
      empty={{ reply: "" }}
      schema={taskLetterContract["council.recordLetterReply"].input.pick({ reply: true })}
      save={(values) => answer.run({ id, version, letterId: letter.id, ...values })}
    >
      {(form) => (
        <Textarea
          label="怎么说的，结果怎样"
          required
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("reply")}
        />
      )}
    </StepDialog>
  );
};
