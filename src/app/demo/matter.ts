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
  /** Title | what is said | the answer at the desk | the result of the task; the last two where there can be one. */
  cases: readonly string[];
  more?: readonly string[];
  ways: { answer?: number; task?: number; escalate?: number; reject?: number };
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

/** One way in which a matter shows itself. */
export type Case = { title: string; said: string; answer: string; result: string };

export const caseOf = (written: string): Case => {
  const [title = "", said = "", answer = "", result = ""] = written.split("|").map((part) => part.trim());
  return { title, said, answer, result };
};

/** What the words in braces stand for. */
export type Blanks = { estate: string; building: string; unit: string; floor: string };

const agos = ["昨天", "昨天晚上", "今天早上", "前天", "这两天", "今天上午"];
const spans = ["两天", "三四天", "快一周", "一个多星期", "半个月", "快一个月"];
const clocks = ["晚上十点多", "夜里十一点", "凌晨一点", "早上六点", "中午休息时"];
const counts = ["两", "三", "四", "五", "六", "七八"];

/** {place} is the building, or the estate where the building is not known. */
export const fill = (text: string, blanks: Blanks, chance: Chance): string =>
  text.replace(/\{(\w+)\}/g, (_, word: string) => {
    switch (word) {
      case "estate":
        return blanks.estate;
      case "building":
        return blanks.building;
      case "place":
        return blanks.estate + blanks.building;
      case "unit":
        return blanks.unit;
      case "floor":
        return blanks.floor;
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

const openings: Partial<Record<Channel, readonly string[]>> = {
  window: ["", "", "来人说，"],
  phone: ["", "", "来电说，"],
  visit: ["走访时听到，", "走访时说，"],
  wechat: ["", "居民群里说，"],
  observer: ["民情观察员反映，"],
  superior: ["上级转来：", "热线转来："],
};

const wishes: Partial<Record<Nature, readonly string[]>> = {
  help: ["", "", "希望尽快处理。", "请派人看一下。"],
  complaint: ["", "", "希望尽快处理。", "请社区管一管。", "盼回复。"],
  report: ["", "请核实。", "不要说是我说的。"],
  suggestion: ["", "", "请社区考虑。"],
};

/** What a clerk writes down: how it came, the matter, perhaps a detail and a wish. */
export const contentOf = (
  said: string,
  told: { channel: Channel; nature: Nature; more: readonly string[] },
  blanks: Blanks,
  chance: Chance,
): string =>
  [
    chance.pick(openings[told.channel] ?? [""]),
    fill(said, blanks, chance),
    told.more.length > 0 && chance.isLucky(0.55) ? fill(chance.pick(told.more), blanks, chance) : "",
    chance.pick(wishes[told.nature] ?? [""]),
  ].join("");
