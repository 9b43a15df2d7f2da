import type { Instant } from "#base/dates.ts";
import { namePieces, phonePieces, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Job } from "#core/jobs.ts";
import { endPendingJob, type PendingJob } from "#core/pending-jobs.ts";
import { index, searchIds, unindex } from "#core/search.ts";
import { placeCode, placeKeyOf, typedPlace } from "../rules.ts";
import type { KeptOrganisation } from "./organisation-store.ts";
import { findNamedPlace, lowestId, type NamedPlace, namedPlacesOf } from "./place-store.ts";
import { setPlaceKey } from "./resident-store.ts";

export type PlaceKind = "estate" | "building" | "unit" | "household";

/** The closing letter lets a whole code be asked for, while a longer one still begins with it. */
const codeToken = (code: string) => (code === "" ? "" : `${code}z`);

const addressPieces = (place: NamedPlace): string => `${textPieces(place.label)} ${codeToken(placeCode(place))}`;

const placePieces = (place: NamedPlace): string => `${namePieces(place.estateName)} ${addressPieces(place)}`;

export const indexPlace = (db: WritableDatabase, kind: PlaceKind, place: NamedPlace, now: Instant): void => {
  const subjectId = lowestId(place);
  if (subjectId === null) return;
  // An unnamed unit is its building: two choices that read alike would only puzzle.
  if (kind === "unit" && place.unitName === "") unindex(db, subjectId);
  else index(db, { kind, subjectId, sortAt: now, isConfidential: false, pieces: placePieces(place) });
};

const writeResident = (
  db: WritableDatabase,
  resident: { id: string; name: string; phone: string },
  place: NamedPlace | undefined,
  now: Instant,
): void =>
  index(db, {
    kind: "resident",
    subjectId: resident.id,
    sortAt: now,
    isConfidential: false,
    pieces: `${namePieces(resident.name)} ${phonePieces(resident.phone)} ${place ? addressPieces(place) : ""}`,
  });

export const indexResident = (
  db: WritableDatabase,
  resident: { id: string; name: string; phone: string; householdId: string | null },
  now: Instant,
): void =>
  writeResident(
    db,
    resident,
    resident.householdId === null ? undefined : findNamedPlace(db, { householdId: resident.householdId }),
    now,
  );

export const indexOrganisation = (
  db: WritableDatabase,
  organisation: Pick<KeptOrganisation, "id" | "name" | "phone">,
  now: Instant,
): void =>
  index(db, {
    kind: "organisation",
    subjectId: organisation.id,
    sortAt: now,
    isConfidential: false,
    pieces: `${namePieces(organisation.name)} ${phonePieces(organisation.phone)}`,
  });

export const indexContact = (
  db: WritableDatabase,
  contact: { id: string; name: string; post: string; phone: string; organisationName: string },
  now: Instant,
): void =>
  index(db, {
    kind: "contact",
    subjectId: contact.id,
    sortAt: now,
    isConfidential: false,
    pieces: [
      namePieces(contact.name),
      textPieces(contact.post),
      phonePieces(contact.phone),
      textPieces(contact.organisationName),
    ].join(" "),
  });

/** Everything that was typed, an address in it read as one: `张 3-2-501`, `幸福3号楼`. */
export const searchTyped = (db: ReadableDatabase, kind: string, typed: string, limit: number): string[] => {
  const ask = (text: string) => searchIds(db, { typed: text, kind, limit, withConfidential: false });
  const { code, rest } = typedPlace(typed);
  if (code === "") return ask(typed);
  const found = new Set([...ask(`${rest} ${codeToken(code)}`), ...ask(`${rest} ${code}`)]);
  return found.size > 0 ? [...found].slice(0, limit) : ask(typed);
};

/** Records in the order in which the search found them. */
export const inOrder = <R>(ids: readonly string[], byId: ReadonlyMap<string, R>): R[] =>
  ids.map((id) => byId.get(id)).filter((row) => row !== undefined);

/** Writes again what the search and the lists know of one household and of who lives there. */
const refreshHousehold = (db: WritableDatabase, place: NamedPlace, now: Instant): void => {
  const householdId = place.householdId ?? "";
  indexPlace(db, "household", place, now);
  setPlaceKey(db, householdId, placeKeyOf({ ...place, estateId: place.estateId ?? "" }));
  const residents = db.all<{ id: string; name: string; phone: string }>(
    "SELECT id, name, phone FROM residents WHERE householdId = :householdId",
    { householdId },
  );
  for (const resident of residents) writeResident(db, resident, place, now);
};

/** After a new name: the place itself and all that lies in it, as far as a building. */
export const refreshPlace = (
  db: WritableDatabase,
  at: { buildingId: string } | { unitId: string } | { householdId: string },
  now: Instant,
): void => {
  if ("buildingId" in at) {
    const place = findNamedPlace(db, at);
    if (place) indexPlace(db, "building", place, now);
    const units = db.all<{ unitId: string }>("SELECT id AS unitId FROM units WHERE buildingId = :buildingId", at);
    for (const { unitId } of units) refreshPlace(db, { unitId }, now);
  } else if ("unitId" in at) {
    const place = findNamedPlace(db, at);
    if (place) indexPlace(db, "unit", place, now);
    const households = db.all<{ householdId: string }>(
      "SELECT id AS householdId FROM households WHERE unitId = :unitId",
      at,
    );
    for (const found of namedPlacesOf(db, households)) if (found) refreshHousehold(db, found, now);
  } else {
    const place = findNamedPlace(db, at);
    if (place) refreshHousehold(db, place, now);
  }
};

export const refreshEstateName = "people.refreshEstate";

/** The same for an estate, a few units in each slice; one that is killed begins anew at the next start. */
export const refreshEstateJob = ({ id, subjectId: estateId }: PendingJob): Job => {
  let units: string[] | undefined;
  let done = 0;
  return {
    name: refreshEstateName,
    step: ({ db, now, isTimeUp }, tell) => {
      if (!units) {
        const place = findNamedPlace(db, { estateId });
        if (place) indexPlace(db, "estate", place, now);
        const buildings = db.all<{ buildingId: string }>(
          "SELECT id AS buildingId FROM buildings WHERE estateId = :estateId",
          { estateId },
        );
        for (const found of namedPlacesOf(db, buildings)) if (found) indexPlace(db, "building", found, now);
        units = db
          .all<{ id: string }>(
            "SELECT u.id FROM units u JOIN buildings b ON b.id = u.buildingId WHERE b.estateId = :estateId",
            { estateId },
          )
          .map(({ id }) => id);
      }
      while (done < units.length && !isTimeUp()) {
        const unitId = units[done];
        if (unitId) refreshPlace(db, { unitId }, now);
        done += 1;
      }
      tell({ done, total: units.length, note: "更新地址" });
      if (done < units.length) return "more";
      endPendingJob(db, id);
      return "done";
    },
  };
};
