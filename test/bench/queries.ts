import { databasePathOf } from "#core/centre-paths.ts";
import { databaseOf, openSqlite, type ReadableDatabase } from "#core/database.ts";
import type { MadeCentre } from "./made-centre.ts";
import { openMade, openTraced } from "./opened.ts";
import { queryCases } from "./query-cases.ts";
import type { Line } from "./report.ts";
import { pairedMedians } from "./timing.ts";
import { replayOf, withoutRepeats } from "./traced.ts";

/** How long each case is repeated. */
const aboutMs = 250;

export type Measured = { name: string; coreMs: number; bareMs: number; statementCount: number; repeatCount: number };

/** Each case through the engine and, turn about, the statements by themselves that its answer needs. */
export const measureCases = (
  made: MadeCentre,
  workerUrl: URL,
  casesOf: (db: ReadableDatabase) => Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Measured[] => {
  const traced = openTraced(made, workerUrl);
  const measured = openMade(made, workerUrl);
  const bare = openSqlite(databasePathOf(made.folder));
  const found: Measured[] = [];
  for (const [name, cases] of Object.entries(casesOf(databaseOf(bare)))) {
    if (typeof cases.apart === "string") continue;
    for (const [label, input] of Object.entries(cases)) {
      const [all = []] = traced.trace(() => traced.ask(name, input));
      const needed = withoutRepeats(all);
      const [coreMs, bareMs] = pairedMedians(() => measured.ask(name, input), replayOf(bare, needed), aboutMs);
      const statementCount = needed.length;
      found.push({
        name: `${name} ${label}`,
        coreMs,
        bareMs,
        statementCount,
        repeatCount: all.length - statementCount,
      });
    }
  }
  for (const { core } of [traced, measured]) core.close();
  bare.close();
  return found;
};

export const statementsNote = ({ statementCount, repeatCount }: Measured): string =>
  `${statementCount} SQL${repeatCount > 0 ? `, ${repeatCount} asked again` : ""}`;

const againstSql = (appealCount: number, measured: readonly Measured[]): Line[] =>
  measured.map((one) => ({
    part: `Queries of ${appealCount.toLocaleString("en")} appeals: through core.handle, beside their bare SQL (ms)`,
    name: one.name,
    ms: one.coreMs,
    againstMs: one.bareMs,
    aim: { atMost: 1.5, orPlusMs: 0.05 },
    note: statementsNote(one),
  }));

/** What a person sees in a list grows with the list, up to its page; the time of the answer must not grow further. */
const againstSmall = (small: readonly Measured[], large: readonly Measured[]): Line[] =>
  large.map(({ name, coreMs }) => {
    const before = small.find((one) => one.name === name);
    if (!before) throw new Error(`${name} was not measured in the small centre`);
    return {
      part: "Queries of the large centre, beside the same of the small one (ms)",
      name,
      ms: coreMs,
      againstMs: before.coreMs,
      aim: { atMost: 2, orPlusMs: 0.05 },
    };
  });

export const measureQueries = (
  centres: { small: MadeCentre; large: MadeCentre },
  workerUrl: URL,
  tell: (text: string) => void,
): Line[] => {
  tell(`queries of ${centres.small.appealCount} appeals`);
  const small = measureCases(centres.small, workerUrl, queryCases);
  tell(`queries of ${centres.large.appealCount} appeals`);
  const large = measureCases(centres.large, workerUrl, queryCases);
  return [
    ...againstSql(centres.small.appealCount, small),
    ...againstSql(centres.large.appealCount, large),
    ...againstSmall(small, large),
  ];
};
