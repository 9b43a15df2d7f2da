import type { Filed } from "./filed.ts";
import { afterOfficeMinutes, dayAt, officeDays } from "./office-hours.ts";
import type { World } from "./world.ts";

const offices = ["云溪区信访局", "云溪街道信访接待室"];

/** 信访代办: a clerk hands it in, the office takes it on and answers, and some of them take their time. */
export const goForReporter = (world: World, filed: Filed): void => {
  const { chance: whole, clerk, id } = filed;
  const { desks, timeline } = world;
  // A source of its own: what else happens to the appeal stays as it was.
  const chance = whole.fork("petition");
  const takesDays = { accept: chance.int(3, 22), reply: chance.int(12, 70), tell: chance.int(1, 3) };
  const version = () => desks.ask(clerk, "council.petition", { appealId: id }).petition?.version ?? 0;
  const step = (kind: "accepted" | "replied" | "told", words: string) =>
    desks.ask(clerk, "council.recordPetitionStep", {
      id,
      version: version(),
      kind,
      stepDate: dayAt(desks.nowMs()),
      words,
    });
  timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(30, 400)), () => {
    const [keeper] = desks.ask(clerk, "council.listKeepers", { appealId: id });
    if (!keeper) return;
    desks.ask(clerk, "council.openPetition", {
      id,
      agentKind: "staff",
      agentId: keeper.id,
      office: chance.pick(offices),
      officeNumber: "",
      handedDate: dayAt(desks.nowMs()),
    });
    timeline.at(afterOfficeMinutes(desks.nowMs(), officeDays(takesDays.accept)), () => {
      step("accepted", "收到受理告知书。");
      timeline.at(afterOfficeMinutes(desks.nowMs(), officeDays(takesDays.reply)), () => {
        step("replied", "收到书面答复。");
        timeline.at(afterOfficeMinutes(desks.nowMs(), officeDays(takesDays.tell)), () =>
          step("told", "答复已当面交给本人。"),
        );
      });
    });
  });
};
