import { describe, expect, test } from "vitest";
import { catalogueContract } from "#features/council/catalogue-contract.ts";
import { countsOf } from "../support/appeal-sheets.ts";
import {
  addTask,
  addTopic,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  namesByNeed,
  openCouncil,
  register,
} from "../support/council.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { importSheet } from "../support/sheets.ts";
import { openTestCore, type TestCore } from "../support/test-core.ts";

const matter = { number: 20, title: "屋顶光伏", keywords: "光伏、太阳能板", categoryCodes: "" };

test("the catalogue has a list of the house from the first day, which the director changes", () => {
  const { clerk, director } = openCouncil();
  const list = (withRetired = false) => clerk.ok("council.listMatters", { withRetired }).matters;
  const shipped = list().length;
  expect(list().map(({ number }) => number)).toEqual(Array.from({ length: shipped }, (_, at) => at + 1));
  const { id } = director.ok("council.addMatter", { ...matter, basis: "2026年居民代表会议" });
  expect(list().at(-1)).toEqual({ ...matter, id, basis: "2026年居民代表会议", isRetired: false, version: 1 });
  expect(director.code("council.addMatter", { ...matter, title: "别的" })).toBe("MatterNumberTaken");
  expect(director.code("council.addMatter", { ...matter, number: 21, keywords: "光" })).toBe("KeywordTooShort");
  const change = { id, version: 1, ...matter, isRetired: true };
  expect(director.code("council.changeMatter", { ...change, number: 1, isRetired: false })).toBe("MatterNumberTaken");
  expect(director.code("council.changeMatter", { ...change, keywords: "、" })).toBe("KeywordTooShort");
  expect(director.code("council.changeMatter", { ...change, id: "x" })).toBe("NotFound");
  expect(director.ok("council.changeMatter", change)).toEqual({ id, version: 2 });
  expect(director.code("council.changeMatter", change)).toBe("Conflict");
  expect(list()).toHaveLength(shipped);
  expect(list(true).at(-1)).toMatchObject({ id, isRetired: true });
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  expect(namesByNeed(catalogueContract)).toEqual({
    clerk: ["findOnCatalogue", "listMatters"],
    director: ["addMatter", "changeMatter"],
  });
  expect(closedTo(council, catalogueContract)).toEqual({ viewer: 4, clerk: 2, secretary: 2, director: 0, admin: 4 });
  const audited = auditedBy(council, catalogueContract, () => {
    const { id } = council.director.ok("council.addMatter", matter);
    council.director.ok("council.changeMatter", { id, version: 1, ...matter, isRetired: true });
  });
  expect(audited).toEqual(commandsOf(catalogueContract));
});

test("a number is free again once its matter is retired, and is not taken twice", () => {
  const { director } = openCouncil();
  const { id } = director.ok("council.addMatter", matter);
  director.ok("council.changeMatter", { id, version: 1, ...matter, isRetired: true });
  director.ok("council.addMatter", { ...matter, title: "别的" });
  expect(director.code("council.changeMatter", { id, version: 2, ...matter, isRetired: false })).toBe(
    "MatterNumberTaken",
  );
});

describe("what is on the catalogue", () => {
  const on = (
    council: ReturnType<typeof openCouncil>,
    said: { text: string; categoryCode?: string; topicId?: string },
  ) => council.clerk.ok("council.findOnCatalogue", said).hits.map(({ words }) => words);
  const withParking = () => {
    const council = openCouncil();
    council.director.ok("council.addMatter", { ...matter, title: "停车规矩", categoryCodes: "S04" });
    return council;
  };

  test("is known by its words, its category or one above it, and by the appeals of a topic", () => {
    const council = withParking();
    expect(on(council, { text: "想动用维修资金" })).toEqual(["提到“维修资金”，在协商目录第3项（动用住宅维修资金）"]);
    expect(on(council, { text: "没地方停", categoryCode: "S04-01" })).toEqual(["按分类，在协商目录第20项（停车规矩）"]);
    expect(on(council, { text: "没地方停" })).toEqual([]);
    const topicId = addTopic(council, [register(council.clerk, "没地方停", { categoryCode: "S04-01" })]);
    expect(on(council, { text: "晚上回来难", topicId })).toEqual(["按分类，在协商目录第20项（停车规矩）"]);
  });

  test("says nothing of a confidential appeal to whoever may not see it", () => {
    const council = withParking();
    const { clerk, secretary, director } = council;
    const hidden = register(director, "有人举报", { nature: "report", categoryCode: "S04-01" });
    const topicId = addTopic(council, [register(clerk, "晚上回来难")]);
    director.ok("council.gatherAppeals", { id: topicId, appealIds: [hidden] });
    expect(on(council, { text: "", topicId })).toEqual([]);
    expect(director.ok("council.findOnCatalogue", { text: "", topicId }).hits).toHaveLength(1);
    const { id } = secretary.ok("council.proposeTopic", { title: "保密", visibility: "confidential" });
    expect(clerk.code("council.findOnCatalogue", { text: "", topicId: id })).toBe("NotFound");
  });

  test("is settled at the desk with the reason on the timeline of the appeal, or without one, and said so", () => {
    const council = openCouncil();
    const { clerk, unit } = council;
    const last = (id: string, kind: string) =>
      appealOf(clerk, id).events.findLast((event) => event.kind === kind)?.reason;
    const known = "提到“维修资金”，在协商目录第3项（动用住宅维修资金）";

    const answered = register(clerk, "维修资金还有多少");
    clerk.ok("council.answerAppeal", { id: answered, version: 1, answer: "去窗口查", noMeetingReason: "只是问余额" });
    expect(last(answered, "answered")).toBe(`去窗口查\n${known}；不经协商：只是问余额`);
    const [silent, plain] = [register(clerk, "维修资金怎么用"), register(clerk, "医保怎么交")];
    clerk.ok("council.answerAppeal", { id: silent, version: 1, answer: "看告示" });
    clerk.ok("council.answerAppeal", { id: plain, version: 1, answer: "手机上交" });
    expect(last(silent, "answered")).toBe(`看告示\n${known}；没有写不经协商的理由`);
    expect(last(plain, "answered")).toBe("手机上交");

    const acted = register(clerk, "维修资金修电梯");
    const taskId = addTask(clerk, unit, [acted], { track: "online", noMeetingReason: "应急维修" });
    expect(last(acted, "taskAdded")).toContain(`；${known}；不经协商：应急维修`);
    // A confidential appeal beside it lends no word to the task, which more people read.
    expect(clerk.ok("council.task", { id: taskId }).events.some(({ reason }) => reason.includes("维修资金"))).toBe(
      false,
    );

    const spot = register(clerk, "想看维修资金的帐");
    clerk.ok("council.settleOnTheSpot", {
      ...{ id: spot, version: 1, title: "查帐", publicWording: "查询帐目", result: "当场查了", note: "" },
      ...unit,
      isSigned: true,
      satisfaction: "satisfied",
      noMeetingReason: "只看不动用",
    });
    expect(last(spot, "taskAdded")).toContain("不经协商：只看不动用");
  });
});

describe("importing the catalogue", () => {
  const heading = ["项号", "协商事项", "关键词", "对应分类", "依据"];
  const rows = [
    ["1", "屋顶光伏", "光伏、太阳能板", "S02", "居民代表会议"],
    ["2", "停车收费和车位", null, "S04", null],
  ];
  const bring = async (centre: TestCore, body: (string | null)[][], previous = "retire") =>
    importSheet(centre, {
      desk: centre.as("director"),
      kind: "deliberationMatters",
      bytes: await xlsxOf({ 表: [heading, ...body] }),
      choices: { previous },
    });
  const listIn = (centre: TestCore) => centre.as("clerk").ok("council.listMatters", {}).matters;

  test("takes the place of the shipped sample, and a second time nothing is new", async () => {
    const centre = openTestCore();
    expect(countsOf(await bring(centre, rows))).toEqual([2, 2, 0, 0]);
    expect(listIn(centre)).toMatchObject([
      { number: 1, title: "屋顶光伏", keywords: "光伏、太阳能板", categoryCodes: "S02", basis: "居民代表会议" },
      // Where nobody wrote how people say it, the title is read.
      { number: 2, title: "停车收费和车位", keywords: "停车收费、车位", categoryCodes: "S04" },
    ]);
    expect(countsOf(await bring(centre, rows))).toEqual([2, 0, 2, 0]);
    expect(listIn(centre)).toHaveLength(2);
  });

  test("kept beside the old one goes on behind it; a number that is taken and a word too short are refused", async () => {
    const centre = openTestCore();
    const shipped = listIn(centre).length;
    const done = await bring(
      centre,
      [
        [null, "屋顶光伏", null, null, null],
        ["1", "别的事项", null, null, null],
        ["30", "灯光", "灯", null, null],
        ["1000", "太大的项号", null, null, null],
      ],
      "keep",
    );
    expect(countsOf(done)).toEqual([4, 1, 0, 3]);
    expect(listIn(centre).at(-1)).toMatchObject({ title: "屋顶光伏", number: shipped + 1 });
  });
});
