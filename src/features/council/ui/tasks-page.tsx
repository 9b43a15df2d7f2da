import { Alert, Button, Group, Select, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { AttachmentStrip } from "#features/documents/ui/attachments.tsx";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { DeadlineText, TimeText } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { followUpStateWords, satisfactionWords } from "../follow-up-words.ts";
import { type Task, type TaskLine, type TaskState, tracks } from "../task-contract.ts";
import { closeClassWords, trackWords } from "../task-words.ts";
import { visibilityWords } from "../topic-words.ts";
import { DueText, NarrowNumber, TaskChip, TrackChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { LinkPanel, RecordLink } from "./links.tsx";
import { TaskActions } from "./task-actions.tsx";
import { useGrowingLimit } from "./use-paged.ts";

type View = {
  label: string;
  states: readonly TaskState[];
  band: "overdue" | "today" | "soon" | null;
  isToBeRetold?: boolean;
};

const running: readonly TaskState[] = ["drafted", "dispatched", "accepted"];
const views: Record<"running" | "overdue" | "today" | "soon" | "retell" | "finished" | "over" | "all", View> = {
  running: { label: "没办完的", states: running, band: null },
  overdue: { label: "已超期", states: running, band: "overdue" },
  today: { label: "今天到期", states: running, band: "today" },
  soon: { label: "1个工作日内到期", states: running, band: "soon" },
  retell: { label: "期限有变要重新告知", states: running, band: null, isToBeRetold: true },
  finished: { label: "已反馈待回访", states: ["finished"], band: null },
  over: { label: "已销号或终止", states: ["closed", "cancelled"], band: null },
  all: { label: "全部", states: [], band: null },
};

const Address = z.object({
  view: z
    .enum(["running", "overdue", "today", "soon", "retell", "finished", "over", "all"])
    .catch("running")
    .default("running"),
  track: z.enum(tracks).nullable().catch(null).default(null),
  grid: z.string().nullable().catch(null).default(null),
  typed: z.coerce.string().catch("").default(""),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<TaskLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "title",
    title: "任务",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        <TrackChip track={row.track} /> {row.title}
        {row.round > 1 && (
          <Text span size="sm" c="red.9">
            （第 {row.round} 轮重办）
          </Text>
        )}
      </>
    ),
  },
  { key: "unit", title: "责任单位", isWide: true, width: "10rem", render: (row) => row.unitName },
  { key: "person", title: "责任人", isWide: true, width: "5.5rem", render: (row) => row.responsibleName },
  {
    key: "due",
    title: "期限",
    width: "10.5rem",
    isWide: true,
    render: (row) => (
      <>
        <DeadlineText at={row.dueAt} />
        <br />
        <DueText task={row} />
      </>
    ),
  },
  {
    key: "state",
    title: "状态",
    width: "7rem",
    render: (row) => (
      <>
        <TaskChip state={row.state} />
        <span className="only-narrow">
          <DueText task={row} />
        </span>
      </>
    ),
  },
];

/** The day that the resident was told is no longer the day. */
const Retelling = ({ task }: { task: Task }) => {
  const retell = useCommand("council.recordRetelling");
  return (
    <Alert color="orange" title="新的放假安排改了期限，请重新告知居民">
      {task.dueWhy}{" "}
      <Button
        size="compact-sm"
        variant="default"
        loading={retell.isRunning}
        onClick={async () => {
          if ((await retell.run({ id: task.id, version: task.version })).ok) tellDone("已记下：重新告知了期限");
        }}
      >
        已重新告知
      </Button>
    </Alert>
  );
};

const TaskRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.task", { id });
  return (
    <Answered answer={answer}>
      {(task) => (
        <RecordFrame
          onClose={onClose}
          title={
            <>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {task.numberText}
                </Text>
                <TrackChip track={task.track} />
                <TaskChip state={task.state} />
                <DueText task={task} />
              </Group>
              <Title order={2} size="h4">
                {task.title}
              </Title>
            </>
          }
          actions={<TaskActions task={task} key={task.id} />}
          timeline={<CouncilTimeline events={task.events} />}
          version={task.version}
        >
          {task.isToBeRetold && <Retelling task={task} />}
          <Field label={`公开表述（${visibilityWords[task.visibility]}）`}>{task.publicWording}</Field>
          {task.measure !== "" && <Field label="办理措施">{task.measure}</Field>}
          {task.result !== "" && <Field label="办理结果">{task.result}</Field>}
          <AttachmentStrip attachments={task.attachments} openOperation="council.openAttachment" />
          <div className="fields">
            <Field label="责任单位">{task.unitName}</Field>
            <Field label="责任人">
              {task.responsibleName} {task.responsiblePost}
            </Field>
            <Field label="网格">{task.gridName}</Field>
            {task.track === "online" && (
              <Field label="办理平台">
                {[task.onlinePlatform, task.onlineNumber].filter((part) => part !== "").join(" ")}
              </Field>
            )}
            {task.returnCount > 0 && <Field label="退单">{task.returnCount} 次</Field>}
            {task.closeClass !== "" && (
              <Field label="销号类别">{closeClassWords[task.closeClass as keyof typeof closeClassWords]}</Field>
            )}
          </div>
          <Field label="期限">
            <DeadlineText at={task.dueAt} />
            <br />
            <Text span size="sm" c={task.isDueEstimated ? "var(--warning-text)" : "dimmed"}>
              {task.dueWhy}
            </Text>
          </Field>
          {task.source && (
            <LinkPanel title="来自">
              <RecordLink
                to="/council/meetings"
                search={{ open: task.source.meetingId }}
                label={`${task.source.meetingNumberText} ${task.source.meetingTitle}`}
              />
              {task.source.topicId !== null && (
                <RecordLink
                  to="/council/topics"
                  search={{ view: "all", open: task.source.topicId }}
                  label={task.source.topicTitle}
                />
              )}
              <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
                决议：{task.source.resolutionWording}
              </Text>
            </LinkPanel>
          )}
          {task.appeals.length > 0 && (
            <LinkPanel title={`背后的诉求（${task.appeals.length} 条）`}>
              {task.appeals.map((appeal) => (
                <RecordLink
                  key={appeal.id}
                  to="/council/appeals"
                  search={{ view: "all", open: appeal.id }}
                  label={`${appeal.numberText} ${appeal.reporterLabel}：${appeal.title}`}
                />
              ))}
            </LinkPanel>
          )}
          {task.followUps.length > 0 && (
            <LinkPanel title="回访">
              {task.followUps.map((followUp) => (
                <RecordLink
                  key={followUp.id}
                  to="/council/follow-ups"
                  search={{ view: "all", open: followUp.id }}
                  label={`第 ${followUp.round} 轮 ${followUp.reporterLabel}`}
                  chip={[
                    followUpStateWords[followUp.state],
                    followUp.isSolved === null ? "" : followUp.isSolved ? "已解决" : "未解决",
                    followUp.satisfaction === null ? "" : satisfactionWords[followUp.satisfaction],
                  ]
                    .filter((part) => part !== "")
                    .join(" · ")}
                />
              ))}
            </LinkPanel>
          )}
          {task.rounds.map((round) => (
            <Field key={round.round} label={`第 ${round.round} 轮`}>
              {round.result}（期限 <DeadlineText at={round.dueAt} />，<TimeText at={round.finishedAt} /> 反馈）
            </Field>
          ))}
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 办事: what is to be done, by whom, by when. */
export const TasksPage = () => {
  const [{ view, track, grid, typed, open }, setAddress] = useAddress(Address);
  const filters = {
    states: [...views[view].states],
    band: views[view].band,
    isToBeRetold: views[view].isToBeRetold ?? false,
    track,
    gridId: grid,
    typed,
  };
  const { limit, more } = useGrowingLimit(filters);
  const answer = useAnswer("council.listTasks", { ...filters, limit }, { keepsPrevious: true });
  const [words, setWords] = useState(typed);
  const search = useDebouncedCallback((text: string) => setAddress({ typed: text }, { replaces: true }), 250);
  const navigate = useNavigate();
  return (
    <Page
      title="办事 · 任务"
      action={
        <Button onClick={() => void navigate({ to: "/council/task-sheet" as never, search: {} as never })}>
          打印任务清单
        </Button>
      }
      filters={
        <>
          <Select
            aria-label="看哪些"
            w="11rem"
            data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
            value={view}
            allowDeselect={false}
            onChange={(value) => setAddress({ view: (value ?? "running") as keyof typeof views })}
          />
          <Select
            aria-label="三类办"
            placeholder="三类办"
            w="8rem"
            clearable
            data={Object.entries(trackWords).map(([value, label]) => ({ value, label }))}
            value={track}
            onChange={(value) => setAddress({ track: value as (typeof tracks)[number] | null })}
          />
          <GridSelect
            label="网格"
            isLabelHidden
            placeholder="全部网格"
            width="9rem"
            value={grid}
            onChange={(gridId) => setAddress({ grid: gridId })}
          />
          <TextInput
            aria-label="在列表里查找"
            placeholder="两个字或编号"
            w="14rem"
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              search(event.currentTarget.value);
            }}
          />
        </>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="任务"
            columns={columns}
            rows={answer.data?.tasks}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title={`没有${views[view].label === "全部" ? "" : views[view].label}的任务`}
                hint="从一条诉求“立任务”（马上办、网上办），或从会议通过的决议“立任务”（协商办）。"
              />
            }
          />
        }
        record={open !== null && <TaskRecord key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
    </Page>
  );
};
