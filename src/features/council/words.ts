import type { CommandName } from "#base/contract.ts";
import type { FailsOf } from "#base/words-of.ts";
import { appealEventWords, appealOperationWords, appealRefusals } from "./appeal-words.ts";
import { bodyOperationWords, bodyRefusals } from "./body-words.ts";
import { catalogueOperationWords, catalogueRefusals } from "./catalogue-words.ts";
import {
  communityMatterEventWords,
  communityMatterOperationWords,
  communityMatterRefusals,
} from "./community-matter-words.ts";
import type { councilContract } from "./contract.ts";
import { followUpEventWords, followUpOperationWords, followUpRefusals } from "./follow-up-words.ts";
import { handoverEventWords, handoverOperationWords, handoverRefusals } from "./handover-words.ts";
import { meetingEventWords, meetingOperationWords, meetingRefusals } from "./meeting-words.ts";
import { opinionEventWords, opinionOperationWords, opinionRefusals } from "./opinion-words.ts";
import { paperOperationWords, paperRefusals } from "./paper-words.ts";
import { petitionEventWords, petitionOperationWords, petitionRefusals } from "./petition-words.ts";
import { promiseEventWords, promiseOperationWords, promiseRefusals } from "./promise-words.ts";
import { replyTemplateOperationWords } from "./reply-template-words.ts";
import { screenEventWords, screenOperationWords } from "./screen-words.ts";
import { taskPaperOperationWords } from "./task-paper-words.ts";
import { taskParkingEventWords, taskParkingOperationWords, taskParkingRefusals } from "./task-parking-words.ts";
import { taskPartEventWords, taskPartOperationWords, taskPartRefusals } from "./task-part-words.ts";
import { taskSteeringEventWords, taskSteeringOperationWords, taskSteeringRefusals } from "./task-steering-words.ts";
import { taskTakerEventWords, taskTakerOperationWords, taskTakerRefusals } from "./task-taker-words.ts";
import { taskEventWords, taskOperationWords, taskRefusals } from "./task-words.ts";
import { topicPaperOperationWords, topicPaperRefusals } from "./topic-paper-words.ts";
import { topicStepEventWords, topicStepOperationWords, topicStepRefusals } from "./topic-step-words.ts";
import { topicEventWords, topicOperationWords, topicRefusals } from "./topic-words.ts";
import { turnOperationWords, turnRefusals } from "./turn-words.ts";
import { voteEventWords, voteOperationWords, voteRefusals } from "./vote-words.ts";
import { walkEventWords, walkOperationWords, walkRefusals } from "./walk-words.ts";

export const councilRefusals = {
  ...appealRefusals,
  ...topicRefusals,
  ...topicStepRefusals,
  ...topicPaperRefusals,
  ...catalogueRefusals,
  ...communityMatterRefusals,
  ...meetingRefusals,
  ...bodyRefusals,
  ...taskRefusals,
  ...taskParkingRefusals,
  ...taskPartRefusals,
  ...taskSteeringRefusals,
  ...taskTakerRefusals,
  ...followUpRefusals,
  ...petitionRefusals,
  ...promiseRefusals,
  ...walkRefusals,
  ...handoverRefusals,
  ...turnRefusals,
  ...voteRefusals,
  ...opinionRefusals,
  ...paperRefusals,
} satisfies Record<FailsOf<typeof councilContract>, string>;

/** What happened to a record, as the timeline says it. */
export const eventWords: Record<string, string> = {
  ...appealEventWords,
  ...topicEventWords,
  ...topicStepEventWords,
  ...meetingEventWords,
  ...taskEventWords,
  ...communityMatterEventWords,
  ...taskParkingEventWords,
  ...taskPartEventWords,
  ...taskSteeringEventWords,
  ...taskTakerEventWords,
  ...followUpEventWords,
  ...petitionEventWords,
  ...promiseEventWords,
  ...walkEventWords,
  ...handoverEventWords,
  ...screenEventWords,
  ...voteEventWords,
  ...opinionEventWords,
};

/** What a person did, as the audit log names it. */
export const councilOperationWords = {
  ...appealOperationWords,
  ...topicOperationWords,
  ...topicStepOperationWords,
  ...topicPaperOperationWords,
  ...catalogueOperationWords,
  ...communityMatterOperationWords,
  ...meetingOperationWords,
  ...bodyOperationWords,
  ...taskOperationWords,
  ...taskParkingOperationWords,
  ...taskPartOperationWords,
  ...taskSteeringOperationWords,
  ...taskTakerOperationWords,
  ...taskPaperOperationWords,
  ...followUpOperationWords,
  ...petitionOperationWords,
  ...promiseOperationWords,
  ...replyTemplateOperationWords,
  ...walkOperationWords,
  ...handoverOperationWords,
  ...turnOperationWords,
  ...screenOperationWords,
  ...voteOperationWords,
  ...opinionOperationWords,
  ...paperOperationWords,
} satisfies Record<CommandName<typeof councilContract>, string>;
