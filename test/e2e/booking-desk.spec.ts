import { expect } from "@playwright/test";
import { instantAt } from "#base/dates.ts";
import { expectPageSound } from "./sound.ts";
import { journey } from "./support.ts";

/** A practised hand: so long from key to key. */
const keyDelay = 90;

journey(
  "a walk-in at the desk: from F3 to the number in less than half a minute, without a mouse",
  { as: "clerk", doors: ["http"] },
  async ({ page, ask, countPrints }) => {
    const { keyboard } = page;
    const { id: roomId } = await ask("secretary", "booking.addRoom", { name: "健康小屋", seatCount: 20 });
    const { id: serviceId } = await ask("secretary", "booking.addService", {
      name: "健康义诊",
      category: "health",
      mode: "visit",
      durationMinutes: 60,
      placeCount: 2,
      roomId,
      bring: "身份证、医保卡",
      whoMay: { minAge: 60 },
    });
    const at = { startAt: instantAt("2026-11-20", "09:30"), endAt: instantAt("2026-11-20", "10:30") };
    await ask("clerk", "booking.addSession", { serviceId, ...at, placeCount: 2, roomId });
    await ask("clerk", "people.addResident", { name: "王秀英", phone: "13812341234", birthDate: "1950-03-01" });
    await ask("clerk", "people.addResident", { name: "李小军", phone: "13812345678", birthDate: "1990-03-01" });

    let scriptedMs = 0;
    const press = async (key: string) => {
      scriptedMs += keyDelay;
      await keyboard.press(key, { delay: keyDelay });
    };
    const type = async (text: string) => {
      scriptedMs += keyDelay * text.length;
      await keyboard.type(text, { delay: keyDelay });
    };
    await press("F3");
    await expect(page.getByRole("textbox", { name: "居民" })).toBeFocused();
    await type("wxy");
    await press("Enter");
    await expect(page.getByRole("textbox", { name: "居民" })).toHaveValue("王秀英");
    await press("Enter");
    await type("jkyz");
    await press("Enter");
    await press("Enter");
    await expect(page.getByRole("radio", { name: /11-20 周五 09:30–10:30/ })).toBeFocused();
    await press("Space");
    await expect(page.getByRole("status", { name: "能不能约" })).toContainText("要满 60 岁：现在 76 岁");
    await expectPageSound(page);
    await press("Control+Enter");
    await expect(page.getByText("已约 约〔2026〕1号")).toBeVisible();
    expect(scriptedMs).toBeLessThan(30_000);
    await expect(page.getByText("请带上：身份证、医保卡")).toBeVisible();
    await expectPageSound(page);

    // What they take home is one key away, and the way back leads on to the next.
    await keyboard.press("Control+p");
    const slip = page.getByRole("article", { name: /^预约单 约〔2026〕1号/ });
    await expect(slip).toContainText("王*英");
    await expect(slip).toContainText("2026年11月20日 周五 09:30–10:30");
    await expect(slip).not.toContainText("王秀英");
    await expectPageSound(page);
    await page.getByRole("button", { name: "打印", exact: true }).press("Enter");
    await expect(slip).toContainText(/表单号 [2-9A-Z]{5}/);
    await expect.poll(countPrints).toBe(1);
    await page.getByRole("button", { name: "返回" }).press("Enter");
    await expect(page.getByRole("textbox", { name: "居民" })).toBeFocused();

    // Somebody whom the rule does not mean is booked by a person who says why.
    await keyboard.press("F3");
    await keyboard.type("lxj");
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "居民" })).toHaveValue("李小军");
    await keyboard.press("Enter");
    await keyboard.type("jkyz");
    await keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "约什么" })).toHaveValue("健康义诊");
    await keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: /09:30–10:30/ })).toBeFocused();
    await keyboard.press("Space");
    await expect(page.getByText("✗ 不符合条件")).toBeVisible();
    await keyboard.press("Control+Enter");
    await expect(page.getByLabel("破例的理由")).toBeFocused();
    await keyboard.type("刚出院，卫生站同意");
    await keyboard.press("Control+Enter");
    await expect(page.getByText("已约 约〔2026〕2号")).toBeVisible();
  },
);
