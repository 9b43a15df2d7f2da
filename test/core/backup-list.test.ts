import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, instantAt } from "#base/dates.ts";
import { backupsIn, freePath, outdatedBackups, removePartials } from "#core/backup-list.ts";
import { temporaryFolder } from "../support/sample-core.ts";

const daily = (day: string, time = "09:00") => ({
  path: `${day} ${time}`,
  kind: "daily" as const,
  madeAt: instantAt(day, time),
  schemaVersion: 5,
});
const now = instantAt("2026-11-20", "09:00");
const days = (count: number, until = "2026-11-20") =>
  Array.from({ length: count }, (_, index) => daily(addDays(until, -index)));
const keptOf = (backups: readonly ReturnType<typeof daily>[], at = now) => {
  const gone = new Set(outdatedBackups(backups, at));
  return backups.filter(({ path }) => !gone.has(path)).map(({ path }) => path.slice(0, 10));
};

describe("of daily backups", () => {
  test("two weeks are kept day by day", () => {
    expect(keptOf(days(14))).toHaveLength(14);
    expect(keptOf(days(15))).not.toContain("2026-11-06");
  });

  test("then the last of each of eight weeks", () => {
    const kept = keptOf(days(120));
    expect(kept.slice(0, 14)).toEqual(days(14).map(({ path }) => path.slice(0, 10)));
    // 2 November is a Monday; the two weeks of days reach back to Saturday the 7th.
    expect(kept.slice(14)).toEqual([
      "2026-11-01",
      "2026-10-25",
      "2026-10-18",
      "2026-10-11",
      "2026-10-04",
      "2026-09-27",
      "2026-09-20",
      "2026-09-13",
    ]);
  });

  test("the same days are kept when each day is pruned by itself", () => {
    let backups: ReturnType<typeof daily>[] = [];
    for (let index = 119; index >= 0; index -= 1) {
      const day = addDays("2026-11-20", -index);
      backups = [daily(day), ...backups];
      const gone = new Set(outdatedBackups(backups, instantAt(day, "09:00")));
      backups = backups.filter(({ path }) => !gone.has(path));
    }
    expect(backups.map(({ path }) => path.slice(0, 10))).toEqual(keptOf(days(120)));
  });

  test("the latest of a day stands for it", () => {
    const gone = outdatedBackups([daily("2026-11-20", "08:00"), daily("2026-11-20", "17:00")], instantAt("2026-11-21"));
    expect(gone).toEqual(["2026-11-20 08:00"]);
  });

  test("gaps do not matter: a centre that was closed for months keeps its last two weeks of work", () => {
    const backups = [daily("2026-11-20"), ...days(14, "2026-07-01")];
    expect(keptOf(backups)).toHaveLength(14);
  });

  test("what a clock that ran ahead has dated into the future pushes out nothing", () => {
    const ahead = days(20, "2031-01-20");
    const kept = keptOf([...ahead, ...days(14)]);
    expect(kept.filter((day) => day.startsWith("2026"))).toHaveLength(14);
    expect(kept.filter((day) => day.startsWith("20"))).toHaveLength(28);
  });

  test("a clock that runs ahead takes away one a day and never all", () => {
    const kept = keptOf([daily("2036-05-05"), ...days(14)], instantAt("2036-05-05", "09:00"));
    expect(kept).toHaveLength(14);
    expect(kept[0]).toBe("2036-05-05");
  });
});

test("copies from before migrations are kept for five versions, the newest of each; other kinds are never pruned", () => {
  const before = (schemaVersion: number, day: string) => ({
    ...daily(day),
    kind: "beforeMigration" as const,
    schemaVersion,
  });
  const others = (["request", "setAside", "damaged"] as const).map((kind) => ({ ...daily("2020-01-01"), kind }));
  const backups = [1, 2, 3, 4, 5, 6].map((version) => before(version, `2026-0${version}-01`));
  const again = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => before(6, `2026-07-0${day}`));
  const gone = outdatedBackups([...backups, ...again, ...others], now);
  expect(gone.map((path) => path.slice(0, 10)).sort()).toEqual(
    ["2026-01-01", "2026-06-01", ...again.slice(0, -1).map(({ path }) => path.slice(0, 10))].sort(),
  );
});

describe("a folder is looked into", () => {
  const manifest = (madeAt: string) =>
    JSON.stringify({
      format: 1,
      kind: "request",
      madeAt,
      madeBy: "",
      place: "花园社区",
      schemaVersion: 5,
      auditId: 1,
      auditHash: "",
      counts: {},
      counters: [],
      databaseBytes: 1,
      databaseSha256: "",
      fileCount: 0,
      lostFiles: [],
      files: [],
    });
  const put = (path: string, text: string) => {
    mkdirSync(path);
    writeFileSync(join(path, "manifest.json"), text);
  };

  test("for backups, the newest first, or is one itself; whatever else lies there is passed over", () => {
    const folder = temporaryFolder();
    put(join(folder, "old"), manifest("2026-11-01T00:00:00.000Z"));
    put(join(folder, "new"), manifest("2026-11-20T00:00:00.000Z"));
    put(join(folder, "half.partial"), manifest("2026-11-21T00:00:00.000Z"));
    put(join(folder, "broken"), "{");
    put(join(folder, "theirs"), '{"format":9}');
    writeFileSync(join(folder, "manifest.txt"), "");
    expect(backupsIn(folder).map(({ path }) => path)).toEqual([join(folder, "new"), join(folder, "old")]);
    expect(backupsIn(join(folder, "old")).map(({ path }) => path)).toEqual([join(folder, "old")]);
  });

  test("for a name that is free, also of what is half-written", () => {
    const folder = temporaryFolder();
    expect(freePath(folder, "a")).toBe(join(folder, "a"));
    mkdirSync(join(folder, "a"));
    mkdirSync(join(folder, "a-2.partial"));
    expect(freePath(folder, "a")).toBe(join(folder, "a-3"));
    removePartials(folder, "a");
    expect(readdirSync(folder)).toEqual(["a"]);
  });
});
