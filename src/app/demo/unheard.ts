import { fileAppeal } from "./appeal-life.ts";
import { tellNow } from "./appeal-steps.ts";
import type { Filed } from "./filed.ts";
import { beforeOpenMinutes } from "./office-hours.ts";
import { matters } from "./story.ts";
import { addDirectTask, finish } from "./task-life.ts";
import { changeTask, type TaskStory } from "./task-story.ts";
import { buildingsOf, fits, type World } from "./world.ts";

/**
 * A repair was done and praised; a neighbour joined while a second one was under way, and that was called off. The
 * matter is resolved, and the neighbour is still to be heard.
 */
export const planUnheard = (world: World): void => {
  const chance = world.chance.fork("unheard");
  const matter = matters.find(({ task, where }) => task?.track === "immediate" && where === "unit");
  if (!matter) throw new Error("No matter fits");
  const building = chance.pick(buildingsOf(world).filter((one) => fits(one, matter.only)));
  const daysAgo = (days: number, act: () => void) => world.timeline.at(beforeOpenMinutes(world.endMs, days * 540), act);
  const bring = (name: string): Filed => {
    const own = { ...matter, channels: { window: 1 }, nature: "help" as const };
    const filed = fileAppeal(world, chance.fork(name), building, own);
    tellNow(world, filed);
    return filed;
  };

  daysAgo(9, () => {
    const lead = bring("lead");
    const first = addDirectTask(world, lead, { endsAs: "dispatched" });
    const second = addDirectTask(world, lead, { endsAs: "dispatched" });
    if (!first || !second) return;
    daysAgo(8, () => {
      changeTask(world, first, "council.acceptTask", { actor: first.contact.name });
      finish(world, first);
    });
    daysAgo(7, () => praise(world, first));
    daysAgo(5, () => join(world, lead, bring("neighbour")));
    daysAgo(2, () => callOff(world, second));
  });
};

const praise = (world: World, story: TaskStory): void => {
  const { followUps } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  for (const { id, version, state } of followUps)
    if (state === "open")
      world.desks.ask(story.clerk, "council.recordTry", {
        id,
        version,
        way: "desk",
        isReached: true,
        isSolved: true,
        satisfaction: "satisfied",
        words: "当天就修好了，谢谢。",
      });
};

const join = (world: World, lead: Filed, other: Filed): void => {
  if (lead.isConfidential || other.isConfidential) return;
  world.desks.ask(lead.clerk, "council.mergeAppeals", {
    leadId: lead.id,
    ids: [other.id],
    reason: "同一单元、同一件事",
  });
};

const callOff = (world: World, story: TaskStory): void => {
  const { version, state } = world.desks.ask(story.clerk, "council.task", { id: story.id });
  if (state !== "accepted" && state !== "dispatched") return;
  const reason = "第一次已修好，不用再修，后续并入年度检修。";
  world.desks.ask("deputy", "council.cancelTask", { id: story.id, version, reason });
};
