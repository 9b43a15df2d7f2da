import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app, BrowserWindow, dialog, ipcMain, type WebContents } from "electron";
import { z } from "zod";
import type { ShowBeside } from "./beside-window.ts";
import { desktopChannels } from "./channels.ts";
import { isOurFrame } from "./page-address.ts";

/** A name is only a proposal for the dialog, so what no file system takes is replaced. */
const FileName = z
  .string()
  .transform((name) =>
    name
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")
      .replace(/^[. ]+|[. ]+$/g, "")
      .slice(0, 120),
  )
  .pipe(z.string().min(1));

const Nothing = z.undefined();
const SavePdf = z.strictObject({ name: FileName });
const SaveFile = z.strictObject({ name: FileName, bytes: z.instanceof(ArrayBuffer) });

/** A page of ours with what it is asked for; nothing that leads anywhere else. */
const OpenBeside = z.strictObject({
  path: z
    .string()
    .max(200)
    .regex(/^(?:\/[a-z-]+)+(?:\?[\w=&-]*)?$/),
});

const windowOf = (page: WebContents): BrowserWindow => {
  const window = BrowserWindow.fromWebContents(page);
  if (!window) throw new Error("The page has no window");
  return window;
};

const tellFailure = async (page: WebContents, message: string, detail: string) => {
  await dialog.showMessageBox(windowOf(page), { type: "warning", message, detail, buttons: ["知道了"], noLink: true });
};

const pathFor = async (page: WebContents, name: string): Promise<string | null> => {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  const { canceled, filePath } = await dialog.showSaveDialog(windowOf(page), {
    title: "保存",
    buttonLabel: "保存",
    defaultPath: join(app.getPath("documents"), name),
    filters: extension ? [{ name: `${extension.toUpperCase()} 文件`, extensions: [extension] }] : [],
  });
  return canceled || filePath === "" ? null : filePath;
};

/** Writes beside the target first, so that an older file of that name stays whole when this fails. */
const writeWhole = async (page: WebContents, path: string, bytes: Uint8Array): Promise<boolean> => {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, path);
    return true;
  } catch (error) {
    console.error("The file was not saved", error);
    await rm(partial, { force: true });
    await tellFailure(
      page,
      "文件没有保存",
      "这个文件可能正在别的程序里打开，或者磁盘已满、不能写入。请先关掉它，或换一个名字、换一个地方再保存。",
    );
    return false;
  }
};

/** Resolves once the dialog is over; that a person cancelled it is no failure. */
export const printPage = (page: WebContents): Promise<void> =>
  new Promise((resolve) => {
    page.print({ printBackground: true }, (isPrinted, reason) => {
      if (isPrinted || /cancel/i.test(reason)) return resolve();
      console.error("The page was not printed", reason);
      resolve(tellFailure(page, "没有打印出来", "请检查打印机是否已打开并连好，纸够不够，然后再试一次。"));
    });
  });

const savePdf = async (page: WebContents, name: string): Promise<boolean> => {
  const path = await pathFor(page, name);
  if (path === null) return false;
  const bytes = await page.printToPDF({ preferCSSPageSize: true, printBackground: true, pageSize: "A4" });
  return writeWhole(page, path, bytes);
};

const saveFile = async (page: WebContents, name: string, bytes: ArrayBuffer): Promise<boolean> => {
  const path = await pathFor(page, name);
  return path !== null && writeWhole(page, path, new Uint8Array(bytes));
};

const chooseFolder = async (page: WebContents): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(page), {
    title: "选择文件夹",
    buttonLabel: "选择",
    properties: ["openDirectory", "createDirectory"],
  });
  return canceled ? null : (filePaths[0] ?? null);
};

/** Serves the desktop side of the page's `Desktop`; a foreign frame and a malformed argument are refused. */
export const serveDesktop = (showBeside: ShowBeside) => {
  const handle = <S extends z.ZodType>(
    channel: string,
    schema: S,
    act: (page: WebContents, input: z.output<S>) => Promise<unknown>,
  ) =>
    ipcMain.handle(channel, (event, input: unknown) => {
      if (!isOurFrame(event.senderFrame)) throw new Error("Refused: not our page");
      return act(event.sender, schema.parse(input));
    });

  handle(desktopChannels.print, Nothing, printPage);
  handle(desktopChannels.savePdf, SavePdf, (page, { name }) => savePdf(page, name));
  handle(desktopChannels.saveFile, SaveFile, (page, { name, bytes }) => saveFile(page, name, bytes));
  handle(desktopChannels.chooseFolder, Nothing, chooseFolder);
  handle(desktopChannels.openBeside, OpenBeside, async (page, { path }) => {
    await showBeside(windowOf(page), path);
    return true;
  });
};
