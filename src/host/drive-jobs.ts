import type { Core } from "#core/core.ts";

/** Steps the core's jobs whenever the event loop is free, one slice at a time, so that the desk is served between. */
export const driveJobs = (core: Core): void => {
  let isScheduled = false;
  const turn = () => {
    isScheduled = false;
    if (core.jobs.step()) schedule();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(turn);
  };
  core.jobs.onWork(schedule);
  // What an earlier start left over stands ready before anybody listens.
  schedule();
};
