import type { ImportChoice, ImportShape } from "#core/import-kind.ts";
import { organisationKinds } from "../organisation-contract.ts";
import { organisationKindWords } from "../words.ts";
import type { OrganisationKind } from "./organisation-store.ts";

const kindWords: Record<OrganisationKind, readonly string[]> = {
  community: ["社区", "社区居委会", "居委会", "居民委员会", "社区党委", "社区党支部"],
  subdistrict: ["街道", "街道办", "街道办事处", "乡镇", "镇政府"],
  department: ["部门", "职能部门", "政府部门", "行政部门", "行政机关", "机关", "机关单位", "党政机关"],
  property: ["物业", "物业公司", "物业企业", "物业服务企业", "物业服务公司", "物业管理公司"],
  ownersCommittee: ["业委会", "业主委员会", "物管会", "物业管理委员会"],
  partner: [
    "共建/包联单位",
    "共建",
    "包联",
    "共建单位",
    "包联单位",
    "共驻共建单位",
    "联建单位",
    "结对单位",
    "驻区单位",
  ],
  merchant: ["商户", "商家", "商铺", "门店", "沿街商户", "个体户", "个体工商户"],
  social: ["社会组织", "社工机构", "社会团体", "公益组织", "志愿组织", "民办非企业单位"],
};

/** The headings of a community's address book of units. One row is a unit, or a unit with one of its contacts. */
export const organisationShape: ImportShape = {
  columns: [
    {
      key: "name",
      title: "单位名称",
      aliases: ["名称", "单位", "责任单位", "主办单位", "承办单位", "企业名称", "商户名称", "组织名称", "机构名称"],
      kind: "line",
      longest: 60,
      isRequired: true,
      isLevel: true,
      isIdentity: true,
    },
    {
      key: "kind",
      title: "类别",
      aliases: ["性质", "类型", "单位类型", "单位类别", "单位性质"],
      kind: "word",
      words: Object.fromEntries(organisationKinds.flatMap((kind) => kindWords[kind].map((word) => [word, kind]))),
    },
    {
      key: "phone",
      title: "单位电话",
      aliases: ["单位联系电话", "办公电话", "固定电话", "值班电话", "服务电话", "座机"],
      kind: "phone",
    },
    { key: "address", title: "地址", aliases: ["单位地址", "办公地址", "详细地址"], kind: "line", longest: 100 },
    {
      key: "contact",
      title: "联系人",
      aliases: ["负责人", "联系人姓名", "负责人姓名", "责任人", "姓名"],
      kind: "line",
      longest: 40,
      isLevel: true,
      isIdentity: true,
    },
    { key: "post", title: "职务", aliases: ["岗位", "职位", "联系人职务"], kind: "line", longest: 40 },
    {
      key: "contactPhone",
      title: "联系人电话",
      aliases: ["负责人电话", "联系电话", "电话", "电话号码", "手机", "手机号", "手机号码", "联系方式"],
      kind: "phone",
    },
    { key: "note", title: "备注", aliases: ["说明", "附注"], kind: "text", longest: 1_000 },
  ],
  needsOneOf: [{ keys: ["contact"], beside: "post" }],
};

export const organisationChoices: readonly ImportChoice[] = [
  {
    key: "kind",
    title: "类别",
    hint: "表里没写类别的行都用它",
    options: [
      { value: "none", label: "不定，新单位要写明类别" },
      ...organisationKinds.map((value) => ({ value, label: organisationKindWords[value] })),
    ],
    initial: "none",
    isRequired: false,
  },
];
