import { createHash, randomBytes, randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { hashPassword } from "@/lib/auth/password";
import { type OfficeUnderTest, openOfficeUnderTest } from "../support/e2e-office";

const PASSWORD = "sandi untuk uji coba";

let office: OfficeUnderTest;

test.beforeAll(async () => {
  office = await openOfficeUnderTest();
});
test.afterAll(() => office.release());
// Wrong passwords of one test must not make the next one wait.
test.beforeEach(async () => {
  await office.pool.query("DELETE FROM sign_in_throttle");
});

async function newAccount(role = "admin"): Promise<{ id: string; username: string }> {
  const id = randomUUID();
  const username = `uji-${id.slice(0, 12)}`;
  await office.pool.query(
    "INSERT INTO app_user (id, username, name, role, password_hash) VALUES ($1, $2, $3, $4, $5)",
    [id, username, "Siti Uji", role, await hashPassword(PASSWORD)],
  );
  return { id, username };
}

async function newLink(userId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await office.pool.query(
    "INSERT INTO one_time_link (token_hash, user_id, expires_at) VALUES ($1, $2, now() + interval '30 minutes')",
    [createHash("sha256").update(token).digest(), userId],
  );
  return token;
}

async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Nama pengguna").fill(username);
  await page.getByLabel("Kata sandi").fill(password);
  await page.getByRole("button", { name: "Masuk" }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const sessionCookies = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => name.includes("tepat-sesi"));

test("a person signs in, lands on the start page, and signs out for good", async ({
  page,
  context,
}) => {
  const { username } = await newAccount();
  await page.goto("/masuk");
  await expectAccessible(page);

  await fillSignIn(page, username, PASSWORD);

  await expect(page).toHaveURL("/");
  const [cookie] = await sessionCookies(context);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.getByRole("button", { name: "Keluar" }).click();
  await expect(page).toHaveURL("/masuk");
  expect(await sessionCookies(context)).toEqual([]);
  // The cookie that somebody copied before opens nothing any more.
  if (cookie) await context.addCookies([cookie]);
  await page.goto("/audit");
  await expect(page).toHaveURL("/masuk");
});

test("a wrong password is said at once, keeps the name, and never tells whether the name exists", async ({
  page,
}) => {
  const { username } = await newAccount();
  const messages: (string | null)[] = [];
  for (const name of [username, "tidak-ada-orangnya"]) {
    await page.goto("/masuk");
    await fillSignIn(page, name, "sandi yang salah sekali");
    const summary = page.getByRole("alert").filter({ hasText: "Ada yang perlu diperbaiki" });
    await expect(summary).toBeFocused();
    messages.push(await summary.textContent());
    await expect(page.getByLabel("Nama pengguna")).toHaveValue(name);
    await expect(page.getByLabel("Kata sandi")).toHaveValue("");
    await expectAccessible(page);
  }

  expect(messages[0]).toContain("Nama pengguna atau kata sandi salah");
  expect(new Set(messages).size).toBe(1);
});

test("after five wrong passwords the person is told to wait", async ({ page }) => {
  const { username } = await newAccount();
  await page.goto("/masuk");
  for (let failure = 0; failure < 5; failure += 1) {
    await fillSignIn(page, username, `salah salah ${failure}`);
    // The field is emptied when the answer is there.
    await expect(page.getByLabel("Kata sandi")).toHaveValue("");
    await expect(page.getByRole("alert").getByText("kata sandi salah")).toBeVisible();
  }

  await fillSignIn(page, username, PASSWORD);

  await expect(page.getByText("Terlalu banyak percobaan. Coba lagi dalam 1 menit.")).toBeVisible();
});

test("a one-time link sets a password once, and the person signs in with it", async ({ page }) => {
  const { id, username } = await newAccount();
  const token = await newLink(id);
  await page.goto(`/sandi/${token}`);
  await expectAccessible(page);

  await page.getByLabel("Kata sandi baru").fill("terlalu pendek");
  await page.getByLabel("Ketik sekali lagi").fill("terlalu pendek");
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
  await expect(page.getByText("Pakai paling sedikit 15 karakter.")).toBeVisible();
  await page.getByLabel("Kata sandi baru").fill("empat ekor kucing");
  await page.getByLabel("Ketik sekali lagi").fill("empat ekor anjing");
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
  await expect(page.getByRole("link", { name: /Kedua kata sandi tidak sama/ })).toBeVisible();
  await page.getByLabel("Kata sandi baru").fill("empat ekor kucing");
  await page.getByLabel("Ketik sekali lagi").fill("empat ekor kucing");
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();

  await expect(page.getByText("Kata sandi tersimpan.")).toBeVisible();
  await fillSignIn(page, username, "empat ekor kucing");
  await expect(page).toHaveURL("/");
  await page.goto(`/sandi/${token}`);
  await expect(page.getByRole("heading", { name: "Tautan tidak berlaku" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in, its refusal and signing out work as plain forms", async ({ page }) => {
    const { username } = await newAccount();
    await page.goto("/masuk");
    await fillSignIn(page, username, "sandi yang salah sekali");
    await expect(page.getByText("Nama pengguna atau kata sandi salah")).toBeVisible();
    await expect(page.getByLabel("Nama pengguna")).toHaveValue(username);

    await fillSignIn(page, username, PASSWORD);

    await expect(page).toHaveURL("/");
    await page.getByRole("button", { name: "Keluar" }).click();
    await expect(page).toHaveURL("/masuk");
  });
});

test("both names of this machine sign in", async ({ page, baseURL }) => {
  const { username } = await newAccount();
  await page.goto(`${baseURL?.replace("localhost", "127.0.0.1")}/masuk`);

  await fillSignIn(page, username, PASSWORD);

  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test.describe("the session library's own door", () => {
  async function credentialsPost(page: Page, form: Record<string, string>, origin = "") {
    const csrf = await page.request.get("/api/auth/csrf");
    const { csrfToken } = await csrf.json();
    return page.request.post("/api/auth/callback/credentials", {
      form: { csrfToken, json: "true", ...form },
      headers: { origin },
      maxRedirects: 0,
    });
  }

  test("opens the same session, and only ever leads to a page of ours", async ({
    page,
    baseURL,
  }) => {
    const { username } = await newAccount();

    const form = { username, password: PASSWORD, callbackUrl: "https://jahat.example/" };
    const answer = await credentialsPost(page, form, baseURL);

    expect(await answer.json()).toEqual({ url: "/" });
    const session = await page.request.get("/api/auth/session");
    expect(await session.json()).toMatchObject({ user: { name: "Siti Uji", role: "admin" } });
    await page.goto("/audit");
    await expect(page.getByRole("heading", { name: "Jejak audit" })).toBeVisible();
  });

  test("is throttled like the form", async ({ page, baseURL }) => {
    const { username } = await newAccount();
    const urls: string[] = [];
    for (let failure = 0; failure < 6; failure += 1) {
      const answer = await credentialsPost(page, { username, password: "salah salah" }, baseURL);
      urls.push((await answer.json()).url);
    }

    expect(urls.slice(0, 5).every((url) => url.includes("CredentialsSignin"))).toBe(true);
    expect(urls[5]).toContain("throttled");
  });

  test("refuses other sites, broken bodies and everything it does not need", async ({
    request,
    baseURL,
  }) => {
    const json = { "content-type": "application/json", origin: baseURL ?? "" };
    const statuses = {
      otherSite: await request.post("/api/auth/callback/credentials", {
        form: {},
        headers: { origin: "https://jahat.example" },
      }),
      brokenJson: await request.post("/api/auth/callback/credentials", {
        data: Buffer.from("{"),
        headers: json,
      }),
      list: await request.post("/api/auth/callback/credentials", {
        data: Buffer.from("[]"),
        headers: json,
      }),
      log: await request.post("/api/auth/_log", { form: {}, headers: { origin: baseURL ?? "" } }),
      providers: await request.get("/api/auth/providers"),
    };

    expect(Object.values(statuses).map((answer) => answer.status())).toEqual([
      403, 400, 400, 404, 404,
    ]);
  });

  test("a cookie or bearer token that is garbage is nobody, not an error", async ({ request }) => {
    for (const value of ["garbage", "a.b.c.d.e", "%E0%A4%A", "eyJhbGciOiJkaXIifQ..x.y.z"]) {
      const headers = { cookie: `tepat-sesi=${value}`, authorization: `Bearer ${value}` };
      const session = await request.get("/api/auth/session", { headers });
      const page = await request.get("/audit", { headers, maxRedirects: 0 });

      expect([session.status(), await session.json()]).toEqual([200, {}]);
      expect([page.status(), page.headers().location]).toEqual([307, "/masuk"]);
    }
  });
});
