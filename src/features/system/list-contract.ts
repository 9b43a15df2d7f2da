import { z } from "zod";
import { CalendarYear } from "#base/calendar.ts";
import { type Contract, command, query } from "#base/contract.ts";
import { requiredLine } from "#base/text.ts";

export const Category = z.object({
  code: z.string().min(1).max(40),
  parentCode: z.string().nullable(),
  level: z.int().min(1).max(3),
  name: requiredLine("分类名称", 40),
  /** 物业管理 / 物业服务 / 电梯维修 */
  path: z.string(),
  isRetired: z.boolean(),
  version: z.int().min(1),
});
export type Category = z.infer<typeof Category>;

/** The lists that a centre keeps: 诉求分类 and 节假日. */
export const listContract = {
  "system.listCategories": query({
    needs: "viewer",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ categories: z.array(Category) }),
  }),
  /** By words of the name or the path, or by pinyin initials; the lowest levels come first. */
  "system.findCategories": query({
    needs: "viewer",
    input: z.object({ typed: z.string().max(100).default(""), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ choices: z.array(z.object({ id: z.string(), label: z.string(), detail: z.string() })) }),
  }),
  /** Retiring takes what lies below along; coming back takes what lies above along. */
  "system.changeCategory": command({
    needs: "admin",
    input: Category.pick({ code: true, name: true, isRetired: true, version: true }),
    output: z.object({ id: z.string(), version: z.int() }),
    fails: ["CategoryNameTaken"],
  }),
  "system.listCalendarYears": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({ years: z.array(CalendarYear) }),
  }),
} satisfies Contract;
