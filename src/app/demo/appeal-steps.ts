import type { Filed } from "./filed.ts";
import { afterOfficeMinutes, afterOpenMinutes, officeDays, officeHours } from "./office-hours.ts";
import { takeAnswerBack } from "./second-thoughts.ts";
import type { World } from "./world.ts";

/** The version of an appeal changes with every step, also with those that others take. */
const versionOf = (world: World, filed: Filed): number =>
  world.desks.ask(filed.clerk, "council.appeal", { id: filed.id }).version;

/** One in twenty waits longer for the first word than it should. */
const firstWordMinutes = ({ chance }: Filed): number =>
  chance.isLucky(0.045) ? 1500 + chance.int(30, 700) : chance.int(3, 30);

const told = [
  "已告知受理，会尽快回复。",
  "已电话告知，安排人员查看。",
  "已当面说明办理步骤。",
  "已回复收到，今天联系责任单位。",
];

/** The first word to the reporter, while the matter itself takes longer. */
export const tellNow = (world: World, filed: Filed, words?: string): void => {
  const { chance, clerk, id } = filed;
  const { firstAnsweredAt, version } = world.desks.ask(clerk, "council.appeal", { id });
  if (firstAnsweredAt !== null) return;
  const said = filed.isAnonymous ? "没有留下姓名，受理情况贴在公示栏。" : (words ?? chance.pick(told));
  world.desks.ask(clerk, "council.recordFirstAnswer", { id, version, words: said });
};

export const tellSoon = (world: World, filed: Filed, words?: string): void =>
  world.timeline.at(afterOpenMinutes(world.desks.nowMs(), firstWordMinutes(filed)), () => tellNow(world, filed, words));

/** Taken on; mostly the reporter hears it at once. */
export const acceptSoon = (world: World, filed: Filed): void => {
  const { chance, clerk, id } = filed;
  const isLate = chance.isLucky(0.05);
  world.timeline.at(afterOpenMinutes(world.desks.nowMs(), chance.int(3, 30)), () => {
    if (filed.isMerged) return;
    const { state, version, firstAnsweredAt } = world.desks.ask(clerk, "council.appeal", { id });
    if (state !== "received") return;
    const isResidentTold = firstAnsweredAt !== null || (!isLate && !filed.isAnonymous);
    world.desks.ask(clerk, "council.acceptAppeal", { id, version, isResidentTold, note: "" });
    if (!isResidentTold) tellSoon(world, filed);
  });
};

const plainAnswers = ["已联系责任单位说明情况，并告知本人。", "已当面说明，本人表示清楚。"];

const answerNow = (world: World, filed: Filed): void => {
  const { chance, clerk, id } = filed;
  if (filed.isMerged) return;
  const { state } = world.desks.ask(clerk, "council.appeal", { id });
  if (state !== "received" && state !== "accepted") return;
  const answer = filed.told.answer || chance.pick(plainAnswers);
  world.desks.ask(clerk, "council.answerAppeal", { id, version: versionOf(world, filed), answer });
};

export const answerLater = (world: World, filed: Filed): void => {
  const { chance } = filed;
  const isAtOnce = chance.isLucky(0.6);
  if (!isAtOnce) acceptSoon(world, filed);
  const minutes = isAtOnce ? chance.int(4, 25) : chance.int(60, officeDays(2));
  const answerAfter = (more: number) =>
    world.timeline.at(afterOpenMinutes(world.desks.nowMs(), more), () => answerNow(world, filed));
  answerAfter(minutes);
  if (!chance.isLucky(0.012)) return;
  world.timeline.at(afterOpenMinutes(world.desks.nowMs(), minutes + 2), () => takeAnswerBack(world, filed));
  answerAfter(minutes + 20);
};

export const rejectSoon = (world: World, filed: Filed): void => {
  const { chance, clerk, id, matter } = filed;
  const rejection = matter.rejection;
  if (!rejection) throw new Error(`Nothing is written about rejecting ${matter.category}`);
  world.timeline.at(afterOpenMinutes(world.desks.nowMs(), chance.int(8, 200)), () => {
    if (filed.isMerged) return;
    world.desks.ask(clerk, "council.rejectAppeal", { id, version: versionOf(world, filed), ...rejection });
  });
};

export const escalateSoon = (world: World, filed: Filed, isReplied = true): void => {
  const { chance, clerk, id, matter } = filed;
  const { timeline, desks } = world;
  const escalation = matter.escalation;
  if (!escalation) throw new Error(`Nothing is written about escalating ${matter.category}`);
  tellSoon(world, filed, `已告知超出社区职责，上报${escalation.toWhom}。`);
  const { toWhom, reason, replies } = escalation;
  timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(60, officeHours(6))), () => {
    if (filed.isMerged) return;
    if (filed.input.ownership === "own")
      desks.ask("deputy", "council.changeOwnership", {
        id,
        version: versionOf(world, filed),
        ownership: "outside",
        reason: `不在社区事项清单内，由${toWhom}办理。`,
      });
    desks.ask(clerk, "council.escalateAppeal", { id, version: versionOf(world, filed), toWhom, reason });
    if (!isReplied) return;
    const reply = chance.pick(replies);
    timeline.at(afterOfficeMinutes(desks.nowMs(), officeDays(chance.int(2, 12)) + chance.int(0, 200)), () => {
      desks.ask(clerk, "council.takeInReply", {
        id,
        version: versionOf(world, filed),
        fromWhom: toWhom,
        answer: reply,
      });
    });
  });
};
