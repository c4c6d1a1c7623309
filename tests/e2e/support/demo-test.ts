import { test as base, type Page } from "@playwright/test";
import type { Role } from "@/lib/auth/types";
import { type OfficeUnderTest, openOfficeUnderTest } from "../../support/e2e-office";

interface Visits {
  /** A page of a new person of the demonstration office; the whole regency unless areas are named. */
  readonly visitAs: (
    role: Role,
    options?: { readonly areaCodes?: readonly string[]; readonly javaScript?: boolean },
  ) => Promise<Page>;
}

/** Pages looked at in the demonstration office, with the families that its first run prepared. */
export const test = base.extend<Visits, { office: OfficeUnderTest }>({
  office: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this parameter
    async ({}, use) => {
      const office = await openOfficeUnderTest();
      await use(office);
      await office.release();
    },
    { scope: "worker" },
  ],
  visitAs: async ({ browser, office, locale, timezoneId, baseURL }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (role, { areaCodes = ["35.73"], javaScript = true } = {}) => {
      const person = await office.signIn(role, areaCodes);
      const context = await browser.newContext({
        baseURL,
        locale,
        timezoneId,
        viewport: { width: 1366, height: 768 },
        javaScriptEnabled: javaScript,
      });
      contexts.push(context);
      await context.addCookies([person.cookie]);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";
