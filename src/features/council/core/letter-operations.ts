import { yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { accountNames } from "#features/system/core/store.ts";
import { numberText } from "../numbers.ts";
import { referringProblem } from "../ownership.ts";
import { agreedDayWords } from "../task-clock.ts";
import type { TaskLetter, taskLetterContract } from "../task-letter-contract.ts";
import { superviseWayWords } from "../task-part-words.ts";
import * as rules from "../task-rules.ts";
import * as store from "./letter-store.ts";
import { moveTask } from "./task-steps.ts";
import { findTaskRow, type KeptTask } from "./task-store.ts";
import { visibleTask } from "./visibility.ts";

const letterNumber = (letter: Pick<store.KeptLetter, "kind" | "year" | "number">) =>
  numberText(store.letterSeries[letter.kind], letter.year, letter.number);

export const letterLines = (db: ReadableDatabase, taskId: string): TaskLetter[] => {
  const names = accountNames(db);
  return store.lettersOf(db, taskId).map((letter) => ({
    ...letter,
    numberText: letterNumber(letter),
    issuedByName: names.get(letter.issuedBy) ?? "",
  }));
};

/** Writes a letter on a task and counts it. */
const issue = (
  context: AnyCommandContext,
  task: KeptTask,
  version: number,
  letter: Pick<store.KeptLetter, "kind" | "way" | "toWhom" | "words" | "replyBy">,
  event: { kind: string; change: Partial<KeptTask> },
) => {
  const { db, now, today, newId, caller } = context;
  const letterId = newId();
  const year = yearOf(today);
  const number = store.insertLetter(db, {
    ...letter,
    id: letterId,
    taskId: task.id,
    round: task.round,
    year,
    issuedAt: now,
    issuedBy: caller.accountId,
  });
  const said = [
    `${letterNumber({ kind: letter.kind, year, number })}${letter.way === null ? "" : ` ${superviseWayWords[letter.way]}`} 致${letter.toWhom}`,
    letter.words,
    letter.replyBy === null ? "" : `请于${agreedDayWords(letter.replyBy, now)}前答复`,
  ];
  const reason = said.filter((part) => part !== "").join("；");
  return { ...moveTask(context, task, version, event.change, { kind: event.kind, reason }), letterId };
};

/** Who a letter to the unit in charge is for. */
const leadOf = ({ db }: Pick<AnyCommandContext, "db">, id: string) => {
  const row = findTaskRow(db, id);
  return row ? `${row.unitName} ${row.responsibleName}` : "";
};

export const letterOperations: Handlers<typeof taskLetterContract> = {
  "council.urgeTask": (context, { id, version, words, replyBy }) => {
    const task = visibleTask(context, id);
    const problem = rules.workingProblem(task) ?? rules.replyDateProblem(replyBy, context.today);
    if (problem) throw context.refuse(problem);
    return issue(
      context,
      task,
      version,
      { kind: "urge", way: null, toWhom: leadOf(context, id), words, replyBy },
      { kind: "urged", change: { urgeCount: task.urgeCount + 1 } },
    );
  },

  "council.superviseTask": (context, { id, version, way, words, replyBy }) => {
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task) ?? rules.replyDateProblem(replyBy, context.today);
    if (problem) throw context.refuse(problem);
    return issue(
      context,
      task,
      version,
      { kind: "supervise", way, toWhom: leadOf(context, id), words, replyBy },
      { kind: "supervised", change: { superviseCount: task.superviseCount + 1 } },
    );
  },

  "council.whistleForTask": (context, { id, version, toWhom, words, replyBy }) => {
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task) ?? rules.replyDateProblem(replyBy, context.today);
    if (problem) throw context.refuse(problem);
    return issue(
      context,
      task,
      version,
      { kind: "whistle", way: null, toWhom, words, replyBy },
      { kind: "whistled", change: {} },
    );
  },

  "council.referTask": (context, { id, version, toWhom, words, replyBy }) => {
    const task = visibleTask(context, id);
    const problem =
      rules.cancellingProblem(task) ?? referringProblem(task) ?? rules.replyDateProblem(replyBy, context.today);
    if (problem) throw context.refuse(problem);
    return issue(
      context,
      task,
      version,
      { kind: "refer", way: null, toWhom, words, replyBy },
      { kind: "referred", change: {} },
    );
  },

  "council.recordArrival": (context, { id, version, letterId, arrivedAt }) => {
    const { db, now, refuse } = context;
    const task = visibleTask(context, id);
    const letter = store.findLetter(db, id, letterId);
    if (!letter) throw refuse("NotFound");
    const problem = rules.arrivalProblem(letter, arrivedAt, now);
    if (problem) throw refuse(problem);
    store.setArrival(db, letterId, arrivedAt);
    return moveTask(
      context,
      task,
      version,
      {},
      { kind: "arrived", actor: letter.toWhom, reason: letterNumber(letter), details: { arrivedAt } },
    );
  },

  "council.recordLetterReply": (context, { id, version, letterId, reply }) => {
    const { db, now, refuse } = context;
    const task = visibleTask(context, id);
    const letter = store.findLetter(db, id, letterId);
    if (!letter) throw refuse("NotFound");
    if (letter.repliedAt !== null) throw refuse("LetterIsAnswered");
    store.setReply(db, letterId, reply, now);
    return moveTask(
      context,
      task,
      version,
      {},
      { kind: "letterAnswered", actor: letter.toWhom, reason: `${letterNumber(letter)}：${reply}` },
    );
  },
};
