import type { Page } from "@playwright/test";

type Camera = {
  page: Page;
  go(path: string): Promise<unknown>;
  take(page: Page, name: string): Promise<void>;
  openFirst(page: Page): Promise<void>;
};

/** The pictures of the chapter on stations: what one has and lacks, and what waits at all of them. */
export const pictureStations = async ({ page, go, take, openFirst }: Camera): Promise<void> => {
  await go("/stations/list");
  await openFirst(page);
  await page.getByRole("table", { name: "物资" }).waitFor();
  await take(page, "stations");
  await go("/stations/needs");
  await page.getByRole("table", { name: "要补的" }).waitFor();
  await take(page, "station-needs");
};
