import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectPageSound, settled } from "./sound.ts";
import { journey, type Stage } from "./support.ts";

const enter = async (page: Page, role: "button" | "link", name: string | RegExp) => {
  const target = page.getByRole(role, { name, exact: typeof name === "string" });
  await target.focus();
  await page.keyboard.press("Enter");
};

const record = (page: Page) => page.getByRole("region", { name: "打开的记录" });
const firstRow = (page: Page) => page.locator("tr[data-id]").first();

/** A unit with a person who can be made responsible. */
const addUnit = async ({ ask }: Stage) => {
  const organisation = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业" });
  const contact = await ask("clerk", "people.addContact", {
    organisationId: organisation.id,
    name: "刘建设",
    post: "项目经理",
  });
  return { leadOrganisationId: organisation.id, responsibleId: contact.id };
};

/** Chooses what stands first for a typed text. */
const pick = async (page: Page, label: string, typed: string, option: RegExp) => {
  const field = page.getByRole("textbox", { name: label });
  await field.focus();
  await page.keyboard.type(typed);
  await expect(page.getByRole("option", { name: option })).toBeVisible();
  await page.keyboard.press("Enter");
};

const pdfText = async (page: Page, path: string): Promise<{ text: string; pages: number }> => {
  writeFileSync(path, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  const [, pages = "0"] = /Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [path], { encoding: "utf8" })) ?? [];
  return { text, pages: Number(pages) };
};

journey("a resident at the desk is registered by keyboard, and takes a slip home", { as: "clerk" }, async (stage) => {
  const { page } = stage;
  const { keyboard } = page;
  await addUnit(stage);
  await settled(page);

  // Six keys a second is how a clerk types; the whole must fit into half a minute.
  const startedMs = Date.now();
  await keyboard.press("F2");
  await expect(page.getByRole("heading", { name: "登记诉求" })).toBeVisible();
  await expect(page.getByLabel("诉求人（查居民）")).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.type("张晓梅", { delay: 160 });
  await keyboard.press("Enter");
  await keyboard.type("13812341234", { delay: 160 });
  await keyboard.press("Enter");
  await expect(page.getByLabel("诉求内容")).toBeFocused();
  await keyboard.type("三号楼的楼道灯坏了，晚上看不见路", { delay: 160 });
  await keyboard.press("Tab");
  await keyboard.press("ArrowRight");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已登记 诉〔2026〕1号").first()).toBeVisible();
  expect(Date.now() - startedMs).toBeLessThan(30_000);

  await expect(page.getByText("张晓梅求助：三号楼的楼道灯坏了，晚上看不见路")).toBeVisible();
  await expectPageSound(page);

  await enter(page, "button", "打印回执");
  const slip = page.getByRole("article");
  await expect(slip).toContainText("张*梅");
  await expect(slip).not.toContainText("张晓梅");
  await expect(slip).not.toContainText("13812341234");
  await expect(slip).toContainText("诉〔2026〕1号");
  const slipPath = `test-results/slip-${stage.door}.pdf`;
  expect((await pdfText(page, slipPath)).text).toMatch(/^\s*这张回执还没有登记打印/);
  await enter(page, "button", "打印");
  await expect.poll(() => stage.countPrints()).toBe(1);
  const paper = (await pdfText(page, slipPath)).text;
  expect(paper).toMatch(/表单号 [2-9A-Z]{5}/);
  expect(paper).toContain("张*梅");
  expect(paper).not.toContain("没有打印");
  await expectPageSound(page);
});

journey(
  "an ID number that is typed at the desk is masked, and the clerk is told",
  { as: "clerk" },
  async ({ page }) => {
    const { keyboard } = page;
    await expect(page.getByRole("heading", { level: 1, name: /^今日/ })).toBeVisible();
    await keyboard.press("F2");
    await expect(page.getByLabel("诉求人（查居民）")).toBeFocused();
    await page.getByLabel("诉求内容").fill("证件１１０１０５ 19491231 002X 丢了");
    await keyboard.press("Tab");
    await keyboard.press("ArrowRight");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("本程序不保存身份证号")).toBeVisible();
    await expect(page.getByText("证件110105********002X 丢了").first()).toBeVisible();
  },
);

journey("the next resident is registered from the reading back by F2", { as: "clerk" }, async ({ page, ask }) => {
  const { keyboard } = page;
  await ask("clerk", "people.addResident", { name: "赵德海", phone: "13812345678" });
  const reporter = page.getByLabel("诉求人（查居民）");
  await expect(page.getByRole("heading", { level: 1, name: /^今日/ })).toBeVisible();
  await keyboard.press("F2");
  await expect(reporter).toBeFocused();
  // The list of residents waits for the first letter, so that it covers nothing.
  await expect(page.getByRole("option")).toHaveCount(0);
  await keyboard.type("zdh");
  await expect(page.getByRole("option", { name: /赵德海/ })).toHaveAttribute("data-combobox-selected");
  await expectPageSound(page);
  await keyboard.press("Enter");
  await expect(reporter).toHaveValue("赵德海");
  await page.getByLabel("诉求内容").fill("井盖响");
  await page.getByRole("radio", { name: "求助" }).press("Space");
  await keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "读给居民听" })).toBeVisible();
  // The same words as on the slip and in its own brackets.
  await expect(page.getByText("最晚 11-23 周一 24:00 前给您第一次答复")).toBeVisible();
  await keyboard.press("F2");
  await expect(reporter).toBeFocused();
  await expect(page.getByLabel("诉求内容")).toHaveValue("");

  // On the page already, F2 leads back to its first field, with what was written.
  await page.getByRole("heading", { level: 1, name: "登记诉求" }).click();
  await keyboard.press("F2");
  await expect(reporter).toBeFocused();
  await keyboard.press("Escape");

  // Whoever changes between the voices stays there.
  await page.getByRole("radio", { name: "匿名" }).press("Space");
  await keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "代他人" })).toBeFocused();
  await expect(reporter).toBeVisible();
  await keyboard.type(" ");
  await expect(page.getByRole("radio", { name: "代他人" })).toBeFocused();
});

journey(
  "what was being typed is offered again after the page was closed",
  { as: "clerk" },
  async ({ page, ask, openDesk }) => {
    await settled(page);
    await page.keyboard.press("F2");
    await page.getByLabel("诉求内容").fill("电梯又停了，老人下不了楼");
    // The draft is kept a moment after the last key.
    await expect
      .poll(() => ask("clerk", "system.draft", { form: "council.registerAppeal" }))
      .toMatchObject({ body: { values: { content: "电梯又停了，老人下不了楼" } } });
    const other = await openDesk("clerk");
    await expect(other.page.getByRole("heading", { level: 1 })).toContainText("今日");
    await other.page.keyboard.press("F2");
    await expect(other.page.getByText("上次没写完的登记")).toBeVisible();
    await enter(other.page, "button", "接着写");
    await expect(other.page.getByLabel("诉求内容")).toHaveValue("电梯又停了，老人下不了楼");
  },
);

journey("from three appeals to a printed task list", { as: "director" }, async (stage) => {
  const { page, ask } = stage;
  const { keyboard } = page;
  const unit = await addUnit(stage);
  for (const content of ["停车位不够，晚上没处停", "消防通道停满了车", "外来车辆占着车位"])
    await ask("clerk", "council.registerAppeal", { voice: "self", channel: "window", nature: "help", content });

  await enter(page, "link", /^说事/);
  await expect(firstRow(page)).toBeVisible();
  await expectPageSound(page);
  const rows = page.locator("tr[data-id]");
  for (let at = 0; at < 3; at += 1) {
    await rows.nth(at).focus();
    await keyboard.press("Space");
  }
  await enter(page, "button", "把选中的 3 条归入议题");
  const gather = page.getByRole("dialog", { name: /归入议题/ });
  await gather.getByRole("textbox", { name: "议题", exact: true }).fill("小区停车怎么管");
  await expectPageSound(page);
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已归入议题")).toBeVisible();

  await enter(page, "link", "议题");
  await firstRow(page).focus();
  await keyboard.press("Enter");
  await expect(record(page)).toContainText("背后的诉求（3 条）");
  await expectPageSound(page);
  await enter(page, "button", "确定议题");
  await expect(page.getByRole("dialog").getByRole("radio", { name: "涉及多数住户切身利益的重大事项" })).toBeFocused();
  await page.getByRole("dialog").getByText("社区两委会议提名").click();
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已确定，可以列入会议议程")).toBeVisible();
  await enter(page, "button", "写调研");
  const research = page.getByRole("dialog", { name: "议前调研" });
  await research.getByLabel("谁去调研的").fill("网格员");
  await research.getByLabel("了解到什么").fill("晚上七点后没有车位，多数住户愿意划线。");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已记下这次调研")).toBeVisible();

  await enter(page, "link", "会议");
  await enter(page, "button", "筹备会议");
  const plan = page.getByRole("dialog", { name: "筹备会议" });
  await plan.getByLabel("地点").fill("一楼议事厅");
  await plan.getByLabel("应到人数").fill("5");
  await plan.getByLabel(/小区停车怎么管/).check();
  await expectPageSound(page);
  await keyboard.press("Control+Enter");
  await expect(page.getByText("二、小区停车怎么管").first()).toBeVisible();
  await enter(page, "button", "开会");
  await expect(page.getByText("会议开始")).toBeVisible();

  await page.getByText("只记姓名").click();
  for (const name of ["代表甲", "代表乙", "代表丙"]) {
    await page.getByRole("region", { name: "到会" }).getByRole("textbox", { name: "姓名" }).fill(name);
    await keyboard.press("Enter");
    await expect(page.getByRole("cell", { name }).first()).toBeVisible();
  }
  await expect(page.getByText("应到 5 人，到会 3 人，已过半").first()).toBeVisible();
  await expectPageSound(page);

  await enter(page, "button", "表决");
  await expect(page.getByRole("dialog", { name: /^表决/ })).toBeVisible();
  await keyboard.press("Control+Enter");
  await page.getByRole("dialog", { name: /^计票/ }).getByLabel("赞成", { exact: true }).fill("3");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已记下表决")).toBeVisible();
  await enter(page, "button", "定结果");
  await page.getByRole("dialog").getByText("通过", { exact: true }).click();
  await page.getByLabel("决议内容").fill("由物业划线并安排巡查");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已保存结果")).toBeVisible();
  await enter(page, "button", "散会");
  await page.getByRole("dialog", { name: "散会" }).getByRole("button", { name: "散会" }).click();
  await expect(page.getByText("印发纪要前还要做")).toBeVisible();

  await enter(page, "button", /^立任务/);
  const task = page.getByRole("dialog", { name: "立任务并派单" });
  await expect(task.getByText(/11月20日散会，15个工作日/)).toBeVisible();
  await task.getByLabel("公开表述").fill("在主路两侧划出停车线，有事打 13812341234");
  await expect(task.getByText("里面有个人信息，不能公开：13812341234")).toBeVisible();
  await pick(page, "责任单位", "aj", /安居物业/);
  await pick(page, "责任人", "刘", /刘建设/);
  await expectPageSound(page);
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已立任务并派单")).toBeVisible();

  await enter(page, "link", /^办事/);
  await expect(firstRow(page)).toContainText("协商办");
  await enter(page, "button", "打印任务清单");
  await expect(page.getByText("里面有个人信息，不能打印")).toBeVisible();
  await expect(page.getByText("的公开表述里有手机号“13812341234”")).toBeVisible();
  await expect(page.getByRole("button", { name: "打印", exact: true })).toBeDisabled();
  // A browser's own printing goes round the button.
  const refused = await pdfText(page, sheetPath(stage.door));
  expect(refused.text.trim()).toMatch(
    /^本单含有个人信息，未打印。请先按页面上标出的地方修改。(?:\s*第 1 页，共 1 页)?$/,
  );
  await enter(page, "link", "办〔2026〕1号");
  await enter(page, "button", "更多");
  await page.getByRole("menuitem", { name: "修改" }).click();
  await page.getByRole("dialog").getByLabel("公开表述").fill("在主路两侧划出停车线，图纸在501室");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已保存", { exact: true })).toBeVisible();

  await enter(page, "button", "打印任务清单");
  await expect(page.getByRole("article")).toContainText("在主路两侧划出停车线");
  await expect(page.getByText("的公开表述里有房号“501室”")).toBeVisible();
  await enter(page, "button", "不是个人信息…");
  await page.getByLabel("“501室”不是个人信息的理由").fill("党群活动室的门号");
  await enter(page, "button", "确认");
  await expect(page.getByText("“501室”已确认不是个人信息：党群活动室的门号")).toBeVisible();
  await expectPageSound(page);
  expect((await pdfText(page, sheetPath(stage.door))).text).toContain("本单还没有登记打印");
  await enter(page, "button", "打印");
  await expect.poll(() => stage.countPrints()).toBe(1);
  await expect(page.getByText(/表单号 [2-9A-Z]{5}/)).toBeVisible();
  const paper = await pdfText(page, sheetPath(stage.door));
  expect(paper.pages).toBe(1);
  expect(paper.text).toMatch(/表单号 [2-9A-Z]{5}/);
  expect(paper.text).not.toContain("未打印");
  for (const words of ["一、协商办（1 项）", "在主路两侧划出停车", "安居物业", "项目经理", "第 1 页，共 1 页"])
    expect(paper.text.replace(/\s+/g, "")).toContain(words.replace(/\s+/g, ""));
  expect(paper.text).not.toContain("刘建设");
  expect(unit.responsibleId).not.toBe("");
});

/** Playwright keeps one folder for each test; the sheet goes beside its traces. */
const sheetPath = (door: string) => `test-results/task-sheet-${door}.pdf`;

journey("a task is finished, the reporter is asked, and says it is not solved", { as: "clerk" }, async (stage) => {
  const { page, ask } = stage;
  const { keyboard } = page;
  const unit = await addUnit(stage);
  const appeal = await ask("clerk", "council.registerAppeal", {
    voice: "self",
    reporterName: "张晓梅",
    reporterPhone: "13812341234",
    channel: "phone",
    nature: "help",
    content: "楼道灯坏了",
  });
  await ask("clerk", "council.addDirectTask", {
    title: "换楼道灯",
    publicWording: "更换楼道灯",
    track: "immediate",
    limit: { unit: "workdays", count: 1 },
    appealIds: [appeal.id],
    ...unit,
  });

  await enter(page, "link", /^办事/);
  await firstRow(page).focus();
  await keyboard.press("Enter");
  await expect(record(page)).toContainText("11月20日受理，1个工作日，跳过11月21、22日，到11月23日24:00");
  await expectPageSound(page);
  await enter(page, "button", "记接单");
  await expect(page.getByRole("textbox", { name: "谁接的单" })).toBeFocused();
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已接单")).toBeVisible();
  await enter(page, "button", "反馈办结");
  await page.getByRole("textbox", { name: "办理结果" }).fill("换了新灯");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("请先告知居民，再勾选")).toBeVisible();
  await expect(page.getByText("请写凭据说明，或添加照片")).toBeVisible();
  await page.getByLabel("凭据说明").fill("现场看过");
  await page.getByLabel("已把结果告知居民").check();
  await keyboard.press("Control+Enter");
  await expect(page.getByText("已反馈办结，进入回访")).toBeVisible();

  await enter(page, "link", /^评事/);
  await firstRow(page).focus();
  await keyboard.press("Enter");
  await expect(record(page)).toContainText("138****1234");
  await page.getByText("联系上了").click();
  await page.getByText("未解决", { exact: true }).click();
  await page.getByText("不满意", { exact: true }).click();
  await expectPageSound(page);
  await keyboard.press("Control+Enter");
  await expect(page.getByText("没有解决：任务已转重办，重新计时")).toBeVisible();

  await enter(page, "link", /^办事/);
  await expect(firstRow(page)).toContainText("第 2 轮重办");
});

journey("two clerks on one appeal: the second is told, and what was typed stays", { as: "clerk" }, async (stage) => {
  const { page, ask, openDesk } = stage;
  await ask("clerk", "council.registerAppeal", {
    voice: "anonymous",
    channel: "box",
    nature: "complaint",
    content: "垃圾没人清",
  });
  const other = await openDesk("secretary");
  for (const desk of [page, other.page]) {
    await enter(desk, "link", /^说事/);
    await firstRow(desk).focus();
    await desk.keyboard.press("Enter");
    await enter(desk, "button", "答复");
  }
  await page.getByRole("dialog").getByLabel("答复内容").fill("今天下午就清");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已答复", { exact: true })).toBeVisible();
  await other.page.getByRole("dialog").getByLabel("答复内容").fill("已联系保洁");
  await other.page.keyboard.press("Control+Enter");
  await expect(other.page.getByRole("dialog").getByRole("alert")).toContainText("没有保存：另一位同事刚改过这条记录");
  await expect(other.page.getByRole("dialog").getByLabel("答复内容")).toHaveValue("已联系保洁");
});

/** The smallest picture there is. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

journey(
  "a photo goes with an appeal, and opens again; what is no photo is refused",
  { as: "clerk" },
  async ({ page }) => {
    const { keyboard } = page;
    await settled(page);
    await keyboard.press("F2");
    await page.getByLabel("诉求内容").fill("井盖破了");
    await page.getByText("求助", { exact: true }).click();
    const input = page.locator("input[type=file]");
    await input.setInputFiles({ name: "病毒.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
    await expect(page.getByText("没有添加“病毒.exe”：只能是图片或 PDF。")).toBeVisible();
    await input.setInputFiles({ name: "井盖.png", mimeType: "image/png", buffer: dot });
    await expect(page.getByText("井盖.png")).toBeVisible();
    // A renamed file passes the page and is told by its first bytes.
    await input.setInputFiles({ name: "改名.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") });
    await expect(page.getByText("改名.png")).toBeVisible();
    await expect(page.getByRole("button", { name: "添加照片或文件" })).not.toHaveAttribute("data-loading");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("“改名.png”不是图片也不是 PDF").first()).toBeVisible();
    await page.getByRole("button", { name: "去掉 改名.png" }).click();
    await page.getByLabel("诉求内容").focus();
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已登记 诉〔2026〕1号").first()).toBeVisible();
    await enter(page, "button", "打开这条诉求");
    await page.getByRole("button", { name: "井盖.png" }).click();
    const picture = page.getByRole("img", { name: "井盖.png" });
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  },
);
