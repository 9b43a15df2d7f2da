import type { Filed } from "./filed.ts";
import { afterOfficeMinutes } from "./office-hours.ts";
import type { World } from "./world.ts";

const additions = [
  "补充：平时下午五点以后家里有人。",
  "补充：去年也反映过一次。",
  "补充：同单元还有两户一样。",
  "补充：不急，这周内就行。",
];

/** The resident calls again, and the clerk writes down what was forgotten. */
export const correctLater = (world: World, filed: Filed): void => {
  const { chance, clerk, id, input } = filed;
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), chance.int(10, 240)), () => {
    const { stage, state, version, ownership } = world.desks.ask(clerk, "council.appeal", { id });
    if (stage === "evaluated" || state === "rejected") return;
    const content = `${input.content}\n${chance.pick(additions)}`;
    world.desks.ask(clerk, "council.changeAppeal", { ...input, id, version, ownership, content, reason: "来电补充" });
  });
};

/** Two matters that were no one matter after all. */
export const takeApart = (world: World, filed: Filed): void => {
  const { version } = world.desks.ask(filed.clerk, "council.appeal", { id: filed.id });
  world.desks.ask(filed.clerk, "council.unmergeAppeal", { id: filed.id, version, reason: "核实后不是同一处" });
  filed.isMerged = false;
};

/** An answer that was recorded on the wrong appeal is taken back at once. */
export const takeAnswerBack = (world: World, { clerk, id }: Filed): void => {
  const { state, version, events } = world.desks.ask(clerk, "council.appeal", { id });
  if (state !== "answered" || events.at(-1)?.kind !== "answered") return;
  world.desks.ask(clerk, "council.undoAppealDecision", { id, version, reason: "点错了一条，重新答复" });
};
