import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeXlsxStream } from "hucre";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileWorker, type FileWorker, type Work, type WorkName, type WorkOutcome } from "#core/file-work.ts";
import type { ImportShape } from "#core/import-kind.ts";
import { mostRows } from "#core/sheet-cells.ts";
import { workerUrl } from "../support/community.ts";

const shape: ImportShape = {
  columns: [
    { key: "number", title: "编号", aliases: [], kind: "line", isRequired: true },
    { key: "content", title: "内容", aliases: [], kind: "text", pieces: "text", isIdentity: true },
    { key: "at", title: "时间", aliases: [], kind: "instant" },
  ],
  needsOneOf: [],
};

let folder = "";
let worker: FileWorker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xbd-large-"));
  worker = createFileWorker(workerUrl, () => {});
});
afterEach(async () => {
  await new Promise<void>((resolve) => worker.end(resolve));
  rmSync(folder, { recursive: true });
});

const ask = <N extends WorkName>(name: N, body: Work[N]["ask"]) =>
  new Promise<WorkOutcome<N>>((resolve) => worker.ask(name, body, resolve));
const answer = async <N extends WorkName>(name: N, body: Work[N]["ask"]): Promise<Work[N]["answer"]> => {
  const outcome = await ask(name, body);
  if ("answer" in outcome) return outcome.answer;
  throw new Error(JSON.stringify(outcome), { cause: outcome });
};

const writeRows = async (count: number): Promise<string> => {
  function* rows() {
    yield ["编号", "内容", "时间"];
    for (let index = 1; index <= count; index += 1)
      yield [index % 50_000 === 0 ? null : index, `第${index}件`, "2019/4/25 9:32:09"];
  }
  const path = join(folder, "large.xlsx");
  const stream = writeXlsxStream(rows(), { name: "表" });
  await pipeline(Readable.from(stream as unknown as AsyncIterable<Uint8Array>), createWriteStream(path));
  return path;
};

const open = async (path: string) =>
  answer("open", { path, fileName: "large.xlsx", filesFolder: folder, rowsPath: join(folder, "rows"), shape });
const mapAsk = { sheet: null, headingRow: null, mapping: null, choices: {}, now: "2026-11-20T01:00:00.000Z" };

test("200,000 rows pass through the worker batch by batch, and those that will not do come back", {
  timeout: 240_000,
}, async () => {
  await open(await writeRows(mostRows));
  const preview = await answer("map", mapAsk);
  expect(preview).toMatchObject({ readCount: mostRows, badCount: 4 });
  let taken = 0;
  let bad = 0;
  let largest = 0;
  for (let isEnd = false; !isEnd; ) {
    const batch = await answer("next", { rowCount: 200, refused: taken === 0 ? [[3, "试一试"]] : [] });
    taken += batch.rows.length;
    bad += batch.badCount;
    largest = Math.max(largest, batch.rows.length);
    isEnd = batch.isEnd;
  }
  expect([taken, bad, largest]).toEqual([mostRows - 4, 4, 200]);
  const stored = await answer("writeRefused", { refused: [[5, "也不行"]] });
  expect(statSync(join(folder, stored?.sha256 ?? "")).size).toBe(stored?.byteCount);
});

test("one row more is refused with a sentence", { timeout: 240_000 }, async () => {
  await open(await writeRows(mostRows + 1));
  expect(await ask("map", mapAsk)).toEqual({ problem: expect.stringContaining("超过 20 万行") });
});

test("a long list is written as fast as it is fed, and no faster than the disk takes it", async () => {
  await answer("beginExport", { filesFolder: folder, sheetName: "表", titles: ["数"], format: "csv" });
  for (let page = 0; page < 50; page += 1)
    await answer("exportRows", { rows: Array.from({ length: 1_000 }, (_, index) => [page * 1_000 + index]) });
  const stored = await answer("endExport", null);
  expect(statSync(join(folder, stored.sha256)).size).toBe(stored.byteCount);
  expect(stored.byteCount).toBeGreaterThan(50_000 * 5);
});

test("a worker that dies answers everything that was asked of it", async () => {
  worker.ask("map", mapAsk, () => {});
  const outcome = await ask("next", { rowCount: 1, refused: [] });
  expect("error" in outcome).toBe(true);
  const broken = createFileWorker(new URL("./no-such-worker.ts", workerUrl), () => {});
  const died = await new Promise((resolve) => broken.ask("map", mapAsk, resolve));
  expect(died).toHaveProperty("error");
  const late = await new Promise((resolve) => broken.ask("map", mapAsk, resolve));
  expect(late).toHaveProperty("error");
});
