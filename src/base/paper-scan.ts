import { folded } from "./folded-text.ts";
import { type NameIndex, namesIn } from "./names-in-text.ts";
import { numbersIn, withoutHarmless } from "./personal-numbers.ts";
import { roomsIn } from "./rooms.ts";

export type PersonalDataFinding = {
  kind: "mobile" | "landline" | "idNumber" | "name" | "room" | "bankCard";
  text: string;
  at: number;
};

export type KnownToScan = {
  names: readonly NameIndex[];
  /** Landlines that anybody may read, such as the centre's own. */
  publicPhones: readonly string[];
};

const nothingKnown: KnownToScan = { names: [], publicPhones: [] };

const isPublic = (digits: string, publicPhones: readonly string[]): boolean =>
  publicPhones.some((phone) => {
    const own = phone.replace(/\D/g, "");
    return own.length >= 7 && (own === digits || (digits.length >= 7 && own.endsWith(digits)));
  });

const withoutExtension = (found: string): string =>
  found.replace(/(?:转|轉|分机|内线|ext|x).*$/iu, "").replace(/\D/g, "");

/**
 * What must not stand on paper for the public: telephone, ID and bank card numbers, room numbers, and the names given.
 * Numbers are found in whatever digits and however parted; days, hours, counts and hotlines are none.
 */
export const findPersonalData = (text: string, known: KnownToScan = nothingKnown): PersonalDataFinding[] => {
  const found: PersonalDataFinding[] = [];
  const add = (kind: PersonalDataFinding["kind"], { at, text: words }: { at: number; text: string }) => {
    if (!found.some((other) => other.at < at + words.length && at < other.at + other.text.length))
      found.push({ kind, text: words, at });
  };
  // 一 between digits is a dash as often as a one.
  const dashed = text.replace(/(?<=[\d０-９])一(?=[\d０-９])/g, "-");
  for (const reading of dashed === text ? [text] : [text, dashed]) {
    const { plain, written } = folded(reading);
    const writtenPart = (from: number, to: number) => {
      const { at, text: words } = written(from, to);
      return { at, text: text.slice(at, at + words.length) };
    };
    // Most of what is written holds no number, and a sheet has thousands of lines.
    if (!/[\d十百户]/.test(plain)) continue;
    let rest = plain;
    for (const { kind, from, to } of numbersIn(plain)) {
      rest = rest.slice(0, from) + "Z".repeat(to - from) + rest.slice(to);
      if (kind === "landline" && isPublic(withoutExtension(plain.slice(from, to)), known.publicPhones)) continue;
      add(kind, writtenPart(from, to));
    }
    for (const { from, to } of roomsIn(withoutHarmless(rest))) add("room", writtenPart(from, to));
  }
  for (const name of namesIn(text, known.names)) found.push({ kind: "name", ...name });
  return found.sort((a, b) => a.at - b.at);
};
