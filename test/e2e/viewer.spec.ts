import { expect, type Page } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey, type Stage } from "./support.ts";

const addTask = async (
  { ask }: Stage,
  unit: { leadOrganisationId: string; responsibleId: string },
  publicWording: string,
  visibility: "public" | "internal" = "public",
) => {
  const appeal = await ask("clerk", "council.registerAppeal", {
    voice: "self",
    reporterName: "孙大姐",
    reporterPhone: "13812341234",
    channel: "window",
    nature: "help",
    content: publicWording,
  });
  return ask("clerk", "council.addDirectTask", {
    ...unit,
    appealIds: [appeal.id],
    title: `孙大姐：${publicWording}`,
    publicWording,
    visibility,
    track: "immediate",
    limit: { unit: "workdays", count: 3 },
  });
};

const links = (page: Page) => page.getByRole("navigation", { name: "主菜单" }).getByRole("link");
const rows = (page: Page) => page.getByRole("table", { name: "办事公示" }).getByRole("row");

journey("what a viewer reads, and what is not theirs", { as: "viewer" }, async (stage) => {
  const { page, ask } = stage;
  await expect(links(page)).toHaveText(["今日", "办事公示", "服务统计", "驿站人次", "诉求分类", "节假日"]);
  await expect(page.getByText("查找人、诉求、任务…")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectPageSound(page);

  await page.getByRole("link", { name: "办事公示" }).click();
  await expect(page.getByText("没有正在办的公开任务")).toBeVisible();
  await expectPageSound(page);

  const organisation = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业服务有限公司" });
  const contact = await ask("clerk", "people.addContact", { organisationId: organisation.id, name: "王强" });
  const unit = { leadOrganisationId: organisation.id, responsibleId: contact.id };
  await addTask(stage, unit, "清理3号楼东侧楼道堆放的杂物，并在每月第一周巡查，恢复消防通道畅通");
  await addTask(stage, unit, "排查内部台账", "internal");
  for (let index = 1; index <= 31; index += 1) await addTask(stage, unit, `第${index}件公开的事`);

  // The page hears of it by itself.
  await expect(page.getByText("第 1 页")).toBeVisible();
  await expect(rows(page)).toHaveCount(31);
  await expect(rows(page).nth(1)).toContainText("清理3号楼东侧楼道");
  await expect(page.getByRole("table")).not.toContainText(/孙大姐|王强|台账|1381234/);
  await expectPageSound(page);
  await page.getByRole("button", { name: "下一页" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole("button", { name: "下一页" })).toBeDisabled();
  await page.getByRole("combobox", { name: "看哪些" }).click();
  await page.getByRole("option", { name: "已销号的" }).click();
  await expect(page.getByText("没有已销号的公开任务")).toBeVisible();

  // By its address, a page of the desk says in a sentence that it is not for everybody, and offers nothing to do there.
  for (const [path, words] of [
    ["/council/appeals", "前台、书记员、负责人"],
    ["/council/register", "前台、书记员、负责人"],
    ["/people/residents", "前台、书记员、负责人"],
    ["/council/task-sheet", "前台、书记员、负责人"],
    ["/system/accounts", "管理员"],
  ] as const) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `#${path}`);
    await expect(page.getByRole("heading", { name: "您的账号不能看这一页" })).toBeVisible();
    await expect(page.getByText(`这一页是给${words}用的`)).toBeVisible();
    await expect(page.getByText("没有读到")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /登记诉求/ })).toHaveCount(0);
  }
  await expectPageSound(page);
  await page.getByRole("button", { name: "回到今日" }).click();
  await expect(page.getByRole("heading", { name: /^今日/ })).toBeVisible();
});

journey("a clerk has the fuller list instead", { as: "clerk", doors: ["http"] }, async ({ page }) => {
  await expect(page.getByRole("link", { name: /^办事/ })).toHaveCount(1);
  await page.evaluate(() => {
    window.location.hash = "#/council/public-tasks";
  });
  await expect(page.getByRole("heading", { name: "办事公示" })).toBeVisible();
});
