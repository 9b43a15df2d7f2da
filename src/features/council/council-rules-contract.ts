import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";
import { confirmRules } from "./topic-contract.ts";

/** 议事规则: what this community has agreed on, and no law. */
export const CouncilSettings = z.object({
  /** 多人同诉: from how many voices on one matter. */
  manyReportersCount: z.int({ error: "请填写条数" }).min(2, "至少 2 条").max(1000, "最多 1000 条"),
  /** 一人多诉: from how many appeals of one resident. */
  manyAppealsCount: z.int({ error: "请填写条数" }).min(2, "至少 2 条").max(1000, "最多 1000 条"),
  /** Within how many days both are counted. */
  lookBackDays: z.int({ error: "请填写天数" }).min(1, "至少 1 天").max(366, "最多 366 天"),
  /** 书面委托: how many papers one person may hold in a meeting. */
  maxProxiesPerHolder: z.int({ error: "请填写份数" }).min(0, "不能为负").max(20, "最多 20 份"),
  /** 征求意见: how many of the homes concerned are to be heard before 通过, of a hundred. */
  minCoveragePercent: z.int({ error: "请填写比例" }).min(0, "不能为负").max(100, "最多 100"),
});
export type CouncilSettings = z.infer<typeof CouncilSettings>;

export const ConfirmRule = z.object({
  id: z.string(),
  kind: z.enum(confirmRules),
  wording: z.string(),
  minHouseholds: z.int().nullable(),
  isActive: z.boolean(),
  version: z.int(),
});
export type ConfirmRule = z.infer<typeof ConfirmRule>;

const RuleInput = z.object({
  wording: requiredLine("规则的写法", 100),
  minHouseholds: z.int().min(1, "至少 1 户").max(100_000, "最多 100000 户").nullable().default(null),
});

export const councilRulesContract = {
  "council.settings": query({
    needs: "clerk",
    input: z.object({}),
    output: CouncilSettings.extend({ version: z.int(), rules: z.array(ConfirmRule) }),
  }),
  "council.changeSettings": command({
    needs: "director",
    input: CouncilSettings.extend({ version: Version }),
    output: z.object({ version: z.int() }),
  }),
  "council.addConfirmRule": command({
    needs: "director",
    input: RuleInput.extend({ kind: z.enum(confirmRules, { error: "请选择哪一类" }) }),
    output: z.object({ id: z.string() }),
    fails: ["JointNeedsHouseholds"],
  }),
  "council.changeConfirmRule": command({
    needs: "director",
    input: RuleInput.extend({ id: Id, version: Version, isActive: z.boolean() }),
    output: Saved,
    fails: ["JointNeedsHouseholds", "LastRuleInUse"],
  }),
} satisfies Contract;
