import type { MeetingRole } from "#features/council/meeting-people-contract.ts";
import { speakersOf } from "./found.ts";
import { dayAt } from "./office-hours.ts";
import type { OrganisationKey } from "./organisations.ts";
import { type BuildingPlace, isAdult, personsOf, type World } from "./world.ts";

export type MeetingKind = "council" | "mediation" | "partyCommittee";

/** A place at the table. */
export type Chair = { residentId: string | null; contactId: string | null; householdCount: number; role: MeetingRole };

const perEstate = 4;

/** For four buildings of each estate, one neighbour who speaks for them. */
const speakers = (world: World): Chair[] =>
  world.estates.flatMap(({ buildings }) => {
    const step = Math.max(1, Math.floor(buildings.length / perEstate));
    return buildings
      .filter((_, at) => at % step === 0)
      .slice(0, perEstate)
      .flatMap((building) => {
        const speaker = speakersOf(building)[0];
        const householdCount = building.homes.length;
        return speaker ? [{ residentId: speaker.id, contactId: null, householdCount, role: "representative" }] : [];
      });
  });

const contactsOf = (world: World, keys: readonly OrganisationKey[], role: MeetingRole): Chair[] =>
  keys.flatMap((key) => {
    const contact = world.organisations.get(key)?.contacts[0];
    return contact ? [{ residentId: null, contactId: contact.id, householdCount: 0, role }] : [];
  });

const keysOfKind = (world: World, prefix: "property:" | "owners:"): OrganisationKey[] =>
  [...world.organisations.keys()].filter((key) => key.startsWith(prefix));

/** The two homes that quarrel, and whoever lives near. */
const neighbours = (world: World, building: BuildingPlace): Chair[] => {
  const today = dayAt(world.desks.nowMs());
  return building.homes
    .flatMap((home) =>
      personsOf(home)
        .filter((person) => isAdult(person, today))
        .slice(0, 1),
    )
    .slice(0, 4)
    .map(({ id }) => ({ residentId: id, contactId: null, householdCount: 1, role: "party" }));
};

/** 应到: who has a vote, besides a standing body. */
export const votersOf = (world: World, kind: MeetingKind, buildings: readonly BuildingPlace[]): Chair[] => {
  if (kind === "partyCommittee") return [];
  const properties = contactsOf(world, keysOfKind(world, "property:"), "property");
  const owners = contactsOf(world, keysOfKind(world, "owners:"), "ownersCommittee");
  if (kind === "council") return [...speakers(world), ...properties, ...owners];
  return [
    ...buildings.slice(0, 1).flatMap((building) => neighbours(world, building)),
    ...properties.slice(0, 1).map((chair) => ({ ...chair, role: "party" as const })),
  ];
};

/** 列席: who is asked for advice. */
export const guestsOf = (world: World, kind: MeetingKind): Chair[] => {
  if (kind === "mediation") return contactsOf(world, ["mediation", "police"], "professional");
  return contactsOf(world, kind === "council" ? ["office", "police", "design"] : ["enforcement", "fire"], "guest");
};
