import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine, requiredLine, requiredText } from "#base/text.ts";
import { bookingStates } from "./booking-contract.ts";
import { Id } from "./resource-contract.ts";

export const ErrandDocument = z.object({
  id: z.string(),
  name: z.string(),
  receivedAt: Instant,
  receivedByName: z.string(),
  returnedAt: Instant.nullable(),
  returnedByName: z.string(),
  returnedTo: z.string(),
});
export type ErrandDocument = z.infer<typeof ErrandDocument>;

export const Errand = z.object({
  bookingId: z.string(),
  /** 0 while nothing was written down of it. */
  version: z.int(),
  numberText: z.string(),
  serviceName: z.string(),
  startAt: Instant,
  endAt: Instant,
  state: z.enum(bookingStates),
  name: z.string(),
  detail: z.string(),
  residentId: z.string().nullable(),
  maskedPhone: z.string(),
  matter: z.string(),
  /** 区医保局服务大厅 */
  office: z.string(),
  /** 代办人 */
  providerNames: z.array(z.string()),
  note: z.string(),
  documents: z.array(ErrandDocument),
  heldCount: z.int(),
});
export type Errand = z.infer<typeof Errand>;

const OfErrand = z.object({ bookingId: Id, version: z.int().min(0) });
const Kept = z.object({ id: z.string(), version: z.int() });

export const errandContract = {
  /** Errands under way, and those of which papers are still here; or those that are over, the latest first. */
  "booking.listErrands": query({
    needs: "clerk",
    input: z.object({ isOver: z.boolean().default(false) }),
    output: z.object({ errands: z.array(Errand), isCut: z.boolean(), heldCount: z.int() }),
  }),
  "booking.errand": query({
    needs: "clerk",
    input: z.object({ bookingId: Id }),
    output: Errand.extend({
      communityName: z.string(),
      centreName: z.string(),
      centrePhone: z.string(),
    }),
  }),
  "booking.describeErrand": command({
    needs: "clerk",
    input: OfErrand.extend({ matter: requiredText("办什么事", 500), office: optionalLine("到哪里办", 60) }),
    output: Kept,
    fails: ["NotAnErrand"],
  }),
  "booking.receiveDocuments": command({
    needs: "clerk",
    input: z.object({
      bookingId: Id,
      names: z.array(requiredLine("材料名称", 40)).min(1, "请写收了什么").max(20, "一次最多 20 件"),
    }),
    output: z.object({ id: z.string() }),
    fails: ["NotAnErrand"],
  }),
  "booking.returnDocuments": command({
    needs: "clerk",
    input: z.object({
      bookingId: Id,
      documentIds: z.array(Id).min(1, "请选归还哪几件").max(100),
      returnedTo: optionalLine("谁取走的", 40),
    }),
    output: z.object({ id: z.string() }),
    fails: ["DocumentNotHere"],
  }),
  /** 授权委托书, to be signed by whoever the errand is for. */
  "booking.printAuthorisation": command({
    needs: "clerk",
    input: z.object({ bookingId: Id }),
    output: Printed,
    fails: ["NotAnErrand", "ErrandNeedsMatter"],
  }),
} satisfies Contract;
