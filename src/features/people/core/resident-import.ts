import { type Day, dayOf } from "#base/dates.ts";
import { withoutPhones } from "#base/privacy.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { deleteEventsOf, hasEventsBeside, insertEvent } from "#core/events.ts";
import { isStillReferenced } from "#core/import-back.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  momentOf,
  textOf,
} from "#core/import-kind.ts";
import { unindex } from "#core/search.ts";
import { buildingNameOf, residentProblem, roomOf, unitNameOf } from "../rules.ts";
import { findOrMakePlace } from "./place-operations.ts";
import { residentChoices, residentShape } from "./resident-import-columns.ts";
import * as back from "./resident-import-store.ts";
import {
  type Audience,
  type AudienceTag,
  audienceTagsOf,
  insertResident,
  type KeptResident,
  setAudienceTags,
} from "./resident-store.ts";
import { indexResident } from "./search-entries.ts";

type Person = Omit<KeptResident, "id" | "householdId" | "movedOutDate" | "erasedAt" | "createdAt" | "version">;

const partyMemberOf = (row: ImportedRow, choices: ImportContext["choices"]): KeptResident["partyMember"] => {
  const said = textOf(row, "partyMember");
  const kind = said === "unsaid" ? (choices.partyMember ?? "none") : said;
  return kind === "" || kind === "none" ? null : (kind as KeptResident["partyMember"]);
};

const personOf = (row: ImportedRow, choices: ImportContext["choices"]): Person => ({
  name: textOf(row, "name"),
  gender: (textOf(row, "gender") || null) as KeptResident["gender"],
  birthDate: momentOf(row, "birthDate"),
  phone: textOf(row, "phone"),
  relation: textOf(row, "relation"),
  partyMember: partyMemberOf(row, choices),
  note: textOf(row, "note"),
});

const tagsOf = (row: ImportedRow, source: string, sinceDate: Day): AudienceTag[] => {
  const audiences = row.values.audiences;
  return Array.isArray(audiences)
    ? audiences.map((audience) => ({ audience: audience as Audience, source, sinceDate }))
    : [];
};

type Address = { estateName: string; buildingName: string; unitName: string; room: string };

/** Null where the row names no home. */
const addressOf = (row: ImportedRow, estate: string): Address | null => {
  const building = textOf(row, "building");
  if (building === "") return null;
  return {
    estateName: textOf(row, "estate") || estate,
    buildingName: buildingNameOf(building),
    unitName: unitNameOf(textOf(row, "unit")),
    room: roomOf(textOf(row, "room")),
  };
};

/** What a row says differently from what is kept; an empty cell says nothing. */
const differenceTo = (kept: ReturnType<typeof back.residentsNamed>[number], person: Person): string | undefined => {
  if (kept.movedOutDate !== null) return "已登记为迁出";
  const pairs = [
    ["电话", kept.phone, person.phone],
    ["出生日期", kept.birthDate, person.birthDate],
    ["性别", kept.gender, person.gender],
  ] as const;
  const differing = pairs.filter(([, before, after]) => before && after && before !== after).map(([label]) => label);
  return differing.length === 0 ? undefined : `${differing.join("、")}不同，没有覆盖`;
};

/** Within a household a name is one person. Without one only the same phone or birth date tells. */
const isSamePerson = (kept: Pick<Person, "phone" | "birthDate">, person: Person): boolean =>
  kept.phone === person.phone && kept.birthDate === person.birthDate;

const outcomeIfKnown = (
  db: ReadableDatabase,
  person: Person,
  householdId: string | null,
): ImportOutcome | undefined => {
  const named = back.residentsNamed(db, person.name, householdId);
  if (householdId === null) return named.some((kept) => isSamePerson(kept, person)) ? "known" : undefined;
  const [kept] = named;
  if (!kept) return undefined;
  const difference = differenceTo(kept, person);
  return difference === undefined ? "known" : { refused: `这一户已有${person.name}，${difference}` };
};

const writeResident = (row: ImportedRow, context: ImportContext): ImportOutcome => {
  const { db, now, importId, accountId, choices, newId } = context;
  const person = personOf(row, choices);
  const audienceTags = tagsOf(row, choices.audienceSource ?? "", dayOf(now));
  const problem = residentProblem({ ...person, audienceTags }, dayOf(now));
  if (problem) return { refused: problem.message };
  const address = addressOf(row, choices.estate ?? "");
  if (address?.estateName === "") return { refused: "没有小区；可以在导入时给全表定一个小区" };
  const householdId = address ? (findOrMakePlace({ db, now, newId, importId }, address).householdId ?? null) : null;
  const known = outcomeIfKnown(db, person, householdId);
  if (known) return known;
  const id = newId();
  insertResident(db, { ...person, id, householdId, createdAt: now, importId });
  setAudienceTags(db, id, audienceTags);
  indexResident(db, { ...person, id, householdId }, now);
  const { phone } = row.said;
  const reason = [
    `名册第 ${row.number} 行`,
    ...(phone === undefined ? [] : [`电话原文：${withoutPhones(phone)}`]),
  ].join("；");
  insertEvent(db, { of: "resident", id, kind: "imported", reason }, now, accountId);
  return "taken";
};

const forget = (db: WritableDatabase, kind: string, id: string): void => {
  unindex(db, id);
  deleteEventsOf(db, kind, id);
};

const isWorkedOn = (db: ReadableDatabase, id: string, version: number): boolean =>
  version > 1 || hasEventsBeside(db, "resident", id, "imported");

const takeResidentsBack = (db: WritableDatabase, importId: string, limit: number): number => {
  const residents = back.residentsOfImport(db, importId, limit);
  for (const { id, version } of residents) {
    const tags = audienceTagsOf(db, id);
    if (!isWorkedOn(db, id, version)) setAudienceTags(db, id, []);
    if (isWorkedOn(db, id, version) || isStillReferenced(() => back.deleteResident(db, id))) {
      setAudienceTags(db, id, tags);
      back.keepResident(db, id);
    } else forget(db, "resident", id);
  }
  return residents.length;
};

/** A unit, a building or an estate that the import made goes along where nobody changed it and nothing is left in it. */
const takeLadderBack = (db: WritableDatabase, importId: string, unitId: string): void => {
  const ladder = back.ladderOf(db, unitId);
  if (!ladder) return;
  const steps = [
    [ladder.unitId, back.deleteUnit],
    [ladder.buildingId, back.deleteBuilding],
    [ladder.estateId, back.deleteEstate],
  ] as const;
  for (const [id, remove] of steps) {
    let isGone = false;
    const isHeld = isStillReferenced(() => {
      isGone = remove(db, { id, importId });
    });
    if (isHeld || !isGone) return;
    unindex(db, id);
  }
};

const takeHouseholdsBack = (db: WritableDatabase, importId: string, limit: number): number => {
  const households = back.householdsOfImport(db, importId, limit);
  for (const { id, unitId, version } of households) {
    if (version > 1 || isStillReferenced(() => back.deleteHousehold(db, id))) {
      back.keepHousehold(db, id);
      continue;
    }
    unindex(db, id);
    takeLadderBack(db, importId, unitId);
  }
  return households.length;
};

const takeBack = (db: WritableDatabase, importId: string, limit: number): number =>
  takeResidentsBack(db, importId, limit) || takeHouseholdsBack(db, importId, limit);

export const residentImport: ImportKind = {
  kind: "residents",
  title: "居民",
  needs: "clerk",
  jobName: "people.importResidents",
  shape: residentShape,
  choices: residentChoices,
  begin: () => ({ write: writeResident }),
  takeBack,
};
