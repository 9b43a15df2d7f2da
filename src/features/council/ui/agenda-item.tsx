import { Alert, Badge, Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { deadlineWords } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import {
  type AgendaItem,
  attitudes,
  type Meeting,
  meetingContract,
  type Outcome,
  type voteBases,
  type voteMethods,
} from "../meeting-contract.ts";
import {
  attitudeWords,
  itemKindWords,
  outcomeWords,
  taskStateWords,
  visibilityWords,
  voteBaseWords,
  voteMethodWords,
} from "../words.ts";
import { TaskChip } from "./chips.tsx";
import { useCommand } from "./door.ts";
import { RecordLink } from "./links.tsx";
import { NewTask } from "./new-task.tsx";

const StatementDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
  const add = useCommand("council.addStatement");
  const here = props.meeting.attendances.filter(({ presence }) => presence === "present" || presence === "observer");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`发言：${props.item.title}`}
      action="记下"
      draft={`council.addStatement.${props.item.id}`}
      done="已记下"
      empty={{ attendanceId: null as string | null, attitude: "neutral" as (typeof attitudes)[number], words: "" }}
      schema={z.object({
        attendanceId: z.string({ error: "请选择发言人" }),
        attitude: z.enum(attitudes),
        words: z.string(),
      })}
      save={({ attendanceId, attitude, words }) =>
        add.run({ id: props.meeting.id, itemId: props.item.id, attendanceId: attendanceId ?? "", attitude, words })
      }
    >
      {(form) => (
        <>
          {here.length === 0 && <Alert color="orange">还没有登记到会的人，请先在“到会”里登记。</Alert>}
          <Select
            label="谁发言"
            required
            searchable
            data-autofocus
            data={here.map(({ id, name, detail }) => ({ value: id, label: detail ? `${name}（${detail}）` : name }))}
            {...form.getInputProps("attendanceId")}
          />
          <ChoiceRow
            label="态度"
            words={attitudeWords}
            value={form.values.attitude}
            onChange={(attitude) => form.setFieldValue("attitude", attitude)}
          />
          <Textarea label="说了什么" autosize minRows={3} {...form.getInputProps("words")} />
        </>
      )}
    </StepDialog>
  );
};

const Count = z.union([z.number(), z.literal("").transform(() => 0)]);

const VoteDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
  const record = useCommand("council.recordVote");
  const { meeting, item } = props;
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`表决：${item.title}`}
      action="记下结果"
      draft={`council.recordVote.${item.id}`}
      done="已记下表决"
      empty={{
        method: (item.vote?.method ?? "hands") as (typeof voteMethods)[number],
        base: (item.vote?.base ?? "present") as (typeof voteBases)[number],
        forCount: item.vote?.forCount ?? ("" as number | string),
        againstCount: item.vote?.againstCount ?? ("" as number | string),
        abstainCount: item.vote?.abstainCount ?? ("" as number | string),
      }}
      schema={z.object({ forCount: Count, againstCount: Count, abstainCount: Count })}
      save={({ method, base, ...counts }) =>
        record.run({
          id: meeting.id,
          itemId: item.id,
          method,
          base,
          forCount: Number(counts.forCount),
          againstCount: Number(counts.againstCount),
          abstainCount: Number(counts.abstainCount),
          replacesVoteAt: item.vote?.at ?? null,
        })
      }
    >
      {(form) => (
        <>
          <Text size="sm">
            应到 {meeting.entitledCount} 人，到会 {meeting.presentCount} 人
            {meeting.hasQuorum ? "，已过半" : "，没有过半，不能通过"}
          </Text>
          <ChoiceRow
            label="方式"
            words={voteMethodWords}
            value={form.values.method}
            onChange={(method) => form.setFieldValue("method", method)}
          />
          <ChoiceRow
            label="按什么算过半"
            words={voteBaseWords}
            value={form.values.base}
            onChange={(base) => form.setFieldValue("base", base)}
          />
          <SimpleGrid cols={3}>
            <NumberInput label="赞成" min={0} allowDecimal={false} data-autofocus {...form.getInputProps("forCount")} />
            <NumberInput label="反对" min={0} allowDecimal={false} {...form.getInputProps("againstCount")} />
            <NumberInput label="弃权" min={0} allowDecimal={false} {...form.getInputProps("abstainCount")} />
          </SimpleGrid>
        </>
      )}
    </StepDialog>
  );
};

const OutcomeDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
  const decide = useCommand("council.decideItem");
  const { meeting, item } = props;
  const words = item.kind === "report" ? { noted: outcomeWords.noted } : outcomeWords;
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`结果：${item.title}`}
      action="保存结果"
      draft={`council.decideItem.${item.id}`}
      done="已保存结果"
      empty={{
        outcome: (item.resolution?.outcome ?? (item.kind === "report" ? "noted" : null)) as Outcome | null,
        wording: item.resolution?.wording ?? "",
      }}
      schema={meetingContract["council.decideItem"].input.pick({ outcome: true, wording: true })}
      save={({ outcome, wording }) =>
        decide.run({
          id: meeting.id,
          itemId: item.id,
          outcome: outcome ?? "noted",
          wording,
          replacesVersion: item.resolution?.version ?? null,
        })
      }
    >
      {(form) => (
        <>
          {!meeting.hasQuorum && <Alert color="orange">到会人数没有过半，不能“通过”。</Alert>}
          <ChoiceRow
            label="结果"
            words={words as typeof outcomeWords}
            value={form.values.outcome}
            onChange={(outcome) => form.setFieldValue("outcome", outcome)}
            required
            error={form.errors.outcome}
          />
          <Textarea
            label="决议内容"
            description="通过的要写明做什么、谁来做"
            autosize
            minRows={3}
            data-autofocus
            {...form.getInputProps("wording")}
          />
        </>
      )}
    </StepDialog>
  );
};

const WaiveDialog = (props: { isOpen: boolean; onClose(): void; meetingId: string; resolutionId: string }) => {
  const waive = useCommand("council.waiveTasks");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="无需办理"
      action="保存"
      draft={`council.waiveTasks.${props.resolutionId}`}
      done="已记为无需办理"
      empty={{ reason: "" }}
      schema={meetingContract["council.waiveTasks"].input.pick({ reason: true })}
      save={({ reason }) => waive.run({ id: props.meetingId, resolutionId: props.resolutionId, reason })}
    >
      {(form) => (
        <Textarea label="理由" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
      )}
    </StepDialog>
  );
};

/** What happened to last time's tasks, and what the residents say of it. */
const ReviewedTasks = ({ meeting, item }: { meeting: Meeting; item: AgendaItem }) => {
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
  canArrange: boolean;
  onMove(by: -1 | 1): void;
  onRemove(): void;
  mayRecord: boolean;
}) => {
  const { meeting, item } = props;
  const [step, setStep] = useState<"statement" | "vote" | "outcome" | "waive" | "task" | null>(null);
  const withdraw = useCommand("council.withdrawStatement");
  const close = () => setStep(null);
  const isOpen = meeting.state === "inSession" && props.mayRecord;
  const { resolution } = item;
  const needsTask = resolution?.outcome === "passed" && resolution.noTaskReason === "";
  const canAddTask = props.mayRecord && needsTask && meeting.state === "ended";
  return (
    <section className="panel" aria-label={`${item.numeral}、${item.title}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={700}>
            {item.numeral}、{item.title}
          </Text>
          <Text size="sm" c="dimmed">
            {item.kind !== "review" && itemKindWords[item.kind]}
            {item.topic && item.topic.visibility !== "public" && ` · ${visibilityWords[item.topic.visibility]}`}
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
          {props.canArrange && item.kind !== "review" && (
            <>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`上移 ${item.title}`}
                onClick={() => props.onMove(-1)}
              >
                ↑
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`下移 ${item.title}`}
                onClick={() => props.onMove(1)}
              >
                ↓
              </Button>
              {(meeting.state === "preparing" || meeting.state === "notified") && (
                <Button size="compact-xs" variant="default" aria-label={`移出 ${item.title}`} onClick={props.onRemove}>
                  移出
                </Button>
              )}
            </>
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
      {item.vote && (
        <Text size="sm" mt="xs">
          {voteMethodWords[item.vote.method]}表决：赞成 {item.vote.forCount}，反对 {item.vote.againstCount}，弃权{" "}
          {item.vote.abstainCount}（应到 {item.vote.entitledCount}，到会 {item.vote.presentCount}，按
          {voteBaseWords[item.vote.base]}）{item.vote.isPassed ? "，过半" : "，没有过半"}
        </Text>
      )}
      {resolution && resolution.wording !== "" && (
        <Text mt="xs" style={{ whiteSpace: "pre-wrap" }}>
          <b>决议：</b>
          {resolution.wording}
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
            {item.kind === "topic" && !resolution && (
              <Button size="xs" variant="default" onClick={() => setStep("vote")}>
                表决
              </Button>
            )}
            <Button size="xs" variant={resolution ? "default" : "filled"} onClick={() => setStep("outcome")}>
              {resolution ? "改结果" : "定结果"}
            </Button>
          </>
        )}
        {canAddTask && (
          <>
            <Button size="xs" onClick={() => setStep("task")}>
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
