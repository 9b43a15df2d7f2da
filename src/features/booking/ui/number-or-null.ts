/** What a number field holds; nothing where it was emptied. */
export const numberOrNull = (value: string | number): number | null => (value === "" ? null : Number(value));
