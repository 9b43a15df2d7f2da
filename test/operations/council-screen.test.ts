import { expect, test } from "vitest";
import {
  addTopic,
  decide,
  endMeeting,
  itemOf,
  meetingOf,
  openCouncil,
  planMeeting,
  register,
  startMeeting,
} from "../support/council.ts";

const openHall = () => {
  const council = openCouncil();
  const { clerk, secretary, test: core } = council;
  const topicId = addTopic(council, [register(clerk, "没有车位")], { title: "停车怎么管，找孙大姐问 13812341234" });
  const secretId = addTopic(council, [register(clerk, "别的")], { title: "低保复核", visibility: "internal" });
  const id = startMeeting(secretary, [topicId, secretId]);
  const hall = core.as("nobody");
  return { ...council, core, topicId, secretId, id, hall };
};

test("the hall sees a meeting only after somebody put it there, and no longer once it was taken off", () => {
  const { clerk, secretary, hall, id } = openHall();
  expect(hall.code("council.screen", { id })).toBe("NotFound");
  expect(clerk.code("council.openScreen", { id })).toBe("NotAllowed");
  expect(hall.code("council.openScreen", { id })).toBe("NotSignedIn");
  secretary.ok("council.openScreen", { id });
  expect(meetingOf(secretary, id).isOnScreen).toBe(true);
  // Asked twice, it is told once.
  secretary.ok("council.openScreen", { id });
  expect(meetingOf(secretary, id).events.filter(({ kind }) => kind === "screenOpened")).toHaveLength(1);
  expect(hall.ok("council.screen", { id })).toMatchObject({ state: "inSession", presentCount: 3, entitledCount: 5 });
  secretary.ok("council.closeScreen", { id });
  expect(hall.code("council.screen", { id })).toBe("NotFound");
  expect(meetingOf(secretary, id).isOnScreen).toBe(false);
});

test("names and numbers are masked, and what is internal keeps its place and says nothing", () => {
  const { secretary, hall, id, topicId, secretId } = openHall();
  secretary.ok("council.openScreen", { id });
  const attendance = secretary.ok("council.addAttendance", { id, name: "欧阳建国", presence: "present" });
  const attendanceId = meetingOf(secretary, id).attendances.at(-1)?.id ?? "";
  expect(attendance.id).toBe(id);
  const itemId = itemOf(secretary, id, topicId);
  secretary.ok("council.openItem", { id, itemId });
  secretary.ok("council.askToSpeak", { id, itemId, attendanceId, isNow: true });
  const shown = hall.ok("council.screen", { id });
  expect(shown.items.map(({ title, isHidden }) => [title, isHidden])).toEqual([
    ["上期任务回头看", false],
    ["停车怎么管，找孙*姐问 138****1234", false],
    ["（内部事项）", true],
  ]);
  expect(shown.current).toMatchObject({ itemId, speaking: { name: "欧**国" }, waiting: [], vote: null, outcome: null });
  expect(JSON.stringify(shown)).not.toMatch(/欧阳建国|13812341234|低保/);

  secretary.ok("council.openItem", { id, itemId: itemOf(secretary, id, secretId) });
  const hidden = hall.ok("council.screen", { id });
  expect(hidden).toMatchObject({ current: null, currentItemId: itemOf(secretary, id, secretId) });
});

test("attitudes are counted by voice, and what was decided stands there", () => {
  const { secretary, hall, id, topicId } = openHall();
  secretary.ok("council.openScreen", { id });
  const itemId = itemOf(secretary, id, topicId);
  secretary.ok("council.openItem", { id, itemId });
  const [one, two] = meetingOf(secretary, id).attendances.map((row) => row.id);
  const say = (attendanceId = "", attitude: "for" | "against" = "for") =>
    secretary.ok("council.addStatement", { id, itemId, attendanceId, attitude, words: "" });
  say(one, "against");
  say(one, "for");
  say(two, "for");
  decide(secretary, id, topicId, "passed");
  expect(hall.ok("council.screen", { id }).current).toMatchObject({
    heard: { for: 2, conditional: 0, against: 0, neutral: 0 },
    outcome: { outcome: "passed", wording: "由物业十日内划出车位线" },
  });
});

test("the screen goes on while the desk is locked, and after the meeting until its minutes are issued", () => {
  const { core, secretary, hall, id, topicId, secretId } = openHall();
  secretary.ok("council.openScreen", { id });
  core.as("secretary").ok("system.lock", {});
  expect(hall.ok("council.screen", { id }).state).toBe("inSession");
  for (const topic of [topicId, secretId]) decide(secretary, id, topic, "deferred");
  endMeeting(secretary, id);
  const shown = hall.ok("council.screen", { id });
  expect(shown).toMatchObject({ state: "ended", current: null, currentItemId: null });
  expect(shown.items.map(({ outcome }) => outcome)).toEqual([null, "deferred", null]);
  expect(secretary.code("council.openScreen", { id })).toBe("MeetingIsOver");
});

test("before the meeting the hall reads its agenda", () => {
  const { secretary, test: core } = openCouncil();
  const id = planMeeting(secretary, []);
  secretary.ok("council.openScreen", { id });
  expect(core.as("nobody").ok("council.screen", { id })).toMatchObject({ state: "preparing", current: null });
  core.as("secretary").ok("council.cancelMeeting", { id, version: meetingOf(secretary, id).version, reason: "停电" });
  expect(core.as("nobody").code("council.screen", { id })).toBe("NotFound");
});
