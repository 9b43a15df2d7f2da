import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { requiredText } from "#base/text.ts";
import { SessionWithPlaces, TellingLine } from "./booking-contract.ts";
import { Id, Saved, Version } from "./resource-contract.ts";

/** 全馆、功能室、设备、服务提供者 */
export const blackoutScopes = ["centre", "room", "equipment", "provider"] as const;

export const Blackout = z.object({
  id: z.string(),
  scope: z.enum(blackoutScopes),
  resourceId: z.string().nullable(),
  resourceName: z.string(),
  startAt: Instant,
  endAt: Instant,
  reason: z.string(),
  withdrawnAt: Instant.nullable(),
  createdAt: Instant,
  createdByName: z.string(),
  version: z.int(),
});
export type Blackout = z.infer<typeof Blackout>;

const Closed = z
  .object({
    scope: z.enum(blackoutScopes, { error: "请选择停用什么" }),
    resourceId: Id.nullable().default(null),
    startAt: Instant,
    endAt: Instant,
  })
  .refine(({ startAt, endAt }) => startAt < endAt, { path: ["endAt"], message: "结束要在开始之后" })
  .refine(({ scope, resourceId }) => (scope === "centre") === (resourceId === null), {
    path: ["resourceId"],
    message: "请选择停用哪一个",
  });

/** 停用: the centre, a room, an equipment or a provider cannot be had for a time. What stands already stays, and is listed. */
export const blackoutContract = {
  "booking.listBlackouts": query({
    needs: "clerk",
    input: z.object({ withPast: z.boolean().default(false) }),
    output: z.object({ blackouts: z.array(Blackout) }),
  }),
  /** Which sessions a blackout would meet, before it is one. */
  "booking.blackoutHits": query({
    needs: "clerk",
    input: Closed,
    output: z.object({ sessions: z.array(SessionWithPlaces) }),
  }),
  /** One, with the sessions that it met when it was said as they are now, and who has to be told or was. */
  "booking.blackout": query({
    needs: "clerk",
    input: z.object({ id: Id }),
    output: z.object({ blackout: Blackout, sessions: z.array(SessionWithPlaces), tellings: z.array(TellingLine) }),
  }),
  "booking.addBlackout": command({
    needs: "clerk",
    input: Closed.extend({ reason: requiredText("停用的原因", 200) }),
    output: Saved,
    fails: ["BlackoutIsPast"],
  }),
  "booking.withdrawBlackout": command({
    needs: "clerk",
    input: z.object({ id: Id, version: Version }),
    output: Saved,
    fails: ["BlackoutIsWithdrawn"],
  }),
} satisfies Contract;
