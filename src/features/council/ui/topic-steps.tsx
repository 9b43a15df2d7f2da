import { Button, Group, NumberInput, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { AttachmentField, AttachmentStrip, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Topic } from "../topic-contract.ts";
import { gatheringProblem } from "../topic-rules.ts";
import { type researchWays, topicStepContract } from "../topic-step-contract.ts";
import { researchWayWords } from "../topic-step-words.ts";
import { stepStateWords, stepWords } from "../topic-steps.ts";
import { useCommand } from "./door.ts";
import { LinkPanel } from "./links.tsx";

/** 1+6+N on one line: which of the six steps are done, and why one was passed over. */
export const SixSteps = ({ steps }: { steps: Topic["steps"] }) => (
  <ol className="six-steps" aria-label="1+6+N 六步">
    {steps.map(({ step, state, words }) => (
      <li key={step} data-state={state} {...(state === "current" && { "aria-current": "step" as const })}>
        <span className="six-steps-name">{stepWords[step]}</span>
        <span className="six-steps-state">{stepStateWords[state]}</span>
        {words !== "" && <span className="six-steps-words">{words}</span>}
      </li>
    ))}
  </ol>
);

type DialogProps = { topic: Topic; isOpen: boolean; onClose(): void };

const ResearchStep = ({ topic, isOpen, onClose }: DialogProps) => {
  const { id } = topic;
  const record = useCommand("council.recordResearch");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="议前调研"
      action="记下"
      draft={`council.recordResearch.${id}`}
      done="已记下这次调研"
      empty={{
        way: "visit" as (typeof researchWays)[number],
        doneBy: "",
        doneDate: today as string | null,
        householdCount: 0,
        findings: "",
        attachments: [] as NewAttachment[],
      }}
      schema={topicStepContract["council.recordResearch"].input.omit({ id: true })}
      save={({ doneDate, ...values }) => record.run({ id, doneDate: doneDate ?? "", ...values })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="怎么调研的"
            words={researchWayWords}
            value={form.values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          <TextInput label="谁去调研的" required data-autofocus {...form.getInputProps("doneBy")} />
          <Group gap="sm" align="flex-start">
            <DayField
              label="哪天"
              required
              value={form.values.doneDate}
              onChange={(day) => form.setFieldValue("doneDate", day)}
              error={form.errors.doneDate}
            />
            <NumberInput
              label="问了多少户"
              w="8rem"
              min={0}
              allowDecimal={false}
              {...form.getInputProps("householdCount")}
            />
          </Group>
          <Textarea
            label="了解到什么"
            description="各方怎么想、卡在哪里、花多少钱；会上照这个说"
            required
            autosize
            minRows={4}
            {...form.getInputProps("findings")}
          />
          <AttachmentField
            label="照片和文件"
            value={form.values.attachments}
            onChange={(value) => form.setFieldValue("attachments", value)}
            error={form.errors.attachments}
          />
        </>
      )}
    </StepDialog>
  );
};

const SkipStep = ({ topic, isOpen, onClose }: DialogProps) => {
  const { id } = topic;
  const skip = useCommand("council.skipStep");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="不做议前调研"
      action="写下理由"
      draft={`council.skipStep.${id}`}
      done="理由已记在议题上"
      empty={{ reason: "" }}
      schema={topicStepContract["council.skipStep"].input.omit({ id: true, step: true })}
      save={({ reason }) => skip.run({ id, step: "research", reason })}
    >
      {(form) => (
        <Textarea
          label="理由"
          description="写在议题的经过里，也会写进会议的材料"
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

/** 议前调研: what was found out before the meeting, by whom. */
export const TopicResearches = ({ topic }: { topic: Topic }) => {
  const { id, researches } = topic;
  const [step, setStep] = useState<"research" | "skip" | null>(null);
  const may = useMay();
  const withdraw = useCommand("council.withdrawResearch");
  const isOpen = gatheringProblem(topic) === null && may("secretary");
  const reason = topic.steps.find((line) => line.step === "research" && line.state === "skipped")?.words;
  const close = () => setStep(null);
  return (
    <LinkPanel
      title="议前调研"
      action={
        isOpen && (
          <Group gap="xs" mt={4}>
            <Button variant="subtle" size="compact-sm" onClick={() => setStep("research")}>
              写调研
            </Button>
            {researches.length === 0 && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setStep("skip")}>
                {reason === undefined ? "不调研，写理由" : "改理由"}
              </Button>
            )}
          </Group>
        )
      }
    >
      {researches.length === 0 && (
        <Text size="sm" c="dimmed">
          {reason === undefined ? "还没有调研。没有调研、也没有理由的议题，不能上会。" : `没有调研，理由：${reason}`}
        </Text>
      )}
      {researches.map((research) => (
        <div key={research.id}>
          <Group gap="xs" wrap="nowrap" justify="space-between">
            <Text size="sm" c="dimmed">
              {research.doneDate} · {researchWayWords[research.way]} · {research.doneBy}
              {research.householdCount > 0 && ` · ${research.householdCount} 户`}
            </Text>
            {isOpen && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={async () => {
                  if ((await withdraw.run({ id, researchId: research.id })).ok) tellDone("已撤回这次调研");
                }}
              >
                撤回
              </Button>
            )}
          </Group>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {research.findings}
          </Text>
          <AttachmentStrip attachments={research.attachments} openOperation="council.openAttachment" hasStamps />
        </div>
      ))}
      <ResearchStep topic={topic} isOpen={step === "research"} onClose={close} />
      <SkipStep topic={topic} isOpen={step === "skip"} onClose={close} />
    </LinkPanel>
  );
};
