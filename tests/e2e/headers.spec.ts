import { expect, type Page, test } from "@playwright/test";
import { ENTRANCES, may } from "@/lib/auth/policy";
import { ROLES } from "@/lib/auth/types";
import { type OfficeUnderTest, openOfficeUnderTest } from "../support/e2e-office";
import { findPage } from "./support/find-page";

let office: OfficeUnderTest;

test.beforeAll(async () => {
  office = await openOfficeUnderTest();
});
test.afterAll(() => office.release());

/** What the browser refused under the policy of the pages that were opened since. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  await page.exposeFunction("reportViolation", (text: string) => seen.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      // Put there by `exposeFunction` above.
      (window as unknown as { reportViolation(text: string): void }).reportViolation(
        `${location.pathname}: ${violatedDirective} ${blockedURI}`,
      );
    });
  });
  return async () => {
    // Scripts of the page have run when the browser has nothing left to do.
    await page.evaluate(
      () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 5000 })),
    );
    return seen;
  };
}

for (const role of ROLES) {
  test(`no page of ${role} breaks the content security policy, and every script has the nonce`, async ({
    page,
    context,
  }) => {
    const person = await office.signIn(role, ["35.73"]);
    await context.addCookies([person.cookie]);
    const violations = await watchViolations(page);
    for (const [pattern, access] of Object.entries(ENTRANCES.page)) {
      const address = await findPage(office, pattern);
      if (!address || (access !== "public" && !may(role, access))) continue;
      const answer = await page.goto(address);
      const html = (await answer?.text()) ?? "";
      const nonce = answer?.headers()["content-security-policy"]?.match(/'nonce-([^']+)'/)?.[1];

      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      const strangers = scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`));
      expect(scripts.length, address).toBeGreaterThan(0);
      expect(strangers, address).toEqual([]);
      expect(await violations(), address).toEqual([]);
    }
  });
}

test("two answers never share a nonce", async ({ request }) => {
  const policies = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const answer = await request.get("/masuk");
      return answer.headers()["content-security-policy"];
    }),
  );

  expect(new Set(policies).size).toBe(5);
});

test("every answer carries the protecting headers, and none with people in it is kept", async ({
  request,
}) => {
  const person = await office.signIn("operator", ["35.73"]);
  const headers = { cookie: `${person.cookie.name}=${person.cookie.value}` };
  for (const path of ["/masuk", "/keluarga", "/api/health", "/api/auth/session", "/tidak-ada"]) {
    const answer = await request.get(path, { headers, maxRedirects: 0 });

    expect(answer.headers(), path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=(self)"),
      "cache-control": expect.stringContaining("no-store"),
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(answer.headers()["x-powered-by"], path).toBeUndefined();
    // On plain http a browser ignores it; behind https it is one year.
    expect(answer.headers()["strict-transport-security"], path).toBeUndefined();
  }
});
