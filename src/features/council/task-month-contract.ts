import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Printed } from "#base/printed.ts";

/** 2026-11 */
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "请选择月份");

export const taskMonthContract = {
  /** 三上门、四清零 of a month. */
  "council.visitsAndClearings": query({
    needs: "clerk",
    input: z.object({ month: Month }),
    output: z.object({
      visits: z.object({ do: z.int(), talk: z.int(), persuade: z.int() }),
      classes: z.array(z.object({ key: z.string(), word: z.string(), count: z.int() })),
      withoutAppeal: z.int(),
      /** Of what was closed: the community's own, what is not on its list, and what it only helped with. */
      ownCount: z.int(),
      outsideCount: z.int(),
      assistCount: z.int(),
      closedCount: z.int(),
      communityName: z.string(),
    }),
  }),
  "council.printVisitsAndClearings": command({
    needs: "clerk",
    input: z.object({ month: Month }),
    output: Printed,
  }),
} satisfies Contract;
