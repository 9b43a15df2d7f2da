import { cleanLine, halfWidth } from "#base/text.ts";
import { buildingNameOf } from "./rules.ts";

/** The remark is what stands in brackets: a post, 兼. */
export type CellPerson = { name: string; phone: string; remark: string };

const phonePattern = /(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8}|[2-9]\d{6,7})(?!\d)/g;

const withoutCountry = (text: string): string => halfWidth(text).replace(/(?:\+|00)86[\s-]?(?=1\d)/g, "");

/** Every whole telephone number in a cell, as digits. */
export const phonesIn = (text: string): string[] =>
  (withoutCountry(text).match(phonePattern) ?? []).map((found) => found.replace(/\D/g, ""));

/** What is written where a post is vacant. */
const nobody = /^(?:无|没有|暂无|待定|空缺|暂缺|缺|同上|[-—–/\\]+)$/;

const isHan = (text: string): boolean => /^[\p{Script=Han}·]+$/u.test(text);

/** 张三 李四 are two people, 张 三 is one. */
const spacedNames = (text: string): string[] => {
  const pieces = text.split(/\s+/).filter((piece) => piece !== "");
  if (!pieces.every(isHan)) return pieces.length === 0 ? [] : [pieces.join(" ")];
  return pieces.every((piece) => piece.length > 1) ? pieces : [pieces.join("")];
};

/** The people of one stretch between two separators; undefined where its numbers fit nobody. */
const peopleBetween = (part: string): CellPerson[] | undefined => {
  const phones = phonesIn(part);
  const words = withoutCountry(part).replace(phonePattern, " ").replace(/【/g, "(").replace(/】/g, ")");
  const remark = (/\(([^()]*)\)/.exec(words)?.[1] ?? "").trim();
  const names = spacedNames(words.replace(/\([^()]*\)/g, " ").replace(/[():]/g, " ")).filter(
    (name) => !nobody.test(name),
  );
  if (phones.length > 0 && phones.length !== names.length) return undefined;
  return names.map((name, at) => ({ name, phone: phones[at] ?? "", remark }));
};

/** The people of a cell with the numbers of the cell beside it; undefined where it cannot be told whose is which. */
export const peopleIn = (names: string, phones: string): CellPerson[] | undefined => {
  const people: CellPerson[] = [];
  for (const part of names.split(/[、，,;；/／|\n]+/)) {
    const found = peopleBetween(part);
    if (!found) return undefined;
    people.push(...found);
  }
  const numbers = phonesIn(phones);
  if (numbers.length === 0) return /\d/.test(halfWidth(phones)) ? undefined : people;
  if (numbers.length !== people.length) return undefined;
  const isContradicted = people.some(({ phone }, at) => phone !== "" && phone !== numbers[at]);
  return isContradicted ? undefined : people.map((person, at) => ({ ...person, phone: numbers[at] ?? "" }));
};

const mostBuildings = 60;
const numbered = /^([A-Za-z]?)(\d{1,3})(号楼|[栋幢座楼号#])?$/;
const ranged = /^([A-Za-z]?)(\d{1,3})(?:号楼|[栋幢座楼号#])?[-—–~～至到]([A-Za-z]?)(\d{1,3})(号楼|[栋幢座楼号#])?$/;

/** 1# and 1号 are how offices write 1号楼. */
const wordOf = (suffix: string): string => (/^[号#]?$/.test(suffix) ? "号楼" : suffix);

/** 1-5号楼, 1、2、3栋 or one name as single names; undefined where it cannot be told which buildings are meant. */
export const buildingsIn = (text: string): string[] | undefined => {
  const plain = cleanLine(halfWidth(text))
    .replace(/#楼/g, "#")
    .replace(/\s*([-—–~～至到])\s*/g, "$1");
  const parts = plain.split(/[、，,;；/和及\s]+/).filter((part) => part !== "");
  const names: string[] = [];
  // In 1、2、3栋 the word stands behind the last number only.
  let suffix = "";
  for (const part of parts.reverse()) {
    const range = ranged.exec(part);
    const single = numbered.exec(part);
    if (range) {
      const [, letter = "", first = "", otherLetter = "", last = "", written] = range;
      suffix = written ?? suffix;
      const from = Number(first);
      const to = Number(last);
      if (from > to || to - from >= mostBuildings || (otherLetter !== "" && otherLetter !== letter)) return undefined;
      for (let number = to; number >= from; number -= 1) names.push(`${letter}${number}${wordOf(suffix)}`);
    } else if (single) {
      const [, letter = "", number = "", written] = single;
      suffix = written ?? suffix;
      names.push(`${letter}${Number(number)}${wordOf(suffix)}`);
    } else {
      const name = buildingNameOf(part);
      if (name.length > 20 || /[-—–~～至到]|^(?:全部|所有|全小区|整个)/.test(part)) return undefined;
      names.push(name);
    }
  }
  return names.length > mostBuildings ? undefined : [...new Set(names.reverse())];
};
