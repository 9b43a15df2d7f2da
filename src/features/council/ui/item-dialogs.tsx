import { Alert, Select, Stack, Text, Textarea } from "@mantine/core";
import { z } from "zod";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type AgendaItem, attitudes, type Meeting, meetingContract, type Outcome } from "../meeting-contract.ts";
import { attitudeWords, outcomeWords } from "../meeting-words.ts";
import { decidingVoteOf, hasVoteQuorum, lastCountOf, openVoteOf } from "../vote-rules.ts";
import { voteSentence } from "../vote-sentence.ts";
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

/** What the outcome stands on: the vote that decides, or else who is there. */
const Ground = ({ meeting, item }: { meeting: Meeting; item: AgendaItem }) => {
  const vote = decidingVoteOf(item.votes);
  if (openVoteOf(item.votes)) return <Alert color="red">表决还没有计票。请先按 F6 计票，或撤销表决。</Alert>;
  if (vote) return <Text>{voteSentence(vote)}</Text>;
  return meeting.hasQuorum ? null : <Alert color="orange">到会人数没有过半，不能“通过”。</Alert>;
};

/** What the vote points to; nobody has to take it. */
const likelyOutcome = (item: AgendaItem): Outcome | null => {
  if (item.kind === "report") return "noted";
  const vote = decidingVoteOf(item.votes);
  return vote && lastCountOf(vote)?.isPassed && hasVoteQuorum(vote) ? "passed" : null;
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
        outcome: item.resolution?.outcome ?? likelyOutcome(item),
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
        <Stack
          gap="sm"
          onKeyDown={(event) => {
            const at = event.altKey ? /^Digit([1-4])$/.exec(event.code)?.[1] : undefined;
            const outcome = at === undefined ? undefined : (Object.keys(words) as Outcome[])[Number(at) - 1];
            if (outcome === undefined) return;
            event.preventDefault();
            form.setFieldValue("outcome", outcome);
          }}
        >
          <Ground meeting={meeting} item={item} />
          <ChoiceRow
            label={item.kind === "report" ? "结果" : "结果（Alt+1 至 4）"}
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
        </Stack>
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
