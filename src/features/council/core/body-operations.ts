import type { Day } from "#base/dates.ts";
import type { Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { isResident, residentsById } from "#features/people/core/resident-store.ts";
import type { BodyMember, bodyContract } from "../body-contract.ts";
import { servesOn, termProblem } from "../body-rules.ts";
import { numberText } from "../numbers.ts";
import * as store from "./body-store.ts";
import type { Newcomer } from "./meeting-people-operations.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse">;

const bodyIn = ({ db, refuse }: Finding, id: string): store.KeptBody => {
  const body = store.findBody(db, id);
  if (!body) throw refuse("NotFound");
  return body;
};

const memberLines = (db: ReadableDatabase, rows: readonly store.KeptMember[], today: Day): BodyMember[] => {
  const contacts = contactsById(
    db,
    rows.flatMap(({ contactId }) => contactId ?? []),
  );
  const residents = residentsById(
    db,
    rows.flatMap(({ residentId }) => residentId ?? []),
  );
  return rows.map((row) => {
    const contact = contacts.get(row.contactId ?? "");
    const resident = residents.get(row.residentId ?? "");
    return {
      ...row,
      name: contact?.name ?? resident?.name ?? row.name,
      detail: contact ? `${contact.organisationName} ${contact.post}`.trim() : resident ? "居民" : "",
      isServing: servesOn(row, today),
    };
  });
};

/** Whoever sits in a body on a day, as a meeting asks them. */
export const newcomersOfBody = (context: Finding, bodyId: string, day: Day): Newcomer[] =>
  store
    .membersOf(context.db, [bodyIn(context, bodyId).id])
    .filter((member) => servesOn(member, day))
    .map(({ residentId, contactId, name, role, isEntitled }) => ({
      residentId,
      contactId,
      name,
      role,
      isEntitled,
      householdId: null,
      address: "",
      householdCount: contactId === null ? 1 : 0,
    }));

export const bodyOperations: Handlers<typeof bodyContract> = {
  "council.listBodies": ({ db, today }, { withRetired }) => {
    const bodies = store.bodiesOf(db, withRetired);
    const rows = store.membersOf(
      db,
      bodies.map(({ id }) => id),
    );
    const lines = new Map(memberLines(db, rows, today).map((line) => [line.id, line]));
    return {
      bodies: bodies.map((body) => {
        const members = rows.flatMap((row) => (row.bodyId === body.id ? (lines.get(row.id) ?? []) : []));
        return {
          ...body,
          members: [...members.filter((one) => one.isServing), ...members.filter((one) => !one.isServing)],
        };
      }),
    };
  },

  "council.listBodyMeetings": (context, { bodyId, after, limit }) => {
    const { rows, nextAfter } = store.bodyMeetingPage(context.db, bodyIn(context, bodyId).id, { after, limit });
    return {
      meetings: rows.map(({ id, year, number, title, plannedAt, state }) => ({
        id,
        numberText: numberText("会", year, number),
        title,
        plannedAt,
        state,
      })),
      nextAfter,
    };
  },

  "council.addBody": ({ db, newId, refuse }, fields) => {
    if (store.bodyNamed(db, fields.name) !== undefined) throw refuse("BodyNameTaken");
    const id = newId();
    store.insertBody(db, { ...fields, id });
    return { id, version: 1 };
  },

  "council.changeBody": (context, body) => {
    const { db, refuse } = context;
    const { id } = bodyIn(context, body.id);
    const named = store.bodyNamed(db, body.name);
    if (named !== undefined && named !== id) throw refuse("BodyNameTaken");
    if (!store.updateBody(db, body)) throw refuse("Conflict");
    return { id, version: body.version + 1 };
  },

  "council.addBodyMember": (context, { bodyId, residentId, contactId, name, ...served }) => {
    const { db, newId, refuse, refuseField } = context;
    bodyIn(context, bodyId);
    if ([residentId, contactId, name || null].filter((given) => given !== null).length !== 1)
      throw refuse("AttendeeNeedsName");
    if (residentId !== null && !isResident(db, residentId)) throw refuseField("residentId", "没有这位居民");
    if (contactId !== null && !contactsById(db, [contactId]).has(contactId))
      throw refuseField("contactId", "没有这位联系人");
    const member = { id: newId(), bodyId, residentId, contactId, name, ...served, termTo: null };
    const problem = termProblem(store.membersOf(db, [bodyId]), member);
    if (problem === "AlreadyMember") throw refuse(problem);
    store.insertMember(db, member);
    return { id: member.id };
  },

  "council.changeBodyMember": (context, { id, ...change }) => {
    const { db, refuse } = context;
    const kept = store.findMember(db, id);
    if (!kept) throw refuse("NotFound");
    const others = store.membersOf(db, [kept.bodyId]).filter((other) => other.id !== id);
    const problem = termProblem(others, { ...kept, ...change });
    if (problem) throw refuse(problem);
    store.updateMember(db, id, change);
    return { id };
  },
};
