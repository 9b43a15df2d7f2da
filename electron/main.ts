import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from "electron";
import { centreFolder, profileName } from "#host/default-folder.ts";
import { type Given, readArguments } from "./arguments.ts";
import { besideWindow } from "./beside-window.ts";
import { corePortWanted } from "./channels.ts";
import { type CoreChild, runCore } from "./core-child.ts";
import type { OfferedBackup } from "./core-messages.ts";
import { printPage, serveDesktop } from "./desktop.ts";
import { menuBar } from "./menu.ts";
import { isOurFrame, pageScheme } from "./page-address.ts";
import { guardEveryPage, guardSession } from "./page-guard.ts";
import { pageAnswer } from "./page-protocol.ts";
import { bringToFront, openWindow } from "./window.ts";

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A process of its own reads no archive, so its files lie beside the archive in the installed program. */
const outsideArchive = (path: string) => path.replace(`${sep}app.asar${sep}`, `${sep}app.asar.unpacked${sep}`);

const tellAndQuit = async (message: string, detail: string) => {
  await dialog.showMessageBox({ type: "error", message, detail, buttons: ["退出"], noLink: true });
  app.quit();
};

const offerRestart = async () => {
  const { response } = await dialog.showMessageBox({
    type: "error",
    message: "程序的数据部分停下了",
    detail: "已经保存的内容都在，没写完的也留作了草稿。请重新打开程序；如果又出现，请记下时间告诉维护人员。",
    buttons: ["重新打开", "退出"],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) app.relaunch();
  app.quit();
};

const offerRestore = async (sentence: string, { path, madeAt }: OfferedBackup, core: CoreChild) => {
  const { response } = await dialog.showMessageBox({
    type: "error",
    message: "没有打开数据",
    detail: `${sentence}\n\n最近核对过的备份是 ${madeAt} 的。恢复时，现在的文件会留存，不会删除。`,
    buttons: ["从最近的备份恢复", "退出"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) core.restore(path);
  else app.quit();
};

const startCore = ({ folder, isDemo, restoreFrom }: Given & { folder: string }): CoreChild => {
  const argv = ["--data", folder, ...(isDemo ? ["--demo"] : [])];
  const onceArgv = restoreFrom === undefined ? [] : ["--restore", restoreFrom];
  const notices = {
    onRefused: (sentence: string, backup: OfferedBackup | null) =>
      void (backup ? offerRestore(sentence, backup, core) : tellAndQuit("没有打开数据", sentence)),
    onRestarted: () => {
      for (const { webContents } of BrowserWindow.getAllWindows()) core.offerPort(webContents.mainFrame);
    },
    onLost: () => void offerRestart(),
  };
  const core = runCore(outsideArchive(built("./core-process.js")), argv, notices, onceArgv);
  return core;
};

const quitAfter = (core: CoreChild) => {
  let isClosed = false;
  app.on("will-quit", (event) => {
    if (isClosed) return;
    event.preventDefault();
    void core.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
};

const start = async (given: Given & { folder: string }) => {
  const { folder } = given;
  await app.whenReady();
  guardSession(session.defaultSession);
  const pageFolder = built("../renderer");
  protocol.handle(pageScheme, (request) => pageAnswer(request, pageFolder));
  const core = startCore(given);
  quitAfter(core);
  ipcMain.on(corePortWanted, ({ senderFrame }) => {
    if (isOurFrame(senderFrame)) core.offerPort(senderFrame);
  });
  const preload = built("../preload/preload.cjs");
  serveDesktop(besideWindow(preload));

  const window = openWindow(preload);
  // Windows ends the session without the ordinary way out.
  window.on("session-end", () => void core.close());
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuBar({ isPackaged: app.isPackaged, print: () => void printPage(window.webContents) })),
  );
  app.on("second-instance", (_event, _argv, _workingFolder, other) => {
    bringToFront(window);
    if ((other as { folder?: unknown } | null)?.folder !== folder)
      void dialog.showMessageBox(window, {
        type: "info",
        message: "已经打开了另一个数据文件夹",
        detail: `这里打开的是：${folder}\n请先退出，再打开另一个。`,
        buttons: ["知道了"],
        noLink: true,
      });
  });
};

const given = readArguments(process.argv.slice(1));
if (!given) {
  dialog.showErrorBox("没有启动", "--data 和 --restore 后面要写一个文件夹的路径。");
  app.exit(1);
} else {
  app.setPath("userData", join(app.getPath("appData"), profileName(given.isDemo)));
  const folder = given.folder ?? centreFolder(given.isDemo, app.getPath("appData"));
  app.enableSandbox();
  // Menus and dialogs that Chromium draws itself.
  app.commandLine.appendSwitch("lang", "zh-CN");
  app.setAboutPanelOptions({ applicationName: "小板凳工作台", applicationVersion: app.getVersion() });
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  guardEveryPage();
  app.on("window-all-closed", () => app.quit());
  // Nothing may wait for readiness while this module is still being evaluated.
  if (app.requestSingleInstanceLock({ folder })) void start({ ...given, folder });
  else app.quit();
}
