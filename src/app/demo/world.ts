import type { Day } from "#base/dates.ts";
import type { Chance } from "./chance.ts";
import type { Desks } from "./desks.ts";
import type { Audience, Member } from "./families.ts";
import type { UnitKey } from "./matter.ts";
import type { OrganisationKey } from "./organisations.ts";
import type { Timeline } from "./timeline.ts";
import type { DemoSize, EstatePlan, Trait } from "./town.ts";

export type Person = Member & { id: string; phone: string; version: number; home: Home; movedOutDate: Day | null };

export type Home = { id: string; room: string; unit: UnitPlace; persons: Person[] };

export type UnitPlace = { id: string; name: string; building: BuildingPlace };

export type BuildingPlace = { id: string; name: string; gridId: string; estate: EstatePlace; homes: Home[] };

export type EstatePlace = { id: string; name: string; plan: EstatePlan; buildings: BuildingPlace[] };

export type Contact = { id: string; name: string; post: string };

export type Organisation = { id: string; name: string; contacts: readonly Contact[] };

/** Everything that the story knows while it is told. */
export type World = {
  chance: Chance;
  desks: Desks;
  timeline: Timeline;
  size: DemoSize;
  startMs: number;
  endMs: number;
  estates: readonly EstatePlace[];
  organisations: ReadonlyMap<OrganisationKey, Organisation>;
  partyCommitteeId: string;
  /** Codes by path. */
  categories: ReadonlyMap<string, string>;
  newMobile(): string;
  /** Texts for the public, in which no name may stand. */
  publicTexts: string;
};

export const buildingsOf = (world: World): BuildingPlace[] => world.estates.flatMap(({ buildings }) => buildings);

/** Whether a matter of such estates may come from a building. */
export const fits = ({ estate }: BuildingPlace, trait: Trait | undefined): boolean =>
  trait === undefined || estate.plan.traits.includes(trait);

export const homesOf = (world: World): Home[] => buildingsOf(world).flatMap(({ homes }) => homes);

export const isAdult = (person: Person, today: Day): boolean =>
  Number(today.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) >= 18;

export const personsOf = (home: Home): Person[] => home.persons.filter(({ movedOutDate }) => movedOutDate === null);

/** The unit that a story means, as seen from an estate. */
export const organisationFor = (world: World, key: UnitKey, estate: EstatePlace): Organisation => {
  const exact: OrganisationKey =
    key === "property" ? `property:${estate.plan.property}` : key === "owners" ? `owners:${estate.name}` : key;
  const found = world.organisations.get(exact) ?? world.organisations.get(`property:${estate.plan.property}`);
  if (!found) throw new Error(`There is no unit ${exact}`);
  return found;
};

export const categoryCode = (world: World, path: string): string => {
  const code = world.categories.get(path);
  if (code === undefined) throw new Error(`There is no category ${path}`);
  return code;
};

/** What a form keeps of a person when something of it changes. */
export const residentFields = (person: Person) => ({
  id: person.id,
  version: person.version,
  name: person.name,
  gender: person.gender,
  birthDate: person.birthDate,
  householdId: person.home.id,
  relation: person.relation,
  partyMember: person.partyMember,
  audienceTags: person.audienceTags,
  note: "",
  movedOutDate: person.movedOutDate,
});

export const hasAudience = (person: Person, audience: Audience): boolean =>
  person.audienceTags.some((tag) => tag.audience === audience);
