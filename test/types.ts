import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import type { Handlers } from "#core/contexts.ts";
import type { Desk } from "./support/test-core.ts";

/*
 * Programs that must not compile. Each line marked below stands for a mistake; the day it compiles, the mark itself
 * is the error. No test runs this file.
 */

const Done = z.object({ done: z.literal(true) });

const contract = {
  "sample.note": query({
    needs: "viewer",
    input: z.object({ id: z.string() }),
    output: z.object({ body: z.string() }),
  }),
  "sample.addNote": command({
    needs: "clerk",
    input: z.object({ body: z.string() }),
    output: Done,
    fails: ["NoteTaken"],
  }),
  "sample.signIn": command({ needs: "nobody", input: z.object({}), output: Done }),
} satisfies Contract;

type Sample = typeof contract;

export const sound: Handlers<Sample> = {
  "sample.note": ({ db, refuse }, { id }) => {
    const note = db.one<{ body: string }>("SELECT body FROM notes WHERE id = :id", { id });
    if (!note) throw refuse("NotFound");
    return note;
  },
  "sample.addNote": ({ db, refuse, caller }, { body }) => {
    if (db.run("…", { body, by: caller.accountId }) === 0) throw refuse("NoteTaken");
    return { done: true };
  },
  "sample.signIn": ({ session }) => {
    session.signIn("…");
    return { done: true };
  },
};

const { "sample.note": _note, ...withoutNote } = sound;
// @ts-expect-error a handler is missing
export const missing: Handlers<Sample> = withoutNote;

// @ts-expect-error a handler that no operation asks for
export const surplus: Handlers<Sample> = { ...sound, "sample.other": () => ({ done: true }) };

// @ts-expect-error an operation that does not say who may
export const openToAll = query({ input: z.object({}), output: Done });

// @ts-expect-error an operation for a role that nobody holds
export const unknownRole = query({ needs: "mayor", input: z.object({}), output: Done });

// @ts-expect-error a query that declares itself quiet: only commands are audited
export const quietQuery = query({ needs: "viewer", input: z.object({}), output: Done, isQuiet: true });

// @ts-expect-error an input that is no object: a field must have a place for its message
export const bareInput = command({ needs: "clerk", input: z.string(), output: Done });

export const writingQuery: Handlers<Sample>["sample.note"] = ({ db }) => {
  // @ts-expect-error a query that writes
  db.run("DELETE FROM notes");
  return { body: "" };
};

export const eventInQuery: Handlers<Sample>["sample.note"] = (context) => {
  // @ts-expect-error a query that writes an event
  context.addEvent({ of: "note", id: "", kind: "read" });
  return { body: "" };
};

export const signingQuery: Handlers<Sample>["sample.note"] = ({ session }) => {
  // @ts-expect-error a query that signs somebody in
  session.signIn("");
  return { body: "" };
};

export const undeclared: Handlers<Sample>["sample.addNote"] = ({ refuse }) => {
  // @ts-expect-error a refusal that the contract does not declare
  throw refuse("MeetingNotInSession");
};

export const undeclaredInQuery: Handlers<Sample>["sample.note"] = ({ refuse }) => {
  // @ts-expect-error a refusal that another operation declares
  throw refuse("NoteTaken");
};

// @ts-expect-error an asynchronous query
export const waitingQuery: Handlers<Sample>["sample.note"] = async () => ({ body: "" });

// @ts-expect-error an asynchronous command
export const waitingCommand: Handlers<Sample>["sample.addNote"] = async () => ({ done: true });

// @ts-expect-error an answer that lacks what was promised
export const shortAnswer: Handlers<Sample>["sample.note"] = () => ({});

// @ts-expect-error an answer of another kind
export const wrongAnswer: Handlers<Sample>["sample.addNote"] = () => ({ done: false });

export const unknownField: Handlers<Sample>["sample.addNote"] = (_context, input) => {
  // @ts-expect-error a field that the input does not have
  void input.title;
  return { done: true };
};

export const nobodyCalls: Handlers<Sample>["sample.signIn"] = ({ caller }) => {
  // @ts-expect-error before sign-in there may be no caller
  void caller.accountId;
  return { done: true };
};

export const asking = (desk: Desk) => {
  // @ts-expect-error an operation that does not exist
  desk("system.closeEverything", {});
  // @ts-expect-error an input without its field
  desk("system.draft", {});
  // @ts-expect-error a field of another kind
  desk("system.draft", { form: 5 });
  // @ts-expect-error an answer read as something else
  const name: number = desk.ok("system.settings", {}).name;
  return name;
};
