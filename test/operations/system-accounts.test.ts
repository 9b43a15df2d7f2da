import { describe, expect, test } from "vitest";
import { people, type Seat } from "../support/community.ts";
import { openTestCore } from "../support/test-core.ts";

const newcomer = { name: "孙丽", post: "前台", roles: ["clerk" as const], pin: "4321" };

const accountOf = (core: ReturnType<typeof openTestCore>, seat: Seat) => {
  const found = core
    .as("admin")
    .ok("system.listAccounts", {})
    .accounts.find(({ id }) => id === core.accountIds[seat]);
  if (!found) throw new Error(`${seat} has no account`);
  const { createdAt: _createdAt, ...account } = found;
  return account;
};

describe("system.listAccounts", () => {
  test("lists every account, and nothing of a PIN", () => {
    const { as } = openTestCore();
    const { accounts } = as("admin").ok("system.listAccounts", {});
    expect(accounts.map(({ name }) => name)).toEqual(Object.values(people).map(({ name }) => name));
    expect(JSON.stringify(accounts)).not.toMatch(/pin/i);
  });
});

describe("system.addAccount", () => {
  test("a new colleague can sign in; the PIN stands nowhere in the audit log", () => {
    const { as, openDesk, auditOf, accountIds } = openTestCore();
    const admin = as("admin");
    let id = "";
    const rows = auditOf(() => {
      id = admin.ok("system.addAccount", newcomer).id;
    });
    const { pin, ...withoutPin } = newcomer;
    expect(rows).toEqual([
      {
        at: expect.any(String),
        accountId: accountIds.admin,
        operation: "system.addAccount",
        subjectId: id,
        payload: withoutPin,
      },
    ]);
    expect(openDesk().ok("system.signIn", { accountId: id, pin }).isSignedIn).toBe(true);
  });

  test("two active accounts cannot have one name", () => {
    const { as, auditOf } = openTestCore();
    const admin = as("admin");
    const rows = auditOf(() =>
      expect(admin.code("system.addAccount", { ...newcomer, name: ` ${people.clerk.name} ` })).toBe("AccountNameTaken"),
    );
    expect(rows).toEqual([]);
  });

  test("the name of a colleague who has left is free", () => {
    const core = openTestCore();
    const admin = core.as("admin");
    admin.ok("system.changeAccount", { ...accountOf(core, "clerk"), isActive: false });
    expect(admin.code("system.addAccount", { ...newcomer, name: people.clerk.name })).toBe("ok");
  });

  test("an account without a role, and a PIN of letters, are refused beside their fields", () => {
    const { as } = openTestCore();
    const reply = as("admin").raw("system.addAccount", { ...newcomer, roles: [], pin: "abcd" });
    expect(reply).toMatchObject({ ok: false, code: "InvalidInput" });
    expect(reply.ok ? [] : reply.fields?.map(({ path }) => path)).toEqual(["roles", "pin"]);
  });
});

describe("system.changeAccount", () => {
  test("changes what is said of a colleague, and with it what they may do", () => {
    const core = openTestCore();
    const viewer = core.as("viewer");
    const account = accountOf(core, "viewer");
    const rows = core.auditOf(() =>
      expect(core.as("admin").ok("system.changeAccount", { ...account, roles: ["admin"], post: "副主任" })).toEqual({
        id: account.id,
        version: account.version + 1,
      }),
    );
    expect(rows).toMatchObject([{ operation: "system.changeAccount", subjectId: account.id }]);
    expect(accountOf(core, "viewer")).toMatchObject({ roles: ["admin"], post: "副主任" });
    expect(viewer.code("system.listAccounts", {}), "takes effect without a new sign-in").toBe("ok");
  });

  test("a deactivated colleague is signed out everywhere at once, and cannot come back", () => {
    const core = openTestCore();
    const desks = [core.as("clerk"), core.openDesk()];
    desks[1]?.ok("system.signIn", { accountId: core.accountIds.clerk, pin: people.clerk.pin });
    core.as("admin").ok("system.changeAccount", { ...accountOf(core, "clerk"), isActive: false });
    for (const desk of desks) {
      expect(desk.code("system.settings", {})).toBe("NotSignedIn");
      expect(desk.ok("system.state", {}).signedIn).toBeNull();
    }
    expect(core.openDesk().ok("system.signIn", { accountId: core.accountIds.clerk, pin: people.clerk.pin })).toEqual({
      isSignedIn: false,
      waitSeconds: 0,
    });
    expect(
      core
        .openDesk()
        .ok("system.state", {})
        .people.map(({ id }) => id),
    ).not.toContain(core.accountIds.clerk);
  });

  test("the last administrator cannot be lost, neither the account nor its right", () => {
    const core = openTestCore();
    const admin = core.as("admin");
    admin.ok("system.changeAccount", { ...accountOf(core, "first"), roles: ["director"] });
    const last = accountOf(core, "admin");
    expect(admin.code("system.changeAccount", { ...last, isActive: false })).toBe("LastAdmin");
    expect(admin.code("system.changeAccount", { ...last, roles: ["clerk"] })).toBe("LastAdmin");
    expect(admin.code("system.changeAccount", { ...last, post: "信息员" })).toBe("ok");
  });

  test("the name of an active colleague is refused", () => {
    const core = openTestCore();
    const account = accountOf(core, "viewer");
    expect(core.as("admin").code("system.changeAccount", { ...account, name: people.clerk.name })).toBe(
      "AccountNameTaken",
    );
  });

  test("who saves an old version is told so, and nothing changes", () => {
    const core = openTestCore();
    const admin = core.as("admin");
    const account = accountOf(core, "viewer");
    admin.ok("system.changeAccount", { ...account, post: "一" });
    const rows = core.auditOf(() =>
      expect(admin.code("system.changeAccount", { ...account, post: "二" })).toBe("Conflict"),
    );
    expect(rows).toEqual([]);
    expect(accountOf(core, "viewer").post).toBe("一");
  });

  test("an account that does not exist is not found", () => {
    const core = openTestCore();
    expect(core.as("admin").code("system.changeAccount", { ...accountOf(core, "viewer"), id: "x" })).toBe("NotFound");
  });
});

describe("system.resetPin", () => {
  test("gives a new PIN and ends a wait", () => {
    const { as, openDesk, accountIds, auditOf } = openTestCore();
    const desk = openDesk();
    for (let count = 0; count < 3; count += 1) desk.ok("system.signIn", { accountId: accountIds.clerk, pin: "0000" });
    const admin = as("admin");
    const rows = auditOf(() =>
      expect(admin.ok("system.resetPin", { id: accountIds.clerk, pin: "8888" })).toEqual({ done: true }),
    );
    expect(rows).toMatchObject([{ subjectId: accountIds.clerk, payload: { id: accountIds.clerk } }]);
    expect(JSON.stringify(rows)).not.toContain("8888");
    expect(desk.ok("system.signIn", { accountId: accountIds.clerk, pin: "8888" }).isSignedIn).toBe(true);
  });

  test("an account that does not exist is not found", () => {
    const { as } = openTestCore();
    expect(as("admin").code("system.resetPin", { id: "x", pin: "8888" })).toBe("NotFound");
  });
});
