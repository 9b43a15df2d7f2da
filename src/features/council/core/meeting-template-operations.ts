import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { meetingTemplateContract } from "../meeting-template-contract.ts";
import { attendancesOf } from "./attendance-store.ts";
import { findBody } from "./body-store.ts";
import { meetingIn } from "./meeting-lookup.ts";
import { namesOf, toNewcomers } from "./meeting-people-operations.ts";
import * as store from "./meeting-template-store.ts";

export const templateIn = ({ db, refuse }: Pick<QueryContext<never>, "db" | "refuse">, id: string) => {
  const template = store.findTemplate(db, id);
  if (!template) throw refuse("NotFound");
  return template;
};

export const meetingTemplateOperations: Handlers<typeof meetingTemplateContract> = {
  "council.listTemplates": ({ db }, { withRetired }) => ({
    templates: store.templatesOf(db, withRetired).map((template) => {
      const names = namesOf(db, template.invitees);
      return {
        ...template,
        invitees: template.invitees.map(({ role, isEntitled }, at) => ({ name: names[at] ?? "", role, isEntitled })),
      };
    }),
  }),

  "council.addTemplate": ({ db, newId, refuse, refuseField }, fields) => {
    if (fields.bodyId !== null && !findBody(db, fields.bodyId)) throw refuseField("bodyId", "没有这个常设机构");
    if (store.templateNamed(db, fields.name) !== undefined) throw refuse("TemplateNameTaken");
    const id = newId();
    store.insertTemplate(db, { ...fields, id, invitees: [], isRetired: false });
    return { id, version: 1 };
  },

  "council.changeTemplate": (context, { id, version, ...fields }) => {
    const { db, refuse, refuseField } = context;
    const template = templateIn(context, id);
    if (fields.bodyId !== null && !findBody(db, fields.bodyId)) throw refuseField("bodyId", "没有这个常设机构");
    const named = store.templateNamed(db, fields.name);
    if (named !== undefined && named !== id) throw refuse("TemplateNameTaken");
    if (!store.updateTemplate(db, { ...template, ...fields, version })) throw refuse("Conflict");
    return { id, version: version + 1 };
  },

  "council.keepTemplateList": (context, { id, version, meetingId }) => {
    const { db, refuse } = context;
    const template = templateIn(context, id);
    const invitees = toNewcomers(attendancesOf(db, meetingIn(context, meetingId).id));
    if (invitees.length === 0) throw refuse("GroupIsEmpty");
    if (!store.updateTemplate(db, { ...template, invitees, version })) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
