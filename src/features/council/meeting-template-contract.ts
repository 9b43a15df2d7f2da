import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { optionalLine, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";
import { meetingKinds } from "./meeting-kinds.ts";
import { entitlements, meetingRoles } from "./meeting-people-contract.ts";
import { visibilities } from "./topic-contract.ts";

const Minutes = z.int().min(1, "时长最少 1 分钟").max(600, "时长最多 600 分钟").nullable().default(null);

/** What stands on the agenda every time, besides 上期任务回头看. */
export const StandingItem = z.object({
  title: requiredLine("事项", 80),
  plannedMinutes: Minutes,
  visibility: z.enum(visibilities).default("public"),
});

/** How many of a group are wanted at the table. */
export const Quota = z.object({ role: z.enum(meetingRoles), count: z.int().min(1, "名额最少 1 人").max(500) });

const TemplateFields = {
  name: requiredLine("模板名称", 40),
  kind: z.enum(meetingKinds),
  /** {年} {月} {日} stand for the day of the meeting. */
  title: requiredLine("会议名称", 80),
  place: optionalLine("地点", 80),
  hostName: optionalLine("主持人", 40),
  entitledBy: z.enum(entitlements).default("person"),
  plannedMinutes: z.int().min(5, "时长最少 5 分钟").max(1440, "时长最多一天").nullable().default(null),
  startTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "请按 14:30 这样填写")
    .default("14:30"),
  /** 每月10日、每月第二个周三、每周五, or nothing. */
  recurrence: optionalLine("周期", 20),
  standingItems: z.array(StandingItem).max(20, "固定议程最多 20 项").default([]),
  quotas: z.array(Quota).max(meetingRoles.length).default([]),
  /** 常设机构 whose members of the day are asked. */
  bodyId: Id.nullable().default(null),
};

export const MeetingTemplate = z.object({
  id: z.string(),
  ...TemplateFields,
  /** Who is asked each time, by name. */
  invitees: z.array(z.object({ name: z.string(), role: z.enum(meetingRoles), isEntitled: z.boolean() })),
  isRetired: z.boolean(),
  version: z.int(),
});
export type MeetingTemplate = z.infer<typeof MeetingTemplate>;

export const meetingTemplateContract = {
  "council.listTemplates": query({
    needs: "clerk",
    input: z.object({ withRetired: z.boolean().default(false) }),
    output: z.object({ templates: z.array(MeetingTemplate) }),
  }),
  "council.addTemplate": command({
    needs: "secretary",
    input: z.object(TemplateFields),
    output: Saved,
    fails: ["TemplateNameTaken"],
  }),
  "council.changeTemplate": command({
    needs: "secretary",
    input: z.object({ ...TemplateFields, id: Id, version: Version, isRetired: z.boolean() }),
    output: Saved,
    fails: ["TemplateNameTaken"],
  }),
  /** The list of a meeting becomes the list of the template, in place of the one it had. */
  "council.keepTemplateList": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, meetingId: Id }),
    output: Saved,
    fails: ["GroupIsEmpty"],
  }),
} satisfies Contract;
