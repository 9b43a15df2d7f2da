import { createContext, useContext } from "react";
import type { Day, Instant } from "#base/dates.ts";
import { deadlineWords, shortTime } from "#base/dates.ts";

/** The core's time, told to the page every minute; the page never asks its own clock what day it is. */
export const MomentContext = createContext<{ now: Instant; today: Day }>({
  now: "1970-01-01T00:00:00.000Z",
  today: "1970-01-01",
});

export const useMoment = () => useContext(MomentContext);

export const TimeText = ({ at }: { at: Instant }) => {
  const { today } = useMoment();
  return <time dateTime={at}>{shortTime(at, today)}</time>;
};

export const DeadlineText = ({ at }: { at: Instant }) => {
  const { today } = useMoment();
  return <time dateTime={at}>{deadlineWords(at, today)}</time>;
};
