import { Button, Group, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import type { EntryForm } from "#ui/form.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Meeting } from "../meeting-contract.ts";
import { marksIn, tallyOf } from "../tally.ts";
import { type Vote, voteContract } from "../vote-contract.ts";
import { castCount, lastCountOf } from "../vote-rules.ts";
import { voteBaseWords, voteMethodWords } from "../vote-words.ts";
import { useCommand } from "./door.ts";
import { SignedCount } from "./signed-count.tsx";
import { TallyRow } from "./tally-row.tsx";
import { VotePaperLinks } from "./vote-paper-links.tsx";

const empty = {
  forCount: "" as number | string,
  againstCount: "" as number | string,
  abstainCount: "" as number | string,
  invalidCount: "" as number | string,
  handedOutCount: "" as number | string,
  returnedCount: "" as number | string,
  countedBy: "",
  watchedBy: "",
  sheetCode: "",
  /** 唱票: one digit a ballot; kept with what is typed, so that a count outlives the page. */
  marks: "",
  /** Only of a recount. */
  reason: "",
};
type Values = typeof empty;

const counted = (value: number | string): number => Number(value);

const countsIn = (values: Values) => ({
  forCount: counted(values.forCount),
  againstCount: counted(values.againstCount),
  abstainCount: counted(values.abstainCount),
  invalidCount: counted(values.invalidCount),
});

/** What the form sends; only ballots are handed out and come back. */
const sent = (vote: Vote, values: Values) => ({
  ...countsIn(values),
  handedOutCount: vote.method === "paper" ? counted(values.handedOutCount) : null,
  returnedCount: vote.method === "paper" ? counted(values.returnedCount) : null,
  countedBy: values.countedBy,
  watchedBy: values.watchedBy,
  sheetCode: values.sheetCode.trim(),
});

const Typed = z.union([z.number(), z.literal("")]);
const Form = z.object({
  forCount: Typed,
  againstCount: Typed,
  abstainCount: Typed,
  invalidCount: Typed,
  handedOutCount: Typed,
  returnedCount: Typed,
  countedBy: z.string(),
  watchedBy: z.string(),
  sheetCode: z.string(),
  marks: z.string(),
  reason: z.string(),
});

/** Ballots as they are called out, one key each; the characters grow as on the sheet. */
const CallOut = ({ form }: { form: EntryForm<Values> }) => {
  const call = (typed: string) => {
    const marks = marksIn(typed);
    const tally = tallyOf(marks);
    form.setValues({
      ...form.getValues(),
      marks,
      forCount: tally.for,
      againstCount: tally.against,
      abstainCount: tally.abstain,
      invalidCount: tally.invalid,
    });
  };
  const tally = tallyOf(form.values.marks);
  return (
    <>
      <TextInput
        label="唱票"
        description="唱一张按一下：1 赞成　2 反对　3 弃权　0 无效，退格撤回一张"
        inputMode="numeric"
        autoComplete="off"
        value={form.values.marks}
        onChange={(event) => call(event.currentTarget.value)}
      />
      {form.values.marks !== "" && (
        <div className="tally" role="img" aria-label="唱票的正字">
          <TallyRow word="赞成" count={tally.for} />
          <TallyRow word="反对" count={tally.against} />
          <TallyRow word="弃权" count={tally.abstain} />
          <TallyRow word="无效" count={tally.invalid} />
        </div>
      )}
    </>
  );
};

const CountFields = ({ form, vote, isNamed }: { form: EntryForm<Values>; vote: Vote; isNamed: boolean }) => {
  const isOnPaper = vote.method === "paper";
  const count = countsIn(form.values);
  const all = isOnPaper ? counted(form.values.returnedCount) : vote.presentCount;
  const left = all - castCount(count);
  // What is called out ballot by ballot has no rest.
  const canGiveRest = left > 0 && form.values.marks === "";
  const giveRest = (field: "forCount" | "abstainCount") => {
    if (canGiveRest) form.setFieldValue(field, count[field] + left);
  };
  const number = { min: 0, allowDecimal: false, allowNegative: false, readOnly: form.values.marks !== "" } as const;
  const papers = { min: 0, allowDecimal: false, allowNegative: false } as const;
  return (
    <Stack
      gap="sm"
      onKeyDown={(event) => {
        const field = event.key === "F6" ? "forCount" : event.key === "F7" ? "abstainCount" : null;
        if (!field) return;
        event.preventDefault();
        giveRest(field);
      }}
    >
      {isOnPaper && (
        <SimpleGrid cols={2}>
          <NumberInput label="发出" required data-autofocus {...papers} {...form.getInputProps("handedOutCount")} />
          <NumberInput label="收回" required {...papers} {...form.getInputProps("returnedCount")} />
        </SimpleGrid>
      )}
      {isOnPaper && <CallOut form={form} />}
      <SimpleGrid cols={isOnPaper ? 4 : 3}>
        <NumberInput
          label="赞成"
          data-autofocus={isOnPaper ? undefined : true}
          {...number}
          {...form.getInputProps("forCount")}
        />
        <NumberInput label="反对" {...number} {...form.getInputProps("againstCount")} />
        <NumberInput label="弃权" {...number} {...form.getInputProps("abstainCount")} />
        {isOnPaper && <NumberInput label="无效" {...number} {...form.getInputProps("invalidCount")} />}
      </SimpleGrid>
      <Group gap="sm">
        <Button size="xs" variant="default" disabled={!canGiveRest} onClick={() => giveRest("forCount")}>
          其余都赞成 <kbd>F6</kbd>
        </Button>
        <Button size="xs" variant="default" disabled={!canGiveRest} onClick={() => giveRest("abstainCount")}>
          其余弃权 <kbd>F7</kbd>
        </Button>
        <Text size="sm" fw={left === 0 ? 400 : 700} c={left < 0 ? "red.9" : "dimmed"} role="status">
          {left < 0 ? `多出 ${-left} 票` : `还有 ${left} 票没有数`}
        </Text>
      </Group>
      {(isOnPaper || isNamed) && (
        <SimpleGrid cols={2}>
          <TextInput label="计票人" required {...form.getInputProps("countedBy")} />
          <TextInput label="监票人" required {...form.getInputProps("watchedBy")} />
        </SimpleGrid>
      )}
      {isOnPaper && (
        <TextInput
          label="计票单表单号"
          description="照计票单录入的，填右下角的表单号"
          {...form.getInputProps("sheetCode")}
        />
      )}
    </Stack>
  );
};

const CallOff = (props: { meetingId: string; vote: Vote; onClose(): void }) => {
  const callOff = useCommand("council.callOffVote");
  const { id: voteId, version } = props.vote;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`撤销表决：${props.vote.question}`}
      action="撤销表决"
      draft={`council.callOffVote.${voteId}`}
      done="已撤销表决"
      empty={{ reason: "" }}
      schema={voteContract["council.callOffVote"].input.pick({ reason: true })}
      save={({ reason }) => callOff.run({ id: props.meetingId, voteId, version, reason })}
    >
      {(form) => (
        <Textarea
          label="理由"
          description="要换方式或换算法，先撤销，再重新表决"
          required
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

/** The counts of an open vote, by what was fixed when it began. */
export const CountVote = (props: { meeting: Meeting; vote: Vote; onClose(): void; children: ReactNode }) => {
  const { meeting, vote } = props;
  const [isCallingOff, setCallingOff] = useState(false);
  const count = useCommand("council.countVote", { marksFields: true });
  if (isCallingOff) return <CallOff meetingId={meeting.id} vote={vote} onClose={props.onClose} />;
  const head = (
    <>
      {props.children}
      <Group justify="space-between">
        <Text>
          {voteMethodWords[vote.method]}，按{voteBaseWords[vote.base]}过半
        </Text>
        <Group gap="xs">
          <VotePaperLinks meetingId={meeting.id} vote={vote} />
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setCallingOff(true)}>
            撤销表决
          </Button>
        </Group>
      </Group>
    </>
  );
  if (vote.method === "signature")
    return (
      <SignedCount meetingId={meeting.id} vote={vote} isRecount={false} onClose={props.onClose}>
        {head}
      </SignedCount>
    );
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`计票：${vote.question}`}
      action="记下结果"
      draft={`council.countVote.${vote.id}`}
      done="已记下表决"
      empty={empty}
      schema={Form}
      save={(values) => count.run({ id: meeting.id, voteId: vote.id, version: vote.version, ...sent(vote, values) })}
    >
      {(form) => (
        <>
          {head}
          <CountFields form={form} vote={vote} isNamed={false} />
        </>
      )}
    </StepDialog>
  );
};

/** 复核: what was counted stands beside it until the new count is kept. */
export const RecountVote = (props: { meetingId: string; vote: Vote; onClose(): void }) => {
  const { vote } = props;
  const recount = useCommand("council.recountVote", { marksFields: true });
  const last = lastCountOf(vote);
  const before = (
    <Text>
      第 {last?.edition} 次：赞成 {last?.forCount}、反对 {last?.againstCount}、弃权 {last?.abstainCount}
      {vote.method === "paper" && `、无效 ${last?.invalidCount}`}
    </Text>
  );
  if (vote.method === "signature")
    return (
      <SignedCount meetingId={props.meetingId} vote={vote} isRecount onClose={props.onClose}>
        {before}
      </SignedCount>
    );
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`复核计票：${vote.question}`}
      action="记下复核"
      draft={`council.recountVote.${vote.id}`}
      done="已记下复核"
      empty={{ ...empty, handedOutCount: last?.handedOutCount ?? "", returnedCount: last?.returnedCount ?? "" }}
      schema={Form.extend({ reason: voteContract["council.recountVote"].input.shape.reason })}
      save={(values) => {
        const { reason } = values;
        const { id: voteId, version } = vote;
        return recount.run({ id: props.meetingId, voteId, version, reason, ...sent(vote, values) });
      }}
    >
      {(form) => (
        <>
          {before}
          <CountFields form={form} vote={vote} isNamed />
          <Textarea label="复核的理由" required autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
