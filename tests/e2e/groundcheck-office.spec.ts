import type { Page } from "@playwright/test";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";
import { giveVisit, sendItem, visitItem } from "./support/sent-visits";

const REGENCY = "35.73";

/** Reads the page's families in the order of the list, as a person sees them. */
function familyBoxes(page: Page) {
  return page.getByRole("region", { name: "1. Keluarga" }).getByRole("checkbox");
}

test("an operator gives visits out evenly, sees the loads before and reads who got how many", async ({
  visitAs,
  office,
}) => {
  test.setTimeout(240_000);
  const [first, second] = [
    await office.signIn("companion", [REGENCY]),
    await office.signIn("companion", [REGENCY]),
  ];
  const page = await visitAs("operator");
  await page.goto("/groundcheck");
  await inspectPage(page, "groundcheck-belum");
  await page.getByRole("link", { name: "Tugaskan kunjungan" }).click();
  await expect(page.getByText("Belum ada keluarga yang dipilih.")).toBeVisible();
  await inspectPage(page, "groundcheck-tugaskan");

  await page.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toContainText(
    "Pilih paling sedikit satu keluarga.",
  );
  for (const index of [0, 1, 2]) await familyBoxes(page).nth(index).check();
  await page.getByRole("checkbox", { name: new RegExp(first.name) }).check();
  await page.getByRole("checkbox", { name: new RegExp(second.name) }).check();
  await expect(page.getByRole("radio", { name: /^Hanya pendamping/ })).toBeChecked();
  await expect(page.getByText("3 keluarga dibagi kepada 2 pendamping.")).toBeVisible();
  await inspectPage(page, "groundcheck-tugaskan-dipilih");
  await page.getByRole("button", { name: "Tugaskan", exact: true }).click();

  const notice = page.getByRole("status").filter({ hasText: "sudah ditugaskan" });
  await expect(notice).toContainText("3 keluarga sudah ditugaskan kepada 2 pendamping");
  await expect(notice).toContainText(`${first.name}: `);
  await inspectPage(page, "groundcheck-tugaskan-hasil");
  const { rows } = await office.pool.query(
    "SELECT count(*)::int AS count FROM groundcheck WHERE companion_id = ANY($1) GROUP BY companion_id ORDER BY 1",
    [[first.id, second.id]],
  );
  expect(rows).toEqual([{ count: 1 }, { count: 2 }]);

  await page.goto("/groundcheck?tab=pendamping");
  await inspectPage(page, "groundcheck-pendamping");
  await page.getByRole("link", { name: first.name, exact: true }).click();
  await expect(page.getByRole("region", { name: "Daftar kunjungan" })).toContainText(first.name);
  await inspectPage(page, "groundcheck-berjalan");
});

test("visits are given out without JavaScript too, after a look at who would get how many", async ({
  visitAs,
  office,
}) => {
  const companion = await office.signIn("companion", [REGENCY]);
  const page = await visitAs("operator", { javaScript: false });
  await page.goto("/groundcheck/tugaskan");

  await familyBoxes(page).nth(4).check();
  await page.getByRole("radio", { name: /^Hanya pendamping/ }).check();
  await page.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(page.getByText("Pilih paling sedikit satu pendamping.")).toBeVisible();
  await expect(familyBoxes(page).nth(4)).toBeChecked();
  await page.getByRole("checkbox", { name: new RegExp(companion.name) }).check();
  await page.getByRole("button", { name: "Hitung pembagiannya dahulu" }).click();
  await expect(page.getByText("1 keluarga akan ditugaskan kepada 1 pendamping")).toBeVisible();
  await page.getByRole("button", { name: "Tugaskan", exact: true }).click();

  await expect(page.getByText("1 keluarga sudah ditugaskan kepada 1 pendamping")).toBeVisible();
});

test("all that a filter finds is chosen with one press, and nobody else", async ({
  visitAs,
  office,
}) => {
  const companion = await office.signIn("companion", [REGENCY]);
  const page = await visitAs("operator");
  await page.goto("/groundcheck/tugaskan");
  await page.getByLabel("Jenis kasus").selectOption({ label: "Tidak ada di DTSEN" });
  await page.getByLabel("Kecamatan atau kelurahan").selectOption({ label: "Semua di Klojen" });
  await page.getByRole("button", { name: "Terapkan saringan" }).click();
  const all = page.getByRole("radio", { name: /^Semua \d+ keluarga hasil saringan/ });
  const label = await all.locator("..").textContent();
  const count = label?.match(/\d+/)?.[0];
  await all.check();
  await page.getByRole("checkbox", { name: new RegExp(companion.name) }).check();
  await expect(page.getByText(`${count} keluarga dibagi kepada 1 pendamping.`)).toBeVisible();

  await page.getByRole("button", { name: "Tugaskan", exact: true }).click();

  await expect(page.getByText(`${count} keluarga sudah ditugaskan`)).toBeVisible();
  await expect(page.getByText("Tidak ada keluarga yang menunggu kunjungan")).toBeVisible();
  await inspectPage(page, "groundcheck-tugaskan-habis");
});

test("a verifier reads a visit beside DTSEN, returns it with reasons, and verifies the next", async ({
  visitAs,
  office,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const companion = await office.signIn("companion", [REGENCY]);
  const given = await giveVisit(office, companion);
  expect(await sendItem(baseURL, given, visitItem(given))).toBe("received");
  const page = await visitAs("verifier");
  await page.goto(`/groundcheck?tab=verifikasi&pendamping=${companion.id}`);
  await inspectPage(page, "groundcheck-verifikasi");
  await page.getByRole("link", { name: given.headName }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(given.headName);
  await expect(page.getByRole("table", { name: /^Nilai yang berbeda/ })).toBeVisible();
  const photos = page.getByRole("region", { name: "Foto", exact: true }).getByRole("img");
  await expect(photos).toHaveCount(3);
  for (const photo of await photos.all()) {
    await photo.scrollIntoViewIfNeeded();
    await expect
      .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
  await expect(page.getByText(/m dari posisi kunjungan/).first()).toBeVisible();
  await inspectPage(page, "groundcheck-hasil");

  await page.getByRole("button", { name: "Kembalikan ke pendamping" }).click();
  await expect(page).toHaveTitle(/^Galat: /);
  await inspectPage(page, "groundcheck-kembalikan-galat");
  await page
    .getByRole("link", { name: "Tuliskan mengapa hasil kunjungan ini dikembalikan." })
    .click();
  await expect(page.getByLabel("Alasan dikembalikan")).toBeFocused();
  await page.getByLabel("Alasan dikembalikan").fill("Foto depan tidak jelas");
  await page.getByLabel("Pertanyaan 1", { exact: true }).selectOption("9");
  await page.getByLabel("Alasan untuk pertanyaan 1").fill("Rumah tampak lebih besar");
  await page.getByRole("button", { name: "Kembalikan ke pendamping" }).click();
  await expect(page.getByText("Hasil kunjungan sudah dikembalikan")).toBeVisible();
  await expect(page.getByRole("region", { name: "Riwayat kunjungan" })).toContainText(
    "Rumah tampak lebih besar",
  );

  expect(await sendItem(baseURL, given, { ...visitItem(given), baseVersion: 3 })).toBe("received");
  await page.reload();
  await expect(page.getByRole("region", { name: "Kiriman sebelumnya" })).toBeVisible();
  await inspectPage(page, "groundcheck-kiriman-sebelumnya");
  await page.getByRole("button", { name: "Verifikasi", exact: true }).click();
  await expect(page.getByText("Hasil kunjungan sudah diverifikasi")).toBeVisible();
  await expect(page.getByRole("region", { name: "Kasus yang diperiksa" })).toContainText(
    "Sudah diperiksa",
  );
  await page.reload();
  await expect(page.getByRole("button", { name: "Verifikasi", exact: true })).toHaveCount(0);
  const { rows } = await office.pool.query(
    `SELECT count(*)::int AS views FROM audit_event WHERE action = 'groundcheck.view' AND subject_id = $1`,
    [given.id],
  );
  expect(rows[0]).not.toEqual({ views: 0 });
});

test("a submission that contradicts the first stands beside it until a verifier decides", async ({
  visitAs,
  office,
  baseURL,
}) => {
  const companion = await office.signIn("companion", [REGENCY]);
  const given = await giveVisit(office, companion);
  const item = visitItem(given);
  expect(await sendItem(baseURL, given, item)).toBe("received");
  const answers = { ...item.document.answers, "9": 60 };
  const altered = { ...item, document: { ...item.document, answers } };
  expect(await sendItem(baseURL, given, altered, { photos: false })).toBe("conflict");

  const page = await visitAs("verifier", { javaScript: false });
  await page.goto(`/groundcheck/${given.id}`);
  const conflict = page.getByRole("region", { name: "Kiriman bertentangan" });
  await expect(conflict.getByRole("row", { name: /Luas lantai/ })).toContainText("60");
  await page.getByRole("button", { name: "Verifikasi", exact: true }).click();
  await expect(page.getByText("Putuskan dahulu kiriman yang bertentangan")).toBeVisible();
  await conflict.getByLabel("Alasan kiriman pertama berlaku").fill("Yang kedua salah ketik");
  await conflict.getByRole("button", { name: /^Putuskan/ }).click();
  await expect(page.getByText("Kiriman sudah diputuskan")).toBeVisible();
  await expect(page.getByText("Alasan: Yang kedua salah ketik")).toBeVisible();
});

test("what a verifier sees of a conflict is readable on both screens", async ({
  visitAs,
  office,
  baseURL,
}) => {
  const companion = await office.signIn("companion", [REGENCY]);
  const given = await giveVisit(office, companion);
  const late = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const item = { ...visitItem(given), clientNow: late };
  expect(await sendItem(baseURL, given, item, { photos: false })).toBe("received");
  const document = { ...item.document, position: null, note: "Rumah di gang sempit" };
  expect(await sendItem(baseURL, given, { ...item, document }, { photos: false })).toBe("conflict");
  const page = await visitAs("verifier");

  await page.goto(`/groundcheck/${given.id}`);

  await expect(page.getByText("Jam ponsel tidak cocok")).toBeVisible();
  await expect(page.getByText("Ada foto yang belum sampai")).toBeVisible();
  await inspectPage(page, "groundcheck-bertentangan");
});

test("an operator gives a visit to another companion, all of one who fell ill, and calls one off", async ({
  visitAs,
  office,
}) => {
  const ill = await office.signIn("companion", [REGENCY]);
  const well = await office.signIn("companion", [REGENCY]);
  const one = await giveVisit(office, ill);
  const two = await giveVisit(office, ill);
  const page = await visitAs("operator");
  await page.goto(`/groundcheck/${one.id}`);
  await inspectPage(page, "groundcheck-ditugaskan");

  const receiver = page.getByLabel("Pendamping", { exact: true });
  const option = page.getByRole("option", { name: new RegExp(`^${well.name}`) });
  await receiver.selectOption((await option.textContent()) ?? "");
  await page.getByRole("button", { name: "Alihkan kunjungan" }).click();
  await expect(page.getByText("Kunjungan sudah dialihkan")).toBeVisible();
  await expect(page.getByRole("region", { name: "Riwayat kunjungan" })).toContainText(
    `Dari ${ill.name} kepada ${well.name}`,
  );

  await page.goto(`/groundcheck/alihkan?pendamping=${ill.id}`);
  await page.getByRole("checkbox", { name: new RegExp(well.name) }).check();
  await expect(page.getByText("1 keluarga dibagi kepada 1 pendamping.")).toBeVisible();
  await inspectPage(page, "groundcheck-alihkan");
  await page.getByRole("button", { name: "Alihkan semua tugasnya" }).click();
  await expect(page.getByText("1 kunjungan sudah dialihkan")).toBeVisible();
  await inspectPage(page, "groundcheck-alihkan-selesai");

  await page.goto(`/groundcheck/${two.id}`);
  await page.getByRole("button", { name: "Batalkan kunjungan" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toBeFocused();
  await page.getByLabel("Alasan", { exact: true }).fill("Keluarga sudah pindah");
  await page.getByRole("button", { name: "Batalkan kunjungan" }).click();
  await expect(page.getByText("Kunjungan sudah dibatalkan")).toBeVisible();
  await page.goto(`/groundcheck/tugaskan?keluarga=${two.householdId}`);
  await expect(page.getByRole("checkbox", { name: two.headName })).toBeChecked();
  await inspectPage(page, "groundcheck-tugaskan-satu");
});

test("of a visit and a family in another kecamatan nothing is found", async ({
  visitAs,
  office,
}) => {
  const companion = await office.signIn("companion", [REGENCY]);
  const given = await giveVisit(office, companion);
  const other = given.kecamatanCode === "35.73.01" ? "35.73.02" : "35.73.01";
  const page = await visitAs("operator", { areaCodes: [other] });

  expect((await page.goto(`/groundcheck/${given.id}`))?.status()).toBe(404);
  expect(
    (await page.goto(`/groundcheck/alihkan?pendamping=${crypto.randomUUID()}`))?.status(),
  ).toBe(404);
  await page.goto(`/groundcheck/tugaskan?keluarga=${given.householdId}`);
  await expect(page.getByText("Keluarga ini tidak menunggu kunjungan")).toBeVisible();
  await inspectPage(page, "groundcheck-tugaskan-kosong");
  await page.goto(`/groundcheck?wilayah=${given.kecamatanCode}`);
  await expect(page.getByText("Saringan ini tidak dikenal")).toBeVisible();
});
