export const meetingKinds = ["council", "mediation", "partyCommittee", "fourParty"] as const;
export type MeetingKind = (typeof meetingKinds)[number];
