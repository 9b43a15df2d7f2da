/*
 * What the core must know of a table file. How one is written is known to the worker thread alone, so that the core
 * loads no spreadsheet library and waits for none.
 */
export type ExportCell = string | number | null;
export type ExportFormat = "xlsx" | "csv";

export const exportMediaTypes: Record<ExportFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
};
