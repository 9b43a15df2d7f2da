import { expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import {
  addFinishedTask,
  addTask,
  addTopic,
  openCouncil,
  openFollowUps,
  planMeeting,
  register,
} from "../support/council.ts";

/** A Friday morning on which everything is under way that a shift can leave behind. */
const busyCentre = () => {
  const council = openCouncil();
  const { clerk, unit } = council;
  const promised = register(clerk, "楼道灯不亮", { reporterName: "王秀英" });
  clerk.ok("council.promiseCall", { appealId: promised, words: "今天下班前回话", dueDay: "2026-11-20" });
  clerk.ok("council.promiseCall", { name: "赵大爷", words: "下周回话", dueDay: "2026-11-25" });
  register(clerk, "举报的事", { nature: "report", reporterName: "钱小姐" });
  addTask(clerk, unit, [promised]);
  const done = addFinishedTask(clerk, unit, [register(clerk, "井盖坏了", { reporterName: "李建国" })]);
  const [followUp] = openFollowUps(clerk, done);
  if (!followUp) throw new Error("Nobody waits to be asked");
  clerk.ok("council.recordTry", { id: followUp.id, version: followUp.version, way: "phone", isReached: false });
  planMeeting(council.secretary, [addTopic(council, [])]);
  return council;
};

const until = { untilDay: "2026-11-23", untilTime: "17:30" };

test("the sheet holds what falls due before the next shift ends, and nobody's full name", () => {
  const { clerk } = busyCentre();
  const { untilAt, items } = clerk.ok("council.previewHandover", until);
  expect(untilAt).toBe(instantAt("2026-11-23", "17:30"));
  // What has the whole of the last day is seen to by the shift that works on it.
  expect(items.map(({ group, title, detail }) => [group, title, detail])).toEqual([
    ["promise", "给王*英回话：今天下班前回话", "李秀英"],
    ["firstAnswer", "楼道灯不亮", "王*英"],
    ["task", "修路灯", "第一物业"],
    ["followUp", "李*国：修路灯", "试过 1 次"],
    ["meeting", "十一月议事会", "一楼议事厅"],
  ]);
  expect(clerk.ok("council.previewHandover", { untilDay: "2026-11-21" }).items.map(({ group }) => group)).toEqual([
    "promise",
    "followUp",
    "meeting",
  ]);
  expect(JSON.stringify(items)).not.toMatch(/王秀英|李建国|举报|钱小姐|1381234/);
});

test("what is written in a promise or a title names nobody on the sheet either", () => {
  const { clerk } = openCouncil();
  const { id: residentId } = clerk.ok("people.addResident", { name: "赵铁柱" });
  const words = "告诉赵铁柱3号楼2单元501室什么时候修，电话13812341234";
  clerk.ok("council.promiseCall", { residentId, words, dueDay: "2026-11-20" });
  register(clerk, "3号楼2单元501室赵铁柱家漏水");
  const { items } = clerk.ok("council.previewHandover", until);
  expect(items).toHaveLength(2);
  expect(JSON.stringify(items)).not.toMatch(/赵铁柱|501|13812341234/);
});

test("what becomes confidential later is hidden on a sheet that was written before", () => {
  const { clerk, secretary, director } = openCouncil();
  const appealId = register(clerk, "后来保密的事", { reporterName: "孙大圣" });
  clerk.ok("council.promiseCall", { appealId, words: "明天回话", dueDay: "2026-11-21" });
  const { id } = clerk.ok("council.makeHandover", until);
  expect(secretary.ok("council.handover", { id }).items).toHaveLength(2);
  const { numberText: _number, ...kept } = clerk.ok("council.appeal", { id: appealId });
  director.ok("council.changeAppeal", { ...kept, isConfidential: true } as never);
  const { items } = secretary.ok("council.handover", { id });
  expect(items.map(({ title, numberText, detail }) => [title, numberText, detail])).toEqual([
    ["（已转为保密）", "", ""],
    ["（已转为保密）", "", ""],
  ]);
});

test("a sheet is frozen when it is written, and signed for by somebody else", () => {
  const { clerk, secretary } = busyCentre();
  const made = clerk.ok("council.makeHandover", { ...until, keys: "大门钥匙 2 把", notes: "复印机卡纸，已报修" });
  expect(made.numberText).toBe("交〔2026〕1号");
  const before = clerk.ok("council.handover", { id: made.id });
  expect(before).toMatchObject({ state: "made", isMine: true, itemCount: 5, keys: "大门钥匙 2 把" });
  register(clerk, "又来一件");
  clerk.ok("council.promiseCall", { name: "赵大爷", words: "马上回话", dueDay: "2026-11-20" });
  expect(clerk.ok("council.handover", { id: made.id }).items).toEqual(before.items);
  expect(clerk.code("council.takeHandover", { id: made.id, version: 1 })).toBe("TakenByMaker");
  secretary.ok("council.takeHandover", { id: made.id, version: 1, note: "钥匙点过了" });
  expect(secretary.ok("council.handover", { id: made.id })).toMatchObject({
    state: "taken",
    isMine: false,
    takenNote: "钥匙点过了",
    takenAt: instantAt("2026-11-20", "09:00"),
  });
  expect(secretary.code("council.takeHandover", { id: made.id, version: 2 })).toBe("HandoverIsOver");
  expect(clerk.code("council.withdrawHandover", { id: made.id, version: 2 })).toBe("HandoverIsOver");
  expect(clerk.ok("council.printHandover", { id: made.id }).code).toMatch(/^[2-9A-Z]{5}$/);
});

test("its maker alone takes a sheet back, and its number is not given again", () => {
  const { clerk, secretary } = openCouncil();
  const { id } = clerk.ok("council.makeHandover", until);
  expect(secretary.code("council.withdrawHandover", { id, version: 1 })).toBe("NotTheirHandover");
  expect(clerk.code("council.withdrawHandover", { id, version: 2 })).toBe("Conflict");
  clerk.ok("council.withdrawHandover", { id, version: 1 });
  expect(clerk.ok("council.makeHandover", until).numberText).toBe("交〔2026〕2号");
  expect(clerk.ok("council.listHandovers", { states: ["made"] }).handovers.map(({ numberText }) => numberText)).toEqual(
    ["交〔2026〕2号"],
  );
  expect(clerk.ok("council.listHandovers", {}).handovers).toHaveLength(2);
  expect(clerk.code("council.makeHandover", { untilDay: "2026-11-20", untilTime: "08:00" })).toBe("ShiftEndsInPast");
  expect(clerk.code("council.makeHandover", { untilDay: "2027-11-20" })).toBe("ShiftEndsTooLate");
});
