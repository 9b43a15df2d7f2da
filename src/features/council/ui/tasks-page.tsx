import { Button, Group, SegmentedControl, Select, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { DeadlineText } from "#ui/moment.tsx";
import { ListAndRecord, Page } from "#ui/page.tsx";
import { TypedFilter } from "#ui/typed-filter.tsx";
import type { Counting } from "../ownership.ts";
import { type TaskLine, type TaskState, tracks } from "../task-contract.ts";
import { trackWords } from "../task-words.ts";
import { DueText, NarrowNumber, OwnershipChips, PressureChips, TakerChip, TaskChip, TrackChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { boardStates, TaskBoard } from "./task-board.tsx";
import { TaskRecord } from "./task-record.tsx";
import { useGrowingLimit } from "./use-paged.ts";

type View = {
  label: string;
  states: readonly TaskState[];
  band: "overdue" | "today" | "soon" | null;
  isToBeRetold?: boolean;
  isSentBack?: boolean;
  isUntaken?: boolean;
  due?: "visit" | "milestone";
  counting?: Counting;
  isWithoutBasis?: boolean;
};

const running: readonly TaskState[] = ["drafted", "dispatched", "accepted"];
const views: Record<
  | "running"
  | "overdue"
  | "today"
  | "soon"
  | "retell"
  | "sentBack"
  | "untaken"
  | "visits"
  | "steps"
  | "outside"
  | "assisted"
  | "basis"
  | "parked"
  | "finished"
  | "over"
  | "all",
  View
> = {
  running: { label: "没办完的", states: running, band: null },
  overdue: { label: "已超期", states: running, band: "overdue", counting: "own" },
  today: { label: "今天到期", states: running, band: "today", counting: "own" },
  soon: { label: "1个工作日内到期", states: running, band: "soon", counting: "own" },
  retell: { label: "期限有变要重新告知", states: running, band: null, isToBeRetold: true },
  sentBack: { label: "退单两次以上", states: running, band: null, isSentBack: true },
  untaken: { label: "网格派单没人接的", states: ["dispatched", "accepted"], band: null, isUntaken: true },
  visits: { label: "该上门了", states: [...running, "finished", "parked"], band: null, due: "visit" },
  steps: { label: "有步骤到期", states: running, band: null, due: "milestone" },
  outside: { label: "清单外的", states: running, band: null, counting: "outside" },
  assisted: { label: "协助办理的", states: running, band: null, counting: "assist" },
  basis: { label: "上级转来缺依据", states: running, band: null, isWithoutBasis: true },
  parked: { label: "挂账的", states: ["parked"], band: null },
  finished: { label: "已反馈待回访", states: ["finished"], band: null },
  over: { label: "已销号或终止", states: ["closed", "cancelled"], band: null },
  all: { label: "全部", states: [], band: null },
};

const Address = z.object({
  view: z
    .enum([
      "running",
      "overdue",
      "today",
      "soon",
      "retell",
      "sentBack",
      "untaken",
      "visits",
      "steps",
      "outside",
      "assisted",
      "basis",
      "parked",
      "finished",
      "over",
      "all",
    ])
    .catch("running")
    .default("running"),
  track: z.enum(tracks).nullable().catch(null).default(null),
  grid: z.string().nullable().catch(null).default(null),
  typed: z.coerce.string().catch("").default(""),
  as: z.enum(["table", "board"]).catch("table").default("table"),
  column: z.enum(boardStates).nullable().catch(null).default(null),
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
        <OwnershipChips line={row} /> <PressureChips task={row} /> <TakerChip task={row} />
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

/** 办事: what is to be done, by whom, by when. */
export const TasksPage = () => {
  const [{ view, track, grid, typed, open, as, column }, setAddress] = useAddress(Address);
  const filters = {
    states: [...views[view].states],
    band: views[view].band,
    isToBeRetold: views[view].isToBeRetold ?? false,
    isSentBack: views[view].isSentBack ?? false,
    isUntaken: views[view].isUntaken ?? false,
    due: views[view].due ?? null,
    counting: views[view].counting ?? null,
    isWithoutBasis: views[view].isWithoutBasis ?? false,
    track,
    gridId: grid,
    typed,
  };
  const { limit, more } = useGrowingLimit(filters);
  const answer = useAnswer("council.listTasks", { ...filters, limit }, { keepsPrevious: true });
  const navigate = useNavigate();
  return (
    <Page
      title="办事 · 任务"
      action={
        <Group gap="xs">
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/council/steering" as never, search: {} as never })}
          >
            调度单
          </Button>
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/council/visits-and-clearings" as never, search: {} as never })}
          >
            三上门月报
          </Button>
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/council/parking-ledger" as never, search: {} as never })}
          >
            挂账台账
          </Button>
          <Button onClick={() => void navigate({ to: "/council/task-sheet" as never, search: {} as never })}>
            打印任务清单
          </Button>
        </Group>
      }
      filters={
        <>
          <SegmentedControl
            aria-label="怎样看"
            data={[
              { value: "table", label: "列表" },
              { value: "board", label: "看板" },
            ]}
            value={as}
            onChange={(value) => setAddress({ as: value as typeof as, open: null })}
          />
          {as === "table" && (
            <Select
              aria-label="看哪些"
              w="11rem"
              data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
              value={view}
              allowDeselect={false}
              onChange={(value) => setAddress({ view: (value ?? "running") as keyof typeof views })}
            />
          )}
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
          <TypedFilter
            label="在列表里查找"
            placeholder="两个字或编号"
            width="14rem"
            typed={typed}
            onTyped={(words) => setAddress({ typed: words }, { replaces: true })}
          />
        </>
      }
    >
      <ListAndRecord
        list={
          as === "board" ? (
            <TaskBoard
              filters={{ track, gridId: grid, typed }}
              openId={open}
              openState={column}
              onOpen={(id, from) => setAddress({ open: id, column: from })}
            />
          ) : (
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
                  title={`没有${views[view].label === "全部" ? "" : `${views[view].label.replace(/的$/, "")}的`}任务`}
                  hint="从一条诉求“立任务”（马上办、网上办），或从会议通过的决议“立任务”（协商办）。"
                />
              }
            />
          )
        }
        record={open !== null && <TaskRecord key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
    </Page>
  );
};
