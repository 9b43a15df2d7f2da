import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** One matter of the 协商目录. */
export const Matter = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  /** 加装电梯、加梯 */
  keywords: z.string(),
  /** S02-04、S05 */
  categoryCodes: z.string(),
  basis: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type Matter = z.infer<typeof Matter>;

const MatterInput = z.object({
  number: z.int({ error: "请填写项号" }).min(1, "从 1 起").max(999, "最多 999"),
  title: requiredLine("事项", 60),
  keywords: requiredLine("关键词", 300),
  categoryCodes: optionalLine("分类代码", 200),
  basis: optionalLine("依据", 200),
});

export const catalogueContract = {
  "council.listMatters": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ matters: z.array(Matter) }),
  }),
  /** What of a text, or of the appeals of a topic, is on the catalogue, and by which word or category. */
  "council.findOnCatalogue": query({
    needs: "clerk",
    input: z.object({
      text: z.string().max(4000),
      categoryCode: Id.nullable().default(null),
      topicId: Id.nullable().default(null),
    }),
    output: z.object({ hits: z.array(z.object({ matterId: z.string(), words: z.string() })) }),
  }),
  "council.addMatter": command({
    needs: "director",
    input: MatterInput,
    output: z.object({ id: z.string() }),
    fails: ["MatterNumberTaken", "KeywordTooShort"],
  }),
  "council.changeMatter": command({
    needs: "director",
    input: MatterInput.extend({ id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["MatterNumberTaken", "KeywordTooShort"],
  }),
} satisfies Contract;
