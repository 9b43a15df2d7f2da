import type { StationKind } from "./station-contract.ts";

type Template = {
  seasonFromMonth: number | null;
  seasonToMonth: number | null;
  openHours: string;
  supplies: readonly { name: string; unit: string; leastCount: number; isDated: boolean }[];
};

/** What a new station of a kind begins with; each of it may be changed afterwards. */
export const stationTemplates: Readonly<Record<StationKind, Template>> = {
  rest: {
    seasonFromMonth: null,
    seasonToMonth: null,
    openHours: "8:00–18:00",
    supplies: [
      { name: "饮用水", unit: "瓶", leastCount: 24, isDated: false },
      { name: "充电线", unit: "根", leastCount: 3, isDated: false },
      { name: "创可贴", unit: "盒", leastCount: 2, isDated: true },
      { name: "防暑药", unit: "盒", leastCount: 2, isDated: true },
    ],
  },
  pomegranate: {
    seasonFromMonth: null,
    seasonToMonth: null,
    openHours: "9:00–17:00",
    supplies: [
      { name: "饮用水", unit: "瓶", leastCount: 24, isDated: false },
      { name: "双语办事指南", unit: "份", leastCount: 20, isDated: false },
      { name: "常用药", unit: "盒", leastCount: 2, isDated: true },
    ],
  },
  // 冰新一夏
  fridge: {
    seasonFromMonth: 5,
    seasonToMonth: 9,
    openHours: "全天",
    supplies: [
      { name: "矿泉水", unit: "瓶", leastCount: 48, isDated: false },
      { name: "雪糕", unit: "支", leastCount: 50, isDated: true },
      { name: "绿豆汤", unit: "袋", leastCount: 20, isDated: true },
    ],
  },
};
