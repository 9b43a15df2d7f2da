import { Button, Group, Select, Text, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { dayOf, longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { DeadlineText, TimeText } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { tryWayWords } from "../follow-up-words.ts";
import type { PromiseLine, PromiseRecord, PromiseState } from "../promise-contract.ts";
import { promiseStateWords } from "../promise-words.ts";
import { DueText, NarrowNumber } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { RecordLink } from "./links.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";
import { PromiseActions } from "./promise-steps.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const views = {
  open: { label: "待回话", states: ["open"], isMine: false },
  mine: { label: "该我回的", states: ["open"], isMine: true },
  over: { label: "回过的", states: ["kept", "cancelled"], isMine: false },
  all: { label: "全部", states: ["open", "kept", "cancelled"], isMine: false },
} as const satisfies Record<string, { label: string; states: readonly PromiseState[]; isMine: boolean }>;

const Address = z.object({
  view: z.enum(["open", "mine", "over", "all"]).catch("open").default("open"),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<PromiseLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "whom",
    title: "给谁",
    width: "8.5rem",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        {row.whom}
      </>
    ),
  },
  { key: "words", title: "答应了什么", render: (row) => row.words },
  { key: "keeper", title: "谁来回", width: "6rem", isWide: true, render: (row) => row.keeperName },
  {
    key: "due",
    title: "最晚",
    width: "9rem",
    render: (row) =>
      row.band === "over" ? (
        promiseStateWords[row.state]
      ) : (
        <>
          <DueText task={{ dueAt: row.dueAt, band: row.band, isDueEstimated: false }} />
          {row.missedCount > 0 && (
            <Text span size="sm" c="dimmed">
              {" "}
              没接通 {row.missedCount} 次
            </Text>
          )}
        </>
      ),
  },
];

const PromiseBody = ({ promise }: { promise: PromiseRecord }) => {
  const reveal = useCommand("council.revealPromisePhone");
  const [phone, setPhone] = useState<string | null>(null);
  return (
    <>
      <Field label="答应了什么">{promise.words}</Field>
      <div className="fields">
        <Field label="最晚">
          <DeadlineText at={promise.dueAt} />
          {promise.moveCount > 0 && `（改过 ${promise.moveCount} 次）`}
        </Field>
        <Field label="谁来回">{promise.keeperName}</Field>
        <Field label="电话">
          {phone ?? (promise.hasPhone ? promise.maskedPhone : "没有留电话")}{" "}
          {phone === null && promise.hasPhone && (
            <button
              type="button"
              className="link-button"
              onClick={async () => {
                const reply = await reveal.run({ id: promise.id });
                if (reply.ok) setPhone(reply.value.phone);
              }}
            >
              看号码
            </button>
          )}
        </Field>
        {promise.appeal && (
          <Field label="诉求">
            <RecordLink
              to="/council/appeals"
              search={{ view: "all", open: promise.appeal.id }}
              label={`${promise.appeal.numberText} ${promise.appeal.title}`}
            />
          </Field>
        )}
        {!promise.appeal && promise.residentId !== null && (
          <Field label="居民">
            <RecordLink to="/people/residents" search={{ id: promise.residentId }} label={promise.whom} />
          </Field>
        )}
      </div>
      {promise.state === "kept" && <Field label="怎样回的话">{promise.said}</Field>}
      {promise.state === "cancelled" && <Field label="不用回的原因">{promise.said}</Field>}
      {promise.tries.map((call) => (
        <Text size="sm" key={call.at}>
          <TimeText at={call.at} /> {call.triedByName} {tryWayWords[call.way]}
          {call.isReached ? "联系上" : "没联系上"}
          {call.note !== "" && `：${call.note}`}
        </Text>
      ))}
    </>
  );
};

const PromiseRecordSide = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.promise", { id });
  return (
    <Answered answer={answer}>
      {(promise) => (
        <RecordFrame
          onClose={onClose}
          version={promise.version}
          title={
            <>
              <Text size="sm" c="dimmed">
                {promise.numberText} · {longDay(dayOf(promise.madeAt))} {promise.makerName}答应的
              </Text>
              <Title order={2} size="h4">
                给{promise.whom}回话
              </Title>
            </>
          }
          actions={<PromiseActions promise={promise} key={promise.id} />}
          timeline={<CouncilTimeline events={promise.events} />}
        >
          <PromiseBody promise={promise} key={promise.id} />
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 回话: what was promised at the desk, and to whom. */
export const PromisesPage = () => {
  const [{ view, open }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit(view);
  const { states, isMine } = views[view];
  const answer = useAnswer("council.listPromises", { states: [...states], isMine, limit }, { keepsPrevious: true });
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title="评事 · 回话"
      action={<Button onClick={() => setAdding(true)}>答应给人回话</Button>}
      filters={
        <Group gap="sm">
          <Select
            aria-label="看哪些"
            w="8rem"
            data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
            value={view}
            allowDeselect={false}
            onChange={(value) => setAddress({ view: (value ?? "open") as keyof typeof views, open: null })}
          />
        </Group>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="回话"
            columns={columns}
            rows={answer.data?.promises}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title="没有要回话的"
                hint="跟居民说“明天给您回话”，就点“答应给人回话”记一条，到时候会列在今日里。"
              />
            }
          />
        }
        record={open !== null && <PromiseRecordSide id={open} onClose={() => setAddress({ open: null })} />}
      />
      <PromiseDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
};
