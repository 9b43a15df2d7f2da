import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a word given at the desk: its slip, a call in vain, the next shift, and the call that keeps it",
  { as: "clerk" },
  async ({ page, countPrints, openDesk, ask }) => {
    const { keyboard } = page;
    const { id: appealId } = await ask("clerk", "council.registerAppeal", {
      voice: "self",
      reporterName: "王秀英",
      reporterPhone: "13812341234",
      channel: "window",
      nature: "help",
      content: "楼道灯不亮，晚上上下楼看不见",
    });
    await page.goto(`${page.url().split("#")[0]}#/council/appeals?view=all&open=${appealId}`);
    await page.getByRole("button", { name: "更多" }).press("Enter");
    await page.getByRole("menuitem", { name: "答应回话" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "答应给王秀英回话" });
    await expect(dialog.getByLabel("答应了什么")).toBeFocused();
    await keyboard.type("告诉您电工哪天上门");
    await dialog.getByRole("button", { name: "11-23 周一" }).press("Enter");
    await dialog.getByLabel("几点以前").fill("下午3点");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    const sheet = page.getByRole("article", { name: /^回话条/ });
    await expect(sheet).toContainText("2026年11月23日（周一） 15:00 以前");
    await expect(sheet).toContainText("王*英");
    await expect(sheet).not.toContainText("13812341234");
    await page.getByRole("button", { name: "打印" }).press("Enter");
    await expect.poll(countPrints).toBe(1);
    await page.getByRole("button", { name: "返回" }).press("Enter");

    await page.getByRole("link", { name: "今日", exact: true }).press("Enter");
    await page.getByRole("link", { name: "王秀英：告诉您电工哪天上门" }).press("Enter");
    await page.getByRole("button", { name: "没联系上" }).press("Enter");
    await page.getByRole("dialog").getByLabel("说明").fill("没人接");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("电话没联系上：没人接")).toBeVisible();
    await expectPageSound(page);

    await page.getByRole("link", { name: "交接班" }).press("Enter");
    await page.getByRole("button", { name: "写交接单" }).press("Enter");
    await page.getByLabel("下一班到哪天").fill("2026-11-23");
    await expect(page.getByRole("region", { name: "单子上会有" })).toContainText("给王*英回话：告诉您电工哪天上门");
    await page.getByLabel("要交代的").fill("复印机卡纸，已报修");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(page.getByText("请接班的同事用自己的账号打开这里")).toBeVisible();

    const { page: next } = await openDesk("secretary");
    await next.getByRole("link", { name: /交班了，还没有人接（\d+ 项）/ }).press("Enter");
    await next.getByRole("button", { name: "接班" }).press("Enter");
    await next.getByRole("dialog").getByLabel("说明").fill("钥匙点过了");
    await next.keyboard.press("Control+Enter");
    await expect(next.getByText("钥匙点过了").first()).toBeVisible();
    await next.getByRole("link", { name: /给王\*英回话/ }).press("Enter");
    await next.getByRole("button", { name: "回过话了" }).press("Enter");
    await next.getByLabel("怎样回的话").fill("电工周一上午来");
    await next.keyboard.press("Control+Enter");
    await expect(next.getByText("不用回了")).toBeHidden();
    await expectPageSound(next);
    await page.getByRole("link", { name: "回话", exact: true }).press("Enter");
    await expect(page.getByText("没有要回话的")).toBeVisible();
  },
);
