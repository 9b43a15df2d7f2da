import type { ReadableDatabase } from "#core/database.ts";
import { countsOf, wasHere } from "../meeting-seats.ts";
import { attendancesOf, proxiesOf } from "./attendance-store.ts";
import type { KeptMeeting } from "./meeting-store.ts";

type Meeting = Pick<KeptMeeting, "id" | "entitledBy" | "entitledCount">;

/** Who is asked, who may vote, and who votes for whom. */
export const listOf = (db: ReadableDatabase, { id, entitledBy, entitledCount }: Meeting) => ({
  entitledBy,
  typedCount: entitledCount,
  people: attendancesOf(db, id),
  proxies: proxiesOf(db, id),
});

/** Who is there is counted by the program, whatever the desk types. */
export const countsNow = (db: ReadableDatabase, meeting: Meeting) => countsOf(listOf(db, meeting));

/** The same of everybody who was there at some time. */
export const countsEver = (db: ReadableDatabase, meeting: Meeting) => countsOf(listOf(db, meeting), wasHere);
