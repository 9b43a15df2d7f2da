import { cleanLine, halfWidth } from "#base/text.ts";
import type { ImportColumn } from "./import-kind.ts";
import { cellText, isBlank, type SheetRow } from "./sheet-cells.ts";

/** Which column of the file each key is read from, counted from 0; a key that is absent is not read. */
export type Mapping = Readonly<Record<string, number>>;

export type Heading = {
  /** The number of the row below which the data begin; 0 where the file has no heading. */
  lastRow: number;
  /** The headings of the file, column by column; empty where there is none. */
  labels: string[];
};

export type ProposedMapping = {
  heading: Heading;
  mapping: Mapping;
  /** Headings that mean a key that an earlier column has taken already. */
  doubles: string[];
  score: number;
};

/** A heading without what varies: spaces, marks for required fields, remarks in brackets. */
const plainHeading = (text: string): string =>
  halfWidth(cleanLine(text))
    .replace(/[（(【[].*?[)）\]】]/g, "")
    .replace(/[\s*＊:：、,，.。]/g, "")
    .toLowerCase();

const plainNames = new WeakMap<ImportColumn, readonly string[]>();

/** Every name of a column as headings are compared; made once, for there are many and every first row is tried. */
const namesOf = (column: ImportColumn): readonly string[] => {
  const names = plainNames.get(column) ?? [column.title, ...column.aliases].map(plainHeading);
  plainNames.set(column, names);
  return names;
};

const mappingOf = (labels: readonly string[], columns: readonly ImportColumn[]) => {
  const headings = labels.map(plainHeading);
  const mapping: Record<string, number> = {};
  const doubles: string[] = [];
  const taken = new Set<number>();
  headings.forEach((heading, at) => {
    const column = columns.find((candidate) => heading !== "" && namesOf(candidate).includes(heading));
    if (!column) return;
    taken.add(at);
    if (column.key in mapping) doubles.push(labels[at] ?? "");
    else mapping[column.key] = at;
  });
  const exact = Object.keys(mapping).length;
  // 来电人联系电话 is still a 联系电话, unless a column of that very name stands beside it.
  for (const column of columns) {
    if (column.key in mapping) continue;
    const at = headings.findIndex(
      (heading, index) =>
        !taken.has(index) && namesOf(column).some((name) => name.length > 2 && heading.endsWith(name)),
    );
    if (at < 0) continue;
    taken.add(at);
    mapping[column.key] = at;
  }
  return { mapping, doubles, score: exact + (Object.keys(mapping).length - exact) * 0.5 };
};

const labelsOf = (row: SheetRow): string[] => row.cells.map((cell) => cleanLine(cellText(cell)));

/** The headings of two rows, where the upper one names what the lower one leaves blank, as merged cells do. */
const joinedLabels = (upper: SheetRow, lower: SheetRow): string[] =>
  Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, at) => {
    const cell = isBlank(lower.cells[at]) ? upper.cells[at] : lower.cells[at];
    return cleanLine(cellText(cell));
  });

const headingRows = 20;

/** Finds the heading among the first rows: titles above it and blank rows are met in real files. */
export const proposeMapping = (firstRows: readonly SheetRow[], columns: readonly ImportColumn[]): ProposedMapping => {
  let best: ProposedMapping | undefined;
  const offer = (lastRow: number, labels: string[]) => {
    const found = mappingOf(labels, columns);
    if (found.score > (best?.score ?? 0)) best = { heading: { lastRow, labels }, ...found };
  };
  firstRows.slice(0, headingRows).forEach((row, at) => {
    offer(row.number, labelsOf(row));
    const above = firstRows[at - 1];
    if (above) offer(row.number, joinedLabels(above, row));
  });
  const first = firstRows[0];
  return (
    best ?? {
      heading: { lastRow: first?.number ?? 0, labels: first ? labelsOf(first) : [] },
      mapping: {},
      doubles: [],
      score: 0,
    }
  );
};

/** The same for a heading row that a person pointed at. */
export const mappingBelow = (
  firstRows: readonly SheetRow[],
  headingRow: number,
  columns: readonly ImportColumn[],
): ProposedMapping => {
  const row = firstRows.find(({ number }) => number === headingRow);
  const labels = row ? labelsOf(row) : [];
  return { heading: { lastRow: row ? headingRow : 0, labels }, ...mappingOf(labels, columns) };
};
