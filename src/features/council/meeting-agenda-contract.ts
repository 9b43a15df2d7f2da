import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { optionalLine, optionalText } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";
import { visibilities } from "./topic-contract.ts";

export const itemKinds = ["topic", "review", "report"] as const;

const ItemFields = {
  title: optionalLine("标题", 80),
  note: optionalText("说明", 1000),
  plannedMinutes: z.int().min(1, "时长最少 1 分钟").max(600, "时长最多 600 分钟").nullable().default(null),
  responsibleName: optionalLine("汇报人", 40),
  visibility: z.enum(visibilities).default("public"),
};

/** The order of a meeting: each item and the one it stands under. */
export const AgendaOrder = z.array(z.object({ id: Id, parentId: Id.nullable() })).max(100);
export type AgendaOrder = z.infer<typeof AgendaOrder>;

const OfMeeting = z.object({ id: Id });

export const meetingAgendaContract = {
  "council.addAgendaItem": command({
    needs: "secretary",
    input: z.object({
      id: Id,
      kind: z.enum(["topic", "report"]),
      topicId: Id.nullable().default(null),
      /** Under which item it stands. */
      parentId: Id.nullable().default(null),
      ...ItemFields,
    }),
    output: z.object({ id: z.string(), itemId: z.string() }),
    fails: ["MeetingIsOver", "TopicNotConfirmed", "ItemNeedsTitle", "OrderIsUnsound"],
  }),
  /** `was` is what the form was opened with: another change meanwhile is a conflict. */
  "council.changeAgendaItem": command({
    needs: "secretary",
    input: z.object({ id: Id, itemId: Id, ...ItemFields, was: z.object(ItemFields).optional() }),
    output: OfMeeting,
    fails: ["MeetingIsOver", "ItemNeedsTitle"],
  }),
  "council.removeAgendaItem": command({
    needs: "secretary",
    input: z.object({ id: Id, itemId: Id }),
    output: OfMeeting,
    fails: ["MeetingHasStarted", "MeetingIsOver", "ReviewStays"],
  }),
  /** The whole order at once; `was` is the one that it changes, and another one meanwhile is a conflict. */
  "council.orderAgenda": command({
    needs: "secretary",
    input: z.object({ id: Id, order: AgendaOrder, was: AgendaOrder.optional() }),
    output: OfMeeting,
    fails: ["MeetingIsOver", "OrderIsIncomplete", "OrderIsUnsound"],
  }),
} satisfies Contract;
