import { createContext, useContext } from "react";
import type { Desktop } from "./desktop.ts";

export const DesktopContext = createContext<Desktop | null>(null);

export const useDesktop = (): Desktop => {
  const desktop = useContext(DesktopContext);
  if (!desktop) throw new Error("DesktopContext is missing");
  return desktop;
};
