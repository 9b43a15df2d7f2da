import type { ErasePart } from "#features/people/core/erase-operations.ts";

/** A station keeps no more of a person than that they keep it. */
export const stationsErasePart: ErasePart = {
  stillNeeded: (db, residentId) =>
    db
      .all<{ name: string }>("SELECT name FROM stations WHERE keeperResidentId = :residentId AND isRetired = 0", {
        residentId,
      })
      .map(({ name }) => `还管着“${name}”，请先换人`),
  erase: () => ({}),
};
