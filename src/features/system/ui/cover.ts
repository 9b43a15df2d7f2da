import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useCommand } from "./door.ts";

/**
 * When the desk is covered: locked, being locked, or waiting for another person. Covered at once, before the core has
 * heard of it, and whatever lies over the page with it: dialogs, menus, the search, notices.
 */
export const useCover = (accountId: string, isLocked: boolean, flush: () => Promise<void>, refresh: () => void) => {
  const [covering, setCovering] = useState<{ why: "lock" | "switch"; whose: string } | null>(null);
  // Whoever signs in next is not covered, and never sees what was: both turn with the account.
  const asked = covering?.whose === accountId ? covering.why : null;
  const { run: runLock } = useCommand("system.lock", { isSilent: true });
  const isCovered = isLocked || asked !== null;
  const isSwitching = !isLocked && asked === "switch";

  const lock = useCallback(() => {
    setCovering({ why: "lock", whose: accountId });
    // A locked core keeps no drafts.
    void flush()
      .then(() => runLock({}))
      .then(refresh);
  }, [accountId, flush, runLock, refresh]);
  const switchPerson = useCallback(() => {
    setCovering({ why: "switch", whose: accountId });
    void flush();
  }, [accountId, flush]);
  const uncover = useCallback(() => setCovering(null), []);

  useEffect(() => {
    // From here on it is the core that knows, also when another window unlocks.
    if (isLocked) setCovering(null);
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
