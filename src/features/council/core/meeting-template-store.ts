import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { MeetingTemplate } from "../meeting-template-contract.ts";
import type { Newcomer } from "./meeting-people-operations.ts";

export type KeptTemplate = Omit<MeetingTemplate, "invitees"> & { invitees: Newcomer[] };

type Row = Omit<KeptTemplate, "standingItems" | "quotas" | "invitees"> & {
  standingItems: string;
  quotas: string;
  invitees: string;
};

const read = ({ standingItems, quotas, invitees, ...row }: Row): KeptTemplate => ({
  ...row,
  standingItems: JSON.parse(standingItems) as KeptTemplate["standingItems"],
  quotas: JSON.parse(quotas) as KeptTemplate["quotas"],
  invitees: JSON.parse(invitees) as Newcomer[],
});

const written = (template: Omit<KeptTemplate, "version">) => ({
  ...template,
  standingItems: JSON.stringify(template.standingItems),
  quotas: JSON.stringify(template.quotas),
  invitees: JSON.stringify(template.invitees),
});

export const templatesOf = (db: ReadableDatabase, withRetired: boolean): KeptTemplate[] =>
  db
    .all<Row>("SELECT * FROM meeting_templates WHERE isRetired = 0 OR :withRetired = 1 ORDER BY isRetired, id", {
      withRetired,
    })
    .map(read);

export const findTemplate = (db: ReadableDatabase, id: string): KeptTemplate | undefined => {
  const row = db.one<Row>("SELECT * FROM meeting_templates WHERE id = :id", { id });
  return row && read(row);
};

export const templateNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM meeting_templates WHERE name = :name", { name })?.id;

export const insertTemplate = (db: WritableDatabase, template: Omit<KeptTemplate, "version">): void => {
  db.run(
    `INSERT INTO meeting_templates (id, name, kind, title, place, hostName, entitledBy, plannedMinutes, startTime,
       recurrence, standingItems, quotas, invitees, bodyId,
       isRetired, version)
     VALUES (:id, :name, :kind, :title, :place, :hostName, :entitledBy, :plannedMinutes, :startTime, :recurrence,
       :standingItems, :quotas, :invitees, :bodyId, :isRetired, 1)`,
    written(template),
  );
};

/** False when someone else saved first. */
export const updateTemplate = (db: WritableDatabase, template: KeptTemplate): boolean =>
  db.run(
    `UPDATE meeting_templates SET name = :name, kind = :kind, title = :title, place = :place, hostName = :hostName,
       entitledBy = :entitledBy, plannedMinutes = :plannedMinutes, startTime = :startTime, recurrence = :recurrence,
       standingItems = :standingItems, quotas = :quotas, invitees = :invitees, bodyId = :bodyId, isRetired = :isRetired,
       version = version + 1
     WHERE id = :id AND version = :version`,
    { ...written(template), version: template.version },
  ) === 1;
