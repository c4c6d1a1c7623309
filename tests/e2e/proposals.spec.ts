import type { Page } from "@playwright/test";
import { checkFamily, smallPicture } from "./support/checked-families";
import { expect, test } from "./support/demo-test";
import { inspectPage } from "./support/inspect-page";

const WHY = "Rumah dan meteran dilihat pendamping; DTSEN mencatat keadaan lama.";

/** Begins a proposal from a case's page. */
async function begin(page: Page, caseId: string): Promise<string> {
  await page.goto(`/kasus/${caseId}/usulan`);
  await page.getByRole("button", { name: "Buat draf usulan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Draf usul /);
  return page.url().split("/").at(-2) ?? "";
}

/** Writes the reason, keeps what the visit found, and submits. */
async function completeAndSubmit(page: Page): Promise<void> {
  await page.getByLabel("Alasan usulan").fill(WHY);
  await page.getByRole("button", { name: "Simpan draf" }).click();
  await page.getByRole("button", { name: "Ajukan ke verifikator" }).click();
  await expect(page.getByText("Usulan diajukan ke verifikator")).toBeVisible();
}

test("a visit becomes a proposal that three people decide, and its basis lets it be handed over", async ({
  visitAs,
  office,
}) => {
  const { caseId } = await checkFamily(office, "over-limit");
  const operator = await visitAs("operator");
  await operator.goto(`/kasus/${caseId}/usulan`);
  await expect(operator.getByRole("radio", { name: /^Usul perbaikan/ })).toBeChecked();
  await inspectPage(operator, "usulan-baru");
  const id = await begin(operator, caseId);
  await expect(operator.getByRole("checkbox", { name: /Luas lantai/ })).toBeChecked();
  await inspectPage(operator, "usulan-ubah-perbaikan");

  await operator.getByRole("checkbox", { name: /Luas lantai/ }).uncheck();
  await completeAndSubmit(operator);
  await expect(operator.getByRole("region", { name: "Keluarga", exact: true })).not.toContainText(
    "Luas lantai",
  );
  await expect(operator.getByRole("link", { name: "Ubah draf" })).toHaveCount(0);

  const title = await operator.getByRole("heading", { level: 1 }).textContent();
  const box = `Centang usulan ${title?.replace(/\D/g, "")}`;

  const verifier = await visitAs("verifier");
  await verifier.goto("/usulan");
  await inspectPage(verifier, "usulan-daftar-verifikasi");
  await verifier.goto(`/usulan/${id}`);
  await inspectPage(verifier, "usulan-verifikasi");
  await verifier.getByRole("button", { name: "Verifikasi usulan" }).click();
  await expect(verifier.getByText("Usulan sudah diverifikasi")).toBeVisible();

  const head = await visitAs("head");
  await head.goto("/usulan");
  await head.getByLabel(box, { exact: true }).check();
  await inspectPage(head, "usulan-daftar-pengesahan");
  await head.getByRole("button", { name: "Sahkan yang dicentang" }).click();
  await expect(head.getByText(/^1 usulan disahkan$/)).toBeVisible();

  await operator.goto("/usulan?tab=siap");
  await operator.getByLabel(box, { exact: true }).check();
  await operator.getByText("Catat dasar untuk yang dicentang").click();
  await operator.getByRole("button", { name: "Catat dasar" }).click();
  await expect(operator.getByText("Isi nomor dan tanggal berita acara.")).toBeVisible();
  await expect(operator.getByText("1 usulan dicentang")).toBeVisible();
  await inspectPage(operator, "usulan-dasar-galat");
  await operator.getByLabel("Nomor").fill("470/12/35.73/2026");
  await operator.getByLabel("Tanggal").fill("2026-11-02");
  await operator.getByRole("button", { name: "Catat dasar" }).click();
  await expect(operator.getByText("1 usulan dicatat dasarnya")).toBeVisible();

  await operator.goto(`/usulan/${id}`);
  await expect(operator.getByRole("region", { name: "Dasar usulan" })).toContainText(
    "470/12/35.73/2026",
  );
  await expect(operator.getByRole("region", { name: "Riwayat usulan" })).toContainText(
    "Usulan disahkan",
  );
  await inspectPage(operator, "usulan-disahkan");
});

test("who wrote a proposal is told that somebody else decides", async ({ visitAs, office }) => {
  const { caseId } = await checkFamily(office, "over-limit");
  const page = await visitAs("operator");
  const id = await begin(page, caseId);
  await completeAndSubmit(page);
  await office.pool.query(
    `UPDATE app_user SET role = 'verifier'
      WHERE id = (SELECT drafted_by FROM proposal WHERE id = $1)`,
    [id],
  );

  await page.goto(`/usulan/${id}`);

  await expect(page.getByText("Diputuskan petugas lain")).toBeVisible();
  await expect(page.getByRole("button", { name: "Verifikasi usulan" })).toHaveCount(0);
  await inspectPage(page, "usulan-milik-sendiri");
});

test("a verifier returns a proposal with a reason, which stands above the draft", async ({
  visitAs,
  office,
}) => {
  const { caseId } = await checkFamily(office, "over-limit");
  const operator = await visitAs("operator");
  const id = await begin(operator, caseId);
  await completeAndSubmit(operator);
  const verifier = await visitAs("verifier");
  await verifier.goto(`/usulan/${id}`);

  await verifier.getByText("Kembalikan untuk diperbaiki").click();
  await verifier.getByRole("button", { name: "Kembalikan", exact: true }).click();
  await expect(verifier.getByRole("link", { name: "Tuliskan alasannya." })).toBeVisible();
  await inspectPage(verifier, "usulan-kembalikan-galat");
  await verifier.getByLabel("Alasan").fill("Foto meteran menunjukkan 900 watt.");
  await verifier.getByRole("button", { name: "Kembalikan", exact: true }).click();
  await expect(verifier.getByText("Usulan dikembalikan untuk diperbaiki")).toBeVisible();

  await operator.goto(`/usulan/${id}/ubah`);
  await expect(operator.getByText("Foto meteran menunjukkan 900 watt.")).toBeVisible();
  await operator.getByLabel("Isian").selectOption({ label: "Status kepemilikan rumah" });
  await operator.getByRole("button", { name: "Pilih isian" }).click();
  await inspectPage(operator, "usulan-ubah-dikembalikan");
  await operator.getByLabel(/nilai yang baru/).selectOption({ label: "Kontrak/sewa" });
  await operator.getByRole("button", { name: "Tambahkan perubahan" }).click();
  await expect(
    operator.getByRole("checkbox", { name: /Status kepemilikan rumah.*Kontrak/ }),
  ).toBeChecked();
});

test("a family missing from the list is proposed with everybody in it", async ({
  visitAs,
  office,
}) => {
  const { caseId } = await checkFamily(office, "missing-in-dtsen");
  const page = await visitAs("operator");
  await page.goto(`/kasus/${caseId}/usulan`);
  await expect(page.getByRole("radio", { name: /^Usul tambah/ })).toBeChecked();
  const id = await begin(page, caseId);
  await inspectPage(page, "usulan-ubah-tambah");

  await page.getByLabel("NIK").first().fill("1234");
  await page.getByLabel("Alasan usulan").fill(WHY);
  await page.getByRole("button", { name: "Simpan draf" }).click();
  await page.getByRole("link", { name: /^NIK harus 16 digit/ }).click();
  await expect(page.getByLabel("NIK").first()).toBeFocused();
  await expect(page.getByLabel("Alasan usulan")).toHaveValue(WHY);
  await expect(page.getByLabel("NIK").first()).toHaveValue("1234");
  await inspectPage(page, "usulan-ubah-tambah-galat");

  await page.goto(`/usulan/${id}`);
  await inspectPage(page, "usulan-tambah");
  await expect(page.getByRole("main")).not.toContainText(/\d{16}/);
});

test("a proposal without a visit waits for a picture", async ({ visitAs, office }) => {
  const { rows } = await office.pool.query<{ id: string }>(
    `SELECT id::text FROM error_case WHERE kind = 'unranked' AND state = 'open' ORDER BY id LIMIT 1`,
  );
  const page = await visitAs("operator");
  const id = await begin(page, rows[0]?.id ?? "");
  await page.goto(`/usulan/${id}`);
  await expect(page.getByText("Unggah paling sedikit satu foto bukti")).toBeVisible();
  await inspectPage(page, "usulan-tanpa-kunjungan");
  await page.getByRole("link", { name: "Lengkapi draf" }).click();

  await page.getByLabel("Pilih foto").setInputFiles({
    name: "bukti.jpg",
    mimeType: "image/jpeg",
    buffer: await smallPicture(),
  });
  await page.getByRole("button", { name: "Unggah foto" }).click();

  await expect(page.getByText("1 foto tersimpan")).toBeVisible();
  await expect(page.getByRole("img", { name: "Foto bukti 1" })).toBeVisible();
  await inspectPage(page, "usulan-bukti");
  await page.goto(`/usulan/${id}`);
  await expect(page.getByText("Unggah paling sedikit satu foto bukti")).toHaveCount(0);
});

test("a proposal is withdrawn without JavaScript, and its case waits for a decision again", async ({
  visitAs,
  office,
}) => {
  const { caseId } = await checkFamily(office, "over-limit");
  const page = await visitAs("operator", { javaScript: false });
  await page.goto(`/kasus/${caseId}/usulan`);
  await page.getByRole("radio", { name: /^Usul hapus/ }).check();
  await page.getByRole("button", { name: "Buat draf usulan" }).click();
  const id = page.url().split("/").at(-2) ?? "";
  await page.getByLabel("Sebab penghapusan").selectOption({ label: "Pindah dari wilayah" });
  await page.getByLabel("Alasan usulan").fill(WHY);
  await page.getByRole("button", { name: "Simpan draf" }).click();
  await expect(page.getByText("Dihapus: pindah dari wilayah")).toBeVisible();
  await inspectPage(await sameOn(await visitAs("operator"), page.url()), "usulan-hapus");

  await page.getByText("Batalkan usulan").first().click();
  await page.getByLabel("Alasan").fill("Keluarga masih tinggal di sini.");
  await page.getByRole("button", { name: "Batalkan usulan" }).click();

  await page.goto(`/usulan/${id}`);
  await expect(page.getByText("Dibatalkan; alasannya ada di riwayat.")).toBeVisible();
  const { rows } = await office.pool.query("SELECT state FROM error_case WHERE id = $1", [caseId]);
  expect(rows).toEqual([{ state: "checked" }]);
});

/** axe needs scripts: the same page as somebody else sees it. */
async function sameOn(page: Page, url: string): Promise<Page> {
  await page.goto(url);
  return page;
}

test("the list narrows, says when nothing fits, and refuses filters it does not know", async ({
  visitAs,
}) => {
  const page = await visitAs("operator");
  await page.goto("/usulan?jenis=add&umur=90");
  await expect(page.getByText("Tidak ada usulan yang cocok")).toBeVisible();
  await inspectPage(page, "usulan-kosong");

  await page.goto("/usulan?status=draft");
  await expect(page.getByText("Saringan ini tidak dikenal")).toBeVisible();
});

test("of a proposal in another kecamatan nothing is found", async ({ visitAs, office }) => {
  const { caseId, householdId } = await checkFamily(office, "over-limit");
  const id = await begin(await visitAs("operator"), caseId);
  const { rows } = await office.pool.query<{ code: string }>(
    `SELECT kecamatan.code
       FROM area AS kecamatan
      WHERE kecamatan.level = 'kecamatan'
        AND NOT EXISTS (SELECT FROM proposal
                          JOIN area AS kelurahan ON kelurahan.id = proposal.village_id
                         WHERE proposal.household_id = $1 AND kelurahan.parent_id = kecamatan.id)
      LIMIT 1`,
    [householdId],
  );
  const page = await visitAs("village_operator", { areaCodes: [rows[0]?.code ?? ""] });

  for (const path of [`/usulan/${id}`, `/usulan/${id}/ubah`, `/kasus/${caseId}/usulan`])
    expect((await page.goto(path))?.status(), path).toBe(404);
});
