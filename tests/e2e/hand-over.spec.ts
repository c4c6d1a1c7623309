import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";
import { type ValidatedProposal, validateProposals } from "./support/validated-proposals";

const TICKET = "Tiket SIKS 2026-0001";

/** Makes a list of these proposals and opens it. */
async function openNewList(page: Page, proposals: readonly ValidatedProposal[]): Promise<void> {
  await page.goto("/serah-terima");
  for (const { number } of proposals) await page.getByLabel(`Centang usulan ${number}`).check();
  await page.getByRole("button", { name: "Buat daftar dari yang dicentang" }).click();
  await page.getByRole("link", { name: /^Buka daftar/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Daftar serah terima \d+$/);
}

const line = (page: Page, place: number) =>
  page.getByRole("region", { name: new RegExp(`^${place}\\. `) });

test("what is validated goes on a list, and what has no basis stays behind and is told", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 4, withoutBasis: 1 });
  const page = await visitAs("operator");
  await page.goto("/serah-terima");
  const bare = page.getByRole("row", { name: new RegExp(`Usulan ${proposals[3]?.number}\\b`) });
  await expect(bare).toContainText("Belum dicatat");
  await expect(bare.getByRole("checkbox")).toHaveCount(0);
  await inspectPage(page, "serah-terima-siap");

  await page.getByRole("button", { name: "Buat daftar dari yang dicentang" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Centang paling" })).toBeFocused();
  await page.getByLabel(`Centang usulan ${proposals[0]?.number}`).check();
  await page.getByRole("button", { name: "Buat daftar dari yang dicentang" }).click();
  await expect(page.getByText(/^Daftar \d+ dibuat: 1 usulan$/)).toBeVisible();
  const all = page.getByRole("button", { name: /^Buat daftar dari semua yang siap/ });
  const ready = (await all.textContent())?.match(/\((\d+)\)/)?.[1];
  await all.click();

  await expect(page.getByText(new RegExp(`^Daftar \\d+ dibuat: ${ready} usulan$`))).toBeVisible();
  await expect(page.getByText(/^Tidak ikut: \d+ belum punya dasar\.$/)).toBeVisible();
  await expect(bare).toBeVisible();
  await expect(page.getByLabel(`Centang usulan ${proposals[1]?.number}`)).toHaveCount(0);
  await inspectPage(page, "serah-terima-dibuat");
});

test("an operator types a list in line by line without leaving the keyboard", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 3 });
  const page = await visitAs("operator");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openNewList(page, proposals);
  await inspectPage(page, "serah-terima-daftar");

  const copy = line(page, 1).getByRole("button", { name: "Salin No KK baris 1" });
  await copy.click();
  await expect(copy).toHaveText(/^Disalin/);
  const { rows } = await office.pool.query<{ nomor_kk: string }>(
    `SELECT household_release.nomor_kk::text
       FROM hand_over_line
       JOIN hand_over_batch ON hand_over_batch.id = hand_over_line.batch_id
       JOIN proposal ON proposal.id = hand_over_line.proposal_id
       JOIN household_release ON household_release.household_id = proposal.household_id
                             AND household_release.release_id = proposal.release_id
      WHERE hand_over_line.line_no = 1
   ORDER BY hand_over_batch.number DESC LIMIT 1`,
  );
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(rows[0]?.nomor_kk);

  const evidence = line(page, 1).getByLabel("Bukti dari SIKS-NG");
  await evidence.press("Enter");
  await expect(line(page, 1).getByRole("alert")).toContainText("Tulis apa yang dijawab SIKS-NG");
  await expect(evidence).toBeFocused();
  await evidence.fill(TICKET);
  await evidence.press("Enter");

  await expect(page.getByText(/^Usulan \d+ dicatat sudah dientri$/)).toBeVisible();
  await expect(line(page, 1)).toHaveCount(0);
  await expect(line(page, 2).getByRole("button", { name: "Salin No KK baris 2" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(line(page, 3).getByRole("button", { name: "Salin No KK baris 3" })).toBeFocused();
  await expect(page.getByRole("link", { name: /^Belum dientri/ })).toContainText("2");
});

test("lines are ticked and noted at once, and a refused form keeps the ticks", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 2 });
  const page = await visitAs("operator");
  await openNewList(page, proposals);
  const many = page.getByRole("complementary", { name: "Catat beberapa baris sekaligus" });

  await many.getByRole("button", { name: "Centang semua di halaman ini" }).click();
  await expect(many.getByRole("status")).toHaveText("2 baris dicentang");
  await many.getByRole("button", { name: "Catat yang dicentang" }).click();
  await expect(many.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await inspectPage(page, "serah-terima-banyak-galat");
  await many.getByLabel("Bukti dari SIKS-NG").fill(TICKET);
  await many.getByRole("button", { name: "Catat yang dicentang" }).click();

  await expect(page.getByText("2 usulan dicatat sudah dientri")).toBeVisible();
  await expect(page.getByText("Semua baris sudah dientri")).toBeVisible();
  await inspectPage(page, "serah-terima-semua-dientri");
});

test("answers of Kemensos and BPS are noted in bulk, and what cannot take one is named", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 3 });
  const page = await visitAs("operator");
  await openNewList(page, proposals);
  await noteAll(page);
  await page.getByRole("link", { name: "Lihat yang menunggu hasil" }).click();
  await inspectPage(page, "serah-terima-menunggu");

  await tick(page, 1, 2);
  await page.getByLabel("Disetujui Kemensos").check();
  await page.getByRole("button", { name: "Catat hasil" }).click();
  await expect(page.getByText("2 usulan dicatat hasilnya")).toBeVisible();
  await tick(page, 1, 3);
  await page.getByLabel("Diteruskan ke BPS").check();
  await page.getByRole("button", { name: "Catat hasil" }).click();
  const inThirdPlace = await line(page, 3)
    .getByRole("link", { name: /^Usulan/ })
    .textContent();
  await expect(page.getByText(`${inThirdPlace}: keadaannya`)).toBeVisible();
  await inspectPage(page, "serah-terima-hasil-sebagian");

  await expect(page.getByLabel("Alasan penolakan")).toBeHidden();
  await tick(page, 3);
  await page.getByLabel("Ditolak Kemensos").check();
  await page.getByRole("button", { name: "Catat hasil" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Pilih alasan" })).toBeVisible();
  await page.getByLabel("Ditolak Kemensos").check();
  await page.getByLabel("Alasan penolakan").selectOption("NIK tidak padan");
  await inspectPage(page, "serah-terima-tolak");
  await page.getByRole("button", { name: "Catat hasil" }).click();

  await expect(line(page, 3)).toHaveCount(0);
  await page.getByRole("link", { name: /^Selesai/ }).click();
  await expect(line(page, 3)).toContainText("NIK tidak padan");
  await inspectPage(page, "serah-terima-selesai");
  await page.goto("/serah-terima");
  await expect(page.getByRole("row", { name: /^Daftar \d/ }).first()).toContainText("1 ditolak");
  await inspectPage(page, "serah-terima");
});

test("an entry is taken back with a reason, also without JavaScript", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 2 });
  const page = await visitAs("operator", { javaScript: false });
  await openNewList(page, proposals);
  const address = page.url();
  await line(page, 1).getByLabel("Bukti dari SIKS-NG").fill(TICKET);
  await line(page, 1).getByRole("button", { name: "Sudah dientri" }).click();
  await expect(page.getByText(/^Usulan \d+ dicatat sudah dientri$/)).toBeVisible();
  await line(page, 2).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Catat yang dicentang" }).click();
  await expect(page.getByText("Ada yang perlu diperbaiki")).toBeVisible();

  await page.goto(`${address}?tab=menunggu`);
  await page.getByText(/^Salah catat/).click();
  await page.getByRole("button", { name: "Tarik kembali entri" }).click();
  await expect(page.getByRole("alert")).toContainText("Tuliskan alasannya.");
  await page.getByLabel("Alasan menarik kembali").fill("Salah baris");
  await page.getByRole("button", { name: "Tarik kembali entri" }).click();

  await expect(page.getByText(/^Entri usulan \d+ ditarik kembali$/)).toBeVisible();
  await page.goto(address);
  await expect(line(page, 1)).toBeVisible();
});

test("the workbook is taken by operators only; the head reads along with masked numbers", async ({
  visitAs,
  office,
}) => {
  const proposals = await validateProposals(office, { count: 1 });
  const page = await visitAs("operator");
  await openNewList(page, proposals);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Unduh XLSX" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^serah-terima-\d+\.xlsx$/);
  const sheets = await readXlsxFile(await readFile(await download.path()));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Perubahan", "Usulan", "Tentang daftar"]);

  const head = await visitAs("head");
  await head.goto(page.url());
  await expect(head.getByText(/•••• \d{4}/).first()).toBeVisible();
  expect(await head.content()).not.toMatch(/\b\d{16}\b/);
  await expect(head.getByRole("button", { name: "Sudah dientri" })).toHaveCount(0);
  await expect(head.getByRole("link", { name: "Unduh XLSX" })).toHaveCount(0);
  await inspectPage(head, "serah-terima-kepala");
  const file = page.url().replace("/serah-terima/", "/api/serah-terima/").split("?")[0];
  expect((await head.request.get(`${file}/berkas`)).status()).toBe(404);
});

test("of a list that is not there nothing is found, and it is written down who asked", async ({
  visitAs,
  office,
}) => {
  const nobodys = "00000000-0000-4000-8000-00000000e2e5";
  const page = await visitAs("operator");

  expect((await page.goto(`/serah-terima/${nobodys}`))?.status()).toBe(404);
  await page.goto("/serah-terima?saring=semua");
  await expect(page.getByText("Alamat ini tidak dikenal")).toBeVisible();
  const { rows } = await office.pool.query("SELECT action FROM audit_event WHERE subject_id = $1", [
    nobodys,
  ]);
  expect(rows).toEqual([{ action: "access.deny" }]);
});

async function noteAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Centang semua di halaman ini" }).click();
  const many = page.getByRole("complementary");
  await many.getByLabel("Bukti dari SIKS-NG").fill(TICKET);
  await many.getByRole("button", { name: "Catat yang dicentang" }).click();
  await expect(page.getByText("Semua baris sudah dientri")).toBeVisible();
}

async function tick(page: Page, ...places: readonly number[]): Promise<void> {
  for (const place of places) await line(page, place).getByRole("checkbox").check();
}
