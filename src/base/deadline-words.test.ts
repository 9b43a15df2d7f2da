import { describe, expect, test } from "vitest";
import { calendarOf } from "./calendar.ts";
import {
  type Band,
  bandOf,
  type DeadlineRule,
  dayListWords,
  dueWords,
  type Extension,
  estimateWords,
  isInTime,
  type Parking,
  ruleWords,
  whyThisDay,
} from "./deadlines.ts";

const calendar = calendarOf([]);

/** `2026-11-20 14:30` in Asia/Shanghai, `24:00` included. */
const moment = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();
const parking = (from: string, to?: string): Parking => ({ from: moment(from), to: to ? moment(to) : null });

const why = (
  start: string,
  rule: DeadlineRule,
  word: string,
  parkings: readonly Parking[] = [],
  extension: Extension | null = null,
) => whyThisDay({ startAt: moment(start), rule, calendar, parkings, extension }, word);

const workdays = (count: number): DeadlineRule => ({ count, unit: "workdays" });
const hours = (count: number): DeadlineRule => ({ count, unit: "hours" });

describe("why this day", () => {
  test.each<readonly [start: string, rule: DeadlineRule, word: string, sentence: string]>([
    ["2026-11-20 10:00", workdays(5), "受理", "11月20日受理，5个工作日，跳过11月21、22日，到11月27日24:00"],
    ["2026-11-16 09:00", workdays(3), "登记", "11月16日登记，3个工作日，到11月19日24:00"],
    ["2026-11-20 10:00", { count: 10, unit: "days" }, "重办", "11月20日重办，10个自然日，到11月30日24:00"],
    [
      "2026-09-30 16:00",
      workdays(5),
      "散会",
      "9月30日散会，5个工作日，跳过10月1日至7日、11日，10月10日调休上班，到10月13日24:00",
    ],
    [
      "2026-09-24 10:00",
      workdays(5),
      "受理",
      "9月24日受理，5个工作日，跳过9月25日至27日、10月1日至7日，到10月9日24:00",
    ],
    [
      "2026-09-18 10:00",
      workdays(15),
      "散会",
      "9月18日散会，15个工作日，跳过9月19日、25日至27日、10月1日至7日、11日，9月20日、10月10日调休上班，到10月15日24:00",
    ],
    [
      "2025-12-31 10:00",
      workdays(1),
      "登记",
      "12月31日登记，1个工作日，跳过2026年1月1日至3日，2026年1月4日调休上班，到2026年1月4日24:00",
    ],
    [
      "2026-12-11 10:00",
      workdays(15),
      "受理",
      "12月11日受理，15个工作日，跳过12月12、13、19、20、26、27日，到2027年1月1日24:00（2027年放假安排未公布，按周一至周五估算）",
    ],
    [
      "2023-12-29 10:00",
      workdays(1),
      "受理",
      "12月29日受理，1个工作日，跳过12月30日至2024年1月1日，到2024年1月2日24:00（2023年放假安排未录入，按周一至周五估算）",
    ],
    ["2026-11-20 14:30", hours(2), "登记", "11月20日14:30登记，2小时，到11月20日16:30"],
    ["2026-11-20 22:00", hours(2), "登记", "11月20日22:00登记，2小时，到11月20日24:00"],
    ["2026-12-31 23:00", hours(2), "登记", "12月31日23:00登记，2小时，到2027年1月1日01:00"],
  ])("%s", (start, rule, word, sentence) => {
    expect(why(start, rule, word)).toBe(sentence);
  });

  test("names parked days, and days off outside them", () => {
    expect(why("2026-11-20 10:00", workdays(5), "受理", [parking("2026-11-24 10:00", "2026-11-26 09:00")])).toBe(
      "11月20日受理，5个工作日，跳过11月21、22、28、29日，挂账11月24、25日不计，到12月1日24:00",
    );
  });

  test("names two parkings over a holiday", () => {
    const parkings = [parking("2026-09-30 10:00", "2026-10-08 09:00"), parking("2026-10-09 10:00", "2026-10-10 09:00")];
    expect(why("2026-09-28 10:00", workdays(5), "受理", parkings)).toBe(
      "9月28日受理，5个工作日，跳过10月11日，10月10日调休上班，挂账9月30日至10月7日、10月9日不计，到10月13日24:00",
    );
  });

  test("says how long a clock of hours stood", () => {
    const said = (from: string, to: string) => why("2026-11-20 14:00", hours(2), "登记", [parking(from, to)]);
    expect(said("2026-11-20 14:30", "2026-11-20 16:00")).toBe(
      "11月20日14:00登记，2小时，挂账1小时30分钟不计，到11月20日17:30",
    );
    expect(said("2026-11-20 14:30", "2026-11-21 15:30")).toBe(
      "11月20日14:00登记，2小时，挂账1天1小时不计，到11月21日17:00",
    );
    expect(said("2026-11-20 14:30", "2026-11-20 14:50")).toContain("挂账20分钟不计");
  });

  test("names no day while the parking lasts", () => {
    expect(why("2026-11-20 10:00", workdays(5), "受理", [parking("2026-11-24 10:00")])).toBe(
      "11月20日受理，5个工作日，跳过11月21、22日，11月24日起挂账，恢复后再算到期日",
    );
    expect(why("2026-11-20 14:00", hours(2), "登记", [parking("2026-11-20 15:00")])).toBe(
      "11月20日14:00登记，2小时，11月20日15:00起挂账，恢复后再算到期日",
    );
  });

  test("keeps the day that was missed before the parking", () => {
    expect(why("2026-11-16 10:00", workdays(1), "受理", [parking("2026-11-18 10:00")])).toBe(
      "11月16日受理，1个工作日，到11月17日24:00",
    );
  });

  test("names an extension, and what moved its date", () => {
    const extension = { approvedAt: moment("2026-11-26 10:00"), toDate: "2026-12-10" };
    const said = (...parkings: Parking[]) => why("2026-11-20 10:00", workdays(5), "受理", parkings, extension);
    expect(said()).toBe("11月20日受理，11月26日批准延期，到12月10日24:00");
    expect(said(parking("2026-12-01 10:00", "2026-12-04 10:00"))).toBe(
      "11月20日受理，11月26日批准延期到12月10日，挂账12月1日至3日不计，到12月13日24:00",
    );
    expect(said(parking("2026-12-01 10:00"))).toBe(
      "11月20日受理，11月26日批准延期到12月10日，12月1日起挂账，恢复后再算到期日",
    );
  });
});

describe("lists of days", () => {
  test.each<readonly [days: string, words: string]>([
    ["", ""],
    ["2026-11-21", "11月21日"],
    ["2026-11-21 2026-11-22", "11月21、22日"],
    ["2026-11-21 2026-11-22 2026-11-28", "11月21、22、28日"],
    ["2026-10-01 2026-10-02 2026-10-03", "10月1日至3日"],
    ["2026-10-01 2026-10-02 2026-10-03 2026-10-11", "10月1日至3日、11日"],
    ["2026-10-03 2026-10-04 2026-10-10 2026-10-11 2026-10-12 2026-10-17", "10月3、4日、10日至12日、17日"],
    ["2026-01-31 2026-02-01", "1月31日、2月1日"],
    ["2026-09-29 2026-09-30 2026-10-01 2026-10-04", "9月29日至10月1日、10月4日"],
    ["2026-12-26 2027-01-01 2027-01-02 2027-01-03 2027-01-09", "12月26日、2027年1月1日至3日、9日"],
    ["2026-12-31 2027-01-01 2027-01-02", "12月31日至2027年1月2日"],
    ["2027-12-30 2027-12-31 2028-01-01", "2027年12月30日至2028年1月1日"],
  ])("%s → %s", (days, words) => {
    expect(dayListWords(days.split(" ").filter(Boolean), 2026)).toBe(words);
  });

  test("years without a list are named together", () => {
    expect(estimateWords([2027, 2028], calendar)).toBe("（2027、2028年放假安排未公布，按周一至周五估算）");
    expect(estimateWords([], calendar)).toBe("");
  });

  test("rules are short", () => {
    expect(ruleWords(workdays(15))).toBe("15个工作日");
    expect(ruleWords({ count: 30, unit: "days" })).toBe("30个自然日");
    expect(ruleWords(hours(2))).toBe("2小时");
  });
});

describe("bands and the words of what is due", () => {
  test.each<readonly [due: string, now: string, band: Band, words: string, why: string]>([
    ["2026-11-27 24:00", "2026-11-20 10:00", "later", "还有7天", "a week ahead"],
    ["2026-11-27 24:00", "2026-11-25 23:59", "later", "还有2天", "Thursday is the next working day"],
    ["2026-11-27 24:00", "2026-11-26 00:00", "soon", "明天到期", "from the first minute of the day before"],
    ["2026-11-27 24:00", "2026-11-26 23:59", "soon", "明天到期", "to its last"],
    ["2026-11-27 24:00", "2026-11-27 00:00", "today", "今天到期", "from its first minute"],
    ["2026-11-27 24:00", "2026-11-27 23:59", "today", "今天到期", "to its last"],
    ["2026-11-27 24:00", "2026-11-27 24:00", "today", "今天到期", "24:00 belongs to the day"],
    ["2026-11-27 24:00", "2026-11-28 00:01", "overdue", "超期1天", "a minute later does not"],
    ["2026-11-27 24:00", "2026-11-28 23:59", "overdue", "超期1天", "the whole next day"],
    ["2026-11-27 24:00", "2026-11-30 10:00", "overdue", "超期3天", "natural days"],
    ["2026-11-30 24:00", "2026-11-26 10:00", "later", "还有4天", "Friday lies between"],
    ["2026-11-30 24:00", "2026-11-27 10:00", "soon", "还有3天", "Monday is Friday's next working day"],
    ["2026-11-30 24:00", "2026-11-28 10:00", "soon", "还有2天", "and Saturday's"],
    ["2026-11-30 24:00", "2026-11-29 10:00", "soon", "明天到期", "and Sunday's"],
    ["2026-11-28 24:00", "2026-11-26 10:00", "later", "还有2天", "due on a Saturday: Friday lies between"],
    ["2026-11-28 24:00", "2026-11-27 10:00", "soon", "明天到期", "before the next working day ends"],
    ["2026-10-08 24:00", "2026-09-29 10:00", "later", "还有9天", "the 30th lies between"],
    ["2026-10-08 24:00", "2026-09-30 10:00", "soon", "还有8天", "over the holiday"],
    ["2026-10-08 24:00", "2026-10-03 10:00", "soon", "还有5天", "within the holiday"],
    ["2026-10-10 24:00", "2026-10-09 10:00", "soon", "明天到期", "the worked Saturday"],
    ["2026-10-12 24:00", "2026-10-09 10:00", "later", "还有3天", "the worked Saturday lies between"],
    ["2026-10-12 24:00", "2026-10-10 10:00", "soon", "还有2天", "and is followed by Monday"],
    ["2027-01-01 24:00", "2026-12-31 10:00", "soon", "明天到期", "for want of a list"],
    ["2026-11-20 16:30", "2026-11-20 14:30", "today", "今天16:30到期", "hours say the time"],
    ["2026-11-20 16:30", "2026-11-20 16:30", "today", "今天16:30到期", "the very minute is in time"],
    ["2026-11-20 16:30", "2026-11-20 16:31", "overdue", "超期1分钟", "the next is not"],
    ["2026-11-20 16:30", "2026-11-20 17:29", "overdue", "超期59分钟", "minutes"],
    ["2026-11-20 16:30", "2026-11-20 18:45", "overdue", "超期2小时", "whole hours"],
    ["2026-11-20 16:30", "2026-11-21 16:29", "overdue", "超期23小时", "up to a day"],
    ["2026-11-20 16:30", "2026-11-21 16:30", "overdue", "超期1天", "then days"],
    ["2026-11-21 01:00", "2026-11-20 23:00", "soon", "明天01:00到期", "over midnight"],
    ["2026-11-21 01:00", "2026-11-21 00:30", "today", "今天01:00到期", "after it"],
    ["2026-11-20 24:00", "2026-11-20 22:30", "today", "今天到期", "two hours that end at midnight"],
    ["2026-11-23 09:00", "2026-11-20 10:00", "soon", "还有3天", "72 hours over a weekend"],
  ])("due %s, now %s: %s, %s (%s)", (due, now, band, words) => {
    expect(bandOf(moment(due), moment(now), calendar, false)).toBe(band);
    expect(dueWords(moment(due), moment(now))).toBe(words);
    expect(isInTime(moment(due), moment(now))).toBe(band !== "overdue");
  });

  test("what is parked is in no other band, even when it was missed before", () => {
    expect(bandOf(null, moment("2026-11-20 10:00"), calendar, true)).toBe("parked");
    expect(bandOf(moment("2026-11-17 24:00"), moment("2026-11-20 10:00"), calendar, true)).toBe("parked");
    expect(dueWords(null, moment("2026-11-20 10:00"))).toBe("挂账中");
    expect(dueWords(moment("2026-11-17 24:00"), moment("2026-11-20 10:00"), true)).toBe("挂账中");
  });

  test("a second late is said to be a minute", () => {
    expect(dueWords("2026-11-20T08:30:00.000Z", "2026-11-20T08:30:01.000Z")).toBe("超期1分钟");
  });
});
