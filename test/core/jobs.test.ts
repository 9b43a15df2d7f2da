import { describe, expect, test } from "vitest";
import { type Job, JobProblem, type JobSlice } from "#core/jobs.ts";
import { openSampleCore } from "../support/sample-core.ts";

type Sample = ReturnType<typeof openSampleCore>;

const add = ({ db }: JobSlice, id: string) =>
  db.run("INSERT INTO sample_notes (id, body, version) VALUES (:id, :id, 1)", { id });
const idsIn = ({ db }: Sample) => db.all<{ id: string }>("SELECT id FROM sample_notes ORDER BY id").map(({ id }) => id);
const stateOf = ({ core }: Sample, id: string) => core.jobs.find(id)?.state;
const runAll = ({ core }: Sample) => {
  for (let count = 0; core.jobs.step(); count += 1) if (count > 1000) throw new Error("The jobs never end");
};

/** Writes one row in each slice, and takes them back one by one. */
const writing = (prefix: string, total: number, failAt = Number.POSITIVE_INFINITY): Job & { isEnded: boolean } => {
  let done = 0;
  const job = {
    name: "sample.write",
    isEnded: false,
    step: (slice: JobSlice, tell: (progress: { done: number; total: number; note: string }) => void) => {
      done += 1;
      add(slice, `${prefix}${done}`);
      if (done === failAt) throw new Error("broken on purpose");
      tell({ done, total, note: "" });
      return done === total ? ("done" as const) : ("more" as const);
    },
    result: () => ({ done }),
    undo: ({ db }: JobSlice) => {
      db.run("DELETE FROM sample_notes WHERE id = (SELECT max(id) FROM sample_notes WHERE id LIKE :prefix)", {
        prefix: `${prefix}%`,
      });
      const left = db.one("SELECT 1 FROM sample_notes WHERE id LIKE :prefix", { prefix: `${prefix}%` });
      return left ? ("more" as const) : ("done" as const);
    },
    end: () => {
      job.isEnded = true;
    },
  };
  return job;
};

describe("a job", () => {
  test("is worked off slice by slice, each one committed by itself", () => {
    const sample = openSampleCore();
    const job = writing("a", 3);
    sample.core.jobs.start("job", job, "clerk");
    expect(sample.core.jobs.step()).toBe(true);
    expect([idsIn(sample), stateOf(sample, "job")]).toEqual([["a1"], "running"]);
    expect(sample.core.jobs.find("job")?.progress).toEqual({ done: 1, total: 3, note: "" });
    expect(sample.file.inTransaction).toBe(false);
    runAll(sample);
    expect(idsIn(sample)).toEqual(["a1", "a2", "a3"]);
    expect(sample.core.jobs.find("job")).toMatchObject({ state: "done", result: { done: 3 }, problem: null });
    expect(job.isEnded).toBe(true);
    expect(sample.core.jobs.step(), "there is nothing left to do").toBe(false);
  });

  test("leaves the desk its turn between two slices", () => {
    const sample = openSampleCore();
    const clerk = sample.as("clerk");
    sample.core.jobs.start("job", writing("a", 3), "clerk");
    for (let turn = 0; turn < 3; turn += 1) {
      sample.core.jobs.step();
      expect(clerk("sample.addNote", { body: `desk ${turn}` })).toMatchObject({ ok: true });
    }
    expect(idsIn(sample)).toHaveLength(6);
  });

  test("is told when the time of its slice is used up", () => {
    const sample = openSampleCore();
    let slices = 0;
    sample.core.jobs.start(
      "job",
      {
        name: "sample.spin",
        step: ({ isTimeUp }) => {
          slices += 1;
          const startedMs = performance.now();
          while (!isTimeUp()) if (performance.now() - startedMs > 5000) throw new Error("The time is never up");
          return slices === 2 ? "done" : "more";
        },
      },
      null,
    );
    runAll(sample);
    expect([slices, stateOf(sample, "job")]).toEqual([2, "done"]);
  });

  test("shares the machine with others in turn", () => {
    const sample = openSampleCore();
    sample.core.jobs.start("one", writing("a", 2), "clerk");
    sample.core.jobs.start("two", writing("b", 2), "clerk");
    sample.core.jobs.step();
    sample.core.jobs.step();
    expect(idsIn(sample)).toEqual(["a1", "b1"]);
    runAll(sample);
    expect([stateOf(sample, "one"), stateOf(sample, "two")]).toEqual(["done", "done"]);
  });

  test("that is stopped takes back what it wrote", () => {
    const sample = openSampleCore();
    const job = writing("a", 9);
    sample.core.jobs.start("job", job, "clerk");
    for (let count = 0; count < 3; count += 1) sample.core.jobs.step();
    expect(sample.core.jobs.cancel("job")).toBe(true);
    expect(stateOf(sample, "job")).toBe("cancelling");
    runAll(sample);
    expect([idsIn(sample), stateOf(sample, "job"), job.isEnded]).toEqual([[], "cancelled", true]);
    expect(sample.core.jobs.find("job")).toMatchObject({ result: null, problem: null });
    expect(sample.core.jobs.cancel("job")).toBe(false);
    expect(sample.core.jobs.cancel("none")).toBe(false);
  });

  test("that breaks takes back what it wrote, and the error is in the log", () => {
    const sample = openSampleCore();
    const job = writing("a", 9, 3);
    sample.core.jobs.start("job", job, "clerk");
    runAll(sample);
    expect([idsIn(sample), job.isEnded]).toEqual([[], true]);
    expect(sample.core.jobs.find("job")).toMatchObject({ state: "failed", problem: "Internal" });
    expect(sample.log).toMatchObject([{ operation: "sample.write", error: { message: "broken on purpose" } }]);
  });

  test("may end with a sentence for the person at the desk, which is no error of the program", () => {
    const sample = openSampleCore();
    const step = () => {
      throw new JobProblem("这个文件里没有工作表。");
    };
    sample.core.jobs.start("job", { name: "sample.write", step }, "clerk");
    runAll(sample);
    expect(sample.core.jobs.find("job")).toMatchObject({ state: "failed", problem: "这个文件里没有工作表。" });
    expect(sample.log).toEqual([]);
  });

  test("that cannot even take back has failed, and holds up nobody", () => {
    const sample = openSampleCore();
    const job = writing("a", 9, 1);
    job.undo = () => {
      throw new Error("cannot undo");
    };
    sample.core.jobs.start("job", job, "clerk");
    sample.core.jobs.start("next", writing("b", 1), "clerk");
    runAll(sample);
    expect([stateOf(sample, "job"), stateOf(sample, "next"), job.isEnded]).toEqual(["failed", "done", true]);
    expect(sample.log).toHaveLength(2);
  });

  test("whose result breaks has failed, and is freed once", () => {
    const sample = openSampleCore();
    const job = writing("a", 1);
    let ends = 0;
    job.end = () => {
      ends += 1;
    };
    job.result = () => {
      throw new Error("no result");
    };
    sample.core.jobs.start("job", job, "clerk");
    runAll(sample);
    expect([stateOf(sample, "job"), idsIn(sample), ends]).toEqual(["failed", [], 1]);
  });

  test("that cannot let go of what it holds is done all the same, and the error is in the log", () => {
    const sample = openSampleCore();
    const job = writing("a", 1);
    job.end = () => {
      throw new Error("the worker would not close");
    };
    sample.core.jobs.start("job", job, "clerk");
    runAll(sample);
    expect([stateOf(sample, "job"), idsIn(sample), sample.log.length]).toEqual(["done", ["a1"], 1]);
  });

  test("writes into the audit log in its own name and its starter's", () => {
    const sample = openSampleCore();
    sample.core.jobs.start(
      "job",
      {
        name: "sample.import",
        step: ({ audit }) => {
          audit({ subjectId: "import-1", payload: { rows: 3 } });
          return "done";
        },
      },
      "clerk",
    );
    runAll(sample);
    expect(
      sample.db.one(
        `SELECT a.operation, a.accountId, a.subjectId, p.payload FROM audit_log a
         JOIN audit_payloads p ON p.auditId = a.id ORDER BY a.id DESC LIMIT 1`,
      ),
    ).toEqual({ operation: "sample.import", accountId: "clerk", subjectId: "import-1", payload: '{"rows":3}' });
  });

  test("tells the screens of its slice when it ends", () => {
    const sample = openSampleCore();
    const slices: string[] = [];
    sample.core.onChange((change) => slices.push(...change.slices));
    sample.core.jobs.start("job", writing("a", 2), "clerk");
    sample.core.jobs.step();
    expect(slices).toEqual([]);
    runAll(sample);
    expect(slices).toEqual(["sample", "system"]);
  });
});

describe("a job that waits for something outside", () => {
  test("is left alone until it is woken", () => {
    const sample = openSampleCore();
    let isReady = false;
    let calls = 0;
    sample.core.jobs.start(
      "job",
      {
        name: "sample.wait",
        step: () => {
          calls += 1;
          return isReady ? "done" : "waiting";
        },
      },
      "clerk",
    );
    runAll(sample);
    expect([calls, stateOf(sample, "job")]).toEqual([1, "running"]);
    isReady = true;
    sample.core.jobs.wake();
    runAll(sample);
    expect([calls, stateOf(sample, "job")]).toEqual([2, "done"]);
  });

  test("can be stopped while it waits", () => {
    const sample = openSampleCore();
    sample.core.jobs.start("job", { name: "sample.wait", step: () => "waiting" }, "clerk");
    runAll(sample);
    sample.core.jobs.cancel("job");
    runAll(sample);
    expect(stateOf(sample, "job")).toBe("cancelled");
  });
});

test("a slice that may be lost does not wait for the disk, and everything else does", () => {
  const sample = openSampleCore();
  const { file } = sample;
  const seen: unknown[] = [];
  const level = () => file.pragma("synchronous", { simple: true });
  let isLoose = true;
  const step = () => {
    seen.push(level());
    if (!isLoose) return "done" as const;
    isLoose = false;
    return "more" as const;
  };
  sample.core.jobs.start("job", { name: "sample.wait", step, isLoose: () => isLoose }, "clerk");
  sample.core.jobs.step();
  expect(level()).toBe(2);
  runAll(sample);
  expect(seen).toEqual([1, 2]);
  const broken = () => {
    throw new Error("broken");
  };
  sample.core.jobs.start("other", { name: "sample.wait", step: broken, isLoose: () => true }, null);
  runAll(sample);
  expect([level(), sample.log.length]).toEqual([2, 1]);
});

describe("a job that is taken back", () => {
  test("may wait for something outside, and is left alone meanwhile", () => {
    const sample = openSampleCore();
    let isGone = false;
    let calls = 0;
    const undo = () => {
      calls += 1;
      return isGone ? ("done" as const) : ("waiting" as const);
    };
    sample.core.jobs.start("job", { name: "sample.wait", step: () => "waiting", undo }, "clerk");
    runAll(sample);
    sample.core.jobs.cancel("job");
    runAll(sample);
    expect([calls, stateOf(sample, "job")]).toEqual([1, "cancelling"]);
    isGone = true;
    sample.core.jobs.wake();
    runAll(sample);
    expect([calls, stateOf(sample, "job")]).toEqual([2, "cancelled"]);
  });

  test("may explain an error by a sentence of its own, and leaves all others to the log", () => {
    const sample = openSampleCore();
    const breaking = (message: string) => ({
      name: "sample.write",
      step: () => {
        throw new Error(message);
      },
      explain: (error: unknown) => ((error as Error).message === "known" ? "知道为什么。" : null),
    });
    sample.core.jobs.start("known", breaking("known"), null);
    sample.core.jobs.start("other", breaking("other"), null);
    runAll(sample);
    expect(sample.core.jobs.find("known")).toMatchObject({ state: "failed", problem: "知道为什么。" });
    expect(sample.core.jobs.find("other")).toMatchObject({ state: "failed", problem: "Internal" });
    expect(sample.log).toHaveLength(1);
  });
});

test("whoever drives the jobs is called at a start, a stop and a waking", () => {
  const { core } = openSampleCore();
  let calls = 0;
  core.jobs.onWork(() => {
    calls += 1;
  });
  core.jobs.start("job", { name: "sample.wait", step: () => "waiting" }, null);
  core.jobs.wake();
  core.jobs.cancel("job");
  expect(calls).toBe(3);
});

test("closing the program frees what a running job holds, without a word of success", () => {
  const sample = openSampleCore();
  const job = writing("a", 9);
  sample.core.jobs.start("job", job, "clerk");
  sample.core.jobs.step();
  sample.core.close();
  expect(job.isEnded).toBe(true);
  expect(sample.core.jobs.step()).toBe(false);
});
