import { createContext, useContext } from "react";
import { useMay } from "./caller.ts";
import type { Panel } from "./feature.ts";

/** What every feature offers for a person's page; filled by the composition, so that no feature looks right. */
export const PersonPanelsContext = createContext<readonly Panel[]>([]);

/** The panels that the caller may see. */
export const usePersonPanels = (): readonly Panel[] => {
  const may = useMay();
  return useContext(PersonPanelsContext).filter(({ needs }) => may(needs ?? "viewer"));
};
