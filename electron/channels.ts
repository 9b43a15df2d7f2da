/** Said between the page and its preload script, and between that and main, when a port to the core is asked and given. */
export const corePortWanted = "core-port-wanted";
export const corePortGiven = "core-port";

export const desktopChannels = {
  print: "desktop:print",
  savePdf: "desktop:savePdf",
  saveFile: "desktop:saveFile",
  chooseFolder: "desktop:chooseFolder",
  openBeside: "desktop:openBeside",
} as const;
