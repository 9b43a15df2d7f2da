import { describe, expect, test } from "vitest";
import type { Job } from "#core/jobs.ts";
import { setUpInput } from "../support/community.ts";
import { openTestCore } from "../support/test-core.ts";

describe("system.setUp", () => {
  test("makes the community and the first account, which is signed in at once", () => {
    const { openDesk, auditOf } = openTestCore({ isEmpty: true });
    const desk = openDesk();
    expect(desk.ok("system.state", {})).toMatchObject({ isSetUp: false, people: [], signedIn: null });
    let accountId = "";
    const rows = auditOf(() => {
      accountId = desk.ok("system.setUp", setUpInput).accountId;
    });
    const { pin: _pin, ...kept } = setUpInput;
    expect(rows).toMatchObject([{ operation: "system.setUp", accountId: null, payload: kept }]);
    expect(JSON.stringify(rows)).not.toContain("pin");
    expect(desk.ok("system.state", {})).toMatchObject({
      isSetUp: true,
      isDemo: false,
      communityName: setUpInput.name,
      centreName: setUpInput.centreName,
      people: [{ id: accountId, name: setUpInput.accountName, post: setUpInput.accountPost }],
      signedIn: { accountId, roles: ["director", "admin"], isLocked: false },
    });
  });

  test("happens once", () => {
    const { openDesk, auditOf } = openTestCore();
    expect(auditOf(() => expect(openDesk().code("system.setUp", setUpInput)).toBe("AlreadySetUp"))).toEqual([]);
  });

  test("names every field that is missing", () => {
    const { openDesk } = openTestCore({ isEmpty: true });
    const reply = openDesk().raw("system.setUp", {});
    expect(reply.ok ? [] : reply.fields?.map(({ path }) => path)).toEqual([
      "name",
      "subdistrict",
      "centreName",
      "accountName",
      "pin",
    ]);
  });
});

describe("settings", () => {
  test("everybody signed in reads them, the administrator changes them", () => {
    const { as, auditOf, accountIds } = openTestCore();
    const admin = as("admin");
    const before = as("viewer").ok("system.settings", {});
    expect(before).toMatchObject({ name: setUpInput.name, idleMinutes: 10, version: 1 });
    const rows = auditOf(() =>
      expect(admin.ok("system.changeSettings", { ...before, idleMinutes: 5 })).toEqual({ version: 2 }),
    );
    expect(rows).toMatchObject([{ operation: "system.changeSettings", accountId: accountIds.admin }]);
    expect(as("viewer").ok("system.settings", {})).toEqual({ ...before, idleMinutes: 5, version: 2 });
  });

  test("a stale version is a conflict", () => {
    const { as } = openTestCore();
    const admin = as("admin");
    const before = admin.ok("system.settings", {});
    admin.ok("system.changeSettings", before);
    expect(admin.code("system.changeSettings", before)).toBe("Conflict");
  });

  test.each([0, 121, 1.5])("%s idle minutes are refused", (idleMinutes) => {
    const { as } = openTestCore();
    const admin = as("admin");
    const before = admin.ok("system.settings", {});
    expect(admin("system.changeSettings", { ...before, idleMinutes })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "idleMinutes" }],
    });
  });

  test("before the first run there are none", () => {
    const { core, openDesk } = openTestCore({ isEmpty: true });
    expect(openDesk().code("system.settings", {})).toBe("NotSignedIn");
    expect(core.handle(core.openSession(), "system.state", {})).toMatchObject({ ok: true, value: { idleMinutes: 10 } });
  });
});

describe("system.acceptClock", () => {
  test("a clock set back stops saving until the director takes it for right", () => {
    const { as, advance, auditOf, now } = openTestCore();
    const [clerk, director] = [as("clerk"), as("director")];
    const settings = as("admin").ok("system.settings", {});
    advance({ days: -2 });
    const admin = as("admin");
    expect(clerk.ok("system.state", {}).isClockSetBack).toBe(true);
    expect(admin.code("system.changeSettings", settings)).toBe("ClockSetBack");
    expect(clerk.code("system.settings", {}), "reading goes on").toBe("ok");
    expect(clerk.code("system.acceptClock", {})).toBe("NotAllowed");
    const rows = auditOf(() => expect(director.ok("system.acceptClock", {})).toEqual({ done: true }));
    expect(rows).toMatchObject([{ operation: "system.acceptClock", at: now() }]);
    expect(clerk.ok("system.state", {}).isClockSetBack).toBe(false);
    expect(admin.code("system.changeSettings", settings)).toBe("ok");
  });

  test("a clock corrected by a few minutes stops nobody, and the records keep their order", () => {
    const { as, advance, auditOf } = openTestCore();
    const admin = as("admin");
    const settings = admin.ok("system.settings", {});
    const rows = auditOf(() => {
      expect(admin.code("system.changeSettings", settings)).toBe("ok");
      advance({ minutes: -4 });
      expect(admin.code("system.changeSettings", { ...settings, version: 2 })).toBe("ok");
    });
    expect(rows[0]?.at).toBe(rows[1]?.at);
  });
});

describe("drafts", () => {
  test("belong to one account; another sees nothing of them", () => {
    const { as, auditOf, now } = openTestCore();
    const [clerk, viewer] = [as("clerk"), as("viewer")];
    const body = { name: "张", nested: [1, null, { deep: true }] };
    const rows = auditOf(() => {
      expect(clerk.ok("system.saveDraft", { form: "appeal", body })).toEqual({ done: true });
      expect(viewer.ok("system.draft", { form: "appeal" })).toEqual({ body: null, updatedAt: null });
      viewer.ok("system.saveDraft", { form: "appeal", body: "mine" });
      viewer.ok("system.dropDraft", { form: "appeal" });
    });
    expect(rows).toEqual([]);
    expect(clerk.ok("system.draft", { form: "appeal" })).toEqual({ body, updatedAt: now() });
  });

  test("the newest one counts, and a dropped one is gone", () => {
    const { as } = openTestCore();
    const clerk = as("clerk");
    clerk.ok("system.saveDraft", { form: "appeal", body: 1 });
    clerk.ok("system.saveDraft", { form: "appeal", body: 2 });
    expect(clerk.ok("system.draft", { form: "appeal" }).body).toBe(2);
    expect(clerk.ok("system.draft", { form: "other" }).body).toBeNull();
    clerk.ok("system.dropDraft", { form: "appeal" });
    expect(clerk.ok("system.draft", { form: "appeal" }).body).toBeNull();
  });

  test("survive a restart, and can be saved while the clock stands wrong", () => {
    const { as, restart, advance } = openTestCore({ isOnDisk: true });
    as("clerk").ok("system.saveDraft", { form: "appeal", body: "half" });
    restart();
    advance({ days: -2 });
    expect(as("clerk").ok("system.draft", { form: "appeal" }).body).toBe("half");
    expect(as("clerk").code("system.saveDraft", { form: "appeal", body: "more" })).toBe("ok");
  });
});

describe("system.search", () => {
  test.each(["", "  ", '()"*', "没有这样的人"])("finds nothing for %j, without an error", (typed) => {
    const { as } = openTestCore();
    expect(as("viewer").ok("system.search", { typed })).toEqual({ hits: [], isIncomplete: false });
  });
});

describe("jobs", () => {
  const counting = (total: number): Job => {
    let done = 0;
    return {
      name: "system.count",
      step: (_slice, tell) => {
        done += 1;
        tell({ done, total, note: `第 ${done} 步` });
        return done === total ? "done" : "more";
      },
      result: () => ({ counted: done }),
    };
  };

  test("whoever started a job and the administrator see it; to others it does not exist", async () => {
    const { core, as, accountIds, finishJobs } = openTestCore();
    core.jobs.start("job-1", counting(3), accountIds.clerk);
    core.jobs.step();
    expect(as("clerk").ok("system.job", { id: "job-1" })).toEqual({
      id: "job-1",
      name: "system.count",
      state: "running",
      done: 1,
      total: 3,
      note: "第 1 步",
      problem: null,
      result: null,
    });
    expect(as("admin").code("system.job", { id: "job-1" })).toBe("ok");
    expect(as("director").code("system.job", { id: "job-1" })).toBe("NotFound");
    expect(as("director").code("system.cancelJob", { id: "job-1" })).toBe("NotFound");
    await finishJobs();
    expect(as("clerk").ok("system.job", { id: "job-1" })).toMatchObject({ state: "done", result: { counted: 3 } });
  });

  test("a running job can be stopped once", async () => {
    const { core, as, accountIds, auditOf, finishJobs } = openTestCore();
    core.jobs.start("job-1", counting(3), accountIds.clerk);
    const clerk = as("clerk");
    const rows = auditOf(() => expect(clerk.ok("system.cancelJob", { id: "job-1" })).toEqual({ done: true }));
    expect(rows).toMatchObject([{ operation: "system.cancelJob", accountId: accountIds.clerk }]);
    await finishJobs();
    expect(clerk.ok("system.job", { id: "job-1" }).state).toBe("cancelled");
    expect(clerk.code("system.cancelJob", { id: "job-1" })).toBe("JobIsOver");
    expect(clerk.code("system.cancelJob", { id: "none" })).toBe("NotFound");
  });
});

describe("the audit log", () => {
  test("lists the newest first, page by page, with the names of who acted", () => {
    const { as } = openTestCore();
    const admin = as("admin");
    for (let version = 1; version <= 3; version += 1)
      admin.ok("system.changeSettings", { ...admin.ok("system.settings", {}), version });
    const first = admin.ok("system.listAudit", { limit: 2 });
    expect(first.lines.map(({ operation, accountName }) => [operation, accountName])).toEqual([
      ["修改社区与中心", "周明"],
      ["修改社区与中心", "周明"],
    ]);
    const rest = admin.ok("system.listAudit", { limit: 200, beforeId: first.nextBeforeId });
    expect(rest.lines.at(-1)).toMatchObject({ id: 1, operation: "首次设置", accountName: "" });
    expect(rest.nextBeforeId).toBeNull();
    expect(first.lines.length + rest.lines.length).toBe(first.lines[0]?.id);
  });

  test("verifies the chain from anywhere, and says where to go on", () => {
    const { as } = openTestCore();
    const admin = as("admin");
    const newest = admin.ok("system.listAudit", {}).lines[0];
    expect(admin.ok("system.verifyAudit", {})).toEqual({
      checked: newest?.id,
      nextAfterId: null,
      brokenAt: null,
      hash: newest?.hash,
    });
    expect(admin.ok("system.verifyAudit", { afterId: 1 })).toMatchObject({ brokenAt: null, hash: newest?.hash });
  });
});

test.each([
  ["viewer", ["system.listAccounts", "system.listAudit", "system.verifyAudit"]],
  ["director", ["system.listAccounts", "system.addAccount", "system.changeSettings", "system.listAudit"]],
  ["admin", ["system.acceptClock"]],
] as const)("the %s has no right to %j", (seat, operations) => {
  const { as, auditOf } = openTestCore();
  const desk = as(seat);
  const rows = auditOf(() => {
    for (const operation of operations) expect(desk.raw(operation, {})).toEqual({ ok: false, code: "NotAllowed" });
  });
  expect(rows).toEqual([]);
});
