import fc from "fast-check";
import { expect, test } from "vitest";
import {
  acceptTask,
  addTask,
  endMeeting,
  finishTask,
  hearAll,
  meetingOf,
  openCouncil,
  planMeeting,
  register,
  taskOf,
} from "../support/council.ts";

/*
 * 上期任务回头看: whatever was done in whatever order, a meeting finds each open task and each that ended since the last
 * one of its kind exactly once, and no task ends without one meeting of a kind that is held again looking back on it.
 */

const step = fc.record({
  what: fc.constantFrom("add", "add", "forward", "forward", "forward", "cancel", "meet", "meet", "plan"),
  at: fc.nat(1000),
  isMediation: fc.boolean(),
  minutes: fc.constantFrom(0, 1, 60, 60 * 24),
});

type Kind = "council" | "mediation";

/** Kept beside the program, by what was asked of it and nothing that it stored. */
type Known = { id: string; state: "open" | "closed" | "cancelled"; closedAt: number };

const play = (steps: readonly { what: string; at: number; isMediation: boolean; minutes: number }[]) => {
  const { clerk, secretary, director, unit, test: core } = openCouncil();
  const tasks: Known[] = [];
  const planned: { id: string; kind: Kind }[] = [];
  const lastStart: Partial<Record<Kind, number>> = {};
  let turn = 0;

  const forward = (known: Known) => {
    const { state, version } = taskOf(clerk, known.id);
    if (state === "drafted") clerk.ok("council.dispatchTask", { id: known.id, version });
    else if (state === "dispatched") acceptTask(clerk, known.id);
    else if (state === "accepted") finishTask(clerk, known.id);
    else if (state === "finished") {
      hearAll(clerk, known.id);
      known.state = "closed";
      known.closedAt = turn;
    }
  };

  const meet = ({ id, kind }: { id: string; kind: Kind }) => {
    const anyStart = Math.max(-1, ...Object.values(lastStart));
    const since = lastStart[kind] ?? anyStart;
    const due = tasks
      .filter(({ state, closedAt }) => state === "open" || (state === "closed" && closedAt > since))
      .map((known) => known.id);
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const found = meetingOf(secretary, id).items[0]?.reviewedTasks.map(({ taskId }) => taskId) ?? [];
    expect(found.toSorted()).toEqual(due.toSorted());
    lastStart[kind] = turn;
    // Whatever happens from now on changes nothing of what stands on the list.
    const open = tasks.find(({ state }) => state === "open");
    core.advance({ minutes: 1 });
    if (open) forward(open);
    if (open?.state === "closed") open.closedAt = turn + 0.5;
    expect(meetingOf(secretary, id).items[0]?.reviewedTasks.map(({ taskId }) => taskId)).toEqual(found);
    endMeeting(secretary, id);
  };

  for (const { what, at, isMediation, minutes } of steps) {
    turn += 1;
    core.advance({ minutes: minutes + 1 });
    const open = tasks.filter(({ state }) => state === "open");
    const one = open[at % Math.max(open.length, 1)];
    if (what === "add") {
      const id = addTask(clerk, unit, [register(clerk, `事情${turn}`)]);
      tasks.push({ id, state: "open", closedAt: 0 });
    } else if (what === "forward" && one) forward(one);
    else if (what === "cancel" && one) {
      const { version } = taskOf(director, one.id);
      director.ok("council.cancelTask", { id: one.id, version, reason: "不办了" });
      one.state = "cancelled";
    } else if (what === "plan" || what === "meet") {
      const kind = isMediation ? "mediation" : "council";
      const waiting = what === "meet" ? planned.shift() : undefined;
      const id = waiting?.id ?? planMeeting(secretary, [], { kind });
      if (!waiting) secretary.ok("council.addAgendaItem", { id, kind: "report", title: "通报" });
      if (what === "plan") planned.push({ id, kind });
      else meet(waiting ?? { id, kind });
    }
  }
  expect(core.takeLog()).toEqual([]);
};

test("each meeting looks back on each open and each newly ended task exactly once", () => {
  fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 45 }), play), { numRuns: 25, endOnFailure: true });
});
