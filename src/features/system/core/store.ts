import type { Role } from "#base/contract.ts";
import type { Instant } from "#base/dates.ts";
import type { Caller } from "#core/contexts.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Account, Community } from "../contract.ts";

type KeptAccount = Account & {
  pinSalt: string;
  pinHash: string;
  pinCost: number;
  wrongPinCount: number;
  waitUntil: Instant | null;
};
type AccountRow = Omit<KeptAccount, "roles"> & { roles: string };

const toAccount = (row: AccountRow): KeptAccount => ({ ...row, roles: JSON.parse(row.roles) as Role[] });

const communityColumns = "name, subdistrict, centreName, centreAddress, centrePhone, openingHours, idleMinutes";

export type KeptCommunity = Community & { isDemo: boolean; setUpAt: Instant; version: number };

export const findCommunity = (db: ReadableDatabase): KeptCommunity | undefined =>
  db.one(`SELECT ${communityColumns}, isDemo, setUpAt, version FROM community`);

export const addCommunity = (db: WritableDatabase, community: Community & { isDemo: boolean }, at: Instant): void => {
  db.run(
    `INSERT INTO community (id, ${communityColumns}, isDemo, setUpAt, version)
     VALUES (1, :name, :subdistrict, :centreName, :centreAddress, :centrePhone, :openingHours, :idleMinutes, :isDemo, :at, 1)`,
    { ...community, at },
  );
};

/** What the frame then says on every page. No operation does this: only the program that makes a demonstration. */
export const markAsDemo = (db: WritableDatabase): void => {
  db.run("UPDATE community SET isDemo = 1");
};

/** False when someone else saved first. */
export const changeCommunity = (db: WritableDatabase, community: Community & { version: number }): boolean =>
  db.run(
    `UPDATE community SET name = :name, subdistrict = :subdistrict, centreName = :centreName,
       centreAddress = :centreAddress, centrePhone = :centrePhone, openingHours = :openingHours,
       idleMinutes = :idleMinutes, version = version + 1
     WHERE version = :version`,
    community,
  ) === 1;

export const accountsOf = (db: ReadableDatabase): KeptAccount[] =>
  db.all<AccountRow>("SELECT * FROM accounts ORDER BY isActive DESC, createdAt, id").map(toAccount);

export const findAccount = (db: ReadableDatabase, id: string): KeptAccount | undefined => {
  const row = db.one<AccountRow>("SELECT * FROM accounts WHERE id = :id", { id });
  return row && toAccount(row);
};

/** The name of an account for a timeline; empty for the program itself. */
export const accountNames = (db: ReadableDatabase): Map<string, string> =>
  new Map(db.all<{ id: string; name: string }>("SELECT id, name FROM accounts").map(({ id, name }) => [id, name]));

export const findCaller = (db: ReadableDatabase, accountId: string): Caller | undefined => {
  const row = db.one<{ roles: string }>("SELECT roles FROM accounts WHERE id = :accountId AND isActive = 1", {
    accountId,
  });
  return row && { accountId, roles: JSON.parse(row.roles) as Role[] };
};

export const idleMinutes = (db: ReadableDatabase): number =>
  db.one<{ idleMinutes: number }>("SELECT idleMinutes FROM community")?.idleMinutes ?? 10;

export const isNameTaken = (db: ReadableDatabase, name: string, exceptId: string): boolean =>
  db.one("SELECT 1 FROM accounts WHERE name = :name AND isActive = 1 AND id <> :exceptId", { name, exceptId }) !==
  undefined;

export const addAccount = (
  db: WritableDatabase,
  account: Omit<Account, "version" | "isActive"> & { pinSalt: string; pinHash: string; pinCost: number },
): void => {
  db.run(
    `INSERT INTO accounts (id, name, post, roles, pinSalt, pinHash, pinCost, isActive, wrongPinCount, waitUntil, createdAt, version)
     VALUES (:id, :name, :post, :roles, :pinSalt, :pinHash, :pinCost, 1, 0, NULL, :createdAt, 1)`,
    { ...account, roles: JSON.stringify(account.roles) },
  );
};

/** False when someone else saved first. */
export const changeAccount = (db: WritableDatabase, account: Omit<Account, "createdAt">): boolean =>
  db.run(
    `UPDATE accounts SET name = :name, post = :post, roles = :roles, isActive = :isActive, version = version + 1
     WHERE id = :id AND version = :version`,
    {
      id: account.id,
      name: account.name,
      post: account.post,
      roles: JSON.stringify(account.roles),
      isActive: account.isActive,
      version: account.version,
    },
  ) === 1;

export const setPin = (
  db: WritableDatabase,
  id: string,
  kept: { pinSalt: string; pinHash: string; pinCost: number },
): boolean =>
  db.run(
    `UPDATE accounts SET pinSalt = :pinSalt, pinHash = :pinHash, pinCost = :pinCost, wrongPinCount = 0, waitUntil = NULL
     WHERE id = :id`,
    { id, ...kept },
  ) === 1;

export const setPinTries = (
  db: WritableDatabase,
  id: string,
  wrongPinCount: number,
  waitUntil: Instant | null,
): void => {
  db.run("UPDATE accounts SET wrongPinCount = :wrongPinCount, waitUntil = :waitUntil WHERE id = :id", {
    id,
    wrongPinCount,
    waitUntil,
  });
};

export const findDraft = (
  db: ReadableDatabase,
  accountId: string,
  form: string,
): { body: string; updatedAt: Instant } | undefined =>
  db.one("SELECT body, updatedAt FROM drafts WHERE accountId = :accountId AND form = :form", { accountId, form });

export const saveDraft = (db: WritableDatabase, accountId: string, form: string, body: string, at: Instant): void => {
  db.run(
    `INSERT INTO drafts (accountId, form, body, updatedAt) VALUES (:accountId, :form, :body, :at)
     ON CONFLICT (accountId, form) DO UPDATE SET body = excluded.body, updatedAt = excluded.updatedAt`,
    { accountId, form, body, at },
  );
};

export const dropDraft = (db: WritableDatabase, accountId: string, form: string): void => {
  db.run("DELETE FROM drafts WHERE accountId = :accountId AND form = :form", { accountId, form });
};

export const auditLines = (
  db: ReadableDatabase,
  beforeId: number | null,
  limit: number,
): { id: number; at: Instant; accountId: string | null; operation: string; subjectId: string | null; hash: string }[] =>
  db.all(
    `SELECT id, at, accountId, operation, subjectId, hash FROM audit_log
     WHERE :beforeId IS NULL OR id < :beforeId ORDER BY id DESC LIMIT :limit`,
    { beforeId, limit },
  );

/** What a copy of everything takes: the pages of the database, and all files that records name. */
export const wholeBytes = (db: ReadableDatabase): number =>
  db.one<{ byteCount: number }>(
    `SELECT page_count * page_size + (SELECT coalesce(sum(byteCount), 0) FROM stored_files) AS byteCount
     FROM pragma_page_count(), pragma_page_size()`,
  )?.byteCount ?? 0;

/** Whether anybody has tried to sign in since that row of the audit log. */
export const hasSignInAfter = (db: ReadableDatabase, auditId: number): boolean =>
  db.one("SELECT 1 FROM audit_log WHERE id > :auditId AND operation = 'system.signIn' LIMIT 1", { auditId }) !==
  undefined;
