/** Whoever is at home behind a number: patterns for a folded text, in which 五〇一 is 501 and ＃ is #. */

const number = "[\\d十百]{1,5}";
const between = "[\\s,、\\-—–−_/\\\\.·:|~()\\[\\]的之第]{0,3}";
const bar = "\\s?[-—–−_/\\\\|.·~]\\s?";

/** What follows a number that counts or measures, so that it is no room. */
const counted = `\\s?(?:[盏部台个件处米平㎡元人名位次天块根套张辆棵株条吨斤度年月日多余%‰℃路线时分秒点级升枚只座栋幢楼弄层组盆把扇间家亩字期届章份项批种对双趟班场轮步段片页本万千亿公余来几支箱桶袋瓶株束排列]|单元|号楼|号院|(?:办公|会议|活动|功能|接待|调解|阅览|服务|值班|警务|档案|图书|工作|教|诊)室|小时|厘米|毫米|(?:m|cm|mm|km|kg|kw|w|v|l|ml)(?![A-Za-z]))`;
const noCount = `(?!\\d|${counted}|\\s?[-—~至到]\\s?(?:19|20)\\d\\d)`;

const building = `(?:(?:[A-Za-z]\\d{0,3}|${number}|[甲乙丙丁东西南北中])\\s?(?:号\\s?楼|号院|楼座|栋楼?|幢楼?|座楼?|#\\s?楼?|弄|[楼层])${between})`;
const houseNumber = `(?:(?<![月第〕\\])])${number}\\s?号\\s?[-/]?\\s?)`;
const unit = `(?:(?:${number}|[东西南北中左右甲乙丙丁A-Za-z])\\s?(?:单元门?|门(?![口洞前诊店头卫禁面外岗])|梯(?!次|队))${between})`;
const floor = `(?:${number}\\s?[楼层]${between})`;

/** More rooms of the same house, which follow the first: 501、502室. */
const more = `(?:\\s?[-—~/、,;和及与至到]\\s?\\d{3,4}(?:室|房|号(?![楼院]))?${noCount}(?!\\s?户))*`;

/** The door itself, after a building or a unit. */
const door =
  `(?:\\d{3,4}(?:号房间?|号室|房间|室|房|号(?![楼院线井灯]))?${noCount}(?!\\s?户)${more}` +
  `|\\d(?:\\s\\d){2,3}(?!\\s?\\d)${noCount}` +
  `|[\\d十百]{2,5}\\s?(?:号房间?|号室|房间|室|户|号(?![楼院线井灯梯])))`;
const smallDoor = "(?:\\d{1,2}\\s?(?:号房间?|号室|室(?![外内])))";

const behindBuilding = new RegExp(
  `(?<![\\dA-Za-z月])(?:${building}|${houseNumber}){1,3}${unit}?${floor}?(?:\\d{1,2}${bar}|\\d{1,2}\\s|[甲乙丙丁东西南北中左右A-Za-z])?(?:${door}|${smallDoor})`,
  "g",
);
const behindUnit = new RegExp(
  `(?<![\\dA-Za-z])${unit}${floor}?(?:${door}|${smallDoor}|\\d{1,2}\\s?号(?!\\s?(?:[楼院线井灯梯]|电梯)))`,
  "g",
);
const byCompass = new RegExp(
  `(?<!\\d)(?:${building}|${unit})?(?:${unit})?(?:${number}|顶)\\s?[楼层]\\s?(?:的|靠)?[东西南北中左右]{1,2}[边侧面]?(?:户|手|首|家|(?<=左|右)(?=$|[\\s,。;、)的]))`,
  "g",
);
const byCompassOnly = new RegExp(`(?<![\\dA-Za-z月])(?:${building}|${unit}){1,2}[东西南北中左右]{1,2}[边侧面]?户`, "g");
const threeParts = new RegExp(
  `(?<![\\d.\\-/A-Za-z])[A-Za-z]?\\d{1,3}${bar}(?:[A-Za-z]?\\d{1,2}${bar}){1,2}(\\d{3,4})[室号户]?${noCount}`,
  "g",
);
const twoParts = new RegExp(
  `(?<![\\d.\\-/—~〔第路街巷道A-Za-z]|编号|型号|牌号)(?:[A-Za-z]?\\d{1,2}|[A-H])\\s?[-—–−_/]\\s?(\\d{3,4})[室号]?(?![-/—~.]\\d|\\s?户)${noCount}`,
  "g",
);
const bare =
  /(?<![\d.])(?:\d{3,4}\s?[-—~/、,和及与至到]\s?){0,5}(?:\d{3,4}|\d{0,2}[百十][\d十百]{0,3})\s?(?:号房间?|号室|房间|室(?![外内温])|房(?![屋产租款子源东地价]))/g;
const parted = new RegExp(`(?<![\\d.]|\\d\\s)\\d{1,3}\\s\\d{1,2}\\s(\\d{3,4})[室号]?${noCount}`, "g");
const named = /(?:房号|门牌号?码?|户号|室号|房间号)[^\d\p{L}]{0,3}(?:是|为)?\s?\d{2,4}(?!\d)/gu;
const owned = /(?<![\d.])(\d{3,4})\s?[号室]?的?(?:住户|业主|邻居|租户|房主|户主|人家|家(?![庭具电长家装用]))/g;
const english = /(?<![\dA-Za-z])\d{1,2}\s?[Ff]\s?-?\s?\d{2}(?!\d)/g;
const marked = /(?<![\d.A-Za-z])(\d{3,4})\s?#(?![楼\d])/g;
const livedIn = new RegExp(`(?:家住|租住|居住|住|家在)[在于]?\\s?(\\d{3,4})[室号户]?${noCount}`, "g");

/** Floors and doors as buildings have them: 501 and 1203 are rooms, 120, 300 and 2026 are most often something else. */
const isLikelyRoom = (digits: string): boolean => {
  const value = Number(digits);
  const doorNumber = value % 100;
  const floorNumber = (value - doorNumber) / 100;
  const isYear = digits.length === 4 && value >= 1900 && value < 2100;
  return floorNumber >= 1 && floorNumber <= 45 && doorNumber >= 1 && doorNumber <= 19 && doorNumber !== 10 && !isYear;
};

/** 户 after a number is a household or how many there are. */
const isHousehold = (found: string, after: string): boolean => {
  const households = /(\d+)\s?户$/.exec(found);
  if (!households) return true;
  const isNamed = /单元|[门梯]/.test(found);
  const count = households[1] ?? "";
  return (
    isLikelyRoom(count) &&
    (isNamed || Number(count) % 100 <= 6) &&
    (isNamed || !/^(?:居民|住户|家庭|人家|业主|群众)/.test(after))
  );
};

const patterns: readonly { pattern: RegExp; isLikely: boolean }[] = [
  { pattern: behindBuilding, isLikely: false },
  { pattern: behindUnit, isLikely: false },
  { pattern: byCompass, isLikely: false },
  { pattern: threeParts, isLikely: false },
  { pattern: twoParts, isLikely: true },
  { pattern: bare, isLikely: false },
  { pattern: livedIn, isLikely: true },
  { pattern: parted, isLikely: true },
  { pattern: named, isLikely: false },
  { pattern: byCompassOnly, isLikely: false },
  { pattern: english, isLikely: false },
  { pattern: marked, isLikely: true },
  { pattern: owned, isLikely: true },
];

/** Room numbers in a folded text from which days, hours and telephone numbers are blanked out. */
export const roomsIn = (plain: string): { from: number; to: number }[] => {
  const found: { from: number; to: number }[] = [];
  for (const { pattern, isLikely } of patterns)
    for (const match of plain.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (isLikely && !isLikelyRoom(match[1] ?? "")) continue;
      if (!isHousehold(match[0], plain.slice(to))) continue;
      if (!found.some((other) => other.from < to && from < other.to)) found.push({ from, to });
    }
  return found;
};

/** How much of a found room is the building, which may stand on paper. */
export const buildingLength = (room: string): number =>
  new RegExp(
    `^(?:(?:[A-Za-z]\\d{0,3}|${number}|[甲乙丙丁东西南北中])\\s?(?:号\\s?楼|号院|栋楼?|幢楼?|座楼?|#\\s?楼?|弄|号)${between})+`,
  )
    .exec(room)?.[0]
    .replace(new RegExp(`${between}$`), "").length ?? 0;
