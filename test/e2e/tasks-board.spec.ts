import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a task from its dispatch to its end, on the board and by the keyboard alone",
  { as: "director", doors: ["http"] },
  async ({ page, ask }) => {
    const { keyboard } = page;
    const { id: organisationId } = await ask("clerk", "people.addOrganisation", { kind: "property", name: "第一物业" });
    const { id: responsibleId } = await ask("clerk", "people.addContact", { organisationId, name: "吴经理" });
    const addTask = async (content: string) => {
      const { id: appealId } = await ask("clerk", "council.registerAppeal", {
        voice: "self",
        reporterName: "王秀英",
        reporterPhone: "13812341234",
        channel: "window",
        nature: "help",
        content,
      });
      await ask("clerk", "council.addDirectTask", {
        title: content,
        publicWording: content,
        track: "immediate",
        limit: { unit: "workdays", count: 1 },
        leadOrganisationId: organisationId,
        responsibleId,
        appealIds: [appealId],
        isDispatched: false,
      });
    };
    await addTask("修楼道灯");
    await addTask("清下水道");
    await page.goto(`${page.url().split("#")[0]}#/council/tasks?as=board`);
    const board = page.getByRole("region", { name: "任务看板" });
    const column = (name: string) => board.getByRole("region", { name });
    const card = (name: string) => column(name).getByRole("button", { name: /修楼道灯/ });

    await board.getByRole("button", { name: /修楼道灯/ }).focus();
    await keyboard.press("ArrowDown");
    await expect(column("待派单").getByRole("button", { name: /清下水道/ })).toBeFocused();
    await keyboard.press("ArrowUp");
    await expectPageSound(page);

    await keyboard.press("Space");
    await expect(page.getByRole("dialog")).toContainText("修楼道灯，派给 第一物业 吴经理");
    await keyboard.press("Control+Enter");
    await expect(card("待接单")).toBeFocused();

    await keyboard.press("Space");
    await expect(page.getByRole("dialog", { name: "记接单" }).getByLabel("谁接的单")).toBeFocused();
    await keyboard.press("Control+Enter");
    await expect(card("办理中")).toBeFocused();

    await keyboard.press("Space");
    const finish = page.getByRole("dialog", { name: "反馈办结" });
    await expect(finish.getByLabel("办理结果")).toBeFocused();
    await expectPageSound(page);
    await keyboard.type("灯泡换好了");
    await finish.getByLabel("凭据说明").focus();
    await keyboard.type("现场看过，亮了");
    await finish.getByRole("checkbox").focus();
    await keyboard.press("Space");
    await keyboard.press("Control+Enter");
    await expect(card("已反馈")).toBeFocused();

    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "修楼道灯" })).toBeVisible();
    await keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "修楼道灯" })).toBeHidden();
    await card("已反馈").focus();

    await keyboard.press("Space");
    const call = page.getByRole("dialog", { name: "回访 王秀英 138****1234" });
    await expect(call).toContainText("办理结果：灯泡换好了");
    for (const choice of ["联系上了", "已解决", "满意"]) {
      await call.getByRole("radio", { name: choice, exact: true }).focus();
      await keyboard.press("Space");
    }
    await keyboard.press("Control+Enter");
    await expect(page.getByText("回访完毕，任务已销号")).toBeVisible();
    await expect(card("已反馈")).toBeHidden();
    await expect(board).toBeFocused();
    await keyboard.press("ArrowDown");
    await expect(column("待派单").getByRole("button", { name: /清下水道/ })).toBeFocused();
    await expectPageSound(page);
  },
);
