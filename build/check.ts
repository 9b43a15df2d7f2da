import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { findChromium, findProgram } from "./programs.ts";

/** Everything that must hold, one after another; the first that does not ends it. */

const root = join(import.meta.dirname, "..");
// The programs of node_modules first, and with them the Node that the product is made for.
const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}` };

const run = (command: string): boolean =>
  spawnSync(command, { cwd: root, env, stdio: "inherit", shell: true }).status === 0;

const missingPackages = (): string[] => [
  ...(findChromium() === undefined ? ["chromium"] : []),
  ...(findProgram("pdftoppm") && findProgram("pdftotext") ? [] : ["poppler-utils"]),
];

/** The journeys need a browser and the tools that look into a PDF. Debian has both; nobody else is asked. */
const ensureBrowser = (): boolean => {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() === 0 && findProgram("apt-get") && run(install) && missingPackages().length === 0) return true;
  process.stderr.write(
    `The journeys need ${missing.join(" and ")}. On Debian, as root:\n  ${install}\nElsewhere name a Chromium in CHROMIUM_PATH.\n`,
  );
  return false;
};

const steps: readonly { name: string; passes(): boolean }[] = [
  { name: "lint", passes: () => run("npm run --silent lint") },
  { name: "types", passes: () => run("npm run --silent typecheck") },
  { name: "build", passes: () => run("npm run --silent build -- --logLevel warn") },
  { name: "tests", passes: () => run("vitest run") },
  { name: "journeys", passes: () => ensureBrowser() && run("playwright test") },
];

for (const { name, passes } of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const startedMs = performance.now();
  const hasPassed = passes();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`== ${name} ${hasPassed ? "passed" : "FAILED"} in ${seconds} s\n`);
  if (!hasPassed) process.exit(1);
}
