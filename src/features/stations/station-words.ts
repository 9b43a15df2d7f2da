import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { stationContract, stationKinds, stationStates } from "./station-contract.ts";

export const stationKindWords: Words<typeof stationKinds> = {
  rest: "暖心驿站",
  fridge: "爱心冰柜",
  pomegranate: "红石榴驿站",
};

export const stationStateWords: Words<typeof stationStates> = {
  open: "开放",
  offSeason: "未到季节",
  retired: "已停用",
};

export const stationRefusals = {
  StationNameTaken: "已有同名的驿站或冰柜，停用了的可以重新启用。",
  StationRetired: "这个站点已经停用，不能再登记。",
  StationInUse: "这个站点正在使用。",
};

export const stationEventWords: Record<string, string> = {
  added: "建站",
  changed: "修改",
  retired: "停用",
  broughtBack: "重新启用",
};

export const stationOperationWords: Record<CommandName<typeof stationContract>, string> = {
  "stations.addStation": "增加驿站冰柜",
  "stations.changeStation": "修改驿站冰柜",
  "stations.retireStation": "停用驿站冰柜",
  "stations.bringBackStation": "重新启用驿站冰柜",
};

/** 5–9 月; nothing where it is kept all year. */
export const seasonWords = (of: { seasonFromMonth: number | null; seasonToMonth: number | null }): string =>
  of.seasonFromMonth === null || of.seasonToMonth === null
    ? "全年"
    : of.seasonFromMonth === of.seasonToMonth
      ? `${of.seasonFromMonth} 月`
      : `${of.seasonFromMonth} 月至${of.seasonFromMonth > of.seasonToMonth ? "次年 " : " "}${of.seasonToMonth} 月`;
