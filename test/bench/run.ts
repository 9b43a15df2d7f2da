import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { measureBookings } from "./bookings.ts";
import { measureCommands } from "./commands.ts";
import { measureImport } from "./imports.ts";
import { copyCentre, makeBase, makeCentre } from "./made-centre.ts";
import { makeSheet } from "./made-sheet.ts";
import { measureQueries } from "./queries.ts";
import { jsonOf, type Line, tableOf } from "./report.ts";
import { measureSimilar } from "./similar.ts";
import { measureStarts, type StartScripts } from "./starts.ts";
import { measureWaits } from "./waits.ts";

/** What the bench is told by the script that built it. */
export type BenchOptions = {
  /** The built worker thread. */
  workerUrl: URL;
  /** Where the JSON goes. */
  resultPath: string;
  /** Parts to be measured; empty means all. */
  only: readonly string[];
  smallCount: number;
  largeCount: number;
  scripts: StartScripts;
};

const tell = (text: string): void => void process.stderr.write(`… ${text}\n`);

export const runBench = async (options: BenchOptions): Promise<void> => {
  const { workerUrl, only, smallCount, largeCount, resultPath } = options;
  const folder = mkdtempSync(join(tmpdir(), "xbd-bench-"));
  const wants = (part: string) => only.length === 0 || only.includes(part);
  const lines: Line[] = [];
  try {
    tell("making a community");
    const base = makeBase(join(folder, "base"));
    const small = makeCentre(base, join(folder, "small"), smallCount);
    const large = makeCentre(base, join(folder, "large"), largeCount, (done) => {
      if (done % 20_000 === 0) tell(`${done} appeals made`);
    });
    if (wants("queries")) lines.push(...measureQueries({ small, large }, workerUrl, tell));
    if (wants("commands"))
      for (const made of [small, large]) lines.push(...measureCommands(made, folder, workerUrl, tell));
    if (wants("bookings")) lines.push(...measureBookings(base, { smallCount, largeCount }, folder, workerUrl, tell));
    if (wants("similar")) lines.push(...measureSimilar({ base, large }, folder, workerUrl, tell));
    const sheetPath = join(folder, "sheet.xlsx");
    const sheet = { path: sheetPath, rowCount: largeCount };
    if (wants("import") || wants("waits")) await makeSheet(sheetPath, largeCount);
    if (wants("import")) lines.push(...(await measureImport(base, sheet, folder, workerUrl, tell)));
    if (wants("waits")) {
      const { serveScript } = options.scripts;
      lines.push(...(await measureWaits(large, sheet, { folder, serveScript }, tell)));
    }
    if (wants("starts")) {
      const empty = copyCentre(base, join(folder, "empty"));
      lines.push(...(await measureStarts({ empty, large }, options.scripts, tell)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [cpu] = cpus();
  const machine = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpu?.model.trim() ?? "",
    cpuCount: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
  };
  mkdirSync(dirname(resultPath), { recursive: true });
  writeFileSync(resultPath, jsonOf(machine, lines));
  process.stdout.write(`${tableOf(lines)}\n\n${JSON.stringify(machine)}\nThe same as JSON: ${resultPath}\n`);
};
