import type { Contract } from "#base/contract.ts";
import { appealContract } from "./appeal-contract.ts";
import { bodyContract } from "./body-contract.ts";
import { catalogueContract } from "./catalogue-contract.ts";
import { communityMatterContract } from "./community-matter-contract.ts";
import { councilRulesContract } from "./council-rules-contract.ts";
import { followUpContract } from "./follow-up-contract.ts";
import { handoverContract } from "./handover-contract.ts";
import { meetingContract } from "./meeting-contract.ts";
import { opinionContract } from "./opinion-contract.ts";
import { paperContract } from "./paper-contract.ts";
import { petitionContract } from "./petition-contract.ts";
import { promiseContract } from "./promise-contract.ts";
import { publicContract } from "./public-contract.ts";
import { radarContract } from "./radar-contract.ts";
import { replyTemplateContract } from "./reply-template-contract.ts";
import { screenContract } from "./screen-contract.ts";
import { sorterContract } from "./sorter-contract.ts";
import { taskAssigneeContract } from "./task-assignee-contract.ts";
import { taskContract } from "./task-contract.ts";
import { taskLetterContract } from "./task-letter-contract.ts";
import { taskMonthContract } from "./task-month-contract.ts";
import { taskOwnershipContract } from "./task-ownership-contract.ts";
import { taskPaperContract } from "./task-paper-contract.ts";
import { taskParkingContract } from "./task-parking-contract.ts";
import { taskPartContract } from "./task-part-contract.ts";
import { taskSpotContract } from "./task-spot-contract.ts";
import { taskSteeringContract } from "./task-steering-contract.ts";
import { taskTakerContract } from "./task-taker-contract.ts";
import { taskTakingContract } from "./task-taking-contract.ts";
import { topicContract } from "./topic-contract.ts";
import { topicPaperContract } from "./topic-paper-contract.ts";
import { topicSignerContract } from "./topic-signer-contract.ts";
import { topicStepContract } from "./topic-step-contract.ts";
import { traceContract } from "./trace-contract.ts";
import { turnContract } from "./turn-contract.ts";
import { voteContract } from "./vote-contract.ts";
import { votePaperContract } from "./vote-paper-contract.ts";
import { walkContract } from "./walk-contract.ts";

export const councilContract = {
  ...appealContract,
  ...topicContract,
  ...topicSignerContract,
  ...topicStepContract,
  ...topicPaperContract,
  ...councilRulesContract,
  ...catalogueContract,
  ...communityMatterContract,
  ...taskOwnershipContract,
  ...meetingContract,
  ...bodyContract,
  ...taskContract,
  ...taskParkingContract,
  ...taskMonthContract,
  ...taskSpotContract,
  ...taskAssigneeContract,
  ...taskLetterContract,
  ...taskPartContract,
  ...taskSteeringContract,
  ...taskTakerContract,
  ...taskTakingContract,
  ...taskPaperContract,
  ...followUpContract,
  ...petitionContract,
  ...promiseContract,
  ...replyTemplateContract,
  ...walkContract,
  ...handoverContract,
  ...sorterContract,
  ...radarContract,
  ...traceContract,
  ...turnContract,
  ...screenContract,
  ...voteContract,
  ...opinionContract,
  ...votePaperContract,
  ...paperContract,
  ...publicContract,
} satisfies Contract;
