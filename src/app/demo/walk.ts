import { addDays } from "#base/dates.ts";
import { beforeOpenMinutes, dayAt } from "./office-hours.ts";
import { buildingsOf, type World } from "./world.ts";

const words = [
  "楼道三层的声控灯时亮时不亮，晚上看不清台阶。",
  "门口快递堆到了消防栓前面，跟隔壁说过一次，没有搬。",
  "老人一个人住，想请人帮着看看燃气灶的软管是不是到期了。",
];

/** 走访单: a building walked three days ago, its sheet keyed back but for what did not fit the evening. */
export const planWalk = (world: World): void => {
  const chance = world.chance.fork("walk");
  const { desks, timeline } = world;
  const building = chance.pick(buildingsOf(world).filter(({ homes }) => homes.length > 6));
  const ago = (days: number, act: () => void) => timeline.at(beforeOpenMinutes(world.endMs, days * 540), act);
  ago(3, () => {
    const { id, code } = desks.ask("clerk", "council.printWalkSheet", {
      buildingId: building.id,
      withHomes: true,
      blankCount: 4,
    });
    const walkDate = addDays(dayAt(desks.nowMs()), 1);
    ago(1.5, () => {
      const homes = desks.ask("clerk", "council.walkSheet", { code }).rows.filter(({ kind }) => kind === "home");
      const visitor = chance.pick(["第一网格网格员", "楼栋小组长"]);
      for (const [at, { position }] of homes.slice(0, -2).entries())
        desks.ask("clerk", "council.keyWalkRow", {
          id,
          position,
          walkDate,
          visitor,
          words: at % 5 === 1 ? (words[Math.floor(at / 5)] ?? "") : "",
        });
    });
  });
};
