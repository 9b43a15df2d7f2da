import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { stageWords } from "../appeal-words.ts";
import { followUpVerdict } from "../follow-up-words.ts";
import { fullNumeralsOf } from "../meeting-agenda.ts";
import { meetingStateWords, outcomeWords } from "../meeting-words.ts";
import { numberText } from "../numbers.ts";
import { taskStateWords } from "../task-words.ts";
import { topicStateWords } from "../topic-words.ts";
import type { TraceKind, TraceLine, traceContract } from "../trace-contract.ts";
import { decidingVoteOf } from "../vote-rules.ts";
import { voteSentence } from "../vote-sentence.ts";
import { type AppealRow, appealRowsById, appealsById } from "./appeal-store.ts";
import { findFollowUp, type KeptFollowUp } from "./follow-up-store.ts";
import { appealLines, reporterLabels } from "./lines.ts";
import { meetingIn, meetingNumber } from "./meeting-lookup.ts";
import { itemsOf, type KeptItem, meetingsById } from "./meeting-store.ts";
import { taskNumber } from "./task-steps.ts";
import { type KeptTask, tasksById } from "./task-store.ts";
import { findTopic, type KeptTopic, topicsById } from "./topic-store.ts";
import * as store from "./trace-store.ts";
import {
  askerOf,
  maySeeReport,
  maySeeTask,
  maySeeTopic,
  seesAppeal,
  visibleAppeal,
  visibleTask,
  visibleTopic,
} from "./visibility.ts";
import { votesByItem } from "./vote-lines.ts";

type Context = Pick<QueryContext<never>, "db" | "caller" | "refuse">;

/** More lines than two keys can name, or a person can take in. */
const mostLines = 200;

type Chain = {
  appeals: AppealRow[];
  topics: KeptTopic[];
  items: store.TracedItem[];
  tasks: KeptTask[];
  followUps: KeptFollowUp[];
};

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);
const together = (...lists: readonly string[][]): string[] => [...new Set(lists.flat())];

/** What the caller may see of what a step led to. The next step goes on from these alone. */
const seenBy = ({ db, caller }: Context) => {
  const asker = askerOf(caller);
  const topics = (ids: readonly string[]) => topicsById(db, ids).filter((topic) => maySeeTopic(caller, topic));
  return {
    appeals: (ids: readonly string[]) => appealsById(db, ids).filter((appeal) => seesAppeal(asker, appeal)),
    topics,
    tasks: (ids: readonly string[]) => tasksById(db, ids).filter((task) => maySeeTask(caller, task)),
    items: (ids: readonly string[]) => {
      const items = store.tracedItems(db, ids);
      const seenTopics = new Set(idsOf(topics(items.flatMap(({ topicId }) => topicId ?? []))));
      return items.filter((item) =>
        item.topicId === null ? maySeeReport(caller, item) : seenTopics.has(item.topicId),
      );
    },
  };
};

const topicIdsOf = (items: readonly KeptItem[]): string[] => together(items.flatMap(({ topicId }) => topicId ?? []));

type Parts = {
  appealIds: readonly string[];
  topicIds: readonly string[];
  itemIds: readonly string[];
  taskIds: readonly string[];
  /** Follow-ups of these voices alone; of all where null. */
  voices: readonly string[] | null;
};

const chainOf = (context: Context, { appealIds, topicIds, itemIds, taskIds, voices }: Parts): Chain => {
  const { db, caller } = context;
  const seen = seenBy(context);
  const tasks = seen.tasks(taskIds);
  return {
    appeals: appealRowsById(db, idsOf(seen.appeals(appealIds)), askerOf(caller)),
    topics: seen.topics(topicIds),
    items: seen.items(together([...itemIds], store.reviewItemIdsOfTasks(db, idsOf(tasks)))),
    tasks,
    followUps: store.followUpsOfTasks(db, idsOf(tasks), voices, askerOf(caller)),
  };
};

const fromAppeal = (context: Context, id: string): Chain => {
  const { db } = context;
  const seen = seenBy(context);
  const appealIds = idsOf(seen.appeals(store.matterIds(db, [id])));
  const topicIds = idsOf(seen.topics(store.topicIdsOfAppeals(db, appealIds)));
  const itemIds = store.itemIdsOfTopics(db, topicIds);
  const taskIds = together(store.taskIdsOfAppeals(db, appealIds), store.taskIdsOfItems(db, itemIds));
  return chainOf(context, { appealIds, topicIds, itemIds, taskIds, voices: appealIds });
};

const fromTopics = (context: Context, topicIds: readonly string[]): Chain => {
  const { db } = context;
  const appealIds = store.matterIds(db, store.appealIdsOfTopics(db, topicIds));
  const itemIds = store.itemIdsOfTopics(db, topicIds);
  return chainOf(context, { appealIds, topicIds, itemIds, taskIds: store.taskIdsOfItems(db, itemIds), voices: null });
};

const fromItem = (context: Context, item: KeptItem): Chain => {
  const { db } = context;
  if (item.topicId !== null) return fromTopics(context, [item.topicId]);
  const seen = seenBy(context);
  const taskIds = idsOf(
    seen.tasks(item.kind === "review" ? store.reviewedTaskIds(db, [item.id]) : store.taskIdsOfItems(db, [item.id])),
  );
  const appealIds = store.matterIds(db, store.appealIdsOfTasks(db, taskIds));
  const chain = chainOf(context, { appealIds, topicIds: [], itemIds: [item.id], taskIds, voices: null });
  return { ...chain, items: chain.items.filter(({ id }) => id === item.id) };
};

const fromTask = (context: Context, id: string): Chain => {
  const { db } = context;
  const own = seenBy(context).items(store.itemIdsOfTasks(db, [id]));
  const topicIds = topicIdsOf(own);
  const itemIds = together(idsOf(own), store.itemIdsOfTopics(db, topicIds));
  const appealIds = store.matterIds(
    db,
    together(store.appealIdsOfTopics(db, topicIds), store.appealIdsOfTasks(db, [id])),
  );
  return chainOf(context, { appealIds, topicIds, itemIds, taskIds: [id], voices: null });
};

type Line = Omit<TraceLine, "numerals">;

/** What the votes came to, by item. */
const voteTexts = (db: ReadableDatabase, items: readonly store.TracedItem[]): Map<string, string> => {
  const meetings = meetingsById(db, [...new Set(items.map(({ meetingId }) => meetingId))]);
  const byItem = new Map(meetings.flatMap((meeting) => [...votesByItem(db, meeting)]));
  return new Map(
    items.map(({ id }) => {
      const vote = decidingVoteOf(byItem.get(id) ?? []);
      return [id, vote ? voteSentence(vote) : ""];
    }),
  );
};

const linesOf = ({ db }: Pick<Context, "db">, chain: Chain): Line[] => {
  const appeals = appealLines(db, chain.appeals);
  const voices = reporterLabels(
    db,
    appealsById(
      db,
      chain.followUps.map(({ appealId }) => appealId),
    ),
  );
  const tasks = new Map(chain.tasks.map((task) => [task.id, task]));
  const topics = new Map(chain.topics.map((topic) => [topic.id, topic]));
  const votes = voteTexts(db, chain.items);
  return [
    ...appeals.map((line) => ({
      kind: "appeal" as const,
      id: line.id,
      numberText: line.numberText,
      title: `${line.reporterLabel}：${line.title}`,
      stateText: line.leadId === null ? stageWords[line.stage] : "已并案",
      voteText: "",
      meetingId: null,
    })),
    ...chain.topics.map((topic) => ({
      kind: "topic" as const,
      id: topic.id,
      numberText: numberText("议", topic.year, topic.number),
      title: topic.title,
      stateText: topicStateWords[topic.state],
      voteText: "",
      meetingId: null,
    })),
    ...chain.items.map((item) => ({
      kind: "item" as const,
      id: item.id,
      numberText: meetingNumber(item),
      title: `议程：${topics.get(item.topicId ?? "")?.title ?? item.title}`,
      stateText: item.outcome === null ? meetingStateWords[item.meetingState] : outcomeWords[item.outcome],
      voteText: votes.get(item.id) ?? "",
      meetingId: item.meetingId,
    })),
    ...chain.tasks.map((task) => ({
      kind: "task" as const,
      id: task.id,
      numberText: taskNumber(task),
      title: task.title,
      stateText: taskStateWords[task.state],
      voteText: "",
      meetingId: null,
    })),
    ...chain.followUps.map((followUp) => {
      const task = tasks.get(followUp.taskId);
      return {
        kind: "followUp" as const,
        id: followUp.id,
        numberText: task ? `${taskNumber(task)}第${followUp.round}轮` : "",
        title: `回访${voices.get(followUp.appealId) ?? ""}`,
        stateText: followUpVerdict(followUp),
        voteText: "",
        meetingId: null,
      };
    }),
  ];
};

const isReview = ({ kind }: KeptItem): boolean => kind === "review";

/** The items of a meeting one after the other; a record that belongs to several is listed once, with all of them. */
const ofMeeting = (context: Context, meetingId: string): TraceLine[] => {
  const items = itemsOf(context.db, meetingId);
  const numerals = fullNumeralsOf(items);
  const lines = new Map<string, TraceLine>();
  const placed = items.map((item, at) => ({ item, numeral: numerals[at] ?? "" }));
  // What was looked back on is long, and few come for it: it stands behind what the meeting itself dealt with.
  for (const { item, numeral } of placed.toSorted((a, b) => Number(isReview(a.item)) - Number(isReview(b.item)))) {
    if (seenBy(context).items([item.id]).length === 0) continue;
    for (const line of linesOf(context, fromItem(context, item))) {
      // Other meetings on the same topic are theirs to show.
      if (line.kind === "item" && line.id !== item.id) continue;
      const before = lines.get(line.id);
      if (before) before.numerals.push(numeral);
      else lines.set(line.id, { ...line, numerals: [numeral] });
    }
  }
  const order = (line: Line) => ["appeal", "topic", "item", "task", "followUp"].indexOf(line.kind);
  return [...lines.values()].sort((a, b) => order(a) - order(b));
};

type Started = { numberText: string; title: string; lines: TraceLine[] };

const startedFrom: Record<TraceKind, (context: Context, id: string) => Started> = {
  appeal: (context, id) => {
    const appeal = visibleAppeal(context, id);
    return {
      numberText: numberText(appeal.series, appeal.year, appeal.number),
      title: appeal.title,
      lines: plain(context, fromAppeal(context, id)),
    };
  },
  topic: (context, id) => {
    const topic = visibleTopic(context, id);
    return {
      numberText: numberText("议", topic.year, topic.number),
      title: topic.title,
      lines: plain(context, fromTopics(context, [id])),
    };
  },
  item: (context, id) => {
    const [item] = seenBy(context).items([id]);
    if (!item) throw context.refuse("NotFound");
    return {
      numberText: meetingNumber(item),
      title: (item.topicId === null ? undefined : findTopic(context.db, item.topicId)?.title) ?? item.title,
      lines: plain(context, fromItem(context, item)),
    };
  },
  meeting: (context, id) => {
    const meeting = meetingIn(context, id);
    return { numberText: meetingNumber(meeting), title: meeting.title, lines: ofMeeting(context, id) };
  },
  task: (context, id) => {
    const task = visibleTask(context, id);
    return { numberText: taskNumber(task), title: task.title, lines: plain(context, fromTask(context, id)) };
  },
  followUp: (context, id) => {
    const followUp = findFollowUp(context.db, id);
    if (!followUp) throw context.refuse("NotFound");
    visibleTask(context, followUp.taskId);
    return startedFrom.appeal(context, followUp.appealId);
  },
};

const plain = (context: Context, chain: Chain): TraceLine[] =>
  linesOf(context, chain).map((line) => ({ ...line, numerals: [] }));

export const traceOperations: Handlers<typeof traceContract> = {
  "council.trace": (context, { kind, id }) => {
    const { lines, ...start } = startedFrom[kind](context, id);
    return { ...start, lines: lines.slice(0, mostLines), isCut: lines.length > mostLines };
  },
};
