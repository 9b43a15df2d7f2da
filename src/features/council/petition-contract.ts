import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { optionalLine, optionalText, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./appeal-contract.ts";

/** Who goes: somebody of the community, somebody of a unit, or one of the staff. */
export const agentKinds = ["resident", "contact", "staff"] as const;
export const petitionStepKinds = ["progress", "accepted", "refused", "replied", "told"] as const;

export const PetitionInput = z.object({
  agentKind: z.enum(agentKinds),
  agentId: z.string({ error: "请选择代办人" }).min(1, "请选择代办人").max(64),
  office: requiredLine("交给哪个单位", 60),
  officeNumber: optionalLine("那边的编号", 60),
  handedDate: Day,
});
export type PetitionInput = z.infer<typeof PetitionInput>;

export const Petition = PetitionInput.extend({
  appealId: z.string(),
  agentName: z.string(),
  waitsFor: z.enum(["acceptance", "reply", "telling", "nothing"]),
  /** 参考时限: the last day of what the office has by the regulations; null where it owes nothing. */
  referenceDate: Day.nullable(),
  isLate: z.boolean(),
  dayCount: z.int(),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(petitionStepKinds),
      stepDate: Day,
      words: z.string(),
      recordedAt: Instant,
      recordedByName: z.string(),
    }),
  ),
  version: z.int(),
});
export type Petition = z.infer<typeof Petition>;

const Known = z.object({ id: Id, version: Version });

export const petitionContract = {
  "council.petition": query({
    needs: "clerk",
    input: z.object({ appealId: Id }),
    output: z.object({ petition: Petition.nullable() }),
  }),
  /** 信访代办: one record to an appeal; the ids of these operations are those of the appeal. */
  "council.openPetition": command({
    needs: "clerk",
    input: PetitionInput.extend({ id: Id }),
    output: Saved,
    fails: ["PetitionIsThere", "NotAPetition", "PetitionDayAhead"],
  }),
  "council.changePetition": command({
    needs: "clerk",
    input: PetitionInput.extend(Known.shape),
    output: Saved,
    fails: ["PetitionDayAhead", "PetitionDayTooEarly"],
  }),
  "council.recordPetitionStep": command({
    needs: "clerk",
    input: Known.extend({
      kind: z.enum(petitionStepKinds, { error: "请选择是哪一步" }),
      stepDate: Day,
      words: optionalText("说了什么", 1000),
    }),
    output: Saved,
    fails: ["PetitionDayAhead", "PetitionDayTooEarly", "PetitionStepTaken", "NothingToTell"],
  }),
  /** Takes back the step that was written down last. */
  "council.undoPetitionStep": command({ needs: "clerk", input: Known, output: Saved, fails: ["NothingToUndo"] }),
} satisfies Contract;
