import type { Day } from "#base/dates.ts";
import type { audiences } from "#features/people/resident-contract.ts";
import { ageOn } from "#features/people/rules.ts";
import { audienceWords } from "#features/people/words.ts";
import type { WhoMay } from "./service-contract.ts";

type Audience = (typeof audiences)[number];

/** What is known of a person; of somebody who is on no register nothing is. */
export type KnownOf = {
  birthDate: Day | null;
  audiences: readonly Audience[];
  isLivingHere: boolean;
} | null;

export const verdicts = ["may", "unknown", "mayNot"] as const;
export type Verdict = (typeof verdicts)[number];

/** 72 岁; nothing where no birth date is known. */
export const ageText = (birthDate: Day | null, today: Day): string => {
  const age = ageOn(birthDate, today);
  return age === null ? "" : `${age} 岁`;
};

/** One demand of a rule, and what is known about it, in a sentence for the desk alone. */
export type Reason = { verdict: Verdict; words: string };

const ageWords = ({ minAge, maxAge }: Pick<WhoMay, "minAge" | "maxAge">): string => {
  if (minAge !== null && maxAge !== null) return `${minAge} 至 ${maxAge} 岁`;
  return minAge !== null ? `满 ${minAge} 岁` : `不超过 ${maxAge} 岁`;
};

const audienceList = (whoMay: WhoMay): string => whoMay.audiences.map((audience) => audienceWords[audience]).join("、");

/** 「满 60 岁，老年人、困难群众」: as the catalogue says it to everybody; empty where anybody may. */
export const whoMayWords = (whoMay: WhoMay): string =>
  [
    whoMay.minAge !== null || whoMay.maxAge !== null ? ageWords(whoMay) : "",
    audienceList(whoMay),
    whoMay.isLivingHere ? "本社区住户" : "",
  ]
    .filter((part) => part !== "")
    .join("，");

const ageReason = (whoMay: WhoMay, known: NonNullable<KnownOf>, day: Day): Reason => {
  const asked = `要${ageWords(whoMay)}`;
  const age = ageOn(known.birthDate, day);
  if (age === null) return { verdict: "unknown", words: `${asked}：没有登记出生日期，请看证件` };
  const { minAge, maxAge } = whoMay;
  if (minAge !== null && age < minAge)
    return { verdict: "mayNot", words: `${asked}：现在 ${age} 岁，还差 ${minAge - age} 年` };
  if (maxAge !== null && age > maxAge) return { verdict: "mayNot", words: `${asked}：现在 ${age} 岁，已超过` };
  return { verdict: "may", words: `${asked}：现在 ${age} 岁` };
};

const audienceReason = (whoMay: WhoMay, known: NonNullable<KnownOf>): Reason => {
  const asked = `面向${audienceList(whoMay)}`;
  const held = known.audiences.filter((audience) => whoMay.audiences.includes(audience));
  if (held.length > 0)
    return { verdict: "may", words: `${asked}：登记为${held.map((one) => audienceWords[one]).join("、")}` };
  return { verdict: "mayNot", words: `${asked}：没有这样的登记，有证明的可以补登` };
};

/** Whether somebody may on a day, demand by demand. Nobody is refused for what is only unknown. */
export const whoMayReasons = (whoMay: WhoMay, known: KnownOf, day: Day): Reason[] => {
  const words = whoMayWords(whoMay);
  if (words === "") return [];
  if (known === null) return [{ verdict: "unknown", words: `${words}：不在居民登记里，请看证件` }];
  return [
    ...(whoMay.minAge !== null || whoMay.maxAge !== null ? [ageReason(whoMay, known, day)] : []),
    ...(whoMay.audiences.length > 0 ? [audienceReason(whoMay, known)] : []),
    ...(whoMay.isLivingHere
      ? [
          known.isLivingHere
            ? ({ verdict: "may", words: "要是本社区住户：登记在册" } as const)
            : ({ verdict: "mayNot", words: "要是本社区住户：没有登记住址，或已迁出" } as const),
        ]
      : []),
  ];
};

/** The worst of what its reasons say. */
export const verdictOf = (reasons: readonly Reason[]): Verdict =>
  verdicts.findLast((verdict) => reasons.some((reason) => reason.verdict === verdict)) ?? "may";
