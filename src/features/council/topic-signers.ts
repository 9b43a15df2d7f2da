import { halfWidth } from "#base/text.ts";

export type SignedFrom = {
  id: string;
  householdId: string | null;
  /** How the home is written, on the register or as it was typed. */
  address: string;
};

/** What is left of a typed door when spaces, case and the words around the numbers do not count. */
export const doorKey = (address: string): string =>
  halfWidth(address)
    .toLowerCase()
    .replace(/[\s,，、.。\-—_/#]+/g, "|")
    .replace(/[号栋幢座]?楼|[栋幢座]|单元|[号室户]/g, "|")
    .replace(/(\p{Script=Han})(?=\d)/gu, "$1|")
    .replace(/\|+/g, "|")
    .replace(/^\||\|$/g, "");

/** One home typed two ways, shorter where the estate is left out: 3号楼2单元501 and 幸福里 3-2-501. */
const isSameDoor = (one: string, other: string): boolean => {
  if (one === "" || other === "") return false;
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  return longer === shorter || longer.endsWith(`|${shorter}`);
};

/**
 * Which of the signers count: the first of each home. Whoever gives no home counts for none. In doubt two doors are one,
 * since a rule must not be reached by a way of writing.
 */
export const countedSigners = (signers: readonly SignedFrom[]): Set<string> => {
  const counted = new Set<string>();
  const homes: { householdId: string | null; door: string }[] = [];
  for (const { id, householdId, address } of signers) {
    const door = doorKey(address);
    if (householdId === null && door === "") continue;
    const isKnown = homes.some((home) =>
      home.householdId !== null && householdId !== null
        ? home.householdId === householdId
        : isSameDoor(home.door, door),
    );
    if (isKnown) continue;
    homes.push({ householdId, door });
    counted.add(id);
  }
  return counted;
};
