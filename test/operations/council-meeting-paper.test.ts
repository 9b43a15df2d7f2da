import { describe, expect, test } from "vitest";
import { addTopic, meetingOf, openCouncil, planMeeting, refusalOf } from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

const addReport = (
  { secretary }: Pick<ReturnType<typeof openCouncil>, "secretary">,
  id: string,
  title: string,
  more: object = {},
) => {
  const reply = secretary.raw("council.addAgendaItem", { id, kind: "report", title, ...more });
  if (!reply.ok) throw new Error(reply.code);
  return (reply.value as { itemId: string }).itemId;
};

const withNeighbours = () => {
  const council = openCouncil();
  const homes = addNeighbourhood(council.clerk);
  const id = planMeeting(council.secretary, [], { entitledBy: "household", entitledCount: 0, plannedMinutes: 60 });
  const ask = (more: object) => {
    const reply = council.secretary.raw("council.addAttendance", { id, presence: "invited", ...more });
    if (!reply.ok) throw new Error(reply.code);
  };
  ask({ residentId: homes.liId });
  ask({ contactId: homes.contactId, role: "property" });
  ask({ residentId: homes.zhangId, isEntitled: true });
  ask({ name: "老王", address: "4号楼2单元601", isEntitled: true });
  return { ...council, ...homes, id };
};

describe("会议通知", () => {
  test("goes to each home once, or to each person, and says when each item begins", () => {
    const council = withNeighbours();
    const { clerk, secretary, id } = council;
    addReport(council, id, "物业通报", { plannedMinutes: 20, responsibleName: "王强" });
    addReport(council, id, "停车", { plannedMinutes: 30 });
    const notice = clerk.ok("council.meetingPaper", { id, paper: "notice" });
    expect(notice).toMatchObject({
      numberText: "会〔2026〕1号",
      communityName: "花园社区",
      findings: [],
      leftOutCount: 0,
    });
    expect(notice.people.map(({ name, home }) => [name, home])).toEqual([
      ["张晓梅、李建军", "幸福小区3号楼2单元501室"],
      ["王强", ""],
      ["老王", "4号楼2单元601"],
    ]);
    expect(
      notice.items.map(({ numeral, title, startsAt, responsibleName }) => [
        numeral,
        title,
        startsAt.slice(11, 16),
        responsibleName,
      ]),
    ).toEqual([
      ["一", "上期任务回头看", "06:00", ""],
      ["二", "物业通报", "06:00", ""],
      ["三", "停车", "06:20", ""],
    ]);
    const { kind, title, place, plannedAt, version } = meetingOf(secretary, id);
    const byPerson = { id, version, kind, title, place, plannedAt, entitledBy: "person" as const };
    secretary.ok("council.changeMeeting", byPerson);
    expect(clerk.ok("council.meetingPaper", { id, paper: "notice" }).people).toHaveLength(4);
  });

  test("and the agenda for everybody leave out what is not public, with what stands under it", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const internal = addTopic(council, [], { title: "内部的事", visibility: "internal" });
    const id = planMeeting(secretary, [internal, addTopic(council, [], { title: "公开的事" })]);
    const secret = addReport(council, id, "保密通报", { visibility: "confidential", plannedMinutes: 15 });
    const under = addReport(council, id, "它下面的", { parentId: secret });
    addReport(council, id, "最后一项");
    for (const paper of ["notice", "publicAgenda"] as const) {
      const sheet = secretary.ok("council.meetingPaper", { id, paper });
      expect(sheet.items.map(({ numeral, title }) => [numeral, title])).toEqual([
        ["一", "上期任务回头看"],
        ["二", "公开的事"],
        ["三", "最后一项"],
      ]);
      expect(sheet.leftOutCount).toBe(3);
      expect(JSON.stringify(sheet)).not.toMatch(/内部的事|保密/);
      // The hour of an item is that of the meeting, whoever reads it.
      expect(sheet.items.at(-1)?.startsAt).toBe("2026-11-20T06:15:00.000Z");
    }
    const atTable = secretary.ok("council.meetingPaper", { id, paper: "agenda" });
    expect(atTable.items.map(({ title }) => title)).toEqual([
      "上期任务回头看",
      "内部的事",
      "公开的事",
      "保密通报",
      "它下面的",
      "最后一项",
    ]);
    expect(atTable.items.find((item) => item.id === under)?.numeral).toBe("（一）");
    // A clerk prints the agenda for the table without its confidential words, and reads none on the timeline.
    expect(clerk.ok("council.meetingPaper", { id, paper: "agenda" }).items[3]?.title).toBe("（保密事项）");
    expect(JSON.stringify(meetingOf(clerk, id))).not.toContain("保密通报");
  });

  test("names nobody in its items, unless a secretary says why that is nobody", () => {
    const council = withNeighbours();
    const { clerk, secretary, id } = council;
    const item = addReport(council, id, "张晓梅家漏水");
    const print = { id, paper: "notice" as const };
    expect(clerk.ok("council.meetingPaper", print).findings).toEqual([
      { title: "张晓梅家漏水", kind: "姓名", text: "张晓梅", canBeConfirmed: true },
    ]);
    expect(refusalOf(clerk, "council.printMeetingPaper", print).code).toBe("PersonalDataOnPaper");
    const confirmed = { ...print, confirmedBecause: "店名" };
    expect(clerk.code("council.printMeetingPaper", confirmed)).toBe("NotAllowed");
    expect(secretary.code("council.printMeetingPaper", confirmed)).toBe("ok");
    expect(meetingOf(secretary, id).events.at(-1)?.reason).toMatch(
      /会议通知 \w{5}，3 份带姓名，0 份空白；“张晓梅”经确认不是个人信息：店名/,
    );
    secretary.ok("council.changeAgendaItem", { id, itemId: item, title: "电话13812341234" });
    expect(secretary.code("council.printMeetingPaper", confirmed)).toBe("PersonalDataOnPaper");
    // At the table it stands as it was written.
    expect(secretary.code("council.printMeetingPaper", { id, paper: "agenda" })).toBe("ok");
  });

  test("is printed empty too, and not for a meeting that was called off", () => {
    const council = openCouncil();
    const { clerk, secretary } = council;
    const id = planMeeting(secretary, []);
    const print = (blankCount: number) => clerk.code("council.printMeetingPaper", { id, paper: "notice", blankCount });
    expect([print(0), print(10)]).toEqual(["NothingToPrint", "ok"]);
    secretary.ok("council.cancelMeeting", { id, version: 1, reason: "改期" });
    expect(print(10)).toBe("MeetingIsOver");
    expect(clerk.code("council.meetingPaper", { id: "x", paper: "notice" })).toBe("NotFound");
    expect(clerk.code("council.printMeetingPaper", { id: "x", paper: "notice" })).toBe("NotFound");
  });
});

describe("签到表", () => {
  test("stands by groups, with the building and without the door", () => {
    const { clerk, id } = withNeighbours();
    const { people } = clerk.ok("council.meetingPaper", { id, paper: "signIn" });
    expect(people.map(({ name, role, home, isEntitled }) => [name, role, home, isEntitled])).toEqual([
      ["李建军", "representative", "幸福小区3号楼", false],
      ["张晓梅", "representative", "幸福小区3号楼", true],
      ["老王", "representative", "4号楼", true],
      ["王强", "property", "", false],
    ]);
  });

  test("is keyed back by its rows, as it was printed", () => {
    const { clerk, secretary, id } = withNeighbours();
    const { code } = clerk.ok("council.printMeetingPaper", { id, paper: "signIn", blankCount: 3 });
    // Whoever comes on the list afterwards moves no row of the paper.
    secretary.ok("council.addAttendance", { id, name: "记者", presence: "invited", role: "host" });
    secretary.ok("council.addAgendaItem", { id, kind: "report", title: "通报" });
    secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
    const key = (rows: string, of = code) => secretary.raw("council.keySignIn", { id, code: of, rows });
    expect(key("2-3", code.toLowerCase())).toMatchObject({ ok: true, value: { presentCount: 2, knownCount: 0 } });
    expect(meetingOf(secretary, id)).toMatchObject({ entitledCount: 2, presentCount: 2, hasQuorum: true });
    expect(meetingOf(secretary, id).attendances.map(({ name, presence }) => [name, presence])).toEqual([
      ["李建军", "invited"],
      ["王强", "invited"],
      ["张晓梅", "present"],
      ["老王", "present"],
      ["记者", "invited"],
    ]);
    expect(key("1-3")).toMatchObject({ ok: true, value: { presentCount: 1, knownCount: 2 } });
    expect(meetingOf(secretary, id).events.at(-1)).toMatchObject({
      kind: "signInKeyed",
      reason: `表单号 ${code}，1 人到会`,
    });
    expect(key("5")).toMatchObject({
      ok: false,
      fields: [{ path: "rows", message: "第 5 行没有印姓名，请用“添加”登记" }],
    });
    expect(key("第一个")).toMatchObject({ ok: false, fields: [{ path: "rows" }] });
    expect(key("1", "ZZZZZ")).toMatchObject({ ok: false, code: "NoSuchSheet" });
    const notice = clerk.ok("council.printMeetingPaper", { id, paper: "notice" }).code;
    expect(key("1", notice)).toMatchObject({ ok: false, code: "NoSuchSheet" });
    const other = planMeeting(secretary, []);
    expect(secretary.code("council.keySignIn", { id: other, code, rows: "1" })).toBe("NoSuchSheet");
    expect(secretary.code("council.keySignIn", { id: "x", code, rows: "1" })).toBe("NotFound");
    const wang = meetingOf(secretary, id).attendances[1]?.id ?? "";
    secretary.ok("council.removeAttendance", { id, attendanceId: wang });
    expect(key("4")).toMatchObject({ ok: false, fields: [{ message: "第 4 行的人后来移出了名单" }] });
  });
});
