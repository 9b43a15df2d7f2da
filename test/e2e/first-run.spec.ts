import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a new PC: first run, today, lock, a slip, unlock, switch of person",
  { as: "nobody", isEmpty: true },
  async ({ page }) => {
    const { keyboard } = page;
    await expect(page.getByLabel("街道")).toBeFocused();
    await expectPageSound(page);

    // What is missing is said beside the field, and the first one has the focus.
    await keyboard.press("Control+Enter");
    await expect(page.getByText("请填写社区名称")).toBeVisible();
    await expect(page.getByLabel("街道")).toBeFocused();
    await expectPageSound(page);

    for (const words of ["幸福街道", "花园社区"]) {
      await keyboard.type(words);
      await keyboard.press("Enter");
    }
    await expect(page.getByLabel("中心名称")).toHaveValue("花园社区党群服务中心");
    for (const words of ["", "", "", "", "王建国", "书记", "1000", "1000"]) {
      if (words !== "") await keyboard.type(words);
      await keyboard.press("Enter");
    }
    await keyboard.press("Control+Enter");

    const today = page.getByRole("heading", { level: 1, name: "今日 · 2026年11月20日 周五" });
    await expect(today).toBeVisible();
    await expect(page).toHaveTitle("花园社区 · 小板凳工作台");
    await expectPageSound(page);

    await keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "查找" }).getByRole("textbox")).toBeFocused();
    await expectPageSound(page);
    await keyboard.press("Escape");

    // A second person, so that there is somebody to hand over to.
    await page.getByRole("link", { name: "账号" }).press("Enter");
    await page.getByRole("button", { name: "添加账号" }).press("Enter");
    await expect(page.getByRole("dialog").getByLabel("姓名")).toBeFocused();
    await expectPageSound(page);
    await keyboard.type("李秀英");
    await page.getByLabel("初始 PIN").fill("2000");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("row", { name: /李秀英/ })).toBeVisible();
    await expectPageSound(page);

    await keyboard.press("Control+l");
    await expect(page.getByText("已锁定。输入 PIN 解锁，或换另一位同事登录。")).toBeVisible();
    await expect(page.getByRole("row", { name: /李秀英/ })).toBeHidden();
    await expect(page.getByLabel("王建国 的 PIN")).toBeFocused();
    await expectPageSound(page);

    await keyboard.type("9999");
    await keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText("PIN 不对，请再试一次。");
    await expect(page.getByLabel("王建国 的 PIN")).toBeFocused();
    await expectPageSound(page);

    // Unlocking leads back to where the desk was left.
    await keyboard.type("1000");
    await keyboard.press("Enter");
    await expect(page.getByRole("row", { name: /李秀英/ })).toBeVisible();

    await keyboard.press("Control+l");
    await page.getByRole("radio", { name: /李秀英/ }).press("Enter");
    await expect(page.getByLabel("李秀英 的 PIN")).toBeFocused();
    await keyboard.type("2000");
    await keyboard.press("Enter");
    // The next person starts from today, and has no administrator's menu.
    await expect(today).toBeVisible();
    await expect(page.getByRole("button", { name: "李秀英" })).toBeVisible();
    await expect(page.getByRole("link", { name: "账号" })).toBeHidden();
    await expectPageSound(page);
  },
);
