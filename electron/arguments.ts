import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Path = z.string().min(1).optional();
const Arguments = z.object({ data: Path, demo: z.literal(true).optional(), restore: Path });

/** What the program was started with. */
export type Given = { folder: string | undefined; isDemo: boolean; restoreFrom: string | undefined };

const whole = (path: string | undefined) => (path === undefined ? undefined : resolve(path));

/** Null when it cannot be understood. Chromium's own switches are left alone. */
export const readArguments = (argv: readonly string[]): Given | null => {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: "string" }, demo: { type: "boolean" }, restore: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  const given = Arguments.safeParse(values);
  if (!given.success) return null;
  const { data, demo, restore } = given.data;
  return { folder: whole(data), isDemo: demo === true, restoreFrom: whole(restore) };
};
