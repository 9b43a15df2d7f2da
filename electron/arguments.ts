import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Arguments = z.object({ data: z.string().min(1).optional(), demo: z.literal(true).optional() });

/** What the program was started with; null when it cannot be understood. Chromium's own switches are left alone. */
export const readArguments = (argv: readonly string[]): { folder: string | undefined; isDemo: boolean } | null => {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: "string" }, demo: { type: "boolean" } },
    strict: false,
    allowPositionals: true,
  });
  const given = Arguments.safeParse(values);
  if (!given.success) return null;
  const { data, demo } = given.data;
  return { folder: data === undefined ? undefined : resolve(data), isDemo: demo === true };
};
