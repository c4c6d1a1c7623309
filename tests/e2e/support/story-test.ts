import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import type { Role } from "@/lib/auth/types";
import { openStoryOffice, STORY_REGENCY, type StoryOffice } from "../../support/story-office";

/** Somebody of the story's office with a browser of their own. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
}

interface Stories {
  /** A new person with this role for the whole regency, not by way of the sign-in form. */
  readonly visit: (role: Role, browser?: BrowserContextOptions) => Promise<Visitor>;
  /** The same where a story does not call the person by name. */
  readonly signInAs: (role: Role, options?: { readonly javaScript?: boolean }) => Promise<Page>;
}

interface StoryOffices {
  /** A story that gives its name plays in an office of its own; the others share one. */
  readonly story: string;
  readonly office: StoryOffice;
}

const SCREEN = { viewport: { width: 1366, height: 768 } } as const;

/** A companion's phone at the door of a house in Kota Malang. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 800 },
  hasTouch: true,
  geolocation: { latitude: -7.966622, longitude: 112.632631, accuracy: 12 },
  permissions: ["geolocation"],
};

/** Stories that play in an office of their own; see `story-office.ts`. */
export const test = base.extend<Stories, StoryOffices>({
  story: ["", { option: true, scope: "worker" }],
  office: [
    // Another name makes another worker, and each worker opens its own office.
    // biome-ignore lint/correctness/noUnusedFunctionParameters: what a worker is told apart by
    async ({ story }, use) => {
      const office = await openStoryOffice();
      await use(office);
      await office.release();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  visit: async ({ browser, office, locale, timezoneId }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (role, options = SCREEN) => {
      const person = await office.signIn(role, [STORY_REGENCY]);
      const context = await browser.newContext({
        baseURL: office.url,
        locale,
        timezoneId,
        ...options,
      });
      contexts.push(context);
      await context.addCookies([person.cookie]);
      return { name: person.name, page: await context.newPage() };
    });
    for (const context of contexts) await context.close();
  },
  signInAs: async ({ visit }, use) => {
    await use(async (role, { javaScript = true } = {}) => {
      const { page } = await visit(role, { ...SCREEN, javaScriptEnabled: javaScript });
      return page;
    });
  },
});

export { expect } from "@playwright/test";
