import { dayOf, type Instant, yearOf } from "#base/dates.ts";
import { defaultRules } from "#base/deadlines.ts";
import { withoutPhones } from "#base/privacy.ts";
import { numberPieces } from "#base/search-pieces.ts";
import { excerpt, halfWidth } from "#base/text.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { deleteEventsOf, hasEventsBeside, insertEvent } from "#core/events.ts";
import { isStillReferenced } from "#core/import-back.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  momentOf,
  textOf,
} from "#core/import-kind.ts";
import { voidNumber } from "#core/numbers.ts";
import { unindex } from "#core/search.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { categoryNamed } from "#features/system/core/category-store.ts";
import type { channels, natures } from "../appeal-contract.ts";
import { titleOf } from "../appeal-rules.ts";
import { channelWords, natureWords } from "../appeal-words.ts";
import { countLimit } from "../task-rules.ts";
import { appealChoices, appealShape } from "./appeal-import-columns.ts";
import {
  appealBySource,
  appealsOfImport,
  deleteAppeal,
  gridIdByName,
  isOwnNumber,
  keepAppeal,
} from "./appeal-import-store.ts";
import { indexAppeal, insertAppeal, type NewAppeal } from "./appeal-store.ts";

type Channel = (typeof channels)[number];
type Nature = (typeof natures)[number];

const codeOf = <K extends string>(words: Record<K, string>, word: string): K | undefined =>
  (Object.keys(words) as K[]).find((code) => words[code] === word);

const channelOf = (text: string, choice: string): Channel => codeOf(channelWords, text) ?? (choice as Channel);
const natureOf = (text: string, choice: string): Nature => codeOf(natureWords, text) ?? (choice as Nature);

/** What a row says beyond the fields of an appeal; it stays readable in the timeline. */
const remarksOf = (row: ImportedRow, found: { category: boolean; grid: boolean; channel: string; nature: string }) => {
  const category = ["category", "subcategory", "subsubcategory"].map((key) => textOf(row, key)).filter(Boolean);
  const said: [label: string, text: string | number][] = [
    ["分类", found.category ? "" : category.join(" / ")],
    ["网格", found.grid ? "" : textOf(row, "grid")],
    ["来源", textOf(row, "channel") === found.channel ? "" : textOf(row, "channel")],
    ["性质", textOf(row, "nature") === found.nature ? "" : textOf(row, "nature")],
    ["电话原文", withoutPhones(row.said.reporterPhone ?? "")],
    ["受理人", textOf(row, "clerk")],
    ["满意度", textOf(row, "satisfaction")],
    ["点赞", Number(row.values.likes ?? 0)],
    ["反对", Number(row.values.dislikes ?? 0)],
    ["备注", textOf(row, "note")],
  ];
  return said.filter(([, text]) => text !== "" && text !== 0).map(([label, text]) => `${label}：${text}`);
};

/** The category that the words of a row name, in use or retired: history keeps what it was called. */
const categoryFinder = () => {
  const known = new Map<string, string | null>();
  return (db: ReadableDatabase, row: ImportedRow): string | null => {
    const names = ["category", "subcategory", "subsubcategory"].map((key) => textOf(row, key)).filter(Boolean);
    if (names.length === 0) return null;
    const key = names.join("\n");
    const found = known.get(key);
    const code = found === undefined ? (categoryNamed(db, names) ?? null) : found;
    known.set(key, code);
    return code;
  };
};

const longestTitle = 80;

const wordsOf = (row: ImportedRow): Pick<NewAppeal, "title" | "content"> => {
  const said = textOf(row, "title");
  const content = textOf(row, "content") || said;
  const title = titleOf(said, content);
  return title.length <= longestTitle
    ? { title, content }
    : { title: excerpt(title, longestTitle - 1), content: `${title}\n${content}` };
};

const reporterOf = (row: ImportedRow): Pick<NewAppeal, "voice" | "reporterName" | "reporterPhone"> => {
  const name = textOf(row, "reporterName");
  const phone = textOf(row, "reporterPhone");
  const isAnonymous = /^(?:匿名|不愿|无名|无$|不详|未知|未留)/.test(name) || (name === "" && phone === "");
  return isAnonymous
    ? { voice: "anonymous", reporterName: "", reporterPhone: "" }
    : { voice: "self", reporterName: name, reporterPhone: phone };
};

type Clock = Pick<
  NewAppeal,
  | "state"
  | "firstAnswerDueAt"
  | "firstAnswerWhy"
  | "isFirstAnswerEstimated"
  | "calendarVersion"
  | "firstAnsweredAt"
  | "answer"
  | "answeredAt"
>;

type LimitFinder = (db: ReadableDatabase, now: Instant) => ReturnType<typeof countLimit>;

/** All rows of one slice come at the same moment and have the same limit. */
const limitFinder = (): LimitFinder => {
  let known: { now: Instant; limit: ReturnType<typeof countLimit> } | undefined;
  return (db, now) => {
    if (known?.now !== now)
      known = { now, limit: countLimit(defaultRules.firstAnswer, now, "导入", workCalendarOf(db)) };
    return known.limit;
  };
};

/**
 * In the archive whatever has an answer is answered, at the time that the file gives, and nothing has a clock. As work
 * every row waits, its first answer counted from today; an answer that the file brings is kept beside it.
 */
const clockOf = (row: ImportedRow, { db, now, choices }: ImportContext, limitOf: LimitFinder): Clock => {
  const answer = [textOf(row, "measure"), textOf(row, "answer")].filter(Boolean).join("\n");
  const answeredAt = momentOf(row, "answeredAt");
  const noLimit = { firstAnswerDueAt: null, firstAnswerWhy: "", isFirstAnswerEstimated: false, calendarVersion: "" };
  const isAnswered = answeredAt !== null || textOf(row, "answer") !== "";
  const open = { answer, answeredAt: null, firstAnsweredAt: null };
  if (choices.mode === "history")
    return isAnswered
      ? { ...noLimit, state: "answered", answer, answeredAt, firstAnsweredAt: answeredAt }
      : { ...noLimit, ...open, state: "accepted" };
  const limit = limitOf(db, now);
  return {
    ...open,
    state: "received",
    firstAnswerDueAt: limit.dueAt,
    firstAnswerWhy: limit.why,
    isFirstAnswerEstimated: limit.isEstimated,
    calendarVersion: limit.calendarVersion,
  };
};

/** Source and number, else source, content and which copy of it in the file: a re-post is kept, a re-import is known. */
const sourceKeyOf = (row: ImportedRow, typedSource: string): string => {
  const number = textOf(row, "number");
  // 12345热线 and 12345 热线 are one office.
  const source = halfWidth(typedSource).replace(/\s/g, "").toLowerCase();
  return number === "" ? `${source}~${row.digest}~${row.occurrence}` : `${source}#${number}`;
};

const writeAppeal = (
  row: ImportedRow,
  context: ImportContext,
  finders: { categoryCodeOf: ReturnType<typeof categoryFinder>; limitOf: LimitFinder },
): ImportOutcome => {
  const { db, now, importId, accountId, choices, newId } = context;
  const source = choices.source ?? "";
  const sourceKey = sourceKeyOf(row, source);
  const known = appealBySource(db, sourceKey);
  // The desk's own ledger comes back from where it was exported to.
  if (isOwnNumber(db, textOf(row, "number"))) return "known";
  if (known) return known.sourceDigest === row.digest ? "known" : { refused: "编号相同但内容不同，没有覆盖原来的" };
  const isHistory = choices.mode === "history";
  const channel = channelOf(textOf(row, "channel"), choices.channel ?? "other");
  const nature = natureOf(textOf(row, "nature"), choices.nature ?? "help");
  const categoryCode = finders.categoryCodeOf(db, row);
  const gridName = textOf(row, "grid");
  const gridId = gridName === "" ? null : (gridIdByName(db, gridName) ?? null);
  const clock = clockOf(row, context, finders.limitOf);
  const appeal: NewAppeal = {
    id: newId(),
    series: isHistory ? "史" : "诉",
    receivedAt: momentOf(row, "receivedAt") ?? clock.answeredAt ?? now,
    receivedBy: null,
    channel,
    nature,
    urgency: "ordinary",
    ownership: "own",
    categoryCode,
    ...reporterOf(row),
    reporterId: null,
    behalfOf: "",
    behalfRelation: "",
    estateId: null,
    buildingId: null,
    unitId: null,
    householdId: null,
    placeNote: textOf(row, "address"),
    gridId,
    ...wordsOf(row),
    isConfidential: nature === "report",
    ...clock,
    sourceNumber: textOf(row, "number"),
    sourceKey,
    sourceDigest: row.digest,
    isHistory,
    importId,
  };
  // 诉 counts what came to this desk, so its number is of the year of the import, however old the matter is.
  const { year, number } = insertAppeal(db, appeal, yearOf(dayOf(isHistory ? appeal.receivedAt : now)));
  indexAppeal(db, appeal, `${numberPieces(appeal.series, year, number)} ${row.pieces}`);
  const remarks = remarksOf(row, {
    category: categoryCode !== null,
    grid: gridId !== null,
    channel: channelWords[channel],
    nature: natureWords[nature],
  });
  const reason = [`来自“${source}”第 ${row.number} 行`, ...remarks].join("；");
  insertEvent(db, { of: "appeal", id: appeal.id, kind: "imported", to: appeal.state, reason }, now, accountId);
  return "taken";
};

/** What anybody did with a row leaves a new version or a line on its timeline, and then the row stays. */
const takeBack = (db: WritableDatabase, importId: string, limit: number, now: string): number => {
  const found = appealsOfImport(db, importId, limit);
  for (const { id, series, year, number, version } of found) {
    if (version > 1 || hasEventsBeside(db, "appeal", id, "imported") || isStillReferenced(() => deleteAppeal(db, id))) {
      keepAppeal(db, id);
      continue;
    }
    unindex(db, id);
    deleteEventsOf(db, "appeal", id);
    // Somebody may have read the number out or printed it, so nobody else gets it.
    voidNumber(db, series, year, number, "导入已取消", now);
  }
  return found.length;
};

export const appealImport: ImportKind = {
  kind: "appeals",
  title: "诉求",
  needs: "clerk",
  jobName: "council.importAppeals",
  shape: appealShape,
  choices: appealChoices,
  begin: () => {
    const finders = { categoryCodeOf: categoryFinder(), limitOf: limitFinder() };
    return { write: (row, context) => writeAppeal(row, context, finders) };
  },
  takeBack,
};
