import { expect } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

journey(
  "a station: set up, filled, used, counted; who came; a round; its month on paper",
  { as: "secretary" },
  async ({ page, ask, countPrints }) => {
    const { keyboard } = page;
    await page.getByRole("link", { name: "驿站与冰柜", exact: true }).click();
    await expect(page.getByText("还没有驿站、冰柜")).toBeVisible();

    // A fridge for the summer stands there, and nothing is asked of it in November.
    await page.getByRole("button", { name: "增加驿站、冰柜" }).first().click();
    const setUp = page.getByRole("dialog", { name: "增加驿站、冰柜" });
    await setUp.getByText("爱心冰柜", { exact: true }).click();
    await expect(setUp.getByLabel("从几月")).toHaveValue("5 月");
    await expect(setUp.getByText("矿泉水 48 瓶、雪糕 50 支、绿豆汤 20 袋")).toBeVisible();
    await setUp.getByLabel("名称").fill("广场爱心冰柜");
    await setUp.getByLabel("地点").fill("健身广场西侧");
    await setUp.getByLabel("地点").press("Control+Enter");
    await expect(setUp).toBeHidden();
    await expect(page.getByRole("row", { name: /广场爱心冰柜.*未到季节/ })).toBeVisible();
    await expectPageSound(page);

    const { id: stationId } = await ask("secretary", "stations.addStation", {
      name: "东门暖心驿站",
      kind: "rest",
      place: "人民路 12 号",
      supplies: [
        { name: "饮用水", unit: "瓶", leastCount: 24 },
        { name: "创可贴", unit: "盒", leastCount: 2, isDated: true },
      ],
    });
    await page.getByRole("row", { name: /东门暖心驿站.*要补 2 种/ }).click();
    const water = page.getByRole("row", { name: /^饮用水/ });
    const plasters = page.getByRole("row", { name: /^创可贴/ });
    await expect(water).toContainText("0 瓶");
    await expectPageSound(page);

    // Filled, used, and used once too much: by the keys of the row.
    await water.press("1");
    const step = page.getByRole("dialog");
    await step.getByLabel("补了多少").fill("30");
    await step.getByLabel("不是单位的，写谁给的").fill("社区采购");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(step).toBeHidden();
    await expect(water).toContainText("30 瓶");
    await water.press("2");
    await step.getByLabel("领走、用掉多少").fill("31");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("账上没有这么多，没有登记。实物如果真有，请先盘点。")).toBeVisible();
    await step.getByLabel("领走、用掉多少").fill("12");
    await keyboard.press("Control+Enter");
    await expect(step).toBeHidden();
    await expect(water).toContainText("18 瓶");

    // A refill of what has its day needs it, and one that ends soon is told at once.
    await plasters.press("1");
    await step.getByLabel("补了多少").fill("3");
    await keyboard.press("Control+Enter");
    await expect(step.getByLabel("有效期到哪一天")).toBeFocused();
    await keyboard.type("20261201");
    await keyboard.press("Control+Enter");
    await expect(step).toBeHidden();
    await expect(plasters).toContainText("2026-12-01 快到期 3 盒");

    // Counted short, while a colleague takes one, which is looked at first; the use of before is settled by it.
    await water.press("3");
    await step.getByLabel("盘到多少").fill("16");
    await expect(step.getByText("比账上少 2 瓶。")).toBeVisible();
    await step.getByLabel("为什么不一样").fill("没登记");
    const [kept] = (await ask("clerk", "stations.station", { id: stationId })).supplies;
    const supplyId = kept?.id ?? "";
    await ask("clerk", "stations.takeOut", { supplyId, happenedDate: "2026-11-20", quantity: 1 });
    await keyboard.press("Control+Enter");
    await step.getByRole("button", { name: "重新载入" }).click();
    await expect(step.getByText("比账上少 1 瓶。")).toBeVisible();
    await step.getByLabel("盘到多少").press("Control+Enter");
    await expect(step).toBeHidden();
    await expect(water).toContainText("16 瓶");
    await water.press("Enter");
    const events = page.getByRole("dialog", { name: /^饮用水：账上 16 瓶/ });
    await expect(events.getByRole("row", { name: /^4 .*盘点 -1 16/ })).toBeVisible();
    await expectPageSound(page);
    await events.getByRole("row", { name: /^2 / }).getByRole("button", { name: "撤回" }).click();
    const undo = page.getByRole("dialog", { name: /^撤回第 2 笔/ });
    await undo.getByRole("button", { name: /^撤回/ }).click();
    await expect(page.getByText("之后已经盘点过，以盘点的数为准，不能再补记或撤回。")).toBeVisible();
    await undo.getByRole("button", { name: "取消" }).click();
    await events.getByRole("row", { name: /^4 / }).getByRole("button", { name: "撤回" }).click();
    await page.getByLabel("为什么撤回").press("Control+Enter");
    await expect(page.getByRole("dialog", { name: /^饮用水：账上 17 瓶/ })).toContainText("撤回第 4 笔");
    await keyboard.press("Escape");

    // Who came: a key for each; put right with a reason.
    await page.getByText("来的人", { exact: true }).click();
    await page.getByRole("button", { name: /^快递、外卖骑手\s*0/ }).focus();
    await keyboard.press("2");
    await keyboard.press("2");
    await keyboard.press("1");
    await expect(page.getByRole("button", { name: /^快递、外卖骑手\s*2/ })).toBeVisible();
    await expect(page.getByText("共 3 人次")).toBeVisible();
    await page.getByRole("button", { name: "更正" }).click();
    await step.getByLabel("环卫工人").fill("4");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("改动已经登记的人次要写明原因，原来的数会留着。")).toBeVisible();
    await step.getByLabel("为什么改").fill("漏记三位");
    await keyboard.press("Control+Enter");
    await expect(step).toBeHidden();
    await expect(page.getByText("环卫工人由 1 改为 4：漏记三位")).toBeVisible();
    await expectPageSound(page);

    // A round finds something, which waits until it is mended.
    await page.getByText("巡查", { exact: true }).click();
    await page.getByRole("button", { name: "登记巡查" }).click();
    await step.getByLabel("看到什么").fill("饮水机不热");
    await step.getByRole("switch", { name: "要处理" }).press("Space");
    await keyboard.press("Control+Enter");
    await expect(step).toBeHidden();
    await page.getByRole("link", { name: /^要补要办/ }).click();
    await expect(page.getByRole("row", { name: /东门暖心驿站 饮用水 17 瓶 24 瓶 7 瓶/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /广场爱心冰柜/ })).toBeHidden();
    await expectPageSound(page);
    await page.getByRole("row", { name: /饮水机不热/ }).press("Enter");
    await step.getByLabel("怎么处理的").fill("换了加热管");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("row", { name: /饮水机不热/ })).toBeHidden();

    await page.getByRole("button", { name: "打印补货清单" }).click();
    const list = page.getByRole("article", { name: /^补货清单/ });
    await expect(list).toContainText("饮用水17 瓶7 瓶");
    await expect(list).toContainText("创可贴 3 盒到 2026-12-01（快到期）");
    await expectPageSound(page);
    await page.getByRole("button", { name: "打印", exact: true }).press("Enter");
    await expect.poll(countPrints).toBe(1);
    await page.getByRole("button", { name: "返回" }).click();

    await page.getByRole("row", { name: /东门暖心驿站 饮用水/ }).press("Enter");
    await page.getByRole("button", { name: "月报" }).click();
    const month = page.getByRole("article", { name: "东门暖心驿站月报 2026-11" });
    await expect(month.getByRole("row", { name: "饮用水（瓶） 0 30 13 17" })).toBeVisible();
    await expect(month).toContainText("换了加热管");
    await expectPageSound(page);
    await page.getByRole("button", { name: "打印", exact: true }).press("Enter");
    await expect(month).toContainText(/表单号 [2-9A-Z]{5}/);
    await expect.poll(countPrints).toBe(2);

    // A year of figures, and a station that is given up.
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("link", { name: "驿站人次", exact: true }).click();
    await expect(page.getByRole("row", { name: "东门暖心驿站 6 6 1" })).toBeVisible();
    await expectPageSound(page);
    await ask("secretary", "stations.retireStation", { id: stationId, version: 1, reason: "岗亭拆了" });
    await page.getByRole("link", { name: "驿站与冰柜", exact: true }).click();
    await expect(page.getByRole("row", { name: /东门暖心驿站/ })).toBeHidden();
    await page.getByRole("switch", { name: "连同停用的" }).press("Space");
    await expect(page.getByRole("row", { name: /东门暖心驿站.*已停用/ })).toBeVisible();
  },
);
