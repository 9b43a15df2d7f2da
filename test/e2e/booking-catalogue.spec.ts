import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a catalogue from nothing: a room, then a service that is given in it, without a mouse",
  { as: "secretary", doors: ["http"] },
  async ({ page, ask }) => {
    const { keyboard } = page;
    await page.getByRole("link", { name: "房间设备人" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("还没有功能室")).toBeVisible();
    await page.getByRole("button", { name: "增加功能室" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "名称" })).toBeFocused();
    await keyboard.type("健康小屋");
    await keyboard.press("Enter");
    await keyboard.type("一楼");
    await keyboard.press("Enter");
    await keyboard.type("8");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("cell", { name: "8 人", exact: true })).toBeVisible();
    await expectPageSound(page);

    await page.getByRole("link", { name: "服务目录" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("还没有服务项目")).toBeVisible();
    await page.getByRole("button", { name: "新的服务项目" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "项目名称" })).toBeFocused();
    await keyboard.type("健康义诊");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("请选择是来中心还是上门")).toBeVisible();
    const form = page.getByRole("dialog");
    await expect(form.getByRole("combobox", { name: "类别" })).toBeFocused();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(form.getByRole("combobox", { name: "类别" })).toHaveValue("健康服务");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await page.getByRole("textbox", { name: "每场名额" }).focus();
    await keyboard.press("Control+a");
    await keyboard.type("20");
    await page.getByRole("textbox", { name: "最小年龄" }).focus();
    await keyboard.type("60");
    await form.getByRole("combobox", { name: "平时用哪间房" }).focus();
    await keyboard.type("健康");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await keyboard.press("Control+Enter");
    // The room is smaller than what was written: said beside the field, which has the focus.
    await expect(page.getByText("健康小屋只能坐 8 人")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "每场名额" })).toBeFocused();
    await keyboard.press("Control+a");
    await keyboard.type("6");
    await keyboard.press("Control+Enter");
    const record = page.getByRole("region", { name: "打开的记录" });
    await expect(record).toContainText("满 60 岁；按个人约");
    await expect(record).toContainText("30 分钟，6 个名额，约满可以候补");
    await expectPageSound(page);
    const { services } = await ask("clerk", "booking.listServices", {});
    expect(services).toMatchObject([{ name: "健康义诊", category: "health", mode: "visit", roomName: "健康小屋" }]);
  },
);
