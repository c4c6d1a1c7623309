import type { Page } from "@playwright/test";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

const PASSWORD = "kopi hujan lemari angsa";

/** What the one-time link's page and /masuk ask for. */
async function setPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Kata sandi baru").fill(password);
  await page.getByLabel("Ketik sekali lagi").fill(password);
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Nama pengguna").fill(username);
  await page.getByLabel("Kata sandi").fill(password);
  await page.getByRole("button", { name: "Masuk" }).click();
}

/** Fills the invitation of a companion of Kecamatan Blimbing. */
async function fillInvitation(admin: Page, name: string, username: string): Promise<void> {
  await admin.getByLabel("Nama lengkap").fill(name);
  await admin.getByLabel("Peran").selectOption({ label: "Pendamping" });
  await admin.getByLabel("Kecamatan atau kelurahan tertentu").check();
  await admin.getByLabel("Kecamatan Blimbing, seluruhnya").check();
  await admin.getByLabel("Nama pengguna").fill(username);
}

test("an admin invites a companion, who sets a password, works in the area, and is signed out", async ({
  visitAs,
  browser,
  baseURL,
}) => {
  const admin = await visitAs("admin");
  await admin.goto("/");
  await admin.getByRole("link", { name: "Undang pengguna" }).click();
  await inspectPage(admin, "pengguna-baru");
  await admin.getByRole("button", { name: "Undang dan buat tautan" }).click();
  await expect(admin.getByRole("link", { name: "Isi nama orangnya." })).toBeVisible();
  const username = `rina.${Date.now()}`;
  await fillInvitation(admin, "Rina Wulandari", username);
  await inspectPage(admin, "pengguna-baru-isi");

  await admin.getByRole("button", { name: "Undang dan buat tautan" }).click();

  await expect(admin.getByText("Serahkan tautan ini kepada Rina Wulandari")).toBeVisible();
  await inspectPage(admin, "pengguna-tautan");
  const link = (await admin.locator("code").textContent()) ?? "";
  expect(link).toMatch(/\/sandi\/[\w-]{43}$/);
  expect(admin.url()).not.toContain(link.split("/").at(-1));
  await admin.reload();
  await expect(admin.locator("code")).toHaveCount(0);

  const phone = await browser.newContext({ baseURL, viewport: { width: 360, height: 800 } });
  const companion = await phone.newPage();
  await companion.goto(new URL(link).pathname);
  await setPassword(companion, "Rina Wulandari 2026");
  await expect(companion.getByText(/Nama, nama pengguna, nama kantor/).first()).toBeVisible();
  await setPassword(companion, PASSWORD);
  await expect(companion.getByText("Kata sandi tersimpan.")).toBeVisible();
  await signIn(companion, username, PASSWORD);
  await expect(companion.getByRole("heading", { name: "Yang menunggu" })).toBeVisible();
  await expect(companion.getByText(/kelurahan di Kecamatan Blimbing/).last()).toBeVisible();
  await companion.getByRole("link", { name: "Akun saya" }).click();
  await expect(companion.getByText("Kecamatan Blimbing", { exact: true })).toBeVisible();
  await expect(companion.getByText("Perangkat ini", { exact: true })).toBeVisible();

  await admin.goto("/pengguna");
  await admin.getByRole("searchbox").fill(username);
  await admin.getByRole("button", { name: "Cari" }).click();
  await expect(admin.getByText("1 pengguna", { exact: true })).toBeVisible();
  expect(admin.url()).not.toContain("rina");
  await admin.getByRole("link", { name: "Rina Wulandari" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "Rina Wulandari" })).toBeVisible();
  await inspectPage(admin, "pengguna-akun");
  await admin.getByRole("button", { name: /^Keluarkan/ }).click();
  await expect(admin.getByText("1 perangkat dikeluarkan")).toBeVisible();

  await companion.goto("/tugas");
  await expect(companion).toHaveURL("/masuk");
  await phone.close();
});

test("a role and an area change at once, and closing an account ends its access", async ({
  visitAs,
  office,
}) => {
  const admin = await visitAs("admin");
  const operator = await visitAs("operator");
  await operator.goto("/");
  const { rows } = await office.pool.query<{ id: string }>(
    "SELECT user_id AS id FROM session ORDER BY created_at DESC LIMIT 1",
  );
  await admin.goto(`/pengguna/${rows[0]?.id}`);
  await admin.getByLabel("Peran", { exact: true }).selectOption({ label: "Verifikator" });
  await admin.getByLabel("Kecamatan atau kelurahan tertentu").check();
  await admin.getByText(/kelurahan di Klojen/).click();
  await admin.getByLabel("Samaan", { exact: true }).check();
  await admin.getByRole("button", { name: "Simpan perubahan" }).click();
  await expect(admin.getByText("Perubahan berlaku sekarang juga")).toBeVisible();

  await operator.reload();
  await expect(operator.getByText("Verifikator · Kelurahan Samaan").first()).toBeVisible();

  await admin.getByRole("button", { name: "Nonaktifkan akun" }).click();
  await expect(admin.getByRole("link", { name: "Pilih alasannya." })).toBeVisible();
  await admin.getByRole("combobox", { name: "Alasan" }).selectOption({ label: "Pindah tugas" });
  await admin.getByRole("button", { name: "Nonaktifkan akun" }).click();
  await expect(admin.getByText("Akun sudah nonaktif")).toBeVisible();
  await inspectPage(admin, "pengguna-nonaktif");
  await operator.reload();
  await expect(operator).toHaveURL("/masuk");
});

test("the list narrows by role and state, and shared accounts are left alone", async ({
  visitAs,
}) => {
  const admin = await visitAs("admin");
  await admin.goto("/pengguna");
  await inspectPage(admin, "pengguna");
  await admin.getByLabel("Peran").selectOption({ label: "Kepala dinas" });
  await admin.getByRole("button", { name: "Terapkan saringan" }).click();
  await expect(admin).toHaveURL(/peran=head/);
  await admin.getByRole("link", { name: "Hadi Kusuma" }).click();
  await expect(admin.getByText("Akun contoh dipakai bersama")).toBeVisible();
  await expect(admin.getByRole("button", { name: "Nonaktifkan akun" })).toHaveCount(0);
  await inspectPage(admin, "pengguna-contoh");
  await admin.goto("/pengguna?peran=raja");
  await expect(admin.getByText("Saringan ini tidak dikenal")).toBeVisible();
});

test("people see their devices and change their own password, also without JavaScript", async ({
  visitAs,
}) => {
  const page = await visitAs("operator", { javaScript: false });
  await page.goto("/akun");
  await page.getByLabel("Kata sandi sekarang").fill("bukan kata sandi saya");
  await page.getByLabel("Kata sandi baru").fill(PASSWORD);
  await page.getByLabel("Ketik sekali lagi").fill(PASSWORD);
  await page.getByRole("button", { name: "Ganti kata sandi" }).click();
  await expect(page.getByText("Kata sandi sekarang salah. Ketik lagi.").first()).toBeVisible();

  const scripted = await visitAs("operator");
  await scripted.goto("/");
  await scripted.getByRole("link", { name: /^Akun saya/ }).click();
  await expect(scripted.getByRole("heading", { name: "Akun saya" })).toBeVisible();
  await inspectPage(scripted, "akun");
});
