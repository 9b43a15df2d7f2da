import { app, type Session, type WebContents } from "electron";
import { isOurAddress } from "./page-address.ts";

const stayOnOurPage = (event: { url: string; preventDefault(): void }) => {
  if (!isOurAddress(event.url)) event.preventDefault();
};

const guardContents = (contents: WebContents) => {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", stayOnOurPage);
  contents.on("will-frame-navigate", stayOnOurPage);
  contents.on("will-redirect", stayOnOurPage);
  contents.on("will-attach-webview", (event) => event.preventDefault());
};

/** Keeps every page inside the program, whatever opened it. */
export const guardEveryPage = () => {
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
};

/** No page gets anything of the machine except through the desktop channels. */
export const guardSession = (session: Session) => {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
};
