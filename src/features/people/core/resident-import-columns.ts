import type { ImportChoice, ImportShape } from "#core/import-kind.ts";
import { partyMemberKinds } from "../resident-contract.ts";
import { partyMemberWords } from "../words.ts";

/** The headings of a community's own register of its residents. Whatever column holds ID numbers is not read. */
export const residentShape: ImportShape = {
  columns: [
    {
      key: "estate",
      title: "小区",
      aliases: ["小区名称", "所属小区", "院落", "小区院落"],
      kind: "line",
      longest: 40,
    },
    {
      key: "building",
      title: "楼栋",
      aliases: ["楼号", "栋号", "幢号", "楼幢", "栋", "幢", "楼"],
      kind: "line",
      longest: 20,
    },
    { key: "unit", title: "单元", aliases: ["单元号"], kind: "line", longest: 20 },
    {
      key: "room",
      title: "房号",
      aliases: ["室号", "门牌号", "房间号", "门号", "房屋号", "室"],
      kind: "line",
      longest: 20,
    },
    {
      key: "name",
      title: "姓名",
      aliases: ["居民姓名", "名字", "户主姓名", "成员姓名"],
      kind: "line",
      longest: 40,
      isRequired: true,
      isIdentity: true,
    },
    {
      key: "gender",
      title: "性别",
      aliases: [],
      kind: "word",
      words: { 男: "male", 女: "female", 男性: "male", 女性: "female", 先生: "male", 女士: "female" },
    },
    { key: "birthDate", title: "出生日期", aliases: ["出生年月日", "生日"], kind: "day", isPast: true },
    { key: "phone", title: "联系电话", aliases: ["电话", "手机", "手机号", "手机号码", "联系方式"], kind: "phone" },
    { key: "relation", title: "与户主关系", aliases: ["与户主的关系", "家庭关系", "关系"], kind: "line", longest: 20 },
    {
      key: "audiences",
      title: "人群",
      aliases: ["重点人群", "特殊人群", "人群类别", "一老一小一困"],
      kind: "words",
      words: {
        老年人: "elder",
        老人: "elder",
        老: "elder",
        儿童: "child",
        未成年人: "child",
        小: "child",
        困难群众: "hardship",
        困难: "hardship",
        低保: "hardship",
        困: "hardship",
      },
    },
    {
      key: "partyMember",
      title: "党员类别",
      aliases: ["党员", "是否党员", "党员身份", "党员类型", "政治面貌"],
      kind: "word",
      words: {
        在册: "registered",
        在册党员: "registered",
        在职: "workplace",
        在职党员: "workplace",
        两新: "newSector",
        两新党员: "newSector",
        流动: "mobile",
        流动党员: "mobile",
        共建: "partner",
        共建单位党员: "partner",
        // Which of the kinds it is the file does not say: a choice for the whole file does.
        ...Object.fromEntries(
          ["是", "党员", "中共党员", "正式党员", "预备党员", "中共预备党员"].map((word) => [word, "unsaid"]),
        ),
        ...Object.fromEntries(
          ["否", "非党员", "不是", "群众", "团员", "共青团员", "民主党派", "无党派"].map((word) => [word, ""]),
        ),
      },
    },
    { key: "note", title: "备注", aliases: ["说明", "附注"], kind: "text", longest: 2_000 },
  ],
  needsOneOf: [
    { keys: ["room"], beside: "building" },
    { keys: ["building"], beside: "room" },
    { keys: ["building"], beside: "unit" },
  ],
};

export const residentChoices: readonly ImportChoice[] = [
  {
    key: "partyMember",
    title: "只写“是”或“党员”的，记为",
    hint: "表里有党员一列、又没写是哪一类时",
    options: [
      { value: "none", label: "不记，等核实" },
      ...partyMemberKinds.map((value) => ({ value, label: partyMemberWords[value] })),
    ],
    initial: "none",
    isRequired: false,
  },
  { key: "estate", title: "小区", hint: "表里没写小区的行都用它", initial: "", isRequired: false },
  {
    key: "audienceSource",
    title: "人群标签的来源",
    hint: "表里有“人群”一列时，标签上写明是哪里认定的",
    initial: "导入的名册",
    isRequired: true,
  },
];
