import { describe, expect, test } from "vitest";
import { nameIndex } from "./names-in-text.ts";
import { findPersonalData } from "./paper-scan.ts";
import { maskName, withoutIdNumbers } from "./privacy.ts";

const known = {
  names: [nameIndex(["张晓梅", "孙小花", "高明", "王强", "安全", "阿依·古丽"]), nameIndex(["孙老太", "周代表"])],
  publicPhones: ["0471-6660000", "01066660000"],
};
const found = (text: string) => findPersonalData(text, known).map(({ kind, text: words }) => [kind, words]);

/** A citizen's ID number of a made-up person, with the check digit of GB 11643. */
const idNumberOf = (first17: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return `${first17}${"10X98765432"[sum % 11]}`;
};
const id = idNumberOf("22010219550307251");
const idWithX =
  [...Array(50).keys()].map((n) => idNumberOf(`1501021990030${7000 + n}`)).find((one) => one.endsWith("X")) ?? "";
const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const chinese = (text: string, digits: string) => text.replace(/\d/g, (digit) => [...digits][Number(digit)] ?? "");

describe("mobiles", () => {
  const mobile = "13812345678";
  test.each([
    mobile,
    wide(mobile),
    "(138)12345678",
    "138（1234）5678",
    "（138）1234－5678",
    ..."-–—−－_~～…·.。/／\\|,，、;；:*＊+#'\"^ \u00a0\u3000\t\n".split("").map((sign) => `138${sign}1234${sign}5678`),
    "138\u200b1234\u200d5678",
    "138 - 1234 - 5678",
    "138……1234……5678",
    "138——1234——5678",
    "138一1234一5678",
    "138杠1234杠5678",
    "1 3 8 1 2 3 4 5 6 7 8",
    "1-3-8-1-2-3-4-5-6-7-8",
    "13 81 23 45 67 8",
    "1381 234 5678",
    "138 123 45678",
    "138123\n45678",
    "+86 13812345678",
    "+86-138-1234-5678",
    "0086 138 1234 5678",
    "86138 1234 5678",
    "8613812345678",
    "013812345678",
    "一三八一二三四五六七八",
    "一三八 一二三四 五六七八",
    "幺三八幺二三四五六拐八",
    "幺三八幺两三四五六七八",
    "壹叁捌壹贰叁肆伍陆柒捌",
    "壹叄捌壹貳參肆伍陸柒捌",
    "①③⑧①②③④⑤⑥⑦⑧",
    "❶❸❽❶❷❸❹❺❻❼❽",
    "⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻",
    "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
    "¹³⁸¹²³⁴⁵⁶⁷⁸",
    "١٣٨١٢٣٤٥٦٧٨",
    "1三8一2三4五6七8",
    "138O1234567",
    "138l2345678",
    "138123456789",
    "138和1234和5678",
    "138x1234x5678",
    "138<br>1234<br>5678",
    "138,12,34,56,78",
  ])("%j is found", (text) => {
    for (const around of [
      text,
      `请联系${text}办理`,
      `tel${text}`,
      `wx${text}abc`,
      `刘${text}。`,
      `在3号楼，${text}，11月`,
    ])
      expect(found(around), around).toEqual([[expect.stringMatching("mobile"), expect.any(String)]]);
  });

  test("each is shown as it is written", () => {
    expect(found("打１３８ 1234-5678或(139)12345678")).toEqual([
      ["mobile", "１３８ 1234-5678"],
      ["mobile", "(139)12345678"],
    ]);
    expect(found(`${mobile} ${id}`)).toEqual([
      ["mobile", mobile],
      ["idNumber", id],
    ]);
  });
});

describe("landlines", () => {
  test.each([
    "0471-1234567".replace("1234567", "6234567"),
    "04716234567",
    "(0471)6234567",
    "（010）6623 4567",
    "010-6623-4567",
    "010 66234567 转 801",
    "电话66234567",
    "座机：6623-4567",
    "66234567转801",
    "6234567分机8",
    "电话号码是 6234567",
    "〇一〇六六二三四五六七",
  ])("%s is found", (text) => {
    expect(found(`有事${text}`).map(([kind]) => kind)).toEqual(["landline"]);
  });
  test.each(["0471-6660000", "电话6660000", "（010）66660000", "010-66660000转801", "电话 010 6666 0000"])(
    "%s is the centre's own",
    (text) => expect(found(`请打${text}`)).toEqual([]),
  );
});

describe("ID numbers", () => {
  test.each([
    id,
    `NO${id}`,
    `${id}号`,
    `id${id}abc`,
    wide(id),
    `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
    `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`,
    `${id.slice(0, 6)} ${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)} ${id.slice(14)}`,
    `${id.slice(0, 4)} ${id.slice(4, 8)} ${id.slice(8, 12)} ${id.slice(12, 16)} ${id.slice(16)}`,
    `${id.slice(0, 10)}\n${id.slice(10)}`,
    [...id].join(" "),
    [...id].join("\u200b"),
    chinese(id, "〇一二三四五六七八九"),
    chinese(id, "零壹贰叁肆伍陆柒捌玖"),
    idWithX,
    idWithX.toLowerCase(),
    wide(idWithX),
    `${idWithX.slice(0, 17)} x`,
    `${idWithX.slice(0, 17)}×`,
    "220102550307251",
    "220102 550307 251",
  ])("%j is found, and stored without the day of birth", (text) => {
    const said = `证件${text}，请查`;
    expect(found(said).map(([kind]) => kind)).toEqual(["idNumber"]);
    expect(withoutIdNumbers(said)).toMatch(/^证件(?:NO|id)?(?:220102|150102)\*{8}\d{3}[\dXx](?:号|abc)?，请查$/);
  });

  test("a mistyped one does not get on paper, and is not masked where it may be a number of an order", () => {
    const mistyped = `${id.slice(0, 17)}${id.endsWith("1") ? "2" : "1"}`;
    expect(found(`证件${mistyped}`)).toEqual([["idNumber", mistyped]]);
    expect(withoutIdNumbers(`工单${mistyped}`)).toBe(`工单${mistyped}`);
  });

  test.each(["220102********2519", "220102**********251X", "证220102＊＊＊＊＊＊＊＊2519"])(
    "what is left of one, %s, does not get on paper either",
    (text) => expect(found(text).map(([kind]) => kind)).toEqual(["idNumber"]),
  );

  test.each(["工单202611220000123456", "工单20261122143025001", "2026112214302500012345", "110105261122001", "编号99"])(
    "%s stays as it is",
    (text) => expect(withoutIdNumbers(text)).toBe(text),
  );

  test("a text without one is the same, two in it are both masked", () => {
    expect(withoutIdNumbers("路灯不亮，3号楼，2026年11月22日，13812345678")).toBe(
      "路灯不亮，3号楼，2026年11月22日，13812345678",
    );
    expect(withoutIdNumbers(`${id}和 ${wide(id)}、${id}`)).not.toMatch(/1955|１９５５/);
  });
});

describe("rooms", () => {
  test.each([
    "3号楼2单元501室",
    "3号楼501",
    "3 号楼 501",
    "3号楼-501",
    "3号楼的501",
    "3号楼、501室",
    "三号楼二单元五零一",
    "三号楼二单元五〇一室",
    "十二号楼一单元一〇一",
    "三号楼五百零一室",
    "3栋501",
    "3幢501",
    "3#501",
    "3#楼2单元501",
    "3#2-501",
    "3栋2-501",
    "3/2/501",
    "3-2-501",
    "3－2－501",
    "3—2—501",
    "3_2_501",
    "3.2.501",
    "6-501",
    "A座1203",
    "A-1203",
    "B2栋1203号",
    "B2-501",
    "3号楼2门501",
    "3号楼2梯501",
    "1号楼东单元301",
    "东单元301",
    "2单元501",
    "2单元501户",
    "2单元3号",
    "二单元五〇一",
    "五〇一室",
    "501室",
    "501房",
    "501号房",
    "５０１室",
    "①号楼⑤⓪①",
    "88弄12号501室",
    "18号501",
    "18号院3号楼2单元501室",
    "第3栋第2单元第501室",
    "3号楼5层501",
    "3号楼5楼东户",
    "五楼西户",
    "5楼501",
    "家住501",
    "住1203室",
    "3号楼2单元12室",
    "3号\n楼501",
    "3号楼501、502室",
    "3号楼501-502",
    "3号楼501/502",
    "501、502室",
    "3号楼2单元 5 0 1",
    "3 2 501",
    "5栋乙301",
    "顶楼东户",
    "门牌号：501",
    "房号501",
    "501住户",
    "501的业主",
    "3號樓2單元501",
    "3棟501",
    "12F03",
    "B座12F-03",
    "2单元东户",
    "501#",
    "花园路18弄3号501室",
    "6零2室",
    "1-1-101",
  ])("%j is found", (text) => {
    for (const around of [text, `到${text}修灯`, `（${text}）`, `${text}的灯`])
      expect(
        found(around).map(([kind]) => kind),
        around,
      ).toEqual(["room"]);
  });
});

describe("what is no personal data", () => {
  test.each([
    "2单元101盏路灯",
    "3号楼5部电梯",
    "3号楼120户",
    "3号楼102户居民",
    "2单元12户",
    "3号楼2单元",
    "3号楼2单元1号电梯",
    "2026-11-22",
    "2026/11/22 14:30",
    "2026.11.22",
    "2026年11月22日13:30-15:30，200人",
    "6-2-2026",
    "11/22",
    "11-22 9:00—11:30",
    "13:30-15:30, 200元",
    "11月22号120人参加",
    "1500元",
    "1,500,000元",
    "15,000,000,000元",
    "共12345户",
    "花园路18号",
    "花园路18号3号楼",
    "花园路1-105号",
    "12345",
    "12345热线",
    "110、119、120",
    "拨打96116",
    "电话12345",
    "400-123-4567",
    "4001234567",
    "1、3、5、7、9、11、13、15号楼",
    "13、14、15、16、17、8号楼",
    "1-5号楼",
    "3号楼1—3单元",
    "3号楼1-5层",
    "5-100米",
    "20-300元",
    "501路公交",
    "3号楼2025-2026年供暖",
    "办〔2026〕12号",
    "诉〔2026〕120号",
    "第3期101项",
    "统一室外管线",
    "二〇二六年十一月二十二日",
    "一、二、三、四、五、六、七、八、九",
    "工单202611220000123456",
    "12月31日24:00前",
    "3个工作日",
    "98/120户已完成",
    "A4纸500张",
    "DN100管道200米",
    "2026-2027采暖季",
    "8:00-20:00",
    "138****5678",
    "138米、1234米、5678米",
    "路灯编号L-101",
    "1号楼至12号楼216户",
    "二楼205办公室",
    "1#、2#、3#楼",
    "1380米/1234米/567米",
    "12号院3号楼",
    "5号楼1楼大厅101展板",
    "30、60、90天",
    "LED灯60W120盏",
    "3月8日120人",
    "2单元门前",
    "一梯两户",
    "每层3户",
    "3号楼300平方米",
    "应到150人实到138人",
    "7×24小时",
    "1500×2000×300毫米",
    "补贴1500-1800,300户",
    "HT-2026-0012",
    "12345工单号：2026112212345",
  ])("%s", (text) => {
    for (const around of [text, `修复${text}。`]) expect(found(around), around).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    ["为张晓梅家修灯", "张晓梅"],
    ["张 晓 梅反映", "张 晓 梅"],
    ["张　晓梅", "张　晓梅"],
    ["张\u200b晓\u200b梅", "张\u200b晓\u200b梅"],
    ["张\n晓梅", "张\n晓梅"],
    ["孙老太家", "孙老太"],
    ["周代表说", "周代表"],
    ["阿依古丽", "阿依古丽"],
    ["阿依•古丽", "阿依•古丽"],
    ["为王强家修灯", "王强"],
    ["请高明天来", "高明"],
    ["高 明", "高 明"],
    ["请高明开门", "高明"],
  ])("%j names somebody", (text, name) => expect(found(text)).toEqual([["name", name]]));

  test.each(["提高明显", "国王强大", "戴安全帽", "晓梅", "张晓"])("%s names nobody", (text) =>
    expect(found(text)).toEqual([]),
  );
});

test("a name on paper is a first and a last character", () => {
  expect(maskName("张晓梅")).toBe("张*梅");
});
