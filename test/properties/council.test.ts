import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyAuditPart } from "#core/audit.ts";
import { stageOf } from "#features/council/appeal-rules.ts";
import { stageFactsOf } from "#features/council/core/link-store.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";
import { faultsIn } from "./council-faults.ts";
import { drawnSteps, inverses, openWorld, stepOf } from "./council-steps.ts";
import { type Draw, rowsOf, secret } from "./council-world.ts";
import { wrongClocks } from "./task-clocks.ts";
import { oneWayTraces } from "./traces.ts";
import { frozenSeats, seatsNow } from "./vote-seats.ts";

const withoutTrace = (record: Record<string, unknown>) => ({ ...record, version: 0, events: [] });

/** Everything that a director reads of the council, but for what every command changes. */
const everything = (core: TestCore) => {
  const director = core.as("director");
  const read = (table: Parameters<typeof rowsOf>[1], name: string) =>
    rowsOf(core, table).map(({ id }) => {
      const reply = director.raw(name, { id });
      if (!reply.ok) throw new Error(`${name} of ${id} is lost: ${JSON.stringify(reply)}`);
      return withoutTrace(reply.value as Record<string, unknown>);
    });
  return {
    appeals: read("appeals", "council.appeal"),
    topics: read("topics", "council.topic"),
    meetings: read("meetings", "council.meeting"),
    tasks: read("tasks", "council.task"),
  };
};

/** Where a text stands in what was answered, as `0.appeals.3.title`. */
const placesOf = (text: string, value: unknown, path = ""): string[] => {
  if (typeof value === "string") return value.includes(text) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(text, inner, `${path}.${key}`));
};

/** What the clerk can get at without knowing an id. */
const seenByClerk = (core: TestCore) => {
  const clerk = core.as("clerk");
  const own = clerk.ok("council.listAppeals", { limit: 200 }).appeals;
  const states = ["drafted", "dispatched", "accepted", "parked", "finished", "closed", "cancelled"] as const;
  return {
    list: own,
    appeals: own.map(({ id }) => clerk.ok("council.appeal", { id })),
    slips: own.map(({ id }) => clerk.ok("council.appealSlip", { id })),
    topics: clerk.ok("council.listTopics", {}).topics.map(({ id }) => clerk.ok("council.topic", { id })),
    meetings: clerk.ok("council.listMeetings", {}).meetings.map(({ id }) => clerk.ok("council.meeting", { id })),
    tasks: clerk.ok("council.listTasks", {}).tasks.map(({ id }) => clerk.ok("council.task", { id })),
    followUps: clerk.ok("council.listFollowUps", { states: ["open", "evaluated", "unreachable", "superseded"] }),
    sheet: clerk.ok("council.taskSheet", { states: [...states] }),
    traces: own.map(({ id }) => clerk.ok("council.trace", { kind: "appeal", id })),
    hits: clerk.ok("system.search", { typed: secret }),
  };
};

const checkSound = (core: TestCore) => {
  expect(faultsIn(core)).toEqual({});
  expect(wrongClocks(core.db)).toEqual([]);
  const appeals = core.db.all<{ id: string; leadId: string | null; stage: string }>(
    "SELECT id, leadId, stage FROM appeals",
  );
  const derived = appeals.map(({ id, leadId }) => {
    const facts = stageFactsOf(core.db, leadId ?? id);
    return facts && stageOf(facts);
  });
  expect(appeals.map(({ stage }) => stage)).toEqual(derived);
  return appeals.length;
};

const tableOf = (name: string) =>
  name.endsWith("Task") ? "tasks" : name.endsWith("Topic") ? "topics" : ("appeals" as const);

/** Takes a step back that was just taken: everything is as it was. */
const takeBack = (core: TestCore, name: string, id: unknown, before: ReturnType<typeof everything>) => {
  const version = rowsOf(core, tableOf(name)).find((row) => row.id === id)?.version;
  const reply = core.as("director").raw(inverses[name] ?? "", { id, version });
  expect(reply, `${name} is taken back`).toMatchObject({ ok: true });
  expect(everything(core)).toEqual(before);
};

const play = (draws: readonly Draw[]) => {
  const core = openTestCore();
  const world = openWorld(core);
  let appealCount = 0;
  let verifiedTo = 0;
  for (const draw of draws) {
    core.advance({ minutes: draw.minutes });
    const asked = stepOf(world, draw);
    if (!asked) continue;
    const isTakenBack = asked.name in inverses && draw.c % 2 === 0;
    const before = isTakenBack ? everything(core) : null;
    const seats = asked.name === "council.countVote" ? seatsNow(core, asked.input.id) : null;
    const reply = core.as(draw.seat).raw(asked.name, asked.input);
    if (seats && reply.ok) expect(frozenSeats(core, asked.input.voteId)).toEqual(seats);
    expect(reply.ok ? "" : reply.code, `${asked.name} ${JSON.stringify(asked.input)}`).not.toBe("Internal");
    if (before && reply.ok) {
      checkSound(core);
      takeBack(core, asked.name, asked.input.id, before);
    }
    const count = checkSound(core);
    expect(count).toBeGreaterThanOrEqual(appealCount);
    appealCount = count;
    const part = verifyAuditPart(core.db, verifiedTo, 1000);
    expect(part.brokenAt).toBeNull();
    verifiedTo += part.checked;
  }
  everything(core);
  expect(oneWayTraces(core), "what a trace leads to leads back").toEqual([]);
  expect(placesOf(secret, seenByClerk(core)), "confidential words before the clerk").toEqual([]);
  expect(core.file.pragma("foreign_key_check")).toEqual([]);
  expect(core.takeLog()).toEqual([]);
};

test.each([1, 2, 3])("any sequence of steps keeps the council sound (seed %i)", (seed) => {
  fc.assert(fc.property(drawnSteps, play), { seed, numRuns: 3, endOnFailure: true });
});

test("any other sequence does too", () => {
  fc.assert(fc.property(drawnSteps, play), { numRuns: 6, endOnFailure: true });
});
