import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "test/electron-e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results/electron",
  workers: 1,
  timeout: 60_000,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
});
