import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { requiredLine, Typed } from "#base/text.ts";

/** 诉求分类: two or three levels with a code; a retired code keeps its history. */
export const Category = z.object({
  code: z.string(),
  parentCode: z.string().nullable(),
  level: z.int(),
  name: z.string(),
  /** 物业管理 / 电梯 */
  path: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Category = z.infer<typeof Category>;

export const categoryContract = {
  "system.listCategories": query({
    needs: "viewer",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ categories: z.array(Category) }),
  }),
  /** By Chinese or pinyin initials, for a form; the id is the code. */
  "system.findCategories": query({
    needs: "viewer",
    input: z.object({ typed: Typed.default(""), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ choices: z.array(z.object({ id: z.string(), label: z.string(), detail: z.string() })) }),
  }),
  /** Retiring takes along what lies below; coming back takes along what lies above. */
  "system.changeCategory": command({
    needs: "admin",
    input: z.object({
      code: z.string().max(64),
      version: z.int(),
      name: requiredLine("分类名称", 40),
      isRetired: z.boolean(),
    }),
    output: z.object({ id: z.string(), version: z.int() }),
    fails: ["CategoryTaken"],
  }),
  /** Writes the list into a file; the id is that of the job, for `system.exportedFile`. */
  "system.exportCategories": command({
    needs: "viewer",
    input: z.object({ format: z.enum(["xlsx", "csv"]) }),
    output: z.object({ id: z.string() }),
  }),
} satisfies Contract;
