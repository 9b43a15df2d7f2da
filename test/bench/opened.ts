import { join } from "node:path";
import { composeCore } from "#app/core.ts";
import { knownVersion } from "#app/migrations.ts";
import { databasePathOf } from "#core/centre-paths.ts";
import type { Core } from "#core/core.ts";
import { openSqlite, type SqliteFile } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { countingRandom, people } from "../support/community.ts";
import { type MadeCentre, madeEndMs } from "./made-centre.ts";
import { traceFile } from "./traced.ts";

/** A core in this process with somebody signed in who may do everything. */
export type OpenedCentre = {
  file: SqliteFile;
  core: Core;
  ask(name: string, input: unknown, requestId?: string): unknown;
};

/** A minute after the made time ended. */
export const askedMs = madeEndMs + 60_000;

const composed = (made: MadeCentre, file: SqliteFile, workerUrl: URL): OpenedCentre => {
  const environment = {
    clock: () => askedMs,
    random: countingRandom(),
    workerUrl,
    log: ({ operation, error }: { operation: string; error: unknown }) => {
      throw new Error(`${operation} broke`, { cause: error });
    },
  };
  const { folder } = made;
  const home = { folder, knownVersion, restore: null, makeSample: null };
  const core = composeCore({ file, files: createFileStore(join(folder, "files")) }, environment, home);
  const sessionId = core.openSession();
  const ask = (name: string, input: unknown, requestId?: string): unknown => {
    const reply = core.handle(sessionId, name, input, requestId);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
    return reply.value;
  };
  ask("system.signIn", { accountId: made.accountIds.first, pin: people.first.pin });
  return { file, core, ask };
};

export const openMade = (made: MadeCentre, workerUrl: URL): OpenedCentre =>
  composed(made, openSqlite(databasePathOf(made.folder)), workerUrl);

/** The same, with its statements written down on request. */
export const openTraced = (made: MadeCentre, workerUrl: URL) => {
  const traced = traceFile(openSqlite(databasePathOf(made.folder)));
  return { ...composed(made, traced.file, workerUrl), trace: traced.trace };
};
