import { readFileSync } from "node:fs";
import type { AppContract } from "#app/contract.ts";
import type { OutputOf } from "#base/contract.ts";
import type { Cell } from "#core/sheet-cells.ts";
import { openSheetFile } from "#core/sheet-file.ts";
import type { Desk, TestCore } from "./test-core.ts";

export type ReadSheet = OutputOf<AppContract["system.importPreview"]>;
export type FinishedImport = OutputOf<AppContract["system.import"]>;

export type ImportSteps = {
  desk: Desk;
  kind: string;
  bytes: Uint8Array;
  fileName?: string;
  choices?: Record<string, string>;
};

/** Uploads a file and waits until it is read, or until it is known why it cannot be. */
export const readSheet = async (centre: TestCore, steps: ImportSteps): Promise<ReadSheet> => {
  const { desk, kind, bytes, fileName = "表格.xlsx", choices = {} } = steps;
  const { sha256 } = centre.core.files.put(bytes);
  const { id } = desk.ok("system.readImport", { kind, sha256, fileName, choices });
  await centre.finishJobs();
  return desk.ok("system.importPreview", { id });
};

/** Reads a file and begins to write it; answers with the id of the import. */
export const beginImport = async (centre: TestCore, steps: ImportSteps): Promise<string> => {
  const { id } = await readSheet(centre, steps);
  return steps.desk.ok("system.startImport", { id, choices: steps.choices ?? {} }).id;
};

/** Reads a file as the program proposes and writes it. */
export const importSheet = async (centre: TestCore, steps: ImportSteps): Promise<FinishedImport> => {
  const id = await beginImport(centre, steps);
  await centre.finishJobs();
  return steps.desk.ok("system.import", { id });
};

/** The rows of a file that the program handed out, its heading first. */
export const rowsOfFile = async (centre: TestCore, sha256: string): Promise<Cell[][]> => {
  const file = await openSheetFile(readFileSync(centre.core.files.pathOf(sha256)), "x.xlsx");
  const rows: Cell[][] = [];
  for await (const { cells } of file.rows(file.sheetNames[0] ?? "")) rows.push(cells);
  return rows;
};
