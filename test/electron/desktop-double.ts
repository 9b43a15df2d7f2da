import type { DesktopBridge } from "#ui/desktop.ts";

/** The desktop's abilities without a desktop: what was printed and saved is kept to be looked at. */
export const desktopDouble = () => {
  const kept = { printCount: 0, files: new Map<string, Uint8Array>(), pdfs: [] as string[], beside: "" };
  const person = { saves: true, folder: null as string | null };
  const bridge: DesktopBridge = {
    print: async () => {
      kept.printCount += 1;
    },
    savePdf: async (name) => {
      if (person.saves) kept.pdfs.push(name);
      return person.saves;
    },
    saveFile: async (name, bytes) => {
      if (person.saves) kept.files.set(name, new Uint8Array(bytes));
      return person.saves;
    },
    chooseFolder: async () => person.folder,
    openBeside: async (path) => {
      kept.beside = path;
      return true;
    },
  };
  return { bridge, kept, person };
};
