import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { TaskState, Track } from "../task-contract.ts";

export type PublicTaskRow = {
  id: string;
  year: number;
  number: number;
  publicWording: string;
  track: Track;
  state: TaskState;
  dueAt: Instant;
  isDueEstimated: boolean;
  finishedAt: Instant | null;
  unitName: string;
};

/** One page of public tasks by deadline; internal and confidential ones are never read. */
export const publicTaskPage = (
  db: ReadableDatabase,
  filters: { states: readonly TaskState[]; track: Track | null; order: "nearest" | "latest" },
  page: { after: string | null; limit: number },
): { rows: PublicTaskRow[]; nextAfter: string | null } => {
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  const isLatest = filters.order === "latest";
  // The latest are walked from the end by deadline; the plus keeps the states from being gathered and sorted whole.
  const state = isLatest ? "+t.state" : "t.state";
  const conditions = ["t.visibility = 'public'", `${state} IN (SELECT value FROM json_each(:states))`];
  if (filters.track !== null) conditions.push("t.track = :track");
  if (page.after !== null) conditions.push(`(t.dueAt, t.id) ${isLatest ? "<" : ">"} (:afterAt, :afterId)`);
  const rows = db.all<PublicTaskRow>(
    `SELECT t.id, t.year, t.number, t.publicWording, t.track, t.state, t.dueAt, t.isDueEstimated, t.finishedAt,
       o.name AS unitName
     FROM tasks t JOIN organisations o ON o.id = t.leadOrganisationId
     WHERE ${conditions.join(" AND ")}
     ORDER BY ${isLatest ? "t.dueAt DESC, t.id DESC" : "t.dueAt, t.id"} LIMIT :limit`,
    {
      states: JSON.stringify(filters.states),
      track: filters.track,
      afterAt,
      afterId,
      limit: page.limit + 1,
    },
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { rows: shown, nextAfter: rows.length > shown.length && last ? `${last.dueAt}|${last.id}` : null };
};
