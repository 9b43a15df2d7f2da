import { countedSigners } from "./topic-signers.ts";

/** How a home was heard. */
export const hearings = ["appeals", "signers", "meeting", "visits"] as const;
export type Hearing = (typeof hearings)[number];

/** One voice with its home, on the register or as it was typed. */
export type Voice = { way: Hearing; householdId: string | null; address: string };

/** Whom a topic concerns: homes of the register, or so many as somebody says. */
export type Affected =
  | { kind: "homes"; homes: readonly { householdId: string; address: string }[] }
  | { kind: "count"; count: number };

export type Coverage = {
  affectedCount: number;
  heardCount: number;
  byWay: Record<Hearing, number>;
  percent: number;
  isEnough: boolean;
};

const distinct = (voices: readonly Omit<Voice, "way">[]): Set<number> =>
  new Set([...countedSigners(voices.map((voice, at) => ({ ...voice, id: `${at}` })))].map(Number));

/**
 * The voices that count: of the homes concerned where they are known, each as it stands on the register, and of any
 * home where only their number is. A typed door that fits a home concerned is that home.
 */
const countedVoices = (affected: Affected, voices: readonly Voice[]): Voice[] => {
  if (affected.kind === "count") return [...voices];
  const byId = new Map(affected.homes.map((home) => [home.householdId, home]));
  return voices.flatMap((voice) => {
    const home =
      voice.householdId === null
        ? affected.homes.find((other) => distinct([other, voice]).size === 1 && voice.address !== "")
        : byId.get(voice.householdId);
    return home ? [{ ...home, way: voice.way }] : [];
  });
};

/** How many of the homes that a topic concerns have been heard, each once, however often it spoke. */
export const coverageOf = (affected: Affected, voices: readonly Voice[], minPercent: number): Coverage => {
  const counted = countedVoices(affected, voices);
  const affectedCount = affected.kind === "homes" ? affected.homes.length : affected.count;
  const heardCount = Math.min(distinct(counted).size, affectedCount);
  const countBy = (way: Hearing) => distinct(counted.filter((voice) => voice.way === way)).size;
  return {
    affectedCount,
    heardCount,
    byWay: {
      appeals: countBy("appeals"),
      signers: countBy("signers"),
      meeting: countBy("meeting"),
      visits: countBy("visits"),
    },
    percent: affectedCount === 0 ? 0 : Math.round((heardCount * 100) / affectedCount),
    isEnough: heardCount * 100 >= affectedCount * minPercent,
  };
};

/** The homes concerned that nobody has heard yet, in their order. */
export const unheardHomes = <H extends { householdId: string; address: string }>(
  homes: readonly H[],
  voices: readonly Voice[],
): H[] => {
  const heard = new Set(countedVoices({ kind: "homes", homes }, voices).map(({ householdId }) => householdId));
  return homes.filter(({ householdId }) => !heard.has(householdId));
};

const hearingWords: Record<Hearing, string> = { appeals: "诉求", signers: "联名", meeting: "会上", visits: "上门" };

/** 涉及48户，已听到19户（40%）：诉求6、联名5、会上12、上门0，去重后19 */
export const coverageSentence = ({ affectedCount, heardCount, byWay, percent }: Coverage): string => {
  const parts = hearings.map((way) => `${hearingWords[way]}${byWay[way]}`).join("、");
  return `涉及${affectedCount}户，已听到${heardCount}户（${percent}%）：${parts}，去重后${heardCount}`;
};

const attitudeKeys = { "1": "for", "2": "conditional", "3": "against", "4": "neutral" } as const;

/** A row of the sheet as it is keyed: 1 赞成 2 有条件 3 反对 4 未表态, and the words behind it; null for anything else. */
export const typedOpinion = (
  typed: string,
): { attitude: (typeof attitudeKeys)["1" | "2" | "3" | "4"]; words: string } | null => {
  const [, key, words = ""] =
    /^([1-4])[\s、.，,]*(.*)$/.exec(typed.trim().replace(/^[１-４]/, (digit) => `${"１２３４".indexOf(digit) + 1}`)) ??
    [];
  if (key === undefined) return null;
  return { attitude: attitudeKeys[key as keyof typeof attitudeKeys], words: words.trim() };
};
