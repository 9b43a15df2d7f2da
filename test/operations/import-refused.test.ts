import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { CellValue } from "hucre";
import { describe, expect, test } from "vitest";
import {
  asHistory,
  boardHeading,
  boardOf,
  boardRow,
  countsOf,
  keptAppeals,
  openClerk,
} from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { importSheet, readSheet, rowsOfFile } from "../support/sheets.ts";

test("a table of bad rows alone comes back whole, with the reason of each", async () => {
  const { centre, desk } = openClerk();
  const bytes = await boardOf([1, "甲", null, "昨天", "路灯不亮"], [2, "乙", null, "后天", "井盖丢了"]);
  const done = await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
  expect(countsOf(done)).toEqual([2, 0, 0, 2]);
  const [, ...rows] = await rowsOfFile(centre, desk.ok("system.refusedRows", { id: done.id }).file.sha256);
  expect(rows.map((cells) => [cells[0], String(cells.at(-1)).slice(0, 8)])).toEqual([
    [1, "留言时间“昨天”"],
    [2, "留言时间“后天”"],
  ]);
});

describe("rows that will not do", () => {
  test("come back as a file with their reasons, which can be mended and imported", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(
      boardRow(1, "路灯坏了"),
      [2, "A", "停水", "2019/13/45", '=HYPERLINK("x")', "答", new Date("2019-05-01T08:30:00Z")],
      [null, null, null, null, null, null, null],
      boardHeading,
      [3, null, null, "2019/1/1", null, null, null],
    );
    const done = await importSheet(centre, { desk, kind: "appeals", bytes, choices: asHistory });
    expect(countsOf(done)).toEqual([4, 1, 0, 3]);
    const { file } = desk.ok("system.refusedRows", { id: done.id });
    const [titles, ...refused] = await rowsOfFile(centre, file.sha256);
    expect(refused).toEqual([
      [
        2,
        "A",
        "停水",
        "2019/13/45",
        '=HYPERLINK("x")',
        "答",
        "2019-05-01 08:30:00",
        "留言时间“2019/13/45”看不懂，应是日期时间，如 2026-04-25 9:32",
      ],
      [...boardHeading, "这一行又是表头"],
      [3, null, null, "2019/1/1", null, null, null, "没有主题，也没有诉求内容"],
    ]);

    // Straight back, the file says the same.
    const again = readFileSync(centre.core.files.pathOf(file.sha256));
    const reading = await readSheet(centre, { desk, kind: "appeals", bytes: again, choices: asHistory });
    expect(reading.preview?.badRows.map(({ problems }) => problems.join("；"))).toEqual(
      refused.map((cells) => cells.at(-1)),
    );

    // With one good row beside it, it does not grow another column of reasons.
    const more = await xlsxOf({
      表: [titles as string[], refused[0] as CellValue[], [9, "B", "好的", "2019-1-1", "好的"]],
    });
    const twice = await importSheet(centre, { desk, kind: "appeals", bytes: more, choices: asHistory });
    expect(countsOf(twice)).toEqual([2, 1, 0, 1]);
    const [titlesAgain, ...refusedAgain] = await rowsOfFile(
      centre,
      desk.ok("system.refusedRows", { id: twice.id }).file.sha256,
    );
    expect(titlesAgain).toEqual(titles);
    expect(refusedAgain).toEqual([refused[0]]);

    const mended = (refused[0] ?? []).map((cell, at) => (at === 3 ? "2019/12/15" : cell));
    const third = await importSheet(centre, {
      desk,
      kind: "appeals",
      bytes: await xlsxOf({ 表: [titles as string[], mended as CellValue[]] }),
      choices: asHistory,
    });
    expect(countsOf(third)).toEqual([1, 1, 0, 0]);
    expect(centre.db.one("SELECT answeredAt FROM appeals WHERE sourceNumber = '2'")).toEqual({
      answeredAt: "2019-05-01T00:30:00.000Z",
    });
  });

  test("taken, known and refused are what was read, whatever the file", async () => {
    const { centre, desk } = openClerk();
    const cell = fc.constantFrom<CellValue>(null, "", "1", "2", "x");
    const line = fc.tuple(
      fc.constantFrom<CellValue>(null, 1, 2, 3, "四"),
      cell,
      fc.constantFrom<CellValue>(null, "）", "停水", "路灯不亮"),
      fc.constantFrom<CellValue>(null, "2019/4/25", "昨天", "2019/13/1", 43580, new Date("2020-02-03T04:05:06Z")),
      fc.constantFrom<CellValue>(null, "路灯", "\t路灯", "井盖", "=1+1"),
    );
    let total = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 25 }),
        fc.constantFrom("history", "open"),
        async (lines, mode) => {
          const choices = { ...asHistory, mode };
          const reading = await readSheet(centre, { desk, kind: "appeals", bytes: await boardOf(...lines), choices });
          if (!reading.preview) {
            expect(reading.problem).toMatch(/。$/);
            return;
          }
          const { readCount, badCount } = reading.preview;
          expect(readCount).toBe(lines.filter((cells) => cells.some((one) => one !== null && one !== "")).length);
          const reply = desk("system.startImport", { id: reading.id, choices });
          if (!reply.ok) {
            expect([reply.code, readCount, badCount]).toEqual(["NothingToImport", 0, 0]);
            return;
          }
          await centre.finishJobs();
          const done = desk.ok("system.import", { id: reply.value.id });
          expect(done.state).toBe("done");
          expect(done.readCount).toBe(readCount);
          expect(done.takenCount + done.knownCount + done.refusedCount).toBe(readCount);
          expect(done.refusedCount).toBeGreaterThanOrEqual(badCount);
          total += done.takenCount;
          expect(keptAppeals(centre)).toHaveLength(total);
          if (!done.hasRefusedFile) expect(done.refusedCount).toBe(0);
          else {
            const refused = await rowsOfFile(centre, desk.ok("system.refusedRows", { id: done.id }).file.sha256);
            expect(refused).toHaveLength(done.refusedCount + 1);
          }
        },
      ),
      { seed: 20261122, numRuns: 15 },
    );
  });
});
