import { FileHandle, mayDo } from "#base/contract.ts";
import { verifyAuditPart } from "#core/audit.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ImportKind } from "#core/import-kind.ts";
import type { Jobs, JobView } from "#core/jobs.ts";
import type { IndexedKind } from "#core/search-rebuild.ts";
import type { systemContract } from "../contract.ts";
import { backupOperations, type TableWords } from "./backup-operations.ts";
import { workCalendarOf } from "./calendar-store.ts";
import { categoryOperations } from "./category-operations.ts";
import { addSeedCategories } from "./category-seed.ts";
import { centreNotice } from "./centre-notice.ts";
import { importOperations } from "./import-operations.ts";
import { tryPin } from "./pin-tries.ts";
import { currentPinCost, pinHash } from "./pins.ts";
import { type SearchPart, searchOperations } from "./search-operations.ts";
import * as store from "./store.ts";

export type SystemParts = {
  searchParts: readonly SearchPart[];
  /** All that is in the search, also what only pickers look for. */
  indexedKinds: readonly IndexedKind[];
  importKinds: readonly ImportKind[];
  /** What the audit log calls each command, in Chinese. */
  operationWords: Readonly<Record<string, string>>;
  /** The tables whose rows a backup is told by. */
  tableWords: TableWords;
  /** The PIN of every account of the demonstration. */
  demoPin: string;
};

/** The name of the work that makes up the demonstration. */
const openDemoName = "system.openDemo";

const sampleJob = (jobs: Pick<Jobs, "list">) =>
  jobs.list().find(({ name, state }) => name === openDemoName && state === "running");

const newPin = (pin: string, random: (byteCount: number) => Uint8Array) => {
  const pinSalt = Buffer.from(random(16)).toString("hex");
  return { pinSalt, pinHash: pinHash(pin, pinSalt, currentPinCost), pinCost: currentPinCost };
};

const importWords = (kinds: readonly ImportKind[], jobName: string): string | undefined => {
  const kind = kinds.find((candidate) => candidate.jobName === jobName);
  return kind && `导入${kind.title}`;
};

const jobOf = (
  { jobs, caller, refuse }: Pick<QueryContext<never>, "jobs" | "caller" | "refuse">,
  id: string,
): JobView => {
  const job = jobs.find(id);
  if (!job || (job.accountId !== caller.accountId && !mayDo(caller.roles, "admin"))) throw refuse("NotFound");
  return job;
};

export const systemOperations = ({
  searchParts,
  indexedKinds,
  importKinds,
  operationWords,
  tableWords,
  demoPin,
}: SystemParts): Handlers<typeof systemContract> => ({
  ...backupOperations(tableWords),
  ...categoryOperations,
  ...importOperations(importKinds),
  ...searchOperations(searchParts, indexedKinds),

  "system.listCalendarYears": ({ db }) => ({
    years: [...workCalendarOf(db).values()].sort((a, b) => a.year - b.year),
  }),

  "system.state": ({ db, now, session, isClockSetBack }) => {
    const community = store.findCommunity(db);
    const accounts = community ? store.accountsOf(db).filter((account) => account.isActive) : [];
    const account = accounts.find(({ id }) => id === session.accountId);
    return {
      isSetUp: community !== undefined,
      isDemo: community?.isDemo ?? false,
      demoPin: community?.isDemo ? demoPin : "",
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      idleMinutes: community?.idleMinutes ?? 10,
      isClockSetBack,
      notice: centreNotice(db),
      now,
      people: accounts.map(({ id, name, post }) => ({ id, name, post })),
      signedIn: account
        ? {
            accountId: account.id,
            name: account.name,
            post: account.post,
            roles: account.roles,
            isLocked: session.isLocked,
          }
        : null,
    };
  },

  "system.setUp": ({ db, now, newId, random, refuse, session }, input) => {
    if (store.findCommunity(db)) throw refuse("AlreadySetUp");
    const { accountName, accountPost, pin, ...community } = input;
    const accountId = newId();
    store.addCommunity(db, { ...community, idleMinutes: 10, isDemo: false }, now);
    store.addAccount(db, {
      id: accountId,
      name: accountName,
      post: accountPost,
      roles: ["director", "admin"],
      createdAt: now,
      ...newPin(pin, random),
    });
    addSeedCategories(db);
    session.signIn(accountId);
    return { accountId };
  },

  "system.openDemo": ({ db, jobs, makeSample, startJob, refuse }) => {
    if (store.findCommunity(db)) throw refuse("AlreadySetUp");
    if (!makeSample) throw refuse("NoDemoHere");
    if (!sampleJob(jobs)) startJob(makeSample());
    return { done: true };
  },
  "system.demoProgress": ({ jobs }) => {
    const job = jobs.list().findLast(({ name }) => name === openDemoName);
    return {
      isRunning: job?.state === "running",
      percent: job?.progress.done ?? 0,
      note: job?.progress.note ?? "",
      problem: job?.problem ?? null,
    };
  },

  "system.signIn": ({ db, now, session }, { accountId, pin }) => {
    const { isRight, waitSeconds } = tryPin(db, accountId, pin, now);
    if (isRight) session.signIn(accountId);
    return { isSignedIn: isRight, waitSeconds };
  },
  "system.signOut": ({ session }) => {
    session.signOut();
    return { done: true };
  },
  "system.lock": ({ session }) => {
    session.lock();
    return { done: true };
  },
  "system.noteActivity": () => ({ done: true }),
  "system.changeOwnPin": ({ db, now, caller, random }, { oldPin, newPin: pin }) => {
    const { isRight, waitSeconds } = tryPin(db, caller.accountId, oldPin, now);
    if (isRight) store.setPin(db, caller.accountId, newPin(pin, random));
    return { isChanged: isRight, waitSeconds };
  },

  "system.listAccounts": ({ db }) => ({ accounts: store.accountsOf(db) }),
  "system.addAccount": ({ db, now, newId, random, refuse }, { pin, ...account }) => {
    if (store.isNameTaken(db, account.name, "")) throw refuse("AccountNameTaken");
    const id = newId();
    store.addAccount(db, { ...account, id, createdAt: now, ...newPin(pin, random) });
    return { id };
  },
  "system.changeAccount": ({ db, refuse, endSessionsOf, afterCommit }, account) => {
    const before = store.findAccount(db, account.id);
    if (!before) throw refuse("NotFound");
    if (account.isActive && store.isNameTaken(db, account.name, account.id)) throw refuse("AccountNameTaken");
    const otherAdmins = store
      .accountsOf(db)
      .filter(({ id, isActive, roles }) => id !== account.id && isActive && roles.includes("admin"));
    if (otherAdmins.length === 0 && !(account.isActive && account.roles.includes("admin"))) throw refuse("LastAdmin");
    if (!store.changeAccount(db, account)) throw refuse("Conflict");
    if (!account.isActive) afterCommit(() => endSessionsOf(account.id));
    return { id: account.id, version: account.version + 1 };
  },
  "system.resetPin": ({ db, random, refuse }, { id, pin }) => {
    if (!store.setPin(db, id, newPin(pin, random))) throw refuse("NotFound");
    return { done: true };
  },

  "system.settings": ({ db, refuse }) => {
    const community = store.findCommunity(db);
    if (!community) throw refuse("NotFound");
    return community;
  },
  "system.changeSettings": ({ db, refuse }, community) => {
    if (!store.changeCommunity(db, community)) throw refuse("Conflict");
    return { version: community.version + 1 };
  },
  "system.acceptClock": ({ acceptClock }) => {
    acceptClock();
    return { done: true };
  },

  "system.draft": ({ db, caller }, { form }) => {
    const draft = store.findDraft(db, caller.accountId, form);
    return { body: draft ? JSON.parse(draft.body) : null, updatedAt: draft?.updatedAt ?? null };
  },
  "system.saveDraft": ({ db, caller, now }, { form, body }) => {
    store.saveDraft(db, caller.accountId, form, JSON.stringify(body), now);
    return { done: true };
  },
  "system.dropDraft": ({ db, caller }, { form }) => {
    store.dropDraft(db, caller.accountId, form);
    return { done: true };
  },

  "system.job": (context, { id }) => {
    const { progress, ...job } = jobOf(context, id);
    return { ...job, ...progress, result: job.result as null };
  },
  "system.exportedFile": ({ jobs, caller, refuse }, { jobId }) => {
    const job = jobs.find(jobId);
    const file = FileHandle.safeParse((job?.result as { file?: unknown } | null | undefined)?.file);
    if (job?.accountId !== caller.accountId || !file.success) throw refuse("NotFound");
    return { file: file.data };
  },
  "system.cancelJob": (context, { id }) => {
    jobOf(context, id);
    if (!context.jobs.cancel(id)) throw context.refuse("JobIsOver");
    return { done: true };
  },

  "system.listAudit": ({ db }, { beforeId, limit }) => {
    const names = store.accountNames(db);
    const lines = store.auditLines(db, beforeId, limit);
    return {
      lines: lines.map(({ accountId, ...line }) => ({
        ...line,
        accountName: accountId === null ? "" : (names.get(accountId) ?? ""),
        operation: operationWords[line.operation] ?? importWords(importKinds, line.operation) ?? "程序自己做的",
      })),
      nextBeforeId: lines.length === limit ? (lines.at(-1)?.id ?? null) : null,
    };
  },
  "system.verifyAudit": ({ db }, { afterId }) => {
    const part = verifyAuditPart(db, afterId, 2000);
    return { checked: part.checked, nextAfterId: part.lastId, brokenAt: part.brokenAt, hash: part.hash };
  },
});
