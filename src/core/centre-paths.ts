import { join } from "node:path";

/** Where everything of a centre lies inside its folder. */
export const databasePathOf = (folder: string) => join(folder, "centre.sqlite");
export const filesPathOf = (folder: string) => join(folder, "files");
export const lockPathOf = (folder: string) => join(folder, "lock.sqlite");
export const backupsPathOf = (folder: string) => join(folder, "backups");
/** What a restore put away: one folder for each. */
export const setAsidePathOf = (folder: string) => join(folder, "set-aside");
/** What a restore prepares; it becomes the centre's own, or nothing. */
export const stagingPathOf = (folder: string) => join(folder, "restoring");
/** Stands there while a restore changes one database for the other. */
export const swapPathOf = (folder: string) => join(folder, "restore.json");
