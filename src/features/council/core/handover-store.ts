import type { Instant } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import { nextNumber } from "#core/numbers.ts";
import type { HandoverItem, HandoverState } from "../handover-contract.ts";

/** A row of `handovers`; `lines` is JSON of what was on the sheet. */
type HandoverRow = {
  id: string;
  year: number;
  number: number;
  madeAt: Instant;
  madeBy: string;
  untilAt: Instant;
  keys: string;
  notes: string;
  lines: string;
  state: HandoverState;
  takenAt: Instant | null;
  takenBy: string | null;
  takenNote: string;
  version: number;
};

export type KeptHandover = Omit<HandoverRow, "lines"> & { items: HandoverItem[] };

const kept = ({ lines, ...row }: HandoverRow): KeptHandover => ({ ...row, items: JSON.parse(lines) as HandoverItem[] });

export const insertHandover = (
  db: WritableDatabase,
  {
    items,
    ...handover
  }: Pick<KeptHandover, "id" | "year" | "madeAt" | "madeBy" | "untilAt" | "keys" | "notes" | "items">,
): number => {
  const number = nextNumber(db, "交", handover.year);
  db.run(
    `INSERT INTO handovers (id, year, number, madeAt, madeBy, untilAt, keys, notes, lines, state, takenAt, takenBy,
       takenNote, version)
     VALUES (:id, :year, :number, :madeAt, :madeBy, :untilAt, :keys, :notes, :lines, 'made', NULL, NULL, '', 1)`,
    { ...handover, number, lines: JSON.stringify(items) },
  );
  return number;
};

export const findHandover = (db: ReadableDatabase, id: string): KeptHandover | undefined => {
  const row = db.one<HandoverRow>("SELECT * FROM handovers WHERE id = :id", { id });
  return row && kept(row);
};

/** Running tasks that fall due by a moment, the nearest first; none that is confidential. */
export const tasksDueBefore = (db: ReadableDatabase, before: Instant, limit: number): string[] =>
  db
    .all<{ id: string }>(
      `SELECT id FROM tasks WHERE state IN ('drafted', 'dispatched', 'accepted') AND dueAt <= :before
       AND visibility <> 'confidential' ORDER BY dueAt, id LIMIT :limit`,
      { before, limit },
    )
    .map(({ id }) => id);

/** Newest first. */
export const handoverPage = (
  db: ReadableDatabase,
  states: readonly HandoverState[],
  page: { after: string | null; limit: number },
): { rows: KeptHandover[]; nextAfter: string | null } => {
  const [afterAt = "", afterId = ""] = page.after?.split("|") ?? [];
  const rows = db.all<HandoverRow>(
    `SELECT * FROM handovers WHERE state IN (SELECT value FROM json_each(:states))
       ${page.after === null ? "" : "AND (madeAt, id) < (:afterAt, :afterId)"}
     ORDER BY madeAt DESC, id DESC LIMIT :limit`,
    { states: JSON.stringify(states), afterAt, afterId, limit: page.limit },
  );
  const last = rows.at(-1);
  return {
    rows: rows.map(kept),
    nextAfter: rows.length === page.limit && last ? `${last.madeAt}|${last.id}` : null,
  };
};

/** False when someone else saved first. */
export const endHandover = (
  db: WritableDatabase,
  end: Pick<KeptHandover, "id" | "version" | "state" | "takenAt" | "takenBy" | "takenNote">,
): boolean =>
  db.run(
    `UPDATE handovers SET state = :state, takenAt = :takenAt, takenBy = :takenBy, takenNote = :takenNote,
       version = version + 1 WHERE id = :id AND version = :version`,
    end,
  ) === 1;
