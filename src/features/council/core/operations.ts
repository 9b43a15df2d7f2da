import type { Handlers } from "#core/core.ts";
import type { councilContract } from "../contract.ts";
import { appealOperations } from "./appeal-operations.ts";
import { followUpOperations } from "./follow-up-operations.ts";
import { meetingOperations } from "./meeting-operations.ts";
import { paperOperations } from "./paper-operations.ts";
import { taskOperations } from "./task-operations.ts";
import { topicOperations } from "./topic-operations.ts";

export const councilOperations: Handlers<typeof councilContract> = {
  ...appealOperations,
  ...topicOperations,
  ...meetingOperations,
  ...taskOperations,
  ...followUpOperations,
  ...paperOperations,
};
