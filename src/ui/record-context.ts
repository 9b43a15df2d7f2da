import { createContext, type ReactNode, useContext } from "react";

/** The record that stands open around a form: what has become of it, and in which version. */
export type OpenRecord = { version: number | null; timeline: ReactNode };

export const RecordContext = createContext<OpenRecord>({ version: null, timeline: null });

export const useOpenRecord = (): OpenRecord => useContext(RecordContext);
