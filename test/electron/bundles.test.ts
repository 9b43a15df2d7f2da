import { expect, test } from "vitest";
import { builtScripts, isBuiltin, outsideImports } from "./bundles.ts";

test("main, core process, host and worker need only Electron, the database and Node itself", async () => {
  const { main } = await builtScripts();
  expect(main.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["main.js", "core-process.js", "serve.js", "file-worker.js"]),
  );
  const foreign = new Set(main.flatMap(({ code }) => outsideImports(code)).filter((name) => !isBuiltin(name)));
  expect([...foreign].sort()).toEqual(["better-sqlite3", "electron"]);
});

test("only main itself knows Electron", async () => {
  const { main } = await builtScripts();
  const knowing = main.filter(({ code }) => outsideImports(code).includes("electron"));
  expect(knowing.map(({ name }) => name)).toEqual(["main.js"]);
});

test("the window's process opens no database", async () => {
  const { entry } = await builtScripts();
  expect(outsideImports(entry)).not.toContain("better-sqlite3");
});

test("the preload script is one CommonJS file that requires only Electron", async () => {
  const { preload } = await builtScripts();
  expect(outsideImports(preload)).toEqual(["electron"]);
  expect(preload).not.toMatch(/^\s*(import|export)\s/m);
});
