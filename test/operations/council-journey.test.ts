import { describe, expect, it } from "vitest";
import { openTestCore } from "../support/test-core.ts";
import { takeVote } from "../support/vote.ts";

/** A unit with one person who can be made responsible. */
const addUnit = (desk: ReturnType<ReturnType<typeof openTestCore>["as"]>, name: string) => {
  const organisation = desk.ok("people.addOrganisation", { kind: "property", name });
  const contact = desk.ok("people.addContact", {
    organisationId: organisation.id,
    name: `${name}的经理`,
    post: "经理",
  });
  return { leadOrganisationId: organisation.id, responsibleId: contact.id };
};

describe("from an appeal to its evaluation", () => {
  it("goes through 说事, 议事, 办事 and 评事", () => {
    const test = openTestCore();
    const clerk = test.as("clerk");
    const secretary = test.as("secretary");
    const director = test.as("director");
    const unit = addUnit(clerk, "安居物业");

    const appeals = ["停车位被占，晚上回来没处停", "消防通道停满了车", "电动车在楼道里充电"].map((content, at) =>
      clerk.ok("council.registerAppeal", {
        voice: at === 2 ? "anonymous" : "self",
        reporterName: at === 2 ? "" : `居民${at}`,
        channel: "window",
        nature: "help",
        content,
      }),
    );
    expect(appeals.map((appeal) => appeal.numberText)).toEqual(["诉〔2026〕1号", "诉〔2026〕2号", "诉〔2026〕3号"]);
    expect(clerk.ok("council.appeal", { id: appeals[0]?.id ?? "" })).toMatchObject({
      stage: "received",
      firstAnswerWhy: "11月20日登记，1个工作日，跳过11月21、22日，到11月23日24:00",
    });

    const topic = secretary.ok("council.proposeTopic", {
      title: "小区停车怎么管",
      appealIds: appeals.map((appeal) => appeal.id),
    });
    const stages = () => clerk.ok("council.listAppeals", {}).appeals.map((appeal) => appeal.stage);
    expect(stages()).toEqual(["deliberating", "deliberating", "deliberating"]);
    expect(secretary.code("council.confirmTopic", { id: topic.id, version: 1, ruleId: "major" })).toBe("NotAllowed");
    const signers = Array.from({ length: 12 }, (_, at) => ({ name: `住户${at}`, address: `1号楼1单元${at + 1}01` }));
    expect(clerk.ok("council.addSigners", { id: topic.id, signers })).toMatchObject({ householdCount: 12 });
    director.ok("council.confirmTopic", { id: topic.id, version: 1, ruleId: "joint" });
    secretary.ok("council.recordResearch", {
      id: topic.id,
      doneDate: "2026-11-16",
      doneBy: "网格员",
      way: "visit",
      findings: "多数住户愿意划线",
    });

    const meeting = secretary.ok("council.planMeeting", {
      kind: "council",
      title: "十一月议事会",
      place: "一楼议事厅",
      plannedAt: "2026-11-20T06:00:00.000Z",
      entitledCount: 5,
      topicIds: [topic.id],
    });
    const open = () => secretary.ok("council.meeting", { id: meeting.id });
    secretary.ok("council.notifyMeeting", { id: meeting.id, version: open().version });
    secretary.ok("council.startMeeting", { id: meeting.id, version: open().version });
    const attendanceIds = ["甲", "乙", "丙"].map(
      (name) =>
        secretary.ok("council.addAttendance", { id: meeting.id, name: `代表${name}`, presence: "present" })
          .attendanceId,
    );
    const itemId = open().items[1]?.id ?? "";
    secretary.ok("council.addStatement", {
      id: meeting.id,
      itemId,
      attendanceId: attendanceIds[0] ?? "",
      attitude: "for",
      words: "划线以后好停多了",
    });
    takeVote(secretary, meeting.id, itemId, { forCount: 2, againstCount: 1 });
    const { resolutionId } = secretary.ok("council.decideItem", {
      id: meeting.id,
      itemId,
      outcome: "passed",
      wording: "由物业十日内划出车位线",
    });
    const task = {
      title: "划车位线",
      publicWording: "在小区主路两侧划出停车线",
      track: "consult" as const,
      limit: { unit: "workdays" as const, count: 15 },
      ...unit,
      resolutionId,
    };
    expect(secretary.code("council.addResolutionTask", task)).toBe("MeetingNotOver");
    secretary.ok("council.endMeeting", { id: meeting.id, version: open().version });
    expect(open().minutingProblems).toHaveLength(1);
    expect(director.code("council.minuteMeeting", { id: meeting.id, version: open().version })).toBe(
      "ResolutionWithoutTask",
    );
    const { id: taskId } = secretary.ok("council.addResolutionTask", task);
    expect(stages()).toEqual(["acting", "acting", "acting"]);
    director.ok("council.minuteMeeting", { id: meeting.id, version: open().version });

    test.advance({ minutes: 5 });
    const now = () => clerk.ok("council.task", { id: taskId });
    expect(now()).toMatchObject({ state: "dispatched", band: "later", dueAt: "2026-12-11T16:00:00.000Z" });
    clerk.ok("council.acceptTask", { id: taskId, version: now().version, actor: "安居物业的经理" });
    expect(
      clerk.code("council.finishTask", { id: taskId, version: now().version, result: "已划线", isResidentTold: true }),
    ).toBe("FinishNeedsEvidence");
    clerk.ok("council.finishTask", {
      id: taskId,
      version: now().version,
      result: "已划线 40 个车位",
      evidence: "现场验收",
      isResidentTold: true,
    });
    expect(now().followUps.map((followUp) => followUp.state)).toEqual(["open", "open", "unreachable"]);

    const queue = () => clerk.ok("council.listFollowUps", {}).followUps;
    const [first] = queue();
    expect(
      clerk.ok("council.recordTry", {
        id: first?.id ?? "",
        version: 1,
        way: "phone",
        isReached: true,
        isSolved: false,
        satisfaction: "unsatisfied",
        words: "线划了，还是有人乱停",
      }),
    ).toMatchObject({ isRedone: true, isClosed: false });
    expect(now()).toMatchObject({ state: "accepted", round: 2 });
    expect(now().rounds).toHaveLength(1);
    expect(queue()).toEqual([]);

    clerk.ok("council.finishTask", {
      id: taskId,
      version: now().version,
      result: "加了巡查",
      evidence: "巡查表",
      isResidentTold: true,
    });
    for (const followUp of queue())
      clerk.ok("council.recordTry", {
        id: followUp.id,
        version: 1,
        way: "phone",
        isReached: true,
        isSolved: true,
        satisfaction: "satisfied",
      });
    expect(now()).toMatchObject({ state: "closed", closeClass: "solved" });
    expect(stages()).toEqual(["evaluated", "evaluated", "evaluated"]);

    const next = secretary.ok("council.planMeeting", {
      kind: "council",
      title: "十二月议事会",
      place: "一楼议事厅",
      plannedAt: "2026-12-20T06:00:00.000Z",
      entitledCount: 5,
    });
    expect(secretary.ok("council.meeting", { id: next.id }).items[0]?.reviewedTasks.map((row) => row.taskId)).toEqual([
      taskId,
    ]);
  });
});
