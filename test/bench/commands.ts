import { join } from "node:path";
import { chanceOf } from "#app/demo/chance.ts";
import { databasePathOf } from "#core/centre-paths.ts";
import { databaseOf, openSqlite, type SqliteFile } from "#core/database.ts";
import { copyCentre, type MadeCentre } from "./made-centre.ts";
import { townOf } from "./made-town.ts";
import { matterOf } from "./made-words.ts";
import { type OpenedCentre, openMade, openTraced } from "./opened.ts";
import type { Line } from "./report.ts";
import { medianOf, timeMs } from "./timing.ts";
import { replayOf, type Statement } from "./traced.ts";

const turns = 120;

export type Step = { name: string; ask(opened: OpenedCentre, requestId: string): void };

/** What a desk does with one appeal: each turn is another resident with another matter. */
const stepsOf = (file: SqliteFile) => {
  const chance = chanceOf("desk");
  const town = townOf(databaseOf(file));
  return (): Step[] => {
    const home = chance.pick(town.homes);
    const unit = chance.pick(town.units);
    const categoryCode = chance.pick(town.categoryCodes);
    const { title, content } = matterOf(chance);
    const place = { estateId: home.estateId, buildingId: home.buildingId, unitId: home.unitId };
    // Ids are the same in every copy of the centre, because each counts its own chance from the same start.
    let id = "";
    return [
      {
        name: "council.registerAppeal",
        ask: (opened, requestId) => {
          const asked = { voice: "self", reporterId: home.residentId, channel: "window", nature: "help", ...place };
          const input = { ...asked, householdId: home.householdId, categoryCode, content };
          id = (opened.ask("council.registerAppeal", input, requestId) as { id: string }).id;
        },
      },
      {
        name: "council.acceptAppeal",
        ask: (opened, requestId) =>
          void opened.ask("council.acceptAppeal", { id, version: 1, isResidentTold: true, note: "" }, requestId),
      },
      {
        name: "council.addDirectTask",
        ask: (opened, requestId) => {
          const limit = { unit: "days", count: 2 };
          const input = { title, publicWording: title, track: "immediate", ...unit, limit, appealIds: [id] };
          opened.ask("council.addDirectTask", input, requestId);
        },
      },
      {
        name: "system.saveDraft",
        ask: (opened) => void opened.ask("system.saveDraft", { form: "council.registerAppeal", body: { content } }),
      },
    ];
  };
};

/** The one row that a command is about, written as soundly as the command writes it and with nothing besides. */
const bareInsert = (file: SqliteFile) => {
  const row = file.prepare("SELECT * FROM appeals ORDER BY receivedAt DESC LIMIT 1").get() as Record<string, unknown>;
  const names = Object.keys(row);
  const insert = file.prepare(
    `INSERT INTO appeals (${names.join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`,
  );
  const begin = file.prepare("BEGIN IMMEDIATE");
  const commit = file.prepare("COMMIT");
  return (turn: number): void => {
    begin.run();
    insert.run({ ...row, id: `${String(row.id)}-${turn}`, number: 1_000_000 + turn, sourceKey: null });
    commit.run();
  };
};

const requestIdOf = (turn: number, step: number) =>
  `bench-${turn}-${step}-0123456789abcdef`.replaceAll(/[^0-9a-f-]/g, "0");

type Times = { core: number[]; bare: number[] };

/**
 * Steps through the engine and, turn about, their statements written bare, each committed; and beside each turn what
 * `beside` does with a third copy.
 */
export const measureSteps = (
  made: MadeCentre,
  folder: string,
  workerUrl: URL,
  stepsOf: (file: SqliteFile) => () => Step[],
  beside: (file: SqliteFile) => (turn: number) => void,
) => {
  const copies = ["traced", "core", "replayed", "inserted"].map((name) => copyCentre(made, join(folder, name)));
  const [tracedCopy = made, coreCopy = made, replayedCopy = made, insertedCopy = made] = copies;
  const traced = openTraced(tracedCopy, workerUrl);
  const measured = openMade(coreCopy, workerUrl);
  // The sign-in is in both cores; their ids and numbers go on alike from here.
  const replayed = openSqlite(databasePathOf(replayedCopy.folder));
  const inserted = openSqlite(databasePathOf(insertedCopy.folder));
  const [tracedSteps, coreSteps] = [stepsOf(traced.file), stepsOf(measured.file)];
  const insert = beside(inserted);
  const times = new Map<string, Times>();
  const insertTimes: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const ofCore = coreSteps();
    for (const [at, step] of tracedSteps().entries()) {
      const requestId = requestIdOf(turn, at);
      const [statements = []]: Statement[][] = traced.trace(() => step.ask(traced, requestId));
      const replay = replayOf(replayed, statements, "BEGIN IMMEDIATE");
      const own = ofCore[at];
      if (!own) throw new Error(`${step.name} is missing`);
      const known = times.get(step.name) ?? { core: [], bare: [] };
      times.set(step.name, known);
      const works = [
        () => known.core.push(timeMs(() => own.ask(measured, requestId))),
        () => known.bare.push(timeMs(replay)),
        () => at === 0 && insertTimes.push(timeMs(() => insert(turn))),
      ];
      for (let count = 0; count < works.length; count += 1) works[(turn + count) % works.length]?.();
    }
  }
  for (const { core } of [traced, measured]) core.close();
  for (const file of [replayed, inserted]) file.close();
  return { times, insertMs: medianOf(insertTimes) };
};

/** Commands, each committed to the disk, turn about with the same rows written bare. */
export const measureCommands = (
  made: MadeCentre,
  folder: string,
  workerUrl: URL,
  tell: (text: string) => void,
): Line[] => {
  tell(`commands on ${made.appealCount} appeals`);
  const { times, insertMs } = measureSteps(
    made,
    join(folder, `commands-${made.appealCount}`),
    workerUrl,
    stepsOf,
    bareInsert,
  );
  const of = `${made.appealCount.toLocaleString("en")} appeals`;
  return [...times].flatMap(([name, { core, bare }]) => {
    const ms = medianOf(core);
    const aim = { atMost: 1.5 };
    return [
      {
        part: `Commands on ${of}, beside the same statements written bare (ms)`,
        name,
        ms,
        againstMs: medianOf(bare),
        aim,
      },
      { part: `Commands on ${of}, beside one bare INSERT of an appeal (ms)`, name, ms, againstMs: insertMs, aim },
    ];
  });
};
