import { readFileSync } from "node:fs";
import { dayOf, type Instant, timeOf } from "#base/dates.ts";
import { cleanLine, excerpt } from "#base/text.ts";
import { type ExportCell, storeTable } from "./export.ts";
import type { BadRow, Batch, GoodRow, MapAsk, SheetPreview, Work } from "./file-work.ts";
import { createFileStore, type StoredFile } from "./files.ts";
import type { ImportColumn, ImportedRow, ImportValue } from "./import-kind.ts";
import { type Mapping, mappingBelow, type ProposedMapping, proposeMapping } from "./import-mapping.ts";
import { digestOf, fillerDown, isHeadingAgain, isUnusedRow, piecesOf, type ReadRow, readRow } from "./import-row.ts";
import { type Cell, cellText, type SheetRow } from "./sheet-cells.ts";
import { openSheetFile, type SheetFile } from "./sheet-file.ts";
import { SheetProblem } from "./sheet-problem.ts";
import { createRowFile, type RowFile } from "./sheet-rows.ts";

const firstRowCount = 30;
const mostSheets = 30;
const shownGoodRows = 8;
const shownBadRows = 50;
const batchCharacters = 400_000;

export const refusedTitle = "未导入原因";

const shownCell = (cell: Cell | undefined) => excerpt(cellText(cell), 60);

const shownValue = (column: ImportColumn, value: ImportValue | undefined, cell: Cell | undefined): string => {
  if (column.kind === "instant" && typeof value === "string") return `${dayOf(value)} ${timeOf(value)}`;
  if (column.kind === "day" && typeof value === "string") return value;
  return column.kind === "text" || column.kind === "line" ? excerpt(String(value ?? ""), 60) : shownCell(cell);
};

/** A moment goes back into a file as text that reads the same again. */
const refusedCell = (cell: Cell | undefined): ExportCell => {
  if (cell === undefined || cell === null) return null;
  return typeof cell === "object" ? cell.at.replace("T", " ") : typeof cell === "boolean" ? cellText(cell) : cell;
};

type Opened = { sheet: string; rows: RowFile; firstRows: SheetRow[] };
type Judged = Pick<SheetPreview, "heading" | "mapping"> & { choices: MapAsk["choices"]; now: Instant };

/** One file on its way into the program: everything here runs in the worker thread. */
export const openImportSheet = async (from: Work["open"]["ask"], tellDone: (rowCount: number) => void) => {
  const { shape, filesFolder, rowsPath } = from;
  const file: SheetFile = await openSheetFile(readFileSync(from.path), from.fileName);
  let opened: Opened | undefined;
  let judged: Judged | undefined;
  let coming: Generator<{ row: SheetRow; read: ReadRow }> | undefined;
  let occurrences = new Map<string, number>();

  const firstRowsOf = async (sheet: string): Promise<SheetRow[]> => {
    const rows: SheetRow[] = [];
    for await (const row of file.rows(sheet, firstRowCount)) rows.push(row);
    return rows;
  };

  /** The sheet whose heading says most of what is looked for; an empty one never. */
  const likeliestSheet = async (): Promise<string> => {
    if (file.sheetNames.length === 1) return file.sheetNames[0] ?? "";
    let best: { sheet: string; score: number } | undefined;
    for (const sheet of file.sheetNames.slice(0, mostSheets)) {
      const rows = await firstRowsOf(sheet).catch(() => []);
      if (rows.length === 0) continue;
      const { score } = proposeMapping(rows, shape.columns);
      if (score > (best?.score ?? -1)) best = { sheet, score };
    }
    if (!best) throw new SheetProblem("EmptyFile");
    return best.sheet;
  };

  const openSheet = async (sheet: string): Promise<Opened> => {
    if (opened?.sheet === sheet) return opened;
    opened?.rows.remove();
    opened = undefined;
    if (!file.sheetNames.includes(sheet)) throw new SheetProblem("NoSheet");
    const rows = createRowFile(rowsPath);
    try {
      const firstRows: SheetRow[] = [];
      for await (const row of file.rows(sheet)) {
        rows.append(row);
        if (firstRows.length < firstRowCount) firstRows.push(row);
        if (rows.rowCount % 5_000 === 0) tellDone(rows.rowCount);
      }
      if (rows.rowCount === 0) throw new SheetProblem("EmptyFile");
      opened = { sheet, rows, firstRows };
      return opened;
    } catch (error) {
      rows.remove();
      throw error;
    }
  };

  /** Every row of data with what is read from it, or what is wrong with it. */
  function* judgedRows(rows: RowFile, by: Judged): Generator<{ row: SheetRow; read: ReadRow }> {
    const fillDown = fillerDown(shape, by.mapping);
    for (const { number, cells: written } of rows.rows()) {
      if (number <= by.heading.lastRow || isUnusedRow(written, by.mapping)) continue;
      const isHeading = isHeadingAgain(written, by.heading.labels, by.mapping);
      const cells = isHeading ? written : [...fillDown(written)];
      const read = isHeading
        ? { values: {}, said: {}, problems: ["这一行又是表头"] }
        : readRow(cells, shape, by.mapping, by.choices, by.now);
      yield { row: { number, cells }, read };
    }
  }

  const textsOf = (cells: readonly Cell[], mapping: Mapping, show: (column: ImportColumn, cell?: Cell) => string) =>
    Object.fromEntries(
      shape.columns.flatMap((column) => {
        const at = mapping[column.key];
        return at === undefined ? [] : [[column.key, show(column, cells[at])] as const];
      }),
    );

  const mappingFor = (ask: MapAsk, firstRows: readonly SheetRow[]): ProposedMapping => {
    const proposed =
      ask.headingRow === null
        ? proposeMapping(firstRows, shape.columns)
        : mappingBelow(firstRows, ask.headingRow, shape.columns);
    if (ask.mapping === null) return proposed;
    const known = Object.entries(ask.mapping).filter(([key]) => shape.columns.some((column) => column.key === key));
    return { ...proposed, mapping: Object.fromEntries(known), doubles: [] };
  };

  const map = async (ask: MapAsk): Promise<SheetPreview> => {
    const { sheet, rows, firstRows } = await openSheet(ask.sheet ?? (await likeliestSheet()));
    const { heading, mapping, doubles } = mappingFor(ask, firstRows);
    judged = { heading, mapping, choices: ask.choices, now: ask.now };
    const goodRows: GoodRow[] = [];
    const badRows: BadRow[] = [];
    let readCount = 0;
    let badCount = 0;
    for (const { row, read } of judgedRows(rows, judged)) {
      readCount += 1;
      if (read.problems.length > 0) {
        badCount += 1;
        if (badRows.length < shownBadRows) {
          const texts = textsOf(row.cells, mapping, (_, cell) => shownCell(cell));
          badRows.push({ number: row.number, texts, problems: read.problems });
        }
      } else if (goodRows.length < shownGoodRows) {
        const texts = textsOf(row.cells, mapping, (column, cell) => shownValue(column, read.values[column.key], cell));
        goodRows.push({ number: row.number, texts });
      }
      if (readCount % 5_000 === 0) tellDone(readCount);
    }
    coming = undefined;
    return {
      sheetNames: file.sheetNames,
      sheet,
      heading,
      firstRows: firstRows
        .slice(0, 12)
        .map(({ number, cells }) => ({ number, texts: cells.slice(0, 30).map((cell) => excerpt(cellText(cell), 24)) })),
      mapping,
      doubles,
      readCount,
      badCount,
      goodRows,
      badRows,
    };
  };

  const imported = (row: SheetRow, { values, said }: ReadRow): ImportedRow => {
    const digest = digestOf(shape, values);
    const occurrence = (occurrences.get(digest) ?? 0) + 1;
    occurrences.set(digest, occurrence);
    return { number: row.number, values, said, digest, occurrence, pieces: piecesOf(shape, values) };
  };

  const started = () => {
    if (!opened || !judged) throw new Error("The sheet was not mapped yet");
    return { rows: opened.rows, by: judged };
  };

  const next = (rowCount: number): Batch => {
    const { rows, by } = started();
    if (!coming) {
      coming = judgedRows(rows, by);
      occurrences = new Map();
    }
    const batch: Batch = { rows: [], badCount: 0, isEnd: false };
    let characters = 0;
    while (batch.rows.length < rowCount && characters < batchCharacters) {
      const found = coming.next();
      if (found.done) return { ...batch, isEnd: true };
      const { row, read } = found.value;
      if (read.problems.length > 0) batch.badCount += 1;
      else {
        const whole = imported(row, read);
        characters += whole.pieces.length + 200;
        batch.rows.push(whole);
      }
    }
    return batch;
  };

  const writeRefused = async (refusals: ReadonlyMap<number, string>): Promise<StoredFile | null> => {
    const { rows, by } = started();
    const { labels } = by.heading;
    // A file of refused rows that comes back for another try carries the reasons of the last one.
    const kept = labels.map((_, at) => at).filter((at) => cleanLine(labels[at] ?? "") !== refusedTitle);
    function* refusedRows() {
      for (const { row, read } of judgedRows(rows, by)) {
        const reason = read.problems.length > 0 ? read.problems.join("；") : refusals.get(row.number);
        if (reason !== undefined) yield [...kept.map((at) => refusedCell(row.cells[at])), reason];
      }
    }
    const first = refusedRows().next();
    if (first.done) return null;
    const titles = [...kept.map((at) => labels[at] ?? ""), refusedTitle];
    return storeTable(createFileStore(filesFolder), { sheetName: "未导入的行", titles, rows: refusedRows() }, "xlsx");
  };

  return { map, next, writeRefused };
};

export type ImportSheet = Awaited<ReturnType<typeof openImportSheet>>;
