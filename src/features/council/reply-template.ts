import type { natures } from "./appeal-contract.ts";
import type { replyKinds } from "./reply-template-contract.ts";

/** What a template may speak of, in the words that stand in its text. */
export const replyVariables = [
  "称呼",
  "事项",
  "编号",
  "登记日期",
  "期限",
  "责任单位",
  "办理结果",
  "中心",
  "电话",
] as const;
export type ReplyVariable = (typeof replyVariables)[number];
export type ReplyValues = Readonly<Record<ReplyVariable, string>>;

const inBraces = /\{([^{}]*)\}/g;
const isKnown = (name: string): name is ReplyVariable => (replyVariables as readonly string[]).includes(name);

/** The names in braces that mean nothing; a brace that is left alone counts as well. */
export const unknownVariables = (text: string): string[] => {
  const unknown = [...text.matchAll(inBraces)].flatMap(([, name = ""]) => (isKnown(name) ? [] : `{${name}}`));
  const rest = text.replace(inBraces, "");
  return [...new Set([...unknown, ...(rest.match(/[{}]/g) ?? [])])];
};

/** What is said of an unknown variable beside the field, or null. */
export const variableProblem = (text: string): string | null => {
  const unknown = unknownVariables(text);
  if (unknown.length === 0) return null;
  return `不认识${unknown.map((one) => `“${one}”`).join("、")}。可以用：${replyVariables.map((one) => `{${one}}`).join("")}`;
};

/** The words that stand in place of what the record does not say yet, to be written by hand. */
const blank = "＿＿＿＿";

/** A template with the words of one record in it, and what the record did not say. */
export const filledReply = (text: string, values: ReplyValues): { text: string; missing: ReplyVariable[] } => {
  const missing = new Set<ReplyVariable>();
  const filled = text.replace(inBraces, (whole, name: string) => {
    if (!isKnown(name)) return whole;
    if (values[name] !== "") return values[name];
    missing.add(name);
    return blank;
  });
  return { text: filled, missing: [...missing] };
};

type Suiting = {
  kind: (typeof replyKinds)[number];
  nature: (typeof natures)[number] | null;
  categoryCode: string | null;
  isRetired: boolean;
};

/** The templates for a reply, those that were written for just such a matter first. */
export const suitedTemplates = <T extends Suiting>(
  templates: readonly T[],
  matter: {
    kind: (typeof replyKinds)[number];
    nature: (typeof natures)[number] | null;
    categoryCodes: readonly string[];
  },
): T[] => {
  const nearness = ({ nature, categoryCode }: T) =>
    (categoryCode === null ? 0 : 10 - matter.categoryCodes.indexOf(categoryCode)) + (nature === null ? 0 : 1);
  return templates
    .filter(
      ({ kind, nature, categoryCode, isRetired }) =>
        !isRetired &&
        kind === matter.kind &&
        (nature === null || nature === matter.nature) &&
        (categoryCode === null || matter.categoryCodes.includes(categoryCode)),
    )
    .sort((a, b) => nearness(b) - nearness(a));
};

/** What is inserted goes behind what stands there; nothing that was written is lost. */
export const withReply = (written: string, reply: string): string =>
  written.trim() === "" ? reply : `${written.trimEnd()}\n${reply}`;
