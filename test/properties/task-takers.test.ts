import fc from "fast-check";
import { expect, test } from "vitest";
import { addUnit, oneTask, report, taskOf } from "../support/council.ts";
import { faultsIn } from "./council-faults.ts";
import { wrongClocks } from "./task-clocks.ts";

/** One task that is led in the first of two grids, and four who could take it. */
const openGrids = () => {
  const one = oneTask({ isDispatched: false });
  const { clerk, secretary, unit } = one;
  const other = addUnit(clerk, "便民超市");
  const gridIds = [unit, other].map(({ responsibleId: contactId }, at) => {
    const gridId = clerk.ok("people.addGrid", { name: `第${at}网格` }).id;
    secretary.ok("people.givePost", { post: "gridLeader", gridId, contactId, fromDate: "2026-01-01" });
    return gridId;
  });
  const residents = ["张晓梅", "王强"].map((name) => ({ residentId: clerk.ok("people.addResident", { name }).id }));
  const { leadOrganisationId: organisationId, responsibleId: contactId } = other;
  const units = [{ organisationId }, { organisationId, contactId }];
  return { ...one, other, gridIds, people: [...residents, ...units] };
};
type Grids = ReturnType<typeof openGrids>;

const choose = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

const steps: Record<string, (grids: Grids, at: number) => Record<string, unknown>> = {
  offerTaskToGrid: ({ gridIds }, at) => ({ gridId: choose([...gridIds, gridIds[0]], at) }),
  recordTaker: ({ task, people }, at) => ({
    ...choose(people, at),
    kind: choose(["partyMember", "volunteer", "merchant", "neighbour"], Math.floor(at / 4)),
    takenAt: task().offer?.offeredAt ?? "2026-11-20T01:00:00.000Z",
  }),
  withdrawTaker: ({ task }, at) => ({
    takerId: task().takers.length === 0 ? "x" : choose(task().takers, at).id,
    reason: "有事",
  }),
  dispatchTask: () => ({}),
  acceptTask: () => ({}),
  undoTaskStep: () => ({}),
  returnTask: () => ({ reason: "不归我们", evidence: "权属图" }),
  transferTask: ({ unit, other, task }) => ({
    ...(task().responsibleId === unit.responsibleId ? other : unit),
    reason: "换人",
  }),
  parkTask: () => ({ reason: "等配件", resumeDate: "2027-01-10", isResidentTold: true }),
  resumeTask: () => ({}),
  finishTask: () => report,
};
/** What brings it on is drawn more often than what sets it back. */
const names = [
  ...Array<string>(4).fill("offerTaskToGrid"),
  ...Array<string>(6).fill("recordTaker"),
  ...Array<string>(3).fill("withdrawTaker"),
  ...["resumeTask", "undoTaskStep"],
  ...Object.keys(steps),
];

test("no sequence of steps leaves an order in hand that nobody has, or moves its clock by who takes it", () => {
  const reached = new Set<string>();
  const drawn = fc.array(fc.record({ name: fc.constantFrom(...names), at: fc.nat(1000), minutes: fc.nat(90) }), {
    minLength: 30,
    maxLength: 60,
  });
  fc.assert(
    fc.property(drawn, (draws) => {
      const grids = openGrids();
      const { director, id, test: core } = grids;
      for (const { name, at, minutes } of draws) {
        core.advance({ minutes });
        const { version, state, dueAt, takerCount } = taskOf(director, id);
        const input = { id, version, ...steps[name]?.(grids, at) };
        const reply = director.raw(`council.${name}`, input);
        expect(reply.ok ? "" : reply.code, `${name} ${JSON.stringify(input)}`).not.toMatch(/Internal|InvalidInput/);
        expect(faultsIn(core)).toEqual({});
        expect(wrongClocks(core.db)).toEqual([]);
        const after = taskOf(director, id);
        const isTaking = name === "recordTaker" || name === "withdrawTaker" || name === "offerTaskToGrid";
        if (isTaking) expect(after.dueAt).toBe(dueAt);
        if (reply.ok) reached.add(`${name} ${state} ${after.state}`);
        else expect([after.state, after.takerCount]).toEqual([state, takerCount]);
      }
      expect(core.takeLog()).toEqual([]);
    }),
    { seed: 1, numRuns: 20, endOnFailure: true },
  );
  // It is worth nothing unless orders were accepted by taking, and fell to nobody again.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      "offerTaskToGrid drafted dispatched",
      "recordTaker dispatched accepted",
      "recordTaker dispatched dispatched",
      "recordTaker accepted accepted",
      "withdrawTaker accepted dispatched",
      "withdrawTaker accepted accepted",
      "undoTaskStep accepted dispatched",
      "returnTask accepted drafted",
    ]),
  );
});
