import type { Handlers } from "#core/contexts.ts";
import { attach } from "#features/documents/core/store.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import type { taskContract } from "../task-contract.ts";
import * as rules from "../task-rules.ts";
import { checkResponsible } from "./task-operations.ts";
import { moveTask } from "./task-steps.ts";
import { endOffer } from "./task-taker-operations.ts";
import { visibleTask } from "./visibility.ts";

type Operations = Pick<
  typeof taskContract,
  | "council.dispatchTask"
  | "council.acceptTask"
  | "council.returnTask"
  | "council.transferTask"
  | "council.recordProgress"
  | "council.recordRetelling"
>;

/** The way of an order to a unit, and back. */
export const orderOperations: Handlers<Operations> = {
  "council.dispatchTask": (context, { id, version }) => {
    const task = visibleTask(context, id);
    const problem = rules.dispatchingProblem(task);
    if (problem) throw context.refuse(problem);
    return moveTask(context, task, version, { state: "dispatched", dispatchedAt: context.now }, { kind: "dispatched" });
  },

  "council.acceptTask": (context, { id, version, actor }) => {
    const task = visibleTask(context, id);
    const problem = rules.acceptingTaskProblem(task);
    if (problem) throw context.refuse(problem);
    return moveTask(
      context,
      task,
      version,
      { state: "accepted", acceptedAt: context.now },
      { kind: "taskAccepted", actor },
    );
  },

  "council.returnTask": (context, { id, version, actor, reason, evidence, attachments }) => {
    const task = visibleTask(context, id);
    const problem = rules.returningProblem(task, evidence, attachments.length);
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    return moveTask(
      context,
      task,
      version,
      {
        ...endOffer(context, task, "退单"),
        state: "drafted",
        returnCount: task.returnCount + 1,
        dispatchedAt: null,
        acceptedAt: null,
      },
      { kind: "taskReturned", actor, reason: evidence === "" ? reason : `${reason}（依据：${evidence}）` },
    );
  },

  "council.transferTask": (context, { id, version, leadOrganisationId, responsibleId, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.transferringProblem(task, { leadOrganisationId, responsibleId });
    if (problem) throw refuse(problem);
    checkResponsible(context, leadOrganisationId, responsibleId);
    const contact = contactsById(db, [responsibleId]).get(responsibleId);
    const state = task.state === "drafted" ? "drafted" : "dispatched";
    return moveTask(
      context,
      task,
      version,
      { ...endOffer(context, task, "转办"), leadOrganisationId, responsibleId, state, acceptedAt: null },
      { kind: "transferred", actor: contact ? `${contact.organisationName} ${contact.name}` : "", reason },
    );
  },

  "council.recordProgress": (context, { id, version, actor, words, attachments }) => {
    const task = visibleTask(context, id);
    const problem = rules.workingProblem(task);
    if (problem) throw context.refuse(problem);
    attach(context, { kind: "task", id }, attachments);
    return moveTask(context, task, version, {}, { kind: "progressed", actor, reason: words });
  },

  "council.recordRetelling": (context, { id, version, words }) => {
    const task = visibleTask(context, id);
    if (!task.isToBeRetold) throw context.refuse("NothingToRetell");
    return moveTask(context, task, version, { isToBeRetold: false }, { kind: "retold", reason: words });
  },
};
