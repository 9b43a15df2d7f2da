import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/*
 * Loaded before the program: ends its process right before the file system is asked for the n-th change, n being in
 * KILL_AT. Between two such calls nothing of the program's own can be lost or half-done.
 */
const changes = [
  "copyFileSync",
  "fsyncSync",
  "linkSync",
  "mkdirSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
  "writeFileSync",
] as const;

const last = Number(process.env.KILL_AT);
let count = 0;

const target = fs as unknown as Record<string, (...given: unknown[]) => unknown>;
for (const name of changes) {
  const real = target[name];
  if (!real) throw new Error(`There is no ${name}`);
  target[name] = (...given) => {
    if (count === last) process.kill(process.pid, "SIGKILL");
    count += 1;
    return real(...given);
  };
}
syncBuiltinESMExports();
