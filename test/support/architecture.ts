import { type Habit, type Import, readSource, type SourceFile } from "./source-file.ts";

/** The features in their line: each looks only left. */
export const line = [
  "system",
  "people",
  "documents",
  "council",
  "booking",
  "meals",
  "stations",
  "volunteer",
  "reports",
];

type Layer = {
  name: string;
  holds: RegExp;
  /** Layers it may look into besides itself. */
  mayImport: readonly string[];
  /** Packages it must not know. */
  noPackages?: RegExp;
};

const electron = "electron(?:/.*)?";
const sqlite = "better-sqlite3";
const node = "node:.*";
const page = "react(?:-dom)?(?:/.*)?|@mantine/.*|@tanstack/.*|@tabler/.*|@fontsource/.*|mantine-.*";
const packages = (...patterns: string[]) => new RegExp(`^(?:${patterns.join("|")})$`);

/** Which layer may look into which, from design.md. The first that holds a path is its layer. */
export const layers: readonly Layer[] = [
  { name: "base", holds: /^src\/base\//, mayImport: [], noPackages: packages(electron, sqlite, node, page) },
  { name: "core", holds: /^src\/core\//, mayImport: ["base"], noPackages: packages(electron, page) },
  { name: "ui", holds: /^src\/ui\//, mayImport: ["base"], noPackages: packages(electron, sqlite, node) },
  {
    name: "feature core",
    holds: /^src\/features\/[^/]+\/core\//,
    mayImport: ["base", "core", "feature"],
    noPackages: packages(electron, sqlite, page),
  },
  {
    name: "feature ui",
    holds: /^src\/features\/[^/]+\/ui\//,
    mayImport: ["base", "ui", "feature"],
    noPackages: packages(electron, sqlite, node),
  },
  {
    name: "feature",
    holds: /^src\/features\/[^/]+\/[^/]+$/,
    mayImport: ["base"],
    noPackages: packages(electron, sqlite, node, page),
  },
  {
    name: "app",
    holds: /^src\/app\//,
    mayImport: ["base", "core", "ui", "feature", "feature core", "feature ui"],
    noPackages: packages(electron, sqlite),
  },
  {
    name: "host",
    holds: /^src\/host\//,
    mayImport: ["base", "core", "app"],
    noPackages: packages(electron, sqlite, page),
  },
  {
    name: "electron",
    holds: /^electron\//,
    mayImport: ["base", "core", "app", "host"],
    noPackages: packages(sqlite, page),
  },
];

/** Single imports that the table does not allow, each with its reason. */
const exceptions: readonly { from: RegExp; to: string }[] = [
  // What the preload script puts on the window is typed once, by the page that uses it.
  { from: /^electron\//, to: "src/ui/desktop.ts" },
];

export const layerOf = (path: string) => layers.find(({ holds }) => holds.test(path));
const sliceOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];
/** The folder inside which relative imports stay. */
const unitOf = (path: string) => /^src\/features\/[^/]+|^src\/[^/]+|^[^/]+/.exec(path)?.[0];

const featureProblem = (from: string, fromLayer: Layer, to: string, toLayer: Layer): string | undefined => {
  const [own, other] = [sliceOf(from), sliceOf(to)];
  if (own === undefined || other === undefined || own === other) return undefined;
  if (fromLayer !== toLayer) return `looks across features into another side: ${to}`;
  if (line.indexOf(other) >= line.indexOf(own)) return `looks right: ${to}`;
  return undefined;
};

const importProblem = (from: string, { target, isOurs, isRelative }: Import): string | undefined => {
  const layer = layerOf(from);
  if (!layer) return "lies in no layer";
  if (!isOurs) return layer.noPackages?.test(target) ? `must not know ${target}` : undefined;
  if (isRelative && unitOf(from) !== unitOf(target)) return `leaves its folder by a relative path: ${target}`;
  const targetLayer = layerOf(target);
  if (!targetLayer) return `looks outside the layers: ${target}`;
  if (exceptions.some((exception) => exception.from.test(from) && exception.to === target)) return undefined;
  if (targetLayer !== layer && !layer.mayImport.includes(targetLayer.name)) return `must not look into ${target}`;
  return featureProblem(from, layer, target, targetLayer);
};

/** Words of domain.md that mean nothing else; the engine serves every feature and names none. */
const featureWords = new Set(
  `subdistrict estate household resident grid audience organisation appeal topic meeting agenda resolution
   attendance evaluation council booking waitlist equipment volunteer roster wish station mediation`
    .split(/\s+/)
    .flatMap((word) => [word, `${word}s`]),
);

const wordsOf = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);

type HabitRule = { habit: Habit; where: RegExp; except?: RegExp };

const habitRules: readonly HabitRule[] = [
  { habit: "asks the wall clock", where: /^(?:src|electron)\//, except: /^src\/app\/core\.ts$/ },
  // Playwright takes its set-up from the default export.
  { habit: "exports by default", where: /^(?:src|electron|test)\//, except: /^test\/e2e\/global-setup\.ts$/ },
  { habit: "re-exports everything", where: /^(?:src|electron|test)\// },
  { habit: "declares an enum", where: /^(?:src|electron|test)\// },
  { habit: "declares a class that is no error", where: /^(?:src|electron|test)\// },
  { habit: "leaves a test out", where: /^(?:src|test)\// },
  { habit: "sleeps", where: /^test\// },
];

const transactionWord = /^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT)\b/i;
const sqlWord = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|PRAGMA|CREATE|DROP|ALTER|REPLACE)\s/;
const forbiddenComment = /@ts-ignore|@ts-nocheck|biome-ignore|eslint-disable|\b(?:TODO|FIXME|HACK|XXX)\b/;
const forbiddenFileWord = /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|data|info)(?=[-./]|$)/;
const forbiddenName =
  /^(?:utils?|helpers?|common|misc|manager|service|data|info)$|.(?:Utils?|Helpers?|Manager|Service|Impl)$|^[IT][A-Z][a-z]+[A-Z]/;

/** 服务项目: in the slice that offers them a service is a noun of the business. */
const isOfGlossary = (path: string, name: string): boolean =>
  /(?:^src\/features\/booking\/|\/(?:booking|made-services)[-./])/.test(path) && /^[a-z]+Service$/.test(name);

const isCode = (path: string) => /^(?:src|electron)\//.test(path) && !path.endsWith(".test.ts");

/** Everything that a file's name breaks. */
export const namingProblems = (path: string): string[] => {
  const problems: string[] = [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!/^(?:README\.md|[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|spec|config|snapshot))?\.[a-z]+)$/.test(name))
    problems.push("is not named in kebab-case");
  if (forbiddenFileWord.test(path)) problems.push("has a name that says nothing");
  if (name === "index.ts") problems.push("is a barrel");
  if (isCode(path) && path.startsWith("src/features/") && !line.includes(sliceOf(path) ?? ""))
    problems.push("belongs to no known feature");
  return problems;
};

/** Everything that a file of ours breaks. */
export const problemsOf = (file: SourceFile): string[] => {
  const { path } = file;
  const problems = namingProblems(path);
  const add = (problem: string | undefined) => {
    if (problem !== undefined) problems.push(problem);
  };
  if (isCode(path)) for (const found of file.imports) add(importProblem(path, found));
  for (const { habit, where, except } of habitRules)
    if (file.habits.has(habit) && where.test(path) && !except?.test(path)) add(habit);
  for (const comment of file.comments)
    if (forbiddenComment.test(comment)) add(`has a comment that puts something off: ${comment.trim()}`);
  for (const exported of file.exportedNames)
    if (forbiddenName.test(exported) && !isOfGlossary(path, exported))
      add(`exports a name that says nothing: ${exported}`);
  if (!isCode(path)) return problems;
  if (!path.startsWith("src/core/")) {
    for (const text of file.texts) if (transactionWord.test(text)) add(`writes a transaction: ${text}`);
  } else {
    const named = [...file.identifiers, ...file.texts].flatMap(wordsOf).find((word) => featureWords.has(word));
    if (named !== undefined) add(`names a feature: ${named}`);
  }
  if (!/^src\/(?:core|features\/[^/]+\/core)\//.test(path) || /(?:^|[/-])operations\.ts$/.test(path))
    for (const text of file.texts) if (sqlWord.test(text)) add(`holds SQL: ${text.slice(0, 60)}`);
  return problems;
};

/** The same for a piece of code that stands in no file. */
export const problemsIn = (path: string, code: string): string[] => problemsOf(readSource(path, code));

/** Every file that loading one of them loads; type imports are gone by then unless `withTypes`. */
export const reachedFrom = (start: string, files: readonly SourceFile[], withTypes: boolean): Set<string> => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set([start]);
  for (const path of reached)
    for (const { target, isOurs, isOfTypes } of byPath.get(path)?.imports ?? [])
      if (isOurs && (withTypes || !isOfTypes)) reached.add(target);
  return reached;
};

/**
 * The core is synchronous: whatever the composition loads from it must be. What only the worker thread loads has no
 * database and may wait.
 */
export const waitingProblems = (composition: string, files: readonly SourceFile[]): string[] => {
  const loaded = reachedFrom(composition, files, false);
  return files
    .filter(({ path, habits }) => loaded.has(path) && habits.has("is asynchronous"))
    .filter(({ path }) => ["core", "feature core"].includes(layerOf(path)?.name ?? ""))
    .map(({ path }) => `${path} is asynchronous`);
};
