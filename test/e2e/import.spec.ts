import { expect, type Page } from "@playwright/test";
import { openSheetFile } from "#core/sheet-file.ts";
import { xlsxOf, zipOf } from "../support/file-bytes.ts";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

const heading = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"];

/** A worker thread starts for every file, and two journeys run at once. */
const soon = { timeout: 30_000 };

const choose = async (page: Page, name: string, bytes: Uint8Array) => {
  await page
    .getByLabel("选择表格文件")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
};

/** No step of these journeys needs a mouse. */
const press = async (page: Page, name: string | RegExp) => {
  const button = page.getByRole("button", { name, exact: typeof name === "string" });
  await expect(button).toBeEnabled(soon);
  await button.focus();
  await page.keyboard.press("Enter");
};

const rowsOf = async (bytes: Uint8Array) => {
  const file = await openSheetFile(bytes, "x.xlsx");
  const rows: unknown[][] = [];
  for await (const { cells } of file.rows(file.sheetNames[0] ?? "")) rows.push(cells);
  return rows;
};

journey("a file of appeals, one bad row, and what comes back", { as: "clerk" }, async ({ page, savedFile }) => {
  await page.getByRole("link", { name: "导入" }).click();
  await expect(page.getByText("还没有导入过")).toBeVisible();
  await expectPageSound(page);

  const bytes = await xlsxOf({
    封面: [["二〇一九年留言"]],
    留言: [
      ["花园社区留言汇总"],
      heading,
      [188006, "A001", "）", "2019/4/25 9:32:09", "\n\t\t路灯坏了三天，晚上看不见路", "已修好", "2019/5/10 14:56:00"],
      [188007, "A002", "停水", "2019/13/45", "停水了", null, null],
    ],
  });
  await choose(page, "留言.xlsx", bytes);
  await expect(page.getByText("读到 2 行：可以导入 1 行，有问题 1 行")).toBeVisible(soon);
  await expect(page.getByRole("combobox", { name: "工作表" })).toHaveValue("留言");
  await expect(page.getByRole("combobox", { name: "表头在" })).toHaveValue(/^第 2 行：留言编号/);
  await expect(page.getByRole("combobox", { name: "诉求内容" })).toHaveValue("E 留言详情");
  await expect(page.getByRole("table", { name: "前几行" })).toContainText("路灯坏了三天");

  await page.getByRole("tab", { name: "有问题的行" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "有问题的行" })).toContainText("留言时间“2019/13/45”看不懂");
  await expectPageSound(page);

  // What the file does not say is asked for beside its field.
  await press(page, "导入 1 行");
  await expect(page.getByText("请填写表的出处")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "表的出处" })).toBeFocused();
  await page.keyboard.type("市长信箱");
  await press(page, "导入 1 行");
  const sure = page.getByRole("dialog", { name: "只导入 1 行？" });
  await expect(sure).toContainText("有 1 行有问题，不会导入");
  await expect(sure.getByRole("button", { name: "导入 1 行" })).toBeFocused();
  await page.keyboard.press("Enter");

  await expect(page.getByText("读到 2 行：导入 1，已有 0，未导入 1。")).toBeVisible(soon);
  await expectPageSound(page);
  const saved = await savedFile(() => press(page, "下载未导入的行"));
  expect(saved.name).toBe("留言-未导入的行.xlsx");
  const [titles, refused] = await rowsOf(saved.bytes);
  expect(titles).toEqual([...heading, "未导入原因"]);
  expect(refused?.slice(0, 3)).toEqual([188007, "A002", "停水"]);

  await page.keyboard.press("Control+K");
  await expect(page.getByRole("dialog", { name: "查找" }).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("路灯");
  await expect(page.getByRole("option", { name: /路灯坏了三天/ })).toBeVisible();
  await page.keyboard.press("Escape");

  await press(page, "再导一个文件");
  await expect(page.getByRole("table", { name: "以前的导入" })).toContainText("读到 2 行：导入 1，已有 0，未导入 1");
});

journey("a file that cannot be read, and the next one", { as: "clerk" }, async ({ page }) => {
  await page.getByRole("link", { name: "导入" }).click();
  await choose(page, "合同.xlsx", zipOf([{ name: "word/document.xml", bytes: Buffer.from("<w/>") }]));
  const problem = page.getByRole("alert");
  await expect(problem).toContainText("“合同.xlsx”读不了", soon);
  await expect(problem).toContainText("这不是能读的表格文件");
  await expectPageSound(page);
  await press(page, "换一个文件");
  await choose(page, "表.csv", Buffer.from("甲,乙\n1,2\n"));
  await expect(page.getByText("没有一行可以导入。")).toBeVisible(soon);
  await expect(page.getByRole("button", { name: "导入 0 行" })).toBeDisabled();
  await page.getByRole("combobox", { name: "诉求内容" }).waitFor({ state: "detached" });
  await press(page, /^还有 \d+ 项表里没有$/);
  await page.getByRole("combobox", { name: "诉求内容" }).click();
  await page.getByRole("option", { name: "A 甲" }).click();
  await expect(page.getByText("没有留言时间，也没有答复时间")).toBeVisible(soon);
});

journey("an import is cancelled and leaves nothing", { as: "clerk" }, async ({ page, ask }) => {
  const rows = Array.from({ length: 30_000 }, (_, index) => [
    index,
    "A",
    `第${index}件`,
    "2019/4/25",
    "路灯坏了很久没有人修",
    null,
    null,
  ]);
  await page.getByRole("link", { name: "导入" }).click();
  await choose(page, "很多.xlsx", await xlsxOf({ 表: [heading, ...rows] }));
  await page.getByRole("textbox", { name: "表的出处" }).fill("市长信箱");
  await press(page, "导入 30,000 行");
  await expect(page.getByRole("progressbar", { name: "导入进度" })).toBeVisible();
  await press(page, "取消导入");
  // The desk is served while it goes back.
  await ask("clerk", "council.registerAppeal", {
    voice: "anonymous",
    channel: "window",
    nature: "help",
    content: "柜台",
  });
  await expect(page.getByText("什么都没有留下")).toBeVisible(soon);
  expect((await ask("clerk", "council.listAppeals", {})).appeals).toHaveLength(1);
  await expectPageSound(page);
});

journey("categories and a year of holidays", { as: "admin" }, async ({ page, savedFile }) => {
  await page.getByRole("link", { name: "诉求分类" }).click();
  await expectPageSound(page);
  await page.getByRole("button", { name: "导入", exact: true }).first().click();
  await choose(
    page,
    "分类.xlsx",
    await xlsxOf({
      表: [
        ["一级标签", "二级标签"],
        ["甲建", "物业"],
        ["甲建", "道路"],
      ],
    }),
  );
  await press(page, "导入 2 行");
  await expect(page.getByText("读到 2 行：导入 2，已有 0，未导入 0。")).toBeVisible(soon);
  await page.getByRole("link", { name: "诉求分类" }).click();
  await page.getByLabel("在分类里找").fill("甲建");
  await expect(page.getByRole("table", { name: "诉求分类" }).getByRole("row")).toHaveCount(4);
  await page.getByRole("row", { name: /甲建 \/ 物业/ }).click();
  const drawer = page.getByRole("dialog", { name: "甲建 / 物业" });
  await drawer.getByLabel("分类名称").fill("物业管理");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("table", { name: "诉求分类" })).toContainText("甲建 / 物业管理");

  await press(page, "导出");
  const saved = await savedFile(async () => {
    await page.getByRole("menuitem", { name: /\.csv/ }).click();
  });
  expect(saved.name).toMatch(/^诉求分类-2026-11-20\.csv$/);
  expect([...saved.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await rowsOf(saved.bytes)).toContainEqual(expect.arrayContaining(["甲建", "物业管理"]));

  await page.getByRole("link", { name: "节假日" }).click();
  await expect(page.getByText(/2027 年的名单还没有/)).toBeVisible();
  await expectPageSound(page);
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const days = [
    ["2027-01-01", "放假", "元旦"],
    ["2027-02-08", "放假", "春节"],
    ["2027-02-09", "放假", "春节"],
    ["2027-02-10", "放假", "春节"],
    ["2027-05-01", "放假", "劳动节"],
    ["2027-05-03", "放假", "劳动节"],
  ];
  await choose(
    page,
    "2027.csv",
    Buffer.from([["日期", "类型", "名称"], ...days].map((cells) => cells.join(",")).join("\n")),
  );
  await press(page, "导入 6 行");
  // Half a year is no year: it says which day is missing, and takes nothing.
  await expect(page.getByRole("status")).toContainText("缺少 2027-10-01（国庆节）", soon);
  await press(page, "再导一个文件");
  const whole = [...days, ["2027-10-01", "放假", "国庆节"]];
  await choose(
    page,
    "2027.csv",
    Buffer.from([["日期", "类型", "名称"], ...whole].map((cells) => cells.join(",")).join("\n")),
  );
  await press(page, "导入 7 行");
  await expect(page.getByText("读到 7 行：导入 7，已有 0，未导入 0。")).toBeVisible(soon);
  await page.getByRole("link", { name: "节假日" }).click();
  await expect(page.getByRole("region", { name: "2027年" })).toContainText("本中心导入");
});
