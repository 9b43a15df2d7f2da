import type { Instant } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { contactsById, findOrganisation } from "#features/people/core/organisation-store.ts";
import { placeLabelsOf } from "#features/people/core/place-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { TaskState } from "../task-contract.ts";
import type { TakerKind, TaskTaker } from "../task-taker-contract.ts";
import type { Asker } from "./appeal-store.ts";
import { seenTask } from "./task-store.ts";

export type KeptTaker = {
  id: string;
  taskId: string;
  kind: TakerKind;
  residentId: string | null;
  organisationId: string | null;
  contactId: string | null;
  takenAt: Instant;
  note: string;
  recordedAt: Instant;
  recordedBy: string;
  withdrawnAt: Instant | null;
  withdrawnBy: string | null;
  withdrawReason: string;
};

export const takersOf = (db: ReadableDatabase, taskId: string): KeptTaker[] =>
  db.all("SELECT * FROM task_takers WHERE taskId = :taskId ORDER BY takenAt, id", { taskId });

export const standingTakersOf = (db: ReadableDatabase, taskId: string): KeptTaker[] =>
  takersOf(db, taskId).filter(({ withdrawnAt }) => withdrawnAt === null);

export const insertTaker = (
  db: WritableDatabase,
  taker: Omit<KeptTaker, "withdrawnAt" | "withdrawnBy" | "withdrawReason">,
): void => {
  db.run(
    `INSERT INTO task_takers (id, taskId, kind, residentId, organisationId, contactId, takenAt, note, recordedAt,
       recordedBy, withdrawReason)
     VALUES (:id, :taskId, :kind, :residentId, :organisationId, :contactId, :takenAt, :note, :recordedAt,
       :recordedBy, '')`,
    taker,
  );
};

export const setTakerWithdrawn = (
  db: WritableDatabase,
  taker: { id: string; withdrawnAt: Instant; withdrawnBy: string; withdrawReason: string },
): void => {
  db.run(
    `UPDATE task_takers SET withdrawnAt = :withdrawnAt, withdrawnBy = :withdrawnBy, withdrawReason = :withdrawReason
     WHERE id = :id`,
    taker,
  );
};

const present = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);

/** Takers with their names, and how to reach them as far as a page may show it. */
export const takerLines = (db: ReadableDatabase, takers: readonly KeptTaker[]): TaskTaker[] => {
  const residents = residentsById(db, present(takers.map(({ residentId }) => residentId)));
  const contacts = contactsById(db, present(takers.map(({ contactId }) => contactId)));
  const homes = placeLabelsOf(
    db,
    [...residents.values()].map(({ id, householdId }) => ({
      id,
      estateId: null,
      buildingId: null,
      unitId: null,
      householdId,
    })),
  );
  const names = accountNames(db);
  const whoOf = ({ residentId, organisationId, contactId }: KeptTaker) => {
    const resident = residentId === null ? undefined : residents.get(residentId);
    if (resident) return { name: resident.name, detail: homes.get(resident.id) ?? "", phone: resident.phone };
    const contact = contactId === null ? undefined : contacts.get(contactId);
    if (contact) return { name: contact.name, detail: contact.organisationName, phone: contact.phone };
    const unit = organisationId === null ? undefined : findOrganisation(db, organisationId);
    return { name: unit?.name ?? "", detail: "", phone: unit?.phone ?? "" };
  };
  return takers.map((taker) => {
    const { name, detail, phone } = whoOf(taker);
    return {
      id: taker.id,
      kind: taker.kind,
      residentId: taker.residentId,
      organisationId: taker.organisationId,
      contactId: taker.contactId,
      name,
      detail,
      maskedPhone: maskPhone(phone),
      takenAt: taker.takenAt,
      note: taker.note,
      recordedByName: names.get(taker.recordedBy) ?? "",
      withdrawnAt: taker.withdrawnAt,
      withdrawnByName: taker.withdrawnBy === null ? "" : (names.get(taker.withdrawnBy) ?? ""),
      withdrawReason: taker.withdrawReason,
    };
  });
};

export type TakingRow = Pick<KeptTaker, "id" | "taskId" | "kind" | "takenAt" | "withdrawnAt"> & {
  year: number;
  number: number;
  title: string;
  state: TaskState;
};

/** What one person or one unit has taken, the newest first. */
export const takingPage = (
  db: ReadableDatabase,
  of: { residentId: string } | { organisationId: string },
  asker: Asker,
  page: { after: string | null; limit: number },
): { rows: TakingRow[]; nextAfter: string | null } => {
  const column = "residentId" in of ? "residentId" : "organisationId";
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  const rows = db.all<TakingRow>(
    `SELECT k.id, k.taskId, k.kind, k.takenAt, k.withdrawnAt, t.year, t.number, t.title, t.state
     FROM task_takers k JOIN tasks t ON t.id = k.taskId
     WHERE k.${column} = :ofId AND ${seenTask} ${page.after === null ? "" : "AND (k.takenAt, k.id) < (:afterAt, :afterId)"}
     ORDER BY k.takenAt DESC, k.id DESC LIMIT :limit`,
    {
      ...asker,
      ofId: "residentId" in of ? of.residentId : of.organisationId,
      afterAt,
      afterId,
      limit: page.limit,
    },
  );
  const last = rows.at(-1);
  return { rows, nextAfter: rows.length === page.limit && last ? `${last.takenAt}|${last.id}` : null };
};
