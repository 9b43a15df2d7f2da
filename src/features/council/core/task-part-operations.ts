import type { Handlers } from "#core/contexts.ts";
import { contactsById, findOrganisation } from "#features/people/core/organisation-store.ts";
import { agreedDayWords } from "../task-clock.ts";
import type { taskPartContract } from "../task-part-contract.ts";
import { visitKindWords } from "../task-part-words.ts";
import * as rules from "../task-rules.ts";
import { checkResponsible } from "./task-operations.ts";
import * as store from "./task-part-store.ts";
import { moveTask } from "./task-steps.ts";
import { visibleTask } from "./visibility.ts";

/** What belongs to a task besides its own clock: who helps, the steps, the visits. */
export const taskPartOperations: Handlers<typeof taskPartContract> = {
  "council.addHelper": (context, { id, version, organisationId, contactId, part }) => {
    const { db, newId, refuse } = context;
    const task = visibleTask(context, id);
    const organisation = findOrganisation(db, organisationId);
    if (!organisation) throw refuse("NotFound");
    const problem = rules.helperProblem(task, organisationId, store.helpersOf(db, id));
    if (problem) throw refuse(problem);
    if (contactId !== null) checkResponsible(context, organisationId, contactId);
    store.insertAssistingUnit(db, { id: newId(), taskId: id, organisationId, contactId, part });
    return moveTask(context, task, version, {}, { kind: "helperAdded", reason: `${organisation.name}：${part}` });
  },

  "council.removeHelper": (context, { id, version, helperId, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task);
    if (problem) throw refuse(problem);
    const helper = store.helpersOf(db, id).find((one) => one.id === helperId);
    if (!helper || !store.deleteAssistingUnit(db, id, helperId)) throw refuse("NotFound");
    const said = [helper.unitName, reason].filter((words) => words !== "").join("：");
    return moveTask(context, task, version, {}, { kind: "helperRemoved", reason: said });
  },

  "council.addMilestone": (context, { id, version, title, responsibleId, dueDate }) => {
    const { db, now, newId, refuse, refuseField } = context;
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task);
    if (problem) throw refuse(problem);
    const contact = contactsById(db, [responsibleId]).get(responsibleId);
    if (!contact) throw refuseField("responsibleId", "没有这个联系人");
    store.insertMilestone(db, { id: newId(), taskId: id, title, responsibleId, dueDate });
    const reason = `${title}：${contact.name}，${agreedDayWords(dueDate, now)}前`;
    return moveTask(context, task, version, {}, { kind: "milestoneAdded", reason });
  },

  "council.finishMilestone": (context, { id, version, milestoneId, evidence }) => {
    const { db, now, refuse } = context;
    const task = visibleTask(context, id);
    const milestone = store.milestonesOf(db, id).find((one) => one.id === milestoneId);
    if (!milestone) throw refuse("NotFound");
    const problem = rules.milestoneProblem(task, milestone);
    if (problem) throw refuse(problem);
    store.setMilestoneDone(db, milestoneId, now, evidence);
    const reason = `${milestone.title}：${evidence}`;
    return moveTask(context, task, version, {}, { kind: "milestoneDone", actor: milestone.responsibleName, reason });
  },

  "council.removeMilestone": (context, { id, version, milestoneId, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const milestone = store.milestonesOf(db, id).find((one) => one.id === milestoneId);
    if (!milestone) throw refuse("NotFound");
    const problem = rules.milestoneProblem(task, milestone);
    if (problem) throw refuse(problem);
    store.deleteMilestone(db, milestoneId);
    const said = [milestone.title, reason].filter((words) => words !== "").join("：");
    return moveTask(context, task, version, {}, { kind: "milestoneRemoved", reason: said });
  },

  "council.recordVisit": (context, { id, version, ...visit }) => {
    const { db, now, today, newId, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.visitProblem(task, visit, today);
    if (problem) throw refuse(problem);
    store.insertVisit(db, { ...visit, id: newId(), taskId: id, recordedAt: now });
    const said = [
      `${agreedDayWords(visit.visitDate, now)}${visitKindWords[visit.kind]}：${visit.outcome}`,
      visit.companion === "" ? "" : `同去：${visit.companion}`,
      visit.nextVisitDate === null ? "" : `下次 ${agreedDayWords(visit.nextVisitDate, now)}`,
    ];
    return moveTask(
      context,
      task,
      version,
      { nextVisitDate: store.visitsOf(db, id).at(-1)?.nextVisitDate ?? null },
      { kind: "visited", actor: visit.visitor, reason: said.filter((words) => words !== "").join("；") },
    );
  },

  "council.withdrawVisit": (context, { id, version, visitId, reason }) => {
    const { db, refuse } = context;
    const task = visibleTask(context, id);
    const problem = rules.cancellingProblem(task);
    if (problem) throw refuse(problem);
    if (!store.deleteVisit(db, id, visitId)) throw refuse("NotFound");
    return moveTask(
      context,
      task,
      version,
      { nextVisitDate: store.visitsOf(db, id).at(-1)?.nextVisitDate ?? null },
      { kind: "visitWithdrawn", reason },
    );
  },
};
