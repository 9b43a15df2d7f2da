import { Badge, Group, Text } from "@mantine/core";
import { IconBolt, IconMessages, IconShieldLock, IconWorldWww } from "@tabler/icons-react";
import type { Instant } from "#base/dates.ts";
import { dueWords } from "#base/deadlines.ts";
import { useMoment } from "#ui/moment.tsx";
import type { AppealStage } from "../appeal-contract.ts";
import { stageWords } from "../appeal-words.ts";
import type { MeetingState } from "../meeting-contract.ts";
import { meetingStateWords } from "../meeting-words.ts";
import { lacksBasis, type Ownership } from "../ownership.ts";
import type { TaskLine, TaskState, Track } from "../task-contract.ts";
import { sentBackOften } from "../task-rules.ts";
import { taskStateWords, trackWords } from "../task-words.ts";
import type { TopicState } from "../topic-contract.ts";
import { topicStateWords } from "../topic-words.ts";

type Tone = "gray" | "blue" | "teal" | "orange" | "red" | "grape";

// Dark text on a light ground keeps 4.5:1 whatever the tone.
const Chip = (props: { tone: Tone; children: string }) => (
  <Badge variant="light" color={props.tone} className="chip" data-tone={props.tone}>
    {props.children}
  </Badge>
);

const stageTones: Record<AppealStage, Tone> = {
  received: "orange",
  accepted: "blue",
  answered: "teal",
  rejected: "gray",
  escalated: "grape",
  deliberating: "blue",
  acting: "blue",
  resolved: "teal",
  evaluated: "teal",
};

export const StageChip = ({ stage }: { stage: AppealStage }) => (
  <Chip tone={stageTones[stage]}>{stageWords[stage]}</Chip>
);

const topicTones: Record<TopicState, Tone> = {
  proposed: "orange",
  confirmed: "blue",
  scheduled: "blue",
  discussed: "blue",
  settled: "teal",
  declined: "gray",
};
export const TopicChip = ({ state }: { state: TopicState }) => (
  <Chip tone={topicTones[state]}>{topicStateWords[state]}</Chip>
);

const meetingTones: Record<MeetingState, Tone> = {
  preparing: "orange",
  notified: "blue",
  inSession: "red",
  ended: "teal",
  minuted: "gray",
  cancelled: "gray",
};
export const MeetingChip = ({ state }: { state: MeetingState }) => (
  <Chip tone={meetingTones[state]}>{meetingStateWords[state]}</Chip>
);

const taskTones: Record<TaskState, Tone> = {
  drafted: "orange",
  dispatched: "orange",
  accepted: "blue",
  finished: "teal",
  closed: "gray",
  parked: "grape",
  cancelled: "gray",
};
export const TaskChip = ({ state }: { state: TaskState }) => (
  <Chip tone={taskTones[state]}>{taskStateWords[state]}</Chip>
);

/** What was done to get it moving: sent back, urged, supervised. */
export const PressureChips = ({ task }: { task: Pick<TaskLine, "returnCount" | "urgeCount" | "superviseCount"> }) => (
  <>
    {task.returnCount > 0 && (
      <Chip tone={task.returnCount >= sentBackOften ? "red" : "orange"}>{`退单${task.returnCount}次`}</Chip>
    )}
    {task.urgeCount > 0 && <Chip tone="orange">{`催办${task.urgeCount}次`}</Chip>}{" "}
    {task.superviseCount > 0 && <Chip tone="red">{`督办${task.superviseCount}次`}</Chip>}
  </>
);

/** 网格派单: out in a grid, and by how many taken. */
export const TakerChip = ({ task }: { task: Pick<TaskLine, "isOffered" | "takerCount"> }) => (
  <>
    {task.isOffered && task.takerCount === 0 && <Chip tone="orange">网格派单，没人接</Chip>}
    {task.takerCount > 0 && <Chip tone="teal">{`接单${task.takerCount}`}</Chip>}
  </>
);

/** Whose it is, where it is not simply the community's own; and the paper that is missing. */
export const OwnershipChips = ({ line }: { line: { ownership: Ownership; hasBasis?: boolean } }) => (
  <>
    {line.ownership === "outside" && <Chip tone="grape">清单外</Chip>}
    {line.ownership === "assist" && <Chip tone="gray">协助办理</Chip>}
    {line.ownership === "assigned" && <Chip tone="blue">上级转来</Chip>}
    {line.hasBasis !== undefined && lacksBasis({ ownership: line.ownership, hasBasis: line.hasBasis }) && (
      <Chip tone="red">缺依据</Chip>
    )}
  </>
);

const trackIcons = { immediate: IconBolt, online: IconWorldWww, consult: IconMessages } as const;

/** The three tracks carry an icon, a word and a colour, never a colour alone. */
export const TrackChip = ({ track }: { track: Track }) => {
  const Icon = trackIcons[track];
  return (
    <span className="track" data-track={track}>
      <Icon size={14} aria-hidden />
      {trackWords[track]}
    </span>
  );
};

/** When a task falls due, as short as a list wants it: 明天到期, 超期3天. */
export const DueText = ({ task }: { task: Pick<TaskLine, "dueAt" | "band" | "isDueEstimated"> }) => {
  const { now } = useMoment();
  if (task.band === "over") return <Text span size="sm" c="dimmed" />;
  const isUrgent = task.band === "overdue" || task.band === "today";
  return (
    <Text span size="sm" className="due" data-band={task.band} fw={isUrgent ? 700 : 400}>
      {dueWords(task.dueAt, now, task.band === "parked")}
      {task.isDueEstimated && "（估算）"}
    </Text>
  );
};

/** The first answer that is still owed: when, and whether it is late. */
export const FirstAnswerText = (props: { dueAt: Instant | null; answeredAt: Instant | null }) => {
  const { now } = useMoment();
  if (props.dueAt === null || props.answeredAt !== null) return null;
  const isLate = props.dueAt < now;
  return (
    <Text span size="sm" className="due" data-band={isLate ? "overdue" : "today"}>
      首答{dueWords(props.dueAt, now)}
    </Text>
  );
};

export const ConfidentialMark = () => (
  <Group gap={2} component="span" className="confidential" wrap="nowrap">
    <IconShieldLock size={14} aria-hidden />
    保密
  </Group>
);

/** The number of a record above its title, where the list is too narrow for a column of its own. */
export const NarrowNumber = ({ children }: { children: string }) => (
  <Text span size="sm" c="dimmed" className="only-narrow">
    {children}
  </Text>
);
