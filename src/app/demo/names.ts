import type { Chance } from "./chance.ts";

export type Gender = "male" | "female";

/** Shares of surnames in a thousand, about as they are in the country. */
const surnames: readonly (readonly [string, number])[] = (
  "王72 李72 张68 刘54 陈45 杨31 赵23 黄22 周21 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭12 马10 罗9 梁8 宋8 郑8 谢7 韩7 " +
  "唐6 冯6 于6 董6 萧6 程6 曹6 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕5 苏5 卢4 蒋4 蔡4 贾4 丁4 魏4 薛4 叶4 阎4 余4 潘4 杜4 戴3 " +
  "夏3 钟3 汪4 田4 任4 姜4 范4 方3 石3 姚3 谭3 廖3 邹3 熊3 金3 陆3 郝3 孔3 白3 崔3 康3 毛2 邱2 秦2 江2 史2 顾2 侯2 邵2 孟2 " +
  "龙2 万2 段2 钱2 汤2 尹2 黎2 易2 常2 武2 乔2 贺2 赖1 龚1 文1 庞1 樊1 殷1 施1 陶1 洪1 翟1 颜1 倪1 严1 牛1 温1 季1 俞1 章1 " +
  "鲁1 葛1 伍1 韦1 申1 毕1 聂1 焦1 柳1 邢1 岳1 齐1 庄1 涂1 祝1 耿1 欧阳1"
)
  .split(" ")
  .map((entry) => [entry.replace(/\d+$/, ""), Number(/\d+$/.exec(entry)?.[0])] as const);

type Pool = { first: string; second: string; alone: string };

/** Characters that a generation liked; `until` is the last year of birth. */
const generations: readonly { until: number; loneShare: number; male: Pool; female: Pool }[] = [
  {
    until: 1954,
    loneShare: 0.06,
    male: { first: "建国德永文志明玉福长学世广树", second: "国华祥林生山福财荣发贵义田忠海", alone: "忠义德贵" },
    female: { first: "桂秀玉淑凤素翠金春月美惠瑞", second: "英兰珍芳华荣琴香云梅芝清贤莲娥", alone: "英兰珍芳" },
  },
  {
    until: 1979,
    loneShare: 0.16,
    male: {
      first: "建志国永卫文晓海红新立俊金东振家正",
      second: "军强平民华东明斌林勇伟刚辉利成福全生",
      alone: "军勇伟刚斌涛辉波峰毅平健超",
    },
    female: {
      first: "丽红秀春淑美玉晓建艳海雪桂月凤彩",
      second: "华梅芳霞英萍玲琴云敏燕娟珍荣莉香",
      alone: "丽红芳敏艳萍燕霞玲娟莉梅",
    },
  },
  {
    until: 1999,
    loneShare: 0.15,
    male: {
      first: "志俊浩明宇子晓文家博嘉建伟振少世海天一",
      second: "杰鹏超飞磊凯洋龙辉峰轩豪林东亮阳斌涛健",
      alone: "磊鹏浩杰凯洋宇帅鑫亮博旭晨阳",
    },
    female: {
      first: "雅晓思雪佳欣梦慧文丹静海艳小婉春秋若",
      second: "婷敏娜颖洁琪怡雯琳莹妍倩薇丽萍宁蕾月",
      alone: "婷雪丹颖倩洁莹琳璐蕾静悦",
    },
  },
  {
    until: 9999,
    loneShare: 0.06,
    male: { first: "子浩宇梓奕俊沐铭嘉博泽一思昊景", second: "轩涵辰睿豪然阳霖诺航宸哲彬", alone: "睿轩宸铭" },
    female: { first: "子欣雨梓诗若思可语依沐一佳紫晨", second: "涵怡彤萱琪妍瑶桐熙诺菲雯冉", alone: "玥彤萱妍" },
  },
];

export const surnameOf = (chance: Chance): string => chance.weighted(surnames, ([, share]) => share)[0];

const givenName = (chance: Chance, gender: Gender, birthYear: number): string => {
  const generation = generations.find(({ until }) => birthYear <= until);
  if (!generation) throw new Error("There is no generation for this year");
  const pool = generation[gender];
  if (chance.isLucky(generation.loneShare)) return chance.pick([...pool.alone]);
  const first = chance.pick([...pool.first]);
  return first + chance.pick([...pool.second].filter((second) => second !== first));
};

/** Names that are words as well would look like personal data in any public text; the others everybody has heard. */
const avoidedNames = new Set(
  (
    "高强 高超 高峰 江涛 江波 江峰 陆军 文雪 文丹 文静 安静 白雪 石英 龙飞 康健 平平 " +
    "张飞 黄忠 马超 朱德 李强 李鹏 李刚 李娜 韩红 周涛 刘德华 张国荣 陈建斌 马化腾 张国立 李连杰 王志文"
  ).split(" "),
);

/** A name that somebody might have; none that stands in one of the texts given. */
export const makeName = (
  chance: Chance,
  person: { surname: string; gender: Gender; birthYear: number },
  publicTexts: string,
): string => {
  for (;;) {
    const name = person.surname + givenName(chance, person.gender, person.birthYear);
    if (!avoidedNames.has(name) && !publicTexts.includes(name)) return name;
  }
};

/** Prefix 154 is not given to anybody; with 0000 behind it the number is plainly made up. */
export const madeUpMobile = /^1540000\d{4}$/;

/** Mobile numbers, each once, their last four digits well mixed. */
export const mobiles = (): (() => string) => {
  let count = 0;
  return () => {
    if (count === 10_000) throw new Error("The made-up numbers are used up");
    count += 1;
    return `1540000${String((count * 7919 + 137) % 10_000).padStart(4, "0")}`;
  };
};

/** The area code 0600 does not exist. */
export const madeUpLandline = (number: number): string => `0600800${String(number).padStart(4, "0")}`;
