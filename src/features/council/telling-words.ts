/** 3号楼, 二单元, 501室: where something is, and not what it is. */
const placeParts = /[0-9一二三四五六七八九十]+\s*(?:号楼|号院|栋|幢|单元|楼道|层|楼|室|号)/gu;

/** A text without where it is; each place leaves a gap, so that nothing is read across it. */
export const withoutPlaces = (text: string, estateNames: readonly string[]): string =>
  estateNames
    .filter((name) => name !== "")
    .reduce((left, name) => left.replaceAll(name, " "), text)
    .replace(placeParts, " ");

/** Characters that no word of a matter begins or ends with. */
const isJoint = (char: string | undefined): boolean =>
  char !== undefined && "了的在是和与也都就被把给有没不很又还着过吗呢吧啊，。、；：".includes(char);

/** A word as one would quote it: without what hangs on at its ends; empty where nothing of two characters is left. */
export const quotable = (word: string): string => {
  const chars = [...word];
  while (isJoint(chars[0])) chars.shift();
  while (isJoint(chars.at(-1))) chars.pop();
  return chars.length >= 2 ? chars.join("") : "";
};
