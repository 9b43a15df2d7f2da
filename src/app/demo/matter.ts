import type { Chance } from "./chance.ts";
import type { OrganisationKey } from "./organisations.ts";
import type { Trait } from "./town.ts";

export const natures = ["inquiry", "help", "complaint", "report", "suggestion", "praise"] as const;
export type Nature = (typeof natures)[number];
export type Channel =
  | "window"
  | "phone"
  | "visit"
  | "box"
  | "meeting"
  | "wechat"
  | "observer"
  | "snapshot"
  | "delegate"
  | "petition"
  | "superior"
  | "other";

/** `property` stands for whoever looks after the estate. */
export type UnitKey = Exclude<OrganisationKey, `${string}:${string}`> | "property" | "owners";

export type TaskPlan = {
  track: "immediate" | "online" | "consult";
  unit: UnitKey;
  title: string;
  measure: string;
  /** For residents: places down to the building, and nobody's name. */
  wording: string;
  results: readonly string[];
  evidence: string;
  platform?: string;
};

/** One kind of thing that residents bring, and what usually becomes of it. Words in braces are filled in. */
export type Matter = {
  /** The path of its category. */
  category: string;
  /** How often, against the others. */
  weight: number;
  /** A digit for each month; all alike when absent. */
  months?: string;
  /** How far down the address goes. */
  where: "home" | "unit" | "building" | "estate";
  only?: Trait;
  natures: Partial<Record<Nature, number>>;
  urgency?: "urgent" | "utility";
  channels?: Partial<Record<Channel, number>>;
  /** Brought for an old neighbour or a parent. */
  isOftenOnBehalf?: boolean;
  /** Several homes notice it at the same time. */
  clusterShare?: number;
  titles: readonly string[];
  said: readonly string[];
  more?: readonly string[];
  ways: { answer?: number; task?: number; escalate?: number; reject?: number };
  answers?: readonly string[];
  task?: TaskPlan;
  escalation?: { toWhom: string; reason: string; replies: readonly string[] };
  rejection?: { reason: RejectReason; told: string };
};

export type RejectReason =
  | "notCommunity"
  | "inLawsuit"
  | "handledElsewhere"
  | "repeated"
  | "tooVague"
  | "withdrawn"
  | "otherReason";

/** What the words in braces stand for. */
export type Blanks = { estate: string; building: string; unit: string };

const floors = ["二楼", "三楼", "四楼", "五楼", "六楼"];
const agos = ["昨天", "昨天晚上", "今天早上", "前天", "这两天", "今天上午"];
const spans = ["两天", "三四天", "快一周", "一个多星期", "半个月", "快一个月"];
const clocks = ["晚上十点多", "夜里十一点", "凌晨一点", "早上六点", "中午休息时", "傍晚"];
const counts = ["两", "三", "四", "五", "六", "七八"];

/** {place} is the building, or the estate where the building is not known. */
export const fill = (text: string, blanks: Blanks, chance: Chance): string =>
  text.replace(/\{(\w+)\}/g, (_, word: string) => {
    switch (word) {
      case "estate":
        return blanks.estate;
      case "building":
        return blanks.building === "" ? "院里" : blanks.building;
      case "place":
        return blanks.estate + blanks.building;
      case "unit":
        return blanks.unit === "" ? "单元" : blanks.unit;
      case "floor":
        return chance.pick(floors);
      case "ago":
        return chance.pick(agos);
      case "span":
        return chance.pick(spans);
      case "clock":
        return chance.pick(clocks);
      case "some":
        return chance.pick(counts);
      default:
        throw new Error(`There is no blank called ${word}`);
    }
  });

const openings = ["", "", "", "居民反映，", "来人说，", "据反映，"];
const closings = ["", "", "希望尽快处理。", "请社区帮忙协调。", "盼回复。", "请派人看一下。", "邻居们都等着。"];

/** What a clerk writes down: an opening, the matter, perhaps a detail and a wish. */
export const contentOf = (
  said: string,
  more: readonly string[] | undefined,
  blanks: Blanks,
  chance: Chance,
): string => {
  const parts = [
    chance.pick(openings) + fill(said, blanks, chance),
    more !== undefined && chance.isLucky(0.6) ? fill(chance.pick(more), blanks, chance) : "",
    chance.pick(closings),
  ];
  return parts.join("");
};
