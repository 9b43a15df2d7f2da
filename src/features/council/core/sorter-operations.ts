import type { Handlers } from "#core/contexts.ts";
import { contactRowsById } from "#features/people/core/organisation-store.ts";
import type { sorterContract } from "../sorter-contract.ts";
import { defaultLimit } from "../task-rules.ts";
import { proposeTrack } from "../track-sorter.ts";
import { appealsById, type KeptAppeal } from "./appeal-store.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import { findResolution } from "./meeting-store.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById } from "./task-store.ts";
import { findTopic } from "./topic-store.ts";
import { choicesOfRule, tasksOfCategories } from "./track-choice-store.ts";
import { askerOf, maySeeTopic, seesAppeal } from "./visibility.ts";

const shownAlike = 2;
const shownUnits = 3;

/** The homes behind appeals; one that names none counts for itself. */
const householdCount = (appeals: readonly KeptAppeal[]): number =>
  new Set(appeals.map((appeal) => appeal.householdId ?? appeal.reporterId ?? appeal.id)).size;

const countBy = <T>(rows: readonly T[], keyOf: (row: T) => string): [string, number][] =>
  [...Map.groupBy(rows, keyOf)].map(([key, own]) => [key, own.length] as [string, number]).sort((a, b) => b[1] - a[1]);

export const sorterOperations: Handlers<typeof sorterContract> = {
  "council.sortMatter": ({ db, caller }, { appealIds, resolutionId }) => {
    const asker = askerOf(caller);
    const resolution = resolutionId === null ? undefined : findResolution(db, resolutionId);
    const topic = resolution?.topicId ? findTopic(db, resolution.topicId) : undefined;
    const isTopicSeen = topic !== undefined && maySeeTopic(caller, topic);
    const ids = topic ? appealIdsOfTopic(db, topic.id) : appealIds;
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
    const urgency = proposal.urgency ?? (appeals.length === 1 ? (appeals[0]?.urgency ?? "ordinary") : "ordinary");
    const people = countBy(tasks, ({ responsibleId }) => responsibleId);
    const contacts = contactRowsById(
      db,
      people.map(([id]) => id),
    );
    return {
      track: proposal.track,
      rule: proposal.rule,
      mentioned: proposal.mentioned,
      urgency,
      limit: defaultLimit(proposal.track, urgency),
      ...choicesOfRule(db, proposal.rule),
      history,
      alike: taskRowsById(
        db,
        tasks.slice(0, shownAlike).map(({ id }) => id),
      ).map((task) => ({
        id: task.id,
        numberText: taskNumber(task),
        title: task.title,
        track: task.track,
        unitName: task.unitName,
        result: task.result,
      })),
      units: people
        .flatMap(([id, many]) => {
          const contact = contacts.get(id);
          return contact?.canBeChosen
            ? [
                {
                  organisationId: contact.organisationId,
                  unitName: contact.organisationName,
                  contactId: id,
                  contactName: contact.name,
                  contactPost: contact.post,
                  count: many,
                },
              ]
            : [];
        })
        .slice(0, shownUnits),
    };
  },
};
