import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { organisationKinds } from "../organisation-contract.ts";

export type OrganisationKind = (typeof organisationKinds)[number];

export type KeptOrganisation = {
  id: string;
  kind: OrganisationKind;
  name: string;
  phone: string;
  address: string;
  note: string;
  isRetired: boolean;
  version: number;
};

export type KeptContact = {
  id: string;
  organisationId: string;
  organisationName: string;
  residentId: string | null;
  residentName: string;
  name: string;
  post: string;
  /** The contact's own, or else that of the resident who the contact is. */
  phone: string;
  isRetired: boolean;
  /** Neither the contact nor the organisation is retired. */
  canBeChosen: boolean;
  version: number;
};

export const organisationsById = (
  db: ReadableDatabase,
  ids: readonly string[],
): Map<string, { id: string; name: string; kind: OrganisationKind }> =>
  new Map(
    db
      .all<{ id: string; name: string; kind: OrganisationKind }>(
        "SELECT id, name, kind FROM organisations WHERE id IN (SELECT value FROM json_each(:ids))",
        { ids: JSON.stringify(ids) },
      )
      .map((row) => [row.id, row]),
  );

const organisationColumns = "o.id, o.kind, o.name, o.phone, o.address, o.note, o.isRetired, o.version";

export const organisationsOf = (
  db: ReadableDatabase,
  withRetired: boolean,
): (KeptOrganisation & { contactCount: number })[] =>
  db.all(
    `SELECT ${organisationColumns},
       (SELECT count(*) FROM contacts c WHERE c.organisationId = o.id AND c.isRetired = 0) AS contactCount
     FROM organisations o WHERE o.isRetired = 0 OR :withRetired = 1 ORDER BY o.isRetired,
       instr('community subdistrict department property ownersCommittee partner merchant social', o.kind), o.name`,
    { withRetired },
  );

export const organisationRows = (db: ReadableDatabase, ids: readonly string[]): KeptOrganisation[] =>
  db.all(
    `SELECT ${organisationColumns} FROM organisations o WHERE o.id IN (SELECT value FROM json_each(:ids))
     ORDER BY o.name`,
    { ids: JSON.stringify(ids) },
  );

export const findOrganisation = (db: ReadableDatabase, id: string): KeptOrganisation | undefined =>
  db.one(`SELECT ${organisationColumns} FROM organisations o WHERE o.id = :id`, { id });

export const organisationNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM organisations WHERE name = :name", { name })?.id;

export const insertOrganisation = (
  db: WritableDatabase,
  organisation: Omit<KeptOrganisation, "isRetired" | "version"> & { importId: string | null },
): void => {
  db.run(
    `INSERT INTO organisations (id, kind, name, phone, address, note, isRetired, importId, version)
     VALUES (:id, :kind, :name, :phone, :address, :note, 0, :importId, 1)`,
    organisation,
  );
};

/** An absent phone stays. False when someone else saved first. */
export const updateOrganisation = (
  db: WritableDatabase,
  organisation: Omit<KeptOrganisation, "phone"> & { phone?: string | undefined },
): boolean =>
  db.run(
    `UPDATE organisations SET kind = :kind, name = :name, phone = coalesce(:phone, phone), address = :address,
       note = :note, isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    { ...organisation, phone: organisation.phone },
  ) === 1;

const contactSelect = `SELECT c.id, c.organisationId, o.name AS organisationName, c.residentId,
    coalesce(r.name, '') AS residentName, c.name, c.post,
    CASE WHEN c.phone = '' THEN coalesce(r.phone, '') ELSE c.phone END AS phone, c.isRetired, (c.isRetired = 0 AND o.isRetired = 0) AS canBeChosen, c.version
  FROM contacts c JOIN organisations o ON o.id = c.organisationId LEFT JOIN residents r ON r.id = c.residentId`;

export const contactRowsById = (db: ReadableDatabase, ids: readonly string[]): Map<string, KeptContact> =>
  new Map(
    db
      .all<KeptContact>(`${contactSelect} WHERE c.id IN (SELECT value FROM json_each(:ids))`, {
        ids: JSON.stringify(ids),
      })
      .map((row) => [row.id, row]),
  );

export const contactsById = (
  db: ReadableDatabase,
  ids: readonly string[],
): Map<
  string,
  { id: string; name: string; post: string; phone: string; organisationId: string; organisationName: string }
> => contactRowsById(db, ids);

export const findContact = (db: ReadableDatabase, id: string): KeptContact | undefined =>
  db.one(`${contactSelect} WHERE c.id = :id`, { id });

export const contactsOf = (db: ReadableDatabase, organisationId: string, withRetired: boolean): KeptContact[] =>
  db.all(
    `${contactSelect} WHERE c.organisationId = :organisationId AND (c.isRetired = 0 OR :withRetired = 1)
     ORDER BY c.isRetired, c.name, c.id`,
    { organisationId, withRetired },
  );

/** The first contacts that can be chosen, unit by unit. */
export const firstContacts = (db: ReadableDatabase, limit: number): KeptContact[] =>
  db.all(`${contactSelect} WHERE c.isRetired = 0 AND o.isRetired = 0 ORDER BY o.name, c.name, c.id LIMIT :limit`, {
    limit,
  });

export const insertContact = (
  db: WritableDatabase,
  contact: Pick<KeptContact, "id" | "organisationId" | "residentId" | "name" | "post" | "phone"> & {
    importId?: string | undefined;
  },
): void => {
  db.run(
    `INSERT INTO contacts (id, organisationId, residentId, name, post, phone, isRetired, importId, version)
     VALUES (:id, :organisationId, :residentId, :name, :post, :phone, 0, :importId, 1)`,
    { ...contact, importId: contact.importId },
  );
};

/** An absent phone stays. False when someone else saved first. */
export const updateContact = (
  db: WritableDatabase,
  contact: Pick<KeptContact, "id" | "residentId" | "name" | "post" | "isRetired" | "version"> & {
    phone?: string | undefined;
  },
): boolean =>
  db.run(
    `UPDATE contacts SET residentId = :residentId, name = :name, post = :post, phone = coalesce(:phone, phone),
       isRetired = :isRetired, version = version + 1
     WHERE id = :id AND version = :version`,
    { ...contact, phone: contact.phone },
  ) === 1;
