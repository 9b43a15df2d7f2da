import { Button, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { ListAndRecord, Page } from "#ui/page.tsx";
import { type TopicLine, type TopicState, topicSources } from "../topic-contract.ts";
import { topicSourceWords, visibilityWords } from "../topic-words.ts";
import { NarrowNumber, TopicChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { GatherDialog } from "./gather-dialog.tsx";
import { sourceOptions } from "./topic-actions.tsx";
import { TopicRecord } from "./topic-record.tsx";
import { useGrowingLimit } from "./use-paged.ts";

type View = { label: string; states: readonly TopicState[]; order: "pool" | "latest"; isPostponed: boolean | null };

const views = {
  open: {
    label: "议题池",
    states: ["proposed", "confirmed", "scheduled", "discussed"],
    order: "pool",
    isPostponed: null,
  },
  proposed: { label: "待确定", states: ["proposed"], order: "pool", isPostponed: false },
  postponed: { label: "暂缓", states: ["proposed", "confirmed"], order: "pool", isPostponed: true },
  settled: { label: "有决议", states: ["settled"], order: "latest", isPostponed: null },
  declined: { label: "不列入", states: ["declined"], order: "latest", isPostponed: null },
  all: { label: "全部", states: [], order: "latest", isPostponed: null },
} as const satisfies Record<string, View>;

const Address = z.object({
  view: z.enum(["open", "proposed", "postponed", "settled", "declined", "all"]).catch("open").default("open"),
  source: z.enum(topicSources).nullable().catch(null).default(null),
  typed: z.string().catch("").default(""),
  open: z.string().nullable().catch(null).default(null),
});

/** Why it waits or was declined, under its title. */
const Why = ({ row }: { row: TopicLine }) => {
  const words =
    row.state === "declined"
      ? row.reason
      : row.postponedUntil === null
        ? ""
        : `${row.isDueAgain ? "暂缓已到期" : `暂缓到 ${row.postponedUntil}`}：${row.reason}`;
  return words === "" ? null : (
    <Text size="sm" c={row.isDueAgain ? "var(--warning-text)" : "dimmed"} lineClamp={1}>
      {words}
    </Text>
  );
};

const columns: Column<TopicLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "title",
    title: "议题",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        {row.title}
        {row.visibility !== "public" && (
          <Text span size="sm" c="dimmed">
            （{visibilityWords[row.visibility]}）
          </Text>
        )}
        <Why row={row} />
      </>
    ),
  },
  { key: "source", title: "来源", width: "6.5rem", isWide: true, render: (row) => topicSourceWords[row.source] },
  {
    key: "appeals",
    title: "诉求",
    width: "5rem",
    align: "right",
    isWide: true,
    render: (row) => `${row.appealCount} 条`,
  },
  {
    key: "signed",
    title: "联名",
    width: "5rem",
    align: "right",
    isWide: true,
    render: (row) => (row.signedHouseholdCount === 0 ? "" : `${row.signedHouseholdCount} 户`),
  },
  { key: "age", title: "等了", width: "5rem", align: "right", isWide: true, render: (row) => `${row.ageDays} 天` },
  { key: "state", title: "状态", width: "7rem", render: (row) => <TopicChip state={row.state} /> },
];

/** 议事: what a meeting may discuss. */
export const TopicsPage = () => {
  const [{ view, source, typed, open }, setAddress] = useAddress(Address);
  const [words] = useDebouncedValue(typed, 250);
  const { limit, more } = useGrowingLimit(`${view} ${source ?? ""} ${words}`);
  const { states, order, isPostponed } = views[view];
  const answer = useAnswer(
    "council.listTopics",
    { states: [...states], order, isPostponed, sources: source === null ? [] : [source], typed: words, limit },
    { keepsPrevious: true },
  );
  const [isAdding, setAdding] = useState(false);
  const may = useMay();
  const navigate = useNavigate();
  return (
    <Page
      title="议事 · 议题"
      action={
        <>
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/council/topic-list-paper" as never, search: {} as never })}
          >
            打印议题池清单
          </Button>
          {may("secretary") && <Button onClick={() => setAdding(true)}>新提议题</Button>}
        </>
      }
      filters={
        <>
          <Select
            aria-label="看哪些"
            w="8rem"
            data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
            value={view}
            allowDeselect={false}
            onChange={(value) => setAddress({ view: (value ?? "open") as keyof typeof views })}
          />
          <Select
            aria-label="来源"
            w="9rem"
            placeholder="全部来源"
            clearable
            data={sourceOptions}
            value={source}
            onChange={(value) => setAddress({ source: value as typeof source })}
          />
          <TextInput
            aria-label="在议题里找"
            placeholder="议题的字，或编号"
            value={typed}
            onChange={(event) => setAddress({ typed: event.currentTarget.value }, { replaces: true })}
          />
        </>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="议题"
            columns={columns}
            rows={answer.data?.topics}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title={`没有${views[view].label}里的议题`}
                hint="到“说事”里选中几条诉求，归入一个新议题；也可以直接提一个议题。"
              />
            }
          />
        }
        record={open !== null && <TopicRecord id={open} onClose={() => setAddress({ open: null })} />}
      />
      <GatherDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        appealIds={[]}
        suggestedTitle=""
        onDone={(id) => setAddress({ view: "open", open: id })}
      />
    </Page>
  );
};
