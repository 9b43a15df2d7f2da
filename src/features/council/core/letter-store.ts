import type { Day, Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import type { LetterKind, superviseWays } from "../task-letter-contract.ts";

export type KeptLetter = {
  id: string;
  taskId: string;
  round: number;
  kind: LetterKind;
  year: number;
  number: number;
  way: (typeof superviseWays)[number] | null;
  toWhom: string;
  words: string;
  replyBy: Day | null;
  issuedAt: Instant;
  issuedBy: string;
  arrivedAt: Instant | null;
  repliedAt: Instant | null;
  reply: string;
};

export const letterSeries: Record<LetterKind, string> = {
  urge: "催",
  supervise: "督",
  whistle: "哨",
  refer: "转",
};

export const insertLetter = (
  db: WritableDatabase,
  letter: Omit<KeptLetter, "number" | "arrivedAt" | "repliedAt" | "reply">,
): number => {
  const number = nextNumber(db, letterSeries[letter.kind], letter.year);
  db.run(
    `INSERT INTO task_letters (id, taskId, round, kind, year, number, way, toWhom, words, replyBy, issuedAt, issuedBy, reply)
     VALUES (:id, :taskId, :round, :kind, :year, :number, :way, :toWhom, :words, :replyBy, :issuedAt, :issuedBy, '')`,
    { ...letter, number },
  );
  return number;
};

export const lettersOf = (db: ReadableDatabase, taskId: string): KeptLetter[] =>
  db.all("SELECT * FROM task_letters WHERE taskId = :taskId ORDER BY issuedAt, id", { taskId });

/** Only of the task that it was written for. */
export const findLetter = (db: ReadableDatabase, taskId: string, id: string): KeptLetter | undefined =>
  db.one("SELECT * FROM task_letters WHERE id = :id AND taskId = :taskId", { id, taskId });

export const setArrival = (db: WritableDatabase, id: string, arrivedAt: Instant): void => {
  db.run("UPDATE task_letters SET arrivedAt = :arrivedAt WHERE id = :id", { id, arrivedAt });
};

export const setReply = (db: WritableDatabase, id: string, reply: string, repliedAt: Instant): void => {
  db.run("UPDATE task_letters SET reply = :reply, repliedAt = :repliedAt WHERE id = :id", { id, reply, repliedAt });
};
