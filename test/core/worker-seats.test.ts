import { describe, expect, test } from "vitest";
import type { FileWorker, WorkOutcome } from "#core/file-work.ts";
import { createSeats, type SeatedWorker, seatedWorker } from "#core/worker-seats.ts";

type Asked = { name: string; answer(): void };

/** Threads that answer when the test says so. */
const room = (count: number) => {
  const seats = createSeats(count);
  const started: string[] = [];
  const asked = new Map<string, Asked[]>();
  const ended: string[] = [];
  const threadOf = (who: string): FileWorker => {
    started.push(who);
    asked.set(who, []);
    return {
      ask: (name, _ask, then) => {
        const answer = () => then({ answer: null } as unknown as WorkOutcome<typeof name>);
        asked.get(who)?.push({ name, answer });
      },
      end: (then) => {
        ended.push(who);
        then?.();
      },
    };
  };
  const come = (who: string, sits: "toTheEnd" | "whileAsked"): SeatedWorker =>
    seatedWorker(seats, { sits, start: () => threadOf(who), wake: () => {} });
  const answerNext = (who: string) => asked.get(who)?.shift()?.answer();
  return { come, started, ended, answerNext };
};

const answers = () => {
  const said: string[] = [];
  const ask = (worker: SeatedWorker, word: string) => worker.ask("stepTask", null, () => said.push(word));
  return { said, ask };
};

describe("two seats", () => {
  test("let two work, and the others wait in the order in which they came", () => {
    const { come, started, ended } = room(2);
    const { ask } = answers();
    const workers = ["a", "b", "c", "d"].map((who) => come(who, "toTheEnd"));
    for (const worker of workers) ask(worker, "x");
    expect(started).toEqual(["a", "b"]);
    expect(workers.map(({ isQueued }) => isQueued)).toEqual([false, false, true, true]);
    workers[1]?.end();
    expect(started).toEqual(["a", "b", "c"]);
    workers[0]?.end();
    expect(started).toEqual(["a", "b", "c", "d"]);
    expect(ended).toEqual(["b", "a"]);
  });

  test("are not held by whoever only looks at what was read", () => {
    const { come, started, answerNext } = room(1);
    const { said, ask } = answers();
    const looking = come("looking", "whileAsked");
    const writing = come("writing", "toTheEnd");
    ask(looking, "read");
    ask(writing, "written");
    expect([started, writing.isQueued]).toEqual([["looking"], true]);
    answerNext("looking");
    expect([started, said]).toEqual([["looking", "writing"], ["read"]]);
    // The next question of the first has to wait in its turn, on the thread that it has.
    ask(looking, "again");
    expect(looking.isQueued).toBe(true);
    answerNext("writing");
    expect(looking.isQueued).toBe(true);
    writing.end();
    answerNext("looking");
    expect([started, said]).toEqual([
      ["looking", "writing"],
      ["read", "written", "again"],
    ]);
  });

  test("are kept by who asks on in its answer", () => {
    const { come, started, answerNext } = room(1);
    const reading = come("reading", "whileAsked");
    const { said, ask } = answers();
    const other = come("other", "toTheEnd");
    reading.ask("stepTask", null, () => ask(reading, "second"));
    ask(other, "other");
    answerNext("reading");
    expect(started).toEqual(["reading"]);
    answerNext("reading");
    expect([started, said]).toEqual([["reading", "other"], ["second"]]);
  });

  test("pass over who left the queue, and let it go without a thread", async () => {
    const { come, started, ended } = room(1);
    const { said, ask } = answers();
    const [first, second, third] = ["a", "b", "c"].map((who) => come(who, "toTheEnd"));
    for (const worker of [first, second, third]) if (worker) ask(worker, "x");
    const isGone = new Promise<void>((resolve) => second?.end(resolve));
    await isGone;
    first?.end();
    expect([started, ended]).toEqual([["a", "c"], ["a"]]);
    const outcome = new Promise((resolve) => second?.ask("stepTask", null, resolve));
    expect(await outcome).toMatchObject({ error: { message: "The file worker is gone" } });
    expect(said).toEqual([]);
  });
});
