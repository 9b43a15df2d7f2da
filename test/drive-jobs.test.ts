import { expect, test } from "vitest";
import type { Job } from "#core/jobs.ts";
import { driveJobs } from "#host/drive-jobs.ts";
import { openSampleCore } from "./support/sample-core.ts";

const counting = (slices: number): Job => {
  let done = 0;
  return {
    name: "sample.count",
    step: () => {
      done += 1;
      return done === slices ? "done" : "more";
    },
  };
};

const stateOf = ({ core }: ReturnType<typeof openSampleCore>, id: string) => core.jobs.find(id)?.state;

test("a host works jobs off by itself, and lets the desk in between two slices", async () => {
  const sample = openSampleCore();
  driveJobs(sample.core);
  sample.core.jobs.start("job", counting(200), "clerk");
  // Whatever waits in the event loop comes before the rest of a long job.
  await new Promise((resolve) => setImmediate(resolve));
  expect(stateOf(sample, "job")).toBe("running");
  await expect.poll(() => stateOf(sample, "job")).toBe("done");
});

test("a job that waits is taken up again when it is woken", async () => {
  const sample = openSampleCore();
  driveJobs(sample.core);
  let isReady = false;
  sample.core.jobs.start("job", { name: "sample.wait", step: () => (isReady ? "done" : "waiting") }, "clerk");
  sample.core.jobs.start("other", counting(3), "clerk");
  await expect.poll(() => stateOf(sample, "other")).toBe("done");
  expect(stateOf(sample, "job")).toBe("running");
  isReady = true;
  sample.core.jobs.wake();
  await expect.poll(() => stateOf(sample, "job")).toBe("done");
});

test("a program that closes leaves nothing to drive", async () => {
  const sample = openSampleCore();
  driveJobs(sample.core);
  sample.core.jobs.start("job", counting(1000), "clerk");
  sample.core.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(sample.core.jobs.list()).toEqual([]);
  expect(sample.log).toEqual([]);
});
