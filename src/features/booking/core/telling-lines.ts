import type { Day } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { TellingLine } from "../booking-contract.ts";
import { bookingLines } from "./booking-lines.ts";
import { bookingsById } from "./booking-store.ts";
import type { Telling } from "./telling-store.ts";

/** Tellings with the booking that they are of. */
export const tellingLines = (db: ReadableDatabase, open: readonly Telling[], today: Day): TellingLine[] => {
  const rows = bookingsById(
    db,
    open.map(({ bookingId }) => bookingId),
  );
  const byId = new Map(bookingLines(db, rows, today).map((line) => [line.id, line]));
  return open.flatMap(({ bookingId, blackoutId: _blackoutId, ...telling }) => {
    const booking = byId.get(bookingId);
    return booking ? [{ ...telling, booking }] : [];
  });
};
