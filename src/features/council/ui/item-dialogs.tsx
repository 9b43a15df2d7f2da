import { Alert, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import type { ReactNode } from "react";

import { z } from "zod";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type AgendaItem, attitudes, type Meeting, meetingContract, type Outcome } from "../meeting-contract.ts";
import { attitudeWords, outcomeWords } from "../meeting-words.ts";

import type { CoverageNow } from "../opinion-contract.ts";
import { decidingVoteOf, hasVoteQuorum, lastCountOf, openVoteOf } from "../vote-rules.ts";

import { voteSentence } from "../vote-sentence.ts";
import { CoverageSentence, OpinionSheetButton } from "./coverage-panel.tsx";
import { useAnswer, useCommand } from "./door.ts";

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

/** Who has been heard of those concerned; too few want a reason, or their doors knocked at first. */
const Heard = (props: { coverage: CoverageNow; topicId: string; children: ReactNode }) => (
  <>
    <CoverageSentence coverage={props.coverage} />
    {props.coverage.isEnough === false && (
      <>
        {props.children}
        <Group gap="xs">
          <Text size="sm">或者先“暂缓再议”，补充征求意见：</Text>
          <OpinionSheetButton topicId={props.topicId} />
        </Group>
      </>
    )}
  </>
);

export const OutcomeDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
  const decide = useCommand("council.decideItem");
  const { meeting, item } = props;
  const topicId = item.topic?.id ?? "";
  const coverage = useAnswer("council.coverage", { id: topicId }, { isEnabled: props.isOpen && topicId !== "" }).data;
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
        coverageReason: item.resolution?.coverageReason ?? "",
      }}
      schema={meetingContract["council.decideItem"].input.pick({ outcome: true, wording: true, coverageReason: true })}
      save={({ outcome, wording, coverageReason }) =>
        decide.run({
          id: meeting.id,
          itemId: item.id,
          outcome: outcome ?? "noted",
          wording,
          coverageReason,
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
          {coverage && (
            <Heard coverage={coverage} topicId={topicId}>
              {form.values.outcome === "passed" && (
                <Textarea
                  label="现在就定的理由"
                  description="听到的户数不够，通过要写明理由，写进记录"
                  required
                  autosize
                  minRows={2}
                  {...form.getInputProps("coverageReason")}
                />
              )}
            </Heard>
          )}
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
