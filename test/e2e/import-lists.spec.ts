import { expect, type Page } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

/** A worker thread starts for every file, and two journeys run at once. */
const soon = { timeout: 30_000 };

const choose = async (page: Page, name: string, lines: readonly string[]) => {
  await page
    .getByLabel("选择表格文件")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
};

const press = async (page: Page, name: string) => {
  const button = page.getByRole("button", { name, exact: true });
  await expect(button).toBeEnabled(soon);
  await button.focus();
  await page.keyboard.press("Enter");
};

journey("the lists of units and grids come from their own pages", { as: "secretary" }, async ({ page }) => {
  await page.getByRole("link", { name: "单位", exact: true }).click();
  await expect(page.getByText("还没有登记单位")).toBeVisible();
  await press(page, "导入");
  await expect(page.getByText("把单位和联系人的表格拖到这里")).toBeVisible();
  await choose(page, "单位.csv", [
    "单位名称,单位性质,单位电话,负责人,职务,手机",
    "安居物业公司,物业公司,0731-82223333,王强,项目经理,13812341234",
    "花园小学,,,周洁,老师,",
  ]);
  await expect(page.getByText("读到 2 行：可以导入 2 行")).toBeVisible(soon);
  await expectPageSound(page);
  await page.getByRole("combobox", { name: "类别", exact: true }).last().click();
  await page.getByRole("option", { name: "共建/包联单位" }).click();
  await press(page, "导入 2 行");
  await expect(page.getByText("读到 2 行：导入 2，已有 0，未导入 0。")).toBeVisible(soon);

  await page.getByRole("link", { name: "单位", exact: true }).click();
  await expect(page.getByRole("table", { name: "单位" })).toContainText("花园小学");
  await expect(page.getByRole("table", { name: "单位" })).toContainText("安居物业公司");

  await page.getByRole("link", { name: "网格与房屋" }).click();
  await page.getByRole("radiogroup", { name: "网格与房屋" }).getByText("网格", { exact: true }).click();
  await press(page, "导入");
  await choose(page, "网格.csv", [
    "网格,小区,楼栋,网格长,网格员,联系电话",
    "第一网格,幸福小区,1-3号楼,王强,刘敏,13912341234",
    "第二网格,幸福小区,全部,,,",
  ]);
  await expect(page.getByText("读到 2 行：可以导入 2 行")).toBeVisible(soon);
  await expectPageSound(page);
  await press(page, "导入 2 行");
  await expect(page.getByText("读到 2 行：导入 1，已有 0，未导入 1。")).toBeVisible(soon);
  await page.getByRole("link", { name: "网格与房屋" }).click();
  await page.getByRole("radiogroup", { name: "网格与房屋" }).getByText("网格", { exact: true }).click();
  const grids = page.getByRole("table", { name: "网格" });
  await expect(grids).toContainText("第一网格");
  await expect(grids).toContainText("王强");
  await expectPageSound(page);
});
