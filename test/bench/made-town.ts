import type { Chance } from "#app/demo/chance.ts";
import { type Instant, instantOf } from "#base/dates.ts";
import { uuidV7 } from "#base/ids.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { insertEvent } from "#core/events.ts";
import * as grids from "#features/people/core/grid-store.ts";
import * as organisations from "#features/people/core/organisation-store.ts";
import * as places from "#features/people/core/place-store.ts";
import * as residents from "#features/people/core/resident-store.ts";
import {
  indexContact,
  indexOrganisation,
  indexPlace,
  indexResident,
  type PlaceKind,
} from "#features/people/core/search-entries.ts";
import { organisationKinds } from "#features/people/organisation-contract.ts";
import { audiences, partyMemberKinds } from "#features/people/resident-contract.ts";
import { mobile, personName } from "./made-words.ts";

/** What a maker of rows needs at hand. */
export type Making = { db: WritableDatabase; chance: Chance; newId(atMs: number): string };

export const makingOf = (db: WritableDatabase, chance: Chance): Making => ({
  db,
  chance,
  newId: (atMs) => uuidV7(atMs, chance.bytes),
});

const estateNames = ["幸福小区", "花园里", "春江苑", "向阳新村", "和平家园", "书香门第"];
const buildingsPerEstate = 10;
const unitsPerBuilding = 3;
const householdsPerUnit = 25;
const gridCount = 9;

const makePlaces = ({ db, chance, newId }: Making, atMs: number, at: Instant): void => {
  const index = (kind: PlaceKind, where: places.PlaceAt) => {
    const place = places.findNamedPlace(db, where);
    if (place) indexPlace(db, kind, place, at);
  };
  const gridIds = Array.from({ length: gridCount }, (_, number) => {
    const id = newId(atMs);
    grids.insertGrid(db, { id, name: `第${"一二三四五六七八九"[number]}网格`, note: "" });
    return id;
  });
  for (const name of estateNames) {
    const estateId = newId(atMs);
    places.insertEstate(db, { id: estateId, name, note: "" });
    index("estate", { estateId });
    for (let building = 1; building <= buildingsPerEstate; building += 1) {
      const buildingId = newId(atMs);
      places.insertBuilding(db, { id: buildingId, estateId, gridId: chance.pick(gridIds), name: `${building}号楼` });
      index("building", { buildingId });
      for (let unit = 1; unit <= unitsPerBuilding; unit += 1) {
        const unitId = newId(atMs);
        places.insertUnit(db, { id: unitId, buildingId, name: `${unit}单元` });
        index("unit", { unitId });
        for (let home = 0; home < householdsPerUnit; home += 1) {
          const householdId = newId(atMs);
          const room = `${1 + Math.floor(home / 2)}0${1 + (home % 2)}`;
          places.insertHousehold(db, { id: householdId, unitId, room, note: "", importId: null });
          index("household", { householdId });
        }
      }
    }
  }
};

const makeResidents = ({ db, chance, newId }: Making, atMs: number, at: Instant): void => {
  const households = db.all<{ id: string }>("SELECT id FROM households ORDER BY id");
  for (const { id: householdId } of households) {
    const memberCount = chance.int(1, 4);
    for (let member = 0; member < memberCount; member += 1) {
      const id = newId(atMs);
      const resident = {
        id,
        name: personName(chance),
        gender: chance.pick(["male", "female"] as const),
        birthDate: `${chance.int(1935, 2019)}-0${chance.int(1, 9)}-1${chance.int(0, 9)}`,
        phone: chance.isLucky(0.8) ? mobile(chance) : "",
        householdId,
        relation: member === 0 ? "户主" : chance.pick(["配偶", "子女", "父母"]),
        partyMember: chance.isLucky(0.06) ? chance.pick(partyMemberKinds) : null,
        note: "",
        createdAt: at,
      };
      residents.insertResident(db, { ...resident, importId: null });
      indexResident(db, resident, at);
      if (chance.isLucky(0.2))
        residents.setAudienceTags(db, id, [
          { audience: chance.pick(audiences), source: "户籍", sinceDate: "2019-03-08" },
        ]);
      insertEvent(db, { of: "resident", id, kind: "added" }, at, null);
      if (chance.isLucky(0.3)) {
        const changes = [{ field: "note", before: "", after: "常住" }];
        insertEvent(db, { of: "resident", id, kind: "changed", details: { changes } }, at, null);
      }
    }
  }
};

const makeOrganisations = ({ db, chance, newId }: Making, atMs: number, at: Instant): void => {
  for (let number = 0; number < 24; number += 1) {
    const organisation = {
      id: newId(atMs),
      kind: organisationKinds[number % organisationKinds.length] ?? "social",
      name: `${estateNames[number % estateNames.length]}${["物业", "商户", "志愿队", "办公室"][number % 4]}${number + 1}`,
      phone: mobile(chance),
      address: "",
      note: "",
    };
    organisations.insertOrganisation(db, { ...organisation, importId: null });
    indexOrganisation(db, organisation, at);
    for (const post of ["经理", "维修主管", "联络员"]) {
      const contact = { id: newId(atMs), organisationId: organisation.id, residentId: null, name: personName(chance) };
      const reached = { ...contact, post, phone: mobile(chance) };
      organisations.insertContact(db, reached);
      indexContact(db, { ...reached, organisationName: organisation.name }, at);
    }
  }
};

const makePosts = ({ db, chance, newId }: Making, atMs: number): void => {
  const contactIds = db.all<{ id: string }>("SELECT id FROM contacts ORDER BY id").map(({ id }) => id);
  const residentIds = db.all<{ id: string }>("SELECT id FROM residents ORDER BY id LIMIT 500").map(({ id }) => id);
  const nowhere = { gridId: null, buildingId: null, unitId: null };
  const fromDate = "2020-01-01";
  for (const { id: gridId } of db.all<{ id: string }>("SELECT id FROM grids ORDER BY id"))
    for (const post of ["gridLeader", "gridWorker", "gridWorker"] as const)
      grids.insertPost(db, {
        ...nowhere,
        id: newId(atMs),
        post,
        gridId,
        contactId: chance.pick(contactIds),
        residentId: null,
        fromDate,
      });
  for (const { id: buildingId } of db.all<{ id: string }>("SELECT id FROM buildings ORDER BY id"))
    grids.insertPost(db, {
      ...nowhere,
      id: newId(atMs),
      post: "buildingLeader",
      buildingId,
      contactId: null,
      residentId: chance.pick(residentIds),
      fromDate,
    });
};

/** The community that brings the appeals: the same people and homes, however many appeals follow. */
export const makeTown = (making: Making, atMs: number): void => {
  const at = instantOf(atMs);
  makePlaces(making, atMs, at);
  makeResidents(making, atMs, at);
  makeOrganisations(making, atMs, at);
  makePosts(making, atMs);
};

export type Home = {
  residentId: string;
  name: string;
  phone: string;
  householdId: string;
  unitId: string;
  buildingId: string;
  estateId: string;
  gridId: string;
  label: string;
};

export type Town = {
  homes: Home[];
  units: { leadOrganisationId: string; responsibleId: string }[];
  categoryCodes: string[];
};

export const townOf = (db: ReadableDatabase): Town => ({
  homes: db.all<Home>(
    `SELECT r.id AS residentId, r.name, r.phone, h.id AS householdId, u.id AS unitId, b.id AS buildingId,
       e.id AS estateId, b.gridId, e.name || b.name || u.name || h.room || '室' AS label
     FROM residents r JOIN households h ON h.id = r.householdId JOIN units u ON u.id = h.unitId
     JOIN buildings b ON b.id = u.buildingId JOIN estates e ON e.id = b.estateId ORDER BY r.id`,
  ),
  units: db.all("SELECT organisationId AS leadOrganisationId, id AS responsibleId FROM contacts ORDER BY id"),
  categoryCodes: db.all<{ code: string }>("SELECT code FROM categories ORDER BY code").map(({ code }) => code),
});
