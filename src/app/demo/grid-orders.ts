import { instantOf } from "#base/dates.ts";
import { speakersOf } from "./found.ts";
import { afterOfficeMinutes, minuteMs } from "./office-hours.ts";
import { changeTask, type TaskStory, versionOfTask } from "./task-story.ts";
import type { World } from "./world.ts";

/** 网格派单: the order goes to the worker of the grid where the matter is, and is called out there. */
const offer = (world: World, story: TaskStory): void => {
  const { desks, organisations } = world;
  const community = organisations.get("community");
  const task = desks.ask(story.clerk, "council.task", { id: story.id });
  const gridId = task.gridId ?? "";
  const { posts } = desks.ask(story.clerk, "people.listGridPosts", { gridId });
  const worker = posts.find(({ post }) => post === "gridWorker")?.contactId;
  if (!community || !worker) return;
  if (task.responsibleId !== worker)
    changeTask(world, story, "council.transferTask", {
      leadOrganisationId: community.id,
      responsibleId: worker,
      reason: "小事由网格接，网格里找人一起办",
    });
  const saved = desks.ask(story.clerk, "council.offerTaskToGrid", {
    id: story.id,
    version: versionOfTask(world, story),
    gridId,
  });
  story.version = saved.version;
};

export type Hand = { kind: "partyMember" | "volunteer" | "merchant" | "neighbour"; note: string };

/** Who of the estate takes it: residents who speak for a building, the repair shop, the team of volunteers. */
const take = (world: World, story: TaskStory, { kind, note }: Hand, at: number): void => {
  const { desks, organisations } = world;
  const people = story.estate.buildings.flatMap((building) => speakersOf(building));
  const fitting = kind === "partyMember" ? people.filter(({ partyMember }) => partyMember !== null) : people;
  const unit = organisations.get(kind === "merchant" ? "repair" : "volunteers");
  const who =
    kind === "merchant" || kind === "volunteer"
      ? { organisationId: unit?.id ?? null }
      : { residentId: fitting[at * 3]?.id ?? null };
  if (Object.values(who)[0] === null) return;
  const saved = desks.ask(story.clerk, "council.recordTaker", {
    id: story.id,
    version: versionOfTask(world, story),
    kind,
    ...who,
    takenAt: instantOf(desks.nowMs() - 2 * minuteMs),
    note,
  });
  story.version = saved.version;
};

/** 群众点单、网格派单、党员接单: called out in the grid, and taken by so many one after the other. */
export const offerInGrid = (world: World, story: TaskStory, hands: readonly Hand[]): void => {
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), 10), () => {
    offer(world, story);
    for (const [at, hand] of hands.entries())
      world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), 15 + 20 * at), () => take(world, story, hand, at));
  });
};
