export type SheetProblemCode =
  | "EmptyFile"
  | "LockFile"
  | "BrokenFile"
  | "TooLarge"
  | "TooManyRows"
  | "HasPassword"
  | "OldFormat"
  | "WebPage"
  | "NotATable"
  | "UnknownEncoding"
  | "OpenQuote"
  | "NoSheet"
  | "TookTooLong";

const sentences: Record<SheetProblemCode, string> = {
  EmptyFile: "这个文件是空的，里面没有内容。请换一个文件。",
  LockFile: "这是表格打开时留下的临时文件（名字以 ~$ 开头），不是表格本身。请选原来的文件。",
  BrokenFile: "这个表格文件已损坏或没有下载完整，打不开。请重新下载，或用 Excel、WPS 打开后另存一份再导入。",
  TooLarge: "这个表格展开后太大，读不了。请分成几份再导入。",
  TooManyRows: "这张表超过 20 万行，一次最多导入 20 万行。请分成几份再导入。",
  HasPassword: "这个文件设了密码，读不了。请在 Excel 或 WPS 里去掉密码，另存一份再导入。",
  OldFormat: "这种格式的表格不能直接读。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
  WebPage: "这个文件名像表格，里面其实是网页。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
  NotATable: "这不是能读的表格文件（能读 .xlsx、.xls、.csv）。请换一个文件。",
  UnknownEncoding: "看不出这个文本文件的编码。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
  OpenQuote: "这个 CSV 文件里的引号没有成对，分不清单元格。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
  NoSheet: "这个文件里没有可以读的工作表。请换一个文件。",
  TookTooLong: "读这个文件用的时间太久，已经停下，什么都没有写入。请分成几份再导入。",
};

/** Why a file cannot be read as a table; `sentence` is for the person at the desk. */
export class SheetProblem extends Error {
  readonly code: SheetProblemCode;
  readonly sentence: string;

  constructor(code: SheetProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = "SheetProblem";
    this.code = code;
    this.sentence = sentences[code];
  }
}
