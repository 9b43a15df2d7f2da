import { mayDo, type OutputOf } from "#base/contract.ts";
import { findPersonalData, type KnownToScan } from "#base/paper-scan.ts";
import { maskName } from "#base/privacy.ts";
import type { CommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { placeLabelsOf, placesOf } from "#features/people/core/place-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { catalogueWords } from "../catalogue.ts";
import { outcomeWords } from "../meeting-words.ts";
import { numberText } from "../numbers.ts";
import { taskStateWords } from "../task-words.ts";
import type { TopicEdition, topicPaperContract } from "../topic-paper-contract.ts";
import { topicCardWords, topicListWords } from "../topic-paper-words.ts";
import { isDueAgain, signedWords } from "../topic-rules.ts";
import { appealRowsById, appealsById } from "./appeal-store.ts";
import { onCatalogue } from "./catalogue-operations.ts";
import { appealLines, maskedReporter } from "./lines.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import { knownByTopic } from "./paper-names.ts";
import { kindWords } from "./paper-operations.ts";
import { paperText } from "./paper-text.ts";
import { taskRowsById } from "./task-store.ts";
import { ageDays, stepsOfTopic, topicNumber } from "./topic-operations.ts";
import { signedHouseholdCounts, signersOf } from "./topic-signer-store.ts";
import { researchesOf } from "./topic-step-store.ts";
import * as store from "./topic-store.ts";
import { visibleTopic } from "./visibility.ts";

type Asking = Pick<QueryContext<never>, "db" | "caller" | "today">;

/** On paper stands what everybody at the table may know, whoever prints it: nothing of a confidential appeal. */
const everybody = { accountId: "", seesConfidential: false };

const house = (db: ReadableDatabase) => {
  const community = findCommunity(db);
  return {
    communityName: community?.name ?? "",
    centreName: community?.centreName ?? "",
    centrePhone: community?.centrePhone ?? "",
  };
};

/** The building alone, by the id of the row. */
const buildingsOf = (db: ReadableDatabase, rows: readonly { id: string; householdId?: string | null }[]) =>
  placeLabelsOf(
    db,
    [...placesOf(db, rows)].map(([id, { buildingId, estateId }]) => ({ id, buildingId, estateId })),
  );

const signersFor = (db: ReadableDatabase, topicId: string) => {
  const withoutDoor = (address: string) =>
    paperText(address, { names: [], publicPhones: [] }).replace("（房号略）", "");
  return signersOf(db, topicId).map(({ name, address, isCounted }) => ({
    name: maskName(name),
    home: withoutDoor(address),
    isCounted,
  }));
};

const appealsFor = (db: ReadableDatabase, topicId: string, onPaper: (text: string) => string) => {
  const rows = appealRowsById(db, appealIdsOfTopic(db, topicId), everybody).filter((row) => !row.isConfidential);
  const homes = buildingsOf(db, rows);
  return appealLines(db, rows).map((line) => ({
    numberText: line.numberText,
    receivedAt: line.receivedAt,
    reporterLabel: maskedReporter(line.reporterLabel),
    home: homes.get(line.id) ?? "",
    title: onPaper(line.title),
    mergedCount: line.mergedCount,
  }));
};

const waitWordsOf = (topic: Pick<store.KeptTopic, "state" | "declineReason" | "postponedUntil" | "postponeReason">) => {
  if (topic.state === "declined") return `不列入：${topic.declineReason}`;
  return topic.postponedUntil === null ? "" : `暂缓到 ${topic.postponedUntil}：${topic.postponeReason}`;
};

const confirmWordsOf = (topic: store.KeptTopic, edition: TopicEdition) => {
  if (topic.confirmRule === null) return "";
  const signed = topic.jointHouseholdCount === null ? "" : `（确定时 ${signedWords(topic.jointHouseholdCount, null)}）`;
  return `${topic.confirmWording}${signed}${edition === "public" || topic.confirmNote === "" ? "" : `；${topic.confirmNote}`}`;
};

/** 议题卡 as it would be printed. The public edition says what is public and leaves the rest empty. */
const cardOf = ({ db }: Asking, topic: store.KeptTopic, edition: TopicEdition) => {
  const { id } = topic;
  const known = knownByTopic(db, id);
  const isPublic = edition === "public";
  // What stands at the door is scanned and refused; what stays at the table is masked.
  const onPaper = (text: string) => (isPublic ? text : paperText(text, known));
  const appeals = appealsFor(db, id, onPaper);
  const signedHouseholdCount = signedHouseholdCounts(db, [id]).get(id) ?? 0;
  const tasks = taskRowsById(
    db,
    store
      .tasksOfTopic(db, id)
      .filter((task) => task.state !== "cancelled" && task.visibility !== "confidential")
      .map((task) => task.id),
  ).filter((task) => !isPublic || task.visibility === "public");
  const found = onCatalogue(db, {
    text: `${topic.title} ${topic.summary}`,
    categoryCodes: appealsById(db, appealIdsOfTopic(db, id)).flatMap((appeal) =>
      appeal.isConfidential || appeal.categoryCode === null ? [] : [appeal.categoryCode],
    ),
  });
  const card: Card = {
    ...house(db),
    numberText: topicNumber(topic),
    title: onPaper(topic.title),
    visibility: topic.visibility,
    state: topic.state,
    source: topic.source,
    proposerName: isPublic ? "" : onPaper(topic.proposerName),
    proposedAt: topic.proposedAt,
    summary: onPaper(topic.summary),
    confirmWords: onPaper(confirmWordsOf(topic, edition)),
    waitWords: onPaper(waitWordsOf(topic)),
    catalogueWords: found.map(catalogueWords),
    signedHouseholdCount,
    signers: isPublic ? [] : signersFor(db, id),
    appealCount: appeals.length,
    appeals: isPublic ? [] : appeals,
    steps: stepsOfTopic(db, topic, { appealCount: appeals.length, signedHouseholdCount }).map((step) => ({
      ...step,
      words: onPaper(step.words),
    })),
    researches: researchesOf(db, id).map((research) => ({
      doneDate: research.doneDate,
      way: research.way,
      doneBy: isPublic ? "" : onPaper(research.doneBy),
      householdCount: research.householdCount,
      findings: isPublic ? "" : onPaper(research.findings),
      photoCount: isPublic ? 0 : research.attachments.length,
    })),
    meetings: store.meetingsOfTopic(db, id).map((meeting) => ({
      numberText: numberText("会", meeting.year, meeting.number),
      title: onPaper(meeting.title),
      plannedAt: meeting.plannedAt,
      outcomeWord: meeting.outcome === null ? "" : outcomeWords[meeting.outcome],
      wording: isPublic ? "" : onPaper(meeting.wording ?? ""),
    })),
    tasks: tasks.map((task) => ({
      numberText: numberText("办", task.year, task.number),
      title: isPublic ? task.publicWording : onPaper(task.title),
      unitName: task.unitName,
      stateWord: taskStateWords[task.state],
    })),
  };
  return { ...card, findings: isPublic ? findingsIn(textsOf(card), known) : [] };
};

type Card = Omit<OutputOf<(typeof topicPaperContract)["council.topicPaper"]>, "findings">;

/** Every text of a card that somebody wrote. */
const textsOf = (card: Card): string[] => [
  card.title,
  card.summary,
  card.confirmWords,
  card.waitWords,
  ...card.steps.map(({ words }) => words),
  ...card.meetings.map(({ title }) => title),
  ...card.tasks.map(({ title }) => title),
];

const findingsIn = (texts: readonly string[], known: KnownToScan) =>
  [...new Set(texts)].flatMap((title) =>
    findPersonalData(title, known).map(({ kind, text }) => ({
      title,
      kind: kindWords[kind],
      text,
      canBeConfirmed: kind === "name" || kind === "room",
    })),
  );

/** More than a meeting of the two committees goes through. */
const mostRows = 200;

const listOf = ({ db, caller, today }: Asking, edition: TopicEdition) => {
  const { rows, nextAfter } = store.topicPage(
    db,
    {
      states: ["proposed", "confirmed", "scheduled", "discussed"],
      sources: [],
      typed: "",
      isPostponed: null,
      withConfidential: mayDo(caller.roles, "secretary"),
    },
    everybody,
    { after: null, limit: mostRows, order: "pool", today },
  );
  const shown = rows.filter(({ visibility }) => visibility === "public" || edition === "internal");
  const signed = signedHouseholdCounts(
    db,
    shown.map(({ id }) => id),
  );
  const topics = new Map(
    store
      .topicsById(
        db,
        shown.map(({ id }) => id),
      )
      .map((topic) => [topic.id, topic]),
  );
  const lines = shown.map((row) => {
    const topic = topics.get(row.id);
    const known = knownByTopic(db, row.id);
    const wait = topic ? waitWordsOf(topic) : "";
    return {
      known,
      line: {
        id: row.id,
        numberText: topicNumber(row),
        title: edition === "public" ? row.title : paperText(row.title, known),
        visibility: row.visibility,
        source: row.source,
        state: row.state,
        ageDays: ageDays(row.proposedAt, today),
        appealCount: row.appealCount,
        signedHouseholdCount: signed.get(row.id) ?? 0,
        waitWords: edition === "public" ? wait : paperText(isDueAgain(row, today) ? `${wait}（已到期）` : wait, known),
      },
    };
  });
  return {
    ...house(db),
    rows: lines.map(({ line }) => line),
    leftOutCount: rows.length - shown.length + (nextAfter === null ? 0 : 1),
    findings:
      edition === "public" ? lines.flatMap(({ line, known }) => findingsIn([line.title, line.waitWords], known)) : [],
  };
};

type Finding = ReturnType<typeof findingsIn>[number];
type Printing = CommandContext<"PersonalDataOnPaper", "clerk">;

/** What a secretary passed, in words; refuses what nobody may pass, and what nobody has. */
const passedWords = (
  { caller, refuse }: Pick<Printing, "caller" | "refuse">,
  all: readonly Finding[],
  confirmedBecause: string,
): string => {
  if (confirmedBecause !== "" && !mayDo(caller.roles, "secretary")) throw refuse("NotAllowed");
  const findings = all.filter(({ canBeConfirmed }) => !canBeConfirmed || confirmedBecause === "");
  if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
  const passed = all.map(({ text }) => `“${text}”`).join("、");
  return passed === "" ? "" : `；${passed}经确认不是个人信息：${confirmedBecause}`;
};

export const topicPaperOperations: Handlers<typeof topicPaperContract> = {
  "council.topicPaper": (context, { id, edition }) => {
    const topic = visibleTopic(context, id);
    if (edition === "public" && topic.visibility !== "public") throw context.refuse("TopicNotPublic");
    return cardOf(context, topic, edition);
  },

  "council.printTopicPaper": (context, { id, edition, confirmedBecause }) => {
    const topic = visibleTopic(context, id);
    if (edition === "public" && topic.visibility !== "public") throw context.refuse("TopicNotPublic");
    const passed = passedWords(context, cardOf(context, topic, edition).findings, confirmedBecause);
    const printed = addSheet(context, {
      kind: `topic.${edition}`,
      title: `${topicNumber(topic)} ${topicCardWords[edition]}`,
      subjectIds: [id],
    });
    context.addEvent({
      of: "topic",
      id,
      kind: "printed",
      reason: `${topicCardWords[edition]} ${printed.code}${passed}`,
    });
    return printed;
  },

  "council.topicListPaper": (context, { edition }) => listOf(context, edition),

  "council.printTopicList": (context, { edition, confirmedBecause }) => {
    const { rows, findings } = listOf(context, edition);
    if (rows.length === 0) throw context.refuse("NothingToPrint");
    const passed = passedWords(context, findings, confirmedBecause);
    const printed = addSheet(context, {
      kind: `topicList.${edition}`,
      title: topicListWords[edition],
      subjectIds: rows.map(({ id }) => id),
    });
    for (const { id } of rows)
      context.addEvent({
        of: "topic",
        id,
        kind: "printed",
        reason: `${topicListWords[edition]} ${printed.code}${passed}`,
      });
    return printed;
  },
};
