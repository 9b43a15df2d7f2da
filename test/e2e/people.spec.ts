import { expect, type Page } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

/** Puts the focus on something and presses Enter: no step of this journey needs a mouse. */
const enter = async (page: Page, role: "button" | "link", name: string | RegExp) => {
  const target = page.getByRole(role, { name, exact: typeof name === "string" });
  await target.focus();
  await page.keyboard.press("Enter");
};

const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });

journey("an estate, a building, a home and who lives there, by keyboard", { as: "clerk" }, async ({ page }) => {
  const { keyboard } = page;
  const column = (name: string) => page.getByRole("listbox", { name });

  await enter(page, "link", "网格与房屋");
  await enter(page, "button", "添加小区");
  await expect(dialog(page, "添加小区").getByLabel("小区名称")).toBeFocused();
  await keyboard.type("幸福小区");
  await keyboard.press("Control+Enter");
  await expect(column("小区").getByRole("option")).toHaveText(["幸福小区"]);
  await expectPageSound(page);

  await enter(page, "button", "添加楼栋");
  await expect(dialog(page, "添加楼栋").getByRole("textbox", { name: "楼栋" })).toBeFocused();
  await keyboard.type("3");
  await keyboard.press("Enter");
  await expect(page.getByLabel("几个单元")).toBeFocused();
  await keyboard.type("2");
  await keyboard.press("Control+Enter");
  await expect(column("单元").getByRole("option")).toHaveText(["1单元0 户", "2单元0 户"]);

  // → goes to the next column, ↓ chooses in it.
  await column("楼栋").getByRole("option").focus();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "2单元" })).toHaveAttribute("aria-selected", "true");
  await enter(page, "button", "添加户");
  await expect(dialog(page, "添加住户：3号楼2单元").getByLabel("房号")).toBeFocused();
  await keyboard.type("501");
  await keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "幸福小区3号楼2单元501室" })).toBeVisible();
  await expectPageSound(page);

  await enter(page, "button", "登记住在这里的人");
  await expect(dialog(page, "登记居民").getByLabel("姓名")).toBeFocused();
  for (const words of ["张晓梅", "138 1234 1234", "", "户主", "19580308"]) {
    if (words !== "") await keyboard.type(words);
    await keyboard.press("Enter");
  }
  await expect(page.getByLabel("出生日期（68 岁）")).toHaveValue("1958-03-08");
  await expectPageSound(page);
  await keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "张晓梅" })).toBeVisible();
  await expect(page.getByRole("region", { name: "打开的记录" })).toContainText("幸福小区3号楼2单元501室");

  // The phone is masked until it is asked for.
  await expect(page.getByRole("region", { name: "打开的记录" })).not.toContainText("13812341234");
  await enter(page, "button", "看号码");
  await expect(page.getByRole("region", { name: "打开的记录" })).toContainText("13812341234");
  await expectPageSound(page);

  await enter(page, "link", "今日");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("今日");
  await keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "查找" })).toBeFocused();
  await keyboard.type("zxm");
  await expect(page.getByRole("option")).toHaveText([/张晓梅幸福小区3号楼2单元501室 · 138\*\*\*\*1234/]);
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "张晓梅" })).toBeVisible();
});

journey(
  "somebody who may be registered already, and an address that is not there yet",
  { as: "clerk" },
  async ({ page, ask }) => {
    const { keyboard } = page;
    const place = await ask("clerk", "people.addPlace", {
      estateName: "幸福小区",
      buildingName: "3",
      unitName: "2",
      room: "501",
    });
    await ask("clerk", "people.addResident", {
      name: "张晓梅",
      phone: "13812341234",
      householdId: place.householdId,
    });

    await enter(page, "link", "居民");
    await enter(page, "button", "登记居民");
    const form = dialog(page, "登记居民");
    await expect(form.getByLabel("姓名")).toBeFocused();
    await keyboard.type("张晓眉");
    await keyboard.press("Enter");
    await keyboard.type("13812341234");
    await expect(form.getByRole("status")).toContainText("张晓梅 · 幸福小区3号楼2单元501室 · 138****1234");

    // An Enter that comes before the answer waits for it: this address is new.
    await keyboard.press("Enter");
    await keyboard.type("3-2-502");
    await keyboard.press("Enter");
    const address = dialog(page, "添加地址");
    await expect(address.getByLabel("小区")).toHaveValue("幸福小区");
    await expect(address.getByLabel("房号")).toHaveValue("502");
    await expectPageSound(page);

    // Esc closes the small form alone.
    await keyboard.press("Escape");
    await expect(address).toBeHidden();
    await expect(form.getByLabel("姓名")).toHaveValue("张晓眉");
    await form.getByLabel("住址").focus();
    await keyboard.type("3-2-502");
    await keyboard.press("Enter");
    await expect(address.getByLabel("房号")).toHaveValue("502");
    await keyboard.press("Control+Enter");
    await expect(address).toBeHidden();
    await expect(form.getByLabel("住址")).toHaveValue("幸福小区3号楼2单元502室");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: "张晓眉" })).toBeVisible();
    await expect(page.getByRole("table", { name: "居民" }).getByRole("row")).toHaveCount(3);
    await expectPageSound(page);
  },
);

journey("two desks at one person: what is typed stays", { as: "clerk" }, async ({ page, ask }) => {
  const { id } = await ask("clerk", "people.addResident", { name: "张晓梅" });
  await enter(page, "link", "居民");
  await page.getByRole("row", { name: /张晓梅/ }).focus();
  await page.keyboard.press("Enter");
  await enter(page, "button", "修改");
  const form = dialog(page, /^修改/);
  await form.getByLabel("备注").fill("腿脚不便");
  await ask("secretary", "people.changeResident", { id, version: 1, name: "张小梅", note: "" });
  await expect(page.getByRole("heading", { name: "张小梅", exact: true })).toBeAttached();
  await expect(form.getByLabel("备注")).toHaveValue("腿脚不便");
  await page.keyboard.press("Control+Enter");
  await expect(form.getByRole("alert")).toContainText("另一位同事刚改过这条记录");
  await enter(page, "button", "重新载入");
  await expect(form.getByLabel("姓名")).toHaveValue("张小梅");
  await form.getByLabel("备注").fill("腿脚不便");
  await page.keyboard.press("Control+Enter");
  await expect(form).toBeHidden();
  await expect(page.getByRole("region", { name: "打开的记录" })).toContainText("腿脚不便");
  await expectPageSound(page);
});
