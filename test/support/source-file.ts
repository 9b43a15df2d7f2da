import { dirname, join, normalize } from "node:path/posix";
import { parseSync, Visitor } from "vite";

/** One import, however it is written; `target` is a path of ours or the name of a package. */
export type Import = { target: string; isOurs: boolean; isRelative: boolean; isOfTypes: boolean };

export type SourceFile = {
  path: string;
  imports: Import[];
  /** Names in the code, without comments: identifiers, and the texts of strings. */
  identifiers: string[];
  texts: string[];
  exportedNames: string[];
  comments: string[];
  /** What the code does that some place forbids. */
  habits: ReadonlySet<Habit>;
};

export type Habit =
  | "asks the wall clock"
  | "is asynchronous"
  | "exports by default"
  | "re-exports everything"
  | "declares an enum"
  | "declares a class that is no error"
  | "leaves a test out"
  | "sleeps";

const ourPath = (from: string, written: string): string | undefined => {
  if (written.startsWith(".")) return normalize(join(dirname(from), written));
  const aliased = /^#(base|core|ui|features|app|host)\/(.+)$/.exec(written);
  return aliased ? `src/${aliased[1]}/${aliased[2]}` : undefined;
};

/** A node of the syntax tree, as far as the rules look into it. */
type Node = { type: string } & Record<string, unknown>;

const literalOf = (node: unknown): string | undefined => {
  const { type, value, quasis } = (node ?? {}) as Node;
  if (type === "Literal" && typeof value === "string") return value;
  if (type !== "TemplateLiteral") return undefined;
  return (quasis as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked).join("…");
};

/** `Date.now` of `Date.now()`. */
const calleeOf = (node: Node): string => {
  if (node.type === "Identifier") return String(node.name);
  if (node.type === "MetaProperty") return "import.meta";
  if (node.type !== "MemberExpression") return "";
  return `${calleeOf(node.object as Node)}.${String((node.property as Node).name ?? "")}`;
};

/** `import { type A, type B }` leaves nothing at run time, just as `import type` does. */
const isEveryType = (specifiers: readonly unknown[], kind: "importKind" | "exportKind") =>
  specifiers.length > 0 && specifiers.every((specifier) => (specifier as Record<string, unknown>)[kind] === "type");

/** Reads what the rules of the architecture ask of a file, from its syntax tree. Throws where it does not parse. */
export const readSource = (path: string, code: string): SourceFile => {
  const { program, comments, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const identifiers: string[] = [];
  const texts: string[] = [];
  const exportedNames: string[] = [];
  const habits = new Set<Habit>();

  const addImport = (source: unknown, isOfTypes = false) => {
    const written = literalOf(source);
    if (written === undefined) return;
    const target = ourPath(path, written);
    imports.push({
      target: target ?? written,
      isOurs: target !== undefined,
      isRelative: written.startsWith("."),
      isOfTypes,
    });
  };
  const note = (node: { async?: boolean | null }) => {
    if (node.async) habits.add("is asynchronous");
  };

  new Visitor({
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      addImport(source, importKind === "type" || isEveryType(specifiers, "importKind")),
    ImportExpression: ({ source }) => addImport(source),
    TSImportType: ({ source }) => addImport(source, true),
    TSExternalModuleReference: ({ expression }) => addImport(expression),
    ExportAllDeclaration: ({ source }) => {
      addImport(source);
      habits.add("re-exports everything");
    },
    ExportNamedDeclaration: ({ source, declaration, specifiers, exportKind }) => {
      if (source) addImport(source, exportKind === "type" || isEveryType(specifiers, "exportKind"));
      for (const { exported } of specifiers) exportedNames.push(calleeOf(exported as unknown as Node));
      const named = declaration as unknown as { id?: Node; declarations?: { id: Node }[] } | null;
      for (const { id } of named?.declarations ?? (named?.id ? [{ id: named.id }] : []))
        exportedNames.push(calleeOf(id));
    },
    ExportDefaultDeclaration: () => habits.add("exports by default"),
    CallExpression: ({ callee, arguments: given }) => {
      const name = calleeOf(callee as unknown as Node);
      if (name === "require" || name === "import.meta.glob") addImport(given[0]);
      if (name === "Date.now" || name === "Date") habits.add("asks the wall clock");
      if (/^(?:test|it|describe)\.(?:.+\.)?(?:skip|only|todo|fails|fixme|skipIf|runIf)$/.test(name))
        habits.add("leaves a test out");
      if (name.endsWith(".waitForTimeout")) habits.add("sleeps");
    },
    NewExpression: ({ callee, arguments: given }) => {
      const name = calleeOf(callee as unknown as Node);
      if (name === "Date" && given.length === 0) habits.add("asks the wall clock");
    },
    FunctionDeclaration: note,
    FunctionExpression: note,
    ArrowFunctionExpression: note,
    AwaitExpression: () => habits.add("is asynchronous"),
    ForOfStatement: (node) => {
      if (node.await) habits.add("is asynchronous");
    },
    TSEnumDeclaration: () => habits.add("declares an enum"),
    ClassDeclaration: ({ superClass }) => {
      if (calleeOf((superClass ?? { type: "" }) as unknown as Node) !== "Error")
        habits.add("declares a class that is no error");
    },
    Identifier: ({ name }) => identifiers.push(name),
    Literal: (node) => {
      const text = literalOf(node);
      if (text !== undefined) texts.push(text);
    },
    TemplateLiteral: (node) => texts.push(literalOf(node) ?? ""),
  }).visit(program);

  return { path, imports, identifiers, texts, exportedNames, comments: comments.map(({ value }) => value), habits };
};
