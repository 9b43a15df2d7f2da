import { z } from "zod";
import { type Contract, command } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, requiredLine, requiredText } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** 协办: who helps, and with what; the clock runs on the lead. */
export const AssistingUnit = z.object({
  id: z.string(),
  organisationId: z.string(),
  unitName: z.string(),
  contactId: z.string().nullable(),
  contactName: z.string(),
  part: z.string(),
});

/** A step with its own person and date. */
export const TaskMilestone = z.object({
  id: z.string(),
  title: z.string(),
  responsibleId: z.string(),
  responsibleName: z.string(),
  unitName: z.string(),
  dueDate: Day,
  doneAt: Instant.nullable(),
  evidence: z.string(),
});

/** 三上门: 上门办 does it there, 上门谈 talks it over, 上门劝 persuades. */
export const visitKinds = ["do", "talk", "persuade"] as const;

export const TaskVisit = z.object({
  id: z.string(),
  visitDate: Day,
  kind: z.enum(visitKinds),
  visitor: z.string(),
  companion: z.string(),
  outcome: z.string(),
  nextVisitDate: Day.nullable(),
});

const Step = z.object({ id: Id, version: Version });
const reason = optionalLine("原因", 200);

export const taskPartContract = {
  "council.addHelper": command({
    needs: "clerk",
    input: Step.extend({
      organisationId: z.string().min(1, "请选择协办单位").max(64),
      contactId: Id.nullable().default(null),
      part: requiredLine("协办什么", 200),
    }),
    output: Saved,
    fails: ["TaskIsOver", "HelperIsLead", "HelperIsThere", "ResponsibleNotInUnit"],
  }),
  "council.removeHelper": command({
    needs: "clerk",
    input: Step.extend({ helperId: Id, reason }),
    output: Saved,
    fails: ["TaskIsOver"],
  }),
  "council.addMilestone": command({
    needs: "clerk",
    input: Step.extend({
      title: requiredLine("步骤", 100),
      responsibleId: z.string().min(1, "请选择责任人").max(64),
      dueDate: Day,
    }),
    output: Saved,
    fails: ["TaskIsOver"],
  }),
  "council.finishMilestone": command({
    needs: "clerk",
    input: Step.extend({ milestoneId: Id, evidence: requiredText("完成情况", 500) }),
    output: Saved,
    fails: ["TaskIsOver", "MilestoneIsDone"],
  }),
  "council.removeMilestone": command({
    needs: "clerk",
    input: Step.extend({ milestoneId: Id, reason }),
    output: Saved,
    fails: ["TaskIsOver", "MilestoneIsDone"],
  }),
  "council.recordVisit": command({
    needs: "clerk",
    input: Step.extend({
      visitDate: Day,
      kind: z.enum(visitKinds, { error: "请选择上门办、上门谈或上门劝" }),
      visitor: requiredLine("谁去的", 40),
      companion: optionalLine("同去的人", 40),
      outcome: requiredText("结果", 1000),
      nextVisitDate: Day.nullable().default(null),
    }),
    output: Saved,
    fails: ["TaskIsOver", "VisitIsAhead", "NextVisitIsPast"],
  }),
  "council.withdrawVisit": command({
    needs: "clerk",
    input: Step.extend({ visitId: Id, reason: requiredLine("原因", 200) }),
    output: Saved,
    fails: ["TaskIsOver"],
  }),
} satisfies Contract;
