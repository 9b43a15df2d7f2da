import { describe, expect, test } from "vitest";
import { addTopic, openCouncil, planMeeting, refusalOf, register, topicOf } from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";

/** A topic with a voice, a signer, a skipped step and a catalogue word. */
const withTopic = (more: object = {}) => {
  const council = openCouncil();
  const homes = addNeighbourhood(council.clerk);
  const { clerk, secretary } = council;
  const voice = register(clerk, "3号楼2单元501室的李建军说电梯常坏", {
    reporterId: homes.zhangId,
    reporterName: "",
    householdId: homes.householdId,
  });
  const { id } = secretary.ok("council.proposeTopic", {
    title: "加装电梯",
    summary: "张晓梅提出，想动用维修资金",
    source: "residents",
    proposerName: "张晓梅",
    appealIds: [voice],
    ...more,
  });
  secretary.ok("council.addSigners", {
    id,
    signers: [{ residentId: homes.liId }, { name: "老王", address: "4号楼2单元601" }],
  });
  secretary.ok("council.skipStep", { id, step: "research", reason: "上月刚走访过，张晓梅家也去了" });
  return { ...council, ...homes, id, voice };
};

describe("议题卡", () => {
  test("for the table names homes and voices masked, with the reason of each step passed over", () => {
    const { clerk, id } = withTopic();
    const card = clerk.ok("council.topicPaper", { id, edition: "internal" });
    expect(card).toMatchObject({
      numberText: "议〔2026〕1号",
      title: "加装电梯",
      proposerName: "张*梅",
      summary: "张*梅提出，想动用维修资金",
      signedHouseholdCount: 2,
      signers: [
        { name: "李*军", home: "幸福小区3号楼", isCounted: true },
        { name: "老*", home: "4号楼", isCounted: true },
      ],
      appealCount: 1,
      appeals: [{ numberText: "诉〔2026〕1号", reporterLabel: "张*梅", home: "幸福小区3号楼" }],
      findings: [],
    });
    expect(card.steps.find(({ step }) => step === "research")).toMatchObject({
      state: "skipped",
      words: "上月刚走访过，张*梅家也去了",
    });
    expect(card.catalogueWords.join()).toContain("维修资金");
    expect(JSON.stringify(card)).not.toMatch(/张晓梅|李建军|501|138/);
  });

  test("for everybody has public words alone, and is refused while a person stands in them", () => {
    const { clerk, secretary, id } = withTopic();
    const print = { id, edition: "public" as const };
    const card = clerk.ok("council.topicPaper", print);
    expect(card).toMatchObject({ proposerName: "", signers: [], appeals: [], signedHouseholdCount: 2, appealCount: 1 });
    expect(card.findings.map(({ kind, text }) => [kind, text])).toEqual([
      ["姓名", "张晓梅"],
      ["姓名", "张晓梅"],
    ]);
    expect(refusalOf(clerk, "council.printTopicPaper", print).code).toBe("PersonalDataOnPaper");
    expect(clerk.code("council.printTopicPaper", { ...print, confirmedBecause: "同名" })).toBe("NotAllowed");
    const { code } = secretary.ok("council.printTopicPaper", { ...print, confirmedBecause: "已征得本人同意" });
    expect(topicOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "printed",
      reason: `议题卡（对外） ${code}；“张晓梅”、“张晓梅”经确认不是个人信息：已征得本人同意`,
    });
  });

  test("there is none for everybody of what is not public, and a confidential topic is hidden from a clerk", () => {
    const internal = withTopic({ visibility: "internal" });
    for (const name of ["council.topicPaper", "council.printTopicPaper"] as const)
      expect(internal.secretary.code(name, { id: internal.id, edition: "public" })).toBe("TopicNotPublic");
    internal.clerk.ok("council.printTopicPaper", { id: internal.id, edition: "internal" });
    const { clerk, secretary, id } = withTopic({ visibility: "confidential" });
    expect(clerk.code("council.topicPaper", { id, edition: "internal" })).toBe("NotFound");
    expect(clerk.code("council.printTopicPaper", { id, edition: "internal" })).toBe("NotFound");
    secretary.ok("council.topicPaper", { id, edition: "internal" });
  });

  test("says nothing of a confidential appeal, whoever prints it", () => {
    const { clerk, secretary, director, id } = withTopic();
    const hidden = register(director, "举报楼上群租", { nature: "report" });
    director.ok("council.gatherAppeals", { id, appealIds: [hidden] });
    const card = director.ok("council.topicPaper", { id, edition: "internal" });
    expect(card).toEqual(clerk.ok("council.topicPaper", { id, edition: "internal" }));
    expect(card).toEqual(secretary.ok("council.topicPaper", { id, edition: "internal" }));
    expect(card.appeals).toHaveLength(1);
    expect(card.steps[0]?.words).toContain("1 条诉求");
  });

  test("printing it takes nothing away: the last decision can still be taken back", () => {
    const { clerk, director, id } = withTopic();
    const rule = director.ok("council.settings", {}).rules.find(({ kind }) => kind === "major");
    director.ok("council.confirmTopic", { id, version: 1, ruleId: rule?.id ?? "", note: "" });
    clerk.ok("council.printTopicPaper", { id, edition: "internal" });
    director.ok("council.undoTopicDecision", { id, version: 2 });
    expect(topicOf(clerk, id).state).toBe("proposed");
  });
});

describe("议题池清单", () => {
  test("holds what waits in the order of the pool; for everybody what is public", () => {
    const council = openCouncil();
    const { clerk, secretary, director } = council;
    expect(clerk.code("council.printTopicList", { edition: "internal" })).toBe("NothingToPrint");
    const names = ["停车", "内部的事", "保密的事"];
    const ids = (["public", "internal", "confidential"] as const).map(
      (visibility, at) => secretary.ok("council.proposeTopic", { title: names[at] ?? "", visibility }).id,
    );
    director.ok("council.postponeTopic", { id: ids[0] ?? "", version: 1, until: "2027-01-30", reason: "等批复" });
    const list = (desk: typeof clerk, edition: "internal" | "public") => {
      const { rows, leftOutCount } = desk.ok("council.topicListPaper", { edition });
      return [rows.map(({ title }) => title), leftOutCount];
    };
    expect(list(secretary, "internal")).toEqual([["内部的事", "保密的事", "停车"], 0]);
    expect(list(clerk, "internal")).toEqual([["内部的事", "停车"], 0]);
    expect(list(clerk, "public")).toEqual([["停车"], 1]);
    expect(clerk.ok("council.topicListPaper", { edition: "public" }).rows[0]?.waitWords).toBe(
      "暂缓到 2027-01-30：等批复",
    );
    const { code } = clerk.ok("council.printTopicList", { edition: "public" });
    expect(topicOf(clerk, ids[0] ?? "").events.at(-1)?.reason).toBe(`议题池清单（对外） ${code}`);
    expect(topicOf(clerk, ids[1] ?? "").events.at(-1)?.kind).toBe("proposed");
  });

  test("for everybody is refused while somebody stands in a title", () => {
    const { clerk, secretary } = openCouncil();
    clerk.ok("people.addResident", { name: "王秀英" });
    secretary.ok("council.proposeTopic", { title: "王秀英家门口的灯" });
    expect(clerk.code("council.printTopicList", { edition: "public" })).toBe("PersonalDataOnPaper");
    expect(clerk.ok("council.topicListPaper", { edition: "internal" }).rows[0]?.title).toBe("王*英家门口的灯");
  });
});

test("the agenda for the table says how each topic was prepared, or why it was not", () => {
  const council = openCouncil();
  const { secretary } = council;
  const [looked, skipped] = [addTopic(council, [], { title: "停车" }), addTopic(council, [], { title: "路灯" })];
  secretary.ok("council.recordResearch", {
    id: looked,
    doneDate: "2026-07-20",
    doneBy: "网格员小李",
    way: "visit",
    householdCount: 12,
    findings: "十二户都说不够停",
  });
  secretary.ok("council.skipStep", { id: skipped, step: "research", reason: "急修，来不及走访" });
  const id = planMeeting(secretary, [looked, skipped]);
  const words = (paper: "agenda" | "publicAgenda") =>
    secretary.ok("council.meetingPaper", { id, paper }).items.map(({ preparation }) => preparation);
  expect(words("agenda")).toEqual(["", "议前调研：走访 12 户（2026-07-20）", "未做议前调研，理由：急修，来不及走访"]);
  expect(words("publicAgenda")).toEqual(["", "", ""]);
});
