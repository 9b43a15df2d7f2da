import type { Day } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { emptyEvents } from "#core/events.ts";
import { unindex } from "#core/search.ts";
import type { eraseContract } from "../erase-contract.ts";
import { dropDraftsWith, holdsPost, unitsSpokenFor } from "./erase-store.ts";
import { eraseResident, findResident, type KeptResident } from "./resident-store.ts";

type Erasing = Pick<AnyCommandContext, "db" | "now" | "today">;

/** What erasing a person means in a slice. */
export type ErasePart = {
  /** Why they still have to be known, each a sentence for the desk. */
  stillNeeded(db: ReadableDatabase, residentId: string, today: Day): string[];
  /** Empties what the slice wrote down of them; answers with its records that are theirs, by the kind of their events. */
  erase(context: Erasing, resident: KeptResident): Record<string, string[]>;
};

const inPosts = (db: ReadableDatabase, residentId: string, today: Day): string[] => [
  ...(holdsPost(db, residentId, today) ? ["还在担任网格、楼栋或单元的职务，请先写明卸任"] : []),
  ...unitsSpokenFor(db, residentId).map((name) => `还是“${name}”的联系人，请先停用`),
];

const stillNeededBy = (parts: readonly ErasePart[], db: ReadableDatabase, residentId: string, today: Day): string[] => [
  ...inPosts(db, residentId, today),
  ...parts.flatMap((part) => part.stillNeeded(db, residentId, today)),
];

/** The slices to the right say what is theirs. */
export const eraseOperations = (parts: readonly ErasePart[]): Handlers<typeof eraseContract> => ({
  "people.eraseCheck": ({ db, today, refuse }, { id }) => {
    if (findResident(db, id)?.erasedAt !== null) throw refuse("NotFound");
    return { stillNeeded: stillNeededBy(parts, db, id, today) };
  },

  "people.eraseResident": (context, { id, version, reason }) => {
    const { db, now, today, refuse, addEvent, forget } = context;
    const resident = findResident(db, id);
    if (!resident || resident.erasedAt !== null) throw refuse("NotFound");
    const stillNeeded = stillNeededBy(parts, db, id, today);
    if (stillNeeded.length > 0) throw refuse("PersonStillNeeded", { stillNeeded });
    if (!eraseResident(db, { id, version, erasedAt: now, today })) throw refuse("Conflict");
    // After the register: what a slice writes anew, as its search, must not take the name from there again.
    const records = parts.flatMap((part) => Object.entries(part.erase(context, resident)));
    unindex(db, id);
    for (const [of, ids] of [["resident", [id]] as const, ...records]) emptyEvents(db, of, ids);
    const words = [id, resident.phone].filter((word) => word !== "");
    for (const word of words) dropDraftsWith(db, word);
    forget({ subjectIds: [id, ...records.flatMap(([, ids]) => ids)], words });
    addEvent({ of: "resident", id, kind: "erased", reason });
    return { id, version: version + 1 };
  },
});
