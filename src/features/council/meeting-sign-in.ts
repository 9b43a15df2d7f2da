import { halfWidth } from "#base/text.ts";

/** 1-8、10 12 → the rows of a sheet; null where something else was typed. */
export const typedRows = (typed: string): number[] | null => {
  const parts = halfWidth(typed)
    .replace(/[—–~至到]/g, "-")
    .split(/[\s,、;.。，；]+/)
    .filter((part) => part !== "");
  const rows: number[] = [];
  for (const part of parts) {
    const [, from = "", to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === "" || first < 1 || last < first) return null;
    for (let row = first; row <= last; row += 1) rows.push(row);
  }
  return [...new Set(rows)];
};
