import { describe, expect, test } from "vitest";
import { people } from "../support/community.ts";
import { openTestCore } from "../support/test-core.ts";

const signedInAt = (desk: ReturnType<ReturnType<typeof openTestCore>["openDesk"]>) =>
  desk.ok("system.state", {}).signedIn;

describe("system.signIn", () => {
  test("a right PIN signs in, and the page is told who sits there", () => {
    const { openDesk, accountIds, auditOf } = openTestCore();
    const desk = openDesk();
    const rows = auditOf(() => {
      expect(desk.ok("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin })).toEqual({
        isSignedIn: true,
        waitSeconds: 0,
      });
    });
    expect(rows).toMatchObject([{ operation: "system.signIn", payload: { accountId: accountIds.clerk } }]);
    expect(signedInAt(desk)).toEqual({
      accountId: accountIds.clerk,
      name: people.clerk.name,
      post: people.clerk.post,
      roles: ["clerk"],
      isLocked: false,
    });
  });

  test("wrong PINs are answers that stay counted, and the wait grows", () => {
    const { openDesk, accountIds, advance } = openTestCore();
    const desk = openDesk();
    const tryPin = (pin: string) => desk.ok("system.signIn", { accountId: accountIds.clerk, pin });
    expect(tryPin("0000")).toEqual({ isSignedIn: false, waitSeconds: 0 });
    expect(tryPin("0000")).toEqual({ isSignedIn: false, waitSeconds: 0 });
    expect(tryPin("0000")).toEqual({ isSignedIn: false, waitSeconds: 10 });
    advance({ seconds: 4 });
    expect(tryPin(people.clerk.pin), "the right PIN must wait as well").toEqual({ isSignedIn: false, waitSeconds: 6 });
    advance({ seconds: 6 });
    expect(tryPin("0000"), "a try during the wait is not counted").toEqual({ isSignedIn: false, waitSeconds: 30 });
    advance({ seconds: 30 });
    expect(tryPin(people.clerk.pin)).toEqual({ isSignedIn: true, waitSeconds: 0 });
    expect(tryPin("0000"), "a right PIN clears the count").toEqual({ isSignedIn: false, waitSeconds: 0 });
  });

  test("a wait of one account does not hold up another", () => {
    const { openDesk, accountIds } = openTestCore();
    const desk = openDesk();
    for (let count = 0; count < 3; count += 1) desk.ok("system.signIn", { accountId: accountIds.clerk, pin: "0000" });
    expect(desk.ok("system.signIn", { accountId: accountIds.viewer, pin: people.viewer.pin }).isSignedIn).toBe(true);
  });

  test("the wait survives a restart of the program", () => {
    const { openDesk, accountIds, restart } = openTestCore({ isOnDisk: true });
    const before = openDesk();
    for (let count = 0; count < 3; count += 1) before.ok("system.signIn", { accountId: accountIds.clerk, pin: "0000" });
    restart();
    expect(openDesk().ok("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin })).toEqual({
      isSignedIn: false,
      waitSeconds: 10,
    });
  });

  test("a clock set back never makes a wait longer than the longest", () => {
    const { openDesk, accountIds, advance } = openTestCore();
    const desk = openDesk();
    for (let count = 0; count < 3; count += 1) desk.ok("system.signIn", { accountId: accountIds.clerk, pin: "0000" });
    advance({ days: -3 });
    expect(desk.ok("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin }).waitSeconds).toBe(900);
  });

  test.each(["nobody-here", ""])("an account that does not exist (%j) is a wrong PIN and nothing more", (accountId) => {
    const { openDesk } = openTestCore();
    expect(openDesk().ok("system.signIn", { accountId, pin: "1234" })).toEqual({ isSignedIn: false, waitSeconds: 0 });
  });

  test("a PIN that cannot be one is refused beside its field", () => {
    const { openDesk, accountIds } = openTestCore();
    expect(openDesk()("system.signIn", { accountId: accountIds.clerk, pin: "12" })).toEqual({
      ok: false,
      code: "InvalidInput",
      fields: [{ path: "pin", message: "PIN 是 4 至 8 位数字" }],
    });
  });
});

describe("signing out, locking, changing places", () => {
  test("signing out ends the session's rights", () => {
    const { as, auditOf, accountIds } = openTestCore();
    const clerk = as("clerk");
    const rows = auditOf(() => expect(clerk.ok("system.signOut", {})).toEqual({ done: true }));
    expect(rows).toMatchObject([{ operation: "system.signOut", accountId: accountIds.clerk }]);
    expect(signedInAt(clerk)).toBeNull();
    expect(clerk.code("system.settings", {})).toBe("NotSignedIn");
  });

  test("a locked desk answers only what anybody may ask, until it is unlocked", () => {
    const { as, accountIds, auditOf } = openTestCore();
    const clerk = as("clerk");
    const rows = auditOf(() => expect(clerk.ok("system.lock", {})).toEqual({ done: true }));
    expect(rows).toMatchObject([{ operation: "system.lock", accountId: accountIds.clerk }]);
    expect(clerk.code("system.settings", {})).toBe("Locked");
    expect(clerk.code("system.noteActivity", {})).toBe("Locked");
    expect(signedInAt(clerk)).toMatchObject({ accountId: accountIds.clerk, isLocked: true });
    expect(clerk.ok("system.signIn", { accountId: accountIds.clerk, pin: "0000" }).isSignedIn).toBe(false);
    expect(clerk.code("system.settings", {})).toBe("Locked");
    expect(clerk.ok("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin }).isSignedIn).toBe(true);
    expect(clerk.code("system.settings", {})).toBe("ok");
  });

  test("another person takes the desk over with their own PIN and their own rights", () => {
    const { as, accountIds } = openTestCore();
    const desk = as("clerk");
    expect(desk.code("system.listAccounts", {})).toBe("NotAllowed");
    desk.ok("system.signIn", { accountId: accountIds.admin, pin: people.admin.pin });
    expect(signedInAt(desk)?.accountId).toBe(accountIds.admin);
    expect(desk.code("system.listAccounts", {})).toBe("ok");
  });

  test("a wrong PIN of the next person leaves the desk with the one who sits there", () => {
    const { as, accountIds } = openTestCore();
    const desk = as("clerk");
    desk.ok("system.signIn", { accountId: accountIds.admin, pin: "0000" });
    expect(signedInAt(desk)?.accountId).toBe(accountIds.clerk);
  });

  test("an idle desk locks itself, and background questions do not keep it awake", () => {
    const { as, advance, db } = openTestCore();
    const clerk = as("clerk");
    const idleMinutes = clerk.ok("system.settings", {}).idleMinutes;
    for (let minute = 0; minute < idleMinutes; minute += 1) {
      advance({ minutes: 1 });
      expect(clerk.code("system.settings", {})).toBe("ok");
    }
    advance({ seconds: 1 });
    expect(clerk.code("system.settings", {})).toBe("Locked");
    expect(db.one("SELECT 1 FROM audit_log WHERE operation = 'system.lock'")).toBeUndefined();
  });

  test("a sign of a person keeps the desk awake, without a row in the audit log", () => {
    const { as, advance, auditOf } = openTestCore();
    const clerk = as("clerk");
    const rows = auditOf(() => {
      for (let count = 0; count < 5; count += 1) {
        advance({ minutes: 9 });
        expect(clerk.ok("system.noteActivity", {})).toEqual({ done: true });
      }
    });
    expect(rows).toEqual([]);
    expect(clerk.code("system.settings", {})).toBe("ok");
  });

  test("a restart signs everybody out", () => {
    const { as, restart } = openTestCore({ isOnDisk: true });
    const clerk = as("clerk");
    restart();
    expect(clerk.code("system.settings", {})).toBe("NotSignedIn");
  });
});

describe("system.changeOwnPin", () => {
  test("the old PIN is asked for; then only the new one opens", () => {
    const { as, openDesk, accountIds, auditOf } = openTestCore();
    const clerk = as("clerk");
    const rows = auditOf(() => {
      expect(clerk.ok("system.changeOwnPin", { oldPin: people.clerk.pin, newPin: "24681357" })).toEqual({
        isChanged: true,
        waitSeconds: 0,
      });
    });
    expect(rows).toMatchObject([{ operation: "system.changeOwnPin", payload: {} }]);
    const desk = openDesk();
    expect(desk.ok("system.signIn", { accountId: accountIds.clerk, pin: people.clerk.pin }).isSignedIn).toBe(false);
    expect(desk.ok("system.signIn", { accountId: accountIds.clerk, pin: "24681357" }).isSignedIn).toBe(true);
  });

  test("guessing the old PIN runs into the same wait as signing in", () => {
    const { as } = openTestCore();
    const clerk = as("clerk");
    const guess = () => clerk.ok("system.changeOwnPin", { oldPin: "0000", newPin: "1111" });
    expect([guess(), guess(), guess()].map(({ waitSeconds }) => waitSeconds)).toEqual([0, 0, 10]);
    expect(clerk.ok("system.changeOwnPin", { oldPin: people.clerk.pin, newPin: "1111" })).toEqual({
      isChanged: false,
      waitSeconds: 10,
    });
  });
});
