import { type Day, type Instant, instantAt } from "#base/dates.ts";
import { numberPieces, searchQuery, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import { index, kindToken } from "#core/search.ts";
import { ownerships, type urgencies } from "../appeal-contract.ts";
import type { Counting, Ownership } from "../ownership.ts";
import { countingOf } from "../ownership.ts";
import type { ruleUnits, TaskState, Track } from "../task-contract.ts";
import type { visibilities } from "../topic-contract.ts";
import type { Asker } from "./appeal-store.ts";

export type KeptTask = {
  id: string;
  year: number;
  number: number;
  title: string;
  measure: string;
  publicWording: string;
  visibility: (typeof visibilities)[number];
  track: Track;
  urgency: (typeof urgencies)[number];
  leadOrganisationId: string;
  responsibleId: string;
  gridId: string | null;
  resolutionId: string | null;
  ownership: Ownership;
  onlinePlatform: string;
  onlineNumber: string;
  state: TaskState;
  round: number;
  returnCount: number;
  urgeCount: number;
  superviseCount: number;
  firstReceivedBy: string;
  nextVisitDate: Day | null;
  clockStartAt: Instant;
  ruleCount: number;
  ruleUnit: (typeof ruleUnits)[number];
  /** The day that was agreed, where the limit is one. */
  agreedDate: Day | null;
  dueAt: Instant;
  dueWhy: string;
  isDueEstimated: boolean;
  calendarVersion: string;
  isToBeRetold: boolean;
  /** 网格派单: the grid whose people may take it, and since when. */
  offeredGridId: string | null;
  offeredAt: Instant | null;
  dispatchedAt: Instant | null;
  acceptedAt: Instant | null;
  finishedAt: Instant | null;
  closedAt: Instant | null;
  result: string;
  closeClass: string;
  createdAt: Instant;
  createdBy: string;
  version: number;
};

const insertedColumns = [
  "id",
  "year",
  "number",
  "title",
  "measure",
  "publicWording",
  "visibility",
  "track",
  "urgency",
  "leadOrganisationId",
  "responsibleId",
  "gridId",
  "resolutionId",
  "ownership",
  "onlinePlatform",
  "onlineNumber",
  "state",
  "round",
  "returnCount",
  "urgeCount",
  "superviseCount",
  "firstReceivedBy",
  "clockStartAt",
  "ruleCount",
  "ruleUnit",
  "agreedDate",
  "dueAt",
  "dueWhy",
  "isDueEstimated",
  "calendarVersion",
  "isToBeRetold",
  "dispatchedAt",
  "result",
  "closeClass",
  "createdAt",
  "createdBy",
  "version",
] as const;

const insertSql = `INSERT INTO tasks (${insertedColumns.join(", ")}) VALUES (${insertedColumns.map((name) => `:${name}`).join(", ")})`;

export type NewTask = Omit<
  KeptTask,
  | "year"
  | "number"
  | "acceptedAt"
  | "finishedAt"
  | "closedAt"
  | "result"
  | "closeClass"
  | "returnCount"
  | "urgeCount"
  | "superviseCount"
  | "nextVisitDate"
  | "isToBeRetold"
  | "offeredGridId"
  | "offeredAt"
  | "round"
  | "version"
>;

export const insertTask = (db: WritableDatabase, task: NewTask, year: number): number => {
  const number = nextNumber(db, "办", year);
  db.run(insertSql, {
    ...task,
    year,
    number,
    round: 1,
    returnCount: 0,
    urgeCount: 0,
    superviseCount: 0,
    isToBeRetold: false,
    result: "",
    closeClass: "",
    version: 1,
  });
  return number;
};

export const indexTask = (db: WritableDatabase, task: KeptTask): void =>
  index(db, {
    kind: "task",
    subjectId: task.id,
    sortAt: task.createdAt,
    isConfidential: task.visibility === "confidential",
    pieces: [
      numberPieces("办", task.year, task.number),
      textPieces(task.title),
      textPieces(task.publicWording),
      textPieces(task.measure),
      textPieces(task.onlineNumber),
    ].join(" "),
  });

export const findTask = (db: ReadableDatabase, id: string): KeptTask | undefined =>
  db.one<KeptTask>("SELECT * FROM tasks WHERE id = :id", { id });

export const tasksById = (db: ReadableDatabase, ids: readonly string[]): KeptTask[] =>
  db.all<KeptTask>("SELECT t.* FROM json_each(:ids) j JOIN tasks t ON t.id = j.value ORDER BY j.key", {
    ids: JSON.stringify(ids),
  });

/** False when someone else saved first. */
export const updateTask = (
  db: WritableDatabase,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<KeptTask, "id" | "version">>,
): boolean => {
  const names = Object.keys(change);
  return (
    db.run(
      `UPDATE tasks SET ${names.map((name) => `${name} = :${name}, `).join("")}version = version + 1
       WHERE id = :id AND version = :version`,
      { ...change, id, version },
    ) === 1
  );
};

export type TaskRow = KeptTask & {
  unitName: string;
  responsibleName: string;
  responsiblePost: string;
  gridName: string;
  hasBasis: boolean;
  takerCount: number;
};

const rowColumns = `t.*, o.name AS unitName, c.name AS responsibleName, c.post AS responsiblePost, coalesce(g.name, '') AS gridName,
  b.taskId IS NOT NULL AS hasBasis,
  (SELECT count(*) FROM task_takers k WHERE k.taskId = t.id AND k.withdrawnAt IS NULL) AS takerCount`;
const rowJoins = `JOIN organisations o ON o.id = t.leadOrganisationId JOIN contacts c ON c.id = t.responsibleId
  LEFT JOIN grids g ON g.id = t.gridId LEFT JOIN task_bases b ON b.taskId = t.id`;

export const findTaskRow = (db: ReadableDatabase, id: string): TaskRow | undefined =>
  db.one<TaskRow>(`SELECT ${rowColumns} FROM tasks t ${rowJoins} WHERE t.id = :id`, { id });

export const taskRowsById = (db: ReadableDatabase, ids: readonly string[]): TaskRow[] =>
  db.all<TaskRow>(
    `SELECT ${rowColumns} FROM json_each(:ids) j JOIN tasks t ON t.id = j.value ${rowJoins} ORDER BY j.key`,
    { ids: JSON.stringify(ids) },
  );

/** A confidential task is there for the directors and for whoever made it. */
export const seenTask = "(t.visibility <> 'confidential' OR t.createdBy = :accountId OR :seesConfidential = 1)";

/** The line of the figures in which a task stands, as SQL asks for it. */
export const standsIn = (counting: Counting): string =>
  `t.ownership IN (${ownerships
    .filter((ownership) => countingOf(ownership) === counting)
    .map((ownership) => `'${ownership}'`)
    .join(", ")})`;

const withoutBasis = "t.ownership = 'assigned' AND NOT EXISTS (SELECT 1 FROM task_bases x WHERE x.taskId = t.id)";

export type TaskFilters = {
  states: readonly TaskState[];
  track: Track | null;
  isToBeRetold: boolean;
  isSentBack?: boolean;
  isUntaken?: boolean;
  counting?: Counting | null;
  isWithoutBasis?: boolean;
  /** The day by which a visit, or a step, is to be seen to. */
  visitBy?: Day | null;
  milestoneBy?: Day | null;
  organisationId: string | null;
  gridId: string | null;
  typed: string;
  /** Due from the first instant and before the second, where given. */
  dueFrom: Instant | null;
  dueBefore: Instant | null;
};

/** One page of tasks, the nearest deadline first; with words by the search's own order, newest entry first. */
export const taskPage = (
  db: ReadableDatabase,
  filters: TaskFilters,
  asker: Asker,
  page: { after: string | null; limit: number },
): { rows: TaskRow[]; nextAfter: string | null } => {
  const words = filters.typed.trim() === "" ? undefined : searchQuery(filters.typed);
  if (filters.typed.trim() !== "" && words === undefined) return { rows: [], nextAfter: null };
  const conditions: string[] = [seenTask];
  if (words) conditions.unshift("search_pieces MATCH :match");
  if (filters.states.length > 0) conditions.push("t.state IN (SELECT value FROM json_each(:states))");
  if (filters.track !== null) conditions.push("t.track = :track");
  if (filters.isToBeRetold) conditions.push("t.isToBeRetold = 1");
  if (filters.isSentBack) conditions.push("t.returnCount >= 2");
  if (filters.isUntaken)
    conditions.push(
      "t.offeredGridId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_takers k WHERE k.taskId = t.id AND k.withdrawnAt IS NULL)",
    );
  if (filters.counting) conditions.push(standsIn(filters.counting));
  if (filters.isWithoutBasis) conditions.push(withoutBasis);
  if (filters.visitBy) conditions.push("t.nextVisitDate <= :visitBy");
  if (filters.milestoneBy)
    conditions.push(
      "t.id IN (SELECT m.taskId FROM task_milestones m WHERE m.doneAt IS NULL AND m.dueDate <= :milestoneBy)",
    );
  if (filters.organisationId !== null) conditions.push("t.leadOrganisationId = :organisationId");
  if (filters.gridId !== null) conditions.push("t.gridId = :gridId");
  if (filters.dueFrom !== null) conditions.push("t.dueAt >= :dueFrom");
  if (filters.dueBefore !== null) conditions.push("t.dueAt < :dueBefore");
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  if (page.after !== null) conditions.push(words ? "p.rowid < :afterRow" : "(t.dueAt, t.id) > (:afterAt, :afterId)");
  const from = words
    ? "search_pieces p JOIN search_entries e ON e.id = p.rowid JOIN tasks t ON t.id = e.subjectId"
    : "tasks t";
  const rows = db.all<TaskRow & { rowKey: string | number }>(
    `SELECT ${rowColumns}, ${words ? "p.rowid" : "t.dueAt || '|' || t.id"} AS rowKey FROM ${from} ${rowJoins}
     WHERE ${conditions.join(" AND ")} ORDER BY ${words ? "p.rowid DESC" : "t.dueAt, t.id"} LIMIT :limit`,
    {
      ...asker,
      match: words ? `"${kindToken("task")}" AND ${words}` : null,
      states: JSON.stringify(filters.states),
      track: filters.track,
      visitBy: filters.visitBy ?? null,
      milestoneBy: filters.milestoneBy ?? null,
      organisationId: filters.organisationId,
      gridId: filters.gridId,
      dueFrom: filters.dueFrom,
      dueBefore: filters.dueBefore,
      afterAt,
      afterId,
      afterRow: words ? Number(afterAt) : null,
      limit: page.limit,
    },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? String(last.rowKey) : null };
};

/** How many tasks stand in each of the states in which something is still to be done. */
export const openStateCounts = (db: ReadableDatabase, asker: Asker): Map<TaskState, number> =>
  new Map(
    db
      .all<{ state: TaskState; count: number }>(
        `SELECT t.state, count(*) AS count FROM tasks t
         WHERE t.state IN ('drafted', 'dispatched', 'accepted', 'finished') AND ${standsIn("own")} AND ${seenTask}
         GROUP BY t.state`,
        asker,
      )
      .map(({ state, count }) => [state, count]),
  );

/** What was ordered for appeals, in the words of their tasks; of tasks that the asker may not see nothing. */
export const measuresOf = (db: ReadableDatabase, appealIds: readonly string[], asker: Asker): Map<string, string> =>
  new Map(
    db
      .all<{ appealId: string; measure: string }>(
        `SELECT l.appealId, group_concat(coalesce(nullif(t.measure, ''), t.title), char(10) ORDER BY t.createdAt, t.id) AS measure
         FROM json_each(:appealIds) j JOIN task_appeals l ON l.appealId = j.value JOIN tasks t ON t.id = l.taskId
         WHERE t.state <> 'cancelled' AND ${seenTask} GROUP BY l.appealId`,
        { ...asker, appealIds: JSON.stringify(appealIds) },
      )
      .map(({ appealId, measure }) => [appealId, measure]),
  );

/** Running tasks of the community's own that fall due from the first instant and before the second. */
export const dueCount = (db: ReadableDatabase, from: Instant, before: Instant, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM tasks t WHERE t.state IN ('drafted', 'dispatched', 'accepted')
     AND t.dueAt >= :from AND t.dueAt < :before AND ${standsIn("own")} AND ${seenTask}`,
    { from, before, ...asker },
  )?.count ?? 0;

/** Running tasks that are not the community's own, and those handed down without a paper. */
export const outsideCounts = (db: ReadableDatabase, now: Instant, asker: Asker) =>
  db.one<{ outside: number; outsideOverdue: number; assisted: number; withoutBasis: number }>(
    `SELECT count(*) FILTER (WHERE ${standsIn("outside")}) AS outside,
       count(*) FILTER (WHERE ${standsIn("outside")} AND t.dueAt < :now) AS outsideOverdue,
       count(*) FILTER (WHERE ${standsIn("assist")}) AS assisted,
       count(*) FILTER (WHERE ${withoutBasis}) AS withoutBasis
     FROM tasks t WHERE t.state IN ('drafted', 'dispatched', 'accepted') AND t.ownership <> 'own' AND ${seenTask}`,
    { now, ...asker },
  ) ?? { outside: 0, outsideOverdue: 0, assisted: 0, withoutBasis: 0 };

/** Running tasks that were sent back twice or more, and those to which somebody was to go by a day. */
export const attentionCounts = (
  db: ReadableDatabase,
  today: Day,
  asker: Asker,
): { sentBack: number; visitsDue: number } => ({
  sentBack:
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM tasks t
       WHERE t.returnCount >= 2 AND t.state IN ('drafted', 'dispatched', 'accepted') AND ${seenTask}`,
      asker,
    )?.count ?? 0,
  visitsDue:
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM tasks t WHERE t.nextVisitDate IS NOT NULL AND t.nextVisitDate <= :today
       AND t.state NOT IN ('closed', 'cancelled') AND ${seenTask}`,
      { today, ...asker },
    )?.count ?? 0,
});

export const tasksOfResolution = (
  db: ReadableDatabase,
  resolutionId: string,
): Pick<KeptTask, "id" | "year" | "number" | "title" | "state" | "visibility" | "createdBy">[] =>
  db.all(
    `SELECT id, year, number, title, state, visibility, createdBy FROM tasks
     WHERE resolutionId = :resolutionId ORDER BY createdAt, id`,
    { resolutionId },
  );

export type KeptRound = {
  taskId: string;
  round: number;
  clockStartAt: Instant;
  dueAt: Instant;
  finishedAt: Instant;
  result: string;
};

export const roundsOf = (db: ReadableDatabase, taskId: string): KeptRound[] =>
  db.all("SELECT * FROM task_rounds WHERE taskId = :taskId ORDER BY round", { taskId });

export const insertRound = (db: WritableDatabase, round: KeptRound): void => {
  db.run(
    `INSERT INTO task_rounds (taskId, round, clockStartAt, dueAt, finishedAt, result)
     VALUES (:taskId, :round, :clockStartAt, :dueAt, :finishedAt, :result)`,
    round,
  );
};

/** The end of a day, as a bound for `dueBefore`: what is due at 24:00 of it still belongs to it. */
export const afterEndOf = (day: string): Instant => instantAt(day, "24:00", 0.001);

/** What a list for residents is of; one meeting's where it is named. */
type SheetOf = { states: readonly TaskState[]; meetingId: string | null };

const onSheet = ({ meetingId }: SheetOf) =>
  `t.state IN (SELECT value FROM json_each(:states)) ${
    meetingId === null
      ? ""
      : "AND t.resolutionId IN (SELECT r.id FROM resolutions r JOIN agenda_items i ON i.id = r.itemId WHERE i.meetingId = :meetingId)"
  }`;

const sheetParams = ({ states, meetingId }: SheetOf) => ({ states: JSON.stringify(states), meetingId });

/** What the public may read, track by track. Where it is too much, what is still under way stays, and the newest. */
export const sheetRows = (db: ReadableDatabase, of: SheetOf, limit: number): TaskRow[] =>
  db.all<TaskRow>(
    `SELECT ${rowColumns} FROM tasks t ${rowJoins}
     WHERE t.id IN (SELECT t.id FROM tasks t WHERE t.visibility = 'public' AND ${onSheet(of)}
       ORDER BY t.state = 'closed', t.dueAt DESC, t.id LIMIT :limit)
     ORDER BY CASE t.track WHEN 'immediate' THEN 1 WHEN 'online' THEN 2 ELSE 3 END, t.dueAt, t.id`,
    { ...sheetParams(of), limit },
  );

/** How much there is for the sheet, and how much of what the asker may see is not for the public. */
export const sheetCounts = (
  db: ReadableDatabase,
  of: SheetOf,
  asker: Asker,
): { publicCount: number; otherCount: number } =>
  db.one(
    `SELECT coalesce(sum(t.visibility = 'public'), 0) AS publicCount,
       coalesce(sum(t.visibility <> 'public'), 0) AS otherCount
     FROM tasks t WHERE ${onSheet(of)} AND ${seenTask}`,
    { ...sheetParams(of), ...asker },
  ) ?? { publicCount: 0, otherCount: 0 };

/** Running tasks whose limit was counted on a guess. */
export const estimatedTasks = (db: ReadableDatabase): KeptTask[] =>
  db.all<KeptTask>(
    "SELECT * FROM tasks WHERE isDueEstimated = 1 AND state IN ('drafted', 'dispatched', 'accepted') ORDER BY dueAt, id",
  );

export const toBeRetoldCount = (db: ReadableDatabase, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM tasks t
     WHERE t.isToBeRetold = 1 AND t.state IN ('drafted', 'dispatched', 'accepted') AND ${seenTask}`,
    asker,
  )?.count ?? 0;
