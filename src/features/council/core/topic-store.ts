import type { Day, Instant } from "#base/dates.ts";
import { numberPieces, searchQuery, textPieces } from "#base/search-pieces.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import { index, kindToken } from "#core/search.ts";
import type { Outcome } from "../meeting-contract.ts";
import type { confirmRules, TopicState, topicSources, visibilities } from "../topic-contract.ts";
import type { Asker } from "./appeal-store.ts";
import type { KeptTask } from "./task-store.ts";

export type KeptTopic = {
  id: string;
  year: number;
  number: number;
  title: string;
  summary: string;
  visibility: (typeof visibilities)[number];
  source: (typeof topicSources)[number];
  proposerName: string;
  state: TopicState;
  confirmRule: (typeof confirmRules)[number] | null;
  confirmWording: string;
  confirmNote: string;
  jointHouseholdCount: number | null;
  declineReason: string;
  postponedUntil: Day | null;
  postponeReason: string;
  proposedAt: Instant;
  proposedBy: string;
  version: number;
};

export const insertTopic = (
  db: WritableDatabase,
  topic: Pick<
    KeptTopic,
    "id" | "title" | "summary" | "visibility" | "source" | "proposerName" | "proposedAt" | "proposedBy"
  >,
  year: number,
): number => {
  const number = nextNumber(db, "议", year);
  db.run(
    `INSERT INTO topics (id, year, number, title, summary, source, proposerName, visibility, state, confirmWording,
       confirmNote, declineReason, postponeReason, proposedAt, proposedBy, version)
     VALUES (:id, :year, :number, :title, :summary, :source, :proposerName, :visibility, 'proposed', '', '', '', '',
       :proposedAt, :proposedBy, 1)`,
    { ...topic, year, number },
  );
  return number;
};

export const indexTopic = (db: WritableDatabase, topic: KeptTopic): void =>
  index(db, {
    kind: "topic",
    subjectId: topic.id,
    sortAt: topic.proposedAt,
    isConfidential: topic.visibility === "confidential",
    pieces: [numberPieces("议", topic.year, topic.number), textPieces(topic.title), textPieces(topic.summary)].join(
      " ",
    ),
  });

export const findTopic = (db: ReadableDatabase, id: string): KeptTopic | undefined =>
  db.one<KeptTopic>("SELECT * FROM topics WHERE id = :id", { id });

export const topicsById = (db: ReadableDatabase, ids: readonly string[]): KeptTopic[] =>
  db.all<KeptTopic>("SELECT t.* FROM json_each(:ids) j JOIN topics t ON t.id = j.value ORDER BY j.key", {
    ids: JSON.stringify(ids),
  });

/** False when someone else saved first. */
export const updateTopic = (
  db: WritableDatabase,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<KeptTopic, "id" | "version">>,
): boolean => {
  const names = Object.keys(change);
  return (
    db.run(
      `UPDATE topics SET ${names.map((name) => `${name} = :${name}, `).join("")}version = version + 1
       WHERE id = :id AND version = :version`,
      { ...change, id, version },
    ) === 1
  );
};

export type TopicRow = Pick<
  KeptTopic,
  "id" | "year" | "number" | "title" | "state" | "visibility" | "source" | "proposedAt" | "postponedUntil"
> & { appealCount: number; reason: string; rank: number };

/** What is due again comes first, then what waits, and last what was put off. */
const poolRank = "CASE WHEN t.postponedUntil IS NULL THEN 1 WHEN t.postponedUntil <= :today THEN 0 ELSE 2 END";

export const topicPage = (
  db: ReadableDatabase,
  filters: {
    states: readonly TopicState[];
    sources: readonly string[];
    isPostponed: boolean | null;
    typed: string;
    withConfidential: boolean;
  },
  asker: Asker,
  page: { after: string | null; limit: number; order: "pool" | "latest"; today: Day },
): { rows: TopicRow[]; nextAfter: string | null } => {
  const words = filters.typed.trim() === "" ? undefined : searchQuery(filters.typed);
  if (filters.typed.trim() !== "" && words === undefined) return { rows: [], nextAfter: null };
  const conditions: string[] = [];
  if (words)
    conditions.push(
      `t.id IN (SELECT e.subjectId FROM search_pieces p JOIN search_entries e ON e.id = p.rowid WHERE search_pieces MATCH :match)`,
    );
  if (!filters.withConfidential) conditions.push("t.visibility <> 'confidential'");
  if (filters.states.length > 0) conditions.push("t.state IN (SELECT value FROM json_each(:states))");
  if (filters.sources.length > 0) conditions.push("t.source IN (SELECT value FROM json_each(:sources))");
  if (filters.isPostponed !== null)
    conditions.push(filters.isPostponed ? "t.postponedUntil > :today" : "coalesce(t.postponedUntil, '') <= :today");
  const isPool = page.order === "pool";
  const [afterRank = "", afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  if (page.after !== null)
    conditions.push(
      isPool
        ? `(${poolRank}, t.proposedAt, t.id) > (:afterRank, :afterAt, :afterId)`
        : "(t.proposedAt, t.id) < (:afterAt, :afterId)",
    );
  const rows = db.all<TopicRow>(
    `SELECT t.id, t.year, t.number, t.title, t.state, t.visibility, t.proposedAt, t.source, t.postponedUntil,
       CASE WHEN t.state = 'declined' THEN t.declineReason ELSE t.postponeReason END AS reason, ${poolRank} AS rank,
       (SELECT count(*) FROM topic_appeals l JOIN appeals a ON a.id = l.appealId
        WHERE l.topicId = t.id AND l.returnedAt IS NULL
          AND (a.isConfidential = 0 OR a.receivedBy = :accountId OR :seesConfidential = 1)) AS appealCount
     FROM topics t ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}
     ORDER BY ${isPool ? `${poolRank}, t.proposedAt, t.id` : "t.proposedAt DESC, t.id DESC"} LIMIT :limit`,
    {
      match: words ? `"${kindToken("topic")}" AND ${words}` : null,
      states: JSON.stringify(filters.states),
      sources: JSON.stringify(filters.sources),
      today: page.today,
      ...asker,
      afterRank: Number(afterRank),
      afterAt,
      afterId,
      limit: page.limit,
    },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? `${last.rank}|${last.proposedAt}|${last.id}` : null };
};

/** Meetings in which a topic stood, newest first. */
export const meetingsOfTopic = (
  db: ReadableDatabase,
  topicId: string,
): {
  id: string;
  year: number;
  number: number;
  title: string;
  plannedAt: Instant;
  outcome: Outcome | null;
  wording: string | null;
}[] =>
  db.all(
    `SELECT m.id, m.year, m.number, m.title, m.plannedAt, r.outcome, r.wording FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
     LEFT JOIN resolutions r ON r.itemId = i.id WHERE i.topicId = :topicId ORDER BY m.plannedAt DESC`,
    { topicId },
  );

export const tasksOfTopic = (
  db: ReadableDatabase,
  topicId: string,
): Pick<KeptTask, "id" | "year" | "number" | "title" | "state" | "visibility" | "createdBy">[] =>
  db.all(
    `SELECT k.id, k.year, k.number, k.title, k.state, k.visibility, k.createdBy FROM agenda_items i JOIN resolutions r ON r.itemId = i.id
     JOIN tasks k ON k.resolutionId = r.id WHERE i.topicId = :topicId ORDER BY k.createdAt, k.id`,
    { topicId },
  );
