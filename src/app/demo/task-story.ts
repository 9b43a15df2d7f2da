import type { WrittenInputOf } from "#base/contract.ts";
import type { AppContract } from "../contract.ts";
import type { Chance } from "./chance.ts";
import type { TaskPlan } from "./matter.ts";
import { afterOfficeMinutes, minuteMs } from "./office-hours.ts";
import type { Seat } from "./staff.ts";
import type { Contact, EstatePlace, Organisation, World } from "./world.ts";

/** A task on its way. */
export type TaskStory = {
  id: string;
  version?: number | undefined;
  /** Who took the appeal down looks after what comes of it. */
  clerk: Seat;
  chance: Chance;
  plan: TaskPlan;
  organisation: Organisation;
  contact: Contact;
  estate: EstatePlace;
  /** Life or property: nobody waits for office hours. */
  isUrgent: boolean;
  origin: "appeal" | "resolution";
};

/** So many minutes of office time later; by the clock where it is urgent. */
export const workMinutesLater = (world: World, story: TaskStory, minutes: number, urgentMinutes: number): number =>
  story.isUrgent ? world.desks.nowMs() + urgentMinutes * minuteMs : afterOfficeMinutes(world.desks.nowMs(), minutes);

/** Known from the last step, unless somebody else has changed the task since. */
export const versionOfTask = (world: World, story: TaskStory): number => {
  story.version ??= world.desks.ask(story.clerk, "council.task", { id: story.id }).version;
  return story.version;
};

type StepName =
  | "council.dispatchTask"
  | "council.acceptTask"
  | "council.returnTask"
  | "council.transferTask"
  | "council.recordProgress"
  | "council.askExtension"
  | "council.finishTask";

/** One step at the clerk's desk, on the task as it stands. */
export const changeTask = <N extends StepName>(
  world: World,
  story: TaskStory,
  name: N,
  input: Omit<WrittenInputOf<AppContract[N]>, "id" | "version">,
): void => {
  const step = { ...input, id: story.id, version: versionOfTask(world, story) };
  const saved = world.desks.ask(story.clerk, name, step as unknown as WrittenInputOf<AppContract[N]>);
  story.version = (saved as { version: number }).version;
};

/** Who of a unit is made responsible; the community's own work goes to the worker of a grid. */
export const contactOf = (world: World, organisation: Organisation, estate: EstatePlace): Contact => {
  const workers = organisation.contacts.filter(({ post }) => post.endsWith("网格员"));
  const place = world.estates.indexOf(estate);
  const own = workers[(place * 2) % Math.max(workers.length, 1)];
  return own ?? world.chance.pick(organisation.contacts);
};
