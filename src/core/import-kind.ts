import type { Role } from "#base/contract.ts";
import type { Instant } from "#base/dates.ts";
import type { WritableDatabase } from "./database.ts";

/**
 * How a cell is read. `words` answers with the codes of the words that stand in it, `word` with exactly one; `code` is
 * the number that another office gave, kept as it stands.
 */
export type ColumnKind = "line" | "text" | "code" | "day" | "instant" | "integer" | "phone" | "word" | "words";

/** A column that an import looks for. Plain values only: it goes over to the worker thread. */
export type ImportColumn = {
  key: string;
  title: string;
  /** Other headings that mean the same. */
  aliases: readonly string[];
  kind: ColumnKind;
  isRequired?: boolean;
  /** Characters, for a line or a text. */
  longest?: number;
  /** What may stand in a `word` or `words` column, and the code that it means. */
  words?: Readonly<Record<string, string>>;
  /** A moment that cannot lie in the future. */
  isPast?: boolean;
  /** One of several levels, the upper first: blank beside a filled lower one it says what the row above says. */
  isLevel?: boolean;
  /** Counts in telling whether two rows say the same. */
  isIdentity?: boolean;
  /** How the search reads it. */
  pieces?: "text" | "name" | "phone";
};

/** One of these columns must be filled; `when` limits that to some choices, `beside` to rows that fill another one. */
export type NeededColumns = {
  keys: readonly string[];
  when?: { choice: string; is: string };
  beside?: string;
};

export type ImportShape = { columns: readonly ImportColumn[]; needsOneOf: readonly NeededColumns[] };

/** What a person decides for the whole file, because the file does not say it. */
export type ImportChoice = {
  key: string;
  title: string;
  hint: string;
  /** Absent: a line of text. */
  options?: readonly { value: string; label: string; hint?: string }[];
  initial: string;
  isRequired: boolean;
};

export type ImportValue = string | number | readonly string[] | null;

/** A row that reads well, as the worker hands it over. */
export type ImportedRow = {
  /** Where it stands in the file. */
  number: number;
  values: Readonly<Record<string, ImportValue>>;
  /** The words of cells of which the values hold only a part, or nothing: a phone among other words. */
  said: Readonly<Record<string, string>>;
  /** Of what the row says, after cleaning. */
  digest: string;
  /** 1 for the first row of the file that says this, 2 for its verbatim copy, and so on. */
  occurrence: number;
  /** For the search; made by base/search-pieces.ts. */
  pieces: string;
};

/** What a slice is given with every row; `db` and the time are those of the job's current slice. */
export type ImportContext = {
  db: WritableDatabase;
  now: Instant;
  importId: string;
  accountId: string;
  choices: Readonly<Record<string, string>>;
  newId(): string;
};

/** `known` stands there already, the same; a refusal carries its reason for the person. */
export type ImportOutcome = "taken" | "known" | { refused: string };

export type ImportRun = {
  write(row: ImportedRow, context: ImportContext): ImportOutcome;
  /** After the last row. Throws a JobProblem where the rows as a whole will not do. */
  finish?(context: ImportContext): void;
};

/** What a slice offers to the one import; placed by the composition. */
export type ImportKind = {
  kind: string;
  title: string;
  needs: Role;
  /** `council.importAppeals`: whose screens change, and the name in the audit log. */
  jobName: string;
  shape: ImportShape;
  choices: readonly ImportChoice[];
  begin(): ImportRun;
  /** Takes back at most so many rows of an import; answers with how many, 0 when nothing is left to take back. */
  takeBack(db: WritableDatabase, importId: string, limit: number, now: Instant): number;
};

export const textOf = (row: ImportedRow, key: string): string => {
  const value = row.values[key];
  return typeof value === "string" ? value : "";
};

/** The moment or day in a row, or null. */
export const momentOf = (row: ImportedRow, key: string): string | null => textOf(row, key) || null;

/** What is wrong with the choices a person made, by field; empty where nothing is. */
export const choiceProblems = (
  choices: readonly ImportChoice[],
  made: Readonly<Record<string, string>>,
): { key: string; message: string }[] =>
  choices.flatMap(({ key, title, options, isRequired }) => {
    const value = made[key] ?? "";
    if (value === "") return isRequired ? [{ key, message: `请填写${title}` }] : [];
    return options && !options.some((option) => option.value === value)
      ? [{ key, message: `${title}没有这个选项` }]
      : [];
  });
