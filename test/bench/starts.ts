import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { backupsPathOf } from "#core/centre-paths.ts";
import { people } from "../support/community.ts";
import type { MadeCentre } from "./made-centre.ts";
import type { Line } from "./report.ts";
import { serve } from "./served.ts";
import { medianOf, timeAsyncMs } from "./timing.ts";

const runs = 7;

export type StartScripts = { serveScript: string; frameScript: string; pageFolder: string; chromiumPath: string };

/** From nothing to what `sees` waits for: process, page, first question. */
const startMs = async (
  browser: Browser,
  start: { script: string; given: readonly string[] },
  sees: (page: Page) => Promise<void>,
  then: (page: Page) => Promise<void> = async () => {},
): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  let end = async () => {};
  try {
    const ms = await timeAsyncMs(async () => {
      const served = await serve(start.script, start.given);
      end = served.end;
      await page.goto(served.address, { waitUntil: "commit" });
      await sees(page);
    });
    await then(page);
    return ms;
  } finally {
    await context.close();
    await end();
  }
};

const seesFrame = (page: Page) => page.getByLabel("正在打开").waitFor();
const seesSignIn = (page: Page) => page.getByText(people.first.name).first().waitFor();

/** The first start of a day copies the centre; what is measured are the others. */
const startOnce = async (made: MadeCentre, serveScript: string): Promise<void> => {
  const served = await serve(serveScript, ["--data", made.folder, "--port", "0"]);
  const isCopied = () => {
    try {
      return readdirSync(backupsPathOf(made.folder)).some((name) => !name.endsWith(".partial"));
    } catch {
      return false;
    }
  };
  while (!isCopied()) await pause(200);
  await served.end();
};

/** The program's start beside that of its page alone, and with many appeals beside none. */
export const measureStarts = async (
  centres: { empty: MadeCentre; large: MadeCentre },
  scripts: StartScripts,
  tell: (text: string) => void,
): Promise<Line[]> => {
  tell("starts");
  const { serveScript, frameScript, pageFolder, chromiumPath } = scripts;
  for (const made of [centres.empty, centres.large]) await startOnce(made, serveScript);
  // Chromium's sandbox refuses the superuser; the product never passes this.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: chromiumPath, args });
  const times = { frame: [] as number[], empty: [] as number[], large: [] as number[] };
  const serving = (made: MadeCentre) => ({ script: serveScript, given: ["--data", made.folder, "--port", "0"] });
  try {
    for (let run = 0; run <= runs; run += 1) {
      const frame = await startMs(browser, { script: frameScript, given: [pageFolder] }, seesFrame);
      const empty = await startMs(browser, serving(centres.empty), seesSignIn);
      const large = await startMs(browser, serving(centres.large), seesSignIn);
      // The first is for the caches of the machine.
      if (run === 0) continue;
      times.frame.push(frame);
      times.empty.push(empty);
      times.large.push(large);
    }
  } finally {
    await browser.close();
  }
  const part = `Start, from the command to the page (median of ${runs}, ms)`;
  return [
    {
      part,
      name: "sign-in page of an empty centre, beside the empty frame",
      ms: medianOf(times.empty),
      againstMs: medianOf(times.frame),
      aim: { atMost: 1.5 },
    },
    {
      part,
      name: `with ${centres.large.appealCount.toLocaleString("en")} appeals, beside the empty centre`,
      ms: medianOf(times.large),
      againstMs: medianOf(times.empty),
      aim: { atMost: 1.1 },
    },
  ];
};
