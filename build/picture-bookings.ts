import type { Page } from "@playwright/test";

type Camera = {
  page: Page;
  go(path: string): Promise<unknown>;
  take(page: Page, name: string): Promise<void>;
  openFirst(page: Page): Promise<void>;
};

/** The first day from today on that has something to show. */
const toDayWithRows = async (page: Page) => {
  for (let days = 0; days < 10; days += 1) {
    await page
      .getByLabel(/^正在(?:打开|读取)$/)
      .first()
      .waitFor({ state: "detached" });
    await page.locator("tr[data-id]").or(page.getByText("这一天没有")).first().waitFor();
    if ((await page.locator("tr[data-id]").count()) > 0) return;
    await page.getByRole("button", { name: "后一天" }).click();
  }
};

/** Somebody is found, a service chosen, and the times stand there to be chosen from. */
const pictureBook = async ({ page, go, take }: Camera) => {
  await go("/booking/book");
  const { keyboard } = page;
  await page.getByRole("textbox", { name: "居民" }).fill("w");
  await page.getByRole("option").first().waitFor();
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await page.getByRole("textbox", { name: "约什么" }).fill("书法");
  await page.getByRole("option", { name: /^书法课/ }).waitFor();
  await keyboard.press("Enter");
  await page.getByRole("radio", { name: /报名/ }).check();
  await page.getByRole("status", { name: "能不能约" }).waitFor();
  await take(page, "booking-book");
};

/** The pictures of the chapters on bookings. */
export const pictureBookings = async (camera: Camera): Promise<void> => {
  const { page, go, take, openFirst } = camera;
  await pictureBook(camera);
  await go("/booking/day");
  await page.getByRole("button", { name: "后一天" }).click();
  await toDayWithRows(page);
  await openFirst(page);
  await take(page, "booking-day");
  await page
    .getByRole("button", { name: /^预约单/ })
    .first()
    .click();
  await page
    .getByRole("article", { name: /^预约单/ })
    .getByText("经办人")
    .waitFor();
  await take(page, "booking-slip");
  await go("/booking/week");
  await page.locator(".week-chip").first().waitFor();
  await take(page, "booking-week");
  await go("/booking/plans");
  await openFirst(page);
  await page.getByRole("button", { name: "排出场次" }).click();
  await page.getByRole("table", { name: "要排的场次" }).waitFor();
  await take(page, "booking-make");
  for (const [name, path] of [
    ["booking-blackout", "/booking/blackouts"],
    ["booking-service", "/booking/services"],
    ["booking-errand", "/booking/errands"],
  ] as const) {
    await go(path);
    await openFirst(page);
    await take(page, name);
  }
  await go("/booking/visits");
  await toDayWithRows(page);
  await openFirst(page);
  await take(page, "booking-visits");
  await go("/meals/day");
  await page.locator("tr[data-id]").first().focus();
  await page.keyboard.press("1");
  await page.locator("tr[data-id]").first().getByText("领了").waitFor();
  await take(page, "meals-day");
  await go("/meals/diners");
  await openFirst(page);
  await take(page, "meals-diner");
};
