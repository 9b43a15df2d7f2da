export type BackupProblemCode =
  | "TargetFull"
  | "TargetNotWritable"
  | "TargetGone"
  | "SourceDamaged"
  | "NotABackup"
  | "NewerBackup"
  | "BackupDamaged"
  | "BackupIncomplete"
  | "BackupUnreadable"
  | "CentreFull";

const sentences: Record<BackupProblemCode, string> = {
  TargetFull: "没有备份成：放备份的磁盘已满。没有留下半份。请清理磁盘，或换一个地方再备份。",
  TargetNotWritable: "没有备份成：那个文件夹不能写入。请检查它是否只读，或换一个文件夹。",
  TargetGone: "没有备份成：中途写不进去了，可能是U盘被拔出或网络断开。请插好后再备份一次。",
  SourceDamaged: "没有备份成：现在的数据文件有损坏。请从最近的备份恢复；损坏的文件会留存，不会删除。",
  NotABackup: "这个文件夹里没有小板凳工作台的备份。",
  NewerBackup: "这份备份由更新版本的小板凳工作台保存。没有改动任何内容。请安装新版本后再恢复。",
  BackupDamaged: "这份备份已损坏，或者被改动过，不能用来恢复。请换一份备份。",
  BackupIncomplete: "这份备份缺了附件，或者附件已损坏，不能用来恢复。请换一份备份。",
  BackupUnreadable: "这份备份读不出来，可能是U盘被拔出或网络断开。请插好后再试。",
  CentreFull: "没有恢复：这台电脑的磁盘空间不够。现在的数据没有变。请清理磁盘后再恢复。",
};

/** Why a copy was not made, or cannot be used; `sentence` is for the person at the desk. */
export class BackupProblem extends Error {
  readonly code: BackupProblemCode;
  readonly sentence: string;

  constructor(code: BackupProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = "BackupProblem";
    this.code = code;
    this.sentence = sentences[code];
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

export const isFull = (error: unknown): boolean => /^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/.test(codeOf(error));
export const isDamage = (error: unknown): boolean => /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error));
const isForbidden = (error: unknown) =>
  /^(?:EACCES|EPERM|EROFS|EEXIST|ENOTDIR|SQLITE_READONLY.*|SQLITE_CANTOPEN)$/.test(codeOf(error));
const isGone = (error: unknown) =>
  /^(?:ENOENT|ENODEV|ENXIO|EIO|ENOTCONN|ETIMEDOUT|SQLITE_IOERR.*)$/.test(codeOf(error));

/** The problem behind an error met while a copy is written; the error itself where the program is to blame. */
export const writingProblem = (error: unknown): unknown => {
  if (error instanceof BackupProblem) return error;
  if (isFull(error)) return new BackupProblem("TargetFull", error);
  if (isDamage(error)) return new BackupProblem("SourceDamaged", error);
  if (isForbidden(error)) return new BackupProblem("TargetNotWritable", error);
  return isGone(error) ? new BackupProblem("TargetGone", error) : error;
};

/** The same while a copy is read and a restore prepared. */
export const readingProblem = (error: unknown): unknown => {
  if (error instanceof BackupProblem) return error;
  if (isFull(error)) return new BackupProblem("CentreFull", error);
  if (isDamage(error)) return new BackupProblem("BackupDamaged", error);
  return isForbidden(error) || isGone(error) ? new BackupProblem("BackupUnreadable", error) : error;
};
