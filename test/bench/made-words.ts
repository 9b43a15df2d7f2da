import type { Chance } from "#app/demo/chance.ts";

const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"];
const givens = [
  ..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建国志文海波春梅秀云龙飞鹏斌慧莉淑珍晓雪婷俊宇浩",
];

export const personName = (chance: Chance): string =>
  `${chance.pick(surnames)}${chance.pick(givens)}${chance.isLucky(0.75) ? chance.pick(givens) : ""}`;

export const mobile = (chance: Chance): string =>
  `1${chance.pick(["38", "39", "50", "86", "77", "90"])}${String(chance.int(0, 99_999_999)).padStart(8, "0")}`;

const spots = [
  "楼道里",
  "单元门口",
  "地下车库",
  "小区北门",
  "儿童滑梯旁边",
  "快递柜前面",
  "垃圾分类亭",
  "电梯厅",
  "顶楼天台",
  "消防通道",
  "健身器材那一片",
  "社区卫生站门前",
  "菜市场后巷",
  "幼儿园围墙外",
];
const things = [
  "路灯",
  "电梯",
  "下水管",
  "停车位",
  "电动车",
  "门禁",
  "树枝",
  "楼顶防水",
  "暖气",
  "井盖",
  "监控",
  "充电桩",
  "污水",
  "广场舞音响",
  "装修垃圾",
  "流浪狗",
  "遮阳棚",
  "燃气表",
  "自来水压力",
  "健身器材",
  "晾衣绳",
  "消防栓",
  "物业收费",
  "绿化带",
];
const troubles = [
  "坏了没有人修",
  "堵得厉害",
  "夜里吵得睡不着",
  "被人长期占用",
  "漏水漏到家里",
  "味道很大",
  "绊倒过老人",
  "一直不亮",
  "忽高忽低",
  "上个月刚修又出毛病",
  "收了钱没有动静",
  "没有人清理",
  "离窗户太近很危险",
  "登记以后没有下文",
];
const times = [
  "前天晚上",
  "上周",
  "这个月初",
  "下雨以后",
  "入冬以来",
  "国庆节前",
  "连着三天",
  "每天早晨六点",
  "半年多",
];
const asides = [
  "家里有八十多岁的老人，走路不方便",
  "孩子上学每天都要从那里过",
  "打过物业电话，前台说已经报修",
  "楼上楼下几户都说过同样的情况",
  "希望能有人到现场看一看",
  "愿意和邻居一起出一部分费用",
  "如果要开会商量，我可以参加",
  "以前的网格员知道这件事的来龙去脉",
  "拍了照片和视频，可以发过来",
  "隔壁单元去年也出过一次",
  "听说街道今年有改造的计划",
  "不想和邻居闹矛盾，请不要说是我讲的",
  "维修师傅来过两次，都说要换配件",
  "请给一个明确的时间",
  "业主群里已经吵起来了",
  "租户换了好几批，说了也没有用",
];

export type Matter = { title: string; content: string };

export const matterOf = (chance: Chance): Matter => {
  const thing = chance.pick(things);
  const trouble = chance.pick(troubles);
  const spot = chance.pick(spots);
  const said = Array.from({ length: chance.int(1, 4) }, () => chance.pick(asides));
  return {
    title: `${spot}${thing}${trouble}`,
    content: `${chance.pick(times)}开始，${spot}的${thing}${trouble}。${[...new Set(said)].join("，")}。`,
  };
};

export const measureOf = (chance: Chance): string =>
  `由责任单位到现场查看${chance.pick(things)}，${chance.pick(["当天", "三天内", "一周内", "月底前"])}处理完并告知居民`;
export const resultOf = (chance: Chance): string =>
  `${chance.pick(["已更换", "已修好", "已清理", "已加装", "已协商一致"])}，${chance.pick(["居民在场确认", "拍照存档", "物业经理签字"])}`;
export const opinionOf = (chance: Chance): string =>
  `${chance.pick(asides)}，${chance.pick(["同意", "再想想", "先试一个月"])}。`;

/** What somebody types into a search box, by what it finds: much, some, little. */
export const typedWords = {
  common: "路灯",
  pair: "电梯 漏水",
  rare: "流浪狗夜里吵得睡不着",
} as const;
