import type { Instant } from "#base/dates.ts";
import type { AnyCommandContext } from "#core/contexts.ts";
import { timelineOf } from "#core/events.ts";
import { appealsById, updateAppeal } from "./appeal-store.ts";
import { stateBefore } from "./decision-operations.ts";
import { reporterAppealsOf } from "./link-store.ts";

/** Whoever hears first what became of the matter has a first answer by it, where none was given before. */
export const answerFirst = (context: AnyCommandContext, taskId: string, reason: string): void => {
  const { db, now, refuse, addEvent } = context;
  const told = reporterAppealsOf(db, taskId).filter(({ isAnonymous }) => !isAnonymous);
  for (const appeal of appealsById(
    db,
    told.map(({ id }) => id),
  )) {
    if (appeal.firstAnsweredAt !== null) continue;
    if (!updateAppeal(db, appeal, { firstAnsweredAt: now })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id: appeal.id,
      kind: "firstAnswered",
      reason,
      details: { before: stateBefore(appeal), taskId },
    });
  }
};

/** The report at a moment was taken back, and with it the first answers that it gave. */
export const takeBackFirstAnswers = (context: AnyCommandContext, taskId: string, at: Instant): void => {
  const { db, refuse, addEvent } = context;
  const appeals = appealsById(
    db,
    reporterAppealsOf(db, taskId).map(({ id }) => id),
  );
  for (const appeal of appeals) {
    const isByIt = timelineOf(db, "appeal", appeal.id).some(
      (event) =>
        event.kind === "firstAnswered" &&
        event.at === at &&
        (event.details as { taskId?: string } | null)?.taskId === taskId,
    );
    if (!isByIt || appeal.firstAnsweredAt !== at) continue;
    if (!updateAppeal(db, appeal, { firstAnsweredAt: null })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id: appeal.id,
      kind: "undone",
      reason: "办结已撤销",
      details: { undid: "firstAnswered" },
    });
  }
};
