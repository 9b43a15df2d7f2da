import { z } from "zod";
import { type Contract, command, FileHandle, query, roles } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Phone } from "#base/privacy.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { backupContract } from "./backup-contract.ts";
import { calendarContract } from "./calendar-contract.ts";
import { categoryContract } from "./category-contract.ts";
import { importContract } from "./import-contract.ts";
import { Pin } from "./pin.ts";
import { searchContract } from "./search-contract.ts";

export const Done = z.object({ done: z.literal(true) });

export const RoleWord = z.enum(roles);

export const Account = z.object({
  id: z.string(),
  name: requiredLine("姓名", 20),
  post: optionalLine("职务", 20),
  roles: z.array(RoleWord).min(1, "至少选一个角色"),
  isActive: z.boolean(),
  createdAt: Instant,
  version: z.int(),
});
export type Account = z.infer<typeof Account>;

export const Community = z.object({
  name: requiredLine("社区名称", 40),
  subdistrict: requiredLine("街道名称", 40),
  centreName: requiredLine("中心名称", 40),
  centreAddress: optionalLine("中心地址", 80),
  centrePhone: Phone,
  openingHours: optionalLine("开放时间", 60),
  idleMinutes: z.int().min(1, "1 至 120 分钟").max(120, "1 至 120 分钟"),
});
export type Community = z.infer<typeof Community>;

const SignedIn = z.object({
  accountId: z.string(),
  name: z.string(),
  post: z.string(),
  roles: z.array(RoleWord),
  isLocked: z.boolean(),
});

export const State = z.object({
  isSetUp: z.boolean(),
  isDemo: z.boolean(),
  /** Of every account of the demonstration; empty in a real centre. */
  demoPin: z.string(),
  communityName: z.string(),
  centreName: z.string(),
  idleMinutes: z.int(),
  isClockSetBack: z.boolean(),
  /** What happened to the data and nobody who signed in has seen yet: a sentence, or nothing. */
  notice: z.string(),
  /** The core's clock: what the page counts from, so that a wrong clock in the page changes nothing. */
  now: Instant,
  /** Who may sign in here; empty before the first run. */
  people: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })),
  signedIn: SignedIn.nullable(),
});
export type State = z.infer<typeof State>;

export const JobView = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["running", "cancelling", "done", "cancelled", "failed"]),
  done: z.int(),
  total: z.int().nullable(),
  note: z.string(),
  problem: z.string().nullable(),
  result: z.json(),
});

export const AuditLine = z.object({
  id: z.int(),
  at: Instant,
  accountName: z.string(),
  operation: z.string(),
  subjectId: z.string().nullable(),
  hash: z.string(),
});

const NewAccount = Account.pick({ name: true, post: true, roles: true }).extend({ pin: Pin });

export const systemContract = {
  ...backupContract,
  ...calendarContract,
  ...categoryContract,
  ...importContract,
  ...searchContract,
  "system.state": query({ needs: "nobody", input: z.object({}), output: State }),
  "system.setUp": command({
    needs: "nobody",
    input: Community.omit({ idleMinutes: true }).extend({
      accountName: requiredLine("您的姓名", 20),
      accountPost: optionalLine("职务", 20),
      pin: Pin,
    }),
    output: z.object({ accountId: z.string() }),
    fails: ["AlreadySetUp"],
    secrets: ["pin"],
  }),

  /** Fills a centre that was not set up yet with the demonstration. */
  "system.openDemo": command({
    needs: "nobody",
    input: z.object({}),
    output: Done,
    fails: ["AlreadySetUp", "NoDemoHere"],
  }),
  "system.demoProgress": query({
    needs: "nobody",
    input: z.object({}),
    output: z.object({ isRunning: z.boolean(), percent: z.int(), note: z.string(), problem: z.string().nullable() }),
  }),

  "system.signIn": command({
    needs: "nobody",
    input: z.object({ accountId: z.string().max(64), pin: Pin }),
    output: z.object({ isSignedIn: z.boolean(), waitSeconds: z.int() }),
    secrets: ["pin"],
  }),
  "system.signOut": command({ needs: "viewer", input: z.object({}), output: Done }),
  "system.lock": command({ needs: "viewer", input: z.object({}), output: Done }),
  "system.noteActivity": command({ needs: "viewer", input: z.object({}), output: Done, isQuiet: true }),
  "system.changeOwnPin": command({
    needs: "viewer",
    input: z.object({ oldPin: Pin, newPin: Pin }),
    output: z.object({ isChanged: z.boolean(), waitSeconds: z.int() }),
    secrets: ["oldPin", "newPin"],
  }),

  "system.listAccounts": query({
    needs: "admin",
    input: z.object({}),
    output: z.object({ accounts: z.array(Account) }),
  }),
  "system.addAccount": command({
    needs: "admin",
    input: NewAccount,
    output: z.object({ id: z.string() }),
    fails: ["AccountNameTaken"],
    secrets: ["pin"],
  }),
  "system.changeAccount": command({
    needs: "admin",
    input: Account.omit({ createdAt: true }),
    output: z.object({ id: z.string(), version: z.int() }),
    fails: ["AccountNameTaken", "LastAdmin"],
  }),
  "system.resetPin": command({
    needs: "admin",
    input: z.object({ id: z.string(), pin: Pin }),
    output: Done,
    secrets: ["pin"],
  }),

  "system.settings": query({
    needs: "viewer",
    input: z.object({}),
    output: Community.extend({ version: z.int() }),
  }),
  "system.changeSettings": command({
    needs: "admin",
    input: Community.extend({ version: z.int() }),
    output: z.object({ version: z.int() }),
  }),
  "system.acceptClock": command({ needs: "director", input: z.object({}), output: Done }),

  "system.draft": query({
    needs: "viewer",
    input: z.object({ form: z.string().max(100) }),
    output: z.object({ body: z.json().nullable(), updatedAt: Instant.nullable() }),
  }),
  "system.saveDraft": command({
    needs: "viewer",
    input: z.object({ form: z.string().min(1).max(100), body: z.json() }),
    output: Done,
    isQuiet: true,
  }),
  "system.dropDraft": command({
    needs: "viewer",
    input: z.object({ form: z.string().max(100) }),
    output: Done,
    isQuiet: true,
  }),

  "system.job": query({ needs: "viewer", input: z.object({ id: z.string() }), output: JobView }),
  /** What an export wrote; for whoever asked for it. */
  "system.exportedFile": query({
    needs: "viewer",
    input: z.object({ jobId: z.string().max(64) }),
    output: z.object({ file: FileHandle }),
  }),
  "system.cancelJob": command({
    needs: "viewer",
    input: z.object({ id: z.string() }),
    output: Done,
    fails: ["JobIsOver"],
  }),

  "system.listAudit": query({
    needs: "admin",
    input: z.object({ beforeId: z.int().nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ lines: z.array(AuditLine), nextBeforeId: z.int().nullable() }),
  }),
  "system.verifyAudit": query({
    needs: "admin",
    input: z.object({ afterId: z.int().min(0).default(0) }),
    output: z.object({
      checked: z.int(),
      /** Where to go on; null at the end of the log. */
      nextAfterId: z.int().nullable(),
      brokenAt: z.int().nullable(),
      hash: z.string(),
    }),
  }),
} satisfies Contract;
