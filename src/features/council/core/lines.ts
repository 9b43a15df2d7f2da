import type { WorkCalendar } from "#base/calendar.ts";
import type { Instant } from "#base/dates.ts";
import { maskName, maskPhone } from "#base/privacy.ts";
import type { QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { gridNames, placeLabelsOf } from "#features/people/core/place-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { AppealLine, EventLine, SuggestedAppeal } from "../appeal-contract.ts";
import { titleOf } from "../appeal-rules.ts";
import type { FollowUpLine } from "../follow-up-contract.ts";
import { numberText } from "../numbers.ts";
import type { TaskLine } from "../task-contract.ts";
import { taskBand } from "../task-rules.ts";
import type { TopicState } from "../topic-contract.ts";
import { isTopicOpen } from "../topic-rules.ts";
import { importingAmong } from "./appeal-import-store.ts";
import { type AppealRow, appealRowsById, appealsById, type KeptAppeal, reporterNameOf } from "./appeal-store.ts";
import type { FollowUpRow } from "./follow-up-store.ts";
import { type LinkedRecord, topicsOfAppeal } from "./link-store.ts";
import type { TaskRow } from "./task-store.ts";
import { topicsById } from "./topic-store.ts";
import { askerOf, maySeeTopic, seesAppeal } from "./visibility.ts";

type Asking = Pick<QueryContext<never>, "db" | "caller">;

/** Stands where words would tell of a record that the reader may not see. */
export const hiddenWords = "（保密）";

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);

/** Rows of appeals with the names of what they point at, in as many queries as there are kinds of names. */
export const appealLines = (db: ReadableDatabase, rows: readonly AppealRow[]): AppealLine[] => {
  const residents = residentsById(db, present(rows.map((row) => row.reporterId)));
  const places = placeLabelsOf(db, rows);
  const grids = gridNames(db);
  const categories = categoriesByCode(db, present(rows.map((row) => row.categoryCode)));
  const importing = importingAmong(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    numberText: numberText(row.series, row.year, row.number),
    receivedAt: row.receivedAt,
    title: row.title,
    reporterLabel: reporterNameOf(row, residents),
    placeLabel: [places.get(row.id) ?? "", row.placeNote].filter((part) => part !== "").join(" "),
    gridName: row.gridId === null ? "" : (grids.get(row.gridId) ?? ""),
    nature: row.nature,
    urgency: row.urgency,
    channel: row.channel,
    ownership: row.ownership,
    categoryName: row.categoryCode === null ? "" : (categories.get(row.categoryCode)?.name ?? ""),
    stage: row.stage,
    firstAnswerDueAt: row.firstAnswerDueAt,
    firstAnsweredAt: row.firstAnsweredAt,
    isConfidential: row.isConfidential,
    isImporting: importing.has(row.id),
    mergedCount: row.mergedCount,
    leadId: row.leadId,
  }));
};

/** The names of reporters by appeal; what may stand on a page for staff. */
export const reporterLabels = (db: ReadableDatabase, appeals: readonly KeptAppeal[]): Map<string, string> => {
  const residents = residentsById(db, present(appeals.map((appeal) => appeal.reporterId)));
  return new Map(appeals.map((appeal) => [appeal.id, reporterNameOf(appeal, residents)]));
};

/** Suggested appeals with the reason of each, and the open topics that hold them as far as the caller may know. */
export const suggestedAppeals = ({ db, caller }: Asking, whyById: ReadonlyMap<string, string>): SuggestedAppeal[] =>
  appealLines(db, appealRowsById(db, [...whyById.keys()], askerOf(caller))).map((line) => ({
    ...line,
    why: whyById.get(line.id) ?? "",
    topics: topicsOfAppeal(db, line.id)
      .filter((topic) => isTopicOpen(topic.state as TopicState) && maySeeTopic(caller, topic))
      .map((topic) => linkLine("议", topic)),
  }));

/** A reporter as paper and big screens may name one. */
export const maskedReporter = (name: string): string => (name === "匿名" || name === "未留名" ? name : maskName(name));

/** What an event says of records other than its own: its words are hidden from whoever may not see one of them. */
type About = { appealIds?: readonly string[]; topicId?: string | null };

export const eventLines = ({ db, caller }: Asking, kind: string, id: string): EventLine[] => {
  const names = accountNames(db);
  const asker = askerOf(caller);
  const events = timelineOf(db, kind, id).map((event) => {
    const { appealIds = [], topicId = null } = (event.details ?? {}) as About;
    return { ...event, aboutIds: [...appealIds, ...present([topicId])] };
  });
  const ids = [...new Set(events.flatMap((event) => event.aboutIds))];
  const hidden = new Set([
    ...appealsById(db, ids).flatMap((appeal) => (seesAppeal(asker, appeal) ? [] : appeal.id)),
    ...topicsById(db, ids).flatMap((topic) => (maySeeTopic(caller, topic) ? [] : topic.id)),
  ]);
  return events.map((event) => {
    const isHidden = event.aboutIds.some((aboutId) => hidden.has(aboutId));
    return {
      id: event.id,
      at: event.at,
      kind: event.kind,
      fromState: event.fromState,
      toState: event.toState,
      recordedByName: event.recordedBy === null ? "" : (names.get(event.recordedBy) ?? ""),
      actor: isHidden ? "" : event.actor,
      reason: isHidden ? hiddenWords : event.reason,
    };
  });
};

export const linkLine = (series: string, record: LinkedRecord) => ({
  id: record.id,
  numberText: numberText(series, record.year, record.number),
  title: record.title,
  state: record.state,
});

/** The appeals behind a topic or a task, as a page names them; confidential ones only to who may see them. */
export const appealBriefs = ({ db, caller }: Asking, ids: readonly string[]) => {
  const asker = askerOf(caller);
  const appeals = appealsById(db, ids).filter((appeal) => seesAppeal(asker, appeal));
  const labels = reporterLabels(db, appeals);
  return appeals.map((appeal) => ({
    id: appeal.id,
    numberText: numberText(appeal.series, appeal.year, appeal.number),
    title: titleOf(appeal.title, appeal.content),
    reporterLabel: labels.get(appeal.id) ?? "",
  }));
};

export const taskLine = (row: TaskRow, now: Instant, calendar: WorkCalendar): TaskLine => ({
  id: row.id,
  numberText: numberText("办", row.year, row.number),
  title: row.title,
  publicWording: row.publicWording,
  track: row.track,
  state: row.state,
  band: taskBand(row, now, calendar),
  ownership: row.ownership,
  hasBasis: row.hasBasis,
  round: row.round,
  returnCount: row.returnCount,
  urgeCount: row.urgeCount,
  superviseCount: row.superviseCount,
  isOffered: row.offeredGridId !== null,
  takerCount: row.takerCount,
  unitName: row.unitName,
  responsibleName: row.responsibleName,
  gridName: row.gridName,
  dueAt: row.dueAt,
  isDueEstimated: row.isDueEstimated,
});

/** The follow-ups of reporters whom the caller may know of. */
export const followUpLines = ({ db, caller }: Asking, rows: readonly FollowUpRow[]): FollowUpLine[] => {
  const asker = askerOf(caller);
  const appeals = appealsById(
    db,
    rows.map((row) => row.appealId),
  ).filter((appeal) => seesAppeal(asker, appeal));
  const byId = new Map(appeals.map((appeal) => [appeal.id, appeal]));
  const residents = residentsById(db, present(appeals.map((appeal) => appeal.reporterId)));
  return rows.flatMap((row) => {
    const appeal = byId.get(row.appealId);
    if (!appeal) return [];
    const resident = appeal.reporterId === null ? undefined : residents.get(appeal.reporterId);
    return {
      id: row.id,
      taskId: row.taskId,
      taskNumberText: numberText("办", row.taskYear, row.taskNumber),
      taskTitle: row.taskTitle,
      taskResult: row.taskResult,
      round: row.round,
      appealId: row.appealId,
      appealNumberText: numberText(appeal.series, appeal.year, appeal.number),
      reporterLabel: reporterNameOf(appeal, residents),
      maskedPhone: maskPhone(appeal.reporterPhone || (resident?.phone ?? "")),
      state: row.state,
      openedAt: row.openedAt,
      endedAt: row.endedAt,
      tryCount: row.tryCount,
      lastTryAt: row.lastTryAt,
      isSolved: row.isSolved,
      satisfaction: row.satisfaction,
      level: row.level,
      words: row.words,
      version: row.version,
    };
  });
};
