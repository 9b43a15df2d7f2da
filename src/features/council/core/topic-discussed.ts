import type { AnyCommandContext } from "#core/contexts.ts";
import { meetingNumber } from "./meeting-lookup.ts";
import type { KeptItem, KeptMeeting } from "./meeting-store.ts";
import { moveTopic } from "./topic-operations.ts";
import { findTopic } from "./topic-store.ts";

/** A topic that was spoken on, voted or decided has been before the meeting. */
export const discuss = (context: AnyCommandContext, item: KeptItem, meeting: KeptMeeting): void => {
  const topic = item.topicId === null ? undefined : findTopic(context.db, item.topicId);
  if (topic?.state !== "scheduled") return;
  moveTopic(context, topic, { state: "discussed" }, { kind: "discussed", reason: meetingNumber(meeting) });
};
