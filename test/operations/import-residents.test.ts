import type { CellValue } from "hucre";
import { describe, expect, test } from "vitest";
import { countsOf, openClerk } from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { beginImport, importSheet, readSheet, rowsOfFile } from "../support/sheets.ts";
import type { TestCore } from "../support/test-core.ts";

const heading = [
  "小区",
  "楼栋",
  "单元",
  "房号",
  "姓名",
  "性别",
  "出生日期",
  "联系电话",
  "与户主关系",
  "人群",
  "党员类别",
];
const choices = { estate: "", audienceSource: "2026 年摸排" };

const rosterOf = (...rows: CellValue[][]) => xlsxOf({ 名册: [["花园社区居民名册"], heading, ...rows] });
const zhang: CellValue[] = [
  "幸福小区",
  "3",
  "2",
  "501",
  "张晓梅",
  "女",
  "1950/3/1",
  13812341234,
  "户主",
  "老年人、困难",
  "在册党员",
];
const son: CellValue[] = ["幸福小区", "3号楼", "2单元", "501室", "张小明", "男", null, null, "之子", null, null];

const rowCounts = ({ db }: TestCore) =>
  db.one(
    `SELECT (SELECT count(*) FROM residents) AS residents, (SELECT count(*) FROM households) AS households,
       (SELECT count(*) FROM units) AS units, (SELECT count(*) FROM buildings) AS buildings,
       (SELECT count(*) FROM estates) AS estates, (SELECT count(*) FROM search_entries) AS entries,
       (SELECT count(*) FROM resident_audiences) AS tags, (SELECT count(*) FROM events) AS events`,
  );

describe("residents", () => {
  test("come with their homes, their tags and their search", async () => {
    const { centre, desk } = openClerk();
    const done = await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(zhang, son), choices });
    expect(countsOf(done)).toEqual([2, 2, 0, 0]);
    expect(rowCounts(centre)).toMatchObject({
      residents: 2,
      households: 1,
      units: 1,
      buildings: 1,
      estates: 1,
      tags: 2,
    });
    const [found] = desk.ok("people.findResidents", { typed: "张晓梅" }).choices;
    const resident = desk.ok("people.resident", { id: found?.id ?? "" });
    expect(resident).toMatchObject({
      name: "张晓梅",
      gender: "female",
      birthDate: "1950-03-01",
      maskedPhone: "138****1234",
      relation: "户主",
      partyMember: "registered",
      place: { label: "幸福小区3号楼2单元501室" },
      audienceTags: [
        { audience: "elder", source: "2026 年摸排", sinceDate: "2026-11-20" },
        { audience: "hardship", source: "2026 年摸排", sinceDate: "2026-11-20" },
      ],
    });
    expect(desk.ok("people.residentTimeline", { id: resident.id }).events).toMatchObject([
      { kind: "imported", reason: "名册第 3 行" },
    ]);
    expect(desk.ok("people.findPlaces", { typed: "3-2-501" }).choices).toMatchObject([
      { label: "幸福小区3号楼2单元501室" },
    ]);
  });

  test("again are known; what differs is refused and never overwritten", async () => {
    const { centre, desk } = openClerk();
    await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(zhang, son), choices });
    expect(
      countsOf(await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(zhang, son), choices })),
    ).toEqual([2, 0, 2, 0]);
    const moved = zhang.map((cell, at) => (at === 7 ? 13900000000 : cell));
    const done = await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(moved), choices });
    expect(countsOf(done)).toEqual([1, 0, 0, 1]);
    const [, refused] = await rowsOfFile(centre, desk.ok("system.refusedRows", { id: done.id }).file.sha256);
    expect(refused?.at(-1)).toBe("这一户已有张晓梅，电话不同，没有覆盖");
    expect(rowCounts(centre)).toMatchObject({ residents: 2, households: 1 });
  });

  test("without a home are told apart by phone and birth date", async () => {
    const { centre, desk } = openClerk();
    const person = (phone: number | null, born: string | null): CellValue[] => [
      null,
      null,
      null,
      null,
      "李华",
      null,
      born,
      phone,
      null,
      null,
      null,
    ];
    const bytes = await rosterOf(person(13812341234, null), person(null, "1980-1-1"), person(13812341234, null));
    expect(countsOf(await importSheet(centre, { desk, kind: "residents", bytes, choices }))).toEqual([3, 2, 1, 0]);
  });

  test("take the estate of the whole file where a row names none", async () => {
    const { centre, desk } = openClerk();
    const row = zhang.map((cell, at) => (at === 0 ? null : cell));
    const without = await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(row), choices });
    expect(countsOf(without)).toEqual([1, 0, 0, 1]);
    const named = { ...choices, estate: "和平里" };
    expect(
      countsOf(await importSheet(centre, { desk, kind: "residents", bytes: await rosterOf(row), choices: named })),
    ).toEqual([1, 1, 0, 0]);
    expect(desk.ok("people.findPlaces", { typed: "和平里" }).choices[0]).toMatchObject({ label: "和平里" });
  });

  test("with half an address, or none of a name, are shown before anything is written", async () => {
    const { centre, desk } = openClerk();
    const bytes = await rosterOf(
      ["幸福小区", "3", null, null, "甲", null, null, null, null, null, null],
      ["幸福小区", null, "2", "501", "乙", null, null, null, null, null, null],
      ["幸福小区", "3", "2", "501", null, "女", null, null, null, null, null],
      ["幸福小区", "3", "2", "501", "丙", "女", "2027-1-1", "12", null, "外星人", "在册"],
    );
    const { preview } = await readSheet(centre, { desk, kind: "residents", bytes, choices });
    expect(preview?.badRows.map(({ problems }) => problems)).toEqual([
      ["没有房号"],
      ["没有楼栋"],
      ["没有姓名"],
      ["出生日期“2027-1-1”晚于今天", "人群“外星人”不认识，应是：老年人、老人、老、儿童、未成年人、小、困难群众、困难"],
    ]);
    expect(rowCounts(centre)).toMatchObject({ residents: 0, estates: 0 });
  });

  test("taken back, are gone with their homes; what stood there before and what is in use stays", async () => {
    const { centre, desk } = openClerk();
    const estate = desk.ok("people.addEstate", { name: "幸福小区", note: "" });
    const building = desk.ok("people.addBuilding", { estateId: estate.id, gridId: null, name: "1号楼", unitCount: 2 });
    const before = rowCounts(centre);
    centre.advance({ minutes: 1 });
    const many = Array.from({ length: 900 }, (_, index): CellValue[] => [
      "幸福小区",
      String(1 + (index % 7)),
      String(1 + (index % 3)),
      String(100 + index),
      `居民${index}`,
      "女",
      null,
      null,
      "户主",
      "老人",
      null,
    ]);
    const id = await beginImport(centre, { desk, kind: "residents", bytes: await rosterOf(...many), choices });
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM residents")?.count ?? 0;
    while (written() < 20) if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
    const [used] = centre.db.all<{ id: string }>("SELECT id FROM residents WHERE name = '居民10'");
    desk.ok("council.registerAppeal", {
      voice: "self",
      reporterId: used?.id ?? "",
      channel: "window",
      nature: "help",
      content: "柜台",
    });
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(centre.db.all("SELECT name FROM residents")).toEqual([{ name: "居民10" }]);
    expect(rowCounts(centre)).toMatchObject({ residents: 1, households: 1, tags: 1, estates: 1 });
    const places = desk.ok("people.listPlaces", {});
    expect(places.buildings.map(({ name }) => name)).toEqual(["1号楼", "4号楼"]);
    expect(places.units.filter(({ buildingId }) => buildingId === building.id)).toHaveLength(2);
    expect(before).toMatchObject({ buildings: 1, units: 2 });
  });

  test("taken back, leave the places that a person made or changed meanwhile, and are marked until then", async () => {
    const { centre, desk } = openClerk();
    const rows = Array.from({ length: 900 }, (_, index): CellValue[] => [
      "幸福小区",
      String(1 + (index % 3)),
      "1",
      String(100 + index),
      `居民${index}`,
      ...Array.from({ length: 6 }, () => null),
    ]);
    const id = await beginImport(centre, { desk, kind: "residents", bytes: await rosterOf(...rows), choices });
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM residents")?.count ?? 0;
    while (written() < 20) if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
    const [row] = desk.ok("people.listResidents", {}).residents;
    expect(row?.isImporting).toBe(true);
    expect(desk.ok("people.resident", { id: row?.id ?? "" }).isImporting).toBe(true);
    const { estates, buildings } = desk.ok("people.listPlaces", {});
    const building = buildings.find(({ name }) => name === "2号楼");
    desk.ok("people.changeBuilding", {
      id: building?.id ?? "",
      estateId: estates[0]?.id ?? "",
      gridId: null,
      name: "五金厂宿舍",
      version: 1,
    });
    // A person's own unit, in which the import then finds nothing of its own to take away.
    desk.ok("people.addUnit", { buildingId: buildings.find(({ name }) => name === "3号楼")?.id ?? "", name: "9单元" });
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    const left = desk.ok("people.listPlaces", {});
    expect(left.buildings.map(({ name }) => name)).toEqual(["3号楼", "五金厂宿舍"]);
    expect(left.units.map(({ name }) => name)).toEqual(["9单元"]);
    expect(rowCounts(centre)).toMatchObject({ residents: 0, households: 0, estates: 1 });
  });

  test("taken back, leave a unit that a person made and the import moved into", async () => {
    const { centre, desk } = openClerk();
    const rows = Array.from({ length: 900 }, (_, index): CellValue[] => [
      "幸福小区",
      "1",
      index < 600 ? "1" : "2",
      String(100 + index),
      `居民${index}`,
      ...Array.from({ length: 6 }, () => null),
    ]);
    const id = await beginImport(centre, { desk, kind: "residents", bytes: await rosterOf(...rows), choices });
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM residents")?.count ?? 0;
    const writeUntil = async (count: number) => {
      while (written() < count) if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
    };
    await writeUntil(20);
    const [building] = desk.ok("people.listPlaces", {}).buildings;
    desk.ok("people.addUnit", { buildingId: building?.id ?? "", name: "2单元" });
    await writeUntil(610);
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(desk.ok("people.listPlaces", {}).units.map(({ name }) => name)).toEqual(["2单元"]);
    expect(rowCounts(centre)).toMatchObject({ residents: 0, households: 0, buildings: 1, estates: 1 });
  });
});
