import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { migrations } from "#app/migrations.ts";
import { databasePathOf, openCentreFolder } from "#core/centre-folder.ts";
import { StartProblem, startProblemOf } from "#core/start-problem.ts";
import { temporaryFolder } from "../support/sample-core.ts";

const open = (folder: string) => openCentreFolder(folder, migrations, "2026-11-20T01:00:00.000Z");

const closed = (centre: ReturnType<typeof open>) => {
  centre.file.close();
  centre.release();
};

const problemOf = (folder: string): string => {
  try {
    closed(open(folder));
    return "none";
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    // A sentence says what is and that nothing was lost, in Chinese.
    expect(error.sentence).toMatch(/^\p{Script=Han}.*。$/u);
    return error.code;
  }
};

/** A program of its own that opens a folder and keeps it open. */
const openElsewhere = (folder: string): Promise<ChildProcess> => {
  const module = new URL("../../src/core/centre-folder.ts", import.meta.url).href;
  const program = `
    import { openCentreFolder } from ${JSON.stringify(module)};
    openCentreFolder(${JSON.stringify(folder)}, ${JSON.stringify(migrations)}, "2026-11-20T01:00:00.000Z");
    process.stdout.write("open");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once("data", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`The other program ended with ${code}`)));
  });
};

describe("one program at a time", () => {
  test("a second opening is refused while the first one lives, and welcome afterwards", () => {
    const folder = temporaryFolder();
    const first = open(folder);
    expect(problemOf(folder)).toBe("AlreadyOpen");
    expect(first.file.prepare("SELECT count(*) FROM audit_log").pluck().get()).toBe(0);
    closed(first);
    expect(problemOf(folder)).toBe("none");
  });

  test("nothing stale stays when the other program is killed", async () => {
    const folder = temporaryFolder();
    const child = await openElsewhere(folder);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    expect(problemOf(folder)).toBe("AlreadyOpen");
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(join(folder, "lock.sqlite"))).toBe(true);
    expect(problemOf(folder)).toBe("none");
  });
});

describe("a folder that cannot be opened", () => {
  test("is made when it does not exist", () => {
    const folder = join(temporaryFolder(), "新的", "文件夹");
    expect(problemOf(folder)).toBe("none");
    expect(existsSync(databasePathOf(folder))).toBe(true);
  });

  test("a path through a file is no folder", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    expect(problemOf(join(folder, "file", "centre"))).toBe("FolderMissing");
  });

  test("a place where nothing can be made is told at once", () => {
    // The kernel's own folder takes nothing from anybody.
    const place = process.platform === "linux" ? "/proc/centre/data" : join(temporaryFolder(), "file\0", "centre");
    expect(problemOf(place)).toBe("FolderMissing");
  });

  test("a file that is no database is damaged, and stays as it is", () => {
    const folder = temporaryFolder();
    const bytes = Buffer.alloc(8192, "not a database ");
    writeFileSync(databasePathOf(folder), bytes);
    expect(problemOf(folder)).toBe("FileDamaged");
    expect(readFileSync(databasePathOf(folder)).equals(bytes)).toBe(true);
  });

  test("a file whose schema page is damaged is damaged, and stays as it is", () => {
    const folder = temporaryFolder();
    closed(open(folder));
    const bytes = readFileSync(databasePathOf(folder));
    bytes.fill(0xff, 100, 2000);
    writeFileSync(databasePathOf(folder), bytes);
    expect(problemOf(folder)).toBe("FileDamaged");
    expect(readFileSync(databasePathOf(folder)).equals(bytes)).toBe(true);
  });

  test("the lock is free again after a failed opening", () => {
    const folder = temporaryFolder();
    writeFileSync(databasePathOf(folder), Buffer.alloc(8192, "not a database "));
    expect(problemOf(folder)).toBe("FileDamaged");
    expect(problemOf(folder), "and not AlreadyOpen").toBe("FileDamaged");
  });
});

test.each([
  ["EACCES", "ReadOnlyFolder"],
  ["EPERM", "ReadOnlyFolder"],
  ["EROFS", "ReadOnlyFolder"],
  ["SQLITE_READONLY_DIRECTORY", "ReadOnlyFolder"],
  ["SQLITE_CANTOPEN", "ReadOnlyFolder"],
  ["ENOSPC", "DiskFull"],
  ["EDQUOT", "DiskFull"],
  ["SQLITE_FULL", "DiskFull"],
  ["SQLITE_CORRUPT_VTAB", "FileDamaged"],
  ["SQLITE_NOTADB", "FileDamaged"],
  ["SQLITE_ERROR", undefined],
  ["ERR_SOMETHING", undefined],
])("the error %s is told as %s", (code, expected) => {
  expect(startProblemOf(Object.assign(new Error("x"), { code }))?.code).toBe(expected);
});

test("an error without a code, or nothing at all, is no problem of the folder", () => {
  expect([new Error("x"), null, undefined, "text"].map(startProblemOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
