import { describe, expect, test } from "vitest";
import { z } from "zod";
import { contract } from "#app/contract.ts";
import { handlers } from "#app/core.ts";
import { slices } from "#app/slices.ts";
import { type Operation, roles, sharedCodes, sliceOf } from "#base/contract.ts";
import { jsonProblems } from "./support/json-safety.ts";

const operations = Object.entries<Operation>(contract);
const words = import.meta.glob<Record<string, unknown>>("../src/features/*/words.ts", { eager: true });

/** The sentences of a slice: its one exported record named after it. */
const sentencesOf = (slice: string): Record<string, string> => {
  const module = words[`../src/features/${slice}/words.ts`];
  return (module?.[`${slice}Refusals`] ?? {}) as Record<string, string>;
};

/** The names of those that a rule speaks against, so that one look shows them all. */
const namesOf = (broken: (operation: Operation, name: string) => boolean) =>
  operations.filter(([name, operation]) => broken(operation, name)).map(([name]) => name);

test("every operation is named slice.verbNoun, in a slice of the line", () => {
  expect(namesOf((_operation, name) => !/^[a-z]+\.[a-z]+(?:[A-Z][a-z0-9]*)*$/.test(name))).toEqual([]);
  expect(namesOf((_operation, name) => !(slices as readonly string[]).includes(sliceOf(name)))).toEqual([]);
});

test("every operation says who may, in a word that the accounts know", () => {
  expect(namesOf(({ needs }) => needs !== "nobody" && !roles.includes(needs))).toEqual([]);
});

test("nobody is asked only before sign-in, and by the screen on the wall", () => {
  expect(namesOf(({ needs }) => needs === "nobody")).toEqual([
    "system.state",
    "system.setUp",
    "system.openDemo",
    "system.demoProgress",
    "system.signIn",
    "council.screen",
  ]);
});

test("every operation has its handler, and every handler its operation", () => {
  expect(Object.keys(handlers).sort()).toEqual(operations.map(([name]) => name).sort());
});

test("inputs and outputs come through JSON as they are", () => {
  const broken = operations.flatMap(([name, { input, output }]) => [
    ...jsonProblems(input, "input").map((problem) => `${name} input: ${problem}`),
    ...jsonProblems(output, "output").map((problem) => `${name} output: ${problem}`),
  ]);
  expect(broken).toEqual([]);
});

test("every declared refusal has a sentence for the person at the desk, and no sentence is left over", () => {
  for (const slice of new Set(operations.map(([name]) => sliceOf(name)))) {
    const declared = operations.filter(([name]) => sliceOf(name) === slice).flatMap(([, { fails }]) => [...fails]);
    expect(Object.keys(sentencesOf(slice)).sort()).toEqual([...new Set(declared)].sort());
    // Chinese, a whole sentence, and no code word in it.
    for (const sentence of Object.values(sentencesOf(slice))) {
      expect(sentence).toMatch(/^\p{Script=Han}[^a-z]*[。？]$/u);
    }
  }
});

test("no refusal of a slice takes the name of a shared one, or says in two slices two things", () => {
  const shared = new Set<string>(sharedCodes);
  const said = new Map<string, string>();
  for (const slice of slices) {
    for (const [code, sentence] of Object.entries(sentencesOf(slice))) {
      expect(shared.has(code), code).toBe(false);
      expect(said.get(code) ?? sentence, code).toBe(sentence);
      said.set(code, sentence);
    }
  }
});

test("a PIN is a secret wherever it is written", () => {
  const fieldsOf = ({ input }: Operation) => Object.keys(input.shape).filter((field) => /pin$/i.test(field));
  const open = operations
    .filter(([, operation]) => operation.kind === "command")
    .filter(([, operation]) =>
      fieldsOf(operation).some((field) => operation.kind === "command" && !operation.secrets.includes(field)),
    );
  expect(open.map(([name]) => name)).toEqual([]);
  expect(operations.filter(([, operation]) => fieldsOf(operation).length > 0).length).toBeGreaterThan(3);
});

describe("the look for what JSON does not carry finds", () => {
  test.each([
    ["a date", z.date()],
    ["a map", z.map(z.string(), z.string())],
    ["a set", z.set(z.string())],
    ["a bigint", z.bigint()],
    ["undefined", z.undefined()],
    ["nothing", z.void()],
    ["a symbol", z.symbol()],
    ["a function", z.function()],
    ["not a number", z.nan()],
    ["anything", z.any()],
    ["the unknown", z.unknown()],
    ["bytes", z.instanceof(Uint8Array)],
    ["a value made at the end", z.string().transform((text) => new Date(text))],
  ])("%s, at any depth", (_case, schema) => {
    const wrap = (inner: z.ZodType) => z.object({ list: z.array(z.object({ deep: inner.nullable() })) });
    expect(jsonProblems(wrap(schema as z.ZodType), "output")).not.toEqual([]);
  });

  test.each([
    [
      "a cleaned line",
      z
        .string()
        .transform((text) => text.trim())
        .pipe(z.string().min(1)),
    ],
    ["a default", z.string().default("")],
    ["any JSON", z.json()],
    ["a record", z.record(z.string(), z.int())],
    [
      "a choice",
      z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    ],
  ])("nothing in %s", (_case, schema) => {
    expect(jsonProblems(z.object({ value: schema as z.ZodType }), "input")).toEqual([]);
    expect(jsonProblems(z.object({ value: schema as z.ZodType }), "output")).toEqual([]);
  });
});
