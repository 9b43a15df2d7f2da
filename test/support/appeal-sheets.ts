import type { CellValue } from "hucre";
import { xlsxOf } from "./file-bytes.ts";
import { openTestCore, type TestCore } from "./test-core.ts";

/** The headings of a published message board. */
export const boardHeading = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"];
export const asHistory = { mode: "history", source: "留言板", channel: "other", nature: "help" };
export const asWork = { ...asHistory, mode: "open" };

export const openClerk = (options: Parameters<typeof openTestCore>[0] = {}) => {
  const centre = openTestCore(options);
  return { centre, desk: centre.as("clerk") };
};

export const boardOf = (...rows: CellValue[][]) => xlsxOf({ 表: [boardHeading, ...rows] });

export const boardRow = (number: number | string | null, content: string, more: CellValue[] = []): CellValue[] => [
  number,
  "A001",
  `关于${content}`,
  "2019/4/25 9:32:09",
  content,
  ...more,
];

export const keptAppeals = ({ db }: TestCore) =>
  db.all<{ id: string; series: string; year: number; number: number; title: string; state: string; content: string }>(
    "SELECT id, series, year, number, title, state, content FROM appeals ORDER BY series, year, number",
  );

/** Read, taken, known, refused. */
export const countsOf = ({ readCount, takenCount, knownCount, refusedCount }: Record<string, unknown>) => [
  readCount,
  takenCount,
  knownCount,
  refusedCount,
];
