import type { Day, Instant } from "#base/dates.ts";
import { dayOf, instantAt, yearOf } from "#base/dates.ts";
import { namePieces, numberPieces, phonePieces, searchQuery, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import { index, kindToken } from "#core/search.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { codesBelow } from "#features/system/core/category-store.ts";
import { type AppealInput, type AppealStage, type AppealState, openStages } from "../appeal-contract.ts";

/** A row of `appeals`. */
export type KeptAppeal = AppealInput & {
  id: string;
  series: "诉" | "史";
  year: number;
  number: number;
  receivedAt: Instant;
  receivedBy: string | null;
  state: AppealState;
  stage: AppealStage;
  firstAnswerDueAt: Instant | null;
  firstAnswerWhy: string;
  isFirstAnswerEstimated: boolean;
  calendarVersion: string;
  firstAnsweredAt: Instant | null;
  answer: string;
  answeredAt: Instant | null;
  leadId: string | null;
  sourceNumber: string;
  sourceKey: string | null;
  sourceDigest: string;
  isHistory: boolean;
  importId: string | null;
  version: number;
};

const columns = [
  "id",
  "series",
  "year",
  "number",
  "receivedAt",
  "receivedBy",
  "channel",
  "nature",
  "urgency",
  "ownership",
  "categoryCode",
  "voice",
  "reporterId",
  "reporterName",
  "reporterPhone",
  "behalfOf",
  "behalfRelation",
  "estateId",
  "buildingId",
  "unitId",
  "householdId",
  "placeNote",
  "gridId",
  "title",
  "content",
  "isConfidential",
  "state",
  "stage",
  "firstAnswerDueAt",
  "firstAnswerWhy",
  "isFirstAnswerEstimated",
  "calendarVersion",
  "firstAnsweredAt",
  "answer",
  "answeredAt",
  "leadId",
  "sourceNumber",
  "sourceKey",
  "sourceDigest",
  "isHistory",
  "importId",
  "version",
] as const;

const insertSql = `INSERT INTO appeals (${columns.join(", ")}) VALUES (${columns.map((name) => `:${name}`).join(", ")})`;

export type NewAppeal = Omit<KeptAppeal, "year" | "number" | "stage" | "leadId" | "version">;

/** Writes an appeal with the next number of its series, in the year it was received unless another is given. */
export const insertAppeal = (
  db: WritableDatabase,
  appeal: NewAppeal,
  year = yearOf(dayOf(appeal.receivedAt)),
): { year: number; number: number } => {
  const number = nextNumber(db, appeal.series, year);
  db.run(insertSql, { ...appeal, year, number, stage: appeal.state, leadId: null, version: 1 });
  return { year, number };
};

/** What the search knows of an appeal; made apart, so that an import can cut the pieces elsewhere. */
export const appealPieces = (appeal: {
  series: KeptAppeal["series"];
  year: number;
  number: number;
  sourceNumber: string;
  title: string;
  content: string;
  reporterName: string;
  reporterPhone: string;
  placeLabel: string;
}): string =>
  [
    numberPieces(appeal.series, appeal.year, appeal.number),
    textPieces(appeal.sourceNumber),
    textPieces(appeal.title),
    textPieces(appeal.content),
    namePieces(appeal.reporterName),
    phonePieces(appeal.reporterPhone),
    textPieces(appeal.placeLabel),
  ].join(" ");

export const indexAppeal = (
  db: WritableDatabase,
  appeal: Pick<KeptAppeal, "id" | "receivedAt" | "isConfidential">,
  pieces: string,
): void => {
  index(db, {
    kind: "appeal",
    subjectId: appeal.id,
    sortAt: appeal.receivedAt,
    isConfidential: appeal.isConfidential,
    pieces,
  });
};

export const findAppeal = (db: ReadableDatabase, id: string): KeptAppeal | undefined =>
  db.one<KeptAppeal>("SELECT * FROM appeals WHERE id = :id", { id });

export const appealsById = (db: ReadableDatabase, ids: readonly string[]): KeptAppeal[] =>
  db.all<KeptAppeal>("SELECT a.* FROM json_each(:ids) j JOIN appeals a ON a.id = j.value ORDER BY j.key", {
    ids: JSON.stringify(ids),
  });

/** The reporter's name, from the register where the reporter is on it. */
export const reporterNameOf = (
  appeal: Pick<KeptAppeal, "voice" | "reporterId" | "reporterName">,
  residents: ReadonlyMap<string, { name: string }>,
): string => {
  if (appeal.voice === "anonymous") return "匿名";
  return (
    (appeal.reporterId !== null ? residents.get(appeal.reporterId)?.name : undefined) ??
    (appeal.reporterName || "未留名")
  );
};

export const reporterOf = (db: ReadableDatabase, appeal: KeptAppeal): { name: string; phone: string } => {
  const residents = residentsById(db, appeal.reporterId === null ? [] : [appeal.reporterId]);
  const resident = appeal.reporterId === null ? undefined : residents.get(appeal.reporterId);
  return { name: reporterNameOf(appeal, residents), phone: appeal.reporterPhone || (resident?.phone ?? "") };
};

export type AppealFilters = {
  typed: string;
  stages: readonly AppealStage[];
  nature: string | null;
  channel: string | null;
  ownership: string | null;
  gridId: string | null;
  buildingId: string | null;
  reporterId: string | null;
  categoryCode: string | null;
  fromDay: Day | null;
  toDay: Day | null;
  isLate: boolean;
  petition: "open" | "late" | null;
};

/** Who asks: confidential appeals are shown to the directors and to whoever took them down. */
export type Asker = { accountId: string; seesConfidential: boolean };

export type AppealRow = Pick<
  KeptAppeal,
  | "id"
  | "series"
  | "year"
  | "number"
  | "receivedAt"
  | "title"
  | "voice"
  | "reporterId"
  | "reporterName"
  | "estateId"
  | "buildingId"
  | "unitId"
  | "householdId"
  | "placeNote"
  | "gridId"
  | "nature"
  | "urgency"
  | "channel"
  | "ownership"
  | "categoryCode"
  | "stage"
  | "firstAnswerDueAt"
  | "firstAnsweredAt"
  | "isConfidential"
  | "receivedBy"
  | "leadId"
> & { mergedCount: number; rowKey: string };

const lineColumns = `a.id, a.series, a.year, a.number, a.receivedAt, a.title, a.voice, a.reporterId, a.reporterName,
  a.estateId, a.buildingId, a.unitId, a.householdId, a.placeNote, a.gridId, a.nature, a.urgency, a.channel, a.ownership,
  a.categoryCode, a.stage, a.firstAnswerDueAt, a.firstAnsweredAt, a.isConfidential, a.receivedBy, a.leadId,
  (SELECT count(*) FROM appeals m WHERE m.leadId = a.id
     AND (:seesConfidential = 1 OR m.isConfidential = 0 OR m.receivedBy = :accountId)) AS mergedCount`;

export const appealRowsById = (db: ReadableDatabase, ids: readonly string[], asker: Asker): AppealRow[] =>
  db.all<AppealRow>(
    `SELECT ${lineColumns}, '' AS rowKey FROM json_each(:ids) j JOIN appeals a ON a.id = j.value ORDER BY j.key`,
    { ids: JSON.stringify(ids), ...asker },
  );

/**
 * One page of appeals, newest first. With words it goes by the search's own order, newest entry first, because sorting
 * every match of a common word by date would read them all.
 */
export const appealPage = (
  db: ReadableDatabase,
  filters: AppealFilters,
  asker: Asker,
  page: { after: string | null; limit: number; now: Instant },
): { rows: AppealRow[]; nextAfter: string | null } => {
  const words = filters.typed.trim() === "" ? undefined : searchQuery(filters.typed);
  if (filters.typed.trim() !== "" && words === undefined) return { rows: [], nextAfter: null };
  const codes = filters.categoryCode === null ? [] : codesBelow(db, filters.categoryCode);
  const conditions: string[] = [];
  if (!asker.seesConfidential) conditions.push("(a.isConfidential = 0 OR a.receivedBy = :accountId)");
  if (filters.stages.length === 1) conditions.push("a.stage = :stage");
  if (filters.stages.length > 1) conditions.push("a.stage IN (SELECT value FROM json_each(:stages))");
  for (const name of ["nature", "channel", "ownership", "gridId", "buildingId", "reporterId"] as const)
    if (filters[name] !== null) conditions.push(`a.${name} = :${name}`);
  if (filters.categoryCode !== null)
    conditions.push(
      codes.length === 1 ? "a.categoryCode = :categoryCode" : "a.categoryCode IN (SELECT value FROM json_each(:codes))",
    );
  if (filters.fromDay !== null) conditions.push("a.receivedAt >= :fromAt");
  if (filters.toDay !== null) conditions.push("a.receivedAt < :toAt");
  if (filters.isLate) conditions.push("a.firstAnsweredAt IS NULL AND a.firstAnswerDueAt < :now");
  if (filters.petition !== null)
    conditions.push(
      `a.id IN (SELECT p.appealId FROM petitions p WHERE p.isOver = 0 ${filters.petition === "late" ? "AND p.referenceDate < :today" : ""})`,
    );
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  if (page.after !== null)
    conditions.push(words ? "p.rowid < :afterRow" : "(a.receivedAt, a.id) < (:afterAt, :afterId)");
  const from = words
    ? "search_pieces p JOIN search_entries e ON e.id = p.rowid JOIN appeals a ON a.id = e.subjectId"
    : "appeals a";
  if (words) conditions.unshift("search_pieces MATCH :match");
  // Few are late: they are found by their limit and sorted, which the plus asks for, not looked for among all by time.
  const newestFirst =
    filters.isLate || filters.petition !== null ? "+a.receivedAt DESC, a.id DESC" : "a.receivedAt DESC, a.id DESC";
  const rows = db.all<AppealRow>(
    `SELECT ${lineColumns}, ${words ? "p.rowid" : "a.receivedAt || '|' || a.id"} AS rowKey FROM ${from}
     ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}
     ORDER BY ${words ? "p.rowid DESC" : newestFirst} LIMIT :limit`,
    {
      match: words ? `"${kindToken("appeal")}" AND ${words}` : null,
      ...asker,
      stage: filters.stages[0] ?? null,
      stages: JSON.stringify(filters.stages),
      nature: filters.nature,
      channel: filters.channel,
      ownership: filters.ownership,
      gridId: filters.gridId,
      buildingId: filters.buildingId,
      reporterId: filters.reporterId,
      categoryCode: filters.categoryCode,
      codes: JSON.stringify(codes),
      fromAt: filters.fromDay && instantAt(filters.fromDay),
      toAt: filters.toDay && instantAt(filters.toDay, "24:00"),
      now: page.now,
      today: dayOf(page.now),
      afterAt,
      afterId,
      afterRow: words ? Number(afterAt) : null,
      limit: page.limit,
    },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? String(last.rowKey) : null };
};

/** A figure counts what the list behind it shows to the same person. */
const seen = "(isConfidential = 0 OR receivedBy = :accountId OR :seesConfidential = 1)";

/** How many appeals stand in each of the stages in which something is still to be done. */
export const openStageCounts = (db: ReadableDatabase, asker: Asker): Map<AppealStage, number> =>
  new Map(
    db
      .all<{ stage: AppealStage; count: number }>(
        `SELECT stage, count(*) AS count FROM appeals
         WHERE stage IN (SELECT value FROM json_each(:stages)) AND isHistory = 0 AND leadId IS NULL AND ${seen}
         GROUP BY stage`,
        { ...asker, stages: JSON.stringify(openStages) },
      )
      .map(({ stage, count }) => [stage, count]),
  );

export const lateFirstAnswerCount = (db: ReadableDatabase, now: Instant, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM appeals WHERE firstAnsweredAt IS NULL AND firstAnswerDueAt < :now AND ${seen}`,
    { now, ...asker },
  )?.count ?? 0;

export const receivedCount = (db: ReadableDatabase, day: Day, asker: Asker): number =>
  db.one<{ count: number }>(
    `SELECT count(*) AS count FROM appeals
     WHERE receivedAt >= :from AND receivedAt < :to AND isHistory = 0 AND ${seen}`,
    { from: instantAt(day), to: instantAt(day, "24:00"), ...asker },
  )?.count ?? 0;

export const mergedInto = (db: ReadableDatabase, leadId: string): KeptAppeal[] =>
  db.all<KeptAppeal>("SELECT * FROM appeals WHERE leadId = :leadId ORDER BY receivedAt, id", { leadId });

/** Changes some columns of one appeal; false when someone else saved first. */
export const updateAppeal = (
  db: WritableDatabase,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<KeptAppeal, "id" | "version" | "stage">>,
): boolean => {
  const names = Object.keys(change);
  return (
    db.run(
      `UPDATE appeals SET ${names.map((name) => `${name} = :${name}, `).join("")}version = version + 1
       WHERE id = :id AND version = :version`,
      { ...change, id, version },
    ) === 1
  );
};

export const setStage = (db: WritableDatabase, id: string, stage: AppealStage): void => {
  db.run("UPDATE appeals SET stage = :stage WHERE id = :id AND stage <> :stage", { id, stage });
};

/** Appeals whose first answer is owed by a day that was counted on a guess. */
export const estimatedFirstAnswers = (db: ReadableDatabase): KeptAppeal[] =>
  db.all<KeptAppeal>(
    `SELECT * FROM appeals WHERE firstAnsweredAt IS NULL AND firstAnswerDueAt IS NOT NULL AND isFirstAnswerEstimated = 1
     ORDER BY firstAnswerDueAt, id`,
  );
