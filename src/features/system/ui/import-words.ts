import type { OutputOf } from "#base/contract.ts";
import type { systemContract } from "../contract.ts";
import type { ImportLine } from "../import-contract.ts";

export type Reading = OutputOf<(typeof systemContract)["system.importPreview"]>;

const inThousands = new Intl.NumberFormat("zh-CN");

/** 12,345 */
export const countText = (count: number): string => inThousands.format(count);

/** A, B … Z, AA: as a spreadsheet names its columns. */
export const columnLetter = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + columnLetter(at % 26);

/** What became of a file, in one line whose parts add up. */
export const countsLine = (
  line: Pick<ImportLine, "readCount" | "takenCount" | "knownCount" | "refusedCount">,
): string =>
  `读到 ${countText(line.readCount)} 行：导入 ${countText(line.takenCount)}，已有 ${countText(line.knownCount)}，未导入 ${countText(line.refusedCount)}`;
