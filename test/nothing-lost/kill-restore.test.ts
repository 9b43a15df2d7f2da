import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { openCentre } from "#app/centre.ts";
import { databasePathOf, setAsidePathOf, stagingPathOf, swapPathOf } from "#core/centre-paths.ts";
import { openToRead } from "#core/copy.ts";
import { startMs, workerUrl } from "../support/community.ts";
import { openKept } from "../support/kept-centre.ts";
import { temporaryFolder } from "../support/sample-core.ts";
import { killServed, startServed } from "../support/served-centre.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

const killer = ["--import", pathToFileURL(join(import.meta.dirname, "../support/kill-at-step.ts")).href];

let original: string;
let backup: string;

beforeAll(async () => {
  const centre = await openKept();
  centre.register("一", ["甲"]);
  ({ path: backup } = await centre.backUp());
  centre.register("二", ["乙"]);
  centre.test.core.close();
  original = join(temporaryFolder(), "centre");
  cpSync(centre.test.folder, original, { recursive: true });
});

const titlesIn = (database: string) => {
  const file = openToRead(database);
  const titles = file.prepare("SELECT title FROM appeals ORDER BY title").pluck().all();
  const next = file.prepare("SELECT value FROM counters WHERE series = '诉'").pluck().get();
  const voids = file.prepare("SELECT fromValue, toValue FROM void_numbers").all();
  file.close();
  return { titles, next, voids };
};

const before = { titles: ["一", "二"], next: 2, voids: [] };
const after = { titles: ["一"], next: 2, voids: [{ fromValue: 2, toValue: 2 }] };

/** Opens the folder as the next start does, and tells which of the two centres it holds. */
const outcomeOf = (folder: string): "old" | "new" => {
  const reopened = openCentre(folder, { workerUrl, clock: () => startMs, log: () => {} });
  reopened.close();
  expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  expect([existsSync(stagingPathOf(folder)), existsSync(swapPathOf(folder))]).toEqual([false, false]);
  const found = titlesIn(databasePathOf(folder));
  const asides = existsSync(setAsidePathOf(folder)) ? readdirSync(setAsidePathOf(folder)) : [];
  if (found.titles.length === 2) {
    expect(found).toEqual(before);
    expect(asides).toEqual([]);
    return "old";
  }
  expect(found).toEqual(after);
  expect(asides).toHaveLength(1);
  const aside = join(setAsidePathOf(folder), asides[0] ?? "");
  expect(readdirSync(aside).sort()).toEqual(["centre.sqlite", "files", "manifest.json"]);
  expect(problemsOfDatabase(join(aside, "centre.sqlite"))).toEqual([]);
  expect(titlesIn(join(aside, "centre.sqlite"))).toEqual(before);
  expect(readdirSync(join(aside, "files"))).toHaveLength(2);
  return "new";
};

const restoreKilledAt = async (step: number): Promise<{ outcome: "old" | "new"; isOver: boolean }> => {
  const folder = join(temporaryFolder(), "centre");
  cpSync(original, folder, { recursive: true });
  const program = await startServed(["--data", folder, "--restore", backup], {
    nodeArguments: killer,
    env: { KILL_AT: String(step) },
  });
  const isOver = await Promise.race([
    program.ended.then(() => false),
    program.address(0).then(
      () => true,
      () => false,
    ),
  ]);
  await killServed(program);
  return { outcome: outcomeOf(folder), isOver };
};

describe("a restore that is killed", () => {
  test("before any of its steps leaves the old centre or the new one, each whole", async () => {
    const outcomes: string[] = [];
    for (let step = 0; ; step += 2) {
      const two = await Promise.all([restoreKilledAt(step), restoreKilledAt(step + 1)]);
      for (const { outcome } of two) outcomes.push(outcome);
      if (two.some(({ isOver }) => isOver)) break;
    }
    // Old up to one step, new from there on: there is a single moment at which it is decided.
    const decided = outcomes.indexOf("new");
    expect(decided).toBeGreaterThan(10);
    expect(outcomes.slice(decided).filter((outcome) => outcome === "old")).toEqual([]);
    expect(outcomes.length - decided).toBeGreaterThan(4);
  }, 300_000);

  test("and killed again while the next start finishes it is finished by the one after that", async () => {
    // The same steps once more, from a folder in which the change is decided and nothing of it done.
    const decided = join(temporaryFolder(), "centre");
    for (let step = 10; ; step += 1) {
      const folder = join(temporaryFolder(), "centre");
      cpSync(original, folder, { recursive: true });
      const program = await startServed(["--data", folder, "--restore", backup], {
        nodeArguments: killer,
        env: { KILL_AT: String(step) },
      });
      await program.ended;
      if (!existsSync(swapPathOf(folder))) continue;
      cpSync(folder, decided, { recursive: true });
      break;
    }
    for (let step = 0; ; step += 1) {
      const folder = join(temporaryFolder(), "centre");
      cpSync(decided, folder, { recursive: true });
      const program = await startServed(["--data", folder], {
        nodeArguments: killer,
        env: { KILL_AT: String(step) },
      });
      const isOver = await Promise.race([
        program.ended.then(() => false),
        program.address(0).then(
          () => true,
          () => false,
        ),
      ]);
      await killServed(program);
      expect(outcomeOf(folder), `killed at ${step}`).toBe("new");
      if (isOver) break;
    }
  }, 300_000);
});
