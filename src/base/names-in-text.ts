/** Names to be looked for, by length: thousands of them are not tried one by one. */
export type NameIndex = { known: ReadonlySet<string>; lengths: readonly number[] };

/** What people put between the parts of a name. */
const gap = /[\s\p{Cc}\p{Cf}\p{M}·•・‧.]/u;

const tight = (name: string): string =>
  /^[\u4E00-\u9FFF]+$/.test(name) ? name : [...name.normalize("NFKC")].filter((char) => !gap.test(char)).join("");

export const nameIndex = (names: readonly string[]): NameIndex => {
  const known = new Set(names.map(tight).filter((name) => [...name].length >= 2));
  return { known, lengths: [...new Set([...known].map((name) => name.length))].sort((a, b) => b - a) };
};

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** Where the words of a text begin and end, counted only once a name of two characters is in it. */
const wordBounds = (text: string) => {
  let bounds: { from: number; to: number }[] | undefined;
  return (at: number) => {
    bounds ??= [...words.segment(text)].map(({ index, segment }) => ({ from: index, to: index + segment.length }));
    return bounds.find(({ from, to }) => from <= at && at < to) ?? { from: at, to: at + 1 };
  };
};

/**
 * Where the names stand, spaced out or not. Two characters that merely meet in other words are nobody's name: those
 * inside a longer word, and those that cut a word on both sides (提高明显 does not name 高明).
 */
export const namesIn = (text: string, indexes: readonly NameIndex[]): { at: number; text: string }[] => {
  const lengths = [...new Set(indexes.flatMap((index) => index.lengths))].sort((a, b) => b - a);
  if (lengths.length === 0) return [];
  const chars: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let position = 0;
  for (const sign of text) {
    // Nearly all of a text is plain characters, which are what they are.
    if (/[\u4E00-\u9FFF]/.test(sign)) {
      chars.push(sign);
      starts.push(position);
      ends.push(position + 1);
    } else if (!gap.test(sign))
      for (const unit of sign.normalize("NFKC")) {
        for (let half = 0; half < unit.length; half += 1) {
          chars.push(unit[half] ?? "");
          starts.push(position);
          ends.push(position + sign.length);
        }
      }
    position += sign.length;
  }
  const plain = chars.join("");
  const wordAt = wordBounds(plain);
  const isByChance = (from: number, to: number): boolean => {
    if (to - from > 2) return false;
    const first = wordAt(from);
    const last = wordAt(to - 1);
    if (first.from === last.from) return first.from < from || last.to > to;
    return first.from < from && last.to > to;
  };
  const found: { at: number; text: string }[] = [];
  for (let from = 0; from < plain.length; from += 1)
    for (const length of lengths) {
      const part = plain.slice(from, from + length);
      if (part.length < length || !indexes.some(({ known }) => known.has(part))) continue;
      const at = starts[from] ?? 0;
      const isWritten = text.slice(at, ends[from + length - 1]);
      const isApart = [...isWritten].length > [...part].length;
      if (!isApart && isByChance(from, from + length)) continue;
      found.push({ at, text: isWritten });
      from += length - 1;
      break;
    }
  return found;
};
