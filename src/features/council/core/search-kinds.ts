import type { IndexedKind } from "#core/search-rebuild.ts";
import { indexAppealAgain } from "./appeal-search.ts";
import { appealsById } from "./appeal-store.ts";
import { indexMeeting, meetingsById } from "./meeting-store.ts";
import { indexPromiseAgain } from "./promise-operations.ts";
import { promisesById } from "./promise-store.ts";
import { indexTask, tasksById } from "./task-store.ts";
import { indexTopic, topicsById } from "./topic-store.ts";

/** What this slice puts into the search. */
export const councilIndexedKinds: readonly IndexedKind[] = [
  {
    kind: "appeal",
    table: "appeals",
    indexAgain: (db, ids) => {
      for (const appeal of appealsById(db, ids)) indexAppealAgain(db, appeal);
    },
  },
  {
    kind: "topic",
    table: "topics",
    indexAgain: (db, ids) => {
      for (const topic of topicsById(db, ids)) indexTopic(db, topic);
    },
  },
  {
    kind: "meeting",
    table: "meetings",
    indexAgain: (db, ids) => {
      for (const meeting of meetingsById(db, ids)) indexMeeting(db, meeting);
    },
  },
  {
    kind: "task",
    table: "tasks",
    indexAgain: (db, ids) => {
      for (const task of tasksById(db, ids)) indexTask(db, task);
    },
  },
  {
    kind: "promise",
    table: "promises",
    indexAgain: (db, ids) => {
      for (const promise of promisesById(db, ids)) indexPromiseAgain(db, promise);
    },
  },
];
