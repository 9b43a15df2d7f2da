import type { ReadableDatabase } from "#core/database.ts";

/** Every resident's and contact's name, for the scan of paper that goes to the public. */
export const knownNames = (db: ReadableDatabase): string[] =>
  db
    .all<{ name: string }>("SELECT name FROM residents UNION SELECT name FROM contacts ORDER BY name")
    .map(({ name }) => name);

/** The telephones of units, which are there to be called. */
export const unitPhones = (db: ReadableDatabase): string[] =>
  db.all<{ phone: string }>("SELECT phone FROM organisations WHERE phone <> ''").map(({ phone }) => phone);
