import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

const folders: string[] = [];
test.afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-stick-"));
  folders.push(folder);
  return folder;
};

/** By the pages themselves, since a restore brings everybody back to the sign-in. */
const signIn = async (page: Page, name: string, pin: string) => {
  await page.getByRole("radio", { name }).press("Enter");
  await page.keyboard.type(pin);
  await page.keyboard.press("Enter");
};

const restore = async (page: Page, kind: string) => {
  await page.getByRole("row", { name: kind }).press("Enter");
  await page.getByRole("button", { name: "恢复到这一份…" }).press("Enter");
  const pin = page.getByRole("dialog").getByLabel("您的 PIN");
  await expect(pin).toBeFocused();
  return pin;
};

journey(
  "a copy on a stick: made, found, checked, put on paper, restored, and the restore undone",
  { as: "admin" },
  async ({ page, countPrints }) => {
    const stick = newFolder();
    await page.getByRole("link", { name: "备份与恢复" }).press("Enter");
    await expect(page.getByText(/^最近一次自动备份：.*做好后核对过。$/)).toBeVisible();
    await expect(page.getByRole("row", { name: "每天自动" })).toBeVisible();
    await expectPageSound(page);

    // What is wrong is said beside the field, and nowhere else.
    const target = page.getByLabel("备份到哪个文件夹");
    await target.fill(join(stick, "nowhere"));
    await target.press("Enter");
    await expect(page.getByText("没有这个文件夹，请检查路径，U盘有没有插好")).toHaveCount(1);
    await expect(target).toHaveAccessibleDescription(/没有这个文件夹/);
    await expectPageSound(page);

    await target.fill(stick);
    await target.press("Control+Enter");
    await expect(page.getByText("备份做好了，并且核对过。")).toBeVisible();
    // The stick is listed from now on.
    await expect(page.getByLabel("在别的文件夹里找备份")).toHaveValue(stick);
    await page.getByRole("row", { name: "手动备份" }).press("Enter");
    await expect(page.getByRole("region", { name: "打开的记录" })).toContainText(stick);
    await expectPageSound(page);

    await page.getByRole("button", { name: "核对", exact: true }).press("Enter");
    const checked = page.getByText("核对完毕，这份备份完好，可以用来恢复。");
    await expect(checked).toBeInViewport();
    await expectPageSound(page);

    await page.getByRole("button", { name: "看报告", exact: true }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "备份报告" })).toBeVisible();
    await expectPageSound(page);
    await page.getByRole("button", { name: "打印" }).press("Enter");
    await expect.poll(countPrints).toBe(1);
    await page.getByRole("button", { name: "返回" }).press("Enter");

    const pin = await restore(page, "手动备份");
    await expectPageSound(page);
    await pin.fill("9999");
    await pin.press("Control+Enter");
    await expect(page.getByText("PIN 不对")).toBeVisible();
    await expect(pin).toBeFocused();
    await pin.fill("1005");
    await pin.press("Control+Enter");
    await expect(page.getByText(/^数据已恢复到 2026年11月20日 09:00 的备份，请重新登录。/)).toBeVisible();
    await expectPageSound(page);

    await signIn(page, "周明", "1005");
    await page.getByRole("button", { name: "关闭", exact: true }).press("Enter");
    const before = page.getByRole("row", { name: "恢复之前的数据" });
    await expect(before).toHaveCount(1);
    await expectPageSound(page);
    await (await restore(page, "恢复之前的数据")).fill("1005");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("请选择您自己，再输入 PIN。")).toBeVisible();
    await signIn(page, "周明", "1005");
    await expect(before).toHaveCount(2);
  },
);

journey(
  "a centre whose copies fail: today warns whoever can do something about it, the page says why",
  { as: "director" },
  async ({ page, ask, advance, openDesk }) => {
    const copies = async () => ask("admin", "system.listBackups", {});
    await expect.poll(async () => (await copies()).newestDailyAt).not.toBeNull();
    await expect.poll(async () => (await copies()).runningJobId).toBeNull();
    await expect(page.getByRole("heading", { level: 1, name: /^今日/ })).toBeVisible();
    await expect(page.getByText(/没有自动备份/)).toBeHidden();

    // A file in the place of the folder: nothing can be written there.
    const own = join((await copies()).ownFolder, "backups");
    renameSync(own, `${own}-away`);
    writeFileSync(own, "");
    await advance({ days: 10 });
    await page.keyboard.press("Control+l");
    await signIn(page, "刘桂芳", "1004");
    await expect(page.getByRole("alert").filter({ hasText: "一直没有自动备份。" })).toContainText("请告诉管理员。");
    await expectPageSound(page);

    const { page: admins } = await openDesk("admin");
    await admins.getByRole("link", { name: "看备份与恢复" }).press("Enter");
    await expect(admins.getByText("还没有自动备份。")).toBeVisible();
    await expect(admins.getByRole("alert")).toContainText("上一次自动备份没有做成");
    await expectPageSound(admins);
  },
);
