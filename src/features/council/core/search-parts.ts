import { mayDo } from "#base/contract.ts";
import { dayOf } from "#base/dates.ts";
import { excerpt } from "#base/text.ts";
import type { Caller } from "#core/contexts.ts";
import type { SearchPart } from "#features/system/core/search-operations.ts";
import { stageWords } from "../appeal-words.ts";
import { meetingStateWords } from "../meeting-words.ts";
import { numberText } from "../numbers.ts";
import { promiseStateWords } from "../promise-words.ts";
import { taskStateWords } from "../task-words.ts";
import { topicStateWords } from "../topic-words.ts";
import { appealRowsById, appealsById } from "./appeal-store.ts";
import { appealLines } from "./lines.ts";
import { meetingsById } from "./meeting-store.ts";
import { promiseWhom } from "./promise-operations.ts";
import { promisesById } from "./promise-store.ts";
import { taskRowsById, tasksById } from "./task-store.ts";
import { topicsById } from "./topic-store.ts";
import { askerOf, maySeeTask, seesAppeal } from "./visibility.ts";

const isClerk = (caller: Caller) => mayDo(caller.roles, "clerk");
const isSecretary = (caller: Caller) => mayDo(caller.roles, "secretary");
const isDirector = (caller: Caller) => mayDo(caller.roles, "director");

const words = (...parts: string[]) => parts.filter((part) => part !== "").join(" · ");

/** A hit shows nothing that hangs on who asks. */
const nobody = { accountId: "", seesConfidential: false };

const appealIdsOf = (promises: readonly { appealId: string | null }[]) =>
  promises.flatMap(({ appealId }) => appealId ?? []);

export const councilSearchParts: readonly SearchPart[] = [
  {
    kind: "appeal",
    mayFind: isClerk,
    maySeeConfidential: isDirector,
    seen: (db, ids, caller) =>
      appealsById(db, ids)
        .filter((appeal) => seesAppeal(askerOf(caller), appeal))
        .map(({ id }) => id),
    describe: (db, ids) =>
      appealLines(db, appealRowsById(db, ids, nobody)).map((line) => ({
        id: line.id,
        title: `${line.numberText} ${line.title}`,
        detail: words(line.reporterLabel, line.placeLabel, dayOf(line.receivedAt), stageWords[line.stage]),
      })),
  },
  {
    kind: "topic",
    mayFind: isClerk,
    maySeeConfidential: isSecretary,
    describe: (db, ids) =>
      topicsById(db, ids).map((topic) => ({
        id: topic.id,
        title: `${numberText("议", topic.year, topic.number)} ${topic.title}`,
        detail: words(dayOf(topic.proposedAt), topicStateWords[topic.state]),
      })),
  },
  {
    kind: "meeting",
    mayFind: isClerk,
    maySeeConfidential: isSecretary,
    describe: (db, ids) =>
      meetingsById(db, ids).map((meeting) => ({
        id: meeting.id,
        title: `${numberText("会", meeting.year, meeting.number)} ${meeting.title}`,
        detail: words(dayOf(meeting.plannedAt), meeting.place, meetingStateWords[meeting.state]),
      })),
  },
  {
    kind: "task",
    mayFind: isClerk,
    maySeeConfidential: isDirector,
    seen: (db, ids, caller) =>
      tasksById(db, ids)
        .filter((task) => maySeeTask(caller, task))
        .map(({ id }) => id),
    describe: (db, ids) =>
      taskRowsById(db, ids).map((task) => ({
        id: task.id,
        title: `${numberText("办", task.year, task.number)} ${task.title}`,
        detail: words(task.unitName, task.responsibleName, taskStateWords[task.state]),
      })),
  },
  {
    kind: "promise",
    mayFind: isClerk,
    maySeeConfidential: isDirector,
    seen: (db, ids, caller) => {
      const asker = askerOf(caller);
      const promises = promisesById(db, ids);
      const appeals = new Map(appealsById(db, appealIdsOf(promises)).map((appeal) => [appeal.id, appeal]));
      return promises
        .filter(({ appealId }) => {
          const appeal = appealId === null ? undefined : appeals.get(appealId);
          return !appeal || seesAppeal(asker, appeal);
        })
        .map(({ id }) => id);
    },
    describe: (db, ids) =>
      promisesById(db, ids).map((promise) => ({
        id: promise.id,
        title: `${numberText("回", promise.year, promise.number)} 给${promiseWhom(db, promise).name}回话`,
        detail: words(excerpt(promise.words, 40), promiseStateWords[promise.state]),
      })),
  },
];
