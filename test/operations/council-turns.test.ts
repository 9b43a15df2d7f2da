import { expect, test } from "vitest";
import { addTopic, endMeeting, meetingOf, openCouncil, register, startMeeting } from "../support/council.ts";

const sitting = () => {
  const council = openCouncil();
  const { secretary, clerk } = council;
  const id = startMeeting(secretary, [addTopic(council, [register(clerk, "停车太乱")])]);
  const meeting = () => meetingOf(secretary, id);
  const [review, topic] = meeting().items;
  const [first, second, third] = meeting().attendances;
  if (!review || !topic || !first || !second || !third) throw new Error("The meeting is not what it was made as");
  const session = () => secretary.ok("council.session", { id });
  const ask = (attendanceId: string, isNow = false) =>
    secretary.ok("council.askToSpeak", { id, itemId: topic.id, attendanceId, isNow }).turnId;
  return { ...council, id, meeting, session, ask, review, topic, first, second, third };
};

test("a meeting is at the item that was opened last, and each takes the time until the next", () => {
  const { secretary, id, session, review, topic, test: core } = sitting();
  expect(session()).toMatchObject({ currentItemId: null, used: [], turns: [] });
  secretary.ok("council.openItem", { id, itemId: review.id });
  core.advance({ minutes: 10 });
  secretary.ok("council.openItem", { id, itemId: topic.id });
  secretary.ok("council.openItem", { id, itemId: topic.id });
  core.advance({ minutes: 5 });
  expect(session()).toMatchObject({
    currentItemId: topic.id,
    used: [
      { itemId: review.id, seconds: 600 },
      { itemId: topic.id, seconds: 300 },
    ],
  });
});

test("people speak in the order in which they asked, one at a time", () => {
  const { secretary, id, session, ask, first, second, third, test: core } = sitting();
  const turnOf = (at: number) => {
    const turn = session().turns[at];
    if (!turn) throw new Error("Nobody asked");
    return turn;
  };
  const waiting = ask(first.id);
  core.advance({ minutes: 1 });
  ask(second.id);
  expect(secretary.code("council.askToSpeak", { id, itemId: turnOf(0).itemId, attendanceId: first.id })).toBe(
    "AlreadyInOrder",
  );
  secretary.ok("council.giveFloor", { id, turnId: waiting });
  core.advance({ minutes: 2 });
  // Whoever speaks at once takes the floor.
  ask(third.id, true);
  expect(session().turns.map(({ attendanceId, state }) => [attendanceId, state])).toEqual([
    [first.id, "done"],
    [second.id, "waiting"],
    [third.id, "speaking"],
  ]);
  secretary.ok("council.endTurn", { id, turnId: turnOf(1).id });
  secretary.ok("council.endTurn", { id, turnId: turnOf(2).id });
  expect(session().turns.map(({ state }) => state)).toEqual(["done", "dropped", "done"]);
  expect(secretary.code("council.endTurn", { id, turnId: turnOf(2).id })).toBe("TurnIsOver");
  expect(secretary.code("council.giveFloor", { id, turnId: turnOf(0).id })).toBe("TurnIsOver");
  // Somebody may speak again.
  ask(first.id, true);
});

test("going on to another item takes the floor, and so does the end of the meeting", () => {
  const { secretary, id, session, ask, review, topic, first } = sitting();
  secretary.ok("council.openItem", { id, itemId: topic.id });
  ask(first.id, true);
  secretary.ok("council.openItem", { id, itemId: review.id });
  expect(session().turns[0]).toMatchObject({ state: "done" });
  ask(first.id, true);
  secretary.ok("council.decideItem", { id, itemId: topic.id, outcome: "deferred" });
  endMeeting(secretary, id);
  expect(session().turns.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(secretary.code("council.openItem", { id, itemId: topic.id })).toBe("MeetingNotInSession");
});

test("only who is there asks to speak, and who stands in the order stays on the list", () => {
  const { secretary, clerk, id, ask, topic, first, second } = sitting();
  const absent = secretary.ok("council.addAttendance", { id, name: "代表丁", presence: "absent" }).attendanceId;
  expect(secretary.code("council.askToSpeak", { id, itemId: topic.id, attendanceId: absent })).toBe(
    "SpeakerNotPresent",
  );
  ask(first.id);
  expect(secretary.code("council.removeAttendance", { id, attendanceId: first.id })).toBe("AttendeeHasSpoken");
  expect(clerk.code("council.askToSpeak", { id, itemId: topic.id, attendanceId: second.id })).toBe("NotAllowed");
  const other = sitting();
  expect(other.secretary.code("council.openItem", { id: other.id, itemId: "not-of-this-meeting" })).toBe("NotFound");
});
