import { verifyAuditPart } from "#core/audit.ts";
import { copyProblem, openToRead } from "#core/copy.ts";
import { databaseOf } from "#core/database.ts";

/** Everything that speaks against a database: SQLite's own checks, the audit chain, and halves of what was done. */
export const problemsOfDatabase = (path: string): string[] => {
  const integrity = copyProblem(path);
  if (integrity !== null) return [integrity];
  const file = openToRead(path);
  try {
    const db = databaseOf(file);
    const problems: string[] = [];
    let afterId: number | null = 0;
    while (afterId !== null) {
      const part: ReturnType<typeof verifyAuditPart> = verifyAuditPart(db, afterId, 2000);
      if (part.brokenAt !== null) problems.push(`the audit chain breaks at ${part.brokenAt}`);
      afterId = part.brokenAt === null ? part.lastId : null;
    }
    const idsOf = (sql: string) => db.all<{ id: string }>(sql).map(({ id }) => id);
    // One command leaves a row, an event, an audit row, a number and a place in the search, or none of them.
    const appeals = idsOf("SELECT id FROM appeals WHERE importId IS NULL ORDER BY id").join();
    const traces = {
      events: "SELECT subjectId AS id FROM events WHERE subjectKind = 'appeal' AND kind = 'registered' ORDER BY id",
      audit: "SELECT subjectId AS id FROM audit_log WHERE operation = 'council.registerAppeal' ORDER BY subjectId",
      search: `SELECT subjectId AS id FROM search_entries WHERE kind = 'appeal'
                 AND subjectId IN (SELECT id FROM appeals WHERE importId IS NULL) ORDER BY subjectId`,
    };
    for (const [name, sql] of Object.entries(traces))
      if (idsOf(sql).sort().join() !== appeals) problems.push(`${name} and appeals differ`);
    const gaps = idsOf(
      `SELECT series || year AS id FROM counters c WHERE value <>
         (SELECT count(*) FROM appeals a WHERE a.series = c.series AND a.year = c.year)
         + (SELECT coalesce(sum(toValue - fromValue + 1), 0) FROM void_numbers v
            WHERE v.series = c.series AND v.year = c.year)
       AND series = '诉'`,
    );
    return [...problems, ...gaps.map((series) => `${series} has a gap that nobody explains`)];
  } finally {
    file.close();
  }
};
