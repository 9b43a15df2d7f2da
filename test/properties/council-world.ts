import type { Seat } from "../support/community.ts";
import type { addUnit } from "../support/council.ts";
import type { TestCore } from "../support/test-core.ts";

/** What was drawn for one step: which, by whom, how much later, and numbers to choose its targets by. */
export type Draw = {
  roll: number;
  seat: Seat;
  a: number;
  b: number;
  c: number;
  isOdd: boolean;
  minutes: number;
};

export type Asked = { name: string; input: Record<string, unknown> };

/** Stands in all that is said of a confidential appeal, and nowhere else. */
export const secret = "保密的话";

export type Row = { id: string; version: number; state: string };

export const rowsOf = (test: TestCore, table: "appeals" | "topics" | "meetings" | "tasks" | "follow_ups"): Row[] =>
  test.db.all<Row>(`SELECT id, version, state FROM ${table} ORDER BY rowid`);

export const choose = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];

/** What a step chooses from: the records as they are, and now and then something that does not fit. */
export const worldOf = (test: TestCore, unit: ReturnType<typeof addUnit>, other: ReturnType<typeof addUnit>) => {
  const rowIn = (table: Parameters<typeof rowsOf>[1], states: readonly string[], draw: Draw, at = draw.a) => {
    const rows = rowsOf(test, draw.isOdd ? (choose(tables, draw.c) ?? table) : table);
    const fitting = rows.filter((row) => draw.isOdd || states.length === 0 || states.includes(row.state));
    const row = choose(fitting, at);
    return row && { id: row.id, version: draw.isOdd ? Math.max(row.version - (draw.b % 2), 1) : row.version };
  };
  const isSecret = (...ids: readonly (string | undefined)[]) =>
    ids.some((id) => test.db.one("SELECT 1 FROM appeals WHERE id = :id AND isConfidential = 1", { id }) !== undefined);
  const isSecretTopic = (id: string) =>
    test.db.one("SELECT 1 FROM topics WHERE id = :id AND visibility = 'confidential'", { id }) !== undefined;
  const isOfClerk = (id: string) =>
    test.db.one("SELECT 1 FROM appeals WHERE id = :id AND receivedBy = :clerk", {
      id,
      clerk: test.accountIds.clerk,
    }) !== undefined;
  const appealIds = (draw: Draw) => {
    const open = test.db.all<{ id: string }>(
      `SELECT id FROM appeals WHERE state IN ('received', 'accepted', 'answered') AND (leadId IS NULL OR :isOdd = 1) ORDER BY rowid`,
      { isOdd: draw.isOdd },
    );
    return [choose(open, draw.a)?.id, ...(draw.b % 3 === 0 ? [choose(open, draw.b)?.id] : [])].filter(
      (id) => id !== undefined,
    );
  };
  const resolution = (draw: Draw, outcome: string) =>
    choose(
      test.db.all<{ id: string; meetingId: string }>(
        `SELECT r.id, i.meetingId FROM resolutions r JOIN agenda_items i ON i.id = r.itemId
         WHERE r.outcome = :outcome OR :isOdd = 1 ORDER BY r.rowid`,
        { outcome, isOdd: draw.isOdd },
      ),
      draw.a,
    );
  /** The topics of an agenda come first, those without an outcome before the others. */
  const itemIn = (meetingId: string | undefined, draw: Draw) =>
    choose(
      test.db.all<{ id: string; topicId: string | null }>(
        `SELECT i.id, i.topicId FROM agenda_items i LEFT JOIN resolutions r ON r.itemId = i.id
         WHERE i.meetingId = :meetingId ORDER BY r.id IS NOT NULL, i.kind DESC, i.position`,
        { meetingId },
      ),
      draw.isOdd ? draw.b : 0,
    );
  const attendanceIn = (meetingId: string | undefined, draw: Draw) =>
    choose(
      test.db.all<{ id: string }>("SELECT id FROM attendances WHERE meetingId = :meetingId ORDER BY position", {
        meetingId,
      }),
      draw.b,
    )?.id;
  const vote = (draw: Draw, state: string) =>
    choose(
      test.db.all<{ id: string; voteId: string; version: number }>(
        `SELECT i.meetingId AS id, v.id AS voteId, v.version FROM votes v JOIN agenda_items i ON i.id = v.itemId
         WHERE v.state = :state OR :isOdd = 1 ORDER BY v.rowid DESC`,
        { state, isOdd: draw.isOdd },
      ),
      draw.isOdd ? draw.a : 0,
    );
  /** Whether enough stands about: what is begun should get to its end. */
  const isEnough = (table: Parameters<typeof rowsOf>[1], states: readonly string[], draw: Draw) =>
    draw.roll % 3 !== 0 && rowsOf(test, table).filter(({ state }) => states.includes(state)).length > 2;
  return {
    test,
    unit,
    other,
    isEnough,
    rowIn,
    isSecret,
    isSecretTopic,
    isOfClerk,
    appealIds,
    resolution,
    itemIn,
    attendanceIn,
    vote,
  };
};
export type World = ReturnType<typeof worldOf>;
const tables = ["appeals", "topics", "meetings", "tasks", "follow_ups"] as const;

export type Step = (world: World, draw: Draw) => Asked | null;

/** A step on one record of a table that is in one of the states. */
export const on =
  (
    table: (typeof tables)[number],
    states: readonly string[],
    name: string,
    inputOf: (world: World, draw: Draw, id: string) => Record<string, unknown> = () => ({}),
  ): Step =>
  (world, draw) => {
    const row = world.rowIn(table, states, draw);
    return row ? { name, input: { ...row, ...inputOf(world, draw, row.id) } } : null;
  };
