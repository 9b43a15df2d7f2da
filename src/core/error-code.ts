const isSqliteError = (error: unknown): error is { code: string } =>
  typeof (error as { code?: unknown } | null)?.code === "string";

/** The reply for an error that a person can act on, or `Internal`. */
export const codeOfError = (error: unknown): string => {
  if (!isSqliteError(error)) return "Internal";
  if (error.code === "SQLITE_FULL" || error.code === "ENOSPC" || error.code === "EDQUOT") return "DiskFull";
  if (error.code.startsWith("SQLITE_CORRUPT") || error.code === "SQLITE_NOTADB") return "FileDamaged";
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(error.code) || ["EROFS", "EACCES", "EIO"].includes(error.code))
    return "DiskFailed";
  return "Internal";
};
