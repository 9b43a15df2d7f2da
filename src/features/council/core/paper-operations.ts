import { mayDo } from "#base/contract.ts";
import { findPersonalData, type KnownToScan, type PersonalDataFinding } from "#base/paper-scan.ts";
import { excerpt } from "#base/text.ts";
import type { Caller, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import { natureWords, stageWords } from "../appeal-words.ts";
import { numberText } from "../numbers.ts";
import type { FindingAt, paperContract } from "../paper-contract.ts";
import type { TaskState } from "../task-contract.ts";
import { taskBand } from "../task-rules.ts";
import { reporterOf } from "./appeal-store.ts";
import { maskedReporter } from "./lines.ts";
import { tasksOfAppeal } from "./link-store.ts";
import { findMeeting } from "./meeting-store.ts";
import { knownByAppeal, knownByTask } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import { taskNumber } from "./task-steps.ts";
import { sheetCounts, sheetRows, type TaskRow, taskRowsById } from "./task-store.ts";
import { askerOf, visibleAppeal } from "./visibility.ts";

/** What the scan of a paper calls what it finds. */
export const kindWords = {
  mobile: "手机号",
  landline: "座机号",
  idNumber: "身份证号",
  name: "姓名",
  room: "房号",
  bankCard: "银行卡号",
} as const;

/** The fields of a task that stand on public paper. */
const publicFields = [
  { key: "publicWording", label: "公开表述" },
  { key: "measure", label: "办理措施" },
] as const;

/** What the sheet says of who is responsible: a unit and a post are nobody's data, a number beside them may be. */
const unitFields = [
  { key: "unitName", label: "责任单位名称" },
  { key: "responsiblePost", label: "责任人职务" },
] as const;

const isNumber = (kind: PersonalDataFinding["kind"]) => kind !== "name" && kind !== "room";

/** Where personal data stands in what the public would read. */
const findingsIn = (db: ReadableDatabase, rows: readonly TaskRow[]) => {
  const knownOf = knownByTask(
    db,
    rows.map(({ id }) => id),
  );
  const inUnits = new Map<string, PersonalDataFinding[]>();
  const numbersIn = (text: string, known: KnownToScan) => {
    const found =
      inUnits.get(text) ?? findPersonalData(text, { ...known, names: [] }).filter(({ kind }) => isNumber(kind));
    inUnits.set(text, found);
    return found;
  };
  return rows.flatMap((row) => {
    const known = knownOf(row.id);
    const inTexts = publicFields.flatMap(({ key, label }) =>
      findPersonalData(row[key], known).map((finding) => ({ ...finding, field: label })),
    );
    const inUnit = unitFields.flatMap(({ key, label }) =>
      numbersIn(row[key], known).map((finding) => ({ ...finding, field: label })),
    );
    return [...inTexts, ...inUnit].map(({ kind, text, field }) => ({
      taskId: row.id,
      numberText: taskNumber(row),
      field,
      kind: kindWords[kind],
      text,
      canBeConfirmed: !isNumber(kind),
    }));
  });
};

const isSameFinding = (a: FindingAt, b: FindingAt) => a.taskId === b.taskId && a.field === b.field && a.text === b.text;

/** Some two hundred pages, which a browser lays out in a few seconds: more than anybody hangs up or reads. */
export const mostSheetRows = 2000;

const rowsOf = (
  { db, caller }: { db: ReadableDatabase; caller: Caller },
  states: readonly TaskState[],
  meetingId: string | null,
) => {
  const of = { states, meetingId };
  const { publicCount, otherCount } = sheetCounts(db, of, askerOf(caller));
  return { shown: sheetRows(db, of, mostSheetRows), totalCount: publicCount, leftOutCount: otherCount };
};

export const paperOperations: Handlers<typeof paperContract> = {
  "council.appealSlip": (context, { id }) => {
    const { db } = context;
    const appeal = visibleAppeal(context, id);
    const community = findCommunity(db);
    const category = appeal.categoryCode === null ? undefined : categoriesByCode(db, [appeal.categoryCode]);
    const known = knownByAppeal(db, id);
    const onPaper = (text: string) => paperText(text, known);
    // A merged reporter reads what is done for the whole matter.
    const tasks = taskRowsById(
      db,
      tasksOfAppeal(db, appeal.leadId ?? id).map((task) => task.id),
    );
    return {
      numberText: numberText(appeal.series, appeal.year, appeal.number),
      receivedAt: appeal.receivedAt,
      reporterLabel: maskedReporter(reporterOf(db, appeal).name),
      natureWord: natureWords[appeal.nature],
      categoryName: category?.get(appeal.categoryCode ?? "")?.name ?? "",
      title: onPaper(appeal.title),
      content: excerpt(onPaper(appeal.content), 120),
      stageWord: stageWords[appeal.stage],
      clerkName: appeal.receivedBy === null ? "" : (accountNames(db).get(appeal.receivedBy) ?? ""),
      firstAnswerDueAt: appeal.firstAnsweredAt === null ? appeal.firstAnswerDueAt : null,
      firstAnswerWhy: appeal.firstAnswerWhy,
      taskLines: tasks
        .filter((task) => task.state !== "cancelled" && task.visibility === "public")
        .map((task) => ({ title: onPaper(task.publicWording), unitName: task.unitName, dueAt: task.dueAt })),
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centreAddress: community?.centreAddress ?? "",
      centrePhone: community?.centrePhone ?? "",
      openingHours: community?.openingHours ?? "",
    };
  },

  "council.taskSheet": (context, { states, meetingId }) => {
    const { db, now, today, refuse } = context;
    if (meetingId !== null && !findMeeting(db, meetingId)) throw refuse("NotFound");
    const community = findCommunity(db);
    const calendar = workCalendarOf(db);
    const { shown, totalCount, leftOutCount } = rowsOf(context, states, meetingId);
    return {
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centrePhone: community?.centrePhone ?? "",
      today,
      rows: shown.map((row) => ({ ...row, numberText: taskNumber(row), band: taskBand(row, now, calendar) })),
      findings: findingsIn(db, shown),
      totalCount,
      leftOutCount,
    };
  },

  "council.printTaskSheet": (context, { states, meetingId, confirmed }) => {
    const { db, caller, refuse, addEvent } = context;
    if (meetingId !== null && !findMeeting(db, meetingId)) throw refuse("NotFound");
    const { shown } = rowsOf(context, states, meetingId);
    if (shown.length === 0) throw refuse("NothingToPrint");
    if (confirmed.length > 0 && !mayDo(caller.roles, "secretary")) throw refuse("NotAllowed");
    const all = findingsIn(db, shown);
    const isConfirmed = (finding: (typeof all)[number]) =>
      finding.canBeConfirmed && confirmed.some((one) => isSameFinding(one, finding));
    const findings = all.filter((finding) => !isConfirmed(finding));
    if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
    const printed = addSheet(context, {
      kind: "taskSheet",
      title: "任务清单",
      subjectIds: shown.map((row) => row.id),
    });
    for (const row of shown) {
      const reasons = confirmed
        .filter((one) => all.some((finding) => finding.taskId === row.id && isSameFinding(one, finding)))
        .map(({ field, text, reason }) => `；${field}里的“${text}”经确认不是个人信息：${reason}`);
      addEvent({ of: "task", id: row.id, kind: "printed", reason: `任务清单 ${printed.code}${reasons.join("")}` });
    }
    return printed;
  },

  "council.printSlip": (context, { id }) => {
    const { addEvent } = context;
    visibleAppeal(context, id);
    const printed = addSheet(context, { kind: "appealSlip", title: "诉求回执", subjectIds: [id] });
    addEvent({ of: "appeal", id, kind: "printed", reason: `回执 ${printed.code}` });
    return printed;
  },
};
