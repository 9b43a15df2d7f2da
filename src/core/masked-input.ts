import { withoutIdNumbers } from "#base/privacy.ts";

/** Ids and hashes are long rows of digits by chance. */
const isId = (text: string) => /^[0-9a-f-]{32,64}$/i.test(text);

/**
 * What a caller wrote, with every ID number in it masked: none is stored in clear, in whatever field it stands. What
 * must come through untouched, a PIN, is named by the operation.
 */
export const maskedInput = <T>(value: T, secrets: readonly string[]): T => maskedValue(value, secrets) as T;

const maskedValue = (value: unknown, secrets: readonly string[]): unknown => {
  if (typeof value === "string") return isId(value) ? value : withoutIdNumbers(value);
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, secrets.includes(key) ? item : maskedValue(item, secrets)]),
  );
};
