import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "the demonstration: from the button of the first run to its sign-in page and today",
  { as: "nobody", isEmpty: true, doors: ["http"] },
  async ({ page, ask }) => {
    const { keyboard } = page;
    await page.getByRole("button", { name: "先看看演示社区（都是编的）" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "正在建演示社区" })).toBeVisible();
    await expect(page.getByLabel("街道")).toBeHidden();
    await expect(page.getByText(/^\d+% 住房和居民$/)).toBeVisible();
    await expect(page.getByText(/^\d+% 20\d\d年\d+月的诉求、会议和任务$/)).toBeVisible({ timeout: 60_000 });

    await expect(page.getByText("请选择您自己，再输入 PIN。")).toBeVisible({ timeout: 240_000 });
    await expect(page.getByText("这是演示社区，人和事都是编的。每个账号的 PIN 都是 1234。")).toBeVisible();
    await expectPageSound(page);
    const { people, isDemo } = await ask("nobody", "system.state", {});
    expect(isDemo).toBe(true);
    const clerk = people.find(({ post }) => post === "前台") ?? people[0];
    await page.getByRole("radio", { name: clerk?.name ?? "" }).press("Enter");
    await keyboard.type("1234");
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "今日 · 2026年11月20日 周五" })).toBeVisible();
    await expect(page.getByText("（演示数据）")).toBeVisible();
    await expectPageSound(page);
  },
);
