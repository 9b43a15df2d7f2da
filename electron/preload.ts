import { contextBridge, ipcRenderer } from "electron";
import type { DesktopBridge } from "#ui/desktop.ts";
import { corePortGiven, corePortWanted, desktopChannels } from "./channels.ts";

// A port cannot cross the bridge, so it is handed over by a message that stays inside this window.
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  if (event.source === window && event.data === corePortWanted) ipcRenderer.send(corePortWanted);
});
ipcRenderer.on(corePortGiven, (event) => window.postMessage(corePortGiven, "*", event.ports));

contextBridge.exposeInMainWorld("desktopBridge", {
  print: () => ipcRenderer.invoke(desktopChannels.print),
  savePdf: (name) => ipcRenderer.invoke(desktopChannels.savePdf, { name }),
  saveFile: (name, bytes) => ipcRenderer.invoke(desktopChannels.saveFile, { name, bytes }),
  chooseFolder: () => ipcRenderer.invoke(desktopChannels.chooseFolder),
  openBeside: (path) => ipcRenderer.invoke(desktopChannels.openBeside, { path }),
} satisfies DesktopBridge);
