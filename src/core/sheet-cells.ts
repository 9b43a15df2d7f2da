/** A cell as a file holds it. A date cell is wall-clock time without a zone: `2026-04-05T09:32:09`. */
export type Cell = string | number | boolean | { at: string } | null;

/** One row with its number in the file, counted from 1 as a spreadsheet shows it. */
export type SheetRow = { number: number; cells: Cell[] };

/** Excel and WPS hold no more in one cell; what is longer was not typed by anybody. */
export const longestCell = 32_767;
/** Columns beyond these are not looked at. */
export const widestRow = 200;
export const mostRows = 200_000;

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");

/** A number without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(Number(value.toPrecision(15)));

/** What a person sees in the cell. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return plainNumber(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return cell.at.endsWith("T00:00:00") ? cell.at.slice(0, 10) : cell.at.replace("T", " ");
};

/** A formula that went wrong, as the file shows it. */
export const isErrorCell = (cell: Cell | undefined): boolean =>
  typeof cell === "string" &&
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/.test(cell.trim());
