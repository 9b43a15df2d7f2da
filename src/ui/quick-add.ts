import { useEffect } from "react";

/** The frame's key leads to a page that is there already: it begins anew. A dialog above it keeps the key. */
export const useQuickAddAgain = (quickKey: string, onNext: () => void) => {
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      const isInDialog = target instanceof Element && target.closest("[role=dialog]") !== null;
      if (key === quickKey && !isInDialog) onNext();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [quickKey, onNext]);
};
