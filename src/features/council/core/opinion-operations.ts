import type { Handlers, QueryContext } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findPrintedSheet } from "#features/documents/core/store.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { coverageSentence, unheardHomes } from "../coverage.ts";
import { numberText } from "../numbers.ts";
import type { opinionContract } from "../opinion-contract.ts";
import { changingTopicProblem } from "../topic-rules.ts";
import { councilSettingsOf } from "./council-rules-store.ts";
import { affectedBy, coverageOfTopic, homesConcerned, voicesOn } from "./coverage-of-topic.ts";
import * as store from "./opinion-store.ts";
import { visibleTopic } from "./visibility.ts";

type Finding = Pick<QueryContext<"NoSuchSheet">, "db" | "refuse">;

const sheetKind = "topic.opinions";

/** The homes that nobody has heard yet, where the register knows whom the topic concerns. */
const unheardOf = (db: QueryContext["db"], topicId: string) =>
  unheardHomes(homesConcerned(db, topicId), voicesOn(db, topicId));

/** The homes of a printed sheet by its rows; empty rows behind them have none. */
const rowsOfSheet = ({ db, refuse }: Finding, topicId: string, code: string): (string | null)[] => {
  const sheet = findPrintedSheet(db, code.toUpperCase());
  const [of, ...rows] = sheet?.subjectIds ?? [];
  if (sheet?.kind !== sheetKind || of !== topicId) throw refuse("NoSuchSheet");
  return rows.map((row) => (row === "" ? null : row));
};

const opinionLines = (db: QueryContext["db"], topicId: string) => {
  const opinions = store.opinionsOf(db, topicId);
  const labels = placeLabelsOf(db, opinions);
  return opinions.map(({ address, ...opinion }) => ({ ...opinion, home: labels.get(opinion.id) ?? address }));
};

const scopeLine = (db: QueryContext["db"], topicId: string) => {
  const scope = store.findScope(db, topicId);
  if (!scope) return null;
  const places = store.scopePlacesOf(db, topicId);
  const labels = placeLabelsOf(db, places);
  return { ...scope, places: places.map((place) => ({ ...place, label: labels.get(place.id) ?? "" })) };
};

export const opinionOperations: Handlers<typeof opinionContract> = {
  "council.coverage": (context, { id }) => {
    const { db } = context;
    visibleTopic(context, id);
    const coverage = coverageOfTopic(db, id);
    const isOfRegister = affectedBy(db, id)?.kind === "homes";
    return {
      scope: scopeLine(db, id),
      percent: coverage?.percent ?? null,
      isEnough: coverage?.isEnough ?? null,
      minPercent: councilSettingsOf(db).minCoveragePercent,
      sentence: coverage ? coverageSentence(coverage) : "",
      unheardCount: isOfRegister ? unheardOf(db, id).length : 0,
      opinions: opinionLines(db, id),
    };
  },

  "council.setScope": (context, { id, version, buildingIds, unitIds, typedCount, reason }) => {
    const { db, now, newId, caller, refuse, refuseField, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = changingTopicProblem(topic);
    if (problem) throw refuse(problem);
    const hasPlaces = buildingIds.length + unitIds.length > 0;
    if (!hasPlaces && typedCount === null) throw refuse("ScopeIsEmpty");
    if (hasPlaces && typedCount !== null) throw refuse("ScopeIsTwofold");
    if (typedCount !== null && reason === "") throw refuseField("reason", "请写明户数从哪里来");
    if (version !== (store.findScope(db, id)?.version ?? 0)) throw refuse("Conflict");
    const scope = { topicId: id, typedCount, reason, writtenAt: now, writtenBy: caller.accountId };
    store.saveScope(db, { ...scope, version: version + 1 });
    const places = [
      ...buildingIds.map((buildingId) => ({ id: newId(), topicId: id, buildingId, unitId: null })),
      ...unitIds.map((unitId) => ({ id: newId(), topicId: id, buildingId: null, unitId })),
    ];
    const labels = placeLabelsOf(db, places);
    if (labels.size < places.length) throw refuse("NotFound");
    for (const place of places) store.insertScopePlace(db, place);
    const homes = hasPlaces ? store.homesOfScope(db, id).length : 0;
    if (hasPlaces && homes === 0) throw refuse("ScopeIsEmpty");
    addEvent({
      of: "topic",
      id,
      kind: "scopeSet",
      reason: hasPlaces ? `${[...labels.values()].join("、")}，共 ${homes} 户` : `${typedCount} 户：${reason}`,
    });
    return { id, version: version + 1 };
  },

  "council.opinionSheet": (context, { id, code }) => {
    const { db } = context;
    const topic = visibleTopic(context, id);
    const community = findCommunity(db);
    const unheard = unheardOf(db, id);
    const kept = code === null ? null : rowsOfSheet(context, id, code);
    const homes = kept ?? unheard.map(({ householdId }) => householdId);
    const isUnheard = new Set(unheard.map(({ householdId }) => householdId));
    const labels = placeLabelsOf(
      db,
      homes.map((householdId, at) => ({ id: `${at}`, householdId })),
    );
    return {
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      numberText: numberText("议", topic.year, topic.number),
      title: topic.title,
      summary: topic.summary,
      rows: homes.map((householdId, at) => ({
        row: at + 1,
        home: labels.get(`${at}`) ?? "",
        isHeard: householdId !== null && !isUnheard.has(householdId),
      })),
    };
  },

  "council.printOpinionSheet": (context, { id, blankCount }) => {
    const { db, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = changingTopicProblem(topic);
    if (problem) throw refuse(problem);
    const homes = unheardOf(db, id).map(({ householdId }) => householdId);
    if (homes.length + blankCount === 0) throw refuse("NothingToPrint");
    const blanks = Array.from({ length: blankCount }, () => "");
    const title = `${numberText("议", topic.year, topic.number)} 入户征求意见表`;
    const printed = addSheet(context, { kind: sheetKind, title, subjectIds: [id, ...homes, ...blanks] });
    const reason = `入户征求意见表 ${printed.code}，${homes.length} 户，${blankCount} 行空白`;
    addEvent({ of: "topic", id, kind: "opinionSheetPrinted", reason });
    return printed;
  },

  "council.keyOpinions": (context, { id, code, heardDate, heardBy, opinions }) => {
    const { db, now, today, newId, caller, refuse, refuseField, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = changingTopicProblem(topic);
    if (problem) throw refuse(problem);
    if (heardDate > today) throw refuseField("heardDate", "上门的日子还没有到");
    const rows = rowsOfSheet(context, id, code);
    const known = new Set(store.opinionsOf(db, id).map(({ householdId }) => householdId));
    opinions.forEach(({ row, attitude, words, address }, at) => {
      const field = `opinions.${at}`;
      const householdId = rows[row - 1];
      if (householdId === undefined) throw refuseField(field, `表上没有第 ${row} 行`);
      if (householdId === null && address === "") throw refuseField(field, `第 ${row} 行没有印门牌，请填写门牌`);
      if (householdId !== null && known.has(householdId)) throw refuseField(field, `第 ${row} 行这一户已经登记过意见`);
      if (attitude === "conditional" && words === "") throw refuseField(field, `第 ${row} 行：有条件的，请写明条件`);
      known.add(householdId);
      const heard = { attitude, words, heardDate, heardBy, recordedAt: now, recordedBy: caller.accountId };
      const home = { householdId, address: householdId === null ? address : "" };
      store.insertOpinion(db, { id: newId(), topicId: id, ...home, ...heard });
    });
    const coverage = coverageOfTopic(db, id);
    const heard = coverage ? `。${coverageSentence(coverage)}` : "";
    addEvent({ of: "topic", id, kind: "opinionsKeyed", reason: `${heardBy}上门，${opinions.length} 户${heard}` });
    return { id, addedCount: opinions.length };
  },

  "council.withdrawOpinion": (context, { id, opinionId, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = changingTopicProblem(topic);
    if (problem) throw refuse(problem);
    const opinion = opinionLines(db, id).find((line) => line.id === opinionId);
    if (!opinion || !store.withdrawOpinion(db, id, opinionId, now)) throw refuse("NotFound");
    addEvent({ of: "topic", id, kind: "opinionWithdrawn", reason: `${opinion.home} ${reason}` });
    return { id };
  },
};
