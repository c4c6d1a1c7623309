import type { OfficeUnderTest } from "../support/e2e-office";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

interface SuspendedAid {
  readonly id: string;
  readonly caseId: string;
  readonly headName: string;
  readonly kecamatanCode: string;
}

/** A family whose PKH is held and whose case nobody touched yet; each call gives another one. */
async function findSuspendedAid(office: OfficeUnderTest, skip: number): Promise<SuspendedAid> {
  const { rows } = await office.pool.query<SuspendedAid>(
    `SELECT participation.id::text, error_case.id::text AS "caseId",
            household_release.nama_kepala_keluarga AS "headName", kecamatan.code AS "kecamatanCode"
       FROM participation
       JOIN error_case
         ON error_case.household_id = participation.household_id
        AND error_case.program_code = participation.program_code
        AND error_case.kind = 'over-limit' AND error_case.state = 'open'
       JOIN release ON release.status = 'published'
       JOIN household_release
         ON household_release.release_id = release.id
        AND household_release.household_id = participation.household_id
       JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
       JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
      WHERE participation.state = 'suspended'
   ORDER BY participation.id DESC
     OFFSET $1 LIMIT 1`,
    [skip],
  );
  const [row] = rows;
  if (!row) throw new Error("The demonstration office has too few suspended aids");
  return row;
}

test("an aid waits for a check; when the case is closed, a verifier gives it back with a reason", async ({
  visitAs,
  office,
}) => {
  const aid = await findSuspendedAid(office, 0);
  const page = await visitAs("verifier");
  await page.goto("/penangguhan?tab=menunggu");
  await expect(page.getByRole("cell", { name: "Belum ditugaskan" }).first()).toBeVisible();
  await inspectPage(page, "penangguhan-menunggu");
  await page.goto(`/penangguhan/${aid.id}`);
  await expect(page.getByText("Belum dapat diputus")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Keputusan" })).toHaveCount(0);
  await inspectPage(page, "penangguhan-belum");

  await page.getByRole("link", { name: "Buka kasus keluarga ini" }).click();
  await page.getByLabel("Alasan").fill("Desilnya keliru menurut pengecekan dokumen.");
  await page.getByRole("button", { name: "Tutup kasus: bukan kesalahan" }).click();
  await expect(page.getByText("Kasus sudah ditutup")).toBeVisible();

  await page.goto("/penangguhan");
  const row = page.getByRole("row").filter({ hasText: "Ditutup: bukan kesalahan" });
  await expect(row.first()).toBeVisible();
  await inspectPage(page, "penangguhan-putuskan");
  await page.goto(`/penangguhan/${aid.id}`);
  // Ending an aid is the head's: a verifier is not offered it.
  await expect(page.getByLabel("Akhiri bantuan")).toHaveCount(0);
  await page.getByLabel("Alasan").fill("Kasusnya bukan kesalahan, bantuan diteruskan.");
  await page.getByRole("button", { name: "Lanjutkan bantuan" }).click();

  await expect(page.getByText("PKH dilanjutkan")).toBeVisible();
  await inspectPage(page, "penangguhan-dilanjutkan");
  await page.goto(`/kasus/${aid.caseId}`);
  await expect(page.getByRole("region", { name: "Riwayat kasus" })).toContainText(
    "Alasan: Kasusnya bukan kesalahan, bantuan diteruskan.",
  );
});

test("the head ends an aid after the visit, only with a choice and a reason", async ({
  visitAs,
  office,
}) => {
  const aid = await findSuspendedAid(office, 1);
  // As a verified groundcheck leaves it; the way there is a story of its own.
  await office.pool.query("UPDATE error_case SET state = 'checked' WHERE id = $1", [aid.caseId]);
  const page = await visitAs("head");
  await page.goto("/penangguhan?program=PKH");
  await page.getByRole("link", { name: aid.headName }).first().click();

  await page.getByRole("button", { name: "Simpan keputusan" }).click();
  await expect(page).toHaveTitle(/^Galat: /);
  await expect(page.getByRole("alert").filter({ hasText: "Ada yang perlu" })).toBeFocused();
  await inspectPage(page, "penangguhan-galat");
  await page.getByLabel("Akhiri bantuan").check();
  await page.getByLabel("Alasan").fill("Hasil kunjungan: keluarga sudah mampu.");
  await page.getByRole("button", { name: "Simpan keputusan" }).click();

  await expect(page.getByText("PKH diakhiri")).toBeVisible();
  await expect(page.getByRole("region", { name: "Riwayat bantuan" })).toContainText(
    "Alasan: Hasil kunjungan: keluarga sudah mampu.",
  );
  await page.reload();
  await expect(page.getByRole("button", { name: "Simpan keputusan" })).toHaveCount(0);
  await inspectPage(page, "penangguhan-diakhiri");
});

test("a decision is taken without JavaScript too", async ({ visitAs, office }) => {
  const aid = await findSuspendedAid(office, 2);
  await office.pool.query("UPDATE error_case SET state = 'checked' WHERE id = $1", [aid.caseId]);
  const page = await visitAs("head", { javaScript: false });
  await page.goto(`/penangguhan/${aid.id}`);

  await page.getByLabel("Lanjutkan bantuan").check();
  await page.getByRole("button", { name: "Simpan keputusan" }).click();
  await expect(page.getByText("Ada yang perlu diperbaiki")).toBeVisible();
  await expect(page.getByLabel("Lanjutkan bantuan")).toBeChecked();
  await page.getByLabel("Alasan").fill("Hasil kunjungan: keluarga masih miskin.");
  await page.getByRole("button", { name: "Simpan keputusan" }).click();

  await expect(page.getByRole("region", { name: "Riwayat bantuan" })).toContainText(
    "Hasil kunjungan: keluarga masih miskin.",
  );
});

test("of an aid in another kecamatan nothing is found, and an unknown filter shows nothing", async ({
  visitAs,
  office,
}) => {
  const aid = await findSuspendedAid(office, 3);
  const { rows } = await office.pool.query<{ code: string }>(
    "SELECT code FROM area WHERE level = 'kecamatan' AND code <> $1 LIMIT 1",
    [aid.kecamatanCode],
  );
  const elsewhere = await visitAs("village_operator", { areaCodes: [rows[0]?.code ?? ""] });
  const inside = await visitAs("village_operator", { areaCodes: [aid.kecamatanCode] });

  expect((await elsewhere.goto(`/penangguhan/${aid.id}`))?.status()).toBe(404);
  expect((await inside.goto(`/penangguhan/${aid.id}`))?.status()).toBe(200);
  await expect(inside.getByText("Belum dapat diputus")).toBeVisible();
  await inside.goto("/penangguhan?desa=x");
  await expect(inside.getByText("Saringan ini tidak dikenal")).toBeVisible();
  await inside.goto("/penangguhan");
  await inspectPage(inside, "penangguhan-kosong");
});
