import type { EventLine } from "./appeal-contract.ts";

/** More than these are counted, not named. */
const mostNamed = 3;

/** Neighbours of one kind, moment and hand, which one step brought about, as one event that says of how many. */
export const atOnce = (events: readonly EventLine[]): EventLine[] => {
  const groups: EventLine[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isSame =
      last?.at === event.at &&
      last.kind === event.kind &&
      last.recordedByName === event.recordedByName &&
      last.actor === event.actor &&
      last.toState === event.toState;
    if (group && isSame) group.push(event);
    else groups.push([event]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return group;
    const named = group.slice(0, mostNamed).map(({ reason }) => reason);
    const reason = group.length > mostNamed ? `${named.join("、")} 等 ${group.length} 条` : named.join("、");
    return { ...first, reason };
  });
};
