import type { TestCore } from "../support/test-core.ts";
import { rowsOf } from "./council-world.ts";

/** Appeals and tasks of which one is found in the trace of the other, and not the other way round. */
export const oneWayTraces = (core: TestCore): string[] => {
  const director = core.as("director");
  const idsIn = (kind: "appeal" | "task", id: string, wanted: "appeal" | "task") =>
    director.ok("council.trace", { kind, id }).lines.flatMap((line) => (line.kind === wanted ? line.id : []));
  const ahead = rowsOf(core, "appeals").flatMap(({ id }) => idsIn("appeal", id, "task").map((task) => `${id} ${task}`));
  const behind = rowsOf(core, "tasks").flatMap(({ id }) =>
    idsIn("task", id, "appeal").map((appeal) => `${appeal} ${id}`),
  );
  return [...ahead.filter((pair) => !behind.includes(pair)), ...behind.filter((pair) => !ahead.includes(pair))];
};
