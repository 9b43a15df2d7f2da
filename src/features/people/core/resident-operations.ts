import type { Day } from "#base/dates.ts";
import { maskPhone, Phone } from "#base/privacy.ts";
import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { ResidentLine, residentContract, residentFields, TimelineLine } from "../resident-contract.ts";
import { ageOn, residentProblem } from "../rules.ts";
import { audienceWords, genderWords, partyMemberWords } from "../words.ts";
import { findContact, findOrganisation } from "./organisation-store.ts";
import { findHousehold, findNamedPlace, findPlace, gridNames, placesOf } from "./place-store.ts";
import { importingAmong } from "./resident-import-store.ts";
import * as store from "./resident-store.ts";
import { indexResident, inOrder, searchTyped } from "./search-entries.ts";

/** More than this nobody reads through: a longer word finds the rest. */
const searchedAtMost = 2000;

const homesOf = (residents: readonly store.KeptResident[]) =>
  residents.map(({ id, householdId }) => ({ id, householdId }));

const linesOf = (db: ReadableDatabase, residents: readonly store.KeptResident[], today: Day): ResidentLine[] => {
  const places = placesOf(db, homesOf(residents));
  const grids = gridNames(db);
  const audiences = store.audiencesOf(
    db,
    residents.map(({ id }) => id),
  );
  const importing = importingAmong(
    db,
    residents.map(({ id }) => id),
  );
  return residents.map((resident) => {
    const place = places.get(resident.id);
    return {
      id: resident.id,
      name: resident.name,
      age: ageOn(resident.birthDate, today),
      maskedPhone: maskPhone(resident.phone),
      placeLabel: place?.label ?? "",
      gridName: grids.get(place?.gridId ?? "") ?? "",
      partyMember: resident.partyMember,
      audiences: audiences.get(resident.id) ?? [],
      isMovedOut: resident.movedOutDate !== null,
      isImporting: importing.has(resident.id),
    };
  });
};

type ResidentWords = Record<(typeof residentFields)[number], string>;

/** Each field as the timeline says it. The phone is compared, and never written there. */
const wordsOf = (
  db: ReadableDatabase,
  resident: Omit<store.KeptResident, "erasedAt" | "createdAt" | "version">,
  tags: readonly store.AudienceTag[],
): ResidentWords => ({
  name: resident.name,
  gender: resident.gender ? genderWords[resident.gender] : "",
  birthDate: resident.birthDate ?? "",
  phone: resident.phone,
  home: resident.householdId === null ? "" : (findPlace(db, { householdId: resident.householdId })?.label ?? ""),
  relation: resident.relation,
  partyMember: resident.partyMember ? partyMemberWords[resident.partyMember] : "",
  audienceTags: tags
    .map(({ audience, source, sinceDate }) => `${audienceWords[audience]}（${source}，${sinceDate}）`)
    .sort()
    .join("、"),
  note: resident.note,
  movedOutDate: resident.movedOutDate ?? "",
});

const changesBetween = (before: ResidentWords, after: ResidentWords): TimelineLine["changes"] =>
  (Object.keys(before) as (keyof ResidentWords)[])
    .filter((field) => before[field] !== after[field])
    .map((field) =>
      field === "phone" ? { field, before: "", after: "" } : { field, before: before[field], after: after[field] },
    );

const eventKind = (changes: TimelineLine["changes"], movedOutDate: Day | null): string => {
  const fields = changes.map(({ field }) => field);
  const movedOut = changes.find(({ field }) => field === "movedOutDate");
  if (movedOut?.before === "") return "movedOut";
  if (movedOut && movedOutDate === null) return "movedBack";
  return fields.includes("home") ? "moved" : "changed";
};

export const residentOperations: Handlers<typeof residentContract> = {
  "people.listResidents": ({ db, today }, { typed, after, limit, order, ...filters }) => {
    const ids = typed.trim() === "" ? null : searchTyped(db, "resident", typed, searchedAtMost + 1);
    const rows = store.residentPage(
      db,
      { ...filters, ids: ids?.slice(0, searchedAtMost) ?? null },
      order,
      after,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      residents: linesOf(db, page, today),
      nextAfter: rows.length > limit && last ? { key: last.sortKey, id: last.id } : null,
      isCut: (ids?.length ?? 0) > searchedAtMost,
    };
  },
  "people.findResidents": ({ db }, { typed, limit }) => {
    const ids = searchTyped(db, "resident", typed, limit);
    const residents = inOrder(ids, store.residentRowsById(db, ids));
    const places = placesOf(db, homesOf(residents));
    return {
      choices: residents.map(({ id, name, phone, movedOutDate }) => {
        const place = places.get(id) ?? null;
        const maskedPhone = maskPhone(phone);
        const detail = [place?.label, maskedPhone, movedOutDate ? "已迁出" : ""].filter(Boolean).join(" · ");
        return { id, label: name, detail, maskedPhone, place };
      }),
    };
  },
  "people.resident": ({ db, today, refuse }, { id }) => {
    const resident = store.findResident(db, id);
    if (!resident) throw refuse("NotFound");
    const { phone, erasedAt, ...shown } = resident;
    const place = shown.householdId === null ? undefined : findNamedPlace(db, { householdId: shown.householdId });
    return {
      ...shown,
      age: ageOn(shown.birthDate, today),
      maskedPhone: maskPhone(phone),
      place: place ?? null,
      gridName: place?.gridName ?? "",
      audienceTags: store.audienceTagsOf(db, id),
      isImporting: importingAmong(db, [id]).has(id),
      isErased: erasedAt !== null,
    };
  },
  "people.listHouseholdMembers": ({ db, today }, { householdId }) => {
    const members = store.membersOf(db, householdId);
    const relations = new Map(members.map(({ id, relation }) => [id, relation]));
    return {
      residents: linesOf(db, members, today).map((line) => ({ ...line, relation: relations.get(line.id) ?? "" })),
    };
  },
  "people.residentTimeline": ({ db }, { id }) => {
    const names = accountNames(db);
    return {
      events: timelineOf(db, "resident", id).map((event) => ({
        id: event.id,
        at: event.at,
        kind: event.kind,
        recordedByName: names.get(event.recordedBy ?? "") ?? "",
        actor: event.actor,
        reason: event.reason,
        changes: (event.details as Pick<TimelineLine, "changes"> | null)?.changes ?? [],
      })),
    };
  },
  "people.findSameResidents": ({ db, today }, { name, phone, householdId }) => {
    const digits = Phone.safeParse(phone);
    const like = { name: name.trim(), phone: digits.success ? digits.data : "", householdId };
    return { residents: linesOf(db, store.sameResidents(db, like), today) };
  },

  "people.addResident": (context, { audienceTags, ...input }) => {
    const { db, now, today, newId, refuseField, addEvent } = context;
    const problem = residentProblem({ ...input, audienceTags }, today);
    if (problem) throw refuseField(problem.path, problem.message);
    if (input.householdId !== null && !findHousehold(db, input.householdId))
      throw refuseField("householdId", "没有这一户，请重新选择住址");
    const id = newId();
    store.insertResident(db, { ...input, id, createdAt: now, importId: null });
    store.setAudienceTags(db, id, audienceTags);
    indexResident(db, { ...input, id }, now);
    addEvent({ of: "resident", id, kind: "added" });
    return { id, version: 1 };
  },
  "people.changeResident": (context, { audienceTags, ...input }) => {
    const { db, now, today, refuse, refuseField, addEvent } = context;
    const before = store.findResident(db, input.id);
    if (!before || before.erasedAt !== null) throw refuse("NotFound");
    const problem = residentProblem({ ...input, audienceTags }, today);
    if (problem) throw refuseField(problem.path, problem.message);
    if (input.householdId !== null && !findHousehold(db, input.householdId))
      throw refuseField("householdId", "没有这一户，请重新选择住址");
    const tagsBefore = store.audienceTagsOf(db, input.id);
    if (!store.updateResident(db, input)) throw refuse("Conflict");
    store.setAudienceTags(db, input.id, audienceTags);
    const after = { ...input, phone: input.phone ?? before.phone };
    indexResident(db, after, now);
    const changes = changesBetween(wordsOf(db, before, tagsBefore), wordsOf(db, after, audienceTags));
    if (changes.length > 0)
      addEvent({
        of: "resident",
        id: input.id,
        kind: eventKind(changes, input.movedOutDate),
        details: { changes },
      });
    return { id: input.id, version: input.version + 1 };
  },
  "people.revealPhone": ({ db, refuse }, { id, of }) => {
    const find = { resident: store.findResident, contact: findContact, organisation: findOrganisation }[of];
    const holder = find(db, id);
    if (!holder) throw refuse("NotFound");
    return { phone: holder.phone };
  },
};
