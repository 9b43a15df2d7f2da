import type { Migration } from "#core/migrate.ts";

const texts = import.meta.glob<string>("./migrations/*.sql", { query: "?raw", import: "default", eager: true });

/** All steps of the schema, `0001-engine.sql` first. */
export const migrations: Migration[] = Object.entries(texts).map(([path, sql]) => {
  const name = path.slice(path.lastIndexOf("/") + 1, -".sql".length);
  return { number: Number(name.slice(0, 4)), name, sql };
});

/** The newest schema that this program reads. */
export const knownVersion = migrations.length;
