import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "lunch at the canteen: somebody is put on the list, eats, and the day is closed, without a mouse",
  { as: "clerk", doors: ["http"] },
  async ({ page, ask, advance }) => {
    const { keyboard } = page;
    await ask("secretary", "meals.addMeal", { name: "午餐", cutOffMinute: 960, priceFen: 1200 });
    await ask("secretary", "meals.addClass", { name: "八十岁以上", code: "甲", subsidyFen: 600, minAge: 80 });
    await ask("clerk", "people.addResident", { name: "王秀英", phone: "13812341234", birthDate: "1940-03-01" });
    await ask("clerk", "people.addResident", { name: "李建国", phone: "13812341235", birthDate: "1941-03-01" });

    await page.getByRole("link", { name: "订餐人", exact: true }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("还没有订餐人")).toBeVisible();
    for (const [typed, name] of [
      ["wxy", "王秀英"],
      ["ljg", "李建国"],
    ] as const) {
      await page.getByRole("button", { name: "登记订餐人" }).focus();
      await keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: "是谁" })).toBeFocused();
      await keyboard.type(typed);
      await keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: "是谁" })).toHaveValue(name);
      await page.getByRole("combobox", { name: "补助类别" }).focus();
      await keyboard.press("ArrowDown");
      await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
      await expect(page.getByRole("combobox", { name: "补助类别" })).toHaveValue("甲 八十岁以上");
      await keyboard.press("Control+Enter");
      await expect(page.getByRole("region", { name: "打开的记录" })).toContainText(name);
      await page.getByRole("button", { name: "订餐", exact: true }).focus();
      await keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: "从哪天" })).toHaveValue("2026-11-23");
      await expectPageSound(page);
      await keyboard.press("Control+Enter");
      await expect(page.getByRole("region", { name: "打开的记录" })).toContainText("午餐 1 份，每个开餐日，堂食");
    }

    await advance({ days: 3 });
    await keyboard.press("Control+l");
    await page.getByRole("radio", { name: /李秀英/ }).press("Enter");
    await keyboard.type("1002");
    await keyboard.press("Enter");
    await page.getByRole("link", { name: "每日用餐" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("订 2 份：来吃 2，送到家 0。")).toBeVisible();
    const rows = page.getByRole("table", { name: "用餐的人" }).getByRole("row");
    await rows.nth(1).focus();
    await keyboard.press("1");
    await expect(rows.nth(1)).toContainText("领了");
    await expect(rows.nth(2)).toBeFocused();
    await keyboard.press("0");
    await expect(rows.nth(2)).toContainText("没领");
    await expectPageSound(page);
    await page.getByRole("button", { name: "日结" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "做了几份" })).toBeFocused();
    await keyboard.type("2");
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await keyboard.type("1");
    await expect(page.getByText("对不上：订了没领 1 份；做了没吃完 1 份。")).toBeVisible();
    await keyboard.press("Control+Enter");
    const why = page.getByRole("textbox", { name: "说明" });
    await expect(why).toBeFocused();
    await keyboard.type("李建国没来，饭留样");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(page.getByText("做 2 份；来吃 1，送到家 0，没订的 0；其中免费 0；签字 1。")).toBeVisible();

    await page.getByRole("link", { name: "助餐月报" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("table", { name: "按类别" })).toContainText("12.00");
    await expectPageSound(page);
    await page.getByRole("button", { name: "打印" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "社区食堂助餐月报（2026年11月）" })).toBeVisible();
    await expect(page.getByText("李建国没来，饭留样")).toBeVisible();
  },
);
