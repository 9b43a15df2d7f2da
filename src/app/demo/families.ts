import { addDays, type Day, yearOf } from "#base/dates.ts";
import type { Chance } from "./chance.ts";
import { type Gender, makeName, surnameOf } from "./names.ts";
import type { Trait } from "./town.ts";

export type Audience = "elder" | "child" | "hardship";
export type PartyMember = "registered" | "workplace" | "newSector" | "mobile" | "partner";

export type Member = {
  name: string;
  gender: Gender;
  birthDate: Day;
  relation: string;
  partyMember: PartyMember | null;
  audienceTags: { audience: Audience; source: string; sinceDate: Day }[];
};

type Making = { chance: Chance; today: Day; publicTexts: string };

const birthDateAt = ({ chance, today }: Making, age: number): Day =>
  addDays(today, -Math.round(age * 365.25) - chance.int(0, 364));

const partyShare = (age: number) => (age < 22 ? 0 : age < 40 ? 0.07 : age < 60 ? 0.1 : 0.14);

const partyKind = (chance: Chance, age: number): PartyMember =>
  chance.weighted(["registered", "workplace", "newSector", "mobile", "partner"] as const, (kind) => {
    if (kind === "registered") return age >= 55 ? 12 : 5;
    if (kind === "workplace") return age >= 60 ? 0 : 4;
    return kind === "newSector" ? (age < 50 ? 1.2 : 0) : kind === "mobile" ? 0.6 : 0.3;
  });

/** 60 years and more, and below 14: the day is known from the register. */
const ageTags = (birthDate: Day, age: number): Member["audienceTags"] => {
  if (age >= 60)
    return [{ audience: "elder", source: "户籍", sinceDate: `${yearOf(birthDate) + 60}${dateIn(birthDate)}` }];
  return age < 14 ? [{ audience: "child", source: "户籍", sinceDate: birthDate }] : [];
};

/** `-02-28` where the birthday is the 29th, which the other year may not have. */
const dateIn = (birthDate: Day) => birthDate.slice(4).replace("-02-29", "-02-28");

const member = (making: Making, given: { surname: string; gender: Gender; age: number; relation: string }): Member => {
  const { chance, publicTexts } = making;
  const birthDate = birthDateAt(making, given.age);
  return {
    name: makeName(chance, { surname: given.surname, gender: given.gender, birthYear: yearOf(birthDate) }, publicTexts),
    gender: given.gender,
    birthDate,
    relation: given.relation,
    partyMember: chance.isLucky(partyShare(given.age)) ? partyKind(chance, given.age) : null,
    audienceTags: ageTags(birthDate, given.age),
  };
};

const anyGender = (chance: Chance): Gender => (chance.isLucky(0.5) ? "male" : "female");

const couple = (making: Making, age: number, surname = surnameOf(making.chance)): Member[] => {
  const { chance } = making;
  const isHeadHusband = chance.isLucky(0.72);
  const husband = { surname, gender: "male" as const, age, relation: isHeadHusband ? "户主" : "配偶" };
  const wife = {
    surname: surnameOf(chance),
    gender: "female" as const,
    age: Math.max(21, age - chance.int(-2, 5)),
    relation: isHeadHusband ? "配偶" : "户主",
  };
  const both = [member(making, husband), member(making, wife)];
  return isHeadHusband ? both : both.reverse();
};

const childrenOf = (making: Making, surname: string, motherAge: number, count: number): Member[] => {
  const { chance } = making;
  const eldest = motherAge - chance.int(24, 30);
  return Array.from({ length: count }, (_, at) => eldest - at * chance.int(3, 6))
    .filter((age) => age >= 0 && age < 30)
    .map((age) => {
      const gender = anyGender(chance);
      return member(making, { surname, gender, age, relation: gender === "male" ? "子" : "女" });
    });
};

const nuclear = (making: Making, childCount: number): Member[] => {
  const age = making.chance.int(29, 52);
  const surname = surnameOf(making.chance);
  return [...couple(making, age, surname), ...childrenOf(making, surname, age - 1, childCount)];
};

const threeGenerations = (making: Making): Member[] => {
  const { chance } = making;
  const age = chance.int(31, 45);
  const surname = surnameOf(chance);
  const parents = chance.some(["father", "mother"] as const, chance.isLucky(0.6) ? 2 : 1).map((who) =>
    member(making, {
      surname: who === "father" ? surname : surnameOf(chance),
      gender: who === "father" ? "male" : "female",
      age: age + chance.int(24, 29),
      relation: who === "father" ? "父亲" : "母亲",
    }),
  );
  return [...couple(making, age, surname), ...parents, ...childrenOf(making, surname, age - 1, chance.int(1, 2))];
};

const elderAlone = (making: Making): Member[] => [
  member(making, {
    surname: surnameOf(making.chance),
    gender: making.chance.isLucky(0.66) ? "female" : "male",
    age: making.chance.int(65, 90),
    relation: "户主",
  }),
];

const singleParent = (making: Making): Member[] => {
  const { chance } = making;
  const surname = surnameOf(chance);
  const gender: Gender = chance.isLucky(0.75) ? "female" : "male";
  const age = chance.int(33, 48);
  const children = childrenOf(making, gender === "male" ? surname : surnameOf(chance), age, 1);
  return [member(making, { surname, gender, age, relation: "户主" }), ...children];
};

const tenants = (making: Making): Member[] => {
  const { chance } = making;
  if (chance.isLucky(0.45)) return couple(making, chance.int(24, 36)).map((one) => ({ ...one, relation: "租户" }));
  return Array.from({ length: chance.int(1, 3) }, () =>
    member(making, {
      surname: surnameOf(chance),
      gender: anyGender(chance),
      age: chance.int(21, 38),
      relation: "租户",
    }),
  );
};

/** Parents near their retirement with a child that has not moved out. */
const grownChild = (making: Making): Member[] => {
  const surname = surnameOf(making.chance);
  const age = making.chance.int(50, 59);
  return [...couple(making, age, surname), ...childrenOf(making, surname, age - 1, 1)];
};

const kinds = [
  { make: (making: Making) => couple(making, making.chance.int(62, 84)), old: 18, modern: 8 },
  { make: elderAlone, old: 14, modern: 4 },
  { make: (making: Making) => couple(making, making.chance.int(47, 61)), old: 11, modern: 12 },
  { make: (making: Making) => couple(making, making.chance.int(25, 34)), old: 5, modern: 9 },
  { make: (making: Making) => nuclear(making, 1), old: 12, modern: 24 },
  { make: (making: Making) => nuclear(making, 2), old: 3, modern: 10 },
  { make: grownChild, old: 9, modern: 8 },
  { make: threeGenerations, old: 6, modern: 8 },
  { make: singleParent, old: 4, modern: 3 },
  { make: tenants, old: 18, modern: 14 },
] as const;

const hardshipSources = ["低保名册", "低收入家庭认定", "重度残疾登记", "困境儿童台账", "大病救助登记"] as const;

/** Marks one of a family whom the community keeps an eye on. */
const markHardship = (making: Making, family: Member[]): Member[] => {
  const { chance, today } = making;
  if (!chance.isLucky(0.03)) return family;
  const whom = chance.int(0, family.length - 1);
  const age = yearOf(today) - yearOf(family[whom]?.birthDate ?? today);
  const source = chance.pick(hardshipSources.filter((word) => (word === "困境儿童台账") === age < 14));
  // Nobody is marked before the day of birth.
  const sinceDate = addDays(today, -chance.int(30, 900));
  return family.map((one, at) =>
    at === whom && one.birthDate < sinceDate
      ? { ...one, audienceTags: [...one.audienceTags, { audience: "hardship" as const, source, sinceDate }] }
      : one,
  );
};

/** Who lives in a home of an estate with these traits, as on a day. */
export const makeFamily = (making: Making, traits: readonly Trait[]): Member[] => {
  const kind = making.chance.weighted(kinds, (entry) => (traits.includes("old") ? entry.old : entry.modern));
  return markHardship(making, kind.make(making));
};

/** A child that was born today. */
export const makeNewborn = (making: Making, surname: string): Member => {
  const gender = anyGender(making.chance);
  const birthDate = addDays(making.today, -making.chance.int(12, 60));
  return {
    name: makeName(making.chance, { surname, gender, birthYear: yearOf(birthDate) }, making.publicTexts),
    gender,
    birthDate,
    relation: gender === "male" ? "子" : "女",
    partyMember: null,
    audienceTags: [{ audience: "child", source: "户籍", sinceDate: birthDate }],
  };
};
