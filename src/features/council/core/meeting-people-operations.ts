import { dayOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { contactsById, contactsOf, findOrganisation } from "#features/people/core/organisation-store.ts";
import { isResident, residentsById } from "#features/people/core/resident-store.ts";
import type { MeetingRole, meetingPeopleContract, Presence } from "../meeting-people-contract.ts";
import * as rules from "../meeting-rules.ts";
import { entitlingProblem, homeOf, listProblem, proxyProblem } from "../meeting-seats.ts";
import { decidingVoteOf } from "../vote-rules.ts";
import * as store from "./attendance-store.ts";
import { newcomersOfBody } from "./body-operations.ts";
import { noteInvited } from "./body-store.ts";
import { councilSettingsOf } from "./council-rules-store.ts";
import { hasSigned } from "./mediation-store.ts";
import { countsEver, listOf } from "./meeting-list.ts";
import { meetingIn } from "./meeting-lookup.ts";
import { type KeptMeeting, lastMeetingOfKind, resolutionsOf } from "./meeting-store.ts";
import { reportersOnAgenda, signersOnAgenda } from "./reporters-on-agenda.ts";
import { votesByItem } from "./vote-lines.ts";

export type Newcomer = {
  residentId: string | null;
  contactId: string | null;
  name: string;
  householdId: string | null;
  address: string;
  role: MeetingRole;
  isEntitled: boolean;
  householdCount: number;
};

export const checkList = (context: AnyCommandContext, meeting: KeptMeeting): void => {
  const problem = entitlingProblem(listOf(context.db, meeting));
  if (problem) throw context.refuse(problem);
  const { presentCount, entitledCount } = countsEver(context.db, meeting);
  if (presentCount > entitledCount) throw context.refuse("MorePresentThanEntitled");
};

/** What was voted or passed stands on those who were there: the list may be put right, but not from under it. */
export const checkGround = ({ db, refuse }: AnyCommandContext, meeting: KeptMeeting): void => {
  const { presentCount, entitledCount } = countsEver(db, meeting);
  const isVoteLost = [...votesByItem(db, meeting).values()].some((votes) => {
    const vote = decidingVoteOf(votes);
    return vote !== null && vote.presentCount > presentCount;
  });
  const hasPassed = resolutionsOf(db, meeting.id).some(({ outcome }) => outcome === "passed");
  if (isVoteLost || (hasPassed && !rules.hasQuorum(presentCount, entitledCount))) throw refuse("DecisionNeedsPresence");
};

const isAtTable = (presence: Presence) => presence === "present" || presence === "observer";

/** The home that somebody on the register speaks for. */
const householdOf = (db: AnyCommandContext["db"], { residentId, householdId }: Newcomer): string | null =>
  residentId === null ? householdId : (residentsById(db, [residentId]).get(residentId)?.householdId ?? null);

const put = (context: AnyCommandContext, meeting: KeptMeeting, who: Newcomer, presence: Presence): string => {
  const { db, now, newId } = context;
  const id = newId();
  store.insertAttendance(db, {
    ...who,
    id,
    meetingId: meeting.id,
    presence,
    householdId: householdOf(db, who),
    arrivedAt: isAtTable(presence) && meeting.state === "inSession" ? now : null,
  });
  return id;
};

/** Takes people on the list who are not on it yet; where a home has its vote, who comes after has none. */
export const invite = (context: AnyCommandContext, meeting: KeptMeeting, people: readonly Newcomer[]) => {
  const { db } = context;
  const taken = new Set(
    store.attendancesOf(db, meeting.id).flatMap((row) => (row.isEntitled ? (homeOf(row) ?? []) : [])),
  );
  const counts = { addedCount: 0, knownCount: 0, withoutVoteCount: 0 };
  for (const person of people) {
    if (store.isOnList(db, meeting.id, person)) {
      counts.knownCount += 1;
      continue;
    }
    const home = homeOf({ ...person, householdId: householdOf(db, person) });
    const hasRoom = meeting.entitledBy === "person" || (home !== null && !taken.has(home));
    const isEntitled = person.isEntitled && hasRoom;
    if (person.isEntitled && !isEntitled) counts.withoutVoteCount += 1;
    if (isEntitled && home !== null) taken.add(home);
    put(context, meeting, { ...person, isEntitled }, "invited");
    counts.addedCount += 1;
  }
  return counts;
};

/** Whoever is asked again next time, as they stand on a list; guests and parties are asked anew. */
export const toNewcomers = (rows: readonly store.KeptAttendance[]): Newcomer[] =>
  rows
    .filter(({ role }) => role !== "guest" && role !== "party")
    .map(({ residentId, contactId, name, householdId, address, role, isEntitled, householdCount }) => ({
      residentId,
      contactId,
      name,
      householdId,
      address,
      role,
      isEntitled,
      householdCount,
    }));

const listOfLastMeeting = (db: AnyCommandContext["db"], meeting: KeptMeeting): Newcomer[] => {
  const last = lastMeetingOfKind(db, meeting);
  return last ? toNewcomers(store.attendancesOf(db, last.id)) : [];
};

type Called = Pick<Newcomer, "residentId" | "contactId" | "name">;

export const namesOf = (db: ReadableDatabase, people: readonly Called[]): string[] => {
  const residents = residentsById(
    db,
    people.flatMap(({ residentId }) => residentId ?? []),
  );
  const contacts = contactsById(
    db,
    people.flatMap(({ contactId }) => contactId ?? []),
  );
  return people.map(
    ({ residentId, contactId, name }) =>
      residents.get(residentId ?? "")?.name ?? contacts.get(contactId ?? "")?.name ?? name,
  );
};

const attendanceIn = ({ db, refuse }: AnyCommandContext, meetingId: string, id: string): store.KeptAttendance => {
  const attendance = store.findAttendance(db, id);
  if (attendance?.meetingId !== meetingId) throw refuse("NotFound");
  return attendance;
};

export const meetingPeopleOperations: Handlers<typeof meetingPeopleContract> = {
  "council.addAttendance": (context, { id, presence, ...who }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const problem = who.isEntitled ? listProblem(meeting) : rules.attendingProblem(meeting);
    if (problem) throw refuse(problem);
    const given = [who.residentId, who.contactId, who.name || null].filter((value) => value !== null);
    if (given.length !== 1) throw refuse("AttendeeNeedsName");
    if (who.residentId !== null && !isResident(db, who.residentId)) throw refuse("AttendeeNeedsName");
    if (who.contactId !== null && !contactsById(db, [who.contactId]).has(who.contactId))
      throw refuse("AttendeeNeedsName");
    if (store.isOnList(db, id, who)) throw refuse("AlreadyOnList");
    const attendanceId = put(context, meeting, { ...who, householdId: null }, presence);
    checkList(context, meeting);
    if (who.isEntitled) checkGround(context, meeting);
    return { id, attendanceId };
  },

  "council.inviteGroup": (context, { id, group, role, isEntitled }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = listProblem(meeting);
    if (problem) throw refuse(problem);
    const plain = { residentId: null, contactId: null, name: "", householdId: null, address: "", role, isEntitled };
    const people: Newcomer[] =
      group.kind === "unit"
        ? contactsOf(db, group.organisationId, false).map((contact) => ({
            ...plain,
            contactId: contact.id,
            householdCount: 0,
          }))
        : group.kind === "reporters"
          ? reportersOnAgenda(context, id).map((reporter) => ({ ...plain, ...reporter, householdCount: 1 }))
          : group.kind === "body"
            ? newcomersOfBody(context, group.bodyId, dayOf(meeting.plannedAt))
            : group.kind === "signers"
              ? signersOnAgenda(context, id).map((signer) => ({ ...plain, ...signer, householdCount: 1 }))
              : listOfLastMeeting(db, meeting);
    if (group.kind === "unit" && !findOrganisation(db, group.organisationId)) throw refuse("NotFound");
    if (people.length === 0) throw refuse("GroupIsEmpty");
    const counts = invite(context, meeting, people);
    if (group.kind === "body") noteInvited(db, group.bodyId, id);
    checkGround(context, meeting);
    if (counts.addedCount > 0) addEvent({ of: "meeting", id, kind: "invited", reason: `${counts.addedCount} 人` });
    return { id, ...counts };
  },

  "council.changeAttendance": (context, { id, attendanceId, presence, hasLeft }) => {
    const { db, now, refuse } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.attendingProblem(meeting);
    if (problem) throw refuse(problem);
    const attendance = attendanceIn(context, id, attendanceId);
    const isHere = isAtTable(presence);
    store.updateAttendance(db, attendanceId, {
      presence,
      arrivedAt: isHere ? (attendance.arrivedAt ?? (meeting.state === "inSession" ? now : null)) : null,
      leftAt: isHere && hasLeft ? (attendance.leftAt ?? now) : null,
    });
    checkList(context, meeting);
    checkGround(context, meeting);
    return { id };
  },

  "council.changeInvitee": (context, { id, attendanceId, ...change }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const attendance = attendanceIn(context, id, attendanceId);
    const isEntitling = change.isEntitled !== undefined && change.isEntitled !== attendance.isEntitled;
    const problem = isEntitling ? listProblem(meeting) : rules.attendingProblem(meeting);
    if (problem) throw refuse(problem);
    const isGiver = store.proxiesOf(db, id).some(({ giverId }) => giverId === attendanceId);
    if (isEntitling && isGiver) throw refuse("AttendeeHasProxy");
    const { role = attendance.role, isEntitled = attendance.isEntitled, reply = attendance.reply } = change;
    store.updateAttendance(db, attendanceId, { role, isEntitled, reply });
    if (isEntitling) {
      checkList(context, meeting);
      checkGround(context, meeting);
    }
    return { id };
  },

  "council.removeAttendance": (context, { id, attendanceId }) => {
    const { db, refuse } = context;
    const meeting = meetingIn(context, id);
    const attendance = store.findAttendance(db, attendanceId);
    const problem = attendance?.isEntitled ? listProblem(meeting) : rules.attendingProblem(meeting);
    if (problem) throw refuse(problem);
    attendanceIn(context, id, attendanceId);
    if (store.hasSpoken(db, attendanceId)) throw refuse("AttendeeHasSpoken");
    if (hasSigned(db, attendanceId)) throw refuse("AttendeeHasSigned");
    const proxies = store.proxiesOf(db, id);
    if (proxies.some(({ giverId, holderId }) => giverId === attendanceId || holderId === attendanceId))
      throw refuse("AttendeeHasProxy");
    store.deleteAttendance(db, attendanceId);
    checkList(context, meeting);
    checkGround(context, meeting);
    return { id };
  },

  "council.addProxy": (context, { id, giverId, holderId, writtenDate }) => {
    const { db, newId, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = listProblem(meeting);
    if (problem) throw refuse(problem);
    const [giver, holder] = [attendanceIn(context, id, giverId), attendanceIn(context, id, holderId)];
    const { maxProxiesPerHolder } = councilSettingsOf(db);
    const unsound = proxyProblem(listOf(db, meeting), { giverId, holderId }, maxProxiesPerHolder);
    if (unsound) throw refuse(unsound);
    const proxyId = newId();
    store.insertProxy(db, { id: proxyId, meetingId: id, giverId, holderId, writtenDate });
    addEvent({ of: "meeting", id, kind: "proxyGiven", reason: namesOf(db, [giver, holder]).join(" 委托 ") });
    return { id, proxyId };
  },

  "council.withdrawProxy": (context, { id, proxyId }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = listProblem(meeting);
    if (problem) throw refuse(problem);
    const proxy = store.proxiesOf(db, id).find((row) => row.id === proxyId);
    if (!proxy) throw refuse("NotFound");
    store.deleteProxy(db, proxyId);
    checkGround(context, meeting);
    const people = [proxy.giverId, proxy.holderId].map((each) => attendanceIn(context, id, each));
    addEvent({ of: "meeting", id, kind: "proxyWithdrawn", reason: namesOf(db, people).join(" 委托 ") });
    return { id };
  },
};
