import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { desktopAddress } from "./desktop-double.ts";

/** Until the fonts are there, nothing is being read, and nothing moves any more. */
export const settled = async (page: Page): Promise<void> => {
  await expect(page.getByLabel(/^正在(?:打开|读取)$/)).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
  });
};

/** What sticks out of the page, or must be scrolled sideways to be seen. */
const sidewaysParts = (page: Page) =>
  page.evaluate(() => {
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
    const root = document.documentElement;
    const found: string[] = [];
    if (root.scrollWidth > root.clientWidth) {
      found.push(`the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
      for (const element of document.body.querySelectorAll("*"))
        if (element.getBoundingClientRect().right > root.clientWidth + 1) found.push(nameOf(element));
    }
    for (const element of document.body.querySelectorAll("*")) {
      const canScroll = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      if (canScroll && element.scrollWidth > element.clientWidth + 1) found.push(`scrolls: ${nameOf(element)}`);
    }
    return found.slice(0, 8);
  });

const expectNoBarrier = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const barriers = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")})`);
  expect(barriers, "barriers on the page").toEqual([]);
};

/** Every page that a journey reaches: no barrier, nothing sideways, also in 大字 mode. */
export const expectPageSound = async (page: Page): Promise<void> => {
  await settled(page);
  // It is one and the same page at both doors, and looking for barriers is half the time of a journey.
  if (!page.url().startsWith(desktopAddress)) await expectNoBarrier(page);
  expect(await sidewaysParts(page), "sideways").toEqual([]);

  const before = await page.evaluate(() => document.documentElement.dataset.large);
  await page.evaluate(() => {
    document.documentElement.dataset.large = "true";
  });
  await settled(page);
  expect(await sidewaysParts(page), "sideways in 大字 mode").toEqual([]);
  await page.evaluate((large) => {
    if (large === undefined) delete document.documentElement.dataset.large;
    else document.documentElement.dataset.large = large;
  }, before);
};
