import { addDays, type Day, dayOf, type Instant, shortDay, shortTime, timeOf } from "#base/dates.ts";

/** 11-24 周二 09:00–10:00 */
export const spanText = ({ startAt, endAt }: { startAt: Instant; endAt: Instant }, today: Day): string =>
  `${shortTime(startAt, today)}–${timeOf(endAt)}`;

/** 11-25 周三 全天; 11-25 周三 08:30 到 11-27 周五 24:00: a time that may be longer than a day. */
export const longSpanText = ({ startAt, endAt }: { startAt: Instant; endAt: Instant }, today: Day): string => {
  const isToMidnight = timeOf(endAt) === "00:00";
  const [first, last] = [dayOf(startAt), isToMidnight ? addDays(dayOf(endAt), -1) : dayOf(endAt)];
  if (isToMidnight && timeOf(startAt) === "00:00")
    return first === last
      ? `${shortDay(first, today)} 全天`
      : `${shortDay(first, today)} 到 ${shortDay(last, today)} 全天`;
  const end = isToMidnight ? "24:00" : timeOf(endAt);
  return first === last
    ? `${shortTime(startAt, today)}–${end}`
    : `${shortTime(startAt, today)} 到 ${shortDay(last, today)} ${end}`;
};
