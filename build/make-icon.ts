import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";

/** Renders the page's icon as the picture from which the installers take theirs: `node build/make-icon.ts`. */
const root = join(import.meta.dirname, "..");
const size = 512;
const drawing = readFileSync(join(root, "resources/page/icon.svg"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium" });
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
  const picture = await page.screenshot({ omitBackground: true });
  writeFileSync(join(root, "build/icon.png"), picture);
} finally {
  await browser.close();
}
