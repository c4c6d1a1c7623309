import type { Page } from "@playwright/test";
import { groupDigits } from "@/lib/shared/mask";
import { findFamily, findOpenCase } from "./support/demo-families";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

const SIXTEEN_DIGITS = /\d{16}/;

async function search(page: Page, what: string): Promise<void> {
  await page.goto("/keluarga");
  await page.getByLabel("NIK, No KK, atau nama").fill(what);
  await page.getByRole("button", { name: "Cari", exact: true }).click();
}

const families = (page: Page) => page.getByRole("region", { name: "Daftar keluarga" });
const results = (page: Page) => page.getByRole("region", { name: "Hasil pencarian" });

test("the register can be used on a screen and on a phone", async ({ visitAs }) => {
  const page = await visitAs("operator");

  await page.goto("/keluarga");

  await expect(page.getByText("semua orang dan keluarga di sini rekaan")).toBeVisible();
  await expect(families(page).getByRole("row")).toHaveCount(51);
  await inspectPage(page, "registri");
});

test("a filtered register can be used on both, and so can one that finds nobody", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");

  await page.goto("/keluarga?kasus=terbuka&desil=6&desil=7");
  await expect(families(page)).toBeVisible();
  await inspectPage(page, "registri-saringan");

  await page.goto("/keluarga?wilayah=tidak-dikenali&desil=1");
  await expect(page.getByText("Tidak ada keluarga yang cocok")).toBeVisible();
  await inspectPage(page, "registri-kosong");
});

test("filters work by the form, show what they did, and the next page goes on where this one ended", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");
  await page.goto("/keluarga");
  await page.getByLabel("Kecamatan atau kelurahan").selectOption({ label: "Semua di Lowokwaru" });
  await page.getByRole("button", { name: "Terapkan saringan" }).click();

  await expect(families(page)).toContainText("di Kecamatan Lowokwaru");
  const firstPage = await families(page).getByRole("rowheader").allTextContents();
  await page.getByRole("link", { name: "Halaman berikutnya" }).click();
  await expect(page.getByRole("link", { name: "Ke awal daftar" })).toBeVisible();
  const secondPage = await families(page).getByRole("rowheader").allTextContents();
  expect([...firstPage, ...secondPage]).toEqual([...firstPage, ...secondPage].toSorted(byText));
  expect(page.url()).toContain("wilayah=35.73.");
});

const byText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

for (const address of [
  "/keluarga?desil=99",
  "/keluarga?urut=nama",
  "/keluarga?wilayah=35.73.99",
  "/kasus?jenis=semua",
  "/kasus?program=TIDAKADA",
])
  test(`${address} is refused and never shows everything`, async ({ visitAs }) => {
    const page = await visitAs("operator");

    await page.goto(address);

    await expect(page.getByText("Saringan ini tidak dikenal")).toBeVisible();
    await expect(page.getByRole("row")).toHaveCount(0);
  });

test("a number leads to its family, and stands in no address and on no page until it is asked for", async ({
  visitAs,
  office,
}) => {
  const family = await findFamily(office);
  const page = await visitAs("operator");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));

  for (const number of [family.nik, groupDigits(family.nomorKk)]) {
    await search(page, number);
    await page.waitForURL(`**/keluarga/${family.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(family.headName);
  }
  await page.reload();
  expect(await page.content()).not.toMatch(SIXTEEN_DIGITS);
  expect(await page.content()).not.toContain(groupDigits(family.nik));

  await page.getByRole("button", { name: "Tampilkan NIK dan No KK" }).click();
  await expect(page.getByText(groupDigits(family.nik))).toBeVisible();
  await expect(page.getByText(groupDigits(family.nomorKk)).first()).toBeVisible();
  await inspectPage(page, "keluarga-nomor");

  await page.getByRole("button", { name: "Sembunyikan nomor" }).click();
  await expect(page.getByText(groupDigits(family.nik))).toHaveCount(0);
  expect(addresses.join("\n")).not.toMatch(SIXTEEN_DIGITS);
});

test("opening a family and asking for its numbers are written down", async ({
  visitAs,
  office,
}) => {
  const { id, nik } = await findFamily(office);
  const page = await visitAs("companion");
  await search(page, nik);
  await page.waitForURL(`**/keluarga/${id}`);
  await page.getByRole("button", { name: "Tampilkan NIK dan No KK" }).click();
  await expect(page.getByText(groupDigits(nik))).toBeVisible();

  const { rows } = await office.pool.query<{ action: string; count: number }>(
    `SELECT action, count(*)::int AS count
       FROM audit_event
       JOIN app_user ON app_user.id = audit_event.actor_id AND app_user.role = 'companion'
      WHERE subject = 'household' AND subject_id = $1
   GROUP BY action ORDER BY action`,
    [id],
  );
  expect(rows).toEqual([
    { action: "household.reveal_numbers", count: 1 },
    { action: "household.view", count: expect.any(Number) },
  ]);
});

test("a name brings people, and back from a family leads to the same answer", async ({
  visitAs,
  office,
}) => {
  const { headName } = await findFamily(office);
  const page = await visitAs("operator");

  await search(page, headName.toLowerCase());
  await expect(results(page)).toContainText("orang");
  expect(decodeURIComponent(page.url()).toUpperCase()).not.toContain(headName);
  await inspectPage(page, "registri-nama");

  await results(page).getByRole("link", { name: headName }).first().click();
  await page.waitForURL(/\/keluarga\/\d+$/);
  await page.goBack();
  await expect(results(page).getByRole("link", { name: headName }).first()).toBeVisible();
});

test("what cannot be searched is asked again, with the words still in the box", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");

  await search(page, "35730518");
  await expect(page.getByText("NIK dan No KK terdiri dari 16 angka.")).toBeVisible();
  await expect(page.getByLabel("NIK, No KK, atau nama")).toHaveValue("35730518");
  await search(page, "al");
  await expect(page.getByText("Tulis paling sedikit 3 huruf dari nama.")).toBeVisible();
  await search(page, "1099999999999999");
  await expect(page.getByText(/Tidak ada keluarga di wilayah tugas Anda/)).toBeVisible();
  await search(page, "qqqxqqq");
  await expect(page.getByText("Tidak ada nama “qqqxqqq”")).toBeVisible();
  await inspectPage(page, "registri-tidak-ada");
});

test("search, filters and numbers work without JavaScript", async ({ visitAs, office }) => {
  const family = await findFamily(office);
  const page = await visitAs("operator", { javaScript: false });

  await search(page, family.nik);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(family.headName);
  await page.getByRole("button", { name: "Tampilkan NIK dan No KK" }).click();
  await expect(page.getByText(groupDigits(family.nik))).toBeVisible();
  await search(page, family.headName);
  await expect(results(page).getByRole("link", { name: family.headName }).first()).toBeVisible();
  await search(page, "12");
  await expect(page.getByText("NIK dan No KK terdiri dari 16 angka.")).toBeVisible();
});

test("a family outside one's kecamatan does not exist, by address and by search", async ({
  visitAs,
  office,
}) => {
  const family = await findFamily(office);
  const { rows } = await office.pool.query<{ code: string }>(
    "SELECT code FROM area WHERE level = 'kecamatan' AND code <> $1 ORDER BY code LIMIT 1",
    [family.kecamatanCode],
  );
  const page = await visitAs("companion", { areaCodes: [rows[0]?.code ?? ""] });

  const answer = await page.goto(`/keluarga/${family.id}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tidak ditemukan");
  expect(await page.content()).not.toContain(family.headName);
  await inspectPage(page, "keluarga-luar-wilayah");
  await search(page, family.nik);
  await expect(page.getByText(/Tidak ada keluarga di wilayah tugas Anda/)).toBeVisible();
  expect((await page.goto("/keluarga/bukan-angka"))?.status()).toBe(404);
});

test("the page of a family tells its cases, people, desil, house, programs and story", async ({
  visitAs,
  office,
}) => {
  const { householdId } = await findOpenCase(office, "over-limit");
  const page = await visitAs("head");
  await page.goto(`/keluarga/${householdId}`);

  await expect(page.getByRole("region", { name: "Kasus terbuka" })).toContainText(
    "Di atas batas desil",
  );
  for (const part of ["Perjalanan desil", "Rumah", "Aset", "Program bantuan", "Riwayat"])
    await expect(page.getByRole("region", { name: part, exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Anggota keluarga" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Riwayat" })).toContainText("Kasus dibuka");
  await inspectPage(page, "keluarga");
});

test("a family that is in no release has a page from the list that knows it", async ({
  visitAs,
  office,
}) => {
  const { householdId } = await findOpenCase(office, "missing-in-dtsen");
  const page = await visitAs("operator");

  await page.goto(`/keluarga/${householdId}`);

  await expect(page.getByText(/Keluarga ini tidak ada di DTSEN/)).toBeVisible();
  await expect(page.getByRole("table", { name: "Anggota keluarga" })).toBeVisible();
  await inspectPage(page, "keluarga-tidak-ada-di-dtsen");
});
