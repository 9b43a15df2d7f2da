import { Button, Menu, Radio, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { addDays } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { ConfirmRule } from "../council-rules-contract.ts";
import { type Topic, topicContract } from "../topic-contract.ts";
import { changingTopicProblem, confirmingProblem, decliningProblem, signedWords } from "../topic-rules.ts";
import { topicSourceWords, visibilityWords } from "../topic-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type StepProps = { topic: Topic; isOpen: boolean; onClose(): void };

const withoutRecord = { id: true, version: true } as const;

export const sourceOptions = Object.entries(topicSourceWords).map(([value, label]) => ({ value, label }));

/** A rule, and what stands against going by it today. */
const RuleChoice = ({ topic, rule, isFirst }: { topic: Topic; rule: ConfirmRule; isFirst: boolean }) => {
  const problem = confirmingProblem(topic, rule, topic.signedHouseholdCount);
  return (
    <Radio
      value={rule.id}
      label={rule.wording}
      disabled={problem !== null}
      {...(isFirst && { "data-autofocus": true })}
      description={
        rule.kind === "joint"
          ? `现有 ${signedWords(topic.signedHouseholdCount, rule.minHouseholds)}${problem === null ? "，够了" : "，还不够"}`
          : undefined
      }
    />
  );
};

const ConfirmStep = ({ topic, isOpen, onClose }: StepProps) => {
  const { id, version } = topic;
  const confirm = useCommand("council.confirmTopic");
  const settings = useAnswer("council.settings", {}, { isEnabled: isOpen });
  const rules = (settings.data?.rules ?? []).filter(({ isActive }) => isActive);
  const firstOpen = rules.findIndex((rule) => confirmingProblem(topic, rule, topic.signedHouseholdCount) === null);
  return (
    <StepDialog
      isOpen={isOpen && settings.data !== undefined}
      onClose={onClose}
      title="确定议题"
      action="确定"
      draft={`council.confirmTopic.${id}`}
      done="已确定，可以列入会议议程"
      empty={{ ruleId: "", note: "" }}
      schema={topicContract["council.confirmTopic"].input.omit(withoutRecord)}
      save={(values) => confirm.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <Radio.Group
            label="确定的依据"
            description="规则写在“议事规则”里；确定时把写法和户数一起记下"
            required
            {...form.getInputProps("ruleId")}
          >
            <Stack gap="xs" mt="xs">
              {rules.map((rule, at) => (
                <RuleChoice key={rule.id} topic={topic} rule={rule} isFirst={at === firstOpen} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea label="说明" autosize minRows={2} {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};

const PostponeStep = ({ topic, isOpen, onClose }: StepProps) => {
  const { id, version } = topic;
  const postpone = useCommand("council.postponeTopic");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="暂缓"
      action="暂缓"
      draft={`council.postponeTopic.${id}`}
      done="已暂缓，到那天会排在议题池最前面"
      empty={{ reason: "", until: addDays(today, 30) as string | null }}
      schema={topicContract["council.postponeTopic"].input.omit(withoutRecord)}
      save={({ until, reason }) => postpone.run({ id, version, until: until ?? "", reason })}
    >
      {(form) => (
        <>
          <Textarea
            label="理由"
            placeholder="例如：等住建局的批复；等业委会换届"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
          <DayField
            isAhead
            label="到哪天再议"
            required
            value={form.values.until}
            onChange={(until) => form.setFieldValue("until", until)}
            error={form.errors.until}
          />
        </>
      )}
    </StepDialog>
  );
};

const DeclineStep = ({ topic, isOpen, onClose }: StepProps) => {
  const { id, version } = topic;
  const decline = useCommand("council.declineTopic");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="不列入"
      action="不列入"
      draft={`council.declineTopic.${id}`}
      done="已记为不列入，诉求退回说事"
      empty={{ reason: "" }}
      schema={topicContract["council.declineTopic"].input.omit(withoutRecord)}
      save={(values) => decline.run({ id, version, ...values })}
    >
      {(form) => (
        <Textarea
          label="理由"
          description={
            topic.appealCount > 0 ? `这个议题里的 ${topic.appealCount} 条诉求会退回说事，一条不少` : undefined
          }
          required
          data-autofocus
          autosize
          minRows={3}
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

const ChangeStep = ({ topic, isOpen, onClose }: StepProps) => {
  const { id, version, title, summary, visibility, source, proposerName } = topic;
  const change = useCommand("council.changeTopic");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`修改 ${topic.numberText}`}
      action="保存"
      draft={`council.changeTopic.${id}`}
      done="已保存"
      empty={{ title, summary, visibility, source, proposerName }}
      schema={topicContract["council.changeTopic"].input.omit(withoutRecord)}
      save={(values) => change.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <TextInput label="议题" required data-autofocus {...form.getInputProps("title")} />
          <Textarea label="说明" autosize minRows={3} {...form.getInputProps("summary")} />
          <Select label="来源" data={sourceOptions} allowDeselect={false} {...form.getInputProps("source")} />
          <TextInput label="谁提出的" {...form.getInputProps("proposerName")} />
          <ChoiceRow
            label="公开程度"
            words={visibilityWords}
            value={form.values.visibility}
            onChange={(value) => form.setFieldValue("visibility", value)}
          />
        </>
      )}
    </StepDialog>
  );
};

export const TopicActions = ({ topic }: { topic: Topic }) => {
  const [step, setStep] = useState<"confirm" | "decline" | "postpone" | "change" | null>(null);
  const may = useMay();
  const navigate = useNavigate();
  const undo = useCommand("council.undoTopicDecision");
  const endPostponement = useCommand("council.endPostponement");
  const { id, version } = topic;
  const last = topic.events.findLast(({ kind }) => kind !== "printed")?.kind;
  const canUndo =
    (last === "confirmed" && topic.state === "confirmed") || (last === "declined" && topic.state === "declined");
  const isWaiting = decliningProblem(topic) === null;
  const stepProps = { topic, onClose: () => setStep(null) };
  return (
    <>
      {topic.state === "proposed" && may("director") && <Button onClick={() => setStep("confirm")}>确定议题</Button>}
      {topic.state === "proposed" && !may("director") && (
        <Text size="sm" c="dimmed">
          等负责人确定
        </Text>
      )}
      {isWaiting && may("director") && (
        <Button variant="default" onClick={() => setStep("postpone")}>
          {topic.postponedUntil === null ? "暂缓" : "再暂缓"}
        </Button>
      )}
      {canUndo && may("director") && (
        <Button
          variant="default"
          onClick={async () => {
            if ((await undo.run({ id, version })).ok) tellDone("已撤销上一步");
          }}
        >
          撤销上一步
        </Button>
      )}
      {changingTopicProblem(topic) === null && may("secretary") && (
        <Button variant="default" onClick={() => setStep("change")}>
          修改
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => void navigate({ to: "/council/topic-paper" as never, search: { id } as never })}
      >
        打印议题卡
      </Button>
      {isWaiting && may("director") && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label="更多">
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setStep("decline")}>不列入</Menu.Item>
            {topic.postponedUntil !== null && (
              <Menu.Item
                onClick={async () => {
                  if ((await endPostponement.run({ id, version })).ok) tellDone("不再暂缓");
                }}
              >
                不再暂缓
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <ConfirmStep {...stepProps} isOpen={step === "confirm"} />
      <PostponeStep {...stepProps} isOpen={step === "postpone"} />
      <DeclineStep {...stepProps} isOpen={step === "decline"} />
      <ChangeStep {...stepProps} isOpen={step === "change"} />
    </>
  );
};
