import { z } from "zod";
import { type Contract, command, FileHandle, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { requiredLine } from "#base/text.ts";

const Id = z.string().min(1).max(64);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "文件没有传完，请再选一次");

/** What a person decides for the whole file, by the key of the choice. */
const Choices = z.record(z.string().max(40), z.string().max(200));
/** Column of the file, from 0, by the key that is read from it. */
const Mapping = z.record(z.string().max(40), z.int().min(0).max(1000));

export const ImportKindView = z.object({
  kind: z.string(),
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string(), isRequired: z.boolean() })),
  choices: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      hint: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string() })).nullable(),
      initial: z.string(),
      isRequired: z.boolean(),
      /** The rows are judged by it, so a change asks for another look at them. */
      isJudgedBy: z.boolean(),
    }),
  ),
});
export type ImportKindView = z.infer<typeof ImportKindView>;

const GoodRow = z.object({ number: z.int(), texts: z.record(z.string(), z.string()) });

export const SheetPreview = z.object({
  sheetNames: z.array(z.string()),
  sheet: z.string(),
  heading: z.object({ lastRow: z.int(), labels: z.array(z.string()) }),
  firstRows: z.array(z.object({ number: z.int(), texts: z.array(z.string()) })),
  mapping: Mapping,
  /** Headings that mean what an earlier column says already; they are not read. */
  doubles: z.array(z.string()),
  readCount: z.int(),
  badCount: z.int(),
  goodRows: z.array(GoodRow),
  badRows: z.array(GoodRow.extend({ problems: z.array(z.string()) })),
});
export type SheetPreview = z.infer<typeof SheetPreview>;

export const importStates = ["running", "done", "takingBack", "takenBack"] as const;

export const ImportLine = z.object({
  id: z.string(),
  kindTitle: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  readCount: z.int(),
  takenCount: z.int(),
  knownCount: z.int(),
  refusedCount: z.int(),
  /** Whether there are refused rows and the caller may fetch them. */
  hasRefusedFile: z.boolean(),
  startedAt: Instant,
  startedByName: z.string(),
});
export type ImportLine = z.infer<typeof ImportLine>;

/** Whether the caller may import a kind is asked in each handler: the kinds need different roles. */
export const importContract = {
  "system.listImportKinds": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({ kinds: z.array(ImportKindView) }),
  }),
  /** Reads an uploaded file; `jobId` tells how far it is, then `system.importPreview` shows what was found. */
  "system.readImport": command({
    needs: "viewer",
    input: z.object({
      kind: z.string().max(40),
      sha256: Sha256,
      fileName: requiredLine("文件名", 200),
      choices: Choices,
    }),
    output: z.object({ id: z.string(), jobId: z.string() }),
    fails: ["FileMissing", "TooManyReadings"],
    isQuiet: true,
  }),
  "system.importPreview": query({
    needs: "viewer",
    input: z.object({ id: Id }),
    output: z.object({
      id: z.string(),
      kind: z.string(),
      fileName: z.string(),
      isBusy: z.boolean(),
      /** Other tables are before it. */
      isQueued: z.boolean(),
      /** Rows done so far of what is being read or checked. */
      done: z.int(),
      /** The sentence of why the file cannot be read as it was asked for last. */
      problem: z.string().nullable(),
      preview: SheetPreview.nullable(),
    }),
  }),
  /** Looks at the file in another way; null leaves the choice to the program. */
  "system.mapImport": command({
    needs: "viewer",
    input: z.object({
      id: Id,
      sheet: z.string().max(300).nullable(),
      headingRow: z.int().min(1).nullable(),
      mapping: Mapping.nullable(),
      choices: Choices,
    }),
    output: z.object({ jobId: z.string() }),
    fails: ["ImportNotReady"],
    isQuiet: true,
  }),
  "system.closeReading": command({
    needs: "viewer",
    input: z.object({ id: Id }),
    output: z.object({ done: z.literal(true) }),
    isQuiet: true,
  }),
  /** Writes the rows; the id is that of the import and of the job that does it. */
  "system.startImport": command({
    needs: "viewer",
    input: z.object({ id: Id, choices: Choices }),
    output: z.object({ id: z.string() }),
    fails: ["ImportNotReady", "NothingToImport"],
  }),
  "system.listImports": query({
    needs: "viewer",
    input: z.object({ limit: z.int().min(1).max(100).default(20) }),
    output: z.object({ imports: z.array(ImportLine) }),
  }),
  "system.import": query({ needs: "viewer", input: z.object({ id: Id }), output: ImportLine }),
  "system.refusedRows": query({
    needs: "viewer",
    input: z.object({ id: Id }),
    output: z.object({ file: FileHandle }),
  }),
} satisfies Contract;
