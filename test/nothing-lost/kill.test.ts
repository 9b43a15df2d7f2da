import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { knownVersion } from "#app/migrations.ts";
import type { Reply } from "#base/contract.ts";
import { checkBackup } from "#core/backup-check.ts";
import { wholly } from "#core/backup-write.ts";
import { databasePathOf, filesPathOf } from "#core/centre-paths.ts";
import { openToRead } from "#core/copy.ts";
import { asWork, boardOf, boardRow } from "../support/appeal-sheets.ts";
import { photoOf } from "../support/kept-centre.ts";
import { temporaryFolder } from "../support/sample-core.ts";
import { killServed, openServed, putCommunity, type ServedDesk } from "../support/served-centre.ts";
import { problemsOfDatabase } from "../support/soundness.ts";

/*
 * The process is killed, not the machine: what the operating system has taken is on the disk afterwards. That each
 * commit waits for the disk itself (synchronous=FULL) is what a power cut needs, and no test here cuts the power.
 */

const rounds = 20;

type Asked = { input: { content: string }; requestId: string; reply: Reply | null };

const appeal = (content: string, attachments: { sha256: string; name: string }[]) => ({
  voice: "anonymous" as const,
  channel: "window" as const,
  nature: "help" as const,
  content,
  attachments,
});

/** Registers one appeal after another with a photo each, until the program is gone. */
const workAt = async (desk: ServedDesk, name: string, asked: Asked[]): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const content = `${name}第${count}件`;
    try {
      const put = await desk.put(photoOf(content));
      if (!put.ok) throw new Error(`The photo was refused: ${JSON.stringify(put)}`);
      const { sha256 } = put.value as { sha256: string };
      const one: Asked = {
        input: appeal(content, [{ sha256, name: "照片.png" }]),
        requestId: randomUUID(),
        reply: null,
      };
      asked.push(one);
      one.reply = await desk.ask("council.registerAppeal", one.input, one.requestId);
    } catch (error) {
      if (["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes((error as { code?: string }).code ?? "")) return;
      throw error;
    }
  }
};

/** Calls until the program is gone. */
const untilGone = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes((error as { code?: string }).code ?? "")) throw error;
  }
};

const value = <V>(reply: Reply): V => {
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply)}`);
  return reply.value as V;
};

/** Brings in a table, so that rows are flowing when the kill comes. */
const importRows = async (desk: ServedDesk, bytes: Uint8Array): Promise<void> => {
  const { sha256 } = value<{ sha256: string }>(await desk.put(bytes));
  const read = { kind: "appeals", sha256, fileName: "表格.xlsx", choices: asWork };
  const { id } = value<{ id: string }>(await desk.ask("system.readImport", read, randomUUID()));
  for (;;) {
    const preview = value<{ isBusy: boolean }>(await desk.ask("system.importPreview", { id }));
    if (!preview.isBusy) break;
    await pause(10);
  }
  value(await desk.ask("system.startImport", { id, choices: asWork }, randomUUID()));
};

const keptIn = (folder: string) => {
  const file = openToRead(databasePathOf(folder));
  const replies = new Map(
    (
      file
        .prepare(
          `SELECT a.requestId, p.reply FROM audit_log a JOIN audit_payloads p ON p.auditId = a.id
           WHERE a.requestId IS NOT NULL`,
        )
        .all() as { requestId: string; reply: string }[]
    ).map(({ requestId, reply }) => [requestId, JSON.parse(reply)]),
  );
  const contents = file.prepare("SELECT content FROM appeals WHERE importId IS NULL").pluck().all() as string[];
  file.close();
  return { replies, contents };
};

test(`killed ${rounds} times at any moment, it keeps every acknowledged change, and half of none`, async () => {
  const folder = temporaryFolder();
  const target = join(temporaryFolder(), "U盘");
  mkdirSync(target);
  putCommunity(folder);
  const rows = Array.from({ length: 400 }, (_, index) => boardRow(index + 1, `导入第${index}件`));
  const asked: Asked[] = [];
  let acknowledged = 0;
  let unanswered = 0;

  for (let round = 0; round < rounds; round += 1) {
    const program = await openServed(["--data", folder]);
    const [one, other, clerk, admin] = await Promise.all([
      program.signIn("clerk"),
      program.signIn("clerk"),
      program.signIn("clerk"),
      program.signIn("admin"),
    ]);
    // What the last kill left unanswered is sent again, and done once.
    for (const lost of asked.filter(({ reply }) => reply === null))
      lost.reply = await one.ask("council.registerAppeal", lost.input, lost.requestId);
    const last = asked.at(-1);
    if (last) expect(await one.ask("council.registerAppeal", last.input, last.requestId)).toEqual(last.reply);

    const before = asked.length;
    const work = [
      workAt(one, `${round}甲`, asked),
      workAt(other, `${round}乙`, asked),
      ...(round % 3 === 0 ? [untilGone(async () => importRows(clerk, await boardOf(...rows)))] : []),
      ...(round % 2 === 0 ? [untilGone(() => admin.ask("system.backUp", { folder: target }, randomUUID()))] : []),
    ];
    // Any moment between the first commands and a second later: after an import began, or in the middle of a copy.
    await pause(50 + ((round * 397) % 950));
    await killServed(program);
    await Promise.all(work);

    unanswered += asked.slice(before).filter(({ reply }) => reply === null).length;
    acknowledged += asked.slice(before).filter(({ reply }) => reply !== null).length;
    expect(problemsOfDatabase(databasePathOf(folder)), `after round ${round}`).toEqual([]);
    const kept = keptIn(folder);
    for (const { reply, requestId, input } of asked) {
      if (reply === null) continue;
      expect(reply, input.content).toMatchObject({ ok: true });
      expect(kept.replies.get(requestId), input.content).toEqual(value(reply));
    }
  }

  // The kills came while the desks were busy, or they would prove nothing.
  expect(acknowledged).toBeGreaterThan(rounds);
  expect(unanswered).toBeGreaterThan(rounds / 4);
  const program = await openServed(["--data", folder]);
  const desk = await program.signIn("clerk");
  for (const { input, requestId, reply } of asked.filter((_each, index) => index % 7 === 0))
    if (reply !== null) expect(await desk.ask("council.registerAppeal", input, requestId)).toEqual(reply);
  // Imports that a kill interrupted are taken back by now, or done.
  await expect
    .poll(async () => {
      const { imports } = value<{ imports: { state: string }[] }>(await desk.ask("system.listImports", { limit: 50 }));
      return imports.filter(({ state }) => state === "running" || state === "takingBack").length;
    })
    .toBe(0);
  program.child.kill("SIGTERM");
  expect(await program.ended).toBe(0);

  expect(problemsOfDatabase(databasePathOf(folder))).toEqual([]);
  const { contents } = keptIn(folder);
  expect(new Set(contents).size, "nothing was done twice").toBe(contents.length);
  const wanted = asked.filter(({ reply }) => reply?.ok).map(({ input }) => input.content);
  expect(wanted.filter((content) => !contents.includes(content))).toEqual([]);
  for (const content of contents) {
    const photo = photoOf(content);
    const sha256 = createHash("sha256").update(photo).digest("hex");
    expect(readFileSync(join(filesPathOf(folder), sha256)).equals(photo)).toBe(true);
  }
  // A copy has its name only when it is whole.
  const copies = readdirSync(target).filter((name) => !name.endsWith(".partial"));
  for (const name of copies) wholly(checkBackup({ backup: join(target, name), knownVersion }));
}, 300_000);
