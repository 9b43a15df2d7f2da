import type { ReadableDatabase } from "#core/database.ts";
import { contactsById, organisationsById } from "#features/people/core/organisation-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";

type Person = { contactId: string | null; residentId: string | null };

const given = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);

/** People as they are called today; nothing where nobody is named. */
export const personNames = (db: ReadableDatabase, people: readonly Person[]): ((person: Person) => string) => {
  const contacts = contactsById(db, given(people.map(({ contactId }) => contactId)));
  const residents = residentsById(db, given(people.map(({ residentId }) => residentId)));
  return ({ contactId, residentId }) =>
    contacts.get(contactId ?? "")?.name ?? residents.get(residentId ?? "")?.name ?? "";
};

export const organisationNames = (
  db: ReadableDatabase,
  ids: readonly (string | null)[],
): ((id: string | null) => string) => {
  const units = organisationsById(db, given(ids));
  return (id) => units.get(id ?? "")?.name ?? "";
};
