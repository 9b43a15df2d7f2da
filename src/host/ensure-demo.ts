import { setImmediate as turn } from "node:timers/promises";
import { systemClock } from "#app/core.ts";
import { buildDemo, type DemoProgress } from "#app/demo/build.ts";
import { instantOf } from "#base/dates.ts";

/** Makes the demonstration where the folder holds no centre yet, and lets the program breathe between the steps. */
export const ensureDemo = async (
  folder: string,
  workerUrl: URL,
  tell: (progress: DemoProgress) => void,
): Promise<boolean> => {
  const steps = buildDemo(folder, { now: instantOf(systemClock()), workerUrl });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    tell(step.value);
    await turn();
  }
};
