import { mayDo } from "#base/contract.ts";
import type { Caller, QueryContext } from "#core/contexts.ts";
import { maySeeConfidential } from "../appeal-rules.ts";
import { type Asker, findAppeal, type KeptAppeal } from "./appeal-store.ts";
import { findTask, type KeptTask } from "./task-store.ts";
import { findTopic, type KeptTopic } from "./topic-store.ts";

/*
 * Who may see what is confidential. A record that is hidden from the caller is not found, and what other records say
 * of it is hidden too: names, counts, and the words on their timelines.
 */

type Finding = Pick<QueryContext<never>, "db" | "refuse"> & { caller: Caller };

export const askerOf = (caller: Caller): Asker => ({
  accountId: caller.accountId,
  seesConfidential: mayDo(caller.roles, "director"),
});

export const seesAppeal = (asker: Asker, appeal: Pick<KeptAppeal, "isConfidential" | "receivedBy">): boolean =>
  !appeal.isConfidential || asker.seesConfidential || appeal.receivedBy === asker.accountId;

/** The secretaries, who run the meetings, see every topic. */
export const maySeeTopic = (caller: Caller, topic: Pick<KeptTopic, "visibility">): boolean =>
  topic.visibility !== "confidential" || mayDo(caller.roles, "secretary");

/** What is only reported stands on the agenda by itself; who may see it is who may see a topic. */
export const maySeeReport = (caller: Caller, item: Pick<KeptTopic, "visibility">): boolean => maySeeTopic(caller, item);

/** A confidential task is there for the directors and for whoever made it. */
export const maySeeTask = (caller: Caller, task: Pick<KeptTask, "visibility" | "createdBy">): boolean =>
  task.visibility !== "confidential" || mayDo(caller.roles, "director") || task.createdBy === caller.accountId;

export const visibleAppeal = ({ db, caller, refuse }: Finding, id: string): KeptAppeal => {
  const appeal = findAppeal(db, id);
  if (!appeal || (appeal.isConfidential && !maySeeConfidential(caller, appeal.receivedBy))) throw refuse("NotFound");
  return appeal;
};

export const visibleTopic = ({ db, caller, refuse }: Finding, id: string): KeptTopic => {
  const topic = findTopic(db, id);
  if (!topic || !maySeeTopic(caller, topic)) throw refuse("NotFound");
  return topic;
};

export const visibleTask = ({ db, caller, refuse }: Finding, id: string): KeptTask => {
  const task = findTask(db, id);
  if (!task || !maySeeTask(caller, task)) throw refuse("NotFound");
  return task;
};
