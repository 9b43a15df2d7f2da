export type StartProblemCode =
  | "AlreadyOpen"
  | "NewerFile"
  | "NotACentre"
  | "FileDamaged"
  | "FileLost"
  | "ReadOnlyFolder"
  | "DiskFull"
  | "FolderMissing";

const sentences: Record<StartProblemCode, string> = {
  AlreadyOpen: "这个数据文件夹已经由另一个小板凳工作台打开。请先关掉那一个，或换到那个窗口使用。",
  NewerFile: "这份数据由更新版本的小板凳工作台保存。没有改动任何内容。请安装新版本后再打开。",
  NotACentre: "这个文件夹里的 centre.sqlite 不是小板凳工作台的数据。没有改动任何内容。请换一个文件夹。",
  FileDamaged: "数据文件已损坏，打不开。没有改动任何内容。请从备份恢复。",
  FileLost:
    "数据文件不见了或者是空的，而这个文件夹里有它的备份。没有改动任何内容。请从备份恢复；要从头开始的，请换一个空文件夹。",
  ReadOnlyFolder: "没有权限写入数据文件夹。没有改动任何内容。请检查文件夹是否只读，或换一个文件夹。",
  DiskFull: "磁盘已满，无法打开数据。没有改动任何内容。请清理磁盘后再启动。",
  FolderMissing: "找不到数据文件夹，也无法新建。请检查路径。",
};

/** Why a centre's folder cannot be opened; `sentence` is for the person at the desk. */
export class StartProblem extends Error {
  readonly code: StartProblemCode;
  readonly sentence: string;

  constructor(code: StartProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = "StartProblem";
    this.code = code;
    this.sentence = sentences[code];
  }
}

/** Whether a backup puts it right. */
export const isMendedByBackup = ({ code }: StartProblem): boolean => code === "FileDamaged" || code === "FileLost";

/** The problem behind an error of SQLite or the file system, where it is one that a person can act on. */
export const startProblemOf = (error: unknown): StartProblem | undefined => {
  if (error instanceof StartProblem) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return undefined;
  if (code === "SQLITE_CORRUPT" || code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT_"))
    return new StartProblem("FileDamaged", error);
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") return new StartProblem("DiskFull", error);
  if (code.startsWith("SQLITE_READONLY") || code === "SQLITE_CANTOPEN" || ["EACCES", "EPERM", "EROFS"].includes(code))
    return new StartProblem("ReadOnlyFolder", error);
  return undefined;
};
