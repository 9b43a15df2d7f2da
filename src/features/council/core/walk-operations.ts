import { dayOf } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findPlace, gridNames, isGrid, placeLabelsOf } from "#features/people/core/place-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import { numberText } from "../numbers.ts";
import type { walkContract } from "../walk-contract.ts";
import { keyedAs, keyingProblem, type WalkSubject, walkRows } from "../walk-rules.ts";
import { registerAppeal } from "./appeal-operations.ts";
import { appealsById, reporterOf } from "./appeal-store.ts";
import { hiddenWords } from "./lines.ts";
import { taskPartOperations } from "./task-part-operations.ts";
import { taskNumber } from "./task-steps.ts";
import { findTask, taskRowsById } from "./task-store.ts";
import { visibleAppeal } from "./visibility.ts";
import * as store from "./walk-store.ts";

/** So many of each fit on what somebody carries on a walk. */
const mostOfAKind = 60;
const mostHomes = 240;
const shownSheets = 30;

type Of = { gridId: string | null; buildingId: string | null; withHomes: boolean; blankCount: number };
type Bare = Pick<store.KeptWalkRow, "position" | "kind" | "householdId" | "appealId" | "taskId" | "words" | "keyedAt">;

const nowhere = { estateId: null, buildingId: null, unitId: null, householdId: null };

const placeNameOf = (db: ReadableDatabase, { gridId, buildingId }: Pick<Of, "gridId" | "buildingId">): string => {
  if (buildingId === null) return gridId === null ? "" : (gridNames(db).get(gridId) ?? "");
  return placeLabelsOf(db, [{ id: "place", ...nowhere, buildingId }]).get("place") ?? "";
};

const checkPlace = ({ db, refuse }: Pick<QueryContext<never>, "db" | "refuse">, { gridId, buildingId }: Of): void => {
  if (gridId !== null && !isGrid(db, gridId)) throw refuse("NotFound");
  if (buildingId !== null && findPlace(db, { ...nowhere, buildingId }) === undefined) throw refuse("NotFound");
};

const plannedRows = (db: ReadableDatabase, of: Of): { rows: Bare[]; leftOutCount: number } => {
  const { buildingId, gridId, withHomes, blankCount } = of;
  const hasPlace = buildingId !== null || gridId !== null;
  const found = {
    task: hasPlace ? store.runningTasksAt(db, of) : [],
    appeal: hasPlace ? store.openAppealsAt(db, of) : [],
    home: buildingId !== null && withHomes ? store.homesOf(db, buildingId) : [],
  };
  const taken = (kind: WalkSubject["kind"], most: number): WalkSubject[] =>
    found[kind].slice(0, most).map((subjectId) => ({ kind, subjectId }));
  const subjects = [...taken("task", mostOfAKind), ...taken("appeal", mostOfAKind), ...taken("home", mostHomes)];
  const all = found.task.length + found.appeal.length + found.home.length;
  return {
    leftOutCount: all - subjects.length,
    rows: walkRows(subjects, blankCount).map(({ position, kind, subjectId }) => ({
      position,
      kind,
      householdId: kind === "home" ? subjectId : null,
      appealId: kind === "appeal" ? subjectId : null,
      taskId: kind === "task" ? subjectId : null,
      words: "",
      keyedAt: null,
    })),
  };
};

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);

/** Rows as paper and page show them. What became confidential since is hidden; a number is masked always. */
const shownRows = (db: ReadableDatabase, rows: readonly Bare[]) => {
  const appeals = new Map(appealsById(db, present(rows.map(({ appealId }) => appealId))).map((one) => [one.id, one]));
  const tasks = new Map(taskRowsById(db, present(rows.map(({ taskId }) => taskId))).map((one) => [one.id, one]));
  const homes = placeLabelsOf(
    db,
    present(rows.map(({ householdId }) => householdId)).map((id) => ({ id, ...nowhere, householdId: id })),
  );
  const places = placeLabelsOf(db, [...appeals.values()]);
  const wordsOf = ({ kind, appealId, taskId, householdId }: Bare): { label: string; detail: string } => {
    const task = taskId === null ? undefined : tasks.get(taskId);
    if (task) {
      if (task.visibility === "confidential") return { label: hiddenWords, detail: "" };
      return { label: `${taskNumber(task)} ${task.title}`, detail: `${task.unitName} ${task.responsibleName}` };
    }
    const home = householdId === null ? "" : (homes.get(householdId) ?? "");
    const appeal = appealId === null ? undefined : appeals.get(appealId);
    if (!appeal || kind !== "appeal")
      return { label: home, detail: appeal ? numberText(appeal.series, appeal.year, appeal.number) : "" };
    if (appeal.isConfidential) return { label: hiddenWords, detail: "" };
    const { name, phone } = reporterOf(db, appeal);
    const place = [places.get(appeal.id) ?? "", appeal.placeNote];
    return {
      label: `${numberText(appeal.series, appeal.year, appeal.number)} ${appeal.title}`,
      detail: [...place, name, maskPhone(phone)].filter((part) => part !== "").join(" "),
    };
  };
  return rows.map((row) => ({ ...row, ...wordsOf(row) }));
};

const paperOf = (db: ReadableDatabase, at: Pick<Of, "gridId" | "buildingId">) => {
  const community = findCommunity(db);
  return {
    placeName: placeNameOf(db, at),
    communityName: community?.name ?? "",
    centrePhone: community?.centrePhone ?? "",
  };
};

export const walkOperations: Handlers<typeof walkContract> = {
  "council.walkPreview": (context, of) => {
    checkPlace(context, of);
    const { rows, leftOutCount } = plannedRows(context.db, of);
    return { ...paperOf(context.db, of), rows: shownRows(context.db, rows), leftOutCount };
  },

  "council.printWalkSheet": (context, of) => {
    const { db, now, newId, caller, refuse } = context;
    checkPlace(context, of);
    const { rows, leftOutCount } = plannedRows(db, of);
    if (rows.length === 0) throw refuse("WalkHasNoRows");
    const title = `走访单 ${placeNameOf(db, of)}`.trim();
    const subjectIds = present(rows.flatMap(({ appealId, taskId }) => [appealId, taskId]));
    const printed = addSheet(context, { kind: "walkSheet", title, subjectIds });
    const id = newId();
    const { gridId, buildingId } = of;
    store.insertWalk(db, {
      id,
      code: printed.code,
      gridId,
      buildingId,
      leftOutCount,
      printedAt: now,
      printedBy: caller.accountId,
    });
    for (const { words: _words, keyedAt: _keyedAt, ...row } of rows) store.insertWalkRow(db, { ...row, sheetId: id });
    return { ...printed, id };
  },

  "council.listWalkSheets": ({ db }) => {
    const names = accountNames(db);
    return {
      sheets: store.latestWalks(db, shownSheets).map((sheet) => ({
        ...sheet,
        placeName: placeNameOf(db, sheet),
        printedByName: names.get(sheet.printedBy) ?? "",
      })),
    };
  },

  "council.walkSheet": ({ db, refuse }, { code }) => {
    const sheet = store.walkUnderCode(db, code);
    if (!sheet) throw refuse("NotFound");
    return {
      ...sheet,
      ...paperOf(db, sheet),
      printedByName: accountNames(db).get(sheet.printedBy) ?? "",
      rows: shownRows(db, store.walkRowsOf(db, sheet.id)),
    };
  },

  "council.keyWalkRow": (context, { id, position, walkDate, visitor, words, reporterName, nature, visitKind }) => {
    const { db, now, today, caller, refuse, addEvent } = context;
    const sheet = store.findWalk(db, id);
    const row = store.walkRowsOf(db, id).find((one) => one.position === position);
    if (!sheet || !row) throw refuse("NotFound");
    const dates = { printedDate: dayOf(sheet.printedAt), today };
    const problem = keyingProblem(row, { words, walkDate }, dates);
    if (problem) throw refuse(problem);
    const becomes = keyedAs(row.kind, words);
    let made: { id: string; numberText: string } | null = null;
    if (becomes === "appeal")
      made = registerAppeal(context, {
        voice: "self",
        reporterId: null,
        reporterName,
        reporterPhone: "",
        behalfOf: "",
        behalfRelation: "",
        channel: "visit",
        nature,
        urgency: "ordinary",
        ownership: "own",
        categoryCode: null,
        ...nowhere,
        buildingId: sheet.buildingId,
        householdId: row.householdId,
        gridId: sheet.gridId,
        placeNote: "",
        title: "",
        content: words,
        isConfidential: false,
        attachments: [],
      });
    if (becomes === "note" && row.appealId !== null)
      addEvent({
        of: "appeal",
        id: visibleAppeal(context, row.appealId).id,
        kind: "walked",
        actor: visitor,
        reason: words,
      });
    const task = becomes === "visit" && row.taskId !== null ? findTask(db, row.taskId) : undefined;
    if (task)
      taskPartOperations["council.recordVisit"](context, {
        id: task.id,
        version: task.version,
        visitDate: walkDate,
        kind: visitKind,
        visitor,
        companion: "",
        outcome: words,
        nextVisitDate: task.nextVisitDate !== null && task.nextVisitDate > today ? task.nextVisitDate : null,
      });
    const appealId = made?.id ?? row.appealId;
    if (!store.keyRow(db, { sheetId: id, position, words, appealId, keyedAt: now, keyedBy: caller.accountId }))
      throw refuse("Conflict");
    return { id, appealId: made?.id ?? null, numberText: made?.numberText ?? "" };
  },
};
