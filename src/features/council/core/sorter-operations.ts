import type { Handlers } from "#core/contexts.ts";
import { contactRowsById } from "#features/people/core/organisation-store.ts";
import type { sorterContract } from "../sorter-contract.ts";
import { defaultLimit } from "../task-rules.ts";
import { sortedMatter } from "./sorted-matter.ts";
import { taskNumber } from "./task-steps.ts";
import { taskRowsById } from "./task-store.ts";
import { choicesOfRule } from "./track-choice-store.ts";

const shownAlike = 2;
const shownUnits = 3;

const countBy = <T>(rows: readonly T[], keyOf: (row: T) => string): [string, number][] =>
  [...Map.groupBy(rows, keyOf)].map(([key, own]) => [key, own.length] as [string, number]).sort((a, b) => b[1] - a[1]);

export const sorterOperations: Handlers<typeof sorterContract> = {
  "council.sortMatter": (context, of) => {
    const { db } = context;
    const { appeals, tasks, history, proposal } = sortedMatter(context, of);
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
