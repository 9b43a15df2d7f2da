import { z } from "zod";

type Part = { type: string };

/** What JSON carries as it is. A `pipe` or `transform` is judged by what it takes in, or gives out. */
const safeTypes = new Set([
  "object",
  "array",
  "tuple",
  "record",
  "string",
  "number",
  "int",
  "boolean",
  "null",
  "enum",
  "literal",
  "union",
  "intersection",
  "optional",
  "nullable",
  "nonoptional",
  "default",
  "prefault",
  "catch",
  "readonly",
  "lazy",
  "pipe",
  "transform",
  "template_literal",
]);

/** Why a schema's values would not come through JSON unchanged, or nothing. */
export const jsonProblems = (schema: z.ZodType, side: "input" | "output"): string[] => {
  const problems = new Set<string>();
  try {
    z.toJSONSchema(schema, {
      io: side,
      unrepresentable: "throw",
      override: ({ zodSchema }) => {
        const { type } = zodSchema._zod.def as Part;
        if (!safeTypes.has(type)) problems.add(type);
        const { values } = zodSchema._zod.def as { values?: readonly unknown[] };
        if (type === "literal" && values?.includes(undefined)) problems.add("undefined");
      },
    });
  } catch (error) {
    problems.add(error instanceof Error ? error.message : String(error));
  }
  return [...problems];
};
