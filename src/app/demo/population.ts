import { addDays } from "#base/dates.ts";
import { type Member, makeNewborn } from "./families.ts";
import { addPerson, type Founding, moveIn } from "./found.ts";
import { afterOfficeMinutes, dayAt, minuteMs } from "./office-hours.ts";
import { type Home, hasAudience, homesOf, type Person, personsOf, residentFields, type World } from "./world.ts";

/** What changes in the register from month to month: births, moves, and who turns sixty. */
export const planPopulation = (world: World): void => {
  const chance = world.chance.fork("population");
  const founding: Founding = { ...world, chance };
  const homes = homesOf(world);
  const monthMs = (365.25 / 12) * 24 * 60 * minuteMs;
  const change = (act: () => void) => (startMs: number) =>
    world.timeline.at(afterOfficeMinutes(startMs + chance.part() * monthMs * 0.9, 0), act);
  const perMonth = Math.max(1, homes.length / 600);

  const birth = change(() => bear(world, founding, homes));
  const leaving = change(() => leave(world, founding, homes));
  const arrival = change(() => arrive(founding, homes));
  for (let startMs = world.startMs + monthMs / 2; startMs < world.endMs; startMs += monthMs) {
    for (let count = 0; count < perMonth * 0.6; count += 1) birth(startMs);
    for (let count = 0; count < perMonth; count += 1) leaving(startMs);
    for (let count = 0; count < perMonth; count += 1) arrival(startMs);
    world.timeline.at(afterOfficeMinutes(startMs, 90), () => noteSixty(world, homes));
  }
};

const save = (world: World, person: Person): void => {
  const saved = world.desks.ask("clerkTwo", "people.changeResident", residentFields(person));
  person.version = saved.version;
};

const bear = (world: World, founding: Founding, homes: readonly Home[]): void => {
  const today = dayAt(world.desks.nowMs());
  const isMother = ({ gender, birthDate, relation }: Person) =>
    gender === "female" &&
    birthDate > addDays(today, -40 * 365) &&
    birthDate < addDays(today, -24 * 365) &&
    relation === "配偶";
  const mothers = homes.flatMap(personsOf).filter(isMother);
  if (mothers.length === 0) return;
  const { home } = founding.chance.pick(mothers);
  const father = personsOf(home).find(({ relation }) => relation === "户主");
  const child: Member = makeNewborn({ ...founding, today }, [...(father?.name ?? "王")][0] ?? "王");
  addPerson(founding, home, child);
};

/** A whole household moves out, mostly tenants. */
const leave = (world: World, { chance }: Founding, homes: readonly Home[]): void => {
  const peopled = homes.filter((home) => personsOf(home).length > 0);
  const home = chance.weighted(peopled, ({ persons }) => (persons.some(({ relation }) => relation === "租户") ? 8 : 1));
  // Who sits on a committee or speaks for a building stays.
  if (personsOf(home).some(({ birthDate, partyMember }) => birthDate < "1985" || partyMember !== null)) return;
  for (const person of personsOf(home)) {
    person.movedOutDate = addDays(dayAt(world.desks.nowMs()), -chance.int(0, 9));
    save(world, person);
  }
};

const arrive = (founding: Founding, homes: readonly Home[]): void => {
  const empty = homes.filter((home) => personsOf(home).length === 0);
  if (empty.length > 0) moveIn(founding, founding.chance.pick(empty));
};

const noteSixty = (world: World, homes: readonly Home[]): void => {
  const today = dayAt(world.desks.nowMs());
  for (const person of homes.flatMap(personsOf)) {
    const sinceDate = `${Number(person.birthDate.slice(0, 4)) + 60}${person.birthDate.slice(4).replace("-02-29", "-02-28")}`;
    if (sinceDate > today || hasAudience(person, "elder")) continue;
    person.audienceTags = [...person.audienceTags, { audience: "elder", source: "户籍", sinceDate }];
    save(world, person);
  }
};
