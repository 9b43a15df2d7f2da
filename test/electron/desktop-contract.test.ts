import { resolveObjectURL } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { browserDesktop, type Desktop, electronDesktop } from "#ui/desktop.ts";
import { startedThings } from "./boot.ts";
import { desktopDouble } from "./desktop-double.ts";
import { openPage } from "./page.ts";

const started = startedThings();
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await started.putAway();
});

type UnderTest = {
  desktop: Desktop;
  printCount(): number;
  savedText(name: string): Promise<string | null>;
  /** What the person answers from now on; a browser does not ask. */
  answer(saves: boolean, folder: string | null): void;
};

const inBrowser = async (): Promise<UnderTest> => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  let printed = 0;
  const downloads = new Map<string, string>();
  const link = () => {
    const made = { href: "", download: "", click: () => void downloads.set(made.download, made.href) };
    return made;
  };
  vi.stubGlobal("document", { createElement: link });
  vi.stubGlobal("window", {
    print: () => {
      printed += 1;
    },
  });
  return {
    desktop: browserDesktop(),
    printCount: () => printed,
    savedText: async (name) => (await resolveObjectURL(downloads.get(name) ?? "")?.text()) ?? null,
    answer: () => undefined,
  };
};

const inElectron = async (): Promise<UnderTest> => {
  const folder = started.folder();
  const stub = await started.boot({ folder });
  const window = stub.windows[0];
  if (!window) throw new Error("No window was opened");
  const { bridge } = await openPage(stub, window);
  const pathOf = (name: string) => join(folder, name);
  const showSaveDialog = vi.spyOn(stub.electron.dialog, "showSaveDialog");
  return {
    desktop: electronDesktop(bridge),
    printCount: () => window.webContents.printed.length,
    savedText: async (name) => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), "utf8") : null),
    answer: (saves, chosen) => {
      stub.person.folder = chosen;
      showSaveDialog.mockImplementation(async (...given: unknown[]) => {
        const { defaultPath = "" } = given.at(-1) as Electron.SaveDialogOptions;
        return { canceled: !saves, filePath: saves ? pathOf(basename(defaultPath)) : "" };
      });
    },
  };
};

const asDouble = async (): Promise<UnderTest> => {
  const { bridge, kept, person } = desktopDouble();
  return {
    desktop: electronDesktop(bridge),
    printCount: () => kept.printCount,
    savedText: async (name) => {
      const bytes = kept.files.get(name);
      return bytes ? new TextDecoder().decode(bytes) : null;
    },
    answer: (saves, folder) => Object.assign(person, { saves, folder }),
  };
};

describe.each([
  ["browser", inBrowser],
  ["electron", inElectron],
  ["double", asDouble],
] as const)("the desktop in the %s", (_name, open) => {
  test("prints once for each asking", async () => {
    const { desktop, printCount } = await open();
    await desktop.print();
    await desktop.print();
    expect(printCount()).toBe(2);
  });

  test("saves exactly the bytes, under the name", async () => {
    const { desktop, savedText, answer } = await open();
    answer(true, null);
    expect(await desktop.saveFile("签到表 2026-11.csv", new Blob(["姓名,时间\r\n张晓梅,9:00"]))).toBe(true);
    expect(await savedText("签到表 2026-11.csv")).toBe("姓名,时间\r\n张晓梅,9:00");
    expect(await savedText("别的.csv")).toBeNull();
  });

  test("has both abilities of a real desktop, or neither", async () => {
    const { desktop } = await open();
    expect(desktop.savePdf === null).toBe(desktop.kind === "browser");
    expect(desktop.chooseFolder === null).toBe(desktop.kind === "browser");
  });
});

describe.each([
  ["electron", inElectron],
  ["double", asDouble],
] as const)("asking the person, in the %s", (_name, open) => {
  test("answers false and null when they think better of it, and writes nothing", async () => {
    const { desktop, savedText, answer } = await open();
    answer(false, null);
    expect(await desktop.saveFile("台账.csv", new Blob(["x"]))).toBe(false);
    expect(await savedText("台账.csv")).toBeNull();
    expect(await desktop.savePdf?.("议程.pdf")).toBe(false);
    expect(await desktop.chooseFolder?.()).toBeNull();
  });

  test("answers with what they chose", async () => {
    const { desktop, answer } = await open();
    answer(true, "/mnt/usb");
    expect(await desktop.savePdf?.("议程.pdf")).toBe(true);
    expect(await desktop.chooseFolder?.()).toBe("/mnt/usb");
  });
});

test("a browser lets go of saved bytes after a minute", async () => {
  const { desktop, savedText } = await inBrowser();
  await desktop.saveFile("台账.csv", new Blob(["x"]));
  vi.advanceTimersByTime(60_000);
  expect(await savedText("台账.csv")).toBeNull();
});
