import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { Id, natures } from "./appeal-contract.ts";
import { visitKinds } from "./task-part-contract.ts";

export const walkRowKinds = ["home", "appeal", "task", "blank"] as const;

/** Of what a sheet is: one building or one grid. */
const WalkOf = z.object({
  gridId: Id.nullable().default(null),
  buildingId: Id.nullable().default(null),
  /** The homes of a building; a grid has too many of them. */
  withHomes: z.boolean().default(false),
  blankCount: z.int().min(0).max(40).default(8),
});

export const WalkRow = z.object({
  position: z.int(),
  kind: z.enum(walkRowKinds),
  label: z.string(),
  detail: z.string(),
  keyedAt: Instant.nullable(),
  words: z.string(),
  /** The appeal or task that it was keyed into, or that it is of. */
  appealId: z.string().nullable(),
  taskId: z.string().nullable(),
});
export type WalkRow = z.infer<typeof WalkRow>;

const WalkPaper = z.object({
  placeName: z.string(),
  communityName: z.string(),
  centrePhone: z.string(),
  rows: z.array(WalkRow),
  /** What is open there and did not find room. */
  leftOutCount: z.int(),
});

export const walkContract = {
  "council.walkPreview": query({
    needs: "clerk",
    input: WalkOf,
    output: WalkPaper,
  }),
  /** 走访单: printed and kept with its rows, so that it can be keyed back by their numbers. */
  "council.printWalkSheet": command({
    needs: "clerk",
    input: WalkOf,
    output: Printed.extend({ id: z.string() }),
    fails: ["WalkHasNoRows"],
  }),
  "council.listWalkSheets": query({
    needs: "clerk",
    input: z.object({}),
    output: z.object({
      sheets: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          placeName: z.string(),
          printedAt: Instant,
          printedByName: z.string(),
          rowCount: z.int(),
          keyedCount: z.int(),
        }),
      ),
    }),
  }),
  "council.walkSheet": query({
    needs: "clerk",
    input: z.object({ code: z.string().trim().toUpperCase().min(1).max(10) }),
    output: WalkPaper.extend({ id: z.string(), code: z.string(), printedAt: Instant, printedByName: z.string() }),
  }),
  "council.keyWalkRow": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      position: z.int().min(1),
      walkDate: Day,
      visitor: requiredLine("谁去的", 40),
      /** What was said or done there; empty for a home where nothing was the matter, or nobody was in. */
      words: optionalText("写了什么", 1000),
      reporterName: optionalLine("诉求人", 40),
      nature: z.enum(natures).default("help"),
      visitKind: z.enum(visitKinds).default("talk"),
    }),
    output: z.object({ id: z.string(), appealId: z.string().nullable(), numberText: z.string() }),
    fails: [
      "WalkRowIsKeyed",
      "WalkIsAhead",
      "WalkBeforeSheet",
      "WalkRowIsEmpty",
      "TaskIsOver",
      "VisitIsAhead",
      "NextVisitIsPast",
    ],
  }),
} satisfies Contract;
