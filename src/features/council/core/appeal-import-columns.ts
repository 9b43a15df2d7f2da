import type { ImportChoice, ImportShape } from "#core/import-kind.ts";
import { channels, natures } from "../appeal-contract.ts";
import { channelWords, natureWords } from "../appeal-words.ts";

/** Offices name the same column after whatever they call the matter: 诉求时间, 来电时间, 工单时间 … */
const crossed = (matters: readonly string[], ends: readonly string[]): string[] =>
  matters.flatMap((matter) => ends.map((end) => `${matter}${end}`));

const comings = [
  "留言",
  "诉求",
  "反映",
  "来电",
  "来访",
  "来信",
  "来件",
  "投诉",
  "求助",
  "咨询",
  "建议",
  "信访",
  "信件",
  "写信",
];
const matters = [...comings, "问题", "事项", "工单", "案件", "事件", "件"];
const takings = [
  "受理",
  "登记",
  "提交",
  "提出",
  "创建",
  "上报",
  "上传",
  "录入",
  "建单",
  "接收",
  "接件",
  "收件",
  "接报",
  "发布",
  "记录",
  "发生",
  "报事",
];
const endings = ["答复", "回复", "办结", "完成", "办理", "处理", "处置", "反馈", "结案", "回执"];

/** The headings of published message boards, of 12345 exports and of the desk's own 居民诉求登记表. */
export const appealShape: ImportShape = {
  columns: [
    {
      key: "number",
      title: "编号",
      aliases: [
        "流水号",
        "单号",
        "受理号",
        ...crossed([...matters, "受理", "登记", "业务"], ["编号", "号", "单号", "ID"]),
      ],
      kind: "code",
      longest: 60,
      pieces: "text",
    },
    {
      key: "reporterName",
      title: "诉求人",
      aliases: [
        ...["姓名", "用户", "网名", "昵称", "居民", "居民姓名", "住户", "业主", "业主姓名", "群众姓名", "联系人"],
        ...crossed(
          [...comings, "申请", "提出", "上报", "报事", "当事"],
          ["人", "人姓名", "者", "者姓名", "用户", "居民"],
        ),
      ],
      kind: "line",
      longest: 40,
      isIdentity: true,
      pieces: "name",
    },
    {
      key: "reporterPhone",
      title: "联系电话",
      aliases: [
        ...["电话", "手机", "联系方式", "联系手机", "电话号码"],
        ...crossed(
          [...comings.flatMap((coming) => [coming, `${coming}人`]), "居民", "业主", "联系人"],
          ["电话", "手机"],
        ),
        ...crossed(["", "联系", "居民", "业主"], ["手机号", "手机号码", "电话号码"]),
        ...crossed(["来电", "来电人", "联系"], ["号码"]),
      ],
      kind: "phone",
      pieces: "phone",
    },
    {
      key: "address",
      title: "居住地址",
      aliases: [
        ...[
          "地址",
          "住址",
          "地点",
          "位置",
          "小区",
          "小区名称",
          "家庭住址",
          "家庭地址",
          "详细地址",
          "联系地址",
          "地点补充",
        ],
        ...crossed(["居住", "所在", "所属"], ["小区", "地点", "位置"]),
        ...crossed([...matters, "事发", "发生", "具体", "涉及"], ["地址", "地点", "位置", "小区"]),
      ],
      kind: "line",
      longest: 100,
      pieces: "text",
    },
    {
      key: "grid",
      title: "网格",
      aliases: ["所属网格", "网格名称", "所在网格", "归属网格", "网格名"],
      kind: "line",
      longest: 60,
    },
    {
      key: "receivedAt",
      title: "留言时间",
      aliases: ["时间", "日期", ...crossed([...matters, ...takings], ["时间", "日期"])],
      kind: "instant",
      isPast: true,
      isIdentity: true,
    },
    {
      key: "title",
      title: "主题",
      aliases: ["标题", "题目", "事由", ...crossed(matters, ["主题", "标题", "题目", "名称", "事由"])],
      kind: "line",
      longest: 500,
      isIdentity: true,
      pieces: "text",
    },
    {
      key: "content",
      title: "诉求内容",
      aliases: [
        ...["内容", "详情", "正文", "描述", "具体内容", "详细内容", "主要内容", "具体问题", "存在问题", "反映问题"],
        ...["反映的问题", "居民诉求", "群众诉求", "诉求", "诉求事项", "问题"],
        ...crossed(matters, ["内容", "详情", "描述", "正文", "情况", "具体内容", "详细内容", "主要内容"]),
      ],
      kind: "text",
      isIdentity: true,
      pieces: "text",
    },
    {
      key: "measure",
      title: "处理措施",
      aliases: crossed(["处理", "办理", "处置", "解决", "整改"], ["措施", "过程", "经过", "办法"]),
      kind: "text",
      isIdentity: true,
    },
    {
      key: "answer",
      title: "答复意见",
      aliases: ["答复", "回复", ...crossed(endings, ["意见", "内容", "结果", "情况", "详情"]), "官方回复", "官方答复"],
      kind: "text",
      isIdentity: true,
    },
    {
      key: "answeredAt",
      title: "答复时间",
      aliases: crossed([...endings, "实际办结", "实际完成"], ["时间", "日期"]),
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
