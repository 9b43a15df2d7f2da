import { expect, type Page } from "@playwright/test";
import { expectPageSound, settled } from "./sound.ts";
import { journey } from "./support.ts";

const enter = async (page: Page, role: "button" | "link" | "menuitem", name: string | RegExp) => {
  const target = page.getByRole(role, { name, exact: typeof name === "string" });
  await target.focus();
  await page.keyboard.press("Enter");
};

journey(
  "a meeting is prepared by keyboard, from a template to the signed sheet",
  { as: "secretary" },
  async (stage) => {
    const { page, ask } = stage;
    const { keyboard } = page;
    const unit = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业" });
    for (const name of ["刘建设", "钱进"]) await ask("clerk", "people.addContact", { organisationId: unit.id, name });
    await settled(page);

    await enter(page, "link", "会议");
    await enter(page, "button", "筹备会议");
    const plan = page.getByRole("dialog", { name: "筹备会议" });
    await plan.getByLabel("照着").first().focus();
    await keyboard.type("三委");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(plan.getByLabel("会议名称")).toHaveValue("2026年11月“三委+物业”联动会");
    await plan.getByLabel("地点").fill("一楼议事厅");
    await plan.getByLabel("计划时长（分钟）").fill("20");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(page.getByText("二、物业服务情况通报").first()).toBeVisible();

    // The whole of a unit at once, then names one after the other without leaving the field.
    const list = page.getByRole("region", { name: "到会" });
    await list.getByText("整组", { exact: true }).click();
    await list.getByRole("textbox", { name: "一个单位的全部联系人" }).focus();
    await keyboard.type("ajwy");
    await expect(page.getByRole("option", { name: /安居物业/ })).toBeVisible();
    await keyboard.press("Enter");
    await expect(page.getByText("已请 2 人")).toBeVisible();
    await list.getByText("只记姓名").click();
    await list.getByRole("textbox", { name: "姓名" }).focus();
    for (const name of ["赵一", "钱二", "孙三"]) {
      await keyboard.type(name);
      await keyboard.press("Enter");
      await expect(list.getByRole("cell", { name: new RegExp(name) }).first()).toBeVisible();
    }
    await expect(list.getByRole("status")).toContainText("请了 5 人");
    await expectPageSound(page);

    await enter(page, "button", "增加议程");
    const add = page.getByRole("dialog", { name: "增加议程" });
    await add.getByLabel("或者通报事项的标题").fill("电梯维保");
    await add.getByLabel("时长（分钟）").fill("25");
    await keyboard.press("Control+Enter");
    const outline = page.getByRole("region", { name: "议程顺序" });
    await expect(outline.getByRole("button", { name: "三、电梯维保", exact: true })).toBeVisible();
    await expect(outline.getByRole("status")).toHaveText("合计 40 分钟，计划 20 分钟，超出 20 分钟，1 项没有填时长");
    await outline.getByRole("button", { name: "三、电梯维保", exact: true }).focus();
    await keyboard.press("Alt+ArrowUp");
    await expect(outline.getByRole("button", { name: "二、电梯维保", exact: true })).toBeFocused();
    await outline.getByRole("button", { name: "三、物业服务情况通报", exact: true }).focus();
    await keyboard.press("Alt+ArrowRight");
    await expect(outline.getByRole("button", { name: "（一）物业服务情况通报", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "撤销" }).press("Enter");
    await expect(outline.getByRole("button", { name: "三、物业服务情况通报", exact: true })).toBeVisible();
    // With the mouse it is drawn to where it is to stand.
    const rowOf = (title: string) => outline.getByRole("listitem").filter({ hasText: title });
    await rowOf("物业服务情况通报").dragTo(rowOf("电梯维保"));
    await expect(outline.getByRole("button", { name: "二、物业服务情况通报", exact: true })).toBeVisible();
    await rowOf("物业服务情况通报").dragTo(rowOf("电梯维保"));
    await expect(outline.getByRole("button", { name: "三、物业服务情况通报", exact: true })).toBeVisible();

    await enter(page, "button", "通知、议程、签到表");
    const paper = page.getByRole("article");
    await expect(paper).toContainText("刘建设");
    await expect(paper).toContainText("回　执");
    await page.getByRole("button", { name: "打印", exact: true }).press("Enter");
    await expect(paper).toContainText(/表单号 \w{5}-1/);
    await page.getByRole("combobox", { name: "打印哪一种" }).click();
    await page.getByRole("option", { name: "会议签到表" }).click();
    await expect(paper).toContainText("名单以外");
    await page.getByRole("button", { name: "打印", exact: true }).press("Enter");
    await expect(paper).toContainText("表单号");
    const [, code = ""] = /表单号\s*(\w{5})/.exec(await paper.innerText()) ?? [];
    await expectPageSound(page);

    await page.goBack();
    await enter(page, "button", "开会");
    await expect(page.getByText("会议开始")).toBeVisible();
    await enter(page, "button", "按签到表登记");
    const signIn = page.getByRole("dialog", { name: "按签到表登记" });
    await signIn.getByLabel("表单号").fill(code);
    await signIn.getByLabel("签了名的序号").fill("1-2、9");
    await keyboard.press("Control+Enter");
    await expect(signIn.getByText("第 9 行没有印姓名，请用“添加”登记")).toBeVisible();
    await signIn.getByLabel("签了名的序号").fill("1-2、4");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已按签到表登记")).toBeVisible();
    await expect(list.getByRole("status")).toContainText("到会");
    await expectPageSound(page);
  },
);
