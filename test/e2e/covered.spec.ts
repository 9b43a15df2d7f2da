import { expect, type Page } from "@playwright/test";
import { expectPageSound, settled } from "./sound.ts";
import { journey, type Stage } from "./support.ts";

const enter = async (page: Page, role: "button" | "link", name: string | RegExp) => {
  await page
    .getByRole(role, { name, exact: typeof name === "string" })
    .first()
    .focus();
  await page.keyboard.press("Enter");
};

const registered = ({ ask }: Stage) =>
  ask("clerk", "council.registerAppeal", {
    voice: "self",
    reporterName: "张晓梅",
    channel: "window",
    nature: "help",
    title: "楼道灯坏了",
    content: "三号楼的楼道灯坏了",
  });

const openAppeal = async (page: Page) => {
  await enter(page, "link", /^说事/);
  await page.locator("tr[data-id]").first().focus();
  await page.keyboard.press("Enter");
};

const answerDialog = (page: Page) => page.getByRole("dialog", { name: "答复诉求人" });

/** All that an eye can find on the screen. */
const shownText = (page: Page) => page.locator("body").innerText();

/** Nothing of the desk is left on the screen, and nothing of it comes out of the printer. */
const expectCovered = async (page: Page) => {
  await expect(page.getByText("已锁定。输入 PIN 解锁，或换另一位同事登录。")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const words of ["楼道灯", "张晓梅", "今晚", "换灯泡"]) expect(await shownText(page)).not.toContain(words);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("body")).toBeHidden();
  await page.emulateMedia({ media: null });
};

const signIn = async (page: Page, name: RegExp, pin: string) => {
  await page.getByRole("radio", { name }).click();
  await page.getByRole("textbox", { name: /PIN/ }).fill(pin);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: /PIN/ })).toHaveCount(0);
};

journey("a lock covers an open dialog, and gives it back", { as: "clerk" }, async (stage) => {
  const { page } = stage;
  await registered(stage);
  await openAppeal(page);
  await enter(page, "button", "答复");
  await answerDialog(page).getByLabel("答复内容").fill("今晚就换灯泡");
  await page.keyboard.press("Control+l");
  await expectCovered(page);
  await expectPageSound(page);
  // No key reaches what is covered.
  for (const key of ["Escape", "Control+k", "F2"]) await page.keyboard.press(key);
  await expectCovered(page);
  await signIn(page, /^李秀英/, "1002");
  await expect(answerDialog(page).getByLabel("答复内容")).toHaveValue("今晚就换灯泡");
  await expect(answerDialog(page).getByRole("status")).toHaveCount(0);
  await answerDialog(page).getByLabel("答复内容").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已答复", { exact: true })).toBeVisible();
});

journey("a colleague who takes the desk over sees nothing that was typed on it", { as: "clerk" }, async (stage) => {
  const { page, ask } = stage;
  const { id } = await registered(stage);
  await openAppeal(page);
  await enter(page, "button", "答复");
  await answerDialog(page).getByLabel("答复内容").pressSequentially("今晚就换灯泡");
  await page.keyboard.press("Control+l");
  await expectCovered(page);
  await signIn(page, /^陈志强/, "1003");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("今日");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await openAppeal(page);
  await enter(page, "button", "答复");
  await expect(answerDialog(page).getByLabel("答复内容")).toHaveValue("");
  expect(await ask("secretary", "system.draft", { form: `council.answerAppeal.${id}` })).toMatchObject({ body: null });
  await page.keyboard.press("Control+l");
  await signIn(page, /^李秀英/, "1002");
  await openAppeal(page);
  await enter(page, "button", "答复");
  await expect(answerDialog(page).getByLabel("答复内容")).toHaveValue("今晚就换灯泡");
  await expect(answerDialog(page).getByRole("status")).toContainText("接着上次没写完的");
});

journey("a lock covers the search, a menu and a notice", { as: "clerk" }, async (stage) => {
  const { page } = stage;
  await registered(stage);
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "查找" }).fill("楼道");
  await expect(page.getByRole("option", { name: /楼道灯/ })).toBeVisible();
  await page.keyboard.press("Control+l");
  await expectCovered(page);
  await signIn(page, /^陈志强/, "1003");
  await expect(page.getByRole("textbox", { name: "查找" })).toHaveCount(0);

  await page.keyboard.press("F2");
  await page.getByLabel("或只记姓名").fill("张晓梅");
  await page.getByLabel("诉求内容").fill("楼道灯又坏了");
  await page.getByRole("radio", { name: "求助" }).press("Space");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "读给居民听" })).toBeVisible();
  await enter(page, "button", "更多");
  await expect(page.getByRole("menuitem", { name: "上报" })).toBeVisible();
  await page.keyboard.press("Control+l");
  await expectCovered(page);
  await expect(page.getByRole("menuitem")).toHaveCount(0);
});

journey("a print preview locks too, and an idle desk covers its dialog", { as: "clerk" }, async (stage) => {
  const { page, advance } = stage;
  await registered(stage);
  await openAppeal(page);
  await enter(page, "button", "打印回执");
  await expect(page.getByRole("article")).toContainText("楼道灯");
  await page.keyboard.press("Control+l");
  await expectCovered(page);
  await signIn(page, /^李秀英/, "1002");
  await expect(page.getByRole("article")).toContainText("楼道灯");

  await openAppealAgain(page);
  await enter(page, "button", "答复");
  await answerDialog(page).getByLabel("答复内容").fill("今晚就换灯泡");
  await expect(answerDialog(page).getByLabel("答复内容")).toHaveValue("今晚就换灯泡");
  // The core locks by its own clock; the page hears of it with the next question.
  await advance({ minutes: 30 });
  await page.getByLabel("答复内容").press("Control+Enter");
  await expectCovered(page);
  await signIn(page, /^李秀英/, "1002");
  await expect(answerDialog(page).getByLabel("答复内容")).toHaveValue("今晚就换灯泡");
});

const openAppealAgain = async (page: Page) => {
  await page.goBack();
  await expect(page.getByRole("region", { name: "打开的记录" })).toBeVisible();
};
