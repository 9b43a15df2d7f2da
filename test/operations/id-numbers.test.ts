import { expect, test } from "vitest";
import { addTask, appealOf, openCouncil, register, taskOf } from "../support/council.ts";

/** A citizen's ID number of a made-up person, in the forms in which it is typed and pasted. */
const forms = [
  "11010519491231002X",
  "证件no11010519491231002x号",
  "１１０１０５１９４９１２３１００２Ｘ",
  "110105 19491231 002X",
  "110105-1949-1231-002X",
  "一一〇一〇五一九四九一二三一〇〇二X",
  "110105491231002",
];
const inClear = /1949|１９４９|一九四九|491231/;

test.each(forms)("%s is kept nowhere in clear, in whatever field it was typed", (form) => {
  const { clerk, director, unit, test: core } = openCouncil();
  const said = `我是${form}，路灯不亮`;
  const reply = clerk.raw("council.registerAppeal", {
    voice: "self",
    reporterName: "孙大姐",
    placeNote: said,
    channel: "window",
    nature: "help",
    title: said,
    content: said,
  });
  expect(reply).toMatchObject({ ok: true, isMasked: true });
  const id = (reply as { value: { id: string } }).value.id;
  clerk.ok("council.recordFirstAnswer", { id, version: appealOf(clerk, id).version, words: said });
  const taskId = addTask(clerk, unit, [id], { title: said, measure: said, publicWording: "修灯" });
  clerk.ok("council.recordProgress", { id: taskId, version: taskOf(clerk, taskId).version, words: said });
  director.ok("council.cancelTask", { id: taskId, version: taskOf(clerk, taskId).version, reason: said });
  clerk.ok("people.addOrganisation", { kind: "property", name: "安居物业", note: said });
  clerk.ok("system.saveDraft", { form: "register", body: { words: said } });
  expect(appealOf(clerk, id).content).toMatch(/110105\*{8}\d{3}/);
  const tables = core.db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
  const kept = tables.map(({ name }) => JSON.stringify(core.db.all(`SELECT * FROM "${name}"`))).join("\n");
  expect(kept).toMatch(/110105\*{8}\d{3}/);
  expect(kept).not.toMatch(inClear);
});

test("a resident's note with one is refused, and what holds none says nothing of masking", () => {
  const { clerk } = openCouncil();
  for (const form of forms)
    expect(clerk.code("people.addResident", { name: "张晓梅", note: `身份证${form}` })).toBe("InvalidInput");
  const reply = clerk.raw("people.addResident", { name: "张晓梅", note: "工单 202611220000123456，编号 110105" });
  expect(reply).not.toHaveProperty("isMasked");
  expect(appealOf(clerk, register(clerk, "工单 202611220000123456")).content).toBe("工单 202611220000123456");
});
