import type { FocusEvent } from "react";

/** What a number field holds; nothing where it was emptied. */
export const numberOrNull = (value: string | number): number | null => (value === "" ? null : Number(value));

/** What is typed into a number that stands there already takes its place, however the field was reached. */
export const selectAll = (event: FocusEvent<HTMLInputElement>): void => event.currentTarget.select();
