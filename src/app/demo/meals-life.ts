import { addDays, type Day, epochMsOf, instantAt } from "#base/dates.ts";
import { beforeOpenMinutes, dayAt, momentOn } from "./office-hours.ts";
import { homesOf, type Person, personsOf, type World } from "./world.ts";

const daysBefore = 20;
const dinerCount = 28;
const diets = ["", "", "", "", "少盐", "软烂", "不吃辣", "少油", "清真"];
const doorNotes = ["", "", "敲门响些，耳背", "放在门口凳子上", "先打电话再上楼"];

type Classes = { free: string; eighty: string; sixty: string; full: string };

const foundCanteen = ({ desks }: World): { mealId: string; classes: Classes } => {
  const meal = { name: "午餐", opens: "workdays" as const, cutOffMinute: 16 * 60, priceFen: 1200 };
  const { id: mealId } = desks.ask("secretary", "meals.addMeal", meal);
  const add = (name: string, code: string, more: object): string =>
    desks.ask("secretary", "meals.addClass", { name, code, ...more }).id;
  const classes = {
    free: add("孤寡、残疾免费", "甲", { isFree: true, source: "区民政局", proof: "残疾证或特困证" }),
    eighty: add("八十岁以上", "乙", { subsidyFen: 600, source: "区民政局", minAge: 80 }),
    sixty: add("六十岁以上", "丙", { subsidyFen: 300, source: "社区公益金", minAge: 60 }),
    full: add("不补", "丁", {}),
  };
  return { mealId, classes };
};

const ageOn = ({ birthDate }: Person, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** What was taken at noon, and the close in the afternoon; yesterday is still to be done. */
const planDay = (world: World, mealId: string, day: Day): void => {
  const { desks, timeline } = world;
  const chance = world.chance.fork(`meals ${day}`);
  timeline.at(momentOn(day, 13 * 60 + 20), () => {
    const meal = desks.ask("clerk", "meals.day", { day }).meals.find((one) => one.mealId === mealId);
    if (meal?.state !== "settled" || meal.lines.length === 0) return;
    const marks = meal.lines.map(({ dinerId, count }) => ({
      dinerId,
      takenCount: chance.isLucky(0.02) ? 0 : count,
    }));
    const { version } = desks.ask("clerk", "meals.markTaken", { mealId, day, marks });
    const taken = marks.reduce((sum, { takenCount }) => sum + takenCount, 0);
    const ordered = meal.lines.reduce((sum, { count }) => sum + count, 0);
    const missing = ordered - taken;
    timeline.at(momentOn(day, 16 * 60 + 40), () =>
      desks.ask("clerk", "meals.closeDay", {
        mealId,
        day,
        version,
        cookedCount: ordered,
        signedCount: taken,
        explanation: missing === 0 ? "" : `${missing} 份没来领，电话问过，当天不在家；饭由厨房留样处理`,
      }),
    );
  });
};

/** 社区食堂: lunch for some of the elderly since three weeks, at home for those who do not go out any more. */
export const planMeals = (world: World): void => {
  const { desks, timeline } = world;
  const today = dayAt(world.endMs);
  const firstDay = addDays(today, -daysBefore);
  timeline.at(beforeOpenMinutes(epochMsOf(instantAt(firstDay, "11:00")), 1), () => {
    const chance = world.chance.fork("who eats");
    const { mealId, classes } = foundCanteen(world);
    const elderly = homesOf(world)
      .flatMap(personsOf)
      .filter((person) => ageOn(person, today) >= 66 && person.movedOutDate === null);
    for (const person of elderly.slice(0, dinerCount)) {
      const isOld = ageOn(person, today) >= 80;
      const isFree = chance.isLucky(0.12);
      const isDelivered = isOld && chance.isLucky(0.6);
      const { id: dinerId } = desks.ask("clerk", "meals.addDiner", {
        residentId: person.id,
        classId: isFree ? classes.free : isOld ? classes.eighty : classes.sixty,
        basis: isFree ? "残疾证已看" : "",
        diet: chance.pick(diets),
        isDelivered,
        doorNote: isDelivered ? chance.pick(doorNotes) : "",
      });
      const weekdays = chance.isLucky(0.7)
        ? []
        : chance.pick([
            [1, 3, 5],
            [2, 4],
            [1, 2, 3],
          ]);
      desks.ask("clerk", "meals.addOrder", { dinerId, mealId, weekdays, fromDay: addDays(firstDay, 2), isDelivered });
      if (!chance.isLucky(0.12)) continue;
      const fromDay = addDays(today, chance.int(-6, 2));
      timeline.at(beforeOpenMinutes(epochMsOf(instantAt(addDays(fromDay, -1), "10:00")), 1), () =>
        desks.ask("clerk", "meals.addPause", {
          dinerId,
          fromDay,
          toDay: addDays(fromDay, chance.int(2, 9)),
          reason: chance.pick(["去女儿家住几天", "住院", "回老家"]),
        }),
      );
    }
    for (let day = addDays(firstDay, 2); day < addDays(today, -1); day = addDays(day, 1)) planDay(world, mealId, day);
  });
};
