import { z } from "zod";
import { dayOf, type Instant, longDay, timeOf } from "#base/dates.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { centreSubject } from "#core/restore-swap.ts";
import { hasSignInAfter } from "./store.ts";

const Restored = z.object({
  madeAt: z.string(),
  auditId: z.int(),
  areNumbersKnown: z.boolean(),
  gaps: z.array(z.unknown()),
});
const Failed = z.object({ sentence: z.string(), auditId: z.int() });

const restoredSentence = (madeAt: Instant, areNumbersKnown: boolean) =>
  `数据已恢复到 ${longDay(dayOf(madeAt))} ${timeOf(madeAt)} 的备份，请重新登录。恢复之前的数据没有删除，在“备份与恢复”里，可以再恢复回来。${
    areNumbersKnown ? "" : "这份备份之后发出过哪些编号，这里查不全，请对照纸上最后的编号。"
  }`;

/** What became of a restore, until somebody has signed in and seen it; empty otherwise. */
export const centreNotice = (db: ReadableDatabase): string => {
  const last = timelineOf(db, centreSubject.of, centreSubject.id).at(-1);
  const restored = last?.kind === "restored" ? Restored.safeParse(last.details).data : undefined;
  const failed = last?.kind === "restoreFailed" ? Failed.safeParse(last.details).data : undefined;
  const auditId = restored?.auditId ?? failed?.auditId;
  if (auditId === undefined || hasSignInAfter(db, auditId)) return "";
  return restored ? restoredSentence(restored.madeAt, restored.areNumbersKnown) : (failed?.sentence ?? "");
};
