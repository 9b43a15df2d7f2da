import type { Chance } from "./chance.ts";
import type { Channel, Matter } from "./matter.ts";
import { makeName, surnameOf } from "./names.ts";
import { dayAt } from "./office-hours.ts";
import { type BuildingPlace, type Home, hasAudience, isAdult, type Person, personsOf, type World } from "./world.ts";

/** Who brings a matter, from which home, and by which way. */
export type Reporter = {
  home: Home;
  channel: Channel;
  voice: "self" | "onBehalf" | "anonymous";
  reporterId: string | null;
  reporterName: string;
  reporterPhone: string;
  behalfOf: string;
  behalfRelation: string;
};

const usualChannels: Record<Channel, number> = {
  window: 26,
  phone: 28,
  visit: 9,
  box: 0.6,
  meeting: 2,
  wechat: 15,
  observer: 6,
  snapshot: 4,
  delegate: 1,
  petition: 0.6,
  superior: 4,
  other: 1,
};

const channelOf = (chance: Chance, matter: Pick<Matter, "channels">): Channel => {
  const shares: Partial<Record<Channel, number>> = matter.channels ?? usualChannels;
  return chance.weighted(Object.keys(usualChannels) as Channel[], (channel) => shares[channel] ?? 0);
};

/** Old people and women come more often; somebody of working age more seldom. */
const comesOften = (person: Person) => (hasAudience(person, "elder") ? 3 : 1) + (person.gender === "female" ? 1 : 0);

const adultsOf = (home: Home, world: World): Person[] => {
  const today = dayAt(world.desks.nowMs());
  return personsOf(home).filter((person) => isAdult(person, today));
};

const stranger = (world: World, chance: Chance) => {
  const gender = chance.isLucky(0.5) ? "male" : "female";
  const birthYear = Number(dayAt(world.desks.nowMs()).slice(0, 4)) - chance.int(22, 60);
  const name = makeName(chance, { surname: surnameOf(chance), gender, birthYear }, world.publicTexts);
  return { name, phone: chance.isLucky(0.85) ? world.newMobile() : "" };
};

const nobody = { reporterId: null, reporterName: "", reporterPhone: "", behalfOf: "", behalfRelation: "" };

const anonymousShare: Partial<Record<Channel, number>> = { box: 0.6, snapshot: 0.3, wechat: 0.12, observer: 0.15 };

/** Somebody of the building brings it, or somebody else for them. */
export const reporterFrom = (
  world: World,
  chance: Chance,
  building: BuildingPlace,
  matter: Pick<Matter, "channels" | "isOftenOnBehalf"> & { isReport: boolean },
): Reporter => {
  const channel = channelOf(chance, matter);
  const peopled = building.homes.filter((home) => adultsOf(home, world).length > 0);
  const home = chance.pick(peopled);
  const person = chance.weighted(adultsOf(home, world), comesOften);
  if (chance.isLucky(matter.isReport ? 0.3 : (anonymousShare[channel] ?? 0.015)))
    return { ...nobody, home, channel, voice: "anonymous" };
  const isElder = hasAudience(person, "elder");
  if (chance.isLucky(matter.isOftenOnBehalf && isElder ? 0.4 : isElder ? 0.08 : 0)) {
    const { name, phone } = stranger(world, chance);
    const behalfRelation = chance.pick(["子女", "子女", "邻居", "亲戚", "楼栋小组长"]);
    return {
      ...nobody,
      home,
      channel,
      voice: "onBehalf",
      reporterName: name,
      reporterPhone: phone,
      behalfOf: person.name,
      behalfRelation,
    };
  }
  if (chance.isLucky(0.09)) {
    const { name, phone } = stranger(world, chance);
    return { ...nobody, home, channel, voice: "self", reporterName: name, reporterPhone: phone };
  }
  return { ...nobody, home, channel, voice: "self", reporterId: person.id };
};
