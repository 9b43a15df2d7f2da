import { execFileSync, spawn } from "node:child_process";
import { closeSync, cpSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { temporaryFolder } from "./sample-core.ts";

/**
 * A small disk of its own for one test: a tmpfs in a mount namespace that nobody else sees and that goes with its
 * keeper. Root may do that, and so may anybody where user namespaces are allowed.
 */
export type SmallDisk = {
  /** Where it lies for programs that are started on it. */
  readonly path: string;
  /** Where it lies for the test itself; SQLite, which follows links by itself, does not get there. */
  readonly seen: string;
  /** A copy of something on it in an ordinary folder. */
  taken(name: string): string;
  /** What stands before the command of a program that is to see it. */
  readonly before: readonly string[];
  /** Takes every byte that is left, and answers with the way to give it back. */
  fill(): () => void;
  makeReadOnly(): void;
};

type Way = { make: readonly string[]; enter: readonly string[] };

const ways: readonly Way[] = [
  { make: ["-m"], enter: ["-m"] },
  { make: ["-r", "-m"], enter: ["--preserve-credentials", "-U", "-m"] },
];

let found: Way | null | undefined;
const wayToMount = (): Way | null => {
  const folder = temporaryFolder();
  const works = ({ make }: Way) => {
    try {
      execFileSync("unshare", [...make, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  found ??= ways.find(works) ?? null;
  return found;
};

const keepers: { kill(): void }[] = [];
afterAll(() => {
  for (const keeper of keepers.splice(0)) keeper.kill();
});

const fillFile = (path: string) => {
  const handle = openSync(path, "w");
  try {
    for (const piece of [1024 * 1024, 4096, 1]) {
      const bytes = Buffer.alloc(piece);
      try {
        for (;;) writeSync(handle, bytes);
      } catch (error) {
        if ((error as { code?: string }).code !== "ENOSPC") throw error;
      }
    }
  } finally {
    closeSync(handle);
  }
};

/** Over itself, because a mount that one may not take down may still be covered. */
const readOnlyScript = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"';

/** Null where this machine lets nobody mount; the test then takes its other way and says so. */
export const openSmallDisk = async (megabytes: number): Promise<SmallDisk | null> => {
  const way = wayToMount();
  if (!way) return null;
  const path = join(temporaryFolder(), "disk");
  mkdirSync(path);
  const script = 'mount -t tmpfs -o size="$1"m tmpfs "$0" && echo ready && exec sleep 100000';
  const keeper = spawn("unshare", [...way.make, "sh", "-c", script, path, String(megabytes)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  keepers.push({ kill: () => keeper.kill("SIGKILL") });
  await new Promise<void>((resolve, reject) => {
    keeper.stdout.once("data", () => resolve());
    keeper.once("exit", (code) => reject(new Error(`The disk was not made: ${code}`)));
  });
  const seen = `/proc/${keeper.pid}/root${path}`;
  const before = ["nsenter", ...way.enter, "-t", String(keeper.pid), "--"];
  const filler = join(seen, "filler");
  return {
    path,
    seen,
    before,
    taken: (name) => {
      const copy = join(temporaryFolder(), name);
      cpSync(join(seen, name), copy, { recursive: true });
      return copy;
    },
    fill: () => {
      fillFile(filler);
      return () => rmSync(filler);
    },
    makeReadOnly: () => {
      const [command = "", ...rest] = [...before, "sh", "-c", readOnlyScript, path];
      execFileSync(command, rest);
    },
  };
};
