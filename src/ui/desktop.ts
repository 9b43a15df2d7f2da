/** The few things of the machine that the page may ask for; no business data passes here. */
export type Desktop = {
  readonly kind: "browser" | "electron";
  /** Prints the page as it stands. */
  print(): Promise<void>;
  /** The printed page as a file, chosen by the person; false when that was cancelled. Null where only print can. */
  savePdf: ((name: string) => Promise<boolean>) | null;
  /** Saves bytes under a name that the person may change; false when that was cancelled. */
  saveFile(name: string, blob: Blob): Promise<boolean>;
  /** A folder chosen by the person, or null. Null itself where the person types the path. */
  chooseFolder: (() => Promise<string | null>) | null;
  /** Opens a page of ours, `/council/screen?id=…`, in a second window; false when that was not let. */
  openBeside(path: string): Promise<boolean>;
};

export const browserDesktop = (): Desktop => ({
  kind: "browser",
  print: async () => window.print(),
  savePdf: null,
  saveFile: async (name, blob) => {
    const address = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    // The browser reads the address after the click has returned.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return true;
  },
  chooseFolder: null,
  // One window by that name: asked again, it shows the new page.
  openBeside: async (path) => window.open(`#${path}`, "xbd-beside", "popup,width=1280,height=720") !== null,
});

/** What the preload script puts on the window. */
export type DesktopBridge = {
  print(): Promise<void>;
  savePdf(name: string): Promise<boolean>;
  saveFile(name: string, bytes: ArrayBuffer): Promise<boolean>;
  chooseFolder(): Promise<string | null>;
  openBeside(path: string): Promise<boolean>;
};

export const electronDesktop = (bridge: DesktopBridge): Desktop => ({
  kind: "electron",
  print: bridge.print,
  savePdf: bridge.savePdf,
  saveFile: async (name, blob) => bridge.saveFile(name, await blob.arrayBuffer()),
  chooseFolder: bridge.chooseFolder,
  openBeside: bridge.openBeside,
});
