import type { ReadableDatabase } from "#core/database.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { RoundLine } from "../round-contract.ts";
import { personNames } from "./person-names.ts";
import type { KeptRound } from "./round-store.ts";

const walkerOf = ({ walkerContactId, walkerResidentId }: KeptRound) => ({
  contactId: walkerContactId,
  residentId: walkerResidentId,
});

/** Rounds with who went: whoever wrote it down, where nobody else is named. */
export const roundLines = (db: ReadableDatabase, rounds: readonly KeptRound[]): RoundLine[] => {
  const nameOf = personNames(db, rounds.map(walkerOf));
  const accounts = accountNames(db);
  return rounds.map((round) => {
    const recordedByName = accounts.get(round.recordedBy) ?? "";
    return {
      ...round,
      walkerName: nameOf(walkerOf(round)) || recordedByName,
      recordedByName,
      mendedByName: accounts.get(round.mendedBy ?? "") ?? "",
    };
  });
};
