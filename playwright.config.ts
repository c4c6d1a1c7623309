import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS } from "./tests/support/chromium";

const { CHROMIUM_PATH, TEPAT_E2E_URL } = process.env;

/** One application for all stories, and one story at a time: they share its office. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/support/e2e-app.ts",
  workers: 1,
  timeout: 120_000,
  // For a machine that does other work too: what never comes still fails with its own name.
  expect: { timeout: 20_000 },
  reporter: "list",
  forbidOnly: true,
  use: {
    baseURL: TEPAT_E2E_URL,
    browserName: "chromium",
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
  },
});
