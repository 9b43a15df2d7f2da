import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#app/contract.ts";
import { mayDo, type Operation, roles, sharedCodes } from "#base/contract.ts";
import { databasePathOf } from "#core/centre-folder.ts";
import { arbitraryInput, type KnownIds } from "./support/arbitrary-input.ts";
import { people, type Seat } from "./support/community.ts";
import { addNeighbourhood } from "./support/neighbourhood.ts";
import { openTestCore, type TestCore } from "./support/test-core.ts";

/*
 * Whatever is asked, by whomever: a known answer, nothing written where it was refused, and never an error of the
 * program. Operations are taken from the contract, so a new one is asked from its first day on.
 */

const operations = Object.entries<Operation>(contract);
const seats = Object.keys(people) as Seat[];

/** About ten seconds in all, however many operations there are. */
const runsOf = ({ kind, ...operation }: Operation) => {
  const isSlow = "secrets" in operation && operation.secrets.some((secret) => /pin/i.test(secret));
  return isSlow ? 10 : Math.max(10, Math.min(60, Math.round((kind === "command" ? 3500 : 1500) / operations.length)));
};

let running: TestCore;

/** Looks at the file from outside, and so sees what was committed and nothing else. */
let onlooker: Sqlite.Database | undefined;

const startAfresh = () => {
  onlooker?.close();
  running = openTestCore({ isOnDisk: true });
  // Whether a commit outlives a power cut is not asked here, and waiting for the disk is most of the time.
  running.file.pragma("synchronous = OFF");
  addNeighbourhood(running.as("first"));
  onlooker = new Sqlite(databasePathOf(running.folder), { readonly: true });
};
/** Another number after each commit that changed something. */
const commitMark = () => Number(onlooker?.pragma("data_version", { simple: true }));

beforeAll(startAfresh);
afterAll(() => onlooker?.close());

/** Somebody at a desk; a fresh start where an earlier question has shut them out. */
const deskOf = (seat: Seat | "nobody") => {
  running.advance({ seconds: 1 });
  try {
    return running.as(seat);
  } catch {
    startAfresh();
    return running.as(seat);
  }
};

/** The newest ids of each table; `agenda_items` holds `agendaItem`. */
const knownIds = (): KnownIds => {
  const { db } = running;
  const tables = db.all<{ name: string }>(
    `SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'id' AND c.type = 'TEXT' ORDER BY t.name`,
  );
  return new Map(
    tables.map(({ name }) => [
      name
        .replace(/ies$/, "y")
        .replace(/s$/, "")
        .replace(/_(.)/g, (_whole, letter: string) => letter.toUpperCase()),
      db.all<{ id: string }>(`SELECT id FROM ${name} ORDER BY id DESC LIMIT 4`).map(({ id }) => id),
    ]),
  );
};

const auditCount = () => running.db.one<{ count: number }>("SELECT count(*) AS count FROM audit_log")?.count ?? 0;

/** Lets jobs go on for a little and stops them; those that wait for a worker thread would fill the memory. */
const endJobs = () => {
  const { jobs } = running.core;
  const go = () => {
    for (let slices = 0; slices < 50 && jobs.step(); slices += 1);
  };
  go();
  for (const { id, state } of jobs.list()) if (state === "running") jobs.cancel(id);
  go();
};

const ask = (seat: Seat | "nobody", name: string, operation: Operation, input: unknown) => {
  const desk = deskOf(seat);
  const before = commitMark();
  const audited = auditCount();
  const asked = `${name} by ${seat} with ${JSON.stringify(input)}`;
  const reply = desk.raw(name, input);
  const error = running.takeLog()[0]?.error;
  expect(error, asked).toBeUndefined();
  expect(JSON.parse(JSON.stringify(reply)), asked).toEqual(reply);
  if (!reply.ok) expect([...sharedCodes, ...operation.fails], asked).toContain(reply.code);
  if (!reply.ok || operation.kind === "query") expect(commitMark(), `${asked} wrote something`).toBe(before);
  const isAudited = reply.ok && operation.kind === "command" && !operation.isQuiet;
  expect(auditCount() - audited, asked).toBe(isAudited ? 1 : 0);
  endJobs();
  expect(running.takeLog()[0]?.error, `a job of ${asked}`).toBeUndefined();
  return reply;
};

// A later round finds what an earlier one has written.
describe.each([1, 2, 3])("a question of any shape, round %i", (round) => {
  test.each(operations)("%s", (name, operation) => {
    const { needs } = operation;
    const able =
      needs === "nobody" ? (["nobody", "clerk"] as const) : seats.filter((seat) => mayDo(people[seat].roles, needs));
    const inputs = fc.sample(arbitraryInput(name, contract, knownIds()), { numRuns: runsOf(operation), seed: round });
    inputs.forEach((input, index) => {
      ask(able[index % able.length] ?? "first", name, operation, input);
    });
  });
});

describe("a question by somebody who may not", () => {
  test.each(operations.filter(([, { needs }]) => needs !== "nobody"))("%s", (name, operation) => {
    const inputs = [undefined, ...fc.sample(arbitraryInput(name, contract, knownIds()), { numRuns: 2, seed: 7 })];
    const unable = roles.filter((role) => !mayDo([role], operation.needs));
    for (const input of inputs) {
      expect(ask("nobody", name, operation, input)).toEqual({ ok: false, code: "NotSignedIn" });
      for (const seat of unable) expect(ask(seat, name, operation, input)).toEqual({ ok: false, code: "NotAllowed" });
    }
  });
});

test("the audit log still stands after all of it", () => {
  let afterId: number | null = 0;
  while (afterId !== null) {
    const part: { brokenAt: number | null; nextAfterId: number | null } = deskOf("admin").ok("system.verifyAudit", {
      afterId,
    });
    expect(part.brokenAt).toBeNull();
    afterId = part.nextAfterId;
  }
});
