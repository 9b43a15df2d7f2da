import type { WrittenInputOf } from "#base/contract.ts";
import { addDays, type Day, instantOf } from "#base/dates.ts";
import type { AppContract } from "../contract.ts";
import { afterOfficeMinutes, beforeOpenMinutes, dayAt, minuteMs, officeDays } from "./office-hours.ts";
import type { Seat } from "./staff.ts";
import { changeTask, type TaskStory, versionOfTask } from "./task-story.ts";
import { organisationFor, type World } from "./world.ts";

type PressureName =
  | "council.parkTask"
  | "council.urgeTask"
  | "council.superviseTask"
  | "council.whistleForTask"
  | "council.recordArrival"
  | "council.addHelper"
  | "council.addMilestone"
  | "council.finishMilestone"
  | "council.changeTaskOwnership"
  | "council.referTask"
  | "council.recordVisit";

/** One thing on a task by somebody of the staff, while it is still in the unit's hands. */
const press = <N extends PressureName>(
  world: World,
  story: TaskStory,
  seat: Seat,
  name: N,
  input: Omit<WrittenInputOf<AppContract[N]>, "id" | "version">,
): void => {
  const step = { ...input, id: story.id, version: versionOfTask(world, story) };
  const saved = world.desks.ask(seat, name, step as unknown as WrittenInputOf<AppContract[N]>);
  story.version = (saved as { version: number }).version;
};

const isAccepted = (world: World, story: TaskStory): boolean =>
  world.desks.ask(story.clerk, "council.task", { id: story.id }).state === "accepted";

/** 挂账: a while after the unit has it, and until a day. */
export const parkUntil = (world: World, story: TaskStory, resumeDate: Day, reason: string): void => {
  world.timeline.at(afterOfficeMinutes(world.desks.nowMs(), officeDays(2)), () => {
    if (!isAccepted(world, story) || resumeDate <= dayAt(world.desks.nowMs())) return;
    press(world, story, "director", "council.parkTask", {
      reason,
      resumeDate,
      isResidentTold: true,
      actor: story.contact.name,
    });
  });
};

/** 催办, and on the next morning 督办 by the director. */
export const urgeAndSupervise = (world: World, story: TaskStory): void => {
  world.timeline.at(beforeOpenMinutes(world.endMs, 700), () => {
    if (!isAccepted(world, story)) return;
    press(world, story, story.clerk, "council.urgeTask", {
      words: "已经超期，请今天反馈进展。",
      replyBy: addDays(dayAt(world.desks.nowMs()), 1),
    });
  });
  world.timeline.at(beforeOpenMinutes(world.endMs, 120), () => {
    if (!isAccepted(world, story)) return;
    press(world, story, "director", "council.superviseTask", {
      way: "regular",
      words: "每两天报一次进展，本周内办结。",
      replyBy: addDays(dayAt(world.endMs), 2),
    });
  });
};

/** 推诿: two returns, so that somebody has to look at it. */
export const sendBackTwice = (world: World, story: TaskStory): void => {
  for (const [minutesAgo, reason, evidence] of [
    [800, "产权不是我们的，应由产权单位办。", "产权分界图"],
    [300, "现场核实过，还是不在我们的管护范围。", "合同附件"],
  ] as const)
    world.timeline.at(beforeOpenMinutes(world.endMs, minutesAgo), () => {
      changeTask(world, story, "council.returnTask", { actor: story.contact.name, reason, evidence });
      changeTask(world, story, "council.dispatchTask", {});
    });
};

/** Several hands: a unit that helps, steps of their own, a visit and the next one today, the subdistrict called. */
export const workTogether = (world: World, story: TaskStory): void => {
  const today = dayAt(world.endMs);
  world.timeline.at(beforeOpenMinutes(world.endMs, 1500), () => {
    if (!isAccepted(world, story)) return;
    const helping = organisationFor(world, story.plan.unit === "property" ? "community" : "property", story.estate);
    if (helping.id !== story.organisation.id)
      press(world, story, story.clerk, "council.addHelper", {
        organisationId: helping.id,
        part: "配合通知住户、维持现场",
      });
    for (const [title, days] of [
      ["到现场看一遍", -1],
      ["征求同楼住户意见", 0],
    ] as const)
      press(world, story, story.clerk, "council.addMilestone", {
        title,
        responsibleId: story.contact.id,
        dueDate: addDays(today, days),
      });
    press(world, story, story.clerk, "council.recordVisit", {
      visitDate: dayAt(world.desks.nowMs()),
      kind: "talk",
      visitor: story.contact.name,
      companion: "楼栋小组长",
      outcome: "住户愿意配合，想看看方案再定。",
      nextVisitDate: today,
    });
    const [first] = world.desks.ask(story.clerk, "council.task", { id: story.id }).milestones;
    if (first)
      press(world, story, story.clerk, "council.finishMilestone", {
        milestoneId: first.id,
        evidence: "现场看过，拍了照片。",
      });
  });
  world.timeline.at(beforeOpenMinutes(world.endMs, 400), () => {
    if (!isAccepted(world, story)) return;
    press(world, story, story.clerk, "council.whistleForTask", {
      toWhom: "云溪街道综合行政执法队",
      words: "请到现场一起核实权属，定下由谁来办。",
    });
    const [letter] = world.desks.ask(story.clerk, "council.task", { id: story.id }).letters;
    world.timeline.at(world.desks.nowMs() + 50 * minuteMs, () => {
      if (!letter || !isAccepted(world, story)) return;
      press(world, story, story.clerk, "council.recordArrival", {
        letterId: letter.id,
        arrivedAt: instantOf(world.desks.nowMs() - 5 * minuteMs),
      });
    });
  });
};

const notOwnReasons = {
  outside: "核对过，不在社区事项清单内。",
  assigned: "街道口头交办的，文件随后补。",
  assist: "由街道主办，社区配合。",
};

/** 归口: not on the list, so that it goes on with its sheet; or handed down, and nobody has its paper yet. */
export const turnOutNotOwn = (world: World, story: TaskStory, ownership: keyof typeof notOwnReasons): void => {
  world.timeline.at(beforeOpenMinutes(world.endMs, 420), () => {
    if (!isAccepted(world, story)) return;
    press(world, story, "director", "council.changeTaskOwnership", {
      ownership,
      reason: notOwnReasons[ownership],
    });
    if (ownership === "outside")
      press(world, story, story.clerk, "council.referTask", {
        toWhom: "云溪街道综合行政执法队",
        words: "经核对，这件事不在本社区事项清单内。",
        replyBy: addDays(dayAt(world.endMs), 3),
      });
  });
};
