import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

const PURPOSE = "Rapat koordinasi bulanan";

/** Fills the form of a list and returns the file that comes. */
async function take(page: Page, choose: (page: Page) => Promise<void> = async () => {}) {
  await page.getByText("Unduh daftar", { exact: true }).click();
  await page.getByLabel("Untuk apa?").fill(PURPOSE);
  await choose(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Unduh", exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test("a list is taken with its filters, for a purpose, and the audit trail says so", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");
  await page.goto("/kasus?jenis=over-limit");
  const counted = await page.getByText(/^\d+ kasus terbuka$/).textContent();
  await page.getByText("Unduh daftar", { exact: true }).click();
  await inspectPage(page, "unduh-daftar");
  await page.reload();

  const { name, content } = await take(page);

  expect(name).toMatch(/^kasus-\d{4}-\d\d-\d\d\.xlsx$/);
  const [data, notes] = await readXlsxFile(content);
  const [header = [], ...rows] = data?.data ?? [];
  expect(`${rows.length} kasus terbuka`).toBe(counted);
  const kinds = new Set(
    rows.map((row) => String(row[header.indexOf("Jenis kasus")]).split(":")[0]),
  );
  expect([...kinds]).toEqual(["Di atas batas desil"]);
  expect(JSON.stringify(rows)).not.toMatch(/"\d{16}"/);
  expect(notes?.data).toContainEqual(["Tujuan", PURPOSE]);

  const admin = await visitAs("admin");
  await admin.goto("/audit?tindakan=list.export");
  await expect(admin.getByRole("row", { name: /Daftar diunduh/ }).first()).toBeVisible();
});

test("numbers come whole only where they are asked for, as CSV that a spreadsheet leaves alone", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");
  await page.goto("/keluarga?desil=10");

  const { name, content } = await take(page, async () => {
    await page.getByLabel("Teks (CSV, dipisah titik koma)").check();
    await page.getByLabel("Sertakan NIK dan No KK lengkap").check();
  });

  expect(name).toMatch(/^registri-keluarga-\d{4}-\d\d-\d\d\.csv$/);
  const [header, first] = content.toString("utf8").split("\r\n");
  expect(header).toMatch(/^\uFEFFKepala keluarga;No KK;NIK kepala keluarga;/);
  expect(first).toMatch(/;'\d{16};/);
});

test("a companion has lists to work on, and none to take away", async ({ visitAs }) => {
  const page = await visitAs("companion");
  await page.goto("/keluarga");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Registri");
  await expect(page.getByText("Unduh daftar", { exact: true })).toHaveCount(0);
});

test("the admin takes the users, and whoever reads the series takes it", async ({ visitAs }) => {
  const page = await visitAs("admin");

  await page.goto("/pengguna?peran=companion");
  const users = await readXlsxFile((await take(page)).content);
  await page.goto("/indikator");
  const series = await take(page);

  expect(new Set(users[0]?.data.slice(1).map((row) => row[2]))).toEqual(new Set(["Pendamping"]));
  expect(series.name).toMatch(/^indikator-\d{4}-\d\d-\d\d\.xlsx$/);
});
