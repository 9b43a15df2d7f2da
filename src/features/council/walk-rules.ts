import type { Day } from "#base/dates.ts";
import type { walkRowKinds } from "./walk-contract.ts";

export type WalkRowKind = (typeof walkRowKinds)[number];

export type WalkSubject = { kind: Exclude<WalkRowKind, "blank">; subjectId: string };

/** The rows of a sheet in the order in which somebody walks: the homes, what is open there, and room to write. */
export const walkRows = (
  subjects: readonly WalkSubject[],
  blankCount: number,
): { position: number; kind: WalkRowKind; subjectId: string | null }[] => {
  const order: readonly WalkRowKind[] = ["task", "appeal", "home"];
  const rows: { kind: WalkRowKind; subjectId: string | null }[] = [
    ...order.flatMap((kind) => subjects.filter((subject) => subject.kind === kind)),
    ...Array.from({ length: blankCount }, () => ({ kind: "blank" as const, subjectId: null })),
  ];
  return rows.map(({ kind, subjectId }, at) => ({ position: at + 1, kind, subjectId }));
};

/** What stands against keying a row back, or null. */
export const keyingProblem = (
  row: { kind: WalkRowKind; keyedAt: string | null },
  said: { words: string; walkDate: Day },
  sheet: { printedDate: Day; today: Day },
) => {
  if (row.keyedAt !== null) return "WalkRowIsKeyed";
  if (said.walkDate > sheet.today) return "WalkIsAhead";
  if (said.walkDate < sheet.printedDate) return "WalkBeforeSheet";
  // A blank row that stayed blank is passed over and not keyed.
  return row.kind === "blank" && said.words === "" ? "WalkRowIsEmpty" : null;
};

/** What a row becomes: a new appeal, a visit of the task, a note on the appeal, or nothing but the tick. */
export const keyedAs = (kind: WalkRowKind, words: string): "appeal" | "visit" | "note" | "nothing" => {
  if (words === "") return "nothing";
  if (kind === "task") return "visit";
  return kind === "appeal" ? "note" : "appeal";
};

/** The row that comes next: the first one behind that nobody has keyed, else the first of all. */
export const nextRow = (
  rows: readonly { position: number; keyedAt: string | null }[],
  after: number,
): number | null => {
  const open = rows.filter(({ keyedAt }) => keyedAt === null);
  return (open.find(({ position }) => position > after) ?? open[0])?.position ?? null;
};
