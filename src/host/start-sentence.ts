import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { type BackupLine, backupsIn } from "#core/backup-list.ts";
import { BackupProblem } from "#core/backup-problem.ts";
import { backupsPathOf } from "#core/centre-paths.ts";
import { isMendedByBackup, StartProblem } from "#core/start-problem.ts";

/** How the program was started, as far as a person has to write it again. */
export type StartedWith = { folder: string; data: string | undefined; isDemo: boolean };

const shownBackups = 3;

/** A path as the shell of this system takes it whole. */
const quoted = (path: string) => (process.platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`);

const restoreLine = ({ data, isDemo }: StartedWith, backup: string) =>
  ["npm start --", ...(isDemo ? ["--demo"] : []), ...(data === undefined ? [] : ["--data", quoted(data)]), "--restore"]
    .concat(quoted(backup))
    .join(" ");

export const momentOf = ({ madeAt }: Pick<BackupLine, "madeAt">) => `${longDay(dayOf(madeAt))} ${timeOf(madeAt)}`;

/** The newest copies of a folder, each of which was checked when it was made. */
export const newestBackups = (folder: string): BackupLine[] => backupsIn(backupsPathOf(folder)).slice(0, shownBackups);

const adviceFor = (started: StartedWith): string => {
  const backups = newestBackups(started.folder);
  if (backups.length === 0) return "这个数据文件夹里没有备份。如果U盘或别的文件夹里有，请用 --restore 写上它的路径。";
  const lines = backups.map((backup) => `  ${momentOf(backup)} 的备份：\n    ${restoreLine(started, backup.path)}`);
  return ["最近核对过的备份，要恢复哪一份就运行它下面那一行（损坏的文件会留存，不会删除）：", ...lines].join("\n");
};

/** What to tell a person when the folder was not opened; undefined where the program is to blame. */
export const startSentence = (error: unknown, started: StartedWith): string | undefined => {
  if (error instanceof BackupProblem) return error.sentence;
  if (!(error instanceof StartProblem)) return undefined;
  return isMendedByBackup(error) ? `${error.sentence}\n${adviceFor(started)}` : error.sentence;
};
