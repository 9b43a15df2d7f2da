import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeCore } from "#app/core.ts";
import { migrations } from "#app/migrations.ts";
import type { Role } from "#base/contract.ts";
import { instantOf } from "#base/dates.ts";
import { type Random, uuidV7 } from "#base/ids.ts";
import { databaseOf, openSqlite } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { migrate, pendingMigrations } from "#core/migrate.ts";
import { pinHash } from "#features/system/core/pins.ts";
import { addAccount, setPin } from "#features/system/core/store.ts";

/** The worker thread runs from its source here. */
export const workerUrl = new URL("../../src/core/file-worker.ts", import.meta.url);

/** Friday 2026-11-20, 09:00 in Shanghai. */
export const startMs = Date.parse("2026-11-20T01:00:00.000Z");

/** Bytes that count up, so that ids sort by birth even while the clock stands still. */
export const countingRandom = (): Random => {
  let count = 0;
  return (byteCount) => {
    count += 1;
    const bytes = new Uint8Array(byteCount);
    for (let index = byteCount - 1, rest = count; index >= 0 && rest > 0; index -= 1) {
      bytes[index] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return bytes;
  };
};

/** `first` is the account of the first run, which holds director and admin; the others hold one role each. */
export type Seat = Role | "first";

export const people: Readonly<Record<Seat, { name: string; post: string; pin: string; roles: readonly Role[] }>> = {
  first: { name: "王建国", post: "社区党组织书记", pin: "1000", roles: ["director", "admin"] },
  viewer: { name: "赵小雨", post: "实习生", pin: "1001", roles: ["viewer"] },
  clerk: { name: "李秀英", post: "前台", pin: "1002", roles: ["clerk"] },
  secretary: { name: "陈志强", post: "议事会书记员", pin: "1003", roles: ["secretary"] },
  director: { name: "刘桂芳", post: "社区主任", pin: "1004", roles: ["director"] },
  admin: { name: "周明", post: "网管", pin: "1005", roles: ["admin"] },
};

export const setUpInput = {
  name: "花园社区",
  subdistrict: "幸福街道",
  centreName: "花园社区党群服务中心",
  centreAddress: "花园路 1 号",
  centrePhone: "01066660000",
  openingHours: "周一至周日 8:30—17:30",
  accountName: people.first.name,
  accountPost: people.first.post,
  pin: people.first.pin,
};

export type Community = { bytes: Buffer; accountIds: Readonly<Record<Seat, string>> };

/** The cost of a real hash is a tenth of a second; what a test proves does not depend on it. */
const cheapPin = (pin: string) => {
  const pinSalt = "00".repeat(16);
  const pinCost = 6;
  return { pinSalt, pinHash: pinHash(pin, pinSalt, pinCost), pinCost };
};

/** The database of a centre after its first run, with one account for each role. */
export const freshCommunity = (atMs = startMs): Community => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-fresh-"));
  const file = openSqlite(":memory:");
  migrate(file, pendingMigrations(file, migrations));
  const random = countingRandom();
  const core = composeCore(
    { file, files: createFileStore(join(folder, "files")) },
    {
      clock: () => atMs,
      random,
      workerUrl,
      log: ({ operation, error }) => {
        throw new Error(`The first run failed in ${operation}`, { cause: error });
      },
    },
  );
  try {
    const reply = core.handle(core.openSession(), "system.setUp", setUpInput);
    if (!reply.ok) throw new Error(`The first run was refused: ${JSON.stringify(reply)}`);
    const db = databaseOf(file);
    const { accountId } = reply.value as { accountId: string };
    setPin(db, accountId, cheapPin(people.first.pin));
    const ids = Object.entries(people).map(([seat, person]) => {
      if (seat === "first") return [seat, accountId];
      const id = uuidV7(atMs, random);
      const { name, post, pin } = person;
      addAccount(db, { id, name, post, roles: [...person.roles], createdAt: instantOf(atMs), ...cheapPin(pin) });
      return [seat, id];
    });
    return { bytes: file.serialize(), accountIds: Object.fromEntries(ids) as Record<Seat, string> };
  } finally {
    core.close();
    rmSync(folder, { recursive: true });
  }
};
