import { test as base, type Page } from "@playwright/test";
import type { Role } from "@/lib/auth/types";
import { openStoryOffice, STORY_REGENCY, type StoryOffice } from "../../support/story-office";

interface Stories {
  /** A page of a new person with this role for the whole regency, not by way of the sign-in form. */
  readonly signInAs: (role: Role, options?: { readonly javaScript?: boolean }) => Promise<Page>;
}

/** Stories that play in an office of their own; see `story-office.ts`. */
export const test = base.extend<Stories, { office: StoryOffice }>({
  office: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this parameter
    async ({}, use) => {
      const office = await openStoryOffice();
      await use(office);
      await office.release();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  signInAs: async ({ browser, office, locale, timezoneId }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (role, { javaScript = true } = {}) => {
      const person = await office.signIn(role, [STORY_REGENCY]);
      const context = await browser.newContext({
        baseURL: office.url,
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
