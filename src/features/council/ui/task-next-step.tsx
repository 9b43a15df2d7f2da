import { Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { z } from "zod";
import { SmallModal } from "#ui/layers.tsx";
import { DeadlineText } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Task } from "../task-contract.ts";
import { type NextStep, nextStepOf } from "../task-next-step.ts";
import { useAnswer, useCommand } from "./door.ts";
import { RecordTry } from "./record-try.tsx";
import { FinishStep } from "./task-finish-steps.tsx";
import { AcceptStep } from "./task-order-steps.tsx";
import { ResumeStep } from "./task-parking-steps.tsx";
import type { StepProps } from "./task-step.tsx";
import { TakerStep } from "./task-taker-steps.tsx";

/** On the page of the task it is one press; from a card it says first what goes to whom. */
const DispatchStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const dispatch = useCommand("council.dispatchTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`派单 ${task.numberText}`}
      action="派单"
      draft={null}
      done="已派单"
      empty={{}}
      schema={z.object({})}
      save={() => dispatch.run({ id, version })}
    >
      {() => (
        // Nothing is asked here, so that the keys of the form need somewhere to stand.
        <Text tabIndex={-1} data-autofocus>
          {task.title}，派给 {task.unitName} {task.responsibleName}，期限 <DeadlineText at={task.dueAt} />。
        </Text>
      )}
    </StepDialog>
  );
};

/** 回访 of the first who still waits to be asked; the last answer closes the task. */
const FollowUpStep = ({ task, isOpen, onClose }: StepProps) => {
  const waiting = task.followUps.find(({ state }) => state === "open");
  return (
    <SmallModal
      isOpen={isOpen}
      onClose={onClose}
      title={waiting ? `回访 ${waiting.reporterLabel} ${waiting.maskedPhone}` : `回访 ${task.numberText}`}
      size="44rem"
    >
      <Text size="sm" mb="xs">
        办理结果：{task.result}
      </Text>
      {waiting ? (
        <RecordTry followUp={waiting} onDone={onClose} />
      ) : (
        <>
          <Text my="sm">要回访的人您看不到，请负责人来做。</Text>
          <Button onClick={onClose}>知道了</Button>
        </>
      )}
    </SmallModal>
  );
};

const dialogs = {
  dispatch: DispatchStep,
  accept: AcceptStep,
  take: TakerStep,
  finish: FinishStep,
  resume: ResumeStep,
  followUp: FollowUpStep,
} satisfies Record<NextStep, (props: StepProps) => ReactElement>;

const NextDialog = ({ task, onClose }: { task: Task; onClose(): void }) => {
  // What was opened stays open, whatever a colleague does to the task meanwhile.
  const [step] = useState(() => nextStepOf(task));
  if (step === null) return null;
  const Dialog = dialogs[step];
  return <Dialog task={task} isOpen onClose={onClose} />;
};

/** The natural next step of one task, away from its page. */
export const NextStepOf = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.task", { id });
  const [isRead, setRead] = useState(false);
  if (!isRead && answer.data && !answer.isFetching) setRead(true);
  // What was kept of it from before may be a step behind.
  if (!isRead && answer.isFetching) return null;
  return <Answered answer={answer}>{(task) => <NextDialog task={task} onClose={onClose} />}</Answered>;
};
