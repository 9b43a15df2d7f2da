import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { builtProgram } from "../support/built.ts";

const scriptsIn = (folder: string): { name: string; code: string }[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => ({ name, code: readFileSync(join(folder, name), "utf8") }));

/** The scripts of the built program, as text. */
export const builtScripts = async () => {
  const { mainFolder, preload, pageFolder } = await builtProgram();
  const main = scriptsIn(mainFolder);
  const [entry] = main.filter(({ name }) => name === "main.js");
  if (!entry) throw new Error("There is no main.js");
  return { main, entry: entry.code, preload: readFileSync(preload, "utf8"), page: scriptsIn(pageFolder) };
};

/** What a bundle takes from outside itself. The bundler writes each import on a line of its own. */
export const outsideImports = (code: string): string[] => {
  const patterns = [
    /^(?:import|export)\b[^;\n]*?\bfrom\s*"([^"]+)"/gm,
    /^import\s*"([^"]+)"/gm,
    /\b(?:import|require)\(\s*"([^"]+)"\s*\)/g,
  ];
  const named = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name as string));
  return [...new Set(named)].filter((name) => !name.startsWith("."));
};

export const isBuiltin = (name: string) => name.startsWith("node:") && builtinModules.includes(name.slice(5));
