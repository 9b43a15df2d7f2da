import { fileAppeal } from "./appeal-life.ts";
import { tellSoon } from "./appeal-steps.ts";
import { beforeOpenMinutes } from "./office-hours.ts";
import { matters } from "./story.ts";
import { buildingsOf, fits, type World } from "./world.ts";

/** Neighbours of one building who brought the same within three days, and nobody has put it together yet. */
export const planApart = (world: World): void => {
  const chance = world.chance.fork("apart");
  const matter = matters.find(({ task, where }) => task?.track === "immediate" && where === "unit");
  if (!matter) throw new Error("No matter fits");
  const building = chance.pick(buildingsOf(world).filter((one) => fits(one, matter.only)));
  for (const daysAgo of [0.3, 1.2, 2.1])
    world.timeline.at(beforeOpenMinutes(world.endMs, Math.round(daysAgo * 540)), () => {
      const own = { ...matter, channels: { window: 1 }, nature: "help" as const };
      tellSoon(world, fileAppeal(world, chance.fork(String(daysAgo)), building, own));
    });
};
