/** Without letters that are taken for a number on a screen. */
const signs = [..."123456789abcdefghjkmnpqrstuvwxyz"];

/**
 * What is typed to go to each of so many lines: one key each while they suffice, else two keys each, so that no key is
 * the beginning of another.
 */
export const hintsFor = (count: number): string[] => {
  const hints = count <= signs.length ? signs : signs.flatMap((first) => signs.map((second) => first + second));
  return hints.slice(0, count);
};
