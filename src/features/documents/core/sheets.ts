import type { Printed } from "#base/printed.ts";
import type { CommandContext } from "#core/contexts.ts";
import { accountNames } from "#features/system/core/store.ts";
import { addPrintedSheet } from "./store.ts";

/** Records a sheet under a code of its own. */
export const addSheet = (
  { db, now, caller, random }: Pick<CommandContext<never>, "db" | "now" | "caller" | "random">,
  sheet: { kind: string; title: string; subjectIds: readonly string[] },
): Printed => {
  const kept = { ...sheet, printedAt: now, printedBy: caller.accountId };
  let code = sheetCode(random(5));
  while (!addPrintedSheet(db, { ...kept, code })) code = sheetCode(random(5));
  return { code, printedAt: now, printedByName: accountNames(db).get(caller.accountId) ?? "" };
};

/** Five letters and digits that are not mistaken for each other when read from paper. */
const sheetCode = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32]).join("");
