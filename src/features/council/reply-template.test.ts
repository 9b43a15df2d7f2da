import { describe, expect, test } from "vitest";
import {
  filledReply,
  type ReplyValues,
  replyVariables,
  suitedTemplates,
  unknownVariables,
  variableProblem,
  withReply,
} from "./reply-template.ts";

const values: ReplyValues = {
  称呼: "王女士",
  事项: "路灯不亮",
  编号: "诉〔2026〕8号",
  登记日期: "2026年11月20日",
  期限: "11-25 周三 24:00",
  责任单位: "第一物业",
  办理结果: "",
  中心: "党群服务中心",
  电话: "0471-6543210",
};

describe("variables", () => {
  test.each([
    ["{称呼}您好，{事项}", []],
    ["没有变量", []],
    ["{称乎}您好", ["{称乎}"]],
    ["{称乎}和{称乎}、{ 期限 }", ["{称乎}", "{ 期限 }"]],
    ["{}", ["{}"]],
    ["{期限", ["{"]],
    ["期限}", ["}"]],
    ["{{期限}}", ["{", "}"]],
  ])("%s", (text, unknown) => {
    expect(unknownVariables(text)).toEqual(unknown);
    expect(variableProblem(text) === null).toBe(unknown.length === 0);
  });

  test("the sentence names what is unknown and everything that may be used", () => {
    const said = variableProblem("{期线}前答复") ?? "";
    expect(said).toContain("“{期线}”");
    for (const name of replyVariables) expect(said).toContain(`{${name}}`);
  });
});

test("what the record says is filled in, what it does not say is left to be written", () => {
  expect(filledReply("{称呼}您好，{编号}“{事项}”由{责任单位}办，{称呼}。", values)).toEqual({
    text: "王女士您好，诉〔2026〕8号“路灯不亮”由第一物业办，王女士。",
    missing: [],
  });
  expect(filledReply("结果：{办理结果}，{办理结果}", values)).toEqual({
    text: "结果：＿＿＿＿，＿＿＿＿",
    missing: ["办理结果"],
  });
  // Braces in what a resident said are words, not variables.
  expect(filledReply("{事项}", { ...values, 事项: "{期限}" }).text).toBe("{期限}");
});

test("templates suit by kind, nature and category, the nearest first", () => {
  const template = (
    id: string,
    nature: "help" | "complaint" | null = null,
    categoryCode: string | null = null,
    more: object = {},
  ) => ({ id, kind: "answer" as const, nature, categoryCode, isRetired: false, ...more });
  const all = [
    template("any"),
    template("help", "help"),
    template("complaint", "complaint"),
    template("above", null, "S02"),
    template("nearest", null, "S02-01"),
    template("both", "help", "S02-01"),
    template("elsewhere", null, "S05"),
    template("retired", null, null, { isRetired: true }),
    template("progress", null, null, { kind: "progress" }),
  ];
  const ids = (categoryCodes: string[], nature: "help" | null) =>
    suitedTemplates(all, { kind: "answer", nature, categoryCodes }).map(({ id }) => id);
  expect(ids(["S02-01", "S02"], "help")).toEqual(["both", "nearest", "above", "help", "any"]);
  expect(ids([], null)).toEqual(["any"]);
});

test("what was written before stays", () => {
  expect(withReply("", "您好")).toBe("您好");
  expect(withReply("  \n", "您好")).toBe("您好");
  expect(withReply("已看过现场。\n", "您好")).toBe("已看过现场。\n您好");
});
