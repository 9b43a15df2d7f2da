import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { Answered, Field, RecordFrame } from "#ui/page.tsx";
import { outcomeWords } from "../meeting-words.ts";
import type { Topic } from "../topic-contract.ts";
import { gatheringProblem, isTopicOpen } from "../topic-rules.ts";
import { topicSourceWords } from "../topic-words.ts";
import { CatalogueNote } from "./catalogue-note.tsx";
import { StageChip, TaskChip, TopicChip } from "./chips.tsx";
import { TopicCoverage } from "./coverage-panel.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { LinkPanel, RecordLink } from "./links.tsx";
import { TopicActions } from "./topic-actions.tsx";
import { TopicSigners } from "./topic-signers.tsx";
import { SixSteps, TopicResearches } from "./topic-steps.tsx";
import { TraceButton } from "./trace.tsx";

const mostAtFirst = 8;

const GatheredAppeals = ({ topic }: { topic: Topic }) => {
  const { id } = topic;
  const giveBack = useCommand("council.returnAppeal");
  const gather = useCommand("council.gatherAppeals");
  const may = useMay();
  const [isWhole, setWhole] = useState(false);
  // Thirty voices on one matter would push what is done with it out of sight.
  const shown =
    isWhole || topic.appeals.length <= mostAtFirst + 2 ? topic.appeals : topic.appeals.slice(0, mostAtFirst);
  return (
    <LinkPanel title={`背后的诉求（${topic.appeals.length} 条）`}>
      {shown.map((appeal) => (
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
              style={{ flexShrink: 0 }}
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
      {shown.length < topic.appeals.length && (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => setWhole(true)}>
            另外 {topic.appeals.length - shown.length} 条也列出来
          </Button>
        </div>
      )}
      {topic.appeals.length === 0 && (
        <Text size="sm" c="dimmed">
          还没有诉求。到“说事”里选中几条，再“归入议题”。
        </Text>
      )}
    </LinkPanel>
  );
};

const Fields = ({ topic }: { topic: Topic }) => (
  <>
    {isTopicOpen(topic.state) && (
      <CatalogueNote text={`${topic.title} ${topic.summary}`} topicId={topic.id} advice="这件事先协商、再办理。" />
    )}
    {topic.summary !== "" && <Field label="说明">{topic.summary}</Field>}
    <Field label="来源">
      {topicSourceWords[topic.source]}
      {topic.proposerName !== "" && `，${topic.proposerName}提出`}
    </Field>
    {topic.declineReason !== "" && <Field label="不列入的理由">{topic.declineReason}</Field>}
    {topic.postponedUntil !== null && (
      <Field label={topic.isDueAgain ? "暂缓已到期" : "暂缓"}>
        到 {topic.postponedUntil}：{topic.postponeReason}
      </Field>
    )}
    {topic.confirmRule !== null && (
      <Field label="确定的依据">
        {topic.confirmWording}
        {topic.jointHouseholdCount !== null && `（确定时 ${topic.jointHouseholdCount} 户联名）`} {topic.confirmNote}
      </Field>
    )}
  </>
);

export const TopicRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.topic", { id });
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
          actions={
            <>
              <TopicActions topic={topic} key={topic.id} />
              <TraceButton of={{ kind: "topic", id: topic.id }} />
            </>
          }
          timeline={<CouncilTimeline events={topic.events} />}
          version={topic.version}
        >
          <SixSteps steps={topic.steps} />
          <Fields topic={topic} />
          <GatheredAppeals topic={topic} key={`gathered ${topic.id}`} />
          <TopicResearches topic={topic} key={`research ${topic.id}`} />
          <TopicSigners topic={topic} key={`signers ${topic.id}`} />
          <TopicCoverage topic={topic} key={`coverage ${topic.id}`} />
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
