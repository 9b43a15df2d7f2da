import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { BackupView } from "#features/system/backup-contract.ts";
import type { Seat } from "./community.ts";
import { temporaryFolder } from "./sample-core.ts";
import { openTestCore, type TestCore } from "./test-core.ts";

/** The smallest picture that is taken for one; the text makes it another file. */
export const photoOf = (text: string): Uint8Array =>
  Buffer.concat([Buffer.from("\x89PNG\r\n", "latin1"), Buffer.from(text)]);

const pins: Record<Seat, string> = {
  first: "1000",
  viewer: "1001",
  clerk: "1002",
  secretary: "1003",
  director: "1004",
  admin: "1005",
};

/** A centre in a folder of its own, with what the tests of backups do to it. */
export const openKept = async (): Promise<KeptCentre> => {
  const test = openTestCore({ isOnDisk: true });
  await test.finishJobs();
  const admin = () => test.as("admin");
  const problemOfJob = (id: string) => test.core.jobs.find(id)?.problem ?? null;

  const kept: KeptCentre = {
    test,
    register: (content, photos = []) => {
      const attachments = photos.map((text) => {
        const { sha256 } = test.core.files.put(photoOf(text));
        return { sha256, name: `${text}.png` };
      });
      return test.as("clerk").ok("council.registerAppeal", {
        voice: "anonymous",
        channel: "window",
        nature: "help",
        content,
        attachments,
      });
    },
    titles: () =>
      test
        .as("clerk")
        .ok("council.listAppeals", { limit: 200 })
        .appeals.map(({ title }) => title)
        .sort(),
    target: () => {
      const folder = join(temporaryFolder(), "U盘");
      mkdirSync(folder);
      return folder;
    },
    backUp: async (folder = kept.target()) => {
      const before = new Set(readdirSync(folder));
      const { jobId } = admin().ok("system.backUp", { folder });
      await test.finishJobs();
      const [name] = readdirSync(folder).filter((each) => !before.has(each));
      return { path: name === undefined ? "" : join(folder, name), problem: problemOfJob(jobId) };
    },
    check: async (path) => {
      const { jobId } = admin().ok("system.checkBackup", { id: path });
      await test.finishJobs();
      return problemOfJob(jobId);
    },
    restore: async (path) => {
      // The copy of the day may have begun with the work before.
      await test.finishJobs();
      const { jobId } = admin().ok("system.restoreBackup", { id: path, pin: pins.admin });
      const { jobs } = test.core;
      await test.finishJobs();
      const problem = jobs.find(jobId ?? "")?.problem ?? null;
      // The change of databases waits until the job has let go.
      await new Promise((resolve) => setImmediate(resolve));
      await test.finishJobs();
      return problem;
    },
    own: () => admin().ok("system.listBackups", {}).backups,
  };
  return kept;
};

export type KeptCentre = {
  readonly test: TestCore;
  register(content: string, photos?: readonly string[]): { id: string; numberText: string };
  titles(): string[];
  /** A folder on another disk, as far as the program can tell. */
  target(): string;
  backUp(folder?: string): Promise<{ path: string; problem: string | null }>;
  check(path: string): Promise<string | null>;
  restore(path: string): Promise<string | null>;
  own(): BackupView[];
};
