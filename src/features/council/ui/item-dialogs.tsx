import { Alert, NumberInput, Select, SimpleGrid, Text, Textarea } from "@mantine/core";
import { z } from "zod";
import { ChoiceRow } from "#ui/choice-row.tsx";
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
import { attitudeWords, outcomeWords, voteBaseWords, voteMethodWords } from "../meeting-words.ts";
import { countSentence } from "./attendance-panel.tsx";
import { useCommand } from "./door.ts";

export const StatementDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
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

export const VoteDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
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
            {countSentence(meeting)}
            {!meeting.hasQuorum && "，不能通过"}
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

export const OutcomeDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
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

export const WaiveDialog = (props: { isOpen: boolean; onClose(): void; meetingId: string; resolutionId: string }) => {
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
