import { expect, test } from "vitest";
import { verifyAuditPart } from "#core/audit.ts";
import { eraseContract } from "#features/people/erase-contract.ts";
import { addProvider, addService, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, refusalOf, register } from "../support/council.ts";
import { openCanteen } from "../support/meals.ts";

const monday = "2026-11-23";
const name = "欧阳凤英";
const phone = "13987654321";

/** Somebody of whom every slice knows something. */
const openKnown = () => {
  const opened = openCanteen();
  const { clerk, secretary, mealId, classId, test: core } = opened;
  const estate = clerk.ok("people.addEstate", { name: "幸福小区" });
  const building = clerk.ok("people.addBuilding", { estateId: estate.id, gridId: null, name: "3号楼" });
  const unit = clerk.ok("people.addUnit", { buildingId: building.id, name: "2单元" });
  const { id: householdId } = clerk.ok("people.addHousehold", { unitId: unit.id, room: "501" });
  const person = {
    name,
    phone,
    birthDate: "1950-03-07",
    householdId,
    note: "女儿住隔壁楼",
    audienceTags: [{ audience: "hardship" as const, source: "民政名单", sinceDate: "2026-01-01" }],
  };
  const { id } = clerk.ok("people.addResident", person);
  const serviceId = addService(secretary, { name: "健康义诊", category: "health", placeCount: 5 });
  const session = clerk.ok("booking.addSession", { serviceId, ...spanOn(monday, "09:00", "10:00"), placeCount: 5 });
  const booked = clerk.ok("booking.book", {
    sessionId: session.id,
    residentId: id,
    contactName: "女儿小芳",
    note: "耳背，慢些说",
  });
  const diner = clerk.ok("meals.addDiner", { residentId: id, classId, diet: "软烂", doorNote: "敲门响些" });
  clerk.ok("meals.addOrder", { dinerId: diner.id, mealId, fromDay: monday, isDelivered: true });
  const appealId = register(clerk, "楼道灯不亮", { reporterId: id, reporterName: "", reporterPhone: "" });
  const erase = (more: object = {}) => ({
    id,
    version: clerk.ok("people.resident", { id }).version,
    reason: "本人要求",
    ...more,
  });
  const texts = (): string =>
    core.db
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_pieces%'")
      .map((table) => JSON.stringify(core.db.all(`SELECT * FROM "${table.name}"`)))
      .join("\n");
  return { ...opened, id, booked, diner, appealId, erase, texts };
};

/** All that still needs the person is ended. */
const settleAll = ({ clerk, director, diner, booked, appealId, mealId, test: core }: ReturnType<typeof openKnown>) => {
  core.advance({ days: 3, hours: 5 });
  clerk.ok("booking.checkIn", { id: booked.id, version: booked.version });
  clerk.ok("booking.markServed", { id: booked.id, version: booked.version + 1 });
  clerk.ok("meals.markTaken", { mealId, day: monday, marks: [{ dinerId: diner.id, takenCount: 1 }] });
  clerk.ok("meals.closeDay", { mealId, day: monday, version: 2, cookedCount: 1, signedCount: 1 });
  clerk.ok("meals.endDiner", { id: diner.id, version: 1, reason: "搬走" });
  const { version } = clerk.ok("council.appeal", { id: appealId });
  director.ok("council.rejectAppeal", { id: appealId, version, reason: "withdrawn", told: "本人撤回" });
};

test("whoever is still needed is not erased, and it says by what", () => {
  const { director, secretary, id, erase } = openKnown();
  addProvider(secretary, "别人");
  secretary.ok("booking.addProvider", { residentId: id, trade: "剪纸" });
  expect(director.ok("people.eraseCheck", { id }).stillNeeded).toEqual([
    "还有 1 件诉求没有办完、评完",
    "还有 1 个没有结束的预约",
    "还是服务提供者，请先停用",
    "还在社区食堂订餐，请先停订",
  ]);
  expect(refusalOf(director, "people.eraseResident", erase()).code).toBe("PersonStillNeeded");
  expect(refusalOf(director, "people.eraseCheck", { id: "x" }).code).toBe("NotFound");
});

test("of whoever is erased nothing is left in the file, and what is counted stays", () => {
  const opened = openKnown();
  const { clerk, director, id, erase, texts, appealId, test: core } = opened;
  settleAll(opened);
  clerk.ok("system.saveDraft", { form: `people.changeResident.${id}`, body: { note: phone } });
  for (const known of [name, phone, "女儿小芳", "耳背", "软烂", "敲门响些", "女儿住隔壁楼", "1950-03-07", "民政名单"])
    expect(texts()).toContain(known);
  const figures = () => {
    const { total, byService, bookings } = clerk.ok("booking.figures", { fromDay: monday, toDay: "2026-11-30" });
    return { total, byService, bookings };
  };
  const before = { figures: figures(), month: clerk.ok("meals.month", { month: "2026-11" }).byClass };
  expect(refusalOf(director, "people.eraseResident", erase({ version: 9 })).code).toBe("Conflict");
  expect(texts()).toContain(name);
  director.ok("people.eraseResident", erase());

  for (const known of [name, phone, "女儿小芳", "耳背", "软烂", "敲门响些", "女儿住隔壁楼", "1950-03-07", "民政名单"])
    expect(texts(), known).not.toContain(known);
  expect(clerk.ok("people.resident", { id })).toMatchObject({ name: "已抹去的居民", isErased: true, maskedPhone: "" });
  expect({ figures: figures(), month: clerk.ok("meals.month", { month: "2026-11" }).byClass }).toEqual(before);
  expect(clerk.ok("council.appeal", { id: appealId }).reporterName).not.toContain(name);
  expect(clerk.ok("people.listResidents", { withMovedOut: true }).residents.map((one) => one.id)).not.toContain(id);
  expect(clerk.ok("system.search", { typed: "欧阳" }).hits).toEqual([]);
  // The chain of the log holds, and it is in it that somebody was erased.
  expect(verifyAuditPart(core.db, 0, 5000)).toMatchObject({ brokenAt: null, lastId: null });
  expect(director.ok("people.residentTimeline", { id }).events.at(-1)).toMatchObject({
    kind: "erased",
    reason: "本人要求",
  });
  expect(refusalOf(director, "people.eraseResident", erase()).code).toBe("NotFound");
  const change = { id, version: erase().version, name: "又来了" };
  expect(refusalOf(clerk, "people.changeResident", change).code).toBe("NotFound");
  expect(core.db.one("SELECT count(*) AS count FROM audit_payloads WHERE erasedBy IS NOT NULL")).not.toEqual({
    count: 0,
  });
});

test("only the director erases, and it is in the books", () => {
  const opened = openKnown();
  expect(closedTo(opened, eraseContract)).toMatchObject({ viewer: 2, clerk: 2, secretary: 2, director: 0 });
  settleAll(opened);
  const audited = auditedBy(opened, eraseContract, () => {
    opened.director.ok("people.eraseResident", opened.erase());
  });
  expect(audited).toEqual(commandsOf(eraseContract));
});
