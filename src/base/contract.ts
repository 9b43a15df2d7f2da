import { z } from "zod";

/** Roles of domain.md 2, weakest business right first; `admin` stands beside the ladder. */
export const roles = ["viewer", "clerk", "secretary", "director", "admin"] as const;
export type Role = (typeof roles)[number];
/** What an operation asks of its caller. `nobody` also answers before sign-in and while locked. */
export type Need = Role | "nobody";

const ladder: readonly Role[] = ["viewer", "clerk", "secretary", "director"];

/** Whether the roles of an account satisfy a need. Every account may do what a viewer may. */
export const mayDo = (held: readonly Role[], need: Need): boolean => {
  if (need === "nobody") return true;
  if (need === "admin") return held.includes("admin");
  if (need === "viewer") return held.length > 0;
  const step = ladder.indexOf(need);
  return held.some((role) => ladder.indexOf(role) >= step);
};

/** Codes that every operation may answer with, besides those it declares. */
export const sharedCodes = [
  "InvalidInput",
  "NotAllowed",
  "NotSignedIn",
  "Locked",
  "NotFound",
  "Conflict",
  "ClockSetBack",
  "DiskFull",
  "DiskFailed",
  "FileDamaged",
  "Closed",
  "Internal",
] as const;
export type SharedCode = (typeof sharedCodes)[number];

type Shape = z.ZodObject;

export type Query<
  I extends Shape = Shape,
  O extends z.ZodType = z.ZodType,
  F extends string = string,
  N extends Need = Need,
> = {
  readonly kind: "query";
  readonly needs: N;
  readonly input: I;
  readonly output: O;
  readonly fails: readonly F[];
};

export type Command<
  I extends Shape = Shape,
  O extends z.ZodType = z.ZodType,
  F extends string = string,
  N extends Need = Need,
> = {
  readonly kind: "command";
  readonly needs: N;
  readonly input: I;
  readonly output: O;
  readonly fails: readonly F[];
  /** No audit row and no change notice: drafts and signs of life. */
  readonly isQuiet: boolean;
  /** Input fields that never reach the audit log, at any depth. */
  readonly secrets: readonly string[];
};

export type Operation = Query | Command;
export type Contract = Readonly<Record<string, Operation>>;

/** An operation that only reads. */
export const query = <
  I extends Shape,
  O extends z.ZodType,
  const N extends Need,
  const F extends string = never,
>(spec: {
  needs: N;
  input: I;
  output: O;
  fails?: readonly F[];
}): Query<I, O, NoInfer<F>, N> => ({ fails: [], ...spec, kind: "query" });

/** An operation that may write; it is one transaction and one audit row. */
export const command = <
  I extends Shape,
  O extends z.ZodType,
  const N extends Need,
  const F extends string = never,
>(spec: {
  needs: N;
  input: I;
  output: O;
  fails?: readonly F[];
  isQuiet?: boolean;
  secrets?: readonly string[];
}): Command<I, O, NoInfer<F>, N> => ({ fails: [], isQuiet: false, secrets: [], ...spec, kind: "command" });

export type InputOf<O extends Operation> = z.output<O["input"]>;
/** What a caller writes, before defaults are filled in. */
export type WrittenInputOf<O extends Operation> = z.input<O["input"]>;
export type OutputOf<O extends Operation> = z.output<O["output"]>;
export type FailOf<O extends Operation> = O["fails"][number];

export type QueryName<C extends Contract> = {
  [N in keyof C & string]: C[N]["kind"] extends "query" ? N : never;
}[keyof C & string];
export type CommandName<C extends Contract> = {
  [N in keyof C & string]: C[N]["kind"] extends "command" ? N : never;
}[keyof C & string];

/** `path` is dotted, as in `reporter.phone`. */
export type FieldProblem = { path: string; message: string };

export type Reply<V = unknown> =
  | {
      ok: true;
      value: V;
      /** An ID number was in what was said, and was not kept. */
      isMasked?: boolean;
    }
  | { ok: false; code: string; details?: unknown; fields?: FieldProblem[] };

/** Bytes that a reply hands over; the door streams them from the centre's folder. */
export const FileHandle = z.object({ sha256: z.string(), name: z.string(), mediaType: z.string() });
export type FileHandle = z.infer<typeof FileHandle>;

/** The first segment of an operation's name: the slice that owns it. */
export const sliceOf = (operationName: string) => operationName.slice(0, operationName.indexOf("."));
