import type { FieldProblem } from "#base/contract.ts";
import type { Day } from "#base/dates.ts";
import { halfWidth } from "#base/text.ts";

export type PlaceNames = { estateName: string; buildingName: string; unitName: string; room: string };

/** 幸福小区3号楼2单元501室, as far down as it is known. */
export const placeLabel = ({ estateName, buildingName, unitName, room }: PlaceNames): string =>
  `${estateName}${buildingName}${unitName}${room}${/\d$/.test(room) ? "室" : ""}`;

// A bare number would run into the next one: 幸福小区3 2 501 must not read 幸福小区32501.
export const buildingNameOf = (typed: string): string =>
  withAddressDigits(typed)
    .replace(/^([A-Za-z]?)0*(\d{1,3})$/, "$1$2号楼")
    .replace(/^[A-Za-z]$/, "$&座");
export const unitNameOf = (typed: string): string => withAddressDigits(typed).replace(/^0*(\d+)(?:单元)?$/, "$1单元");
export const roomOf = (typed: string): string => halfWidth(typed).replace(/^(.*\d)室$/, "$1");

const ones = "零一二三四五六七八九";

const numberOf = (chinese: string): number => {
  const [tens, rest] = chinese.includes("十") ? chinese.split("十") : ["", chinese];
  const head = chinese.includes("十") ? (tens === "" ? 1 : ones.indexOf(tens ?? "")) : 0;
  return head * 10 + Math.max(ones.indexOf(rest ?? ""), 0);
};

/** 三号楼 → 3号楼: only where an address word follows, since a name may hold 一 or 十 as well. */
const withAddressDigits = (text: string): string =>
  halfWidth(text).replace(
    /([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=号楼|[栋幢座]|单元)/g,
    (found) => String(numberOf(found)),
  );

const withDigits = (text: string): string => withAddressDigits(text).toLowerCase();

/** Sorts 2号楼 before 10号楼. */
export const naturalKey = (name: string): string =>
  withDigits(name).replace(/\d+/g, (digits) => digits.padStart(6, "0"));

/** Where a person stands in a list by address; whoever has no home known stands last. */
export const placeKeyOf = (
  at: { estateId: string; buildingName: string; unitName: string; room: string } | null,
): string => (at ? [at.estateId, ...[at.buildingName, at.unitName, at.room].map(naturalKey)].join(" ") : "~");

const codeOf = (parts: readonly string[]): string => (parts.length === 0 ? "" : `a${parts.join("x")}`);

const bareOf = (name: string): string =>
  withDigits(name)
    .replace(/(号楼|[栋幢座楼]|单元|[室户])$/, "")
    .replace(/^0+(?=\d)/, "")
    .trim();

/** 3号楼2单元501 → `a3x2x501`, one search token that keeps the order; empty when a part is not letters or digits. */
export const placeCode = (names: Pick<PlaceNames, "buildingName" | "unitName" | "room">): string => {
  const parts = [names.buildingName, names.unitName, names.room].filter((name) => name !== "").map(bareOf);
  return parts.every((part) => /^[a-z0-9]+$/.test(part)) ? codeOf(parts) : "";
};

// In xfxq3-2-501 the letters are an estate's initials; in A3-501 the one letter belongs to the building.
const buildingPattern = "(?<![\\d-])((?<![a-z])[a-z]\\d{1,3}|\\d{1,3})";
const spelled = new RegExp(
  `(?:${buildingPattern}|((?<![a-z])[a-z]))\\s*(号楼|[栋幢座楼])\\s*(?:(\\d{1,2})\\s*单元\\s*)?(?:([a-z]?\\d{1,4})\\s*[室号户]?)?`,
);
const dashed = new RegExp(`${buildingPattern}\\s*[-—–]\\s*(?:(\\d{1,2})\\s*[-—–]\\s*(\\d{1,4})|(\\d{1,4}))(?![\\d-])`);

type TypedParts = { building: string; buildingWord: string; unit: string; room: string; rest: string };

const partsIn = (typed: string): TypedParts | null => {
  const text = withDigits(typed);
  const restOf = (found: RegExpExecArray) =>
    `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.trim();
  const words = spelled.exec(text);
  if (words) {
    const [, numbered, lettered, buildingWord = "", unit = "", room = ""] = words;
    return { building: numbered ?? lettered ?? "", buildingWord, unit, room, rest: restOf(words) };
  }
  const numbers = dashed.exec(text);
  if (!numbers) return null;
  const [, building = "", unit = "", third, second] = numbers;
  return { building, buildingWord: "", unit, room: third ?? second ?? "", rest: restOf(numbers) };
};

/** The address in what a person typed, as a code, and the words around it. */
export const typedPlace = (typed: string): { code: string; rest: string } => {
  const parts = partsIn(typed);
  if (!parts) return { code: "", rest: typed };
  const known = [parts.building, parts.unit, parts.room].filter((part) => part !== "");
  return { code: codeOf(known.map(bareOf)), rest: parts.rest };
};

/** What a person typed as the names of a new address: 幸福 3-2-501 → 幸福, 3号楼, 2单元, 501. */
export const typedNames = (typed: string): PlaceNames => {
  const parts = partsIn(typed);
  return {
    estateName: parts ? parts.rest : typed.trim(),
    buildingName: parts ? buildingNameOf(`${parts.building.toUpperCase()}${parts.buildingWord}`) : "",
    unitName: parts ? unitNameOf(parts.unit) : "",
    room: parts ? parts.room : "",
  };
};

/** Full years on a day; null where the birth date is unknown. */
export const ageOn = (birthDate: Day | null, today: Day): number | null => {
  if (birthDate === null || birthDate > today) return null;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** What is wrong with the days of a resident, as seen on a day. */
export const residentProblem = (
  resident: {
    birthDate: Day | null;
    movedOutDate?: Day | null;
    audienceTags: readonly { sinceDate: Day }[];
  },
  today: Day,
): FieldProblem | null => {
  if (resident.birthDate !== null && resident.birthDate > today)
    return { path: "birthDate", message: "出生日期不能晚于今天" };
  if (resident.birthDate !== null && resident.birthDate < "1900-01-01")
    return { path: "birthDate", message: "出生日期太早，请核对" };
  if (resident.movedOutDate && resident.movedOutDate > today)
    return { path: "movedOutDate", message: "迁出日期不能晚于今天" };
  const late = resident.audienceTags.findIndex(({ sinceDate }) => sinceDate > today);
  return late < 0 ? null : { path: `audienceTags.${late}.sinceDate`, message: "认定日期不能晚于今天" };
};

export type PostAsked = {
  post: "gridLeader" | "gridWorker" | "buildingLeader" | "unitLeader";
  gridId: string | null;
  buildingId: string | null;
  unitId: string | null;
  contactId: string | null;
  residentId: string | null;
};

const placeOfPost = {
  gridLeader: "gridId",
  gridWorker: "gridId",
  buildingLeader: "buildingId",
  unitLeader: "unitId",
} as const;

/** What stands against giving a post: it belongs to one place of its own kind and to one person. */
export const givingProblem = (asked: PostAsked): "PostNeedsPlaceAndHolder" | "PostDoesNotFitPlace" | null => {
  const placeCount = [asked.gridId, asked.buildingId, asked.unitId].filter((id) => id !== null).length;
  const holderCount = [asked.contactId, asked.residentId].filter((id) => id !== null).length;
  if (placeCount !== 1 || holderCount !== 1) return "PostNeedsPlaceAndHolder";
  return asked[placeOfPost[asked.post]] === null ? "PostDoesNotFitPlace" : null;
};

export const endingProblem = (
  post: { fromDate: Day; toDate: Day | null },
  toDate: Day,
): "PostIsOver" | "PostEndsBeforeStart" | null =>
  post.toDate !== null ? "PostIsOver" : toDate < post.fromDate ? "PostEndsBeforeStart" : null;

/** 网格一般为 300 至 500 户: a check for the eye, not a limit. */
export const gridSizeRemark = (householdCount: number): "" | "small" | "large" =>
  householdCount === 0 ? "" : householdCount < 300 ? "small" : householdCount > 500 ? "large" : "";
