import { Button, Group, NumberInput, Select, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { outcomeWords } from "../meeting-words.ts";
import { type confirmRules, type Topic, type TopicLine, type TopicState, topicContract } from "../topic-contract.ts";
import { changingTopicProblem, decliningProblem, gatheringProblem } from "../topic-rules.ts";
import { confirmRuleWords, visibilityWords } from "../topic-words.ts";
import { NarrowNumber, StageChip, TaskChip, TopicChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { GatherDialog } from "./gather-dialog.tsx";
import { LinkPanel, RecordLink } from "./links.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const views = {
  open: { label: "议题池", states: ["proposed", "confirmed", "scheduled", "discussed"] },
  settled: { label: "有决议", states: ["settled"] },
  declined: { label: "不列入", states: ["declined"] },
  all: { label: "全部", states: [] },
} as const satisfies Record<string, { label: string; states: readonly TopicState[] }>;

const Address = z.object({
  view: z.enum(["open", "settled", "declined", "all"]).catch("open").default("open"),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<TopicLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "title",
    title: "议题",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        {row.title}
        {row.visibility !== "public" && (
          <Text span size="sm" c="dimmed">
            （{visibilityWords[row.visibility]}）
          </Text>
        )}
      </>
    ),
  },
  {
    key: "appeals",
    title: "诉求",
    width: "5rem",
    align: "right",
    isWide: true,
    render: (row) => `${row.appealCount} 条`,
  },
  { key: "age", title: "提出", width: "6rem", align: "right", isWide: true, render: (row) => `${row.ageDays} 天` },
  { key: "state", title: "状态", width: "7rem", render: (row) => <TopicChip state={row.state} /> },
];

const TopicActions = ({ topic }: { topic: Topic }) => {
  const [step, setStep] = useState<"confirm" | "decline" | "change" | null>(null);
  const may = useMay();
  const confirm = useCommand("council.confirmTopic");
  const decline = useCommand("council.declineTopic");
  const change = useCommand("council.changeTopic");
  const undo = useCommand("council.undoTopicDecision");
  const { id, version } = topic;
  const close = () => setStep(null);
  const last = topic.events.at(-1)?.kind;
  const canUndo =
    (last === "confirmed" && topic.state === "confirmed") || (last === "declined" && topic.state === "declined");
  return (
    <>
      {topic.state === "proposed" && may("director") && <Button onClick={() => setStep("confirm")}>确定议题</Button>}
      {topic.state === "proposed" && !may("director") && (
        <Text size="sm" c="dimmed">
          等负责人确定
        </Text>
      )}
      {decliningProblem(topic) === null && may("director") && (
        <Button variant="default" onClick={() => setStep("decline")}>
          不列入
        </Button>
      )}
      {changingTopicProblem(topic) === null && may("secretary") && (
        <Button variant="default" onClick={() => setStep("change")}>
          修改
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
      <StepDialog
        isOpen={step === "confirm"}
        onClose={close}
        title="确定议题"
        action="确定"
        draft={`council.confirmTopic.${id}`}
        done="已确定，可以列入会议议程"
        empty={{
          rule: null as (typeof confirmRules)[number] | null,
          jointHouseholdCount: null as number | null,
          note: "",
        }}
        schema={topicContract["council.confirmTopic"].input
          .omit({ id: true, version: true })
          .refine((values) => values.rule !== "joint" || values.jointHouseholdCount !== null, {
            path: ["jointHouseholdCount"],
            message: "请填写联名户数",
          })}
        save={({ rule, ...values }) => confirm.run({ id, version, rule: rule ?? "committees", ...values })}
      >
        {(form) => (
          <>
            <ChoiceRow
              label="确定的依据"
              words={confirmRuleWords}
              value={form.values.rule}
              onChange={(rule) => form.setFieldValue("rule", rule)}
              required
              error={form.errors.rule}
            />
            {form.values.rule === "joint" && (
              <NumberInput
                label="联名户数"
                required
                min={1}
                allowDecimal={false}
                value={form.values.jointHouseholdCount ?? ""}
                onChange={(value) =>
                  form.setFieldValue("jointHouseholdCount", typeof value === "number" ? value : null)
                }
                error={form.errors.jointHouseholdCount}
              />
            )}
            <Textarea label="说明" autosize minRows={2} {...form.getInputProps("note")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "decline"}
        onClose={close}
        title="不列入"
        action="不列入"
        draft={`council.declineTopic.${id}`}
        done="已记为不列入，诉求退回说事"
        empty={{ reason: "" }}
        schema={topicContract["council.declineTopic"].input.omit({ id: true, version: true })}
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
      <StepDialog
        isOpen={step === "change"}
        onClose={close}
        title={`修改 ${topic.numberText}`}
        action="保存"
        draft={`council.changeTopic.${id}`}
        done="已保存"
        empty={{ title: topic.title, summary: topic.summary, visibility: topic.visibility }}
        schema={topicContract["council.changeTopic"].input.omit({ id: true, version: true })}
        save={(values) => change.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <TextInput label="议题" required data-autofocus {...form.getInputProps("title")} />
            <Textarea label="说明" autosize minRows={3} {...form.getInputProps("summary")} />
            <ChoiceRow
              label="公开程度"
              words={visibilityWords}
              value={form.values.visibility}
              onChange={(value) => form.setFieldValue("visibility", value)}
            />
          </>
        )}
      </StepDialog>
    </>
  );
};

const TopicRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.topic", { id });
  const giveBack = useCommand("council.returnAppeal");
  const gather = useCommand("council.gatherAppeals");
  const may = useMay();
  return (
    <Answered answer={answer}>
      {(topic) => (
        <RecordFrame
          onClose={onClose}
          title={
            <>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {topic.numberText}
                </Text>
                <TopicChip state={topic.state} />
              </Group>
              <Title order={2} size="h4">
                {topic.title}
              </Title>
            </>
          }
          actions={<TopicActions topic={topic} key={topic.id} />}
          timeline={<CouncilTimeline events={topic.events} />}
          version={topic.version}
        >
          {topic.summary !== "" && <Field label="说明">{topic.summary}</Field>}
          {topic.declineReason !== "" && <Field label="不列入的理由">{topic.declineReason}</Field>}
          {topic.confirmRule !== null && (
            <Field label="确定的依据">
              {confirmRuleWords[topic.confirmRule]}
              {topic.jointHouseholdCount !== null && `（${topic.jointHouseholdCount} 户）`} {topic.confirmNote}
            </Field>
          )}
          <LinkPanel title={`背后的诉求（${topic.appeals.length} 条）`}>
            {topic.appeals.map((appeal) => (
              <Group key={appeal.id} gap="xs" wrap="nowrap" justify="space-between">
                <RecordLink
                  to="/council/appeals"
                  search={{ view: "all", open: appeal.id }}
                  label={`${appeal.numberText} ${appeal.reporterLabel}：${appeal.title}`}
                  chip={<StageChip stage={appeal.stage} />}
                />
                {gatheringProblem(topic) === null && may("secretary") && (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    onClick={async () => {
                      if ((await giveBack.run({ id, appealId: appeal.id })).ok)
                        tellDone("已退回说事", { run: () => void gather.run({ id, appealIds: [appeal.id] }) });
                    }}
                  >
                    退回
                  </Button>
                )}
              </Group>
            ))}
            {topic.appeals.length === 0 && (
              <Text size="sm" c="dimmed">
                还没有诉求。到“说事”里选中几条，再“归入议题”。
              </Text>
            )}
          </LinkPanel>
          {topic.meetings.length > 0 && (
            <LinkPanel title="会议">
              {topic.meetings.map((meeting) => (
                <RecordLink
                  key={meeting.id}
                  to="/council/meetings"
                  search={{ open: meeting.id }}
                  label={`${meeting.numberText} ${meeting.title}`}
                  chip={meeting.outcome ? outcomeWords[meeting.outcome as keyof typeof outcomeWords] : ""}
                />
              ))}
            </LinkPanel>
          )}
          {topic.tasks.length > 0 && (
            <LinkPanel title="任务">
              {topic.tasks.map((task) => (
                <RecordLink
                  key={task.id}
                  to="/council/tasks"
                  search={{ view: "all", open: task.id }}
                  label={`${task.numberText} ${task.title}`}
                  chip={<TaskChip state={task.state as never} />}
                />
              ))}
            </LinkPanel>
          )}
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 议事: what a meeting may discuss. */
export const TopicsPage = () => {
  const [{ view, open }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit(view);
  const answer = useAnswer("council.listTopics", { states: [...views[view].states], limit }, { keepsPrevious: true });
  const [isAdding, setAdding] = useState(false);
  const may = useMay();
  return (
    <Page
      title="议事 · 议题"
      action={may("secretary") && <Button onClick={() => setAdding(true)}>新提议题</Button>}
      filters={
        <Select
          aria-label="看哪些"
          w="8rem"
          data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
          value={view}
          allowDeselect={false}
          onChange={(value) => setAddress({ view: (value ?? "open") as keyof typeof views })}
        />
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="议题"
            columns={columns}
            rows={answer.data?.topics}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title={`没有${views[view].label}里的议题`}
                hint="到“说事”里选中几条诉求，归入一个新议题；也可以直接提一个议题。"
              />
            }
          />
        }
        record={open !== null && <TopicRecord id={open} onClose={() => setAddress({ open: null })} />}
      />
      <GatherDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        appealIds={[]}
        suggestedTitle=""
        onDone={(id) => setAddress({ view: "open", open: id })}
      />
    </Page>
  );
};
