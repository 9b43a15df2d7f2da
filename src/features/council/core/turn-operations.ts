import { initialsOf } from "#base/search-pieces.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { turnContract } from "../turn-contract.ts";
import { isTurnOver, secondsByItem } from "../turn-rules.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { attendancesOf, findAttendance } from "./attendance-store.ts";
import { itemIn, meetingIn } from "./meeting-lookup.ts";
import * as store from "./turn-store.ts";

/** A meeting that sits; what its floor is given for is written down only then. */
const sitting = (context: AnyCommandContext, id: string) => {
  const meeting = meetingIn(context, id);
  if (meeting.state !== "inSession") throw context.refuse("MeetingNotInSession");
  return meeting;
};

const openTurn = (context: AnyCommandContext, id: string, turnId: string): store.KeptTurn => {
  sitting(context, id);
  const turn = store.findTurn(context.db, turnId);
  if (turn?.meetingId !== id) throw context.refuse("NotFound");
  if (isTurnOver(turn.state)) throw context.refuse("TurnIsOver");
  return turn;
};

export const turnOperations: Handlers<typeof turnContract> = {
  "council.session": (context, { id }) => {
    const { db, now } = context;
    const meeting = meetingIn(context, id);
    const openings = store.openingsOf(db, id);
    const used = secondsByItem(openings, meeting.endedAt ?? now);
    return {
      currentItemId: openings.at(-1)?.itemId ?? null,
      used: [...used].map(([itemId, seconds]) => ({ itemId, seconds })),
      turns: store.turnsOf(db, id).map(({ meetingId: _meetingId, ...turn }) => turn),
      people: attendanceLines(db, attendancesOf(db, id)).map((person, index) => ({
        attendanceId: person.id,
        place: index + 1,
        initials: initialsOf(person.name),
      })),
      now,
    };
  },

  "council.openItem": (context, { id, itemId }) => {
    const { db, now, newId } = context;
    sitting(context, id);
    itemIn(context, id, itemId);
    if (store.openingsOf(db, id).at(-1)?.itemId === itemId) return { id };
    store.clearFloor(db, id, now);
    store.insertOpening(db, { id: newId(), meetingId: id, itemId, at: now });
    return { id };
  },

  "council.askToSpeak": (context, { id, itemId, attendanceId, isNow }) => {
    const { db, now, newId, refuse } = context;
    sitting(context, id);
    itemIn(context, id, itemId);
    const attendance = findAttendance(db, attendanceId);
    const isHere = attendance?.presence === "present" || attendance?.presence === "observer";
    if (attendance?.meetingId !== id || !isHere) throw refuse("SpeakerNotPresent");
    const isInOrder = store
      .turnsOf(db, id)
      .some((turn) => turn.itemId === itemId && turn.attendanceId === attendanceId && !isTurnOver(turn.state));
    if (isInOrder) throw refuse("AlreadyInOrder");
    if (isNow) store.clearFloor(db, id, now);
    const turnId = newId();
    store.insertTurn(db, {
      id: turnId,
      meetingId: id,
      itemId,
      attendanceId,
      state: isNow ? "speaking" : "waiting",
      askedAt: now,
      startedAt: isNow ? now : null,
      endedAt: null,
    });
    return { id, turnId };
  },

  "council.giveFloor": (context, { id, turnId }) => {
    const { db, now } = context;
    const turn = openTurn(context, id, turnId);
    if (turn.state === "speaking") return { id };
    store.clearFloor(db, id, now);
    store.updateTurn(db, { id: turnId, state: "speaking", startedAt: now, endedAt: null });
    return { id };
  },

  "council.endTurn": (context, { id, turnId }) => {
    const { db, now } = context;
    const turn = openTurn(context, id, turnId);
    const hasSpoken = turn.state === "speaking";
    store.updateTurn(db, {
      id: turnId,
      state: hasSpoken ? "done" : "dropped",
      startedAt: turn.startedAt,
      endedAt: now,
    });
    return { id };
  },
};
