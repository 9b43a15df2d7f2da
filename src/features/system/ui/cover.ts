import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useCommand } from "./door.ts";

/**
 * When the desk is covered: locked, being locked, or waiting for another person. Covered at once, before the core has
 * heard of it, and whatever lies over the page with it: dialogs, menus, the search, notices.
 */
export const useCover = (isLocked: boolean, flush: () => Promise<void>, refresh: () => void) => {
  const [asked, setAsked] = useState<"lock" | "switch" | null>(null);
  const { run: runLock } = useCommand("system.lock", { isSilent: true });
  const isCovered = isLocked || asked !== null;
  const isSwitching = !isLocked && asked === "switch";

  const lock = useCallback(() => {
    setAsked("lock");
    // A locked core keeps no drafts.
    void flush()
      .then(() => runLock({}))
      .then(refresh);
  }, [flush, runLock, refresh]);
  const switchPerson = useCallback(() => {
    setAsked("switch");
    void flush();
  }, [flush]);
  const uncover = useCallback(() => setAsked(null), []);

  useEffect(() => {
    // From here on it is the core that knows, also when another window unlocks.
    if (isLocked) setAsked(null);
  }, [isLocked]);

  useLayoutEffect(() => {
    document.documentElement.dataset.covered = String(isCovered);
    // What was just told may name a resident.
    notifications.clean();
    return () => {
      delete document.documentElement.dataset.covered;
    };
  }, [isCovered]);

  useEffect(() => {
    // From everywhere, a print preview too; while covered, nothing but the sign-in hears a key.
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== "l") return;
      event.preventDefault();
      if (!isCovered) lock();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isCovered, lock]);

  return { isCovered, isSwitching, lock, switchPerson, uncover };
};
