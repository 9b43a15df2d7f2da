import { Button, Checkbox, Group, Select, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { Day, dayOf, deadlineDay, longDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { DeadlineText, TimeText, useMoment } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { tryWays } from "../follow-up-contract.ts";
import { tryWayWords } from "../follow-up-words.ts";
import { type PromiseLine, type PromiseRecord, type PromiseState, promiseContract } from "../promise-contract.ts";
import { promiseStateWords } from "../promise-words.ts";
import { typedTime } from "../typed-time.ts";
import { DueText, NarrowNumber } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { RecordLink } from "./links.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";
import { WhenFields } from "./promise-when.tsx";
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

type Step = "reached" | "missed" | "move" | "hand" | "cancel";

const Reached = (props: { promise: PromiseRecord; isOpen: boolean; onClose(): void }) => {
  const { id, version } = props.promise;
  const record = useCommand("council.recordCall");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`给${props.promise.whom}回话`}
      action="记下"
      draft={`council.recordCall.${id}`}
      done="已回话"
      empty={{ way: "phone" as (typeof tryWays)[number], said: "" }}
      schema={z.object({ said: z.string().trim().min(1, "请写下是怎样回的话") })}
      save={({ way, said }) => record.run({ id, version, way, isReached: true, said })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="方式"
            words={tryWayWords}
            value={form.values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          <Textarea label="怎样回的话" required data-autofocus autosize minRows={3} {...form.getInputProps("said")} />
        </>
      )}
    </StepDialog>
  );
};

const Missed = (props: { promise: PromiseRecord; isOpen: boolean; onClose(): void }) => {
  const { id, version } = props.promise;
  const record = useCommand("council.recordCall");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="没联系上"
      action="记下"
      draft={`council.recordCall.missed.${id}`}
      done="已记下，这一条还在待回话里"
      empty={{ way: "phone" as (typeof tryWays)[number], note: "" }}
      schema={promiseContract["council.recordCall"].input.pick({ way: true, note: true })}
      save={({ way, note }) => record.run({ id, version, way, isReached: false, note })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="方式"
            words={tryWayWords}
            value={form.values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          <TextInput label="说明" placeholder="如 没人接" data-autofocus {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};

const MoveForm = z.object({
  dueDay: Day,
  dueTime: z
    .string()
    .transform(typedTime)
    .pipe(
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写成 15:30 这样")
        .nullable(),
    ),
  reason: z.string().trim().min(1, "请填写改期的原因"),
  isTold: z.literal(true, { error: "先告诉居民改到哪天，再保存" }),
});

const Move = (props: { promise: PromiseRecord; isOpen: boolean; onClose(): void }) => {
  const { id, version, dueAt } = props.promise;
  const { today } = useMoment();
  const day = deadlineDay(dueAt);
  const move = useCommand("council.movePromise");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="改期"
      action="改期"
      draft={`council.movePromise.${id}`}
      done="已改期"
      empty={{
        dueDay: day < today ? today : day,
        dueTime: timeOf(dueAt) === "00:00" ? "" : timeOf(dueAt),
        reason: "",
        isTold: false,
      }}
      schema={MoveForm}
      save={({ dueTime, ...values }) => move.run({ id, version, dueTime: typedTime(dueTime), ...values })}
    >
      {(form) => (
        <>
          <WhenFields form={form} />
          <TextInput label="原因" required {...form.getInputProps("reason")} />
          <Checkbox label="已告诉居民改到哪天" {...form.getInputProps("isTold", { type: "checkbox" })} />
        </>
      )}
    </StepDialog>
  );
};

const Hand = (props: { promise: PromiseRecord; isOpen: boolean; onClose(): void }) => {
  const { id, version, keeperId } = props.promise;
  const hand = useCommand("council.handPromise");
  const people = useAnswer("council.listKeepers", { appealId: props.promise.appeal?.id ?? null }).data ?? [];
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="换人回话"
      action="换"
      draft={`council.handPromise.${id}`}
      done="已换人"
      empty={{ keeperId: null as string | null }}
      schema={z.object({ keeperId: z.string({ error: "请选择谁来回话" }) })}
      save={({ keeperId: next }) => hand.run({ id, version, keeperId: next ?? "" })}
    >
      {(form) => (
        <Select
          label="谁来回话"
          required
          data={people
            .filter((person) => person.id !== keeperId)
            .map(({ id: value, name, post }) => ({ value, label: post === "" ? name : `${name}（${post}）` }))}
          {...form.getInputProps("keeperId")}
        />
      )}
    </StepDialog>
  );
};

const Cancel = (props: { promise: PromiseRecord; isOpen: boolean; onClose(): void }) => {
  const { id, version } = props.promise;
  const cancel = useCommand("council.cancelPromise");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="不用回了"
      action="保存"
      draft={`council.cancelPromise.${id}`}
      done="已记为不用回了"
      empty={{ reason: "" }}
      schema={promiseContract["council.cancelPromise"].input.pick({ reason: true })}
      save={({ reason }) => cancel.run({ id, version, reason })}
    >
      {(form) => (
        <Textarea
          label="原因"
          placeholder="如 居民自己来过，当面说了"
          required
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

const Actions = ({ promise }: { promise: PromiseRecord }) => {
  const [step, setStep] = useState<Step | null>(null);
  const undo = useCommand("council.undoPromiseEnd");
  const navigate = useNavigate();
  const { id, version } = promise;
  const dialog = (name: Step) => ({ promise, isOpen: step === name, onClose: () => setStep(null) });
  const slip = (
    <Button
      variant="default"
      onClick={() => void navigate({ to: "/council/promise-slip" as never, search: { id } as never })}
    >
      打印回话条
    </Button>
  );
  if (promise.state !== "open")
    return (
      <Button
        variant="default"
        onClick={async () => {
          if ((await undo.run({ id, version })).ok) tellDone("已撤销，这一条又要回话了");
        }}
      >
        撤销，还要回话
      </Button>
    );
  return (
    <>
      <Button onClick={() => setStep("reached")}>回过话了</Button>
      <Button variant="default" onClick={() => setStep("missed")}>
        没联系上
      </Button>
      <Button variant="default" onClick={() => setStep("move")}>
        改期
      </Button>
      <Button variant="default" onClick={() => setStep("hand")}>
        换人
      </Button>
      <Button variant="default" onClick={() => setStep("cancel")}>
        不用回了
      </Button>
      {slip}
      <Reached {...dialog("reached")} />
      <Missed {...dialog("missed")} />
      <Move {...dialog("move")} />
      <Hand {...dialog("hand")} />
      <Cancel {...dialog("cancel")} />
    </>
  );
};

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
          actions={<Actions promise={promise} key={promise.id} />}
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
