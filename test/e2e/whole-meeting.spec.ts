import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey, type Stage } from "./support.ts";

/** Where the pictures of the guide go, when they are what the journey is walked for. */
const pictures = process.env.XBD_PICTURES;

const take = async (page: Page, name: string) => {
  if (pictures === undefined) return;
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
};

/** Thirty made-up people: who has a vote, and as what each comes. */
const surnames = [..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"];
const given = ["秀兰", "建国", "晓梅", "志强", "桂芳", "永福"];
const people = surnames.map((surname, at) => `${surname}${given[at % given.length]}`);
const roleOf = (at: number) =>
  at < 24 ? "representative" : at < 27 ? "committee" : at < 29 ? "property" : "professional";

const topics = [
  "小区停车怎么管",
  "楼道堆物清理",
  "加装电梯先从哪栋楼起",
  "电动车充电棚建在哪里",
  "广场舞到几点",
  "公共收益怎么用",
] as const;

/** What stands before the meeting: two tasks of last time, six topics with their reasons, thirty people asked. */
const prepare = async ({ ask }: Stage): Promise<string> => {
  const { id: organisationId } = await ask("clerk", "people.addOrganisation", { kind: "property", name: "春晖物业" });
  const { id: responsibleId } = await ask("clerk", "people.addContact", {
    organisationId,
    name: "冯经理",
    post: "经理",
  });
  for (const content of ["三号楼路灯不亮", "一号楼门口积水"]) {
    const appeal = await ask("clerk", "council.registerAppeal", {
      voice: "self",
      reporterName: "孙大姐",
      channel: "window",
      nature: "help",
      content,
    });
    await ask("clerk", "council.addDirectTask", {
      title: content,
      publicWording: `${content}，物业修复`,
      track: "immediate",
      limit: { unit: "workdays", count: 3 },
      leadOrganisationId: organisationId,
      responsibleId,
      appealIds: [appeal.id],
    });
  }
  const { rules } = await ask("director", "council.settings", {});
  const ruleId = rules.find(({ kind }) => kind === "major")?.id ?? "";
  const topicIds: string[] = [];
  for (const title of topics) {
    const { id } = await ask("secretary", "council.proposeTopic", { title, source: "residents" });
    await ask("director", "council.confirmTopic", { id, version: 1, ruleId });
    await ask("secretary", "council.skipStep", { id, step: "research", reason: "上月已经逐户问过" });
    topicIds.push(id);
  }
  const { id } = await ask("secretary", "council.planMeeting", {
    kind: "council",
    title: "十一月小板凳议事会",
    place: "一楼议事厅",
    plannedAt: "2026-11-20T01:30:00.000Z",
    plannedMinutes: 90,
    topicIds,
  });
  await ask("secretary", "council.addAgendaItem", { id, kind: "report", title: "冬季用火安全通报" });
  for (const [at, name] of people.entries())
    await ask("secretary", "council.addAttendance", {
      id,
      name,
      presence: "invited",
      role: roleOf(at),
      isEntitled: at < 24,
    });
  const { version } = await ask("secretary", "council.meeting", { id });
  await ask("secretary", "council.startMeeting", { id, version });
  return id;
};

journey(
  "a meeting of thirty people and eight items, from the first sign-in to its last task, by the keyboard alone",
  // The hall has a window of its own, which the desktop's double has not; the keys are walked there by another journey.
  { as: "secretary", doors: ["http"] },
  async (stage) => {
    const { page, ask } = stage;
    const { keyboard } = page;
    const id = await prepare(stage);
    const press = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    const main = page.getByRole("main");
    const dialog = page.getByRole("dialog");
    const said = page.getByRole("region", { name: "已记下的发言" });
    const isAt = (heading: string) => expect(page.getByRole("heading", { level: 2, name: heading })).toBeVisible();
    /** Somebody gets the floor and says a sentence; the attitude is the n-th of four. */
    const speak = async (place: number, words: string, attitude: number) => {
      await press("F2");
      await keyboard.type(String(place));
      await press("Enter");
      await expect(page.getByText(`${people[place - 1]} 正在发言`)).toBeVisible();
      await keyboard.type(words);
      await press(`Alt+${attitude}`);
      await press("Control+Enter");
      await expect(said.getByText(words)).toBeVisible();
    };
    const openVote = async () => {
      await press("F6");
      await expect(dialog.getByLabel("表决事项")).toBeFocused();
      await press("Control+Enter");
      await expect(dialog.getByLabel("赞成", { exact: true })).toBeFocused();
    };
    const conclude = async (outcome: number, wording: string) => {
      // A count that was just saved is said before its dialog has gone.
      await expect(dialog).toBeHidden();
      await press("F8");
      await expect(dialog.getByLabel("决议内容")).toBeFocused();
      await press(`Alt+${outcome}`);
      await keyboard.type(wording);
      await press("Control+Enter");
      await expect(dialog).toBeHidden();
      await expect(page.getByRole("button", { name: /^改结果/ })).toBeVisible();
    };
    const next = async (heading: string) => {
      await press("Alt+ArrowDown");
      await isAt(heading);
    };

    await page.goto(`${page.url().split("#")[0]}#/council/session?id=${id}`);
    await isAt("一、上期任务回头看");
    await press("F4");
    for (let place = 1; place <= 26; place += 1) {
      await keyboard.type(String(place));
      await press("Enter");
      await expect(page.getByRole("status", { name: "刚记下的" })).toHaveText(`${place} ${people[place - 1]} 到会`);
    }
    await expect(page.getByText(/^应到 24 人，到会 24 人.*，已过半$/)).toBeVisible();
    await take(page, "meeting-1-signing-in");

    // The residents' word on a task of last time: the row of attitudes is reached by Tab and moved by arrows.
    const attitude = page.getByRole("radiogroup", { name: "居民态度" }).first();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await press("Tab");
      if (
        await attitude
          .getByRole("radio")
          .first()
          .evaluate((radio) => radio === document.activeElement)
      )
        break;
    }
    await press("Space");
    await expect(attitude.getByRole("radio", { name: "赞成" })).toBeChecked();

    await next("二、小区停车怎么管");
    await press("F9");
    for (const place of [7, 12]) {
      await keyboard.type(String(place));
      await press("Enter");
      await expect(page.getByRole("button", { name: new RegExp(`${people[place - 1]}`) }).first()).toBeVisible();
    }
    await speak(1, "先划线，再收费", 1);
    await speak(3, "收费可以，一户第一辆车要便宜", 2);
    // Whoever writes does not wait: the words are the next one's from the key on.
    await press("F7");
    await keyboard.type("消防通道不能停");
    await expect(page.getByText(`${people[6]} 正在发言`)).toBeVisible();
    await expect(page.getByRole("status", { name: "发言人" })).toHaveText(`发言人：${people[6]}`);
    // What was half said outlives the page.
    await page.reload();
    await expect(page.getByLabel("说了什么")).toHaveValue("消防通道不能停");
    await page.getByLabel("说了什么").press("End");
    await press("Alt+3");
    await press("Control+Enter");
    await expect(said.getByText("消防通道不能停")).toBeVisible();
    await expect(page.getByText("这一项还没有发言的（23 人）")).toBeVisible();
    await take(page, "meeting-2-speaking");
    await expectPageSound(page);

    const opening = page.context().waitForEvent("page");
    await press("Alt+s");
    await expect(page.getByRole("button", { name: /^收起大屏/ })).toBeVisible();
    const hall = await opening;
    await hall.setViewportSize({ width: 1280, height: 720 });
    await expect(hall.getByText("已发言 3 人：赞成 1，有条件 1，反对 1")).toBeVisible();

    await openVote();
    await take(page, "meeting-3-vote");
    await press("2", "Tab", "2", "F6");
    await expect(dialog.getByRole("status").filter({ hasText: "还有 0 票没有数" })).toBeVisible();
    await press("Control+Enter");
    await expect(main.getByText(/按到会过半计，赞成20、反对2、弃权2|赞成22、反对2、弃权0/)).toBeVisible();
    await expect(hall.getByRole("region", { name: "表决" })).toBeVisible();
    await take(hall, "meeting-4-screen");
    await conclude(1, "物业一个月内划出车位线，留出消防通道，收费办法下次再议");
    await take(page, "meeting-5-outcome");

    // Two latecomers, and one who leaves: the list follows, what was voted does not.
    await press("F4");
    for (const place of ["27", "28", "24"]) {
      await keyboard.type(place);
      await press("Enter");
    }
    await expect(page.getByText(/^应到 24 人，到会 23 人.*，已过半$/)).toBeVisible();
    await expect(main.getByText(/到会24人/)).toBeVisible();

    for (const [at, outcome, wording] of [
      [1, 1, "每月最后一个周六清一次楼道"],
      [2, 2, ""],
      [3, 1, "充电棚建在北门空地，物业出方案"],
      [4, 3, ""],
      [5, 1, "公共收益先修单元门，账目每季度张贴"],
    ] as const) {
      await next(`${"三四五六七"[at - 1]}、${topics[at]}`);
      await speak(at + 1, `说说“${topics[at]}”`, outcome === 3 ? 3 : 1);
      if (outcome === 1) {
        await openVote();
        await press("F6", "Control+Enter");
        await expect(main.getByText(/赞成23、反对0、弃权0，通过/)).toBeVisible();
      }
      await conclude(outcome, wording);
    }
    await next("八、冬季用火安全通报");
    await press("F8");
    await expect(dialog.getByLabel("决议内容")).toBeFocused();
    await press("Control+Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: /^改结果/ })).toBeVisible();

    await page.getByRole("button", { name: "散会" }).press("Enter");
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "散会" }).press("Enter");
    await expect(page.getByText("印发纪要前还要做")).toBeVisible();
    await expect(hall.getByRole("heading", { level: 2, name: "散会，谢谢大家" })).toBeVisible();

    // From a resolution to its task by one key.
    await press("F9");
    await expect(dialog.getByText("建议")).toBeVisible();
    await dialog.getByLabel("公开表述").focus();
    await keyboard.type("小区主路划出停车线，留出消防通道");
    await press("Tab");
    await keyboard.type("春晖");
    await expect(page.getByRole("option", { name: /春晖物业/ })).toBeVisible();
    await press("Enter", "Tab");
    await expect(page.getByRole("option", { name: /冯经理/ })).toBeVisible();
    await press("ArrowDown", "Enter");
    await expect(dialog.getByLabel("责任人")).toHaveValue("冯经理");
    await take(page, "meeting-6-task");
    await press("Control+Enter");
    await expect(dialog).toBeHidden();
    await expect(main.getByRole("link", { name: /办〔2026〕3号/ })).toBeVisible();

    // And from the record to the vote and the task behind it, two keys away.
    await press("F8");
    await expect(dialog.getByRole("region", { name: "办事" })).toContainText("小区停车怎么管");
    await expect(dialog.getByRole("region", { name: "议事" })).toContainText("赞成");
    await press("Escape");
    const meeting = await ask("secretary", "council.meeting", { id });
    expect(meeting.items.map(({ resolution }) => resolution?.outcome ?? null)).toEqual([
      null,
      "passed",
      "passed",
      "deferred",
      "passed",
      "rejected",
      "passed",
      "noted",
    ]);
    expect(meeting.minutingProblems).toHaveLength(3);
  },
);
