import { createHash } from "node:crypto";
import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";

export type AuditEntry = {
  at: Instant;
  accountId: string | null;
  operation: string;
  subjectId: string | null;
  requestId: string | null;
  payload: string;
  reply: string;
  salt: string;
};

type AuditRow = {
  id: number;
  at: Instant;
  accountId: string | null;
  operation: string;
  subjectId: string | null;
  requestId: string | null;
  payloadHash: string;
  previousHash: string;
  hash: string;
};

/** What a command was asked, without the fields that never reach the log, at any depth. */
export const withoutSecrets = (value: unknown, secrets: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secrets.includes(key))
      .map(([key, item]) => [key, withoutSecrets(item, secrets)]),
  );
};

const sha256 = (...parts: string[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

export const payloadHashOf = (salt: string, payload: string) => sha256(salt, "\n", payload);

const rowHash = (row: Omit<AuditRow, "hash">) =>
  sha256(
    JSON.stringify([
      row.id,
      row.at,
      row.accountId,
      row.operation,
      row.subjectId,
      row.requestId,
      row.payloadHash,
      row.previousHash,
    ]),
  );

export const newestAudit = (db: ReadableDatabase): { id: number; at: Instant; hash: string } | undefined =>
  db.one("SELECT id, at, hash FROM audit_log ORDER BY id DESC LIMIT 1");

export const appendAudit = (db: WritableDatabase, entry: AuditEntry): void => {
  const previous = newestAudit(db);
  const row = {
    id: (previous?.id ?? 0) + 1,
    at: entry.at,
    accountId: entry.accountId,
    operation: entry.operation,
    subjectId: entry.subjectId,
    requestId: entry.requestId,
    payloadHash: payloadHashOf(entry.salt, entry.payload),
    previousHash: previous?.hash ?? "",
  };
  db.run(
    `INSERT INTO audit_log (id, at, accountId, operation, subjectId, requestId, payloadHash, previousHash, hash)
     VALUES (:id, :at, :accountId, :operation, :subjectId, :requestId, :payloadHash, :previousHash, :hash)`,
    { ...row, hash: rowHash(row) },
  );
  db.run("INSERT INTO audit_payloads (auditId, salt, payload, reply) VALUES (:auditId, :salt, :payload, :reply)", {
    auditId: row.id,
    salt: entry.salt,
    payload: entry.payload,
    reply: entry.reply,
  });
};

/** Empties the payloads of what was asked before by the newest row, which is the erasing. */
export const emptyPayloads = (
  db: WritableDatabase,
  { subjectIds, words }: { subjectIds: readonly string[]; words: readonly string[] },
): void => {
  const erasedBy = newestAudit(db)?.id;
  db.run(
    `UPDATE audit_payloads SET salt = NULL, payload = NULL, reply = NULL, erasedBy = :erasedBy
     WHERE erasedBy IS NULL AND auditId < :erasedBy AND (
       auditId IN (SELECT a.id FROM audit_log a JOIN json_each(:subjectIds) j ON a.subjectId = j.value)
       OR EXISTS (SELECT 1 FROM json_each(:words) w WHERE instr(payload, w.value) > 0 OR instr(reply, w.value) > 0))`,
    { erasedBy: erasedBy ?? 0, subjectIds: JSON.stringify(subjectIds), words: JSON.stringify(words) },
  );
};

export type KeptReply = {
  accountId: string | null;
  operation: string;
  payloadHash: string;
  salt: string | null;
  reply: string | null;
};

/** What was answered to a request before; its reply is gone once a person in it was erased. */
export const keptReply = (db: ReadableDatabase, requestId: string): KeptReply | undefined =>
  db.one(
    `SELECT a.accountId, a.operation, a.payloadHash, p.salt, p.reply
     FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id WHERE a.requestId = :requestId`,
    { requestId },
  );

/**
 * Recomputes part of the chain, from the row after `afterId`; `brokenAt` is the first row whose content or link does
 * not fit. `lastId` is where to go on, or null at the end.
 */
export const verifyAuditPart = (
  db: ReadableDatabase,
  afterId: number,
  limit: number,
): { checked: number; lastId: number | null; brokenAt: number | null; hash: string } => {
  let previousHash =
    afterId === 0
      ? ""
      : (db.one<{ hash: string }>("SELECT hash FROM audit_log WHERE id = :afterId", { afterId })?.hash ?? "");
  const rows = db.all<
    AuditRow & { payload: string | null; salt: string | null; erasedBy: number | null; hasPayloadRow: boolean }
  >(
    `SELECT a.*, p.payload, p.salt, p.erasedBy, p.auditId IS NOT NULL AS hasPayloadRow
     FROM audit_log a LEFT JOIN audit_payloads p ON p.auditId = a.id
     WHERE a.id > :afterId ORDER BY a.id LIMIT :limit`,
    { afterId, limit },
  );
  let expectedId = afterId + 1;
  for (const row of rows) {
    const isPayloadSound =
      row.hasPayloadRow &&
      (row.payload === null || row.salt === null
        ? row.erasedBy !== null
        : payloadHashOf(row.salt, row.payload) === row.payloadHash);
    if (row.id !== expectedId || row.previousHash !== previousHash || rowHash(row) !== row.hash || !isPayloadSound)
      return { checked: expectedId - afterId - 1, lastId: null, brokenAt: row.id, hash: row.hash };
    previousHash = row.hash;
    expectedId += 1;
  }
  const lastId = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
  return { checked: rows.length, lastId, brokenAt: null, hash: previousHash };
};
