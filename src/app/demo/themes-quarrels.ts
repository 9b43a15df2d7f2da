import type { Theme } from "./theme.ts";

/** What is talked over at a small table, and printed on no public sheet. */
export const quarrelThemes: readonly Theme[] = [
  {
    category: "邻里与家庭 / 楼上漏水",
    where: "building",
    title: "{place}上下楼漏水赔偿调解",
    summary: "楼上漏水泡坏楼下吊顶和地板，双方对赔偿数额有分歧。",
    voices: [
      { title: "漏水赔偿谈不拢", said: "{place}楼上漏水泡了家里，赔偿谈了两次谈不拢，请社区调解。", nature: "help" },
    ],
    statements: [
      ["conditional", "修可以，赔多少要按票据。"],
      ["for", "只要不再漏，数额可以商量。"],
    ],
    rule: "committees",
    resolution: "楼上十日内修好防水；赔偿按票据和评估各担一部分，签调解协议。",
    tasks: [
      {
        track: "consult",
        unit: "mediation",
        workdays: 10,
        title: "{place}漏水调解协议履行",
        measure: "跟踪维修和赔付，到期回访双方。",
        wording: "{place}漏水调解协议履行",
        results: ["防水已修好，赔付已结清，双方无异议。"],
        evidence: "协议书和收条",
      },
    ],
  },
  {
    category: "邻里与家庭 / 公共空间争议",
    where: "building",
    title: "{place}楼道加装外门调解",
    summary: "住户在走廊自装外门，影响邻居搬运和抄表。",
    voices: [
      { title: "走廊被加了一道门", said: "{place}邻居在走廊加了门，抄表、搬东西都不方便。", nature: "complaint" },
    ],
    statements: [
      ["against", "装门是为了防盗，拆了不安全。"],
      ["conditional", "拆门可以，单元门要修好。"],
    ],
    rule: "committees",
    resolution: "自装外门十五日内拆除；物业同时修好单元门和对讲。",
    tasks: [
      {
        track: "consult",
        unit: "property",
        workdays: 15,
        title: "{place}自装外门拆除和单元门维修",
        measure: "配合住户拆除外门，维修单元门闭门器和对讲。",
        wording: "{place}走廊外门拆除，单元门维修",
        results: ["外门已拆，单元门和对讲修好。"],
        evidence: "完工照片",
      },
    ],
  },
  {
    category: "噪声扰民 / 邻里噪声",
    where: "building",
    title: "{place}作息噪声调解",
    summary: "楼上楼下作息不同，多次争吵。",
    voices: [{ title: "楼上夜里太吵", said: "{place}楼上夜里打牌、拖椅子，报过警也没用。", nature: "complaint" }],
    statements: [
      ["for", "我们注意，晚上十点以后不出声。"],
      ["conditional", "要说话算话，再吵就另说。"],
    ],
    rule: "committees",
    resolution: "约定晚十点到早七点保持安静，楼上铺地垫，一个月后回访。",
    tasks: [
      {
        track: "consult",
        unit: "mediation",
        workdays: 20,
        title: "{place}作息约定回访",
        measure: "一个月内回访两次，记录双方意见。",
        wording: "{place}邻里作息约定回访",
        results: ["两次回访双方均表示安静，已结束。"],
        evidence: "回访记录",
      },
    ],
  },
];
