import type { ImportChoice, ImportShape } from "#core/import-kind.ts";
import { gridPostWords } from "../words.ts";

/** The headings of a community's list of its grids, with what lies in them and who works there. */
export const gridShape: ImportShape = {
  columns: [
    {
      key: "grid",
      title: "网格",
      aliases: ["网格名称", "网格名", "网格编号", "网格号", "所属网格", "所在网格"],
      kind: "line",
      longest: 40,
      isLevel: true,
      isIdentity: true,
    },
    {
      key: "estate",
      title: "小区",
      aliases: ["小区名称", "所属小区", "院落", "小区院落"],
      kind: "line",
      longest: 40,
      isLevel: true,
      isIdentity: true,
    },
    {
      key: "building",
      title: "楼栋",
      aliases: ["楼号", "栋号", "幢号", "楼幢", "楼栋号", "包含楼栋", "楼栋范围", "网格范围", "栋", "幢"],
      kind: "line",
      longest: 200,
      isLevel: true,
      isIdentity: true,
    },
    { key: "gridLeader", title: "网格长", aliases: ["网格长姓名", "网格负责人"], kind: "text", longest: 100 },
    {
      key: "gridLeaderPhone",
      title: "网格长电话",
      aliases: ["网格长联系电话", "网格长手机", "网格长手机号", "网格长联系方式"],
      kind: "text",
      longest: 100,
    },
    {
      key: "gridWorker",
      title: "网格员",
      aliases: ["网格员姓名", "专职网格员", "专职网格员姓名", "兼职网格员"],
      kind: "text",
      longest: 200,
    },
    {
      key: "gridWorkerPhone",
      title: "网格员电话",
      aliases: ["网格员联系电话", "网格员手机", "网格员手机号", "网格员联系方式"],
      kind: "text",
      longest: 300,
    },
    {
      key: "buildingLeader",
      title: "楼栋小组长",
      aliases: ["楼栋长", "楼栋长姓名", "楼长", "楼组长", "楼门长"],
      kind: "text",
      longest: 100,
    },
    {
      key: "buildingLeaderPhone",
      title: "楼栋小组长电话",
      aliases: ["楼栋长电话", "楼栋长联系电话", "楼栋长手机", "楼栋长联系方式", "楼长电话"],
      kind: "text",
      longest: 100,
    },
    {
      key: "phone",
      title: "电话",
      aliases: ["联系电话", "电话号码", "手机", "手机号", "手机号码", "联系方式"],
      kind: "text",
      longest: 300,
    },
    { key: "fromDate", title: "任职日期", aliases: ["任职时间", "上岗时间", "到岗时间"], kind: "day", isPast: true },
  ],
  needsOneOf: [
    { keys: ["grid", "building"] },
    { keys: ["grid"], beside: "gridLeader" },
    { keys: ["grid"], beside: "gridWorker" },
    { keys: ["building"], beside: "buildingLeader" },
  ],
};

export const gridChoices: readonly ImportChoice[] = [
  { key: "estate", title: "小区", hint: "表里没写小区的行都用它", initial: "", isRequired: false },
  {
    key: "phoneOf",
    title: "“电话”一列是谁的",
    hint: "一行只写了一个人时，就是那个人的",
    options: (["gridWorker", "gridLeader", "buildingLeader"] as const).map((value) => ({
      value,
      label: gridPostWords[value],
    })),
    initial: "gridWorker",
    isRequired: true,
  },
];
