import { createContext, useContext } from "react";
import { mayDo, type Need, type Role } from "#base/contract.ts";

/** Who is signed in: what the page greys out by. The core decides again for itself. */
export const CallerContext = createContext<{ accountId: string; roles: readonly Role[] }>({ accountId: "", roles: [] });

export const useMay = () => {
  const { roles } = useContext(CallerContext);
  return (need: Need) => mayDo(roles, need);
};
