import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { deadlineWords } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import { headingOf } from "../meeting-agenda.ts";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { attitudeWords, itemKindWords, outcomeWords } from "../meeting-words.ts";
import { taskStateWords } from "../task-words.ts";
import { visibilityWords } from "../topic-words.ts";
import { openVoteOf } from "../vote-rules.ts";
import { TaskChip } from "./chips.tsx";
import { useCommand } from "./door.ts";
import { OutcomeDialog, StatementDialog, WaiveDialog } from "./item-dialogs.tsx";
import { RecordLink } from "./links.tsx";
import { NewTask } from "./new-task.tsx";
import { VoteDialog } from "./vote-dialog.tsx";
import { VoteLines } from "./vote-lines.tsx";

/** What became of last time's tasks, each with what the residents say of it. */
export const ReviewedTasks = ({ meeting, item }: { meeting: Meeting; item: AgendaItem }) => {
  const review = useCommand("council.reviewTask");
  const { today } = useMoment();
  const isOpen = meeting.state === "inSession";
  if (item.reviewedTasks.length === 0) return <Text c="dimmed">没有要回头看的任务。</Text>;
  return (
    <Stack gap="xs">
      {item.reviewedTasks.map((task) => (
        <div key={task.taskId} className="reviewed-task">
          <RecordLink
            to="/council/tasks"
            search={{ view: "all", open: task.taskId }}
            label={`${task.numberText} ${task.title}`}
            chip={taskStateWords[task.taskState as keyof typeof taskStateWords] ?? ""}
          />
          <Text size="sm" c="dimmed">
            {task.unitName} {task.responsibleName}，期限 {deadlineWords(task.dueAt, today)}
            {task.words !== "" && `。居民：${task.words}`}
          </Text>
          {isOpen ? (
            <ChoiceRow
              label="居民态度"
              words={attitudeWords}
              value={task.attitude}
              onChange={(attitude) =>
                void review.run({ id: meeting.id, taskId: task.taskId, attitude, words: task.words })
              }
            />
          ) : (
            task.attitude !== null && <Text size="sm">居民态度：{attitudeWords[task.attitude]}</Text>
          )}
        </div>
      ))}
    </Stack>
  );
};

/** One item of the agenda with all that was said and decided on it. */
export const AgendaItemCard = (props: {
  meeting: Meeting;
  item: AgendaItem;
  mayRecord: boolean;
  /** Somebody came for this item: it is brought into sight and has the focus. */
  isSought: boolean;
  /** The first of the passed that still wants a task: F9 opens it. */
  isNext: boolean;
}) => {
  const { meeting, item } = props;
  const [step, setStep] = useState<"statement" | "vote" | "outcome" | "waive" | "task" | null>(null);
  const withdraw = useCommand("council.withdrawStatement");
  const close = () => setStep(null);
  const card = useRef<HTMLElement>(null);
  const { isSought } = props;
  useEffect(() => {
    if (!isSought) return;
    card.current?.scrollIntoView({ block: "start" });
    card.current?.focus({ preventScroll: true });
  }, [isSought]);
  const { isNext } = props;
  useEffect(() => {
    if (!isNext) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F9" || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      setStep("task");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isNext]);
  const isOpen = meeting.state === "inSession" && props.mayRecord;
  const { resolution } = item;
  const needsTask = resolution?.outcome === "passed" && resolution.noTaskReason === "";
  const canAddTask = props.mayRecord && needsTask && meeting.state === "ended";
  return (
    <section className="panel" aria-label={headingOf(item)} data-item={item.id} tabIndex={-1} ref={card}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={700}>{headingOf(item)}</Text>
          <Text size="sm" c="dimmed">
            {item.kind !== "review" && itemKindWords[item.kind]}
            {item.visibility !== "public" && ` · ${visibilityWords[item.visibility]}`}
            {item.responsibleName !== "" && ` · 汇报人 ${item.responsibleName}`}
            {item.topic && ` · ${item.topic.appeals.length} 条诉求`}
            {item.note !== "" && ` · ${item.note}`}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          {resolution && (
            <Badge
              color={resolution.outcome === "passed" ? "teal" : "gray"}
              variant="light"
              className="chip"
              data-tone={resolution.outcome === "passed" ? "teal" : "gray"}
            >
              {outcomeWords[resolution.outcome]}
            </Badge>
          )}
        </Group>
      </Group>
      {item.kind === "review" && <ReviewedTasks meeting={meeting} item={item} />}
      {item.topic && item.topic.summary !== "" && <Text style={{ whiteSpace: "pre-wrap" }}>{item.topic.summary}</Text>}
      {item.statements.length > 0 && (
        <Stack gap={4} mt="xs">
          {item.statements.map((statement) => (
            <Group key={statement.id} gap="xs" wrap="nowrap" align="flex-start">
              <Text size="sm" style={{ flex: 1, overflowWrap: "anywhere" }}>
                <b>{statement.speakerName}</b>（{attitudeWords[statement.attitude]}）{statement.words}
              </Text>
              {isOpen && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={async () => {
                    if ((await withdraw.run({ id: meeting.id, statementId: statement.id })).ok)
                      tellDone("已收回这条发言");
                  }}
                >
                  收回
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
      <VoteLines meeting={meeting} item={item} mayRecord={isOpen} />
      {resolution && resolution.wording !== "" && (
        <Text mt="xs" style={{ whiteSpace: "pre-wrap" }}>
          <b>决议：</b>
          {resolution.wording}
        </Text>
      )}
      {resolution && resolution.coverage !== "" && (
        <Text size="sm" c="dimmed">
          {resolution.coverage}
          {resolution.coverageReason !== "" && `。现在就定的理由：${resolution.coverageReason}`}
        </Text>
      )}
      {resolution && resolution.noTaskReason !== "" && <Text size="sm">无需办理：{resolution.noTaskReason}</Text>}
      {resolution?.tasks.map((task) => (
        <div key={task.id}>
          <RecordLink
            to="/council/tasks"
            search={{ view: "all", open: task.id }}
            label={`${task.numberText} ${task.title}`}
            chip={<TaskChip state={task.state as never} />}
          />
        </div>
      ))}
      <Group gap="xs" mt="xs">
        {isOpen && item.kind !== "review" && (
          <>
            <Button size="xs" variant="default" onClick={() => setStep("statement")}>
              记发言
            </Button>
            {item.kind === "topic" && (!resolution || resolution.outcome === "deferred") && (
              <Button size="xs" variant="default" onClick={() => setStep("vote")}>
                {openVoteOf(item.votes) ? "计票" : "表决"}
              </Button>
            )}
            <Button size="xs" variant={resolution ? "default" : "filled"} onClick={() => setStep("outcome")}>
              {resolution ? "改结果" : "定结果"}
            </Button>
          </>
        )}
        {canAddTask && (
          <>
            <Button size="xs" onClick={() => setStep("task")} rightSection={isNext && <kbd>F9</kbd>}>
              立任务
            </Button>
            {resolution && resolution.tasks.length === 0 && (
              <Button size="xs" variant="default" onClick={() => setStep("waive")}>
                无需办理
              </Button>
            )}
          </>
        )}
        {isOpen && needsTask && (
          <Text size="sm" c="dimmed">
            散会以后立任务，期限从散会时起算。
          </Text>
        )}
      </Group>
      <StatementDialog isOpen={step === "statement"} onClose={close} meeting={meeting} item={item} />
      <VoteDialog isOpen={step === "vote"} onClose={close} meeting={meeting} item={item} />
      <OutcomeDialog isOpen={step === "outcome"} onClose={close} meeting={meeting} item={item} />
      {resolution && (
        <>
          <WaiveDialog isOpen={step === "waive"} onClose={close} meetingId={meeting.id} resolutionId={resolution.id} />
          {meeting.endedAt !== null && (
            <NewTask
              isOpen={step === "task"}
              onClose={close}
              from={{
                resolutionId: resolution.id,
                title: item.title,
                measure: resolution.wording,
                endedAt: meeting.endedAt,
              }}
            />
          )}
        </>
      )}
    </section>
  );
};
