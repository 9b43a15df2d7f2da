import type { QueryContext } from "#core/contexts.ts";
import { proposeTrack } from "../track-sorter.ts";
import { appealsById, type KeptAppeal } from "./appeal-store.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import { findResolution } from "./meeting-store.ts";
import { findTopic } from "./topic-store.ts";
import { tasksOfCategories } from "./track-choice-store.ts";
import { askerOf, maySeeTopic, seesAppeal } from "./visibility.ts";

/** The homes behind appeals; one that names none counts for itself. */
const householdCount = (appeals: readonly KeptAppeal[]): number =>
  new Set(appeals.map((appeal) => appeal.householdId ?? appeal.reporterId ?? appeal.id)).size;

/** What the sorter proposes for a matter, as far as the caller may know of it, and what was done with its like. */
export const sortedMatter = (
  { db, caller }: Pick<QueryContext<never>, "db" | "caller">,
  of: { appealIds: readonly string[]; resolutionId: string | null },
) => {
  const asker = askerOf(caller);
  const resolution = of.resolutionId === null ? undefined : findResolution(db, of.resolutionId);
  const topic = resolution?.topicId ? findTopic(db, resolution.topicId) : undefined;
  const isTopicSeen = topic !== undefined && maySeeTopic(caller, topic);
  const ids = topic ? appealIdsOfTopic(db, topic.id) : of.appealIds;
  const appeals = appealsById(db, ids).filter((appeal) => seesAppeal(asker, appeal));
  // A resolution says what is to be done; the appeals say what it is about.
  const said = topic && !isTopicSeen ? "" : `${resolution?.wording ?? ""} ${topic?.title ?? ""}`;
  const text = resolution ? said : appeals.map(({ title, content }) => `${title} ${content}`).join(" ");
  const codes = [...new Set(appeals.flatMap(({ categoryCode }) => categoryCode ?? []))];
  const tasks = tasksOfCategories(db, codes, asker);
  const count = (track: string) => tasks.filter((task) => task.track === track).length;
  const history = { immediate: count("immediate"), online: count("online"), consult: count("consult") };
  const proposal = proposeTrack({
    text,
    history,
    householdCount: householdCount(appeals),
    isFromMeeting: resolution !== undefined,
  });
  return { appeals, tasks, history, proposal };
};
