import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { StoredFile } from "#core/files.ts";
import type { ImportCounts, ImportLedger } from "#core/import-job.ts";
import type { importStates } from "../import-contract.ts";

export type KeptImport = ImportCounts & {
  id: string;
  kind: string;
  fileName: string;
  sha256: string;
  state: (typeof importStates)[number];
  choices: string;
  refusedSha256: string | null;
  startedAt: Instant;
  startedBy: string;
  endedAt: Instant | null;
};

const keepFile = (db: WritableDatabase, file: StoredFile, at: Instant): void => {
  db.run(
    "INSERT INTO stored_files (sha256, byteCount, addedAt) VALUES (:sha256, :byteCount, :at) ON CONFLICT DO NOTHING",
    { ...file, at },
  );
};

export const addImport = (
  db: WritableDatabase,
  started: Pick<KeptImport, "id" | "kind" | "fileName" | "startedAt" | "startedBy"> & { choices: unknown },
  file: StoredFile,
): void => {
  keepFile(db, file, started.startedAt);
  db.run(
    `INSERT INTO imports (id, kind, fileName, sha256, state, choices, readCount, takenCount, knownCount, refusedCount,
       refusedSha256, startedAt, startedBy, endedAt)
     VALUES (:id, :kind, :fileName, :sha256, 'running', :choices, 0, 0, 0, 0, NULL, :startedAt, :startedBy, NULL)`,
    { ...started, sha256: file.sha256, choices: JSON.stringify(started.choices) },
  );
};

export const findImport = (db: ReadableDatabase, id: string): KeptImport | undefined =>
  db.one("SELECT * FROM imports WHERE id = :id", { id });

export const newestImports = (db: ReadableDatabase, kinds: readonly string[], limit: number): KeptImport[] =>
  db.all(
    `SELECT * FROM imports WHERE kind IN (SELECT value FROM json_each(:kinds))
     ORDER BY startedAt DESC, id DESC LIMIT :limit`,
    { kinds: JSON.stringify(kinds), limit },
  );

/** What a crash or a full disk left unfinished. */
export const unfinishedImports = (db: ReadableDatabase): KeptImport[] =>
  db.all("SELECT * FROM imports WHERE state IN ('running', 'takingBack') ORDER BY startedAt, id");

/** The imports whose rows may still be taken back. */
export const runningImportIds = (db: ReadableDatabase): string[] => unfinishedImports(db).map(({ id }) => id);

export const importLedger: ImportLedger = {
  keepCounts: (db, id, counts) => {
    db.run(
      `UPDATE imports SET readCount = :readCount, takenCount = :takenCount, knownCount = :knownCount,
         refusedCount = :refusedCount WHERE id = :id`,
      { id, ...counts },
    );
  },
  finish: (db, id, counts, refused, at) => {
    if (refused) keepFile(db, refused, at);
    db.run(
      `UPDATE imports SET state = 'done', readCount = :readCount, takenCount = :takenCount, knownCount = :knownCount,
         refusedCount = :refusedCount, refusedSha256 = :refusedSha256, endedAt = :at WHERE id = :id`,
      { id, ...counts, refusedSha256: refused?.sha256, at },
    );
  },
  beginTakingBack: (db, id) => {
    db.run("UPDATE imports SET state = 'takingBack' WHERE id = :id AND state = 'running'", { id });
  },
  endTakingBack: (db, id, at) => {
    db.run("UPDATE imports SET state = 'takenBack', endedAt = :at WHERE id = :id", { id, at });
  },
};
