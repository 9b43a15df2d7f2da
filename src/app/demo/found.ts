import type { Chance } from "./chance.ts";
import type { Desks } from "./desks.ts";
import { type Member, makeFamily } from "./families.ts";
import { madeUpLandline, makeName, surnameOf } from "./names.ts";
import { afterOfficeMinutes, dayAt } from "./office-hours.ts";
import { type OrganisationKey, organisationPlans } from "./organisations.ts";
import {
  buildingCountOf,
  communityName,
  type DemoSize,
  type EstatePlan,
  estatePlans,
  floorCountOf,
  gridNumerals,
} from "./town.ts";
import type { BuildingPlace, Contact, EstatePlace, Home, Organisation, Person, UnitPlace } from "./world.ts";

export type Founding = {
  chance: Chance;
  desks: Desks;
  size: DemoSize;
  newMobile(): string;
  publicTexts: string;
};

/** Lunch and nights are skipped; what is entered at the desk is entered while it is open. */
const nextMoment = ({ desks }: Founding) => desks.moveTo(afterOfficeMinutes(desks.nowMs(), 0));

const foundGrids = ({ desks }: Founding): string[] =>
  gridNumerals.map((numeral) => desks.ask("clerk", "people.addGrid", { name: `第${numeral}网格` }).id);

const foundEstate = (founding: Founding, plan: EstatePlan, gridIds: readonly string[]): EstatePlace => {
  const { desks, size } = founding;
  nextMoment(founding);
  const note = plan.traits.includes("old") ? "老旧小区" : "";
  const estate: EstatePlace = {
    id: desks.ask("clerk", "people.addEstate", { name: plan.name, note }).id,
    name: plan.name,
    plan,
    buildings: [],
  };
  const buildingCount = buildingCountOf(plan, size);
  for (let number = 1; number <= buildingCount; number += 1) {
    const gridId = gridIds[Math.floor(((number - 1) * plan.gridCount) / buildingCount)] ?? "";
    const { id } = desks.ask("clerk", "people.addBuilding", {
      estateId: estate.id,
      gridId,
      name: String(number),
      unitCount: plan.unitCount,
    });
    estate.buildings.push({ id, name: `${number}号楼`, gridId, estate, homes: [] });
  }
  return estate;
};

export const foundPlaces = (founding: Founding): EstatePlace[] => {
  const grids = foundGrids(founding);
  let used = 0;
  return estatePlans.map((plan) => {
    const own = grids.slice(used, used + plan.gridCount);
    used += plan.gridCount;
    return foundEstate(founding, plan, own);
  });
};

const phoneShare = (age: number) => (age < 12 ? 0 : age < 18 ? 0.4 : age < 75 ? 0.97 : 0.7);

/** Enters one person at the desk. */
export const addPerson = (founding: Founding, home: Home, member: Member): Person => {
  const { chance, desks } = founding;
  const age = Number(dayAt(desks.nowMs()).slice(0, 4)) - Number(member.birthDate.slice(0, 4));
  const phone = chance.isLucky(phoneShare(age)) ? founding.newMobile() : "";
  const { id } = desks.ask("clerk", "people.addResident", { ...member, phone, householdId: home.id });
  const person = { ...member, id, phone, version: 1, home, movedOutDate: null };
  home.persons.push(person);
  return person;
};

export const moveIn = (founding: Founding, home: Home): void => {
  const today = dayAt(founding.desks.nowMs());
  for (const member of makeFamily({ ...founding, today }, home.unit.building.estate.plan.traits))
    addPerson(founding, home, member);
};

/** Homes and people, a building at each step. */
export function* foundHomes(founding: Founding, estates: readonly EstatePlace[]): Generator<number, void> {
  const { chance, desks, size } = founding;
  const units = desks.ask("clerk", "people.listPlaces", {}).units;
  let made = 0;
  for (const building of estates.flatMap(({ buildings }) => buildings)) {
    const { plan } = building.estate;
    const own = units
      .filter(({ buildingId }) => buildingId === building.id)
      .map(({ id, name }): UnitPlace => ({ id, name, building }));
    for (const unit of own) {
      for (let floor = 1; floor <= floorCountOf(plan, size); floor += 1) {
        for (let number = 1; number <= plan.homesPerFloor; number += 1) {
          nextMoment(founding);
          const isVacant = chance.isLucky(0.08);
          const room = `${floor}0${number}`;
          const note = isVacant ? chance.pick(["空置", "装修中", "待出租"]) : "";
          const { id } = desks.ask("clerk", "people.addHousehold", { unitId: unit.id, room, note });
          const home: Home = { id, room, unit, persons: [] };
          building.homes.push(home);
          if (!isVacant) moveIn(founding, home);
        }
      }
    }
    made += 1;
    yield made;
  }
}

const addContact = (founding: Founding, organisationId: string, post: string): Contact => {
  const { chance, desks } = founding;
  const gender = chance.isLucky(0.5) ? "male" : "female";
  const birthYear = Number(dayAt(desks.nowMs()).slice(0, 4)) - chance.int(27, 57);
  const name = makeName(chance, { surname: surnameOf(chance), gender, birthYear }, founding.publicTexts);
  const phone = founding.newMobile();
  const { id } = desks.ask("clerk", "people.addContact", { organisationId, name, post, phone });
  return { id, name, post };
};

/** An owner who sits on the committee is a resident of the estate. */
const addOwner = (founding: Founding, organisationId: string, post: string, estate: EstatePlace): Contact => {
  const owners = estate.buildings
    .flatMap(({ homes }) => homes)
    .flatMap(({ persons }) => persons.slice(0, 1))
    .filter(({ relation, birthDate }) => relation === "户主" && birthDate < "1985" && birthDate > "1950");
  const owner = founding.chance.pick(owners);
  const { id } = founding.desks.ask("clerk", "people.addContact", {
    organisationId,
    residentId: owner.id,
    name: owner.name,
    post,
  });
  return { id, name: owner.name, post };
};

export const foundOrganisations = (
  founding: Founding,
  estates: readonly EstatePlace[],
): Map<OrganisationKey, Organisation> => {
  const { desks } = founding;
  const byKey = new Map<OrganisationKey, Organisation>();
  for (const { key, kind, name, address, posts, note } of organisationPlans) {
    nextMoment(founding);
    const phone = kind === "ownersCommittee" ? "" : madeUpLandline(100 + byKey.size);
    const { id } = desks.ask("clerk", "people.addOrganisation", { kind, name, address, phone, note: note ?? "" });
    const estate = key.startsWith("owners:") ? estates.find((one) => `owners:${one.name}` === key) : undefined;
    const contacts = posts.map((post) =>
      estate ? addOwner(founding, id, post, estate) : addContact(founding, id, post),
    );
    byKey.set(key, { id, name, contacts });
  }
  return byKey;
};

/** Who leads a grid, who works in it, and who speaks for a building. */
export const foundPosts = (
  founding: Founding,
  estates: readonly EstatePlace[],
  organisations: ReadonlyMap<OrganisationKey, Organisation>,
): void => {
  const { chance, desks } = founding;
  const fromDate = dayAt(desks.nowMs());
  const community = organisations.get("community")?.contacts ?? [];
  const [leaders, workers] = [community.slice(0, 4), community.slice(4)];
  const gridIds = [...new Set(estates.flatMap(({ buildings }) => buildings.map(({ gridId }) => gridId)))];
  gridIds.forEach((gridId, at) => {
    const [leader, worker] = [leaders[at % leaders.length], workers[at % workers.length]];
    if (leader)
      desks.ask("secretary", "people.givePost", { post: "gridLeader", gridId, contactId: leader.id, fromDate });
    if (worker)
      desks.ask("secretary", "people.givePost", { post: "gridWorker", gridId, contactId: worker.id, fromDate });
  });
  for (const building of estates.flatMap(({ buildings }) => buildings)) {
    nextMoment(founding);
    const leader = speakersOf(building)[0];
    if (leader)
      desks.ask("secretary", "people.givePost", {
        post: "buildingLeader",
        buildingId: building.id,
        residentId: leader.id,
        fromDate,
      });
    const unit = building.homes[0]?.unit;
    const unitLeader = chance.isLucky(0.6) ? speakersOf(building).find(({ home }) => home.unit === unit) : undefined;
    if (unit && unitLeader)
      desks.ask("secretary", "people.givePost", {
        post: "unitLeader",
        unitId: unit.id,
        residentId: unitLeader.id,
        fromDate,
      });
  }
};

/** Who in a building has the time and the standing to speak for it: party members first, then by age. */
export const speakersOf = (building: BuildingPlace): Person[] =>
  building.homes
    .flatMap(({ persons }) => persons)
    .filter(({ birthDate, movedOutDate }) => movedOutDate === null && birthDate > "1946" && birthDate < "1975")
    .sort(
      (a, b) =>
        Number(b.partyMember === "registered") - Number(a.partyMember === "registered") ||
        (a.birthDate < b.birthDate ? -1 : 1),
    );

export const centreName = `${communityName}党群服务中心`;
