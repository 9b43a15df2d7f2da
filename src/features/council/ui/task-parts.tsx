import { Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type Day, dayOf, shortDay, shortTime } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Task } from "../task-contract.ts";
import type { TaskLetter } from "../task-letter-contract.ts";
import { letterKindWords, letterTitles, superviseWayWords, visitKindWords } from "../task-part-words.ts";
import { isTaskOver } from "../task-rules.ts";
import { useCommand } from "./door.ts";
import { LinkPanel } from "./links.tsx";
import { ArrivalStep, LetterReplyStep } from "./task-letter-steps.tsx";
import { MilestoneDoneStep, WithdrawVisitStep } from "./task-part-steps.tsx";

const Line = (props: { children: ReactNode; actions?: ReactNode }) => (
  <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
    <Text size="sm" component="div" style={{ minWidth: 0 }}>
      {props.children}
    </Text>
    <Group gap={4} wrap="nowrap">
      {props.actions}
    </Group>
  </Group>
);

const Small = (props: { children: string; onClick(): void; label?: string }) => (
  <Button size="compact-xs" variant="default" aria-label={props.label} onClick={props.onClick}>
    {props.children}
  </Button>
);

/** 协办单位 of a task. */
export const HelperPanel = ({ task }: { task: Task }) => {
  const remove = useCommand("council.removeHelper");
  if (task.helpers.length === 0) return null;
  return (
    <LinkPanel title={`协办单位（${task.helpers.length} 个；期限只算主办的）`}>
      {task.helpers.map((helper) => (
        <Line
          key={helper.id}
          actions={
            !isTaskOver(task.state) && (
              <Small
                label={`去掉${helper.unitName}`}
                onClick={async () => {
                  const reply = await remove.run({ id: task.id, version: task.version, helperId: helper.id });
                  if (reply.ok) tellDone("已去掉协办单位");
                }}
              >
                去掉
              </Small>
            )
          }
        >
          {helper.unitName} {helper.contactName}：{helper.part}
        </Line>
      ))}
    </LinkPanel>
  );
};

const milestoneWords = (milestone: Task["milestones"][number], today: Day) => {
  if (milestone.doneAt !== null) return `${shortDay(dayOf(milestone.doneAt), today)} 完成：${milestone.evidence}`;
  const day = `${shortDay(milestone.dueDate, today)} 前`;
  return milestone.dueDate < today ? `${day}，已过` : day;
};

/** The steps of a task, each with its own person and date. */
export const MilestonePanel = ({ task }: { task: Task }) => {
  const { today } = useMoment();
  const remove = useCommand("council.removeMilestone");
  const [doneId, setDoneId] = useState<string | null>(null);
  if (task.milestones.length === 0) return null;
  const doneCount = task.milestones.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <LinkPanel title={`步骤（完成 ${doneCount}／${task.milestones.length}）`}>
      {task.milestones.map((milestone) => (
        <Line
          key={milestone.id}
          actions={
            milestone.doneAt === null &&
            !isTaskOver(task.state) && (
              <>
                <Small label={`完成${milestone.title}`} onClick={() => setDoneId(milestone.id)}>
                  完成
                </Small>
                <Small
                  label={`去掉${milestone.title}`}
                  onClick={async () => {
                    const reply = await remove.run({ id: task.id, version: task.version, milestoneId: milestone.id });
                    if (reply.ok) tellDone("已去掉步骤");
                  }}
                >
                  去掉
                </Small>
              </>
            )
          }
        >
          {milestone.title}（{milestone.unitName} {milestone.responsibleName}）
          <Text
            span
            size="sm"
            c={milestone.doneAt === null && milestone.dueDate < today ? "red.9" : "dimmed"}
            display="block"
          >
            {milestoneWords(milestone, today)}
          </Text>
          <MilestoneDoneStep
            task={task}
            milestone={milestone}
            isOpen={doneId === milestone.id}
            onClose={() => setDoneId(null)}
          />
        </Line>
      ))}
    </LinkPanel>
  );
};

/** 三上门 of a task. */
export const VisitPanel = ({ task }: { task: Task }) => {
  const { today } = useMoment();
  const [withdrawnId, setWithdrawnId] = useState<string | null>(null);
  if (task.visits.length === 0) return null;
  return (
    <LinkPanel title={`三上门（${task.visits.length} 次）`}>
      {task.visits.map((visit) => (
        <Line
          key={visit.id}
          actions={
            !isTaskOver(task.state) && (
              <Small
                label={`撤回${shortDay(visit.visitDate, today)}的上门记录`}
                onClick={() => setWithdrawnId(visit.id)}
              >
                撤回
              </Small>
            )
          }
        >
          <WithdrawVisitStep
            task={task}
            visit={visit}
            isOpen={withdrawnId === visit.id}
            onClose={() => setWithdrawnId(null)}
          />
          {shortDay(visit.visitDate, today)} {visitKindWords[visit.kind]}：{visit.outcome}
          <Text span size="sm" c="dimmed" display="block">
            {[visit.visitor, visit.companion].filter((name) => name !== "").join("、")}
          </Text>
        </Line>
      ))}
      {task.nextVisitDate !== null && (
        <Text size="sm" fw={700}>
          下次上门：{shortDay(task.nextVisitDate, today)}
        </Text>
      )}
    </LinkPanel>
  );
};

const LetterLine = ({ task, letter }: { task: Task; letter: TaskLetter }) => {
  const { today } = useMoment();
  const navigate = useNavigate();
  const [step, setStep] = useState<"arrival" | "reply" | null>(null);
  const search = { id: task.id, paper: "letter", letter: letter.id };
  return (
    <Line
      actions={
        <>
          {(letter.kind === "whistle" || letter.kind === "refer") && letter.arrivedAt === null && (
            <Small onClick={() => setStep("arrival")}>记报到</Small>
          )}
          {letter.repliedAt === null && <Small onClick={() => setStep("reply")}>记答复</Small>}
          <Small
            label={`打印${letterTitles[letter.kind]}${letter.numberText}`}
            onClick={() => void navigate({ to: "/council/task-paper" as never, search: search as never })}
          >
            打印
          </Small>
        </>
      }
    >
      {letter.numberText} {letter.way === null ? letterKindWords[letter.kind] : superviseWayWords[letter.way]}
      {letter.toWhom}：{letter.words}
      <Text span size="sm" c="dimmed" display="block">
        {shortTime(letter.issuedAt, today)} {letter.issuedByName}
        {letter.replyBy !== null && letter.repliedAt === null && `；请于 ${shortDay(letter.replyBy, today)} 前答复`}
        {letter.arrivedAt !== null && `；${shortTime(letter.arrivedAt, today)} 到场`}
        {letter.repliedAt !== null && `；${shortTime(letter.repliedAt, today)} 答复：${letter.reply}`}
      </Text>
      <ArrivalStep task={task} letter={letter} isOpen={step === "arrival"} onClose={() => setStep(null)} />
      <LetterReplyStep task={task} letter={letter} isOpen={step === "reply"} onClose={() => setStep(null)} />
    </Line>
  );
};

/** 催办、督办 and 吹哨: what was written, and what came of it. */
export const LetterPanel = ({ task }: { task: Task }) =>
  task.letters.length === 0 ? null : (
    <LinkPanel title="催办、督办、吹哨、转请">
      {task.letters.map((letter) => (
        <LetterLine key={letter.id} task={task} letter={letter} />
      ))}
    </LinkPanel>
  );
