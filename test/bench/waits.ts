import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { copyCentre, type MadeCentre } from "./made-centre.ts";
import { sheetChoices } from "./made-sheet.ts";
import type { Line } from "./report.ts";
import { serve, signedIn } from "./served.ts";
import { medianOf, timeAsyncMs } from "./timing.ts";

const everyMs = 25;
const quietAsks = 200;

type Desk = Awaited<ReturnType<typeof signedIn>>;

/** What a clerk does meanwhile: looks at the list, and now and then takes an appeal down. */
const askOf = (desk: Desk, count: number): Promise<unknown> =>
  count % 10 === 9
    ? desk.ask(
        "council.registerAppeal",
        { voice: "anonymous", channel: "window", nature: "help", content: `导入时来的第${count}件` },
        randomUUID(),
      )
    : desk.ask("council.listAppeals", {});

const waitsWhile = async (desk: Desk, goesOn: (count: number) => boolean): Promise<number[]> => {
  const waits: number[] = [];
  for (let count = 0; goesOn(count); count += 1) {
    waits.push(await timeAsyncMs(async () => void (await askOf(desk, count))));
    await pause(everyMs);
  }
  return waits;
};

/** Reads and writes a table as the import page does, looking at its progress as seldom. */
const importTable = async (desk: Desk, bytes: Uint8Array): Promise<void> => {
  const sha256 = await desk.put(bytes);
  const named = { kind: "appeals", sha256, fileName: "台账.xlsx", choices: sheetChoices };
  const { id } = (await desk.ask("system.readImport", named, randomUUID())) as { id: string };
  const isBusy = async () => ((await desk.ask("system.importPreview", { id })) as { isBusy: boolean }).isBusy;
  while (await isBusy()) await pause(500);
  const started = await desk.ask("system.startImport", { id, choices: sheetChoices }, randomUUID());
  const stateOf = async () =>
    ((await desk.ask("system.import", { id: (started as { id: string }).id })) as { state: string }).state;
  while ((await stateOf()) === "running") await pause(500);
};

/** How long a desk waits over HTTP while another imports a table into a centre that is in use. */
export const measureWaits = async (
  made: MadeCentre,
  sheet: { path: string; rowCount: number },
  at: { folder: string; serveScript: string },
  tell: (text: string) => void,
): Promise<Line[]> => {
  tell(`a desk during the import of ${sheet.rowCount} rows`);
  const copy = copyCentre(made, join(at.folder, "waits"));
  const served = await serve(at.serveScript, ["--data", copy.folder, "--port", "0"]);
  try {
    const desk = await signedIn(served.address, copy);
    const quiet = await waitsWhile(desk, (count) => count < quietAsks);
    let isOver = false;
    const imported = importTable(desk, readFileSync(sheet.path)).finally(() => {
      isOver = true;
    });
    const waits = await waitsWhile(desk, () => !isOver);
    await imported;
    return [
      {
        part: "The longest that a desk waits during an import, over HTTP (one run, ms)",
        name: `${sheet.rowCount.toLocaleString("en")} rows into ${made.appealCount.toLocaleString("en")} appeals`,
        ms: Math.max(...waits),
        againstMs: null,
        aim: { atMost: 100 },
        note: `median ${medianOf(waits).toFixed(1)} of ${waits.length}; without an import ${medianOf(quiet).toFixed(1)}, longest ${Math.max(...quiet).toFixed(1)}`,
      },
    ];
  } finally {
    await served.end();
  }
};
