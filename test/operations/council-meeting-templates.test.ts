import { describe, expect, test } from "vitest";
import { addTopic, decide, endMeeting, meetingOf, openCouncil, planMeeting, topicOf } from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

const monthly = {
  name: "本月例会",
  kind: "council" as const,
  title: "{月}月例会",
  place: "一楼议事厅",
  recurrence: "每月10日",
  entitledBy: "household" as const,
  standingItems: [
    { title: "物业通报", plannedMinutes: 10 },
    { title: "内部安排", visibility: "internal" as const },
  ],
  quotas: [{ role: "representative" as const, count: 3 }],
};

describe("meeting templates", () => {
  test("are shipped for the four kinds, and are the centre's own to change", () => {
    const { clerk, secretary } = openCouncil();
    const { templates } = clerk.ok("council.listTemplates", {});
    expect(new Set(templates.map(({ kind }) => kind))).toEqual(
      new Set(["council", "mediation", "partyCommittee", "fourParty"]),
    );
    const [first] = templates;
    if (!first) throw new Error("No template is shipped");
    const { invitees: _invitees, ...fields } = first;
    const change = { ...fields, place: "凉亭", recurrence: "每月10日" };
    expect(secretary.ok("council.changeTemplate", change)).toEqual({ id: first.id, version: 2 });
    expect(secretary.code("council.changeTemplate", change)).toBe("Conflict");
    const taken = { ...change, version: 2, name: templates[1]?.name ?? "" };
    expect(secretary.code("council.changeTemplate", taken)).toBe("TemplateNameTaken");
    expect(secretary.code("council.changeTemplate", { ...change, id: "x" })).toBe("NotFound");
    secretary.ok("council.changeTemplate", { ...change, version: 2, isRetired: true });
    expect(clerk.ok("council.listTemplates", {}).templates).toHaveLength(templates.length - 1);
    expect(clerk.ok("council.listTemplates", { withRetired: true }).templates).toHaveLength(templates.length);
    expect(secretary.code("council.addTemplate", { ...monthly, name: first.name })).toBe("TemplateNameTaken");
    expect(secretary.code("council.addTemplate", { ...monthly, startTime: "25:00" })).toBe("InvalidInput");
  });

  test("bring their standing items, groups and people to a meeting", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const { zhangId, liId, contactId } = addNeighbourhood(clerk);
    const { id: templateId } = secretary.ok("council.addTemplate", monthly);
    const first = planMeeting(secretary, [], { entitledBy: "household", entitledCount: 0 });
    const keep = { id: templateId, version: 1, meetingId: first };
    expect(secretary.code("council.keepTemplateList", keep)).toBe("GroupIsEmpty");
    const ask = { id: first, presence: "invited" as const };
    secretary.ok("council.addAttendance", { ...ask, residentId: zhangId, isEntitled: true });
    secretary.ok("council.addAttendance", { ...ask, residentId: liId });
    secretary.ok("council.addAttendance", { ...ask, contactId, role: "property" });
    secretary.ok("council.addAttendance", { ...ask, name: "记者", role: "guest" });
    expect(secretary.code("council.keepTemplateList", { ...keep, version: 9 })).toBe("Conflict");
    expect(secretary.code("council.keepTemplateList", { ...keep, meetingId: "x" })).toBe("NotFound");
    expect(secretary.code("council.keepTemplateList", { ...keep, id: "x" })).toBe("NotFound");
    secretary.ok("council.keepTemplateList", keep);
    const kept = clerk.ok("council.listTemplates", {}).templates.find(({ id }) => id === templateId);
    expect(kept?.invitees).toEqual([
      { name: "张晓梅", role: "representative", isEntitled: true },
      { name: "李建军", role: "representative", isEntitled: false },
      { name: "王强", role: "property", isEntitled: false },
    ]);

    const topicId = addTopic(council, []);
    const id = planMeeting(secretary, [topicId], { templateId, entitledBy: "household", entitledCount: 0 });
    expect(meetingOf(secretary, id)).toMatchObject({
      entitledCount: 1,
      isCountedFromList: true,
      quotas: [{ role: "representative", count: 3 }],
      items: [
        { kind: "review" },
        { topic: { id: topicId } },
        { kind: "report", title: "物业通报", plannedMinutes: 10, visibility: "public" },
        { kind: "report", title: "内部安排", plannedMinutes: null, visibility: "internal" },
      ],
      attendances: [
        { name: "张晓梅", presence: "invited", reply: "none" },
        { name: "李建军" },
        { name: "王强", role: "property" },
      ],
    });
    const input = { kind: "council" as const, title: "会", place: "厅", plannedAt: "2026-11-20T06:00:00.000Z" };
    expect(secretary.code("council.planMeeting", { ...input, templateId: "x" })).toBe("NotFound");
    expect(secretary.code("council.planMeeting", { ...input, likeMeetingId: "x" })).toBe("NotFound");
  });
});

test("按上次再开一次: the reports and the list come along, and what was put off can be taken up again", () => {
  const council = openCouncil();
  const { secretary } = council;
  const topicId = addTopic(council, []);
  const last = planMeeting(secretary, [topicId], { entitledCount: 0 });
  secretary.ok("council.addAgendaItem", { id: last, kind: "report", title: "物业通报", plannedMinutes: 10 });
  for (const name of ["甲", "乙", "丙"])
    secretary.ok("council.addAttendance", { id: last, name, presence: "invited", isEntitled: true });
  secretary.ok("council.startMeeting", { id: last, version: meetingOf(secretary, last).version });
  for (const { id: attendanceId } of meetingOf(secretary, last).attendances)
    secretary.ok("council.changeAttendance", { id: last, attendanceId, presence: "present" });
  decide(secretary, last, topicId, "deferred");
  endMeeting(secretary, last);
  expect(topicOf(secretary, topicId).state).toBe("confirmed");

  const id = planMeeting(secretary, [topicId], { likeMeetingId: last, entitledCount: 0 });
  expect(meetingOf(secretary, id)).toMatchObject({
    entitledCount: 3,
    presentCount: 0,
    items: [{ kind: "review" }, { topic: { id: topicId } }, { title: "物业通报", plannedMinutes: 10 }],
    attendances: [
      { name: "甲", presence: "invited", arrivedAt: null, isEntitled: true },
      { name: "乙", presence: "invited" },
      { name: "丙", presence: "invited" },
    ],
  });
});
