import type { Handlers } from "#core/contexts.ts";
import type { councilContract } from "../contract.ts";
import { appealOperations } from "./appeal-operations.ts";
import { assigneeOperations } from "./assignee-operations.ts";
import { bodyOperations } from "./body-operations.ts";
import { catalogueOperations } from "./catalogue-operations.ts";
import { communityMatterOperations } from "./community-matter-operations.ts";
import { councilRulesOperations } from "./council-rules-operations.ts";
import { decisionOperations } from "./decision-operations.ts";
import { exportOperations } from "./export-operations.ts";
import { extensionOperations } from "./extension-operations.ts";
import { finishOperations } from "./finish-operations.ts";
import { followUpOperations } from "./follow-up-operations.ts";
import { handoverOperations } from "./handover-operations.ts";
import { letterOperations } from "./letter-operations.ts";
import { mediationOperations } from "./mediation-operations.ts";
import { meetingAgendaOperations } from "./meeting-agenda-operations.ts";
import { meetingOperations } from "./meeting-operations.ts";
import { meetingPaperOperations } from "./meeting-paper-operations.ts";
import { meetingPeopleOperations } from "./meeting-people-operations.ts";
import { meetingTemplateOperations } from "./meeting-template-operations.ts";
import { mergeOperations } from "./merge-operations.ts";
import { opinionOperations } from "./opinion-operations.ts";
import { orderOperations } from "./order-operations.ts";
import { ownershipOperations } from "./ownership-operations.ts";
import { paperOperations } from "./paper-operations.ts";
import { parkingOperations } from "./parking-operations.ts";
import { petitionOperations } from "./petition-operations.ts";
import { promiseOperations } from "./promise-operations.ts";
import { publicOperations } from "./public-operations.ts";
import { radarOperations } from "./radar-operations.ts";
import { replyTemplateOperations } from "./reply-template-operations.ts";
import { screenOperations } from "./screen-operations.ts";
import { sessionOperations } from "./session-operations.ts";
import { sorterOperations } from "./sorter-operations.ts";
import { spotOperations } from "./spot-operations.ts";
import { taskMonthOperations } from "./task-month-operations.ts";
import { taskOperations } from "./task-operations.ts";
import { taskPaperOperations } from "./task-paper-operations.ts";
import { taskPartOperations } from "./task-part-operations.ts";
import { taskSteeringOperations } from "./task-steering-operations.ts";
import { taskTakerOperations } from "./task-taker-operations.ts";
import { topicOperations } from "./topic-operations.ts";
import { topicPaperOperations } from "./topic-paper-operations.ts";
import { topicSignerOperations } from "./topic-signer-operations.ts";
import { topicStepOperations } from "./topic-step-operations.ts";
import { traceOperations } from "./trace-operations.ts";
import { turnOperations } from "./turn-operations.ts";
import { voteOperations } from "./vote-operations.ts";
import { votePaperOperations } from "./vote-paper-operations.ts";
import { walkOperations } from "./walk-operations.ts";

export const councilOperations: Handlers<typeof councilContract> = {
  ...appealOperations,
  ...decisionOperations,
  ...exportOperations,
  ...mergeOperations,
  ...topicOperations,
  ...topicSignerOperations,
  ...topicStepOperations,
  ...topicPaperOperations,
  ...councilRulesOperations,
  ...catalogueOperations,
  ...communityMatterOperations,
  ...ownershipOperations,
  ...meetingOperations,
  ...bodyOperations,
  ...meetingAgendaOperations,
  ...meetingPeopleOperations,
  ...meetingPaperOperations,
  ...meetingTemplateOperations,
  ...mediationOperations,
  ...sessionOperations,
  ...taskOperations,
  ...orderOperations,
  ...extensionOperations,
  ...taskMonthOperations,
  ...spotOperations,
  ...assigneeOperations,
  ...letterOperations,
  ...taskPartOperations,
  ...taskSteeringOperations,
  ...taskTakerOperations,
  ...taskPaperOperations,
  ...finishOperations,
  ...followUpOperations,
  ...parkingOperations,
  ...petitionOperations,
  ...promiseOperations,
  ...replyTemplateOperations,
  ...walkOperations,
  ...handoverOperations,
  ...sorterOperations,
  ...radarOperations,
  ...traceOperations,
  ...turnOperations,
  ...screenOperations,
  ...voteOperations,
  ...opinionOperations,
  ...votePaperOperations,
  ...paperOperations,
  ...publicOperations,
};
