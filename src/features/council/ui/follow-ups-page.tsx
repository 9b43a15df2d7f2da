import { Select, Text, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { FollowUpLine, followUpStates } from "../follow-up-contract.ts";
import { followUpVerdict, tryWayWords } from "../follow-up-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { RecordLink } from "./links.tsx";
import { RecordTry } from "./record-try.tsx";
import { TraceButton } from "./trace.tsx";
import { useGrowingLimit } from "./use-paged.ts";

type State = (typeof followUpStates)[number];

const views = {
  open: { label: "待回访", states: ["open"] },
  over: { label: "已回访", states: ["evaluated", "unreachable", "superseded"] },
  all: { label: "全部", states: ["open", "evaluated", "unreachable", "superseded"] },
} as const satisfies Record<string, { label: string; states: readonly State[] }>;

const Address = z.object({
  view: z.enum(["open", "over", "all"]).catch("open").default("open"),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<FollowUpLine>[] = [
  { key: "reporter", title: "诉求人", width: "7rem", render: (row) => row.reporterLabel },
  { key: "task", title: "任务", render: (row) => `${row.taskNumberText} ${row.taskTitle}` },
  { key: "since", title: "办结于", width: "10rem", isWide: true, render: (row) => <TimeText at={row.openedAt} /> },
  {
    key: "tries",
    title: "回访",
    width: "9rem",
    isWide: true,
    render: (row) => (row.tryCount === 0 ? "还没打过" : `${row.tryCount} 次没联系上`),
  },
  { key: "state", title: "结果", width: "11rem", isWide: true, render: followUpVerdict },
];

const FollowUpRecord = ({ id, onClose, onDone }: { id: string; onClose(): void; onDone(): void }) => {
  const answer = useAnswer("council.followUp", { id });
  const reveal = useCommand("council.revealReporterPhone");
  const [phone, setPhone] = useState<string | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const [hasSaved, setSaved] = useState(false);
  if (answer.data?.state === "open" && !wasOpen) setWasOpen(true);
  return (
    <Answered answer={answer}>
      {(followUp) => (
        <RecordFrame
          onClose={onClose}
          version={followUp.version}
          actions={<TraceButton of={{ kind: "followUp", id: followUp.id }} />}
          title={
            <>
              <Text size="sm" c="dimmed">
                {followUp.taskNumberText} 第 {followUp.round} 轮
              </Text>
              <Title order={2} size="h4">
                回访 {followUp.reporterLabel}
              </Title>
            </>
          }
        >
          <div className="fields">
            <Field label="电话">
              {phone ?? followUp.maskedPhone}{" "}
              {phone === null && followUp.maskedPhone !== "" && (
                <button
                  type="button"
                  className="link-button"
                  onClick={async () => {
                    const reply = await reveal.run({ id: followUp.appealId });
                    if (reply.ok) setPhone(reply.value.phone);
                  }}
                >
                  看号码
                </button>
              )}
            </Field>
            <Field label="诉求">
              <RecordLink
                to="/council/appeals"
                search={{ view: "all", open: followUp.appealId }}
                label={followUp.appealNumberText}
              />
            </Field>
            <Field label="任务">
              <RecordLink
                to="/council/tasks"
                search={{ view: "all", open: followUp.taskId }}
                label={`${followUp.taskNumberText} ${followUp.taskTitle}`}
              />
            </Field>
          </div>
          <Field label="办理结果">{followUp.taskResult}</Field>
          {/* Words may stand in the form, whatever a colleague does to the follow-up meanwhile. */}
          {(followUp.state === "open" || (wasOpen && !hasSaved)) && (
            <RecordTry
              followUp={followUp}
              onDone={() => {
                setSaved(true);
                onDone();
              }}
            />
          )}
          {followUp.state !== "open" && (
            <Field label="结果">
              {followUpVerdict(followUp)}
              {followUp.words !== "" && `。“${followUp.words}”`}
            </Field>
          )}
          {followUp.tries.map((tryNow) => (
            <Text size="sm" key={tryNow.at}>
              <TimeText at={tryNow.at} /> {tryNow.triedByName} {tryWayWords[tryNow.way]}
              {tryNow.isReached ? "联系上" : "没联系上"}
              {tryNow.note !== "" && `：${tryNow.note}`}
            </Text>
          ))}
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 评事: whether the matter is settled in the eyes of whoever brought it. */
export const FollowUpsPage = () => {
  const [{ view, open }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit(view);
  const answer = useAnswer(
    "council.listFollowUps",
    { states: [...views[view].states], limit },
    { keepsPrevious: true },
  );
  const rows = answer.data?.followUps;
  /** The next one waiting, so that an hour of telephoning needs no mouse. */
  const nextAfter = (id: string) => {
    const at = rows?.findIndex((row) => row.id === id) ?? -1;
    return rows?.[at + 1]?.id ?? rows?.find((row) => row.id !== id)?.id ?? null;
  };
  return (
    <Page
      title="评事 · 回访"
      filters={
        <Select
          aria-label="看哪些"
          w="8rem"
          data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
          value={view}
          allowDeselect={false}
          onChange={(value) => setAddress({ view: (value ?? "open") as keyof typeof views, open: null })}
        />
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="回访"
            columns={columns}
            rows={rows}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={<EmptyState title="没有要回访的" hint="任务反馈办结以后，每位诉求人会列在这里，一个一个问。" />}
          />
        }
        record={
          open !== null && (
            <FollowUpRecord
              key={open}
              id={open}
              onClose={() => setAddress({ open: null })}
              onDone={() => setAddress({ open: view === "open" ? nextAfter(open) : open })}
            />
          )
        }
      />
    </Page>
  );
};
