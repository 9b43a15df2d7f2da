import type { ReadableDatabase } from "#core/database.ts";
import type { SessionWithPlaces } from "../booking-contract.ts";
import type { Session } from "../session-contract.ts";
import { countsOf } from "./booking-store.ts";

/** Sessions with how many of their places are taken. */
export const withPlaces = (db: ReadableDatabase, lines: readonly Session[]): SessionWithPlaces[] => {
  const counts = countsOf(
    db,
    lines.map(({ id }) => id),
  );
  const none = { takenCount: 0, arrivedCount: 0, waitingCount: 0, askedCount: 0 };
  return lines.map((line) => ({ ...line, ...(counts.get(line.id) ?? none) }));
};
