import fc from "fast-check";
import { z } from "zod";
import { type Contract, sliceOf } from "#base/contract.ts";

/** Ids of records that exist, by the noun of their table: `appeal`, `agendaItem`. */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

/** The little of JSON Schema that the contract's schemas turn into. */
type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
  oneOf?: Shape[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
};

/** What a desk writes. */
const ordinaryWords = ["张晓梅", "李", "3号楼", "路灯坏了", "幸福小区", "2", "诉〔2026〕1号", "晚上 8 点"];
const formedWords = [
  "",
  "1234",
  "13812341234",
  "2026-11-20",
  "2026-12-01",
  "2027-10-01",
  "2026-11-20T01:00:00.000Z",
  "2026-12-01T06:00:00.000Z",
  "0198a5c0-0000-7000-8000-00000000000a",
];
/** What has broken programs before. */
const nastyWords = [
  "",
  "   ",
  "2026-02-30",
  "9999-12-31",
  "9999-12-31T23:59:59.999Z",
  "'; DROP TABLE accounts; --",
  '" OR "" NEAR(',
  "%_\\",
  "\u0000\uD800",
  "𬍛\u202E\u200B",
  "__proto__",
  "x".repeat(30_000),
];

const weighted = (...choices: (readonly [number, fc.Arbitrary<unknown>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const anyText = (pattern?: string): fc.Arbitrary<unknown> => {
  if (pattern === undefined) {
    return weighted(
      [8, fc.constantFrom(...ordinaryWords)],
      [2, fc.constantFrom(...formedWords)],
      [1, fc.string({ unit: "grapheme", maxLength: 12 })],
      [1, fc.constantFrom(...nastyWords)],
    );
  }
  const form = new RegExp(pattern);
  const fitting = [...formedWords, ...nastyWords].filter((word) => form.test(word));
  const made = fc.stringMatching(form);
  return fitting.length === 0 ? made : weighted([8, fc.constantFrom(...fitting)], [1, made]);
};

const holds = (name: string, noun: string) => name.toLowerCase().includes(noun.toLowerCase());

/** The nouns that a field may name: `appealIds` says so itself, `id` means those of its operation. */
const nounsOf = (field: string, ownNouns: readonly string[], known: KnownIds): readonly string[] | undefined => {
  if (field === "id" || field === "ids") return ownNouns;
  const named = /^(.+?)Ids?$/.exec(field)?.[1];
  return named === undefined ? undefined : [...known.keys()].filter((noun) => holds(named, noun) || holds(noun, named));
};

/** Mostly an id of what the field names, sometimes of something else. */
const anyId = (nouns: readonly string[], known: KnownIds): fc.Arbitrary<unknown> => {
  const fitting = nouns.flatMap((noun) => known.get(noun) ?? []);
  const others = [...known.values()].flat();
  return weighted(
    [fitting.length > 0 ? 12 : 0, fc.constantFrom(...fitting, "")],
    [2, fc.constantFrom(...others, "")],
    [1, anyText()],
  );
};

const anyNumber = ({ type, minimum = -5, maximum = 3000 }: Shape): fc.Arbitrary<unknown> => {
  const min = Math.max(minimum, -Number.MAX_SAFE_INTEGER);
  const max = Math.min(maximum, Number.MAX_SAFE_INTEGER);
  if (type !== "integer") return fc.double({ min, max, noNaN: true });
  const low = Math.max(min, Math.min(1, max));
  return weighted(
    [4, fc.constant(low)],
    [2, fc.integer({ min, max: Math.min(max, min + 5) })],
    [1, fc.integer({ min, max })],
  );
};

const fromShape = (
  shape: Shape,
  field: string,
  ownNouns: readonly string[],
  known: KnownIds,
): fc.Arbitrary<unknown> => {
  const inner = (part: Shape, name = field) => fromShape(part, name, ownNouns, known);
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((part) => inner(part)));
  if (shape.properties) {
    const fields = Object.entries(shape.properties).map(([name, part]) => [name, inner(part, name)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: shape.required ?? [] });
  }
  if (shape.type === "array") {
    if (shape.prefixItems) return fc.tuple(...shape.prefixItems.map((part) => inner(part)));
    const { minItems: minLength = 0, maxItems = 3 } = shape;
    return fc.array(inner(shape.items ?? {}), { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 3)) });
  }
  if (shape.type === "object") {
    const value = typeof shape.additionalProperties === "object" ? inner(shape.additionalProperties) : fc.jsonValue();
    return fc.dictionary(fc.string({ maxLength: 8 }), value, { maxKeys: 3 });
  }
  if (shape.type === "string") {
    const nouns = nounsOf(field, ownNouns, known);
    return nouns === undefined || shape.pattern !== undefined ? anyText(shape.pattern) : anyId(nouns, known);
  }
  if (shape.type === "integer" || shape.type === "number") return anyNumber(shape);
  if (shape.type === "boolean") return fc.boolean();
  if (shape.type === "null") return fc.constant(null);
  return fc.jsonValue();
};

/** Replaces, drops or adds one thing somewhere in a value. */
const spoilt = (value: unknown, other: unknown, at: number): unknown => {
  const deeper = Math.floor(at / 8);
  if (Array.isArray(value)) {
    const place = at % (value.length + 1);
    if (place === value.length) return [...value, other];
    return value.map((item, index) => (index === place ? spoilt(item, other, deeper) : item));
  }
  if (typeof value !== "object" || value === null) return other;
  const entries = Object.entries(value);
  const place = at % (entries.length + 1);
  if (place === entries.length) return { ...value, [`extra${at}`]: other };
  const isDropped = at % 5 === 0;
  return Object.fromEntries(
    entries
      .filter((_entry, index) => !(isDropped && index === place))
      .map(([key, item]) => [key, key === entries[place]?.[0] ? spoilt(item, other, deeper) : item]),
  );
};

/** What an operation's `id` is of: a noun in its name, or else whatever its slice shows one by one. */
const nounsOfOperation = (name: string, contract: Contract, known: KnownIds): string[] => {
  const nouns = [...known.keys()];
  const named = nouns.filter((noun) => holds(name, noun));
  return named.length > 0 ? named : nouns.filter((noun) => Object.hasOwn(contract, `${sliceOf(name)}.${noun}`));
};

/** Inputs for an operation: mostly what it asks for, often with one thing wrong, and sometimes anything at all. */
export const arbitraryInput = (name: string, contract: Contract, known: KnownIds): fc.Arbitrary<unknown> => {
  const operation = contract[name];
  if (!operation) throw new Error(`${name} is no operation`);
  const shape = z.toJSONSchema(operation.input, { io: "input" }) as Shape;
  const right = fromShape(shape, "", nounsOfOperation(name, contract, known), known);
  const wrong = fc
    .tuple(right, fc.jsonValue({ maxDepth: 2 }), fc.nat(100_000))
    .map(([value, other, at]) => spoilt(value, other, at));
  return weighted([8, right], [3, wrong], [1, fc.jsonValue()]);
};
