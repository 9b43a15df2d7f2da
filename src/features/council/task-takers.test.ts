import { describe, expect, test } from "vitest";
import type { TaskState } from "./task-contract.ts";
import * as rules from "./task-takers.ts";

const nobody = { residentId: null, organisationId: null, contactId: null };
const resident = { ...nobody, residentId: "r1" };
const unit = { ...nobody, organisationId: "o1" };
const contact = { ...unit, contactId: "c1" };
const now = "2026-11-20T03:00:00.000Z";

describe("网格派单", () => {
  const task = (state: TaskState, more = {}) => ({ state, visibility: "public", offeredGridId: null, ...more });

  test.each([
    ["drafted", null],
    ["dispatched", null],
    ["accepted", null],
    ["parked", "TaskNotOfferable"],
    ["finished", "TaskNotOfferable"],
    ["closed", "TaskNotOfferable"],
    ["cancelled", "TaskNotOfferable"],
  ] as const)("a task that is %s: %s", (state, problem) => {
    expect(rules.offeringProblem(task(state), "g1", 0)).toBe(problem);
  });

  test("is not for what is hidden, not twice to one grid, and not over the heads of who took it", () => {
    expect(rules.offeringProblem(task("drafted", { visibility: "confidential" }), "g1", 0)).toBe(
      "ConfidentialNotOffered",
    );
    expect(rules.offeringProblem(task("dispatched", { visibility: "internal" }), "g1", 0)).toBeNull();
    expect(rules.offeringProblem(task("dispatched", { offeredGridId: "g1" }), "g1", 0)).toBe("OfferedAlready");
    expect(rules.offeringProblem(task("dispatched", { offeredGridId: "g1" }), "g2", 0)).toBeNull();
    expect(rules.offeringProblem(task("dispatched", { offeredGridId: "g1" }), "g2", 1)).toBe("OthersHaveTaken");
  });
});

describe("接单", () => {
  test.each([
    ["partyMember", true, false, true],
    ["volunteer", true, true, true],
    ["merchant", false, true, true],
    ["neighbour", true, false, false],
  ] as const)("%s: a resident %s, a unit %s, somebody of a unit %s", (kind, isResident, isUnit, isContact) => {
    expect([resident, unit, contact].map((who) => rules.fitsKind(kind, who))).toEqual([isResident, isUnit, isContact]);
    expect(rules.fitsKind(kind, nobody)).toBe(false);
    expect(rules.fitsKind(kind, { ...contact, residentId: "r1" })).toBe(false);
  });

  const task = { state: "dispatched" as const, offeredAt: "2026-11-20T02:00:30.000Z" };
  const taker = { ...resident, kind: "partyMember" as const, takenAt: "2026-11-20T02:10:00.000Z" };

  test("wants an offer, an order in hand, somebody who has not taken it, and a time since the offer", () => {
    expect(rules.takingProblem(task, taker, [], now)).toBeNull();
    expect(rules.takingProblem({ ...task, state: "accepted" }, taker, [contact], now)).toBeNull();
    expect(rules.takingProblem({ ...task, offeredAt: null }, taker, [], now)).toBe("TaskNotOffered");
    expect(rules.takingProblem({ ...task, state: "finished" }, taker, [], now)).toBe("TaskNotWithUnit");
    expect(rules.takingProblem(task, { ...taker, kind: "merchant" }, [], now)).toBe("TakerDoesNotFit");
    expect(rules.takingProblem(task, taker, [unit, resident], now)).toBe("TakerIsThere");
    expect(rules.takingProblem(task, { ...taker, takenAt: "2026-11-20T02:00:00.000Z" }, [], now)).toBeNull();
    expect(rules.takingProblem(task, { ...taker, takenAt: "2026-11-20T01:59:00.000Z" }, [], now)).toBe(
      "TakingNotPossible",
    );
    expect(rules.takingProblem(task, { ...taker, takenAt: "2026-11-20T03:00:00.001Z" }, [], now)).toBe(
      "TakingNotPossible",
    );
  });

  test("a unit and two of its people are three takers", () => {
    expect(new Set([unit, contact, { ...unit, contactId: "c2" }].map(rules.takerKey)).size).toBe(3);
  });

  test("accepts only an order that waits and that the grid leads", () => {
    expect(rules.acceptsByTaking({ state: "dispatched" }, true)).toBe(true);
    expect(rules.acceptsByTaking({ state: "dispatched" }, false)).toBe(false);
    expect(rules.acceptsByTaking({ state: "accepted" }, true)).toBe(false);
  });
});

describe("撤回接单", () => {
  test("is for an order in hand, and once", () => {
    expect(rules.withdrawingProblem({ state: "accepted" }, { withdrawnAt: null })).toBeNull();
    expect(rules.withdrawingProblem({ state: "accepted" }, { withdrawnAt: now })).toBe("TakerIsGone");
    expect(rules.withdrawingProblem({ state: "closed" }, { withdrawnAt: null })).toBe("TaskNotWithUnit");
  });

  const event = (id: number, kind: string, takerId?: string) => ({ id, kind, details: takerId ? { takerId } : null });
  const byTaker = [event(1, "dispatched"), event(2, "taken", "t1"), event(3, "taskAccepted", "t1")];
  const byUnit = [event(1, "taken", "t1"), event(2, "taskAccepted")];

  test("leaves the order to nobody when the last one goes whose like had accepted it", () => {
    expect(rules.isLeftUntaken({ state: "accepted" }, byTaker, [])).toBe(true);
    expect(rules.isLeftUntaken({ state: "accepted" }, byTaker, [{ id: "t2" }])).toBe(false);
    expect(rules.isLeftUntaken({ state: "accepted" }, byUnit, [])).toBe(false);
    expect(rules.isLeftUntaken({ state: "dispatched" }, byTaker, [])).toBe(false);
    // Accepted by a taker, given up, then accepted by the lead itself.
    expect(rules.isLeftUntaken({ state: "accepted" }, [...byTaker, event(4, "taskAccepted")], [])).toBe(false);
  });

  test("what came before an event does not stand on it", () => {
    const [dispatched, taken, accepted] = byTaker as [never, never, never];
    expect(rules.takenSince(byTaker, accepted, [{ id: "t1" }])).toBe(false);
    expect(rules.takenSince(byTaker, dispatched, [{ id: "t1" }])).toBe(true);
    expect(rules.takenSince(byTaker, dispatched, [])).toBe(false);
    expect(rules.takenSince([...byTaker, event(4, "taken", "t2")], accepted, [{ id: "t2" }])).toBe(true);
    expect(rules.takerOf(taken)).toBe("t1");
  });
});
