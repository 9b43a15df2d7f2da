import { type Browser, expect, type Page, test } from "@playwright/test";
import type { AppContract } from "#app/contract.ts";
import type { OutputOf, Reply, WrittenInputOf } from "#base/contract.ts";
import type { Sitter } from "../support/desk-messages.ts";
import { askHost } from "./desk-host-child.ts";
import { type DesktopDouble, desktopDouble, type SavedFile } from "./desktop-double.ts";

export type DoorName = "http" | "desktop";

type Name = keyof AppContract & string;

/** A page and what it does with its machine. */
export type Desk = {
  page: Page;
  /** The file that an action saves. */
  savedFile(action: () => Promise<void>): Promise<SavedFile>;
  /** How often the page was printed. */
  countPrints(): Promise<number>;
};

export type Stage = Desk & {
  door: DoorName;
  /** Another window on the same centre. */
  openDesk(sitter: Sitter): Promise<Desk>;
  /** Does something by an operation, without a page: what a journey needs to find and is not about. */
  ask<N extends Name>(
    sitter: Sitter,
    name: N,
    input: WrittenInputOf<AppContract[N]>,
  ): Promise<OutputOf<AppContract[N]>>;
  /** Moves the core's clock, which stands at Friday 2026-11-20, 09:00 in Shanghai. */
  advance(by: { days?: number; hours?: number; minutes?: number }): Promise<void>;
};

declare global {
  interface Window {
    printCount?: number;
  }
}

type Opened = { desk: Desk; problems: string[]; leave(): Promise<void> };

const overHttp = async (page: Page, centre: string, sitter: Sitter): Promise<Omit<Desk, "page">> => {
  await page.addInitScript(() => {
    window.print = () => {
      window.printCount = (window.printCount ?? 0) + 1;
    };
  });
  await page.goto(await askHost("address", { centre, sitter }));
  return {
    savedFile: async (action) => {
      const [download] = await Promise.all([page.waitForEvent("download"), action()]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
    },
    countPrints: () => page.evaluate(() => window.printCount ?? 0),
  };
};

const onDesktop = (double: DesktopDouble): Omit<Desk, "page"> => ({
  savedFile: async (action) => {
    const before = double.saved.length;
    await action();
    await expect.poll(() => double.saved.length).toBeGreaterThan(before);
    const file = double.saved[before];
    if (!file) throw new Error("Nothing was saved");
    return file;
  },
  countPrints: async () => double.prints,
});

const openDesk = async (browser: Browser, door: DoorName, centre: string, sitter: Sitter): Promise<Opened> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`${error.name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  if (door === "http") {
    const abilities = await overHttp(page, centre, sitter);
    return { desk: { page, ...abilities }, problems, leave: () => context.close() };
  }
  const double = await desktopDouble(page, centre, sitter);
  await double.open();
  const leave = async () => {
    await context.close();
    double.leave();
  };
  return { desk: { page, ...onDesktop(double) }, problems, leave };
};

const runJourney = async (
  browser: Browser,
  door: DoorName,
  start: { as: Sitter; isEmpty?: boolean },
  body: (stage: Stage) => Promise<void>,
): Promise<void> => {
  const centre = await askHost("open", { isEmpty: start.isEmpty ?? false });
  const opened: Opened[] = [];
  const open = async (sitter: Sitter): Promise<Desk> => {
    const one = await openDesk(browser, door, centre, sitter);
    opened.push(one);
    return one.desk;
  };
  const log: string[] = [];
  try {
    await body({
      ...(await open(start.as)),
      door,
      openDesk: open,
      ask: async (sitter, name, input) => {
        const reply: Reply = await askHost("ask", { centre, sitter, name, input });
        if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
        return reply.value as never;
      },
      advance: async ({ days = 0, hours = 0, minutes = 0 }) => {
        await askHost("advance", { centre, ms: ((days * 24 + hours) * 60 + minutes) * 60_000 });
      },
    });
  } finally {
    for (const { leave } of opened) await leave();
    log.push(...(await askHost("close", { centre })));
  }
  expect(
    opened.flatMap(({ problems }) => problems),
    "errors in the page",
  ).toEqual([]);
  expect(log, "errors in the core").toEqual([]);
};

/**
 * A way through the program, walked once over HTTP and once on the page's desktop branch. It starts on a community
 * after its first run, with somebody signed in; `isEmpty` starts before it. One that takes long may name its `doors`.
 */
export const journey = (
  name: string,
  start: { as: Sitter; isEmpty?: boolean; doors?: readonly DoorName[] },
  body: (stage: Stage) => Promise<void>,
): void => {
  for (const door of start.doors ?? (["http", "desktop"] as const)) {
    test(`${name} (${door})`, ({ browser }) => runJourney(browser, door, start, body));
  }
};
