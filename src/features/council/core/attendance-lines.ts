import type { ReadableDatabase } from "#core/database.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import type { Attendance } from "../meeting-people-contract.ts";
import type { KeptAttendance } from "./attendance-store.ts";

/** Those on the list with their names, posts and homes. */
export const attendanceLines = (db: ReadableDatabase, rows: readonly KeptAttendance[]): Attendance[] => {
  const residents = residentsById(
    db,
    rows.flatMap((row) => row.residentId ?? []),
  );
  const contacts = contactsById(
    db,
    rows.flatMap((row) => row.contactId ?? []),
  );
  const homes = placeLabelsOf(
    db,
    rows.map(({ id, householdId }) => ({ id, householdId })),
  );
  return rows.map((row) => {
    const contact = row.contactId === null ? undefined : contacts.get(row.contactId);
    const resident = row.residentId === null ? undefined : residents.get(row.residentId);
    return {
      ...row,
      name: contact?.name ?? resident?.name ?? row.name,
      detail: contact
        ? [contact.organisationName, contact.post].filter((part) => part !== "").join(" ")
        : resident
          ? "居民"
          : "",
      home: homes.get(row.id) ?? row.address,
    };
  });
};
