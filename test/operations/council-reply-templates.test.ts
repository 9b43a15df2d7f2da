import { expect, test } from "vitest";
import { unknownVariables } from "#features/council/reply-template.ts";
import { replyTemplateContract } from "#features/council/reply-template-contract.ts";
import {
  acceptTask,
  addTask,
  auditedBy,
  closedTo,
  commandsOf,
  namesByNeed,
  openCouncil,
  refusalOf,
  register,
} from "../support/council.ts";

const template = {
  kind: "answer" as const,
  title: "路灯",
  plain: "{称呼}您好，“{事项}”由{责任单位}办，{期限}前。",
  spoken: "",
};

test("there are templates for each kind from the first day, and every variable in them is known", () => {
  const { clerk } = openCouncil();
  const { templates } = clerk.ok("council.listReplyTemplates", {});
  expect([...new Set(templates.map(({ kind }) => kind))]).toEqual(["answer", "progress", "finished", "rejected"]);
  for (const { plain, spoken } of templates)
    expect([...unknownVariables(plain), ...unknownVariables(spoken)]).toEqual([]);
});

test("the director writes them; an unknown variable is refused beside its field", () => {
  const { clerk, director } = openCouncil();
  const wrong = refusalOf(director, "council.addReplyTemplate", { ...template, spoken: "{称乎}，好" });
  expect(wrong).toMatchObject({ code: "InvalidInput", fields: [{ path: "spoken" }] });
  expect(wrong.fields?.[0]?.message).toContain("“{称乎}”");
  expect(refusalOf(director, "council.addReplyTemplate", { ...template, categoryCode: "x" }).fields).toMatchObject([
    { path: "categoryCode" },
  ]);
  const { id } = director.ok("council.addReplyTemplate", { ...template, categoryCode: "S02-04" });
  const change = { ...template, id, version: 1, isRetired: true };
  expect(director.code("council.changeReplyTemplate", { ...change, plain: "{" })).toBe("InvalidInput");
  expect(director.code("council.changeReplyTemplate", { ...change, id: "x" })).toBe("NotFound");
  expect(director.ok("council.changeReplyTemplate", change)).toEqual({ id, version: 2 });
  expect(director.code("council.changeReplyTemplate", change)).toBe("Conflict");
  const ids = (withRetired: boolean) =>
    clerk.ok("council.listReplyTemplates", { withRetired }).templates.map((one) => one.id);
  expect([ids(false).includes(id), ids(true).includes(id)]).toEqual([false, true]);
});

test("they come with the words of the record, those for just such a matter first", () => {
  const { clerk, director, unit } = openCouncil();
  director.ok("council.addReplyTemplate", { ...template, categoryCode: "S02" });
  const appealId = register(clerk, "楼道灯不亮", { categoryCode: "S02-04" });
  const ask = () => clerk.ok("council.filledReplies", { kind: "answer", of: { kind: "appeal", id: appealId } }).replies;
  expect(ask()[0]).toMatchObject({
    title: "路灯",
    plain: "孙大姐您好，“楼道灯不亮”由＿＿＿＿办，2026年11月23日前。",
    missing: ["责任单位"],
  });
  const taskId = addTask(clerk, unit, [appealId]);
  expect(ask()[0]).toMatchObject({ missing: [], plain: expect.stringContaining("由第一物业办") });
  acceptTask(clerk, taskId);
  const finished = clerk.ok("council.filledReplies", { kind: "finished", of: { kind: "task", id: taskId } }).replies;
  expect(finished[0]?.plain).toContain("第一物业已办理完毕");
  expect(finished[0]?.plain).toContain("孙大姐");
});

test("whoever left no name, and a matter of several, is spoken to without one", () => {
  const { clerk, unit } = openCouncil();
  const anonymous = register(clerk, "灯坏了", { voice: "anonymous", reporterName: "", reporterPhone: "" });
  const said = (of: { kind: "appeal" | "task"; id: string }) =>
    clerk.ok("council.filledReplies", { kind: "progress", of }).replies[0]?.plain ?? "";
  expect(said({ kind: "appeal", id: anonymous })).toMatch(/^居民您好/);
  const taskId = addTask(clerk, unit, [anonymous, register(clerk, "灯不亮")]);
  expect(said({ kind: "task", id: taskId })).toMatch(/^居民您好/);
});

test("they tell nothing of what is confidential to the asker", () => {
  const { clerk, secretary, director, unit } = openCouncil();
  const hidden = register(clerk, "举报一件事", { nature: "report" });
  expect(secretary.code("council.filledReplies", { kind: "answer", of: { kind: "appeal", id: hidden } })).toBe(
    "NotFound",
  );
  const open = register(clerk, "公开的事");
  const taskId = addTask(clerk, unit, [open, hidden]);
  const { replies } = secretary.ok("council.filledReplies", { kind: "progress", of: { kind: "task", id: taskId } });
  expect(JSON.stringify(replies)).not.toContain("举报");
  expect(director.ok("council.filledReplies", { kind: "answer", of: { kind: "appeal", id: hidden } }).replies).toEqual(
    [],
  );
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  expect(namesByNeed(replyTemplateContract)).toEqual({
    clerk: ["filledReplies", "listReplyTemplates"],
    director: ["addReplyTemplate", "changeReplyTemplate"],
  });
  expect(closedTo(council, replyTemplateContract)).toEqual({
    viewer: 4,
    clerk: 2,
    secretary: 2,
    director: 0,
    admin: 4,
  });
  const audited = auditedBy(council, replyTemplateContract, () => {
    const { id } = council.director.ok("council.addReplyTemplate", template);
    council.director.ok("council.changeReplyTemplate", { ...template, id, version: 1, isRetired: false });
  });
  expect(audited).toEqual(commandsOf(replyTemplateContract));
});
