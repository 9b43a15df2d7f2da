import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a meeting is recorded from the keyboard, and a half-written sentence outlives the page",
  { as: "secretary" },
  async ({ page, ask, advance, door }) => {
    const { keyboard } = page;
    const { id: topicId } = await ask("secretary", "council.proposeTopic", {
      title: "小区停车怎么管",
      source: "residents",
    });
    const { rules } = await ask("director", "council.settings", {});
    const rule = rules.find(({ kind }) => kind === "major");
    await ask("director", "council.confirmTopic", { id: topicId, version: 1, ruleId: rule?.id ?? "" });
    await ask("secretary", "council.skipStep", { id: topicId, step: "research", reason: "上月已走访过" });
    const { id } = await ask("secretary", "council.planMeeting", {
      kind: "council",
      title: "十一月议事会",
      place: "一楼议事厅",
      plannedAt: "2026-11-20T01:00:00.000Z",
      topicIds: [topicId],
    });
    for (const name of ["王秀英", "李建国", "张晓梅"])
      await ask("secretary", "council.addAttendance", { id, name, presence: "invited", isEntitled: true });
    await ask("secretary", "council.startMeeting", { id, version: 1 });

    await page.goto(`${page.url().split("#")[0]}#/council/meetings?open=${id}`);
    await page.getByRole("button", { name: "全屏记录" }).press("Enter");
    await expect(page.getByText("应到 3 人，到会 0 人，没有过半")).toBeVisible();
    await keyboard.press("F4");
    await keyboard.type("1");
    await keyboard.press("Enter");
    await expect(page.getByText("1 王秀英 到会")).toBeVisible();
    await keyboard.type("zxm");
    await keyboard.press("Enter");
    await expect(page.getByText("应到 3 人，到会 2 人，已过半")).toBeVisible();
    await expectPageSound(page);

    await keyboard.press("Alt+ArrowDown");
    await expect(page.getByRole("heading", { level: 2, name: "二、小区停车怎么管" })).toBeVisible();
    await keyboard.press("F9");
    await keyboard.type("张晓");
    await keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /下一位 张晓梅/ })).toBeVisible();
    await keyboard.press("F2");
    await keyboard.type("1");
    await keyboard.press("Enter");
    await expect(page.getByText("王秀英 正在发言")).toBeVisible();
    await expect(page.getByLabel("说了什么")).toBeFocused();
    await keyboard.type("同意，但是要留消防通");
    await keyboard.press("Alt+2");
    // Over HTTP not a moment after the last key. The desktop's double of a port ends with its page, and drops what it holds.
    const item = (await ask("secretary", "council.meeting", { id })).items[1];
    if (door === "desktop")
      await expect
        .poll(() => ask("secretary", "system.draft", { form: `council.addStatement.session.${item?.id}` }))
        .toMatchObject({ body: { values: { words: "同意，但是要留消防通", attitude: "conditional" } } });
    await page.reload();
    await expect(page.getByLabel("说了什么")).toHaveValue("同意，但是要留消防通");
    await expect(page.getByText("发言人：王秀英")).toBeVisible();
    await page.getByLabel("说了什么").press("End");
    await keyboard.type("道");
    await advance({ minutes: 4 });
    await keyboard.press("Control+Enter");
    await expect(page.getByText("王秀英（有条件）同意，但是要留消防通道")).toBeVisible();
    await expect(page.getByText("这一项还没有发言的（1 人）")).toBeVisible();
    await keyboard.press("F7");
    await expect(page.getByText("张晓梅 正在发言")).toBeVisible();
    await expectPageSound(page);

    await keyboard.press("F6");
    await expect(page.getByRole("dialog", { name: /^表决/ })).toBeVisible();
    await keyboard.press("Control+Enter");
    const count = page.getByRole("dialog", { name: /^计票/ });
    await expect(count.getByText("还有 2 票没有数")).toBeVisible();
    await keyboard.press("F6");
    await expect(count.getByLabel("赞成", { exact: true })).toHaveValue("2");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(page.getByText("应到3人，到会2人；按到会过半计，赞成2、反对0、弃权0，通过。")).toBeVisible();
    // The count is said as soon as it is known; until its own dialog has gone the key is typed into a field of it.
    await expect(count).toHaveCount(0);
    await keyboard.press("F8");
    await page.getByRole("dialog").getByText("通过", { exact: true }).click();
    await page.getByRole("dialog").getByLabel("决议内容").fill("划线停车，留出消防通道，物业负责");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("button", { name: /改结果/ })).toBeVisible();
    await page.getByRole("button", { name: "散会" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "散会" }).press("Enter");
    await expect(page.getByText("划线停车，留出消防通道，物业负责")).toBeVisible();
  },
);
