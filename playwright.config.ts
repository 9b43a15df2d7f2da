import { defineConfig } from "@playwright/test";
import { findChromium } from "./build/programs.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  globalSetup: "./test/e2e/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Upper bounds for a busy machine; a journey takes seconds.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [["line"]],
  use: {
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // The smallest screen that a desk has.
    viewport: { width: 1366, height: 768 },
    reducedMotion: "reduce",
    trace: "retain-on-failure",
    // An action that waits for what never comes says where it waited.
    actionTimeout: 30_000,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--font-render-hinting=none",
        // Chromium's sandbox refuses the superuser; the product never passes this.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
