import { expect, test } from "vitest";
import { asHistory, boardOf, boardRow, openClerk } from "../support/appeal-sheets.ts";

const queued = "前面还有表格在处理，正在排队";
const working = "正在写表格";

test("tables are worked at two at a time; what waits says so, and all come to their end", async () => {
  const { centre, desk } = openClerk();
  const director = centre.as("director");
  const exports = Array.from({ length: 3 }, () => director.ok("council.exportAppeals", { format: "csv" }).id);
  const noteOf = (id: string) => centre.core.jobs.find(id)?.progress.note;
  /** Until each of them has said something of itself. */
  const stepAll = (ids: readonly string[]) => {
    for (let turn = 0; ids.some((id) => noteOf(id) === ""); turn += 1) {
      if (turn > 50) throw new Error("A job had no turn");
      centre.core.jobs.step();
    }
  };
  stepAll(exports);
  const { sha256 } = centre.core.files.put(await boardOf(boardRow(1, "路灯坏了")));
  const file = { sha256, fileName: "留言.xlsx" };
  const reading = desk.ok("system.readImport", { kind: "appeals", ...file, choices: asHistory });
  stepAll([reading.jobId]);
  expect(exports.map(noteOf).sort()).toEqual([queued, working, working]);
  expect(noteOf(reading.jobId)).toBe(queued);
  expect(desk.ok("system.importPreview", { id: reading.id })).toMatchObject({ isBusy: true, isQueued: true });
  // Who waits can leave, and holds up nobody.
  director.ok("system.cancelJob", { id: exports.find((id) => noteOf(id) === queued) ?? "" });
  await centre.finishJobs();
  expect(exports.map((id) => centre.core.jobs.find(id)?.state).sort()).toEqual(["cancelled", "done", "done"]);
  expect(desk.ok("system.importPreview", { id: reading.id })).toMatchObject({
    isBusy: false,
    isQueued: false,
    preview: { readCount: 1 },
  });
  // The preview is open, and two can write all the same.
  const more = Array.from({ length: 2 }, () => director.ok("council.exportAppeals", { format: "csv" }).id);
  stepAll(more);
  expect(more.map(noteOf)).toEqual([working, working]);
  const { id: importId } = desk.ok("system.startImport", { id: reading.id, choices: asHistory });
  stepAll([importId]);
  expect(noteOf(importId)).toBe(queued);
  await centre.finishJobs();
  expect(desk.ok("system.import", { id: importId })).toMatchObject({ state: "done", takenCount: 1 });
});
