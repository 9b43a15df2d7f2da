import type { QueryContext } from "#core/contexts.ts";
import { numberText } from "../numbers.ts";
import { findItem, findMeeting, type KeptItem, type KeptMeeting } from "./meeting-store.ts";

type Finding = Pick<QueryContext<never>, "db" | "refuse">;

export const meetingNumber = (meeting: { year: number; number: number }) =>
  numberText("会", meeting.year, meeting.number);

export const meetingIn = ({ db, refuse }: Finding, id: string): KeptMeeting => {
  const meeting = findMeeting(db, id);
  if (!meeting) throw refuse("NotFound");
  return meeting;
};

export const itemIn = ({ db, refuse }: Finding, meetingId: string, itemId: string): KeptItem => {
  const item = findItem(db, itemId);
  if (item?.meetingId !== meetingId) throw refuse("NotFound");
  return item;
};
