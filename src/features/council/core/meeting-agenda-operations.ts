import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import { isSameOrder, orderProblem } from "../meeting-agenda.ts";
import type { meetingAgendaContract } from "../meeting-agenda-contract.ts";
import * as rules from "../meeting-rules.ts";
import { itemIn, meetingIn, meetingNumber } from "./meeting-lookup.ts";
import * as store from "./meeting-store.ts";
import { moveTopic } from "./topic-operations.ts";
import { visibleTopic } from "./visibility.ts";

type Frame = Pick<store.KeptItem, "note" | "parentId" | "plannedMinutes" | "responsibleName">;

const plain: Frame = { note: "", parentId: null, plannedMinutes: null, responsibleName: "" };

/** What stands on the agenda of every meeting before anything else. */
export const putReview = ({ db, newId }: Pick<AnyCommandContext, "db" | "newId">, meetingId: string): void =>
  store.insertItem(db, {
    ...plain,
    id: newId(),
    meetingId,
    kind: "review",
    topicId: null,
    title: "上期任务回头看",
    visibility: "public",
  });

export const putReport = (
  { db, newId }: Pick<AnyCommandContext, "db" | "newId">,
  meetingId: string,
  report: Partial<Frame> & Pick<store.KeptItem, "title" | "visibility">,
): string => {
  const id = newId();
  store.insertItem(db, { ...plain, ...report, id, meetingId, kind: "report", topicId: null });
  return id;
};

export const putTopic = (
  context: AnyCommandContext,
  meeting: { id: string; year: number; number: number },
  topicId: string,
  frame: Partial<Frame> = {},
): string => {
  const { db, newId, refuse } = context;
  const topic = visibleTopic(context, topicId);
  if (topic.state !== "confirmed" || store.isTopicOnAgenda(db, topicId))
    throw refuse("TopicNotConfirmed", { id: topicId });
  const id = newId();
  const { title, visibility } = topic;
  store.insertItem(db, { ...plain, ...frame, id, meetingId: meeting.id, kind: "topic", topicId, title, visibility });
  const change = { state: "scheduled" as const, postponedUntil: null, postponeReason: "" };
  moveTopic(context, topic, change, { kind: "scheduled", reason: meetingNumber(meeting) });
  return id;
};

/** Takes a topic off the agenda of a meeting: it waits for another. */
export const takeOffAgenda = (
  context: AnyCommandContext,
  meeting: { year: number; number: number },
  topicId: string | null,
): void => {
  if (topicId === null) return;
  const topic = visibleTopic(context, topicId);
  moveTopic(context, topic, { state: "confirmed" }, { kind: "unscheduled", reason: meetingNumber(meeting) });
};

/** Puts an item that was just added behind those under the same one. */
const putUnder = ({ db, refuse }: AnyCommandContext, meetingId: string, itemId: string, parentId: string): void => {
  const items = store.itemsOf(db, meetingId);
  const others = items.filter(({ id }) => id !== itemId);
  const last = others.findLastIndex((item) => item.id === parentId || item.parentId === parentId);
  const own = items.filter(({ id }) => id === itemId).map((item) => ({ ...item, parentId }));
  const order = others.toSpliced(last + 1, 0, ...own);
  if (last < 0 || orderProblem(items, order) !== null) throw refuse("OrderIsUnsound");
  for (const [at, item] of order.entries()) store.placeItem(db, item, at + 1);
};

export const meetingAgendaOperations: Handlers<typeof meetingAgendaContract> = {
  "council.addAgendaItem": (context, { id, kind, topicId, parentId, title, visibility, ...frame }) => {
    const { refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    if (kind === "topic" && topicId === null) throw refuse("TopicNotConfirmed");
    if (kind === "report" && title === "") throw refuse("ItemNeedsTitle");
    const itemId =
      kind === "topic" && topicId !== null
        ? putTopic(context, meeting, topicId, frame)
        : putReport(context, id, { ...frame, title, visibility });
    if (parentId !== null) putUnder(context, id, itemId, parentId);
    // A confidential report is named nowhere but on the agenda.
    const isNamed = kind === "report" && visibility !== "confidential";
    addEvent({
      of: "meeting",
      id,
      kind: "changed",
      reason: kind === "topic" ? "增加议题" : `增加通报${isNamed ? `：${title}` : ""}`,
    });
    return { id, itemId };
  },

  "council.changeAgendaItem": (context, { id, itemId, was, ...change }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    const own = item.kind === "report" ? change : { ...change, title: item.title, visibility: item.visibility };
    if (own.title === "") throw refuse("ItemNeedsTitle");
    const fields = ["note", "plannedMinutes", "responsibleName"] as const;
    const compared = item.kind === "report" ? ([...fields, "title", "visibility"] as const) : fields;
    if (was && compared.some((field) => was[field] !== item[field])) throw refuse("Conflict");
    store.updateItem(db, { ...own, id: itemId });
    addEvent({
      of: "meeting",
      id,
      kind: "changed",
      reason:
        item.kind === "report" && item.visibility === "confidential" ? "修改一项保密通报" : `修改议程：${item.title}`,
      details: { topicId: item.topicId, before: item },
    });
    return { id };
  },

  "council.removeAgendaItem": (context, { id, itemId }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const item = itemIn(context, id, itemId);
    const problem = rules.removingItemProblem(meeting, item);
    if (problem) throw refuse(problem);
    store.deleteItem(db, itemId);
    takeOffAgenda(context, meeting, item.topicId);
    const isNamed = item.kind === "topic" || item.visibility !== "confidential";
    addEvent({
      of: "meeting",
      id,
      kind: "changed",
      reason: isNamed ? `移出：${item.title}` : "移出一项保密通报",
      details: { topicId: item.topicId },
    });
    return { id };
  },

  "council.orderAgenda": (context, { id, order, was }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.planningProblem(meeting);
    if (problem) throw refuse(problem);
    const items = store.itemsOf(db, id);
    if (was && !isSameOrder(was, items)) throw refuse("Conflict");
    const unsound = orderProblem(items, order);
    if (unsound) throw refuse(unsound);
    for (const [at, place] of order.entries()) store.placeItem(db, place, at + 1);
    return { id };
  },
};
