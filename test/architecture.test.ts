import { readdirSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { slices } from "#app/slices.ts";
import {
  layerOf,
  line,
  namingProblems,
  problemsIn,
  problemsOf,
  reachedFrom,
  waitingProblems,
} from "./support/architecture.ts";
import { readSource } from "./support/source-file.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const filesUnder = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).split(sep).join("/"));

const paths = ["src", "electron", "test", "build"].flatMap(filesUnder);
const sources = paths
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readSource(path, readFileSync(`${root}${path}`, "utf8")));

describe("the program", () => {
  test("keeps the rules of its architecture, file by file", () => {
    const broken = sources.flatMap((file) => problemsOf(file).map((problem) => `${file.path} ${problem}`));
    expect(broken).toEqual([]);
  });

  test("has a synchronous core", () => {
    expect(waitingProblems("src/app/centre.ts", sources)).toEqual([]);
  });

  test("names its other files as it names its code", () => {
    const others = paths.filter((path) => !/\.tsx?$/.test(path));
    expect(others.flatMap((path) => namingProblems(path).map((problem) => `${path} ${problem}`))).toEqual([]);
  });

  test("has a layer for each of its files", () => {
    expect(paths.filter((path) => /^(?:src|electron)\//.test(path) && !layerOf(path))).toEqual([]);
  });

  test("composes the features in the order of the line", () => {
    const places = slices.map((slice) => line.indexOf(slice));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  test.each([
    ["the page", "src/app/ui.tsx", ["core", "feature core", "host", "electron"]],
    ["the Node host", "src/host/serve.ts", ["ui", "feature ui", "electron"]],
    ["the core process", "electron/core-process.ts", ["feature ui"]],
  ])("%s reaches nothing of the other side", (_name, start, forbidden) => {
    expect(paths).toContain(start);
    const reached = reachedFrom(start, sources, true);
    expect([...reached].filter((path) => forbidden.includes(layerOf(path)?.name ?? ""))).toEqual([]);
  });
});

describe("the check finds", () => {
  test.each([
    ["src/base/a.ts", 'import { x } from "#core/core.ts";', "must not look into src/core/core.ts"],
    ["src/base/a.ts", 'import { x } from "node:fs";', "must not know node:fs"],
    ["src/core/a.ts", 'import { x } from "#app/core.ts";', "must not look into src/app/core.ts"],
    [
      "src/core/a.ts",
      'import { x } from "#features/system/contract.ts";',
      "must not look into src/features/system/contract.ts",
    ],
    ["src/core/a.ts", 'import { x } from "react";', "must not know react"],
    ["src/core/a.ts", 'import { app } from "electron";', "must not know electron"],
    ["src/ui/a.tsx", 'import { x } from "#core/core.ts";', "must not look into src/core/core.ts"],
    [
      "src/ui/a.tsx",
      'import { x } from "#features/system/contract.ts";',
      "must not look into src/features/system/contract.ts",
    ],
    ["src/ui/a.tsx", 'import Sqlite from "better-sqlite3";', "must not know better-sqlite3"],
    ["src/ui/a.tsx", 'import { x } from "node:path";', "must not know node:path"],
    ["src/features/people/rules.ts", 'import { x } from "#core/core.ts";', "must not look into src/core/core.ts"],
    [
      "src/features/people/rules.ts",
      'import { x } from "./core/store.ts";',
      "must not look into src/features/people/core/store.ts",
    ],
    ["src/features/people/rules.ts", 'import { x } from "@mantine/core";', "must not know @mantine/core"],
    ["src/features/people/core/a.ts", 'import { x } from "#ui/page.tsx";', "must not look into src/ui/page.tsx"],
    [
      "src/features/people/core/a.ts",
      'import { x } from "../ui/index.tsx";',
      "must not look into src/features/people/ui/index.tsx",
    ],
    ["src/features/people/core/a.ts", 'import Sqlite from "better-sqlite3";', "must not know better-sqlite3"],
    [
      "src/features/people/ui/a.tsx",
      'import { x } from "../core/store.ts";',
      "must not look into src/features/people/core/store.ts",
    ],
    ["src/features/people/ui/a.tsx", 'import { x } from "#app/slices.ts";', "must not look into src/app/slices.ts"],
    ["src/app/a.ts", 'import { x } from "#host/port.ts";', "must not look into src/host/port.ts"],
    ["src/host/a.ts", 'import { x } from "#ui/door.ts";', "must not look into src/ui/door.ts"],
    [
      "src/host/a.ts",
      'import { x } from "#features/system/contract.ts";',
      "must not look into src/features/system/contract.ts",
    ],
    ["electron/a.ts", 'import { x } from "#ui/page.tsx";', "must not look into src/ui/page.tsx"],
    ["electron/a.ts", 'import { x } from "react";', "must not know react"],
  ])("a forbidden import: %s has %s", (path, code, problem) => {
    expect(problemsIn(path, code)).toEqual([problem]);
  });

  test.each([
    ["src/features/people/core/a.ts", "#features/council/core/task-store.ts", "looks right"],
    ["src/features/people/contract.ts", "#features/council/contract.ts", "looks right"],
    ["src/features/people/ui/a.tsx", "#features/documents/ui/a.tsx", "looks right"],
    ["src/features/people/core/a.ts", "#features/system/contract.ts", "looks across features into another side"],
    ["src/features/people/core/a.ts", "#features/unknown/core/a.ts", ""],
    ["src/features/council/ui/a.tsx", "#features/people/contract.ts", "looks across features into another side"],
  ])("a look across features: %s has %s", (path, target, problem) => {
    const found = problemsIn(path, `import { x } from "${target}";`);
    expect(found).toEqual(problem === "" ? [] : [`${problem}: ${target.replace("#", "src/")}`]);
  });

  test.each([
    'import type { X } from "#core/core.ts";',
    'export { x } from "#core/core.ts";',
    'const x = await import("#core/core.ts");',
    'type X = import("#core/core.ts").Core;',
    'const x = require("#core/core.ts");',
    'const x = import.meta.glob("../core/*.ts");',
    'import { x } from "../core/core.ts";',
  ])("an import written otherwise: %s", (code) => {
    expect(problemsIn("src/base/a.ts", code)).toHaveLength(1);
  });

  test.each([
    ["src/core/a.ts", "const at = Date.now();", "asks the wall clock"],
    ["electron/a.ts", "const at = new Date();", "asks the wall clock"],
    ["src/features/people/ui/a.tsx", "const at = <b>{Date()}</b>;", "asks the wall clock"],
    ["src/features/people/core/store.ts", 'db.run("BEGIN IMMEDIATE");', "writes a transaction: BEGIN IMMEDIATE"],
    ["src/app/a.ts", "file.exec(`\n  rollback`);", "writes a transaction: \n  rollback"],
    ["src/features/people/core/operations.ts", 'db.one("SELECT 1 FROM t");', "holds SQL: SELECT 1 FROM t"],
    ["src/features/people/ui/a.tsx", "const sql = `UPDATE t SET x = 1`;", "holds SQL: UPDATE t SET x = 1"],
    ["src/core/a.ts", "const openAppeals = 1;", "names a feature: appeals"],
    ["src/core/a.ts", 'const operation = "council.endMeeting";', "names a feature: council"],
    ["src/ui/a.ts", "// TODO later", "has a comment that puts something off: TODO later"],
    ["src/ui/a.ts", "// @ts-ignore", "has a comment that puts something off: @ts-ignore"],
    ["test/a.ts", "/* biome-ignore lint: x */", "has a comment that puts something off: biome-ignore lint: x"],
    ["src/ui/a.ts", "export default 1;", "exports by default"],
    ["src/ui/a.ts", 'export * from "./b.ts";', "re-exports everything"],
    ["src/ui/a.ts", "enum A { B }", "declares an enum"],
    ["src/ui/a.ts", "class A {}", "declares a class that is no error"],
    ["src/ui/a.ts", "export const textUtils = 1;", "exports a name that says nothing: textUtils"],
    ["src/ui/a.ts", "export type IMeetingRow = 1;", "exports a name that says nothing: IMeetingRow"],
    ["test/a.test.ts", 'test.skip("x", () => {});', "leaves a test out"],
    ["test/a.test.ts", 'describe.only("x", () => {});', "leaves a test out"],
    ["test/e2e/a.spec.ts", "page.waitForTimeout(100);", "sleeps"],
    ["src/ui/MeetingPage.tsx", "", "is not named in kebab-case"],
    ["src/ui/date-utils.ts", "", "has a name that says nothing"],
    ["src/features/people/index.ts", "", "is a barrel"],
    ["src/features/payments/rules.ts", "", "belongs to no known feature"],
  ])("a forbidden habit: %s has %s", (path, code, problem) => {
    expect(problemsIn(path, code)).toEqual([problem]);
  });
});

describe("a core that waits is found", () => {
  const composition = readSource("src/app/core.ts", 'import { a } from "#core/a.ts";');
  const found = (a: string, b = "") =>
    waitingProblems("src/app/core.ts", [composition, readSource("src/core/a.ts", a), readSource("src/core/b.ts", b)]);

  test.each([
    "const f = async () => 1;",
    "async function f() {}",
    "export async function* f() {}",
    "const f = { async g() {} };",
    "await 1;",
    "for await (const x of y); export {};",
  ])("%s", (code) => {
    expect(found(code)).toEqual(["src/core/a.ts is asynchronous"]);
  });

  test("also behind another file, but not where only a type is taken", () => {
    const waiting = "export const f = async () => 1; export type F = 1;";
    expect(found('import { f } from "./b.ts";', waiting)).toEqual(["src/core/b.ts is asynchronous"]);
    expect(found('export { f } from "./b.ts";', waiting)).toEqual(["src/core/b.ts is asynchronous"]);
    expect(found('import type { F } from "./b.ts";', waiting)).toEqual([]);
    expect(found('import { type F } from "./b.ts";', waiting)).toEqual([]);
    expect(found("const nothing = 1;", waiting)).toEqual([]);
  });
});

describe("the check allows", () => {
  test.each([
    [
      "src/core/a.ts",
      'import { x } from "#base/dates.ts"; import { y } from "./core.ts"; import Sqlite from "better-sqlite3";',
    ],
    [
      "src/features/council/core/a.ts",
      'import { x } from "#features/people/core/store.ts"; import { y } from "../contract.ts";',
    ],
    ["src/features/council/contract.ts", 'import { x } from "#features/people/contract.ts";'],
    [
      "src/features/council/ui/a.tsx",
      'import { x } from "#features/people/ui/a.tsx"; import { y } from "../rules.ts";',
    ],
    ["src/app/core.ts", 'import { x } from "#features/people/core/a.ts"; export const clock = () => Date.now();'],
    ["electron/preload.ts", 'import type { DesktopBridge } from "#ui/desktop.ts";'],
    [
      "src/core/a.ts",
      '// import { x } from "#app/core.ts";\nconst words = "await new Date() Date.now() of an appealing text";',
    ],
    ["src/core/a.ts", "const day = new Date(0);"],
    ["src/features/people/core/place-store.ts", 'db.one("SELECT 1 FROM t");'],
    ["src/ui/a.tsx", "const x = <p>BEGIN: don't</p>; class A extends Error {}"],
  ])("%s: %s", (path, code) => {
    expect(problemsIn(path, code)).toEqual([]);
  });

  test("but not what does not parse", () => {
    expect(() => problemsIn("src/ui/a.ts", "const = ;")).toThrow(/does not parse/);
  });
});
