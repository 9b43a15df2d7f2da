import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day, Instant } from "#base/dates.ts";
import { Printed } from "#base/printed.ts";
import { optionalLine } from "#base/text.ts";
import { Id } from "./appeal-contract.ts";
import { topicSources, topicStates, visibilities } from "./topic-contract.ts";
import { researchWays, StepLine } from "./topic-step-contract.ts";

/** For the table, with names masked; for everybody, in public words alone. */
export const topicEditions = ["internal", "public"] as const;
export type TopicEdition = (typeof topicEditions)[number];

const Findings = z.array(
  z.object({ title: z.string(), kind: z.string(), text: z.string(), canBeConfirmed: z.boolean() }),
);
const House = { communityName: z.string(), centreName: z.string(), centrePhone: z.string() };

const Printing = {
  edition: z.enum(topicEditions),
  /** Why names and rooms that were found are no personal data; a secretary's word. */
  confirmedBecause: optionalLine("理由", 100),
};

export const topicPaperContract = {
  /** 议题卡: one topic on one paper. What is empty on the public edition is not for the public. */
  "council.topicPaper": query({
    needs: "clerk",
    input: z.object({ id: Id, edition: z.enum(topicEditions) }),
    output: z.object({
      ...House,
      numberText: z.string(),
      title: z.string(),
      visibility: z.enum(visibilities),
      state: z.enum(topicStates),
      source: z.enum(topicSources),
      proposerName: z.string(),
      proposedAt: Instant,
      summary: z.string(),
      /** How it was confirmed, or why it was put off or declined. */
      confirmWords: z.string(),
      waitWords: z.string(),
      catalogueWords: z.array(z.string()),
      signedHouseholdCount: z.int(),
      /** By home: the first of each counts. Building alone, names masked. */
      signers: z.array(z.object({ name: z.string(), home: z.string(), isCounted: z.boolean() })),
      appealCount: z.int(),
      appeals: z.array(
        z.object({
          numberText: z.string(),
          receivedAt: Instant,
          reporterLabel: z.string(),
          home: z.string(),
          title: z.string(),
          mergedCount: z.int(),
        }),
      ),
      steps: z.array(StepLine),
      researches: z.array(
        z.object({
          doneDate: Day,
          way: z.enum(researchWays),
          doneBy: z.string(),
          householdCount: z.int(),
          findings: z.string(),
          photoCount: z.int(),
        }),
      ),
      meetings: z.array(
        z.object({
          numberText: z.string(),
          title: z.string(),
          plannedAt: Instant,
          outcomeWord: z.string(),
          wording: z.string(),
        }),
      ),
      tasks: z.array(
        z.object({ numberText: z.string(), title: z.string(), unitName: z.string(), stateWord: z.string() }),
      ),
      findings: Findings,
    }),
    fails: ["TopicNotPublic"],
  }),
  "council.printTopicPaper": command({
    needs: "clerk",
    input: z.object({ id: Id, ...Printing }),
    output: Printed,
    fails: ["TopicNotPublic", "PersonalDataOnPaper"],
  }),
  /** 议题池清单: what waits for a meeting, in the order of the pool. */
  "council.topicListPaper": query({
    needs: "clerk",
    input: z.object({ edition: z.enum(topicEditions) }),
    output: z.object({
      ...House,
      rows: z.array(
        z.object({
          id: z.string(),
          numberText: z.string(),
          title: z.string(),
          visibility: z.enum(visibilities),
          source: z.enum(topicSources),
          state: z.enum(topicStates),
          ageDays: z.int(),
          appealCount: z.int(),
          signedHouseholdCount: z.int(),
          waitWords: z.string(),
        }),
      ),
      /** Topics that are not for everybody, or more than one paper holds. */
      leftOutCount: z.int(),
      findings: Findings,
    }),
  }),
  "council.printTopicList": command({
    needs: "clerk",
    input: z.object(Printing),
    output: Printed,
    fails: ["NothingToPrint", "PersonalDataOnPaper"],
  }),
} satisfies Contract;
