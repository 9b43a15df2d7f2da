import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { optionalLine } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";

/** Somebody who signs for a topic. Two of one home are two names and one household. */
export const Signer = z.object({
  id: z.string(),
  residentId: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  signedAt: Instant,
  /** Nobody of the same home stands before this one on the list. */
  isCounted: z.boolean(),
});
export type Signer = z.infer<typeof Signer>;

export const topicSignerContract = {
  "council.addSigners": command({
    needs: "clerk",
    input: z.object({
      id: Id,
      signers: z
        .array(
          z.object({
            residentId: Id.nullable().default(null),
            name: optionalLine("姓名", 40),
            address: optionalLine("门牌", 100),
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ id: z.string(), addedCount: z.int(), knownCount: z.int(), householdCount: z.int() }),
    fails: ["TopicIsOver", "SignerNeedsName"],
  }),
  "council.withdrawSigner": command({
    needs: "clerk",
    input: z.object({ id: Id, signerId: Id, reason: optionalLine("原因", 200) }),
    output: z.object({ id: z.string() }),
    fails: ["TopicIsOver"],
  }),
} satisfies Contract;
