import { typedRows } from "./meeting-sign-in.ts";
import type { choices } from "./vote-contract.ts";

export type Choice = (typeof choices)[number];

type Typed = { forRows: string; againstRows: string; abstainRows: string };

const columns = [
  { field: "forRows", choice: "for", word: "赞成" },
  { field: "againstRows", choice: "against", word: "反对" },
  { field: "abstainRows", choice: "abstain", word: "弃权" },
] as const;

type Signed = { ok: true; choices: Map<number, Choice> } | { ok: false; field: keyof Typed; message: string };

/** Who signed for what, by row; a row that stands in two columns or is not on the sheet is refused with its number. */
export const signedChoices = (typed: Typed, rowCount: number): Signed => {
  const choices = new Map<number, Choice>();
  for (const { field, choice, word } of columns) {
    const rows = typedRows(typed[field]);
    if (!rows) return { ok: false, field, message: "请照签字表上的序号填，如 1-8、10、12" };
    for (const row of rows) {
      if (row > rowCount) return { ok: false, field, message: `签字表上没有第 ${row} 行` };
      const before = columns.find((column) => column.choice === choices.get(row));
      if (before) return { ok: false, field, message: `第 ${row} 行既填在${before.word}里，又填在${word}里` };
      choices.set(row, choice);
    }
  }
  return { ok: true, choices };
};

export const countsOfChoices = (chosen: Iterable<Choice>) => {
  const counts = { forCount: 0, againstCount: 0, abstainCount: 0 };
  for (const choice of chosen) counts[`${choice}Count`] += 1;
  return counts;
};
