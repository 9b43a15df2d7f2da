import { expect, type Page } from "@playwright/test";

/** The first start on a new PC, with the keyboard only, and coming back after a lock. */
export const firstRun = async (page: Page): Promise<void> => {
  await expect(page.getByRole("heading", { name: "欢迎使用小板凳工作台" })).toBeVisible();
  await expect(page.getByLabel("街道")).toBeFocused();
  await page.keyboard.type("幸福街道");
  await page.keyboard.press("Enter");
  await page.keyboard.type("花园社区");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("中心名称")).toHaveValue("花园社区党群服务中心");
  await page.getByLabel("您的姓名").fill("王建国");
  await page.getByLabel("PIN", { exact: false }).first().fill("1234");
  await page.getByLabel("再输一次 PIN").fill("1234");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("今日 ·")).toBeVisible();

  await page.keyboard.press("Control+l");
  await expect(page.getByRole("button", { name: "解锁" })).toBeVisible();
  await page.keyboard.type("1234");
  await page.keyboard.press("Enter");
  await expect(page.getByText("今日 ·")).toBeVisible();
};
