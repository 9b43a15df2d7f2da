import type { AppContract } from "#app/contract.ts";
import type { OutputOf } from "#base/contract.ts";
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
export const readSheet = async (test: TestCore, steps: ImportSteps): Promise<ReadSheet> => {
  const { desk, kind, bytes, fileName = "表格.xlsx", choices = {} } = steps;
  const { sha256 } = test.core.files.put(bytes);
  const { id } = desk.ok("system.readImport", { kind, sha256, fileName, choices });
  await test.finishJobs();
  return desk.ok("system.importPreview", { id });
};

/** Reads a file as the program proposes and writes it. */
export const importSheet = async (test: TestCore, steps: ImportSteps): Promise<FinishedImport> => {
  const { id } = await readSheet(test, steps);
  const started = steps.desk.ok("system.startImport", { id, choices: steps.choices ?? {} });
  await test.finishJobs();
  return steps.desk.ok("system.import", { id: started.id });
};
