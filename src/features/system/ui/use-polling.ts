import { useEffect } from "react";

/** Asks again and again while something runs in the core that tells nobody by itself. */
export const usePolling = (ask: () => void, isRunning: boolean, everyMs = 400): void => {
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [ask, isRunning, everyMs]);
};
