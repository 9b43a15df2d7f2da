import { Button, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { Day, deadlineDay, timeOf } from "#base/dates.ts";
import { typedTime } from "#base/typed-time.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { tryWays } from "../follow-up-contract.ts";
import { tryWayWords } from "../follow-up-words.ts";
import { type PromiseRecord, promiseContract } from "../promise-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { WhenFields } from "./promise-when.tsx";

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

/** Everything that may be done with one promise now. */
export const PromiseActions = ({ promise }: { promise: PromiseRecord }) => {
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
