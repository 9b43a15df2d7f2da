import { soundOf } from "#base/search-pieces.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { findCommunity } from "#features/system/core/store.ts";
import type { CellPerson } from "../import-cells.ts";
import { findOrganisation, type KeptOrganisation, organisationNamed } from "./organisation-store.ts";

export type Holder = { contactId: string; residentId: null } | { contactId: null; residentId: string };

type Bearer = { id: string; phone: string };

const contactsNamed = (db: ReadableDatabase, name: string): (Bearer & { organisationId: string })[] =>
  db.all(
    `SELECT c.id, c.organisationId, CASE WHEN c.phone = '' THEN coalesce(r.phone, '') ELSE c.phone END AS phone
     FROM contacts c JOIN organisations o ON o.id = c.organisationId LEFT JOIN residents r ON r.id = c.residentId
     WHERE c.name = :name AND c.isRetired = 0 AND o.isRetired = 0 ORDER BY o.kind <> 'community', c.id`,
    { name },
  );

const residentsNamed = (db: ReadableDatabase, name: string): (Bearer & { buildingId: string | null })[] =>
  db.all(
    `SELECT r.id, r.phone, u.buildingId FROM residents r LEFT JOIN households h ON h.id = r.householdId
       LEFT JOIN units u ON u.id = h.unitId
     WHERE r.nameKey = :nameKey AND r.name = :name AND r.movedOutDate IS NULL AND r.mergedInto IS NULL ORDER BY r.id`,
    { nameKey: soundOf(name), name },
  );

/** Whoever bears that number as well, or else those of whom no other number is known. */
const fitting = <B extends Bearer>(bearers: readonly B[], phone: string): B[] => {
  const same = bearers.filter((bearer) => phone !== "" && bearer.phone === phone);
  return same.length > 0 ? same.slice(0, 1) : bearers.filter((bearer) => phone === "" || bearer.phone === "");
};

const ofContact = ({ id }: Bearer): Holder => ({ contactId: id, residentId: null });
const ofResident = ({ id }: Bearer): Holder => ({ contactId: null, residentId: id });

/** Where a name is borne by several, only a number tells whom the list means. */
const several = (name: string) => ({ refused: `叫${name}的登记着几位，分不清是谁，请写上电话` });

/** Where people are kept who work for the community and are not on any register yet; null where it must be made. */
export const communityUnit = (db: ReadableDatabase): KeptOrganisation | null => {
  const name = findCommunity(db)?.name ?? "";
  const own = db.one<{ id: string }>(
    "SELECT id FROM organisations WHERE kind = 'community' AND isRetired = 0 ORDER BY name <> :name, id LIMIT 1",
    { name },
  );
  return findOrganisation(db, own?.id ?? organisationNamed(db, name) ?? "") ?? null;
};

/** The person on the register whom a cell names; null where there is nobody of that name. */
export const holderNamed = (
  db: ReadableDatabase,
  { name, phone }: CellPerson,
  buildingIds: readonly string[],
): Holder | { refused: string } | null => {
  const residents = residentsNamed(db, name);
  const neighbours = fitting(
    residents.filter(({ buildingId }) => buildingId !== null && buildingIds.includes(buildingId)),
    phone,
  );
  if (neighbours.length > 1) return several(name);
  if (neighbours[0]) return ofResident(neighbours[0]);
  const contacts = fitting(contactsNamed(db, name), phone);
  if (contacts.length > 1) return several(name);
  if (contacts[0]) return ofContact(contacts[0]);
  // Elsewhere a namesake without a number is no proof against a number in the list.
  const others = phone === "" ? residents : residents.filter((resident) => resident.phone === phone);
  if (others.length > 1 && phone === "") return several(name);
  return others[0] ? ofResident(others[0]) : null;
};

/** What stands against making a contact of the community. */
export const newContactProblem = (db: ReadableDatabase, { name }: CellPerson): string | undefined => {
  const unit = communityUnit(db);
  if (unit?.isRetired) return `单位“${unit.name}”已停用，${name}无处登记；请先在“单位”里恢复`;
  return unit && contactsNamed(db, name).some(({ organisationId }) => organisationId === unit.id)
    ? `${unit.name}已有联系人${name}，电话不同，没有覆盖`
    : undefined;
};
