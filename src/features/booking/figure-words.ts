import type { CommandName } from "#base/contract.ts";
import { type Day, longDay } from "#base/dates.ts";
import type { Words } from "#base/words-of.ts";
import { audienceWords } from "#features/people/words.ts";
import type { ageBands, attendances, audienceKeys, Figures, figureContract } from "./figure-contract.ts";
import { elderAge, fewestPeople } from "./figure-rules.ts";

export const ageBandWords: Words<typeof ageBands> = {
  under18: "不满 18 岁",
  adult: "18–59 岁",
  sixties: "60–69 岁",
  seventies: "70–79 岁",
  eighties: "80 岁及以上",
  unknown: "不知道",
};

export const audienceKeyWords: Words<typeof audienceKeys> = { ...audienceWords, none: "没有这三类登记" };

export const attendanceWords: Words<typeof attendances> = {
  came: "来了",
  missed: "未到",
  unrecorded: "没登记来没来",
  ahead: "还没到时间",
  cancelled: "取消",
  waiting: "候补没轮上",
};

export const windowWords = ({ fromDay, toDay }: { fromDay: Day; toDay: Day }): string =>
  `${longDay(fromDay)}至${longDay(toDay)}`;

type Window = { fromDay: Day; toDay: Day };

/** 口径, as it stands under each figure. */
export const totalBasis = (window: Window): string =>
  `口径：${windowWords(window)}开始的场次里，登记了“已到”或“已完成”的预约，和登记了“到家确认”的上门，按来的人数相加；帮办代办按办了的件算。取消、未到、候补和没登记来没来的不算。`;

export const audienceBasis = `口径：在册居民按本人的登记；不在册的人（包括带来的人、团体）按项目写的对象。一人有两类登记的两类都算，所以各类相加可能多于总数。`;

export const gridBasis = `口径：按今天登记的住址；住户的预约按这一户。没有登记住址的、不在册的人和团体算作“没有住址”。`;

export const ageBasis = ({ toDay }: Window, today: Day): string =>
  `口径：按${longDay(toDay < today ? toDay : today)}的周岁；没有登记出生日期的、不在册的人和团体算作“不知道”。`;

export const fewBasis = `不到 ${fewestPeople} 个人的格子不写数；只有一个这样的格子时，最小的另一格也不写，免得减出来。`;

/** 到场率: the numerator, the denominator, the window and what was left out. */
export const arrivalBasis = (window: Window, { came, missed, ...out }: Figures["bookings"]): string =>
  `口径：来了 ${came} 个预约 ÷（来了 ${came} ＋ 未到 ${missed}），${windowWords(window)}开始的场次。没有算进去的：${(
    ["unrecorded", "ahead", "cancelled", "waiting"] as const
  )
    .map((kind) => `${attendanceWords[kind]} ${out[kind]}`)
    .join("、")}。`;

export const outreachBasis = (
  window: Window,
  { category, serviceName, whoMayWords }: { category: string; serviceName: string; whoMayWords: string },
): string => {
  const only = category === "" ? "" : `（只看${category}）`;
  return serviceName === ""
    ? `口径：满 ${elderAge} 岁或登记为老年人、登记的那一户现在只有本人的在册居民；${windowWords(window)}没有来过、也没有人上门${only}。同住的人没有登记的，也会列在这里。`
    : `口径：登记了住址、按登记符合“${serviceName}”条件（${whoMayWords}）的在册居民；${windowWords(window)}没有约到过这一项。没登记出生日期的不在里面。`;
};

export const figureRefusals = {
  NobodyToReach: "名单上没有人，不用打印。",
  AnybodyMay: "这个项目谁都可以约，没有名单。请先在服务目录里写明谁可以约。",
};

export const figureOperationWords: Record<CommandName<typeof figureContract>, string> = {
  "booking.printOutreach": "打印送服务名单",
};
