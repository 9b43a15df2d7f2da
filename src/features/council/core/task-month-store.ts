import { addDays, type Day, instantAt } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { natures } from "../appeal-contract.ts";
import type { Ownership } from "../ownership.ts";
import type { visitKinds } from "../task-part-contract.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

/** The days of a month: the first, and the first of the next. */
const daysOf = (month: string): { from: Day; before: Day } => {
  const from = `${month}-01`;
  return { from, before: `${addDays(from, 31).slice(0, 7)}-01` };
};

export const visitCounts = (db: ReadableDatabase, month: string, asker: Asker) => {
  const rows = db.all<{ kind: (typeof visitKinds)[number]; count: number }>(
    `SELECT v.kind, count(*) AS count FROM task_visits v JOIN tasks t ON t.id = v.taskId
     WHERE v.visitDate >= :from AND v.visitDate < :before AND ${seenTask} GROUP BY v.kind`,
    { ...daysOf(month), ...asker },
  );
  return { do: 0, talk: 0, persuade: 0, ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) };
};

/** Closed in a month, by the nature of the first appeal behind each and by whose it was. */
export const closedCounts = (db: ReadableDatabase, month: string, asker: Asker) => {
  const { from, before } = daysOf(month);
  return db.all<{ nature: (typeof natures)[number] | null; ownership: Ownership; count: number }>(
    `SELECT nature, ownership, count(*) AS count FROM (
       SELECT t.ownership, (SELECT a.nature FROM task_appeals l JOIN appeals a ON a.id = l.appealId WHERE l.taskId = t.id
         ORDER BY a.receivedAt, a.id LIMIT 1) AS nature
       FROM tasks t WHERE t.state = 'closed' AND t.closedAt >= :from AND t.closedAt < :before AND ${seenTask})
     GROUP BY nature, ownership`,
    { from: instantAt(from), before: instantAt(before), ...asker },
  );
};
