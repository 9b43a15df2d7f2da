import type { SqliteFile } from "#core/database.ts";

export type Statement = { sql: string; params: unknown; way: "get" | "all" | "run" };

/** A file whose statements are written down while somebody asks for it. */
export type TracedFile = {
  file: SqliteFile;
  /** What was executed between BEGIN and COMMIT of the transactions that `work` makes; each is one list. */
  trace(work: () => void): Statement[][];
};

/** Watches what the engine asks of an open database; the statements themselves run as they would without it. */
export const traceFile = (file: SqliteFile): TracedFile => {
  let transactions: Statement[][] | null = null;
  const note = (statement: Statement) => {
    if (transactions === null) return;
    if (statement.sql.startsWith("BEGIN")) transactions.push([]);
    else if (statement.sql !== "COMMIT") transactions.at(-1)?.push(statement);
  };
  const prepare = (sql: string) => {
    const statement = file.prepare(sql);
    const noted =
      (way: Statement["way"]) =>
      (...given: unknown[]): unknown => {
        note({ sql, params: given[0], way });
        return statement[way](...given);
      };
    return {
      readonly: statement.readonly,
      reader: statement.reader,
      columns: () => statement.columns(),
      get: noted("get"),
      all: noted("all"),
      run: noted("run"),
    };
  };
  const traced = new Proxy(file, {
    get: (target, name) => {
      if (name === "prepare") return prepare;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return {
    file: traced,
    trace: (work) => {
      const found: Statement[][] = [];
      transactions = found;
      try {
        work();
      } finally {
        transactions = null;
      }
      return found;
    },
  };
};

/** Each statement once: asking the same twice is the engine's own affair. */
export const withoutRepeats = (statements: readonly Statement[]): Statement[] => {
  const known = new Set<string>();
  return statements.filter(({ sql, params }) => {
    const key = `${sql}\n${JSON.stringify(params)}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
};

/** The same statements by themselves, in one transaction, prepared beforehand. */
export const replayOf = (file: SqliteFile, statements: readonly Statement[], begin = "BEGIN"): (() => void) => {
  const steps = statements.map(({ sql, params, way }) => {
    const statement = file.prepare(sql);
    return params === undefined ? () => statement[way]() : () => statement[way](params);
  });
  const begins = file.prepare(begin);
  const commits = file.prepare("COMMIT");
  return () => {
    begins.run();
    for (const step of steps) step();
    commits.run();
  };
};
