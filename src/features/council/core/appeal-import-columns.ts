import type { ImportChoice, ImportShape } from "#core/import-kind.ts";
import { channels, natures } from "../appeal-contract.ts";
import { channelWords, natureWords } from "../words.ts";

/** The headings of published message boards, of 12345 exports and of the desk's own 居民诉求登记表. */
export const appealShape: ImportShape = {
  columns: [
    {
      key: "number",
      title: "编号",
      aliases: ["留言编号", "工单编号", "工单号", "诉求编号", "受理编号", "流水号", "来件编号", "事项编号"],
      kind: "line",
      longest: 60,
    },
    {
      key: "reporterName",
      title: "诉求人",
      aliases: [
        "留言用户",
        "诉求人姓名",
        "姓名",
        "反映人",
        "反映人姓名",
        "来电人",
        "来访人",
        "居民姓名",
        "用户",
        "网名",
      ],
      kind: "line",
      longest: 40,
      isIdentity: true,
      pieces: "name",
    },
    {
      key: "reporterPhone",
      title: "联系电话",
      aliases: ["电话", "手机", "手机号", "手机号码", "联系方式", "来电号码"],
      kind: "phone",
      pieces: "phone",
    },
    {
      key: "address",
      title: "居住地址",
      aliases: ["地址", "住址", "家庭住址", "家庭地址", "问题地址", "事发地址", "事发地点", "地点", "地点补充"],
      kind: "line",
      longest: 100,
      pieces: "text",
    },
    { key: "grid", title: "网格", aliases: ["所属网格", "网格名称", "所在网格"], kind: "line", longest: 60 },
    {
      key: "receivedAt",
      title: "留言时间",
      aliases: [
        "登记日期",
        "受理时间",
        "登记时间",
        "反映时间",
        "反映日期",
        "来电时间",
        "受理日期",
        "提交时间",
        "创建时间",
        "时间",
        "日期",
      ],
      kind: "instant",
      isPast: true,
      isIdentity: true,
    },
    {
      key: "title",
      title: "主题",
      aliases: ["留言主题", "标题", "诉求标题", "诉求主题", "事项标题", "工单标题"],
      kind: "line",
      longest: 500,
      isIdentity: true,
      pieces: "text",
    },
    {
      key: "content",
      title: "诉求内容",
      aliases: ["留言详情", "内容", "留言内容", "反映内容", "详情", "问题描述", "具体内容", "事项内容", "工单内容"],
      kind: "text",
      isIdentity: true,
      pieces: "text",
    },
    {
      key: "measure",
      title: "处理措施",
      aliases: ["办理措施", "处理过程", "办理过程"],
      kind: "text",
      isIdentity: true,
    },
    {
      key: "answer",
      title: "答复意见",
      aliases: ["处理结果", "办理结果", "答复内容", "答复", "回复", "回复内容", "反馈结果", "办理情况"],
      kind: "text",
      isIdentity: true,
    },
    {
      key: "answeredAt",
      title: "答复时间",
      aliases: ["完成日期", "完成时间", "办结时间", "办结日期", "回复时间", "答复日期"],
      kind: "instant",
      isPast: true,
      isIdentity: true,
    },
    {
      key: "category",
      title: "一级分类",
      aliases: ["一级标签", "诉求类型", "诉求分类", "分类", "类别", "问题类型"],
      kind: "line",
      longest: 80,
    },
    { key: "subcategory", title: "二级分类", aliases: ["二级标签"], kind: "line", longest: 40 },
    { key: "subsubcategory", title: "三级分类", aliases: ["三级标签"], kind: "line", longest: 40 },
    {
      key: "channel",
      title: "来源",
      aliases: ["诉求来源", "来源渠道", "受理渠道", "渠道", "受理方式"],
      kind: "line",
      longest: 40,
    },
    { key: "nature", title: "性质", aliases: ["诉求性质", "工单性质", "事项性质"], kind: "line", longest: 40 },
    { key: "clerk", title: "受理人", aliases: ["登记人", "经办人", "受理人员"], kind: "line", longest: 40 },
    { key: "satisfaction", title: "满意度", aliases: ["满意情况", "满意度评价"], kind: "line", longest: 40 },
    { key: "likes", title: "点赞数", aliases: ["点赞", "支持数", "赞成数"], kind: "integer" },
    { key: "dislikes", title: "反对数", aliases: ["反对", "点踩数"], kind: "integer" },
    { key: "note", title: "备注", aliases: ["说明", "附注"], kind: "text", longest: 2_000 },
  ],
  needsOneOf: [
    { keys: ["title", "content"] },
    // Without a time a row of the archive belongs to no year.
    { keys: ["receivedAt", "answeredAt"], when: { choice: "mode", is: "history" } },
  ],
};

const optionsOf = <K extends string>(keys: readonly K[], words: Record<K, string>) =>
  keys.map((value) => ({ value, label: words[value] }));

export const appealChoices: readonly ImportChoice[] = [
  {
    key: "mode",
    title: "导入成",
    hint: "",
    options: [
      { value: "history", label: "历史档案", hint: "编为“史”字号，不计时限；有答复的记为已答复" },
      { value: "open", label: "待办诉求", hint: "编为“诉”字号，每一条都从今天起计首次答复时限" },
    ],
    initial: "history",
    isRequired: true,
  },
  {
    key: "source",
    title: "表的出处",
    hint: "如“市长信箱”“12345 热线”“手工台账”。同一出处的同一编号只收一次",
    initial: "",
    isRequired: true,
  },
  {
    key: "channel",
    title: "来源",
    hint: "表里没写来源的行都用它",
    options: optionsOf(channels, channelWords),
    initial: "other",
    isRequired: true,
  },
  {
    key: "nature",
    title: "性质",
    hint: "表里没写性质的行都用它",
    options: optionsOf(natures, natureWords),
    initial: "help",
    isRequired: true,
  },
];
