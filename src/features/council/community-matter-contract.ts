import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** 社区事项清单, and 去哪儿办: what is done at another office. */
export const matterKinds = ["own", "elsewhere"] as const;

export const CommunityMatter = z.object({
  id: z.string(),
  kind: z.enum(matterKinds),
  number: z.int(),
  title: z.string(),
  /** 堆物、楼道杂物 */
  keywords: z.string(),
  categoryCodes: z.string(),
  basis: z.string(),
  office: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  papers: z.string(),
  isRetired: z.boolean(),
  version: z.int(),
});
export type CommunityMatter = z.infer<typeof CommunityMatter>;

export const CommunityMatterInput = z.object({
  kind: z.enum(matterKinds),
  number: z.int({ error: "请填写项号" }).min(1, "从 1 起").max(9999, "最多 9999"),
  title: requiredLine("事项", 60),
  keywords: requiredLine("关键词", 300),
  categoryCodes: optionalLine("分类代码", 200),
  basis: optionalLine("依据", 200),
  office: optionalLine("办理单位", 60),
  officeAddress: optionalLine("单位地址", 100),
  officePhone: optionalLine("单位电话", 40),
  papers: optionalText("要带的材料", 500),
});

export const communityMatterContract = {
  "council.listCommunityMatters": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ matters: z.array(CommunityMatter) }),
  }),
  "council.addCommunityMatter": command({
    needs: "director",
    input: CommunityMatterInput,
    output: z.object({ id: z.string() }),
    fails: ["MatterNumberTaken", "KeywordTooShort", "OfficeIsMissing"],
  }),
  "council.changeCommunityMatter": command({
    needs: "director",
    input: CommunityMatterInput.omit({ kind: true }).extend({ id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["MatterNumberTaken", "KeywordTooShort", "OfficeIsMissing"],
  }),
  /** Whose a matter is by the lists, and why; null where there is no list. */
  "council.suggestOwnership": query({
    needs: "clerk",
    input: z.object({ text: z.string().max(2000), categoryCode: Id.nullable().default(null) }),
    output: z.object({
      suggestion: z
        .object({ ownership: z.enum(["own", "outside"]), matter: CommunityMatter.nullable(), why: z.string() })
        .nullable(),
    }),
  }),
  /** 能不能在社区办: what the resident takes along. */
  "council.matterSlip": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: CommunityMatter.extend({
      communityName: z.string(),
      centreName: z.string(),
      centreAddress: z.string(),
      centrePhone: z.string(),
      findings: z.array(z.object({ field: z.string(), kind: z.string(), text: z.string() })),
    }),
  }),
  "council.printMatterSlip": command({
    needs: "clerk",
    input: z.object({ id: Id, appealId: Id.nullable().default(null) }),
    output: Printed,
    fails: ["PersonalDataOnPaper"],
  }),
} satisfies Contract;
