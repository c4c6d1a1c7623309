import { findOpenCase } from "./support/demo-families";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

test("the start page of each role shows what waits, and every figure leads to its list", async ({
  visitAs,
}) => {
  const page = await visitAs("verifier");
  await page.goto("/");
  await inspectPage(page, "beranda");
  const waiting = page.getByRole("table", { name: /^Kasus terbuka/ });
  const row = waiting.getByRole("row", { name: /^Ditempatkan terlalu tinggi/ });
  const count = await row.getByRole("cell").first().textContent();

  await row.getByRole("link").click();

  await expect(page.getByRole("region", { name: "Daftar kasus" })).toContainText(
    `${count} kasus terbuka`,
  );
  const admin = await visitAs("admin");
  await admin.goto("/");
  await expect(admin.getByRole("link", { name: "Undang pengguna" })).toBeVisible();
  await inspectPage(admin, "beranda-admin");
});

test("the list of cases counts by group, narrows by kind and area, and says when nothing fits", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");
  await page.goto("/kasus");
  await inspectPage(page, "kasus-daftar");

  const tab = page.getByRole("link", { name: /^Tidak ada di DTSEN/ });
  const count = (await tab.textContent())?.replace(/\D/g, "");
  await tab.click();
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("region", { name: "Daftar kasus" })).toContainText(
    `${count} kasus terbuka`,
  );
  await page.getByLabel("Terbuka sejak").selectOption("180");
  await page.getByRole("button", { name: "Terapkan saringan" }).click();
  await expect(page.getByText("Tidak ada kasus yang cocok")).toBeVisible();
  expect(page.url()).toContain("kelompok=missing");
});

test("a case says why before anything else, and only a verifier is offered to close it", async ({
  visitAs,
  office,
}) => {
  for (const kind of ["over-limit", "misplaced-high", "missing-in-dtsen"]) {
    const { id } = await findOpenCase(office, kind);
    const page = await visitAs("operator");
    await page.goto(`/kasus/${id}`);

    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(
      "Mengapa keluarga ini ada di daftar",
    );
    await expect(page.getByRole("table", { name: /^Nilai yang membuat kasus ini/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /Tutup kasus/ })).toHaveCount(0);
    await inspectPage(page, `kasus-${kind}`);
  }
});

test("a verifier closes a case only with a reason, and the page then tells who did and why", async ({
  visitAs,
  office,
}) => {
  const { id } = await findOpenCase(office, "misplaced-high");
  const page = await visitAs("verifier");
  await page.goto(`/kasus/${id}`);

  await page.getByRole("button", { name: "Tutup kasus: bukan kesalahan" }).click();
  await expect(page).toHaveTitle(/^Galat: /);
  await expect(page.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toBeFocused();
  await inspectPage(page, "kasus-tutup-galat");
  await page.getByRole("link", { name: "Tuliskan mengapa kasus ini bukan kesalahan." }).click();
  await expect(page.getByLabel("Alasan")).toBeFocused();

  await page.getByLabel("Alasan").fill("Sudah dicek di rumahnya: desil sekarang benar.");
  await page.getByRole("button", { name: "Tutup kasus: bukan kesalahan" }).click();
  await expect(page.getByText("Kasus sudah ditutup")).toBeVisible();
  await expect(page.getByRole("region", { name: "Riwayat kasus" })).toContainText(
    "Alasan: Sudah dicek di rumahnya: desil sekarang benar.",
  );
  await page.reload();
  await expect(page.getByRole("button", { name: /Tutup kasus/ })).toHaveCount(0);
  await inspectPage(page, "kasus-ditutup");
});

test("a case is closed without JavaScript too", async ({ visitAs, office }) => {
  const { id } = await findOpenCase(office, "misplaced-high");
  const page = await visitAs("verifier", { javaScript: false });
  await page.goto(`/kasus/${id}`);

  await page.getByRole("button", { name: "Tutup kasus: bukan kesalahan" }).click();
  await expect(page.getByText("Ada yang perlu diperbaiki")).toBeVisible();
  await page.getByLabel("Alasan").fill("Data benar menurut musyawarah kelurahan.");
  await page.getByRole("button", { name: "Tutup kasus: bukan kesalahan" }).click();

  await expect(page.getByRole("region", { name: "Riwayat kasus" })).toContainText(
    "Data benar menurut musyawarah kelurahan.",
  );
});

test("of a case in another kecamatan nothing is found", async ({ visitAs, office }) => {
  const { id } = await findOpenCase(office, "over-limit");
  const { rows } = await office.pool.query<{ code: string }>(
    `SELECT kecamatan.code
       FROM area AS kecamatan
      WHERE kecamatan.level = 'kecamatan'
        AND NOT EXISTS (SELECT FROM error_case
                          JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
                         WHERE error_case.id = $1 AND kelurahan.parent_id = kecamatan.id)
      LIMIT 1`,
    [id],
  );
  const page = await visitAs("village_operator", { areaCodes: [rows[0]?.code ?? ""] });

  expect((await page.goto(`/kasus/${id}`))?.status()).toBe(404);
});
