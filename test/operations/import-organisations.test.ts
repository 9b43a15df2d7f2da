import type { CellValue } from "hucre";
import { describe, expect, test } from "vitest";
import { countsOf, openClerk } from "../support/appeal-sheets.ts";
import { xlsxOf } from "../support/file-bytes.ts";
import { beginImport, importSheet, readSheet, rowsOfFile } from "../support/sheets.ts";
import type { Desk, TestCore } from "../support/test-core.ts";

const heading = ["单位名称", "单位性质", "单位电话", "地址", "负责人", "职务", "联系电话", "备注"];
const choices = { kind: "none" };

const tableOf = (...rows: CellValue[][]) => xlsxOf({ 通讯录: [["花园社区单位通讯录"], heading, ...rows] });
const property: CellValue[] = [
  "安居物业公司",
  "物业公司",
  "0731-82223333",
  "花园路 1 号",
  "王强",
  "项目经理",
  13812341234,
  "24 小时值班",
];
const propertyAgain: CellValue[] = [null, null, null, null, "刘敏", "客服主管", 13912341234, null];
const shop: CellValue[] = ["老李五金店", "沿街商户", null, null, null, null, "13700000000", null];

const rowCounts = ({ db }: TestCore) =>
  db.one<Record<string, number>>(
    `SELECT (SELECT count(*) FROM organisations) AS organisations, (SELECT count(*) FROM contacts) AS contacts,
       (SELECT count(*) FROM search_entries) AS entries`,
  );

const bring = async (centre: TestCore, desk: Desk, rows: CellValue[][], chosen: Record<string, string> = choices) =>
  importSheet(centre, { desk, kind: "organisations", bytes: await tableOf(...rows), choices: chosen });

const reasonsOf = async (centre: TestCore, desk: Desk, id: string) => {
  const [, ...rows] = await rowsOfFile(centre, desk.ok("system.refusedRows", { id }).file.sha256);
  return rows.map((cells) => cells.at(-1));
};

describe("units", () => {
  test("come with their contacts, whose merged cells name the unit once", async () => {
    const { centre, desk } = openClerk();
    expect(countsOf(await bring(centre, desk, [property, propertyAgain, shop]))).toEqual([3, 3, 0, 0]);
    const { organisations } = desk.ok("people.listOrganisations", {});
    expect(organisations).toMatchObject([
      {
        name: "安居物业公司",
        kind: "property",
        maskedPhone: "**********33",
        address: "花园路 1 号",
        note: "24 小时值班",
        contactCount: 2,
      },
      { name: "老李五金店", kind: "merchant", maskedPhone: "137****0000", contactCount: 0 },
    ]);
    expect(desk.ok("people.listContacts", { organisationId: organisations[0]?.id ?? "" }).contacts).toMatchObject([
      { name: "刘敏", post: "客服主管", maskedPhone: "139****1234" },
      { name: "王强", post: "项目经理", maskedPhone: "138****1234" },
    ]);
    expect(desk.ok("people.findOrganisations", { typed: "ajwy" }).choices).toMatchObject([{ label: "安居物业公司" }]);
    expect(desk.ok("people.findContacts", { typed: "刘敏" }).choices).toMatchObject([{ label: "刘敏" }]);
  });

  test("again are known; what differs is refused and never overwritten", async () => {
    const { centre, desk } = openClerk();
    const rows = [property, propertyAgain, shop];
    await bring(centre, desk, rows);
    const before = rowCounts(centre);
    expect(countsOf(await bring(centre, desk, rows))).toEqual([3, 0, 3, 0]);
    const changed = (row: CellValue[], at: number, cell: CellValue) =>
      row.map((old, index) => (index === at ? cell : old));
    const done = await bring(centre, desk, [
      changed(property, 6, 13900000000),
      changed(property, 2, "82224444"),
      changed(property, 1, "业委会"),
      ["安居物业公司", null, null, null, "陈新", "保安队长", null, null],
    ]);
    expect(countsOf(done)).toEqual([4, 1, 0, 3]);
    expect(await reasonsOf(centre, desk, done.id)).toEqual([
      "安居物业公司已有联系人王强，电话不同，没有覆盖",
      "安居物业公司已登记，电话不同，没有覆盖",
      "安居物业公司已登记，类别不同，没有覆盖",
    ]);
    expect(rowCounts(centre)).toEqual({ ...before, contacts: 3, entries: (before?.entries ?? 0) + 1 });
    const [unit] = desk.ok("people.listOrganisations", { typed: "安居" }).organisations;
    expect(desk.ok("people.revealPhone", { id: unit?.id ?? "", of: "organisation" }).phone).toBe("073182223333");
  });

  test("without a kind take the one that was chosen for the file, and nothing else", async () => {
    const { centre, desk } = openClerk();
    const row = ["花园小学", null, null, null, "周老师", null, null, null];
    const done = await bring(centre, desk, [row]);
    expect(countsOf(done)).toEqual([1, 0, 0, 1]);
    expect(await reasonsOf(centre, desk, done.id)).toEqual(["没有类别；可以在导入时给没写类别的行定一个"]);
    expect(rowCounts(centre)).toMatchObject({ organisations: 0, contacts: 0 });
    expect(countsOf(await bring(centre, desk, [row], { kind: "partner" }))).toEqual([1, 1, 0, 0]);
    expect(desk.ok("people.listOrganisations", {}).organisations).toMatchObject([{ kind: "partner" }]);
  });

  test("that cannot be read whole are shown or refused with the reason, and nothing of the row is kept", async () => {
    const { centre, desk } = openClerk();
    const unit = (...cells: CellValue[]): CellValue[] => ["好邻居超市", "商户", ...cells];
    const rows: CellValue[][] = [
      unit("138****1234", null, null, null, null, null),
      unit(null, null, "张三", null, "13812341234 13912341234", null),
      unit(null, null, "张三、李四", null, null, null),
      unit("82223333", null, null, null, "13812341234", null),
    ];
    const bad: CellValue[][] = [
      ["晨光学校", "学校", null, null, null, null, null, null],
      unit(null, null, null, "店长", null, null),
    ];
    const bytes = await tableOf(...rows, ...bad);
    const { preview } = await readSheet(centre, { desk, kind: "organisations", bytes, choices });
    expect(preview?.badRows.map(({ problems }) => problems[0])).toEqual([
      expect.stringContaining("类别“学校”不认识，应是：社区"),
      "没有联系人",
    ]);
    const done = await importSheet(centre, { desk, kind: "organisations", bytes, choices });
    expect(countsOf(done)).toEqual([6, 0, 0, 6]);
    expect((await reasonsOf(centre, desk, done.id)).slice(0, 4)).toEqual([
      "单位电话看不出完整的号码",
      "联系人电话写了几个号码，请只留一个",
      "联系人一格里写了几个人，请一人一行",
      "有联系人电话，没有联系人",
    ]);
    expect(rowCounts(centre)).toMatchObject({ organisations: 0, contacts: 0 });
  });

  const many = Array.from({ length: 900 }, (_, index): CellValue[] => [
    `第${Math.floor(index / 3)}号商户`,
    "商户",
    null,
    null,
    `店员${index}`,
    "店员",
    null,
    null,
  ]);

  const writeUntil = async (centre: TestCore, count: number) => {
    const written = () => centre.db.one<{ count: number }>("SELECT count(*) AS count FROM contacts")?.count ?? 0;
    while (written() < count) if (!centre.core.jobs.step()) await new Promise((resolve) => setImmediate(resolve));
  };

  test("taken back, are gone; what stood there before, was changed or is in use stays", async () => {
    const { centre, desk } = openClerk();
    const own = desk.ok("people.addOrganisation", { kind: "merchant", name: "第0号商户", address: "", note: "" });
    const id = await beginImport(centre, { desk, kind: "organisations", bytes: await tableOf(...many), choices });
    await writeUntil(centre, 20);
    const { organisations } = desk.ok("people.listOrganisations", {});
    const named = (name: string) => organisations.find((line) => line.name === name)?.id ?? "";
    // A person's own contact stands on the unit, and a contact was changed by hand.
    desk.ok("people.addContact", { organisationId: named("第1号商户"), name: "店主", post: "" });
    const [changed] = desk.ok("people.listContacts", { organisationId: named("第2号商户") }).contacts;
    desk.ok("people.changeContact", {
      id: changed?.id ?? "",
      residentId: null,
      name: "改过名",
      post: "",
      isRetired: false,
      version: 1,
    });
    desk.ok("system.cancelJob", { id });
    await centre.finishJobs();
    const left = desk.ok("people.listOrganisations", {}).organisations;
    expect(left.map(({ name, contactCount }) => [name, contactCount])).toEqual([
      ["第0号商户", 0],
      ["第1号商户", 1],
      ["第2号商户", 1],
    ]);
    expect(left[0]?.id).toBe(own.id);
    expect(centre.db.all("SELECT name FROM contacts ORDER BY name")).toEqual([{ name: "店主" }, { name: "改过名" }]);
    expect(rowCounts(centre)).toMatchObject({ entries: 5 });
    expect(centre.db.all("SELECT id FROM contacts WHERE importId IS NOT NULL")).toEqual([]);
  });

  test("killed in the middle, are taken back at the next start", async () => {
    const { centre, desk } = openClerk({ isOnDisk: true });
    const before = rowCounts(centre);
    const id = await beginImport(centre, { desk, kind: "organisations", bytes: await tableOf(...many), choices });
    await writeUntil(centre, 20);
    centre.restart();
    await centre.finishJobs();
    const after = centre.as("clerk");
    expect(after.ok("system.import", { id }).state).toBe("takenBack");
    expect(rowCounts(centre)).toEqual(before);
    expect(countsOf(await bring(centre, after, many))).toEqual([900, 900, 0, 0]);
  });
});
