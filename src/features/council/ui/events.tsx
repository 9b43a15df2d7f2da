import { RecordTimeline, type TimelineEntry } from "#ui/timeline.tsx";
import type { EventLine } from "../appeal-contract.ts";
import { atOnce } from "../timeline.ts";
import { eventWords } from "../words.ts";

const entryOf = (event: EventLine): TimelineEntry => ({
  id: event.id,
  at: event.at,
  title: eventWords[event.kind] ?? "记录",
  who: [event.actor, event.recordedByName]
    .filter((name, at, names) => name !== "" && names.indexOf(name) === at)
    .join("，记录："),
  why: event.reason,
});

/** What one step did to many is one line: thirty appeals gathered at once are not thirty entries. */
export const CouncilTimeline = ({ events }: { events: readonly EventLine[] }) => (
  <RecordTimeline entries={atOnce(events).map(entryOf)} />
);
