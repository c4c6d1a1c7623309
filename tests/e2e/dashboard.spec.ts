import type { Page } from "@playwright/test";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

/** Follows a figure of the dashboard and reads what its list counts, then comes back. */
async function countBehind(page: Page, figure: string, countOnList: RegExp): Promise<string> {
  await page.getByRole("link", { name: figure }).first().click();
  // The dashboard itself says numbers in the same words.
  await page.waitForURL(({ pathname }) => pathname !== "/dasbor");
  const shown = page.getByText(countOnList).first();
  await expect(shown).toBeVisible();
  const [, count = ""] = countOnList.exec((await shown.textContent()) ?? "") ?? [];
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Dasbor" })).toBeVisible();
  return count;
}

/** The number that a figure's link begins with. */
async function figureOf(page: Page, name: string | RegExp): Promise<string> {
  const text = await page.getByRole("link", { name }).first().textContent();
  return /[\d.]+/.exec(text ?? "")?.[0] ?? "";
}

test("the head reads how the office stands, and every figure leads to a list that counts the same", async ({
  visitAs,
}) => {
  const page = await visitAs("head");
  await page.goto("/");
  await page.getByRole("link", { name: "Buka dasbor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dasbor" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Menunggu Anda" })).toContainText(
    "Usulan yang menunggu pengesahan",
  );
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  await inspectPage(page, "dasbor");

  for (const [figure, list] of [
    [/^[\d.]+ keluarga Desil 1,/, /^([\d.]+) keluarga/],
    [/^[\d.]+ keluarga di Blimbing$/, /^([\d.]+) keluarga/],
    [/^[\d.]+ kasus terbuka di Blimbing$/, /^([\d.]+) kasus/],
    [/^[\d.]+ kasus Salah masuk, Belum ditugaskan$/, /^([\d.]+) kasus/],
    [/^[\d.]+ Keluarga baru$/, /^([\d.]+) keluarga/],
    [/^[\d.]+ Kasus baru$/, /^([\d.]+) kasus/],
  ] as const) {
    const link = page.getByRole("link", { name: figure }).first();
    const name = (await link.textContent()) ?? "";
    expect([name, await countBehind(page, name, list)]).toEqual([name, await figureOf(page, name)]);
  }
});

test("the dashboard prints on exactly one page that says who printed it", async ({ visitAs }) => {
  const page = await visitAs("head");
  await page.goto("/dasbor");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: "test-results/halaman/dasbor-cetak.png", fullPage: true });

  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
  await expect(page.getByText("Dicetak oleh Uji head")).toBeVisible();
  await expect(page.getByText("DATA CONTOH")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Utama" })).toBeHidden();
});

test("without JavaScript the tables stand; in a kelurahan everything is of that kelurahan", async ({
  visitAs,
}) => {
  const page = await visitAs("village_operator", {
    areaCodes: ["35.73.01.1001"],
    javaScript: false,
  });
  await page.goto("/dasbor");

  await expect(page.getByRole("columnheader", { name: "Kelurahan" })).toBeVisible();
  const places = page.getByRole("table", { name: "Keluarga, kasus, dan kunjungan per kelurahan" });
  await expect(places.getByRole("row")).toHaveCount(2);
  await expect(page.getByText("Angka BPS hanya ada untuk seluruh Kota Malang.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Keluarga dan jiwa menurut desil" })).toBeVisible();
});

test("an admin enters the series with its source, mends the lines that are wrong, and the head sees it", async ({
  visitAs,
}) => {
  const admin = await visitAs("admin");
  await admin.goto("/indikator");
  await admin.getByLabel("Tahun dan nilai").fill("tahun;nilai\n2021;276.58\n2022;252,88");
  await admin.getByLabel("Sumber deret ini").fill("Contoh terbitan, bukan angka resmi");
  await admin.getByRole("button", { name: "Impor deret" }).click();
  await expect(admin).toHaveTitle(/^Galat: /);
  await expect(admin.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toContainText(
    "Baris 2: tulis angka dengan koma",
  );
  await inspectPage(admin, "indikator-galat");
  await admin.getByLabel("Tahun dan nilai").fill("2021;276,58\n2022;252,88");
  await admin.getByRole("button", { name: "Impor deret" }).click();
  await expect(admin.getByText("2 tahun tercatat: 2021, 2022")).toBeVisible();
  await admin.getByLabel("Tahun", { exact: true }).fill("2022");
  await admin.getByLabel("Penduduk miskin (ribu jiwa)", { exact: true }).fill("251,36");
  await admin.getByLabel("Sumber", { exact: true }).fill("Contoh terbitan, perbaikan");
  await admin.getByRole("button", { name: "Simpan angka" }).click();
  await expect(admin.getByText("Angka 2022 tercatat")).toBeVisible();
  await expect(admin.getByRole("row").filter({ hasText: "252,88" })).toContainText(
    "tidak berlaku lagi",
  );
  await inspectPage(admin, "indikator");

  const head = await visitAs("head");
  await head.goto("/dasbor");
  const row = head
    .getByRole("table", { name: /^Angka per tahun/ })
    .getByRole("row", { name: /^2022/ });
  await expect(row).toContainText("251,36");
  await inspectPage(head, "dasbor-indikator");
  await head.getByRole("link", { name: "Lihat angka BPS dan perubahannya" }).click();
  await expect(head.getByRole("button", { name: "Simpan angka" })).toHaveCount(0);
  await admin.getByRole("button", { name: "Tarik angka tahun 2021" }).click();
  await expect(admin.getByRole("row").filter({ hasText: "ditarik" })).toBeVisible();
});
