import { type Day, type Instant, shortTime, timeOf } from "#base/dates.ts";

/** 11-24 周二 09:00–10:00 */
export const spanText = ({ startAt, endAt }: { startAt: Instant; endAt: Instant }, today: Day): string =>
  `${shortTime(startAt, today)}–${timeOf(endAt)}`;
