import { findPersonalData } from "#base/privacy.ts";
import type { Handlers } from "#core/core.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addPrintedSheet } from "#features/documents/core/store.ts";
import { knownNames } from "#features/people/core/names.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { TaskState, taskContract } from "../task-contract.ts";
import { taskBand } from "../task-rules.ts";
import { findMeeting } from "./meeting-store.ts";
import { taskNumber } from "./task-operations.ts";
import { sheetRows, type TaskRow } from "./task-store.ts";

type Operations = Pick<typeof taskContract, "council.taskSheet" | "council.printTaskSheet">;

const kindWords = { mobile: "手机号", idNumber: "身份证号", name: "姓名", room: "房号", bankCard: "银行卡号" } as const;

/** The fields of a task that stand on public paper. */
const publicFields = [
  { key: "publicWording", label: "公开表述" },
  { key: "measure", label: "办理措施" },
] as const;

/** Where personal data stands in what the public would read. A unit's or a person's post is no personal data. */
const findingsIn = (db: ReadableDatabase, rows: readonly TaskRow[]) => {
  const names = knownNames(db);
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

const rowsOf = (db: ReadableDatabase, states: readonly TaskState[], meetingId: string | null) => {
  const rows = sheetRows(db, states, meetingId);
  const shown = rows.filter((row) => row.visibility === "public");
  return { shown, leftOutCount: rows.length - shown.length };
};

export const paperOperations: Handlers<Operations> = {
  "council.taskSheet": ({ db, now, today, refuse }, { states, meetingId }) => {
    if (meetingId !== null && !findMeeting(db, meetingId)) throw refuse("NotFound");
    const community = findCommunity(db);
    const calendar = workCalendarOf(db);
    const { shown, leftOutCount } = rowsOf(db, states, meetingId);
    return {
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centrePhone: community?.centrePhone ?? "",
      today,
      rows: shown.map((row) => ({ ...row, numberText: taskNumber(row), band: taskBand(row, now, calendar) })),
      findings: findingsIn(db, shown),
      leftOutCount,
    };
  },

  "council.printTaskSheet": ({ db, now, caller, random, refuse, addEvent }, { states, meetingId }) => {
    const { shown } = rowsOf(db, states, meetingId);
    if (shown.length === 0) throw refuse("NothingToPrint");
    const findings = findingsIn(db, shown);
    if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
    const code = sheetCode(random(5));
    addPrintedSheet(db, {
      code,
      kind: "taskSheet",
      title: "任务清单",
      subjectIds: shown.map((row) => row.id),
      printedAt: now,
      printedBy: caller.accountId,
    });
    for (const row of shown) addEvent({ of: "task", id: row.id, kind: "printed", reason: `任务清单 ${code}` });
    return { code, printedAt: now, printedByName: accountNames(db).get(caller.accountId) ?? "" };
  },
};

/** Five letters and digits that are not mistaken for each other when read from paper. */
const sheetCode = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32]).join("");
