import fc from "fast-check";
import { expect, test } from "vitest";
import { addTopic, addUnit, meetingOf, openCouncil, planMeeting } from "../support/council.ts";
import { faultsIn } from "./council-faults.ts";
import { steps } from "./council-steps.ts";
import { type Draw, type Step, type World, worldOf } from "./council-world.ts";
import { frozenSeats, seatsNow } from "./vote-seats.ts";

/** A meeting that sits over two matters, with a standing body asked as a whole and five named people who vote. */
const openSitting = () => {
  const council = openCouncil();
  const { secretary, test: core } = council;
  const world = worldOf(core, addUnit(council.clerk, "甲物业"), addUnit(council.clerk, "乙物业"));
  const topics = [addTopic(council, []), addTopic(council, [])];
  const id = planMeeting(secretary, topics, { entitledCount: 0 });
  const { id: bodyId } = secretary.ok("council.addBody", { name: "议事会", kind: "council" });
  for (const name of ["张三", "李四", "王五", "赵六", "钱七"])
    secretary.ok("council.addBodyMember", { bodyId, name, termFrom: "2026-01-01" });
  secretary.ok("council.inviteGroup", { id, group: { kind: "body", bodyId }, isEntitled: true });
  for (const { id: attendanceId } of meetingOf(secretary, id).attendances.slice(0, 4))
    secretary.ok("council.changeAttendance", { id, attendanceId, presence: "present" });
  secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
  return { core, world, id };
};

type Name = keyof typeof steps;
const names: readonly Name[] = [
  ...Array<Name>(4).fill("openVote"),
  ...Array<Name>(4).fill("printVotePaper"),
  ...Array<Name>(3).fill("countSignatures"),
  ...Array<Name>(3).fill("countVote"),
  ...(["recountVote", "recountVote", "callOffVote", "decide", "leave", "leave", "attend", "changeInvitee"] as const),
  ...(["addProxy", "withdrawProxy", "speak", "end", "addMember", "endTerm", "inviteBody", "changeBody"] as const),
];

const take = (core: ReturnType<typeof openSitting>["core"], world: World, name: Name, draw: Draw): string | null => {
  const step: Step = steps[name];
  const asked = step(world, draw);
  if (!asked) return null;
  const isFirstCount = asked.name === "council.countVote";
  const seats = isFirstCount ? seatsNow(core, asked.input.id) : null;
  const reply = core.as("director").raw(asked.name, asked.input);
  expect(reply.ok ? "" : reply.code, `${asked.name} ${JSON.stringify(asked.input)}`).not.toMatch(/Internal/);
  if (seats && reply.ok) expect(frozenSeats(core, asked.input.voteId)).toEqual(seats);
  return reply.ok ? asked.name : null;
};

test("no sequence of votes counts what was not cast, loses a signature, or passes a matter that was voted down", () => {
  const reached = new Set<string>();
  const number = fc.nat(100_000);
  const drawn = fc.array(
    fc.record({ name: fc.constantFrom(...names), a: number, b: number, c: number, isOdd: fc.nat(19) }),
    { minLength: 25, maxLength: 50, size: "max" },
  );
  fc.assert(
    fc.property(drawn, (draws) => {
      const { core, world, id } = openSitting();
      for (const { name, isOdd, ...numbers } of draws) {
        core.advance({ minutes: 1 });
        const draw = { ...numbers, roll: 0, seat: "director" as const, isOdd: isOdd === 0, minutes: 1 };
        const taken = take(core, world, name, draw);
        if (taken) reached.add(taken);
        expect(faultsIn(core)).toEqual({});
      }
      const counts = meetingOf(core.as("director"), id).items.flatMap((item) => item.votes);
      for (const { method, counts: editions } of counts) if (editions.length > 0) reached.add(`counted by ${method}`);
      expect(core.takeLog()).toEqual([]);
    }),
    { seed: 1, numRuns: 20, endOnFailure: true },
  );
  // It is worth nothing unless it got there.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      "council.printVotePaper",
      "council.recountVote",
      "council.callOffVote",
      "council.countSignatures",
      "council.decideItem",
      "council.endMeeting",
      "council.inviteGroup",
      "counted by hands",
      "counted by paper",
      "counted by signature",
    ]),
  );
});
