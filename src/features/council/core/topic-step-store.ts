import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { attachmentsOf } from "#features/documents/core/store.ts";
import type { Outcome } from "../meeting-contract.ts";
import type { Research, researchWays, skippableSteps } from "../topic-step-contract.ts";
import { researchWayWords } from "../topic-step-words.ts";
import type { StepFacts } from "../topic-steps.ts";
import type { KeptTopic } from "./topic-store.ts";

type KeptResearch = {
  id: string;
  topicId: string;
  doneDate: Day;
  doneBy: string;
  way: (typeof researchWays)[number];
  householdCount: number;
  findings: string;
  recordedAt: Instant;
  recordedBy: string;
};

/** The kind under which photos belong to a research. */
export const researchKind = "topicResearch";

export const researchesOf = (db: ReadableDatabase, topicId: string): Research[] =>
  db
    .all<Omit<Research, "attachments">>(
      `SELECT id, doneDate, doneBy, way, householdCount, findings FROM topic_researches
       WHERE topicId = :topicId AND withdrawnAt IS NULL ORDER BY doneDate, recordedAt, id`,
      { topicId },
    )
    .map((row) => ({ ...row, attachments: attachmentsOf(db, researchKind, row.id) }));

/** The topic that a research was made for; one that was withdrawn shows its photos to nobody. */
export const topicIdOfResearch = (db: ReadableDatabase, id: string): string | undefined =>
  db.one<{ topicId: string }>("SELECT topicId FROM topic_researches WHERE id = :id AND withdrawnAt IS NULL", { id })
    ?.topicId;

export const insertResearch = (db: WritableDatabase, research: KeptResearch): void => {
  db.run(
    `INSERT INTO topic_researches (id, topicId, doneDate, doneBy, way, householdCount, findings, recordedAt, recordedBy)
     VALUES (:id, :topicId, :doneDate, :doneBy, :way, :householdCount, :findings, :recordedAt, :recordedBy)`,
    research,
  );
};

/** False when the research is not of this topic or withdrawn already. */
export const withdrawResearch = (db: WritableDatabase, topicId: string, id: string, at: Instant): boolean =>
  db.run(
    "UPDATE topic_researches SET withdrawnAt = :at WHERE id = :id AND topicId = :topicId AND withdrawnAt IS NULL",
    { topicId, id, at },
  ) === 1;

/** Whether a meeting that sits has the topic before it. */
export const isBeforeSittingMeeting = (db: ReadableDatabase, topicId: string): boolean =>
  db.one(
    `SELECT 1 FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
     WHERE i.topicId = :topicId AND m.state = 'inSession'`,
    { topicId },
  ) !== undefined;

/** How a topic was prepared, in a line: 走访 12 户（9月3日）, or the written reason why nobody looked into it. */
export const preparationOf = (db: ReadableDatabase, topicId: string): string => {
  const researches = researchesOf(db, topicId).map(
    ({ way, householdCount, doneDate }) =>
      `${researchWayWords[way]}${householdCount > 0 ? ` ${householdCount} 户` : ""}（${doneDate}）`,
  );
  const skips = skipsOf(db, topicId);
  return [
    researches.length > 0 ? `议前调研：${researches.join("、")}` : "",
    researches.length === 0 && skips.research !== undefined ? `未做议前调研，理由：${skips.research}` : "",
    skips.deliberate === undefined ? "" : `已先行办理，理由：${skips.deliberate}`,
  ]
    .filter((part) => part !== "")
    .join("；");
};

type Skip = { step: (typeof skippableSteps)[number]; reason: string };

export const skipsOf = (db: ReadableDatabase, topicId: string): Partial<Record<Skip["step"], string>> =>
  Object.fromEntries(
    db
      .all<Skip>("SELECT step, reason FROM topic_step_skips WHERE topicId = :topicId", { topicId })
      .map(({ step, reason }) => [step, reason]),
  );

/** A second reason for the same step stands in place of the first; both are on the timeline. */
export const putSkip = (
  db: WritableDatabase,
  skip: Skip & { topicId: string; at: Instant; writtenBy: string },
): void => {
  db.run(
    `INSERT INTO topic_step_skips (topicId, step, reason, at, writtenBy)
     VALUES (:topicId, :step, :reason, :at, :writtenBy)
     ON CONFLICT (topicId, step) DO UPDATE SET reason = :reason, at = :at, writtenBy = :writtenBy`,
    skip,
  );
};

/** What is known of a topic's way besides its own row and its tasks. */
export const stepFactsOf = (
  db: ReadableDatabase,
  topicId: string,
): Pick<StepFacts, "researchCount" | "skips" | "lastOutcome" | "noTaskReason"> => {
  const resolution = db.one<{ outcome: Outcome; noTaskReason: string }>(
    `SELECT r.outcome, r.noTaskReason FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
     JOIN resolutions r ON r.itemId = i.id
     WHERE i.topicId = :topicId AND m.state IN ('ended', 'minuted') ORDER BY m.endedAt DESC, r.id DESC LIMIT 1`,
    { topicId },
  );
  const { count } = db.one<{ count: number }>(
    "SELECT count(*) AS count FROM topic_researches WHERE topicId = :topicId AND withdrawnAt IS NULL",
    { topicId },
  ) ?? { count: 0 };
  return {
    researchCount: count,
    skips: skipsOf(db, topicId),
    lastOutcome: resolution?.outcome ?? null,
    noTaskReason: resolution?.noTaskReason ?? "",
  };
};

/** The topics that still have to bring their meeting about for one of these appeals, or for one merged with it. */
export const topicsBeforeMeeting = (
  db: ReadableDatabase,
  appealIds: readonly string[],
): { id: string; visibility: KeptTopic["visibility"]; hasReason: boolean }[] =>
  db.all(
    `SELECT DISTINCT t.id, t.visibility, EXISTS (SELECT 1 FROM topic_step_skips k WHERE k.topicId = t.id AND k.step = 'deliberate')
         AS hasReason
     FROM json_each(:appealIds) j JOIN appeals a ON a.id = j.value OR a.leadId = j.value
     JOIN topic_appeals l ON l.appealId = a.id AND l.returnedAt IS NULL JOIN topics t ON t.id = l.topicId
     WHERE t.state IN ('proposed', 'confirmed', 'scheduled', 'discussed') ORDER BY t.id`,
    { appealIds: JSON.stringify(appealIds) },
  );
