import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredLine, requiredText } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";
import { attitudes } from "./meeting-contract.ts";

/** What a home said at its door. */
export const Opinion = z.object({
  id: z.string(),
  home: z.string(),
  attitude: z.enum(attitudes),
  words: z.string(),
  heardDate: Day,
  heardBy: z.string(),
});
export type Opinion = z.infer<typeof Opinion>;

const Scope = z.object({
  places: z.array(z.object({ buildingId: z.string().nullable(), unitId: z.string().nullable(), label: z.string() })),
  /** Where the register does not know them. */
  typedCount: z.int().nullable(),
  reason: z.string(),
  version: z.int(),
});

export const CoverageNow = z.object({
  scope: Scope.nullable(),
  /** Null until somebody wrote down whom it concerns. */
  percent: z.int().nullable(),
  isEnough: z.boolean().nullable(),
  minPercent: z.int(),
  sentence: z.string(),
  /** Homes of the register that have not been heard. */
  unheardCount: z.int(),
  opinions: z.array(Opinion),
});
export type CoverageNow = z.infer<typeof CoverageNow>;

const SheetRow = z.object({ row: z.int(), home: z.string(), isHeard: z.boolean() });

const OfTopic = z.object({ id: Id });

/** Whom a topic concerns, who of them has been heard, and asking the others at their doors. */
export const opinionContract = {
  "council.coverage": query({ needs: "clerk", input: OfTopic, output: CoverageNow }),
  "council.setScope": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      /** Of the scope that it stands in for, 0 for none. */
      version: z.int().min(0),
      buildingIds: z.array(Id).max(200).default([]),
      unitIds: z.array(Id).max(500).default([]),
      typedCount: z.int().min(1, "至少 1 户").max(100_000).nullable().default(null),
      reason: optionalText("户数的依据", 200),
    }),
    output: z.object({ id: z.string(), version: z.int() }),
    fails: ["TopicIsOver", "ScopeIsEmpty", "ScopeIsTwofold"],
  }),
  /** 入户征求意见表: the homes that have not been heard, or the rows of a sheet that was printed. */
  "council.opinionSheet": query({
    needs: "clerk",
    input: z.object({ id: Id, code: z.string().max(10).nullable().default(null) }),
    output: z.object({
      communityName: z.string(),
      centreName: z.string(),
      numberText: z.string(),
      title: z.string(),
      summary: z.string(),
      rows: z.array(SheetRow),
    }),
    fails: ["NoSuchSheet"],
  }),
  "council.printOpinionSheet": command({
    needs: "clerk",
    input: z.object({ id: Id, blankCount: z.int().min(0).max(200).default(0) }),
    output: Printed,
    fails: ["TopicIsOver", "NothingToPrint"],
  }),
  "council.keyOpinions": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      code: requiredLine("表单号", 10),
      heardDate: Day,
      heardBy: requiredLine("谁上门的", 40),
      opinions: z
        .array(
          z.object({
            row: z.int().min(1),
            attitude: z.enum(attitudes),
            words: optionalText("意见", 1000),
            /** Of a row without a printed home. */
            address: optionalLine("门牌", 60),
          }),
        )
        .min(1, "还没有填一户的意见")
        .max(500),
    }),
    output: z.object({ id: z.string(), addedCount: z.int() }),
    fails: ["TopicIsOver", "NoSuchSheet"],
  }),
  "council.withdrawOpinion": command({
    needs: "clerk",
    input: z.object({ id: Id, opinionId: Id, reason: requiredText("收回的理由", 200) }),
    output: OfTopic,
    fails: ["TopicIsOver"],
  }),
} satisfies Contract;
