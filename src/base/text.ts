import { z } from "zod";

const invisible = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;
const oddSpaces = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

/** Whether there is anything to clean: most text of most files is as it should be, and there is much of it. */
const isUnclean = /[\p{Cc}\p{Cf}\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]|^ | $| {2}|_x[0-9A-Fa-f]{4}_/u;

/**
 * Text as a person meant it: Excel's `_x000D_` decoded, invisible characters dropped, odd spaces made plain, lines
 * trimmed, at most one empty line in a row. Line breaks stay.
 */
export const cleanText = (text: string): string => (isUnclean.test(text) ? cleaned(text) : text.normalize("NFC"));

const cleaned = (text: string): string =>
  text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (whole, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code < 32 ? String.fromCharCode(code) : whole;
    })
    .normalize("NFC")
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(invisible, "")
    .replace(oddSpaces, " ")
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** The same on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, " ");

/** Full-width letters, digits and signs as half-width ones: what numbers, phones and dates are read from. */
export const halfWidth = (text: string): string => (/[\uFF01-\uFF5E\u3000]/.test(text) ? narrowed(text) : text);

const narrowed = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/** A required line of text; `label` names it in the message. */
export const requiredLine = (label: string, max = 100) =>
  z
    .string({ error: `请填写${label}` })
    .transform(cleanLine)
    .pipe(z.string().min(1, `请填写${label}`).max(max, `${label}最多 ${max} 个字`));

/** A line that may be empty. */
export const optionalLine = (label: string, max = 100) =>
  z
    .string()
    .transform(cleanLine)
    .pipe(z.string().max(max, `${label}最多 ${max} 个字`))
    .default("");

export const requiredText = (label: string, max = 20_000) =>
  z
    .string({ error: `请填写${label}` })
    .transform(cleanText)
    .pipe(z.string().min(1, `请填写${label}`).max(max, `${label}最多 ${max} 个字`));

export const optionalText = (label: string, max = 20_000) =>
  z
    .string()
    .transform(cleanText)
    .pipe(z.string().max(max, `${label}最多 ${max} 个字`))
    .default("");

/** What somebody types to find something. Whoever pastes a letter is answered by what its beginning finds. */
export const Typed = z.string().transform((typed) => [...typed].slice(0, 100).join(""));

const chineseDigits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 → 一, 12 → 十二, 40 → 四十; for numbering below a hundred. */
export const chineseNumber = (value: number): string => {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? "" : tens === 1 ? "十" : `${chineseDigits[tens]}十`;
  return head + (ones === 0 && tens > 0 ? "" : chineseDigits[ones]);
};

/** The first characters of a text, for a list or a notice. */
export const excerpt = (text: string, length = 40): string => {
  const line = cleanLine(text);
  return line.length > length ? `${line.slice(0, length)}…` : line;
};
