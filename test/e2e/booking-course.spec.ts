import { expect } from "@playwright/test";
import { instantAt } from "#base/dates.ts";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

/** From a time to another of the same day. */
const span = (day: string, from: string, to: string) => ({
  startAt: instantAt(day, from),
  endAt: instantAt(day, to),
});

journey(
  "a course from its plan to the tenth lesson, past a room that is taken and a day that is closed, without a mouse",
  { as: "secretary", doors: ["http"] },
  async ({ page, ask, advance }) => {
    const { keyboard } = page;
    const { id: roomId } = await ask("secretary", "booking.addRoom", { name: "书画室", seatCount: 20 });
    await ask("secretary", "booking.addRoom", { name: "会议室", seatCount: 20 });
    const { id: serviceId } = await ask("secretary", "booking.addService", {
      name: "书法课",
      category: "course",
      mode: "visit",
      durationMinutes: 90,
      placeCount: 12,
      roomId,
    });
    await ask("secretary", "booking.addSession", {
      serviceId,
      ...span("2026-12-01", "09:00", "10:30"),
      placeCount: 5,
      roomId,
    });
    await ask("clerk", "booking.addBlackout", {
      scope: "centre",
      ...span("2026-12-08", "08:00", "18:00"),
      reason: "换届选举",
    });
    await ask("clerk", "people.addResident", { name: "王秀英", phone: "13812341234", birthDate: "1950-03-01" });

    await page.getByRole("link", { name: "排期", exact: true }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("还没有排期")).toBeVisible();
    await page.getByRole("button", { name: "新排期" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "排什么项目" })).toBeFocused();
    await keyboard.type("sfk");
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "排什么项目" })).toHaveValue("书法课");
    await keyboard.press("Enter");
    await keyboard.type("冬季书法班");
    await keyboard.press("Enter");
    await keyboard.type("10");
    await keyboard.press("Enter");
    // Nothing more than the course is said yet: the first that lacks gets the focus.
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("checkbox", { name: "周一" })).toBeFocused();
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await page.getByRole("textbox", { name: "几点开始" }).focus();
    await keyboard.type("9点");
    await expectPageSound(page);
    await keyboard.press("Control+Enter");

    await expect(page.getByRole("heading", { name: "排出场次 · 冬季书法班" })).toBeVisible();
    await expect(page.getByText("还有 2 场要您选")).toBeVisible();
    await expect(page.getByText("2027 年的放假安排还没有")).toBeVisible();
    const table = page.getByRole("table", { name: "要排的场次" });
    const taken = table.getByRole("row", { name: /12月1日/ });
    await expect(taken).toBeFocused();
    await expect(taken).toContainText("书画室 09:00–10:30 有“书法课”");
    await keyboard.press("2");
    await expect(page.getByRole("combobox", { name: "换到哪间" })).toBeFocused();
    await keyboard.type("会议");
    await keyboard.press("Enter");
    await expect(taken).toBeFocused();
    await expect(page.getByText("还有 1 场要您选")).toBeVisible();
    // Saving too early says what is missing and goes there.
    await keyboard.press("Control+Enter");
    await expect(table.getByRole("row", { name: /12月8日/ })).toBeFocused();
    await expect(table.getByRole("row", { name: /12月8日/ })).toContainText("全馆停用：换届选举");
    await keyboard.press("0");
    await expect(page.getByText("排出 10 场，1 场不排")).toBeVisible();
    await expectPageSound(page);
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已排出 10 场，1 场不排")).toBeVisible();
    await expect(page.getByRole("region", { name: "打开的记录" })).toContainText("课程 · 共 10 节");

    // Enrolled once at the desk, and there to the last lesson.
    await keyboard.press("F3");
    await expect(page.getByRole("textbox", { name: "居民" })).toBeFocused();
    await keyboard.type("wxy");
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "居民" })).toHaveValue("王秀英");
    await keyboard.press("Enter");
    await keyboard.type("sfk");
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "约什么" })).toHaveValue("书法课");
    await keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: /报名 10 节/ })).toBeFocused();
    await keyboard.press("Space");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("共 10 节")).toBeVisible();

    const { sessions } = await ask("clerk", "booking.listSessions", { fromDay: "2026-11-20", toDay: "2027-03-01" });
    const lessons = sessions.filter(({ lesson }) => lesson !== null);
    expect(lessons.map(({ lesson }) => lesson)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(lessons[1]).toMatchObject({ roomName: "会议室" });
    const last = lessons.at(-1);
    expect(last?.startAt).toBe(instantAt("2027-02-02", "09:00"));
    await advance({ days: 74 });
    await page.keyboard.press("Control+l");
    await page.getByRole("radio", { name: /陈志强/ }).press("Enter");
    await keyboard.type("1003");
    await keyboard.press("Enter");
    await page.getByRole("link", { name: "今日预约", exact: true }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "预约 · 2027年2月2日 周二" })).toBeVisible();
    await page.getByRole("row", { name: /冬季书法班 第 10 节/ }).focus();
    await keyboard.press("Enter");
    const row = page.getByRole("row", { name: /王秀英/ });
    await row.focus();
    await keyboard.press("1");
    await expect(row).toContainText("已到");
    await keyboard.press("2");
    await expect(row).toContainText("已完成");
    await expectPageSound(page);
  },
);

journey(
  "a room closed for two days: what it meets, a session moved, one called off, and everybody told",
  { as: "clerk", doors: ["http"] },
  async ({ page, ask }) => {
    const { keyboard } = page;
    const { id: roomId } = await ask("secretary", "booking.addRoom", { name: "健康小屋", seatCount: 8 });
    const { id: otherId } = await ask("secretary", "booking.addRoom", { name: "会议室", seatCount: 20 });
    const { id: serviceId } = await ask("secretary", "booking.addService", {
      name: "健康义诊",
      category: "health",
      mode: "visit",
      durationMinutes: 60,
      placeCount: 4,
      roomId,
    });
    const people = [];
    for (const name of ["赵桂兰", "钱大海"])
      people.push(await ask("clerk", "people.addResident", { name, phone: "13812341234", birthDate: "1950-03-01" }));
    for (const [at, day] of ["2026-11-24", "2026-11-25"].entries()) {
      const of = { serviceId, ...span(day, "09:00", "10:00"), placeCount: 4, roomId };
      const { id: sessionId } = await ask("clerk", "booking.addSession", of);
      await ask("clerk", "booking.book", { sessionId, residentId: people[at]?.id ?? "" });
    }

    await page.getByRole("link", { name: "停用", exact: true }).focus();
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "停用一段时间" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: "全馆" })).toBeFocused();
    await keyboard.press("ArrowRight");
    await expect(page.getByRole("combobox", { name: "哪一个功能室" })).toBeVisible();
    await keyboard.press("Enter");
    await keyboard.type("健康");
    await keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: "哪一个功能室" })).toHaveValue("健康小屋");
    await keyboard.press("Enter");
    await keyboard.type("下周二");
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await keyboard.type("11-25");
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await keyboard.type("粉刷");
    await expect(page.getByText("碰到 2 场，2 人要打电话")).toBeVisible();
    await expectPageSound(page);
    await keyboard.press("Control+Enter");

    const record = page.getByRole("region", { name: "打开的记录" });
    await expect(record).toContainText("11-24 周二 到 11-25 周三 全天");
    await expect(record).toContainText("要通知 2 人，已通知 0 人");
    await expectPageSound(page);
    await record.getByRole("button", { name: "改或取消" }).first().focus();
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "改场次" }).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "哪一天" })).toBeFocused();
    await page.getByRole("combobox", { name: "用哪间房" }).focus();
    await keyboard.type("会议");
    await keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: "用哪间房" })).toHaveValue("会议室（20 座，有空）");
    await page.getByRole("textbox", { name: "为什么改" }).focus();
    await keyboard.type("健康小屋粉刷");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已改，约好的人在“待通知”里")).toBeVisible();
    await page.goBack();
    await expect(record.getByText("已改开")).toBeVisible();
    await record.getByRole("button", { name: "改或取消" }).nth(1).focus();
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "取消这一场" }).focus();
    await keyboard.press("Enter");
    await keyboard.type("医生没有别的时间");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已取消，约好的人在“待通知”里")).toBeVisible();

    await page.getByRole("link", { name: /^待通知/ }).focus();
    await keyboard.press("Enter");
    await expect(page.getByText("改到 11-24 周二 09:00，在会议室：健康小屋粉刷")).toBeVisible();
    await page.getByRole("textbox", { name: "赵桂兰怎么说的" }).focus();
    await keyboard.type("知道了，换到会议室");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(page.getByText("赵桂兰")).toBeHidden();
    await page
      .getByRole("row", { name: /钱大海/ })
      .getByRole("button", { name: "已通知" })
      .focus();
    await keyboard.press("Enter");
    await expect(page.getByText("现在没有要通知的人")).toBeVisible();
    const { blackouts } = await ask("clerk", "booking.listBlackouts", {});
    const { sessions, tellings } = await ask("clerk", "booking.blackout", { id: blackouts[0]?.id ?? "" });
    expect(sessions.map(({ state, roomId: now }) => [state, now])).toEqual([
      ["open", otherId],
      ["cancelled", null],
    ]);
    expect(tellings.every(({ toldAt }) => toldAt !== null)).toBe(true);
  },
);
