import type { CellValue } from "hucre";
import { describe, expect, test } from "vitest";
import { countsOf } from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { beginImport, importSheet, readSheet, rowsOfFile } from "../support/sheets.ts";
import { type Desk, openTestCore, type TestCore } from "../support/test-core.ts";

const heading = ["网格名称", "小区", "楼栋", "网格长", "网格员", "楼栋长", "联系电话"];
const choices = { estate: "", phoneOf: "gridWorker" };

const openSecretary = (options: Parameters<typeof openTestCore>[0] = {}) => {
  const centre = openTestCore(options);
  return { centre, desk: centre.as("secretary") };
};

const tableOf = (...rows: CellValue[][]) => xlsxOf({ 网格: [["花园社区网格一览表"], heading, ...rows] });

const first: CellValue[] = ["第一网格", "幸福小区", "1-3号楼", "王强", "刘敏、陈新", null, "13812341234、13912341234"];
const second: CellValue[] = ["第二网格", "幸福小区", "4、5号楼", "王强", "周洁", null, null];
const merged: CellValue[] = [null, null, "6栋", null, null, "何大爷", "13700000000"];

const bring = async (centre: TestCore, desk: Desk, rows: CellValue[][], chosen: Record<string, string> = choices) =>
  importSheet(centre, { desk, kind: "grids", bytes: await tableOf(...rows), choices: chosen });

const reasonsOf = async (centre: TestCore, desk: Desk, id: string) => {
  const [, ...rows] = await rowsOfFile(centre, desk.ok("system.refusedRows", { id }).file.sha256);
  return rows.map((cells) => cells.at(-1));
};

const rowCounts = ({ db }: TestCore) =>
  db.one<Record<string, number>>(
    `SELECT (SELECT count(*) FROM grids) AS grids, (SELECT count(*) FROM estates) AS estates,
       (SELECT count(*) FROM buildings) AS buildings, (SELECT count(*) FROM grid_posts) AS posts,
       (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM organisations) AS organisations,
       (SELECT count(*) FROM search_entries) AS entries`,
  );

const gridsOf = (desk: Desk) =>
  desk
    .ok("people.listGrids", {})
    .grids.map(({ name, buildingCount, leaderNames, workerNames }) => [name, buildingCount, leaderNames, workerNames]);

const resident = (desk: Desk, name: string, home: { building: string; room: string } | null, phone = "") => {
  const place = home
    ? desk.ok("people.addPlace", {
        estateName: "幸福小区",
        buildingName: home.building,
        unitName: "1单元",
        room: home.room,
      })
    : null;
  return desk.ok("people.addResident", { name, phone, householdId: place?.householdId ?? null }).id;
};

describe("grids", () => {
  test("come with their buildings and with who works there, kept with the community's own unit", async () => {
    const { centre, desk } = openSecretary();
    expect(countsOf(await bring(centre, desk, [first, second, merged]))).toEqual([3, 3, 0, 0]);
    expect(gridsOf(desk)).toEqual([
      ["第一网格", 3, ["王强"], ["刘敏", "陈新"]],
      ["第二网格", 3, ["王强"], ["周洁"]],
    ]);
    const [unit] = desk.ok("people.listOrganisations", {}).organisations;
    expect(unit).toMatchObject({ name: "花园社区", kind: "community", contactCount: 5 });
    expect(desk.ok("people.listContacts", { organisationId: unit?.id ?? "" }).contacts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "王强", post: "网格长", maskedPhone: "" }),
        expect.objectContaining({ name: "刘敏", post: "网格员", maskedPhone: "138****1234" }),
        expect.objectContaining({ name: "何大爷", post: "楼栋小组长", maskedPhone: "137****0000" }),
      ]),
    );
    const { buildings } = desk.ok("people.listPlaces", {});
    expect(buildings.map(({ name, gridName }) => [name, gridName])).toEqual([
      ["1号楼", "第一网格"],
      ["2号楼", "第一网格"],
      ["3号楼", "第一网格"],
      ["4号楼", "第二网格"],
      ["5号楼", "第二网格"],
      ["6栋", "第二网格"],
    ]);
    const posts = desk.ok("people.listGridPosts", { buildingId: buildings[5]?.id ?? "" }).posts;
    expect(posts).toMatchObject([
      { post: "buildingLeader", placeLabel: "幸福小区6栋", holderName: "何大爷", fromDate: "2026-11-20", toDate: null },
    ]);
    expect(desk.ok("people.findPlaces", { typed: "幸福小区6栋" }).choices).toMatchObject([{ label: "幸福小区6栋" }]);
  });

  test("again are known", async () => {
    const { centre, desk } = openSecretary();
    await bring(centre, desk, [first, second, merged]);
    const before = rowCounts(centre);
    expect(countsOf(await bring(centre, desk, [first, second, merged]))).toEqual([3, 0, 3, 0]);
    expect(rowCounts(centre)).toEqual(before);
  });

  test("join what stands there: the building without a grid, the contact and the resident", async () => {
    const { centre, desk } = openSecretary();
    const unit = desk.ok("people.addOrganisation", { kind: "property", name: "安居物业", address: "", note: "" });
    desk.ok("people.addContact", { organisationId: unit.id, name: "刘敏", post: "客服" });
    resident(desk, "陈新", null, "13912341234");
    resident(desk, "何大爷", { building: "6号楼", room: "101" });
    resident(desk, "何大爷", { building: "9号楼", room: "101" });
    const before = rowCounts(centre);
    const done = await bring(centre, desk, [
      ["第一网格", "幸福小区", "6栋", null, "刘敏、陈新", null, "13812341234、13912341234"],
      ["第一网格", "幸福小区", "6栋", null, null, "何大爷", null],
    ]);
    expect(countsOf(done)).toEqual([2, 2, 0, 0]);
    expect(rowCounts(centre)).toEqual({ ...before, grids: 1, posts: 3 });
    const { buildings } = desk.ok("people.listPlaces", {});
    expect(buildings.map(({ name, gridName }) => [name, gridName])).toEqual([
      ["6号楼", "第一网格"],
      ["9号楼", ""],
    ]);
    const { posts } = desk.ok("people.listGridPosts", { gridId: buildings[0]?.gridId ?? "" });
    expect(posts.map(({ post, holderName, holderDetail }) => [post, holderName, holderDetail])).toEqual([
      ["gridWorker", "刘敏", "安居物业"],
      ["gridWorker", "陈新", ""],
      ["buildingLeader", "何大爷", "幸福小区6号楼1单元101室"],
    ]);
  });

  test("that differ are refused whole, and nothing is overwritten", async () => {
    const { centre, desk } = openSecretary();
    await bring(centre, desk, [first, second, merged]);
    resident(desk, "张伟", { building: "1号楼", room: "101" });
    resident(desk, "张伟", { building: "2号楼", room: "101" });
    const before = rowCounts(centre);
    const done = await bring(centre, desk, [
      ["第二网格", "幸福小区", "3号楼", null, "新人", null, null],
      ["第一网格", null, null, "李四", null, null, null],
      ["第一网格", null, null, null, "刘敏", null, "13700001111"],
      ["第一网格", null, null, null, "张伟", null, null],
      ["第二网格", "幸福小区", "6号楼", null, null, "赵大妈", null],
    ]);
    expect(countsOf(done)).toEqual([5, 0, 0, 5]);
    expect(await reasonsOf(centre, desk, done.id)).toEqual([
      "3号楼已划在第一网格，没有改",
      "第一网格现任网格长是王强，没有改；换人请先在网格里结束上一任",
      "花园社区已有联系人刘敏，电话不同，没有覆盖",
      "叫张伟的登记着几位，分不清是谁，请写上电话",
      "6号楼现任楼栋小组长是何大爷，没有改；换人请先在网格里结束上一任",
    ]);
    expect(rowCounts(centre)).toEqual(before);
  });

  test("that cannot be told apart come back with the reason", async () => {
    const { centre, desk } = openSecretary();
    const rows: CellValue[][] = [
      ["第一网格", "幸福小区", "2026-01-05", null, null, null, null],
      ["第一网格", "幸福小区", "全部楼栋", null, null, null, null],
      ["第一网格", null, "1号楼", null, null, null, null],
      ["第一网格", "幸福小区", "1号楼", null, "刘敏、陈新", null, "13812341234"],
      ["第一网格", "幸福小区", "1-3号楼", null, null, "甲某、乙某", null],
      ["第一网格", "幸福小区", "1号楼", "王强", null, "何大爷", "13812341234"],
      [null, null, null, "王强", null, null, null],
      [null, "幸福小区", null, null, null, "何大爷", null],
    ];
    const bytes = await tableOf(...rows);
    const { preview } = await readSheet(centre, { desk, kind: "grids", bytes, choices });
    expect(preview?.badRows.map(({ problems }) => problems)).toEqual([
      ["没有网格，也没有楼栋", "没有网格"],
      ["没有楼栋"],
    ]);
    const done = await importSheet(centre, { desk, kind: "grids", bytes, choices });
    expect(countsOf(done)).toEqual([8, 0, 0, 8]);
    expect((await reasonsOf(centre, desk, done.id)).slice(0, 6)).toEqual([
      "楼栋“2026-01-05”看不出是哪几栋，请写成 1-5号楼 或 1、2、3号楼",
      "楼栋“全部楼栋”看不出是哪几栋，请写成 1-5号楼 或 1、2、3号楼",
      "没有小区；可以在导入时给全表定一个小区",
      "网格员和电话对不上，请一人一个完整的号码",
      "一行有几栋楼、几位楼栋小组长，分不清谁管哪一栋，请一栋一行",
      "电话看不出是谁的",
    ]);
    expect(rowCounts(centre)).toMatchObject({ grids: 0, estates: 0, posts: 0, contacts: 0, organisations: 0 });
  });

  test("take the estate and the owner of the numbers that were chosen for the file", async () => {
    const { centre, desk } = openSecretary();
    const rows: CellValue[][] = [["3", null, "1#", "王强", "刘敏", null, "13812341234"]];
    const done = await bring(centre, desk, rows, { estate: "和平里", phoneOf: "gridLeader" });
    expect(countsOf(done)).toEqual([1, 1, 0, 0]);
    expect(gridsOf(desk)).toEqual([["第三网格", 1, ["王强"], ["刘敏"]]]);
    const [unit] = desk.ok("people.listOrganisations", {}).organisations;
    expect(
      desk
        .ok("people.listContacts", { organisationId: unit?.id ?? "" })
        .contacts.map(({ name, maskedPhone }) => [name, maskedPhone]),
    ).toEqual(
      expect.arrayContaining([
        ["王强", "138****1234"],
        ["刘敏", ""],
      ]),
    );
  });

  test("are the secretaries' to bring, as posts are theirs to give", async () => {
    const centre = openTestCore();
    const kindsOf = (seat: "clerk" | "secretary") =>
      centre
        .as(seat)
        .ok("system.listImportKinds", {})
        .kinds.map(({ kind }) => kind);
    expect(kindsOf("clerk")).not.toContain("grids");
    expect(kindsOf("secretary")).toContain("grids");
  });

  const many = Array.from({ length: 600 }, (_, index): CellValue[] => [
    `${String(index).padStart(3, "0")}号网格`,
    "幸福小区",
    `甲${index}楼`,
    null,
    `网格员甲乙${index}`,
    null,
    null,
  ]);

  const writeUntil = async (centre: TestCore, count: number) => {
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM grid_posts")?.count ?? 0;
    while (written() < count) if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
  };

  test("taken back, leave what stood there before and what is in use, and let go of the buildings", async () => {
    const { centre, desk } = openSecretary();
    const estate = desk.ok("people.addEstate", { name: "幸福小区", note: "" });
    const own = ["甲0楼", "甲1楼"].map(
      (name) => desk.ok("people.addBuilding", { estateId: estate.id, gridId: null, name, unitCount: 0 }).id,
    );
    const before = rowCounts(centre);
    const id = await beginImport(centre, { desk, kind: "grids", bytes: await tableOf(...many), choices });
    await writeUntil(centre, 20);
    const { grids } = desk.ok("people.listGrids", {});
    const gridId = (name: string) => grids.find((grid) => grid.name === name)?.id ?? "";
    // A person moves a building of theirs into a new grid, and renames another grid.
    desk.ok("people.changeBuilding", {
      id: own[1] ?? "",
      estateId: estate.id,
      gridId: gridId("005号网格"),
      name: "甲1楼",
      version: 2,
    });
    desk.ok("people.changeGrid", { id: gridId("007号网格"), name: "河边网格", note: "", version: 1 });
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(gridsOf(desk)).toEqual([
      ["005号网格", 1, [], []],
      ["河边网格", 0, [], []],
    ]);
    const { buildings } = desk.ok("people.listPlaces", {});
    expect(buildings.map(({ name, gridName }) => [name, gridName])).toEqual([
      ["甲0楼", ""],
      ["甲1楼", "005号网格"],
    ]);
    expect(rowCounts(centre)).toEqual({ ...before, grids: 2 });
    expect(centre.db.all("SELECT id FROM buildings WHERE importId IS NOT NULL OR gridImportId IS NOT NULL")).toEqual(
      [],
    );
  });

  test("taken back, leave nothing of a building that a later row put into its grid", async () => {
    const { centre, desk } = openSecretary();
    const rows: CellValue[][] = [[null, "幸福小区", "1号楼", null, null, null, null], first, ...many];
    const id = await beginImport(centre, { desk, kind: "grids", bytes: await tableOf(...rows), choices });
    await writeUntil(centre, 20);
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    expect(rowCounts(centre)).toMatchObject({ grids: 0, estates: 0, buildings: 0, posts: 0, contacts: 0, entries: 0 });
  });

  test("killed in the middle, are taken back at the next start", async () => {
    const { centre, desk } = openSecretary({ isOnDisk: true });
    const before = rowCounts(centre);
    const id = await beginImport(centre, { desk, kind: "grids", bytes: await tableOf(...many), choices });
    await writeUntil(centre, 20);
    centre.restart();
    await centre.finishJobs();
    const after = centre.as("secretary");
    expect(after.ok("system.import", { id }).state).toBe("takenBack");
    expect(rowCounts(centre)).toEqual(before);
    expect(countsOf(await bring(centre, after, many))).toEqual([600, 600, 0, 0]);
  });
});
