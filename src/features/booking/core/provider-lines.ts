import type { ReadableDatabase } from "#core/database.ts";
import { contactsById, organisationsById } from "#features/people/core/organisation-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import type { Provider } from "../resource-contract.ts";
import type { KeptProvider } from "./resource-store.ts";

const ids = (of: readonly (string | null)[]): string[] => of.filter((id) => id !== null);

/** Providers as they are called today. */
export const providerLines = (db: ReadableDatabase, rows: readonly KeptProvider[]): Provider[] => {
  const units = organisationsById(db, ids(rows.map(({ organisationId }) => organisationId)));
  const contacts = contactsById(db, ids(rows.map(({ contactId }) => contactId)));
  const residents = residentsById(db, ids(rows.map(({ residentId }) => residentId)));
  return rows.map((row) => {
    const contact = contacts.get(row.contactId ?? "");
    const resident = residents.get(row.residentId ?? "");
    return {
      ...row,
      name: units.get(row.organisationId ?? "")?.name ?? contact?.name ?? resident?.name ?? row.name,
      detail: contact ? `${contact.organisationName} ${contact.post}`.trim() : resident ? "居民" : "",
    };
  });
};
