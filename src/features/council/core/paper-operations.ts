import { findPersonalData } from "#base/privacy.ts";
import { excerpt } from "#base/text.ts";
import type { Caller, Handlers } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addPrintedSheet } from "#features/documents/core/store.ts";
import { knownNames } from "#features/people/core/names.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { paperContract } from "../paper-contract.ts";
import type { TaskState } from "../task-contract.ts";
import { taskBand } from "../task-rules.ts";
import { natureWords, numberText, stageWords } from "../words.ts";
import { reporterOf } from "./appeal-store.ts";
import { maskedReporter } from "./lines.ts";
import { tasksOfAppeal } from "./link-store.ts";
import { findMeeting } from "./meeting-store.ts";
import { paperText } from "./paper-text.ts";
import { taskNumber } from "./task-steps.ts";
import { sheetCounts, sheetRows, type TaskRow, taskRowsById } from "./task-store.ts";
import { askerOf, visibleAppeal } from "./visibility.ts";

const kindWords = { mobile: "手机号", idNumber: "身份证号", name: "姓名", room: "房号", bankCard: "银行卡号" } as const;

/** The fields of a task that stand on public paper. */
const publicFields = [
  { key: "publicWording", label: "公开表述" },
  { key: "measure", label: "办理措施" },
] as const;

/** The names that occur in a text, found by looking up its parts: thousands of names are not tried one by one. */
const namesIn = (texts: readonly string[], names: readonly string[]): string[] => {
  const known = new Set(names);
  const lengths = new Set(names.map((name) => name.length));
  const found = new Set<string>();
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1)
      for (const length of lengths) {
        const part = text.slice(at, at + length);
        if (known.has(part)) found.add(part);
      }
  return [...found];
};

/** Where personal data stands in what the public would read. A unit's or a person's post is no personal data. */
const findingsIn = (db: ReadableDatabase, rows: readonly TaskRow[]) => {
  const names = namesIn(
    rows.flatMap((row) => publicFields.map(({ key }) => row[key])),
    knownNames(db),
  );
  return rows.flatMap((row) =>
    publicFields.flatMap(({ key, label }) =>
      findPersonalData(row[key], names).map((finding) => ({
        taskId: row.id,
        numberText: taskNumber(row),
        field: label,
        kind: kindWords[finding.kind],
        text: finding.text,
      })),
    ),
  );
};

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
    const names = knownNames(db);
    const onPaper = (text: string) => paperText(text, names);
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

  "council.printTaskSheet": (context, { states, meetingId }) => {
    const { db, now, caller, random, refuse, addEvent } = context;
    if (meetingId !== null && !findMeeting(db, meetingId)) throw refuse("NotFound");
    const { shown } = rowsOf(context, states, meetingId);
    if (shown.length === 0) throw refuse("NothingToPrint");
    const findings = findingsIn(db, shown);
    if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
    const sheet = {
      kind: "taskSheet",
      title: "任务清单",
      subjectIds: shown.map((row) => row.id),
      printedAt: now,
      printedBy: caller.accountId,
    };
    let code = sheetCode(random(5));
    while (!addPrintedSheet(db, { ...sheet, code })) code = sheetCode(random(5));
    for (const row of shown) addEvent({ of: "task", id: row.id, kind: "printed", reason: `任务清单 ${code}` });
    return { code, printedAt: now, printedByName: accountNames(db).get(caller.accountId) ?? "" };
  },
};

/** Five letters and digits that are not mistaken for each other when read from paper. */
const sheetCode = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32]).join("");
