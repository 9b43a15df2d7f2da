import { expect, test } from "vitest";
import { bodyContract } from "#features/council/body-contract.ts";
import { auditedBy, closedTo, commandsOf, meetingOf, openCouncil, planMeeting } from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

const withBody = () => {
  const council = openCouncil();
  const homes = addNeighbourhood(council.clerk);
  const { secretary } = council;
  const { id } = secretary.ok("council.addBody", { name: "花园社区大党委", kind: "partyCommittee" });
  const add = (who: object, more: object = {}) => {
    const reply = secretary.raw("council.addBodyMember", { bodyId: id, termFrom: "2026-01-01", ...who, ...more });
    return reply.ok ? (reply.value as { id: string }).id : reply.code;
  };
  const members = () =>
    secretary
      .ok("council.listBodies", {})
      .bodies.flatMap((body) => body.members.map(({ name, isServing }) => [name, isServing]));
  return { ...council, ...homes, id, add, members };
};

test("a body keeps its members with their terms, and nobody sits in it twice on one day", () => {
  const { secretary, contactId, zhangId, add, members, id } = withBody();
  const first = add({ contactId }, { post: "兼职委员" });
  expect(add({ contactId })).toBe("AlreadyMember");
  add({ residentId: zhangId });
  add({ name: "老王" });
  expect(add({})).toBe("AttendeeNeedsName");
  expect(add({ name: "老李", residentId: zhangId })).toBe("AttendeeNeedsName");
  expect(add({ residentId: "x" })).toBe("InvalidInput");
  expect(add({ contactId: "x" })).toBe("InvalidInput");
  expect(add({ bodyId: "x", name: "老李" })).toBe("NotFound");
  const served = { post: "兼职委员", role: "committee" as const, isEntitled: true, termFrom: "2026-01-01" };
  const end = (termTo: string) => secretary.code("council.changeBodyMember", { id: first, ...served, termTo });
  expect(end("2025-01-01")).toBe("TermEndsBeforeItBegins");
  expect(end("2026-06-30")).toBe("ok");
  expect(members()).toEqual([
    ["张晓梅", true],
    ["老王", true],
    ["王强", false],
  ]);
  // Somebody may come back after the last day.
  expect(add({ contactId }, { termFrom: "2026-06-30" })).toBe("AlreadyMember");
  add({ contactId }, { termFrom: "2026-07-01" });
  expect(members().filter(([name]) => name === "王强")).toHaveLength(2);
  expect(secretary.code("council.changeBodyMember", { id: first, ...served, termTo: null })).toBe("AlreadyMember");
  expect(secretary.code("council.changeBodyMember", { id: "x", ...served, termTo: null })).toBe("NotFound");

  expect(secretary.code("council.addBody", { name: "花园社区大党委", kind: "other" })).toBe("BodyNameTaken");
  const change = { id, version: 1, name: "花园大党委", kind: "partyCommittee" as const, isRetired: true };
  secretary.ok("council.addBody", { name: "大工委", kind: "workCommittee" });
  expect(secretary.code("council.changeBody", { ...change, name: "大工委" })).toBe("BodyNameTaken");
  expect(secretary.code("council.changeBody", { ...change, id: "x" })).toBe("NotFound");
  secretary.ok("council.changeBody", change);
  expect(secretary.code("council.changeBody", change)).toBe("Conflict");
  expect(secretary.ok("council.listBodies", {}).bodies.map(({ name }) => name)).toEqual(["大工委"]);
});

test("a meeting asks whoever serves on its day, as a group or by its template", () => {
  const { secretary, contactId, zhangId, add, id } = withBody();
  add({ contactId }, { role: "partner", isEntitled: false });
  add({ residentId: zhangId }, { termFrom: "2026-11-21" });
  const meetingId = planMeeting(secretary, [], { entitledCount: 0 });
  const group = { kind: "body" as const, bodyId: id };
  expect(secretary.ok("council.inviteGroup", { id: meetingId, group })).toMatchObject({ addedCount: 1, knownCount: 0 });
  expect(secretary.ok("council.inviteGroup", { id: meetingId, group })).toMatchObject({ addedCount: 0, knownCount: 1 });
  expect(meetingOf(secretary, meetingId).attendances).toMatchObject([
    { name: "王强", role: "partner", isEntitled: false, presence: "invited" },
  ]);
  expect(secretary.code("council.inviteGroup", { id: meetingId, group: { ...group, bodyId: "x" } })).toBe("NotFound");

  const fields = { name: "大党委例会", kind: "partyCommittee" as const, title: "大党委会议" };
  expect(secretary.code("council.addTemplate", { ...fields, bodyId: "x" })).toBe("InvalidInput");
  const template = secretary.ok("council.addTemplate", { ...fields, bodyId: id });
  const plan = (plannedAt: string) =>
    meetingOf(
      secretary,
      planMeeting(secretary, [], { templateId: template.id, plannedAt, entitledCount: 0 }),
    ).attendances.map(({ name }) => name);
  expect(plan("2026-11-20T06:00:00.000Z")).toEqual(["王强"]);
  expect(plan("2026-11-20T16:00:00.000Z")).toEqual(["王强", "张晓梅"]);
});

test("who may, and every command in the audit log", () => {
  const council = withBody();
  expect(closedTo(council, bodyContract)).toEqual({ viewer: 6, clerk: 4, secretary: 0, director: 0, admin: 6 });
  const audited = auditedBy(council, bodyContract, () => {
    const { id } = council.secretary.ok("council.addBody", { name: "大工委", kind: "workCommittee" });
    council.secretary.ok("council.changeBody", {
      ...{ id, version: 1, name: "大工委", kind: "workCommittee" as const },
      isRetired: false,
    });
    const memberId = council.secretary.ok("council.addBodyMember", {
      bodyId: id,
      name: "老李",
      termFrom: "2026-01-01",
    }).id;
    council.secretary.ok("council.changeBodyMember", { id: memberId, termFrom: "2026-01-01", termTo: "2026-02-01" });
  });
  expect(audited).toEqual(commandsOf(bodyContract));
});

test("a body shows the meetings that it was asked to, the latest first, each once", () => {
  const { secretary, clerk, contactId, add, id } = withBody();
  add({ contactId });
  const group = { kind: "body" as const, bodyId: id };
  const plan = (title: string, day: number, more: object = {}) =>
    planMeeting(secretary, [], { title, plannedAt: `2026-11-${day}T06:00:00.000Z`, entitledCount: 0, ...more });
  const first = plan("第一次", 20);
  secretary.ok("council.inviteGroup", { id: first, group });
  secretary.ok("council.inviteGroup", { id: first, group });
  const [model] = secretary.ok("council.listTemplates", {}).templates;
  if (!model) throw new Error("There is no template");
  const { id: templateId, version, isRetired, ...fields } = model;
  secretary.ok("council.changeTemplate", { ...fields, id: templateId, version, isRetired, bodyId: id });
  plan("第二次", 25, { templateId });
  plan("没请它", 26);
  const list = (more: object = {}) => clerk.ok("council.listBodyMeetings", { bodyId: id, ...more });
  expect(list().meetings.map(({ title, state }) => [title, state])).toEqual([
    ["第二次", "preparing"],
    ["第一次", "preparing"],
  ]);
  const page = list({ limit: 1 });
  expect(list({ limit: 1, after: page.nextAfter }).meetings.map(({ title }) => title)).toEqual(["第一次"]);
  expect(clerk.code("council.listBodyMeetings", { bodyId: "x" })).toBe("NotFound");
});
