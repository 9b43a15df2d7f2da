import type { Day } from "#base/dates.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Grid } from "../grid-contract.ts";
import { naturalKey, type PostAsked } from "../rules.ts";

export type GridLine = Grid & { householdCount: number; residentCount: number; buildingCount: number };

export const gridsOf = (db: ReadableDatabase): GridLine[] =>
  db
    .all<GridLine>(
      `SELECT g.id, g.name, g.note, g.version,
         (SELECT count(*) FROM buildings b WHERE b.gridId = g.id) AS buildingCount,
         (SELECT count(*) FROM buildings b JOIN units u ON u.buildingId = b.id JOIN households h ON h.unitId = u.id
          WHERE b.gridId = g.id) AS householdCount,
         (SELECT count(*) FROM buildings b JOIN units u ON u.buildingId = b.id JOIN households h ON h.unitId = u.id
          JOIN residents r ON r.householdId = h.id
          WHERE b.gridId = g.id AND r.movedOutDate IS NULL AND r.mergedInto IS NULL) AS residentCount
       FROM grids g`,
    )
    .sort((a, b) => (naturalKey(a.name) < naturalKey(b.name) ? -1 : 1));

export const gridNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM grids WHERE name = :name", { name })?.id;

/** The import that makes a row; absent for what a person makes. */
type MadeBy = { importId?: string | undefined };

export const insertGrid = (db: WritableDatabase, grid: { id: string; name: string; note: string } & MadeBy): void => {
  db.run("INSERT INTO grids (id, name, note, importId, version) VALUES (:id, :name, :note, :importId, 1)", {
    ...grid,
    importId: grid.importId,
  });
};

/** False when someone else saved first. */
export const updateGrid = (db: WritableDatabase, grid: Grid): boolean =>
  db.run("UPDATE grids SET name = :name, note = :note, version = version + 1 WHERE id = :id AND version = :version", {
    ...grid,
  }) === 1;

export type KeptPost = PostAsked & { id: string; fromDate: Day; toDate: Day | null; version: number };

const postColumns =
  "p.id, p.post, p.gridId, p.buildingId, p.unitId, p.contactId, p.residentId, p.fromDate, p.toDate, p.version";

export const findPost = (db: ReadableDatabase, id: string): KeptPost | undefined =>
  db.one(`SELECT ${postColumns} FROM grid_posts p WHERE p.id = :id`, { id });

export type PostLine = KeptPost & { holderName: string; gridName: string };

/** Ended posts stand last. A post ends with its last day. */
export const postsOf = (
  db: ReadableDatabase,
  within: { gridId: string | null; buildingId: string | null },
  day: Day,
  withEnded: boolean,
): PostLine[] =>
  db.all(
    `SELECT ${postColumns}, coalesce(c.name, r.name) AS holderName, coalesce(g.name, '') AS gridName
     FROM grid_posts p LEFT JOIN contacts c ON c.id = p.contactId LEFT JOIN residents r ON r.id = p.residentId
     LEFT JOIN grids g ON g.id = p.gridId
     WHERE (p.gridId = :gridId
         OR p.buildingId IN (SELECT id FROM buildings WHERE gridId = :gridId OR id = :buildingId)
         OR p.unitId IN (SELECT u.id FROM units u JOIN buildings b ON b.id = u.buildingId
                         WHERE b.gridId = :gridId OR b.id = :buildingId))
       AND (:withEnded = 1 OR p.toDate IS NULL OR p.toDate >= :day)
     ORDER BY p.toDate IS NOT NULL,
       CASE p.post WHEN 'gridLeader' THEN 1 WHEN 'gridWorker' THEN 2 WHEN 'buildingLeader' THEN 3 ELSE 4 END,
       p.fromDate, p.id`,
    { ...within, day, withEnded },
  );

/** Who leads and works in each grid on a day. */
export const gridHoldersOn = (
  db: ReadableDatabase,
  day: Day,
): { gridId: string; post: "gridLeader" | "gridWorker"; name: string }[] =>
  db.all(
    `SELECT p.gridId, p.post, coalesce(c.name, r.name) AS name FROM grid_posts p
     LEFT JOIN contacts c ON c.id = p.contactId LEFT JOIN residents r ON r.id = p.residentId
     WHERE p.gridId IS NOT NULL AND p.fromDate <= :day AND (p.toDate IS NULL OR p.toDate >= :day)
     ORDER BY p.fromDate, p.id`,
    { day },
  );

/** The names of those who lead a grid on a day. */
export const gridLeadersOn = (db: ReadableDatabase, gridId: string, day: Day): string[] =>
  gridHoldersOn(db, day).flatMap((held) => (held.gridId === gridId && held.post === "gridLeader" ? held.name : []));

/** Whether a contact leads or works in a grid on a day. */
export const worksInGrid = (db: ReadableDatabase, gridId: string, contactId: string, day: Day): boolean =>
  db.one(
    `SELECT 1 FROM grid_posts p WHERE p.gridId = :gridId AND p.contactId = :contactId
       AND p.fromDate <= :day AND (p.toDate IS NULL OR p.toDate >= :day)`,
    { gridId, contactId, day },
  ) !== undefined;

export const isPostHeld = (db: ReadableDatabase, asked: PostAsked): boolean =>
  db.one(
    `SELECT 1 FROM grid_posts WHERE post = :post AND gridId IS :gridId AND buildingId IS :buildingId
       AND unitId IS :unitId AND contactId IS :contactId AND residentId IS :residentId AND toDate IS NULL`,
    { ...asked },
  ) !== undefined;

/** Who holds a post of one grid or one building, without an end. */
export const openPostsAt = (
  db: ReadableDatabase,
  at: { post: KeptPost["post"]; gridId: string | null; buildingId: string | null },
): (Pick<KeptPost, "contactId" | "residentId"> & { holderName: string })[] =>
  db.all(
    `SELECT p.contactId, p.residentId, coalesce(c.name, r.name) AS holderName FROM grid_posts p
     LEFT JOIN contacts c ON c.id = p.contactId LEFT JOIN residents r ON r.id = p.residentId
     WHERE p.post = :post AND p.gridId IS :gridId AND p.buildingId IS :buildingId AND p.toDate IS NULL ORDER BY p.id`,
    { post: at.post, gridId: at.gridId, buildingId: at.buildingId },
  );

export const insertPost = (db: WritableDatabase, post: Omit<KeptPost, "toDate" | "version"> & MadeBy): void => {
  db.run(
    `INSERT INTO grid_posts (id, post, gridId, buildingId, unitId, contactId, residentId, fromDate, toDate, importId,
       version)
     VALUES (:id, :post, :gridId, :buildingId, :unitId, :contactId, :residentId, :fromDate, NULL, :importId, 1)`,
    { ...post, importId: post.importId },
  );
};

/** False when someone else saved first. */
export const endPost = (db: WritableDatabase, post: { id: string; version: number; toDate: Day }): boolean =>
  db.run("UPDATE grid_posts SET toDate = :toDate, version = version + 1 WHERE id = :id AND version = :version", {
    ...post,
  }) === 1;

export type PostHolder = Pick<KeptPost, "post" | "contactId" | "residentId"> & {
  holderName: string;
  organisationId: string | null;
  organisationName: string;
  placeName: string;
};

/** Who holds a post for a place on a day, the nearest first: the unit, the building, the grid. */
export const postHoldersNear = (
  db: ReadableDatabase,
  place: { unitId: string | null; buildingId: string | null; gridId: string | null },
  day: Day,
): PostHolder[] =>
  db.all(
    `SELECT p.post, p.contactId, p.residentId, coalesce(c.name, r.name) AS holderName, c.organisationId,
       coalesce(o.name, '') AS organisationName, coalesce(u.name, b.name, g.name, '') AS placeName
     FROM grid_posts p LEFT JOIN contacts c ON c.id = p.contactId LEFT JOIN organisations o ON o.id = c.organisationId
     LEFT JOIN residents r ON r.id = p.residentId LEFT JOIN units u ON u.id = p.unitId
     LEFT JOIN buildings b ON b.id = p.buildingId LEFT JOIN grids g ON g.id = p.gridId
     WHERE (p.unitId = :unitId OR p.buildingId = :buildingId OR p.gridId = :gridId)
       AND p.fromDate <= :day AND (p.toDate IS NULL OR p.toDate >= :day)
     ORDER BY CASE p.post WHEN 'unitLeader' THEN 1 WHEN 'buildingLeader' THEN 2 WHEN 'gridWorker' THEN 3 ELSE 4 END,
       p.fromDate, p.id`,
    { ...place, day },
  );
