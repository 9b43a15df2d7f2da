import { dayOf, deadlineDay, type Instant, longDay, timeOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import { categoriesByCode, codesAbove } from "#features/system/core/category-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { numberText } from "../numbers.ts";
import { filledReply, type ReplyValues, suitedTemplates, variableProblem } from "../reply-template.ts";
import type { ReplyTemplateInput, replyTemplateContract } from "../reply-template-contract.ts";
import { isTaskOver } from "../task-rules.ts";
import { appealsById, type KeptAppeal, reporterOf } from "./appeal-store.ts";
import { appealIdsOfTask, tasksOfAppeal } from "./link-store.ts";
import * as store from "./reply-template-store.ts";
import { taskNumber } from "./task-steps.ts";
import { findTaskRow, taskRowsById } from "./task-store.ts";
import { askerOf, maySeeTask, seesAppeal, visibleAppeal, visibleTask } from "./visibility.ts";

const checkTemplate = (
  { db, refuseField }: Pick<AnyCommandContext, "db" | "refuseField">,
  template: ReplyTemplateInput,
): void => {
  for (const field of ["plain", "spoken"] as const) {
    const problem = variableProblem(template[field]);
    if (problem) throw refuseField(field, problem);
  }
  const { categoryCode } = template;
  if (categoryCode !== null && !categoriesByCode(db, [categoryCode]).has(categoryCode))
    throw refuseField("categoryCode", "没有这个分类");
};

type Asking = Pick<QueryContext<never>, "db" | "caller" | "refuse">;

const saidBy = ({ db }: Asking, appeal: KeptAppeal | undefined): string =>
  appeal === undefined || appeal.voice === "anonymous" ? "居民" : reporterOf(db, appeal).name;

const common = ({ db }: Asking) => {
  const community = findCommunity(db);
  return { 中心: community?.centreName ?? "", 电话: community?.centrePhone ?? "" };
};

/** A day as a letter says it; the hour only where the limit is one of hours. */
const dueWords = (dueAt: Instant | null): string => {
  if (dueAt === null) return "";
  return timeOf(dueAt) === "00:00" ? longDay(deadlineDay(dueAt)) : `${longDay(dayOf(dueAt))} ${timeOf(dueAt)}`;
};

/** What a reply to one reporter speaks of; who does it, and by when, from the task that runs for it. */
const ofAppeal = (context: Asking, id: string) => {
  const { db, caller } = context;
  const appeal = visibleAppeal(context, id);
  const ids = tasksOfAppeal(db, appeal.leadId ?? id).map((task) => task.id);
  const task = taskRowsById(db, ids).find((row) => !isTaskOver(row.state) && maySeeTask(caller, row));
  const values: ReplyValues = {
    ...common(context),
    称呼: saidBy(context, appeal),
    事项: appeal.title,
    编号: numberText(appeal.series, appeal.year, appeal.number),
    登记日期: longDay(dayOf(appeal.receivedAt)),
    期限: dueWords(task?.dueAt ?? (appeal.firstAnsweredAt === null ? appeal.firstAnswerDueAt : null)),
    责任单位: task?.unitName ?? "",
    办理结果: task?.result ?? "",
  };
  return { appeal, values };
};

const ofTask = (context: Asking, id: string) => {
  const { db, caller, refuse } = context;
  visibleTask(context, id);
  const row = findTaskRow(db, id);
  if (!row) throw refuse("NotFound");
  const asker = askerOf(caller);
  const appeals = appealsById(db, appealIdsOfTask(db, id)).filter((one) => seesAppeal(asker, one));
  // One voice is spoken to by name; several are told the same.
  const appeal = appeals.length === 1 ? appeals[0] : undefined;
  const values: ReplyValues = {
    ...common(context),
    称呼: saidBy(context, appeal),
    事项: row.title,
    编号: appeal ? numberText(appeal.series, appeal.year, appeal.number) : taskNumber(row),
    登记日期: longDay(dayOf(appeals[0]?.receivedAt ?? row.createdAt)),
    期限: dueWords(row.dueAt),
    责任单位: row.unitName,
    办理结果: row.result,
  };
  return { appeal: appeals[0], values };
};

export const replyTemplateOperations: Handlers<typeof replyTemplateContract> = {
  "council.listReplyTemplates": ({ db }, { withRetired }) => {
    const templates = store.replyTemplatesOf(db, withRetired);
    const names = categoriesByCode(
      db,
      templates.flatMap(({ categoryCode }) => categoryCode ?? []),
    );
    return {
      templates: templates.map((one) => ({ ...one, categoryName: names.get(one.categoryCode ?? "")?.name ?? "" })),
    };
  },

  "council.addReplyTemplate": (context, template) => {
    checkTemplate(context, template);
    const id = context.newId();
    store.insertReplyTemplate(context.db, { ...template, id });
    return { id };
  },

  "council.changeReplyTemplate": (context, template) => {
    const { db, refuse } = context;
    if (!store.hasReplyTemplate(db, template.id)) throw refuse("NotFound");
    checkTemplate(context, template);
    if (!store.updateReplyTemplate(db, template)) throw refuse("Conflict");
    return { id: template.id, version: template.version + 1 };
  },

  "council.filledReplies": (context, { kind, of }) => {
    const { db } = context;
    const { appeal, values } = of.kind === "appeal" ? ofAppeal(context, of.id) : ofTask(context, of.id);
    const categoryCode = appeal?.categoryCode ?? null;
    const suited = suitedTemplates(store.replyTemplatesOf(db, false), {
      kind,
      nature: appeal?.nature ?? null,
      categoryCodes: categoryCode === null ? [] : codesAbove(db, categoryCode),
    });
    return {
      replies: suited.map(({ id, title, plain, spoken }) => {
        const [formal, colloquial] = [filledReply(plain, values), filledReply(spoken, values)];
        return {
          id,
          title,
          plain: formal.text,
          spoken: colloquial.text,
          missing: [...new Set([...formal.missing, ...colloquial.missing])],
        };
      }),
    };
  },
};
