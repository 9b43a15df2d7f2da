import type { Nature, TaskPlan } from "./matter.ts";
import type { Trait } from "./town.ts";

export type Attitude = "for" | "conditional" | "against" | "neutral";

/** Something that several parties have to talk over: what residents bring, what is said, what is resolved. */
export type Theme = {
  category: string;
  where: "building" | "estate";
  only?: Trait;
  title: string;
  summary: string;
  /** What single residents come to the desk with, each with its title. */
  voices: readonly { title: string; said: string; nature: Nature }[];
  statements: readonly (readonly [Attitude, string])[];
  /** A matter that residents bring together, one of weight, or one that the two committees put forward. */
  rule: "joint" | "major" | "committees";
  resolution: string;
  tasks: readonly (TaskPlan & { workdays: number })[];
};

/** What is said at every table. */
export const plainStatements: readonly (readonly [Attitude, string])[] = [
  ["for", "同意，早办早好。"],
  ["for", "我问过本单元，大家都支持。"],
  ["for", "方案比上次说的清楚，我赞成。"],
  ["conditional", "同意，但要先把费用公示清楚。"],
  ["conditional", "可以试行三个月，不行再改。"],
  ["conditional", "施工别赶在中午和晚上，其他没意见。"],
  ["neutral", "我家情况特殊，先听听大家的。"],
  ["neutral", "回去再问问几户没来的。"],
  ["against", "我担心影响我们这一排，暂时不同意。"],
];

export const reviewWords = [
  "办得不错，大家看得见。",
  "进度慢了些，请抓紧。",
  "已经好了，谢谢。",
  "晚上还要再看一看效果。",
  "希望能坚持下去。",
  "我们楼的还没轮到，等着。",
] as const;

/** What is given out for information, at council meetings and at those of the party committee. */
export const reports: readonly { title: string; note: string }[] = [
  { title: "上月诉求办理情况通报", note: "登记、办结、回访数字见任务清单，超期件逐件说明。" },
  { title: "社区消防安全检查情况通报", note: "查楼道、充电棚和沿街商铺，隐患已交物业整改。" },
  { title: "物业服务季度评议结果通报", note: "楼栋长打分，得分和意见贴在公示栏。" },
  { title: "助餐点运行情况通报", note: "用餐人次、菜价和补贴使用情况。" },
  { title: "老旧小区改造计划说明", note: "范围、时间和居民出资部分的说明。" },
  { title: "志愿服务活动安排", note: "下月活动和岗位，欢迎报名。" },
  { title: "公共收益收支情况通报", note: "业委会说明上半年收支。" },
];

export const committeeReports: readonly { title: string; note: string }[] = [
  { title: "共建单位资源清单和项目清单", note: "各单位认领项目，明确联系人。" },
  { title: "网格党支部工作情况通报", note: "各网格入户走访和问题上报情况。" },
  { title: "暑期托管班场地和师资安排", note: "学校和包联单位支持教室和志愿教师。" },
  { title: "冬季关爱独居老人行动安排", note: "结对名单和上门频次。" },
  { title: "红色物业试点进展", note: "物业党支部参加社区例会，事项当场认领。" },
  { title: "反诈和消防宣传月安排", note: "派出所、消防救援站各进小区一次。" },
];
