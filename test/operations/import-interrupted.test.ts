import { describe, expect, test } from "vitest";
import { asHistory, asWork, boardOf, boardRow, countsOf, keptAppeals, openClerk } from "../support/appeal-sheets.ts";
import { beginImport, importSheet } from "../support/sheets.ts";
import type { TestCore } from "../support/test-core.ts";

const traceOf = ({ db }: TestCore) =>
  db.one(
    `SELECT (SELECT count(*) FROM appeals) AS appeals, (SELECT count(*) FROM search_entries) AS entries,
       (SELECT count(*) FROM events WHERE subjectKind = 'appeal') AS events`,
  );

describe("an import that does not end", () => {
  const many = Array.from({ length: 700 }, (_, index) =>
    boardRow(index + 1, `第${index}件事，路灯坏了很久`, ["已经办好", "2019/5/1"]),
  );

  const stepUntilWritten = async (centre: TestCore, count: number) => {
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM appeals")?.count ?? 0;
    while (written() < count) {
      if (centre.core.jobs.step()) continue;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return written();
  };

  test("cancelled, leaves nothing; its numbers are void", async () => {
    const { centre, desk } = openClerk();
    const bytes = await boardOf(...many);
    const id = await beginImport(centre, { desk, kind: "appeals", bytes, choices: asWork });
    const written = await stepUntilWritten(centre, 20);
    expect(desk.ok("system.import", { id }).state).toBe("running");
    const registered = desk.ok("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: "柜台上的",
    });
    expect(registered.numberText).toBe(`诉〔2026〕${written + 1}号`);
    await stepUntilWritten(centre, written + 20);
    desk.ok("system.cancelJob", { id });
    expect(desk.ok("system.job", { id }).state).toBe("cancelling");
    await centre.finishJobs();
    expect(desk.ok("system.import", { id }).state).toBe("takenBack");
    expect(traceOf(centre)).toEqual({ appeals: 1, entries: 1, events: 1 });
    const voids = centre.db.all<{ fromValue: number; toValue: number; reason: string }>(
      "SELECT fromValue, toValue, reason FROM void_numbers ORDER BY fromValue",
    );
    expect(voids).toMatchObject([
      { fromValue: 1, toValue: written, reason: "导入已取消" },
      { fromValue: written + 2, reason: "导入已取消" },
    ]);
    expect(
      desk.ok("council.registerAppeal", { voice: "anonymous", channel: "window", nature: "help", content: "下一件" })
        .numberText,
    ).toBe(`诉〔2026〕${(voids[1]?.toValue ?? 0) + 1}号`);
    // The file can come again.
    expect(countsOf(await importSheet(centre, { desk, kind: "appeals", bytes, choices: asWork }))).toEqual([
      700, 700, 0, 0,
    ]);
  });

  test("killed in the middle, is taken back at the next start", async () => {
    const { centre, desk } = openClerk({ isOnDisk: true });
    const id = await beginImport(centre, { desk, kind: "appeals", bytes: await boardOf(...many), choices: asHistory });
    await stepUntilWritten(centre, 40);
    centre.restart();
    const after = centre.as("clerk");
    expect(after.ok("system.import", { id }).state).toBe("running");
    await centre.finishJobs();
    expect(after.ok("system.import", { id }).state).toBe("takenBack");
    expect(traceOf(centre)).toEqual({ appeals: 0, entries: 0, events: 0 });
    // Killed again while going back: what is left is taken back once more.
    const second = await beginImport(centre, {
      desk: after,
      kind: "appeals",
      bytes: await boardOf(...many),
      choices: asHistory,
    });
    await stepUntilWritten(centre, 40);
    after.ok("system.cancelJob", { id: second });
    centre.core.jobs.step();
    centre.restart();
    await centre.finishJobs();
    expect(traceOf(centre)).toEqual({ appeals: 0, entries: 0, events: 0 });
    expect(centre.as("clerk").ok("system.import", { id: second }).state).toBe("takenBack");
  });

  test("leaves what a colleague has worked on since", async () => {
    const { centre, desk } = openClerk();
    const id = await beginImport(centre, {
      desk,
      kind: "appeals",
      bytes: await boardOf(...many.map((cells) => cells.slice(0, 5))),
      choices: asWork,
    });
    await stepUntilWritten(centre, 20);
    const [first, second] = keptAppeals(centre);
    desk.ok("council.acceptAppeal", { id: first?.id ?? "", version: 1, isResidentTold: true });
    const topic = centre.as("secretary").ok("council.proposeTopic", { title: "路灯", appealIds: [second?.id ?? ""] });
    expect(topic.id).toBeDefined();
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(keptAppeals(centre).map(({ id: kept }) => kept)).toEqual([first?.id, second?.id]);
  });

  test("marks its rows while they can still be taken back, in the list and on their page", async () => {
    const { centre, desk } = openClerk();
    const kept = desk.ok("council.registerAppeal", {
      voice: "anonymous",
      channel: "window",
      nature: "help",
      content: "柜台上的",
    });
    const id = await beginImport(centre, { desk, kind: "appeals", bytes: await boardOf(...many), choices: asWork });
    await stepUntilWritten(centre, 20);
    const marks = () =>
      new Set(
        desk
          .ok("council.listAppeals", { limit: 100 })
          .appeals.filter((line) => line.id !== kept.id)
          .map(({ isImporting }) => isImporting),
      );
    const row = desk.ok("council.listAppeals", {}).appeals.find((line) => line.id !== kept.id);
    expect(marks()).toEqual(new Set([true]));
    expect(desk.ok("council.appeal", { id: row?.id ?? "" }).isImporting).toBe(true);
    expect(desk.ok("council.appeal", { id: kept.id }).isImporting).toBe(false);
    await centre.finishJobs();
    expect(desk.ok("system.import", { id }).state).toBe("done");
    expect(marks()).toEqual(new Set([false]));
    expect(desk.ok("council.appeal", { id: row?.id ?? "" }).isImporting).toBe(false);
  });

  test("takes away nothing that a person did to a row, whatever it was", async () => {
    const { centre, desk } = openClerk();
    const id = await beginImport(centre, { desk, kind: "appeals", bytes: await boardOf(...many), choices: asWork });
    await stepUntilWritten(centre, 20);
    const rows = keptAppeals(centre).map((appeal) => appeal.id);
    const at = (index: number) => rows[index] ?? "";
    const letter = centre.core.files.put(Buffer.from("%PDF-1.7"));
    const deeds: ((appealId: string) => void)[] = [
      (appealId) =>
        desk.ok("council.addAppealAttachments", {
          id: appealId,
          attachments: [{ sha256: letter.sha256, name: "来信.pdf" }],
        }),
      (appealId) => desk.ok("council.revealReporterPhone", { id: appealId }),
      (appealId) => desk.ok("council.answerAppeal", { id: appealId, version: 1, answer: "已经当面答复" }),
      (appealId) =>
        centre.as("director").ok("council.changeOwnership", {
          id: appealId,
          version: 1,
          ownership: "outside",
          reason: "不归社区",
        }),
    ];
    for (const [index, deed] of deeds.entries()) deed(at(index));
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(keptAppeals(centre).map((appeal) => appeal.id)).toEqual(deeds.map((_deed, index) => at(index)));
    const [first] = deeds.map((_deed, index) => desk.ok("council.appeal", { id: at(index) }));
    expect(first).toMatchObject({ isImporting: false, attachments: [{ name: "来信.pdf" }] });
    expect(desk.ok("council.appeal", { id: at(2) }).answer).toContain("已经当面答复");
  });

  test("serves the desk between its slices, and says how far it is", async () => {
    const { centre, desk } = openClerk();
    const id = await beginImport(centre, { desk, kind: "appeals", bytes: await boardOf(...many), choices: asHistory });
    let slices = 0;
    let longestMs = 0;
    const seen: number[] = [];
    while (desk.ok("system.import", { id }).state === "running") {
      const startedMs = performance.now();
      const isStepped = centre.core.jobs.step();
      longestMs = Math.max(longestMs, performance.now() - startedMs);
      if (isStepped) slices += 1;
      else await new Promise((resolve) => setImmediate(resolve));
      desk.ok("council.registerAppeal", { voice: "anonymous", channel: "window", nature: "help", content: "柜台" });
      seen.push(desk.ok("system.job", { id }).done);
    }
    console.log(`import of 700 appeals: ${slices} slices, the longest ${longestMs.toFixed(1)} ms`);
    expect(slices).toBeGreaterThan(3);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(seen.some((done) => done > 0 && done < 700)).toBe(true);
    expect(desk.ok("system.job", { id })).toMatchObject({ state: "done", result: { readCount: 700, takenCount: 700 } });
  });
});
