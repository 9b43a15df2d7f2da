import { dayAt } from "./office-hours.ts";
import { plainStatements } from "./theme.ts";
import type { TopicStory } from "./topic-life.ts";
import type { World } from "./world.ts";

/** What concerns one building is asked about at its doors; those who were not at home stay open. */
export const askAtDoors = (world: World, topic: TopicStory): void => {
  const { theme, chance, id, building } = topic;
  if (theme.where !== "building") return;
  const { desks } = world;
  desks.ask("secretary", "council.setScope", { id, version: 0, buildingIds: [building.id] });
  const { rows } = desks.ask("clerk", "council.opinionSheet", { id });
  if (rows.length === 0) return;
  const { code } = desks.ask("clerk", "council.printOpinionSheet", { id });
  const share = chance.isLucky(0.75) ? 0.6 : 0.3;
  const opinions = rows
    .filter((_, at) => at === 0 || chance.isLucky(share))
    .map(({ row }) => {
      const [attitude, words] = chance.pick(plainStatements);
      return { row, attitude, words };
    });
  desks.ask("clerk", "council.keyOpinions", {
    id,
    code,
    heardDate: dayAt(desks.nowMs()),
    heardBy: "社区网格员",
    opinions,
  });
};

/** Why a meeting decides all the same where too few doors opened; empty where enough did. */
export const reasonToDecide = (world: World, { theme, id }: TopicStory): string => {
  if (theme.where !== "building") return "";
  const { isEnough } = world.desks.ask("secretary", "council.coverage", { id });
  return isEnough === false ? "没有见到的多是空置和出租的房子，已在单元门张贴告知十天，无人提出异议。" : "";
};
