import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import { audienceWords } from "#features/people/words.ts";
import type {
  partyKinds,
  priceKinds,
  quotaPeriods,
  serviceCategories,
  serviceContract,
  serviceModes,
} from "./service-contract.ts";

export { audienceWords };

export const serviceCategoryWords: Words<typeof serviceCategories> = {
  health: "健康服务",
  life: "便民生活",
  care: "特殊群体关爱",
  errand: "帮办代办",
  course: "课程",
  activity: "活动",
  childCare: "托管照看",
  consult: "咨询调解",
  room: "场地",
  other: "其他",
};

export const serviceModeWords: Words<typeof serviceModes> = { visit: "来中心", deliver: "上门" };
export const priceKindWords: Words<typeof priceKinds> = { free: "免费", lowFee: "低偿", market: "市场价" };
export const partyWords: Words<typeof partyKinds> = { person: "个人", household: "住户", group: "团体" };
export const quotaPeriodWords: Words<typeof quotaPeriods> = {
  day: "每天",
  week: "每周",
  month: "每月",
  quarter: "每季度",
  year: "每年",
};

export const serviceRefusals = {
  ServiceNameTaken: "已有同名的服务项目。",
  PriceNeedsWords: "收费的项目请写明价格，比如“每次 10 元”。",
};

export const serviceOperationWords: Record<CommandName<typeof serviceContract>, string> = {
  "booking.addService": "增加服务项目",
  "booking.changeService": "修改服务项目",
};
