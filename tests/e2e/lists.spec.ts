import type { Page } from "@playwright/test";
import { check, csvFile, prepareRelease, publish, upload } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { type InventedFamily, inventedFamily } from "./support/invented-files";
import { expect, test } from "./support/story-test";

test.use({ story: "daftar" });

const FAMILIES = [inventedFamily(61, 2), inventedFamily(62, 3), inventedFamily(63, 9)] as const;
const [first, second, third] = FAMILIES;

/** As Dukcapil sends it back: free words, the reason beside the status. */
const ANSWERS = csvFile(
  "padan_dukcapil_oktober.csv",
  Buffer.from(
    [
      "NIK|NAMA|STATUS|KETERANGAN",
      `${first.members[0].nik}|${first.members[0].name}|PADAN|`,
      `${second.members[0].nik}|${second.members[0].name}|TIDAK AKTIF|MENINGGAL`,
      `${third.members[0].nik}|${third.members[0].name}|TDK PADAN|Tgl lahir tidak sesuai`,
      "1035735203809999|SULASTRI|KODE 7|LIHAT LAMPIRAN",
      "",
    ].join("\n"),
  ),
);

function blt(stage: number, families: readonly InventedFamily[]) {
  const rows = families.map(
    ({ members: [head], nomorKk }) =>
      `${head.nik},${nomorKk},${head.name},TAHAP ${stage} 2026,POS,900000,BERHASIL`,
  );
  const header = "NIK,NO KK,NAMA PENERIMA,PERIODE,PENYALUR,NOMINAL,STATUS BAYAR";
  return csvFile(`penerima_tahap_${stage}.csv`, Buffer.from([header, ...rows, ""].join("\n")));
}

function program(page: Page) {
  return page.getByLabel("Program", { exact: true });
}

test("lists of every kind are taken in beside a release", async ({ signInAs, office }) => {
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  await test.step("a release is in force", async () => {
    const release = { name: "v1 2026", asOf: "2026-01-20", families: [...FAMILIES] };
    await publish(verifier, await prepareRelease(operator, release));
  });

  await test.step("the population office's answer is read before it counts", async () => {
    await upload(operator, [ANSWERS]);
    await expect(operator.getByLabel("Hasil padan Dukcapil")).toBeVisible();
    await expect(program(operator)).toBeHidden();
    await inspectPage(operator, "impor-dukcapil-keterangan");
    const address = await check(operator);

    const answers = operator.getByRole("region", { name: "Jawaban Dukcapil" });
    await expect(answers.getByRole("row", { name: /^Padan/ })).toContainText(/1$/);
    await expect(answers.getByRole("row", { name: /^Tidak padan/ })).toContainText(/1$/);
    await expect(answers.getByRole("row", { name: /^Tidak aktif/ })).toContainText("1 meninggal");
    await expect(operator.getByText(/kata yang tidak dikenali; barisnya disimpan/)).toBeVisible();
    await inspectPage(operator, "impor-dukcapil");
    await answers.getByRole("link", { name: "Lihat orang yang tidak ada di DTSEN" }).click();
    await operator.waitForURL(/tidak-cocok$/);
    const strangers = operator.getByRole("table");
    await expect(strangers).toContainText("SULASTRI");
    await expect(strangers).toContainText("•••• 9999");
    await expect(strangers).not.toContainText(first.members[0].name);
    await inspectPage(operator, "impor-dukcapil-tidak-cocok");
    await publish(verifier, address);
  });

  await test.step("a list brings a program that the office does not know", async () => {
    await upload(operator, [blt(1, [first, third])]);
    await expect(operator.getByLabel("Nama program")).toBeHidden();
    await program(operator).selectOption("Program lain …");
    await operator.getByLabel("Nama daftar").fill("BLT tahap 1 2026");
    await operator.getByRole("button", { name: "Periksa berkas" }).click();
    await expect(operator.getByRole("link", { name: /Isi nama program/ })).toBeVisible();
    await expect(operator.getByRole("link", { name: /Pilih siapa yang menerima/ })).toBeVisible();
    await inspectPage(operator, "impor-program-lain");
    await operator.getByLabel("Nama program").fill("BLT Dana Desa");
    await operator.getByLabel(/^Keluarga/).check();
    const address = await check(operator);
    await expect(operator.getByText("belum punya aturan batas desil")).toBeVisible();
    await publish(verifier, address);
  });

  await test.step("the next stage is history in the family's file", async () => {
    await upload(operator, [blt(2, [first])]);
    await program(operator).selectOption("BLT Dana Desa");
    await operator.getByLabel("Nama daftar").fill("BLT tahap 2 2026");
    await publish(verifier, await check(operator));

    const { rows } = await office.pool.query<{ id: string }>(
      "SELECT household_id::text AS id FROM household_kk WHERE nomor_kk = $1",
      [first.nomorKk],
    );
    await operator.goto(`/keluarga/${rows[0]?.id}`);
    const programs = operator.getByRole("region", { name: "Program bantuan" });
    await expect(programs).toContainText("TAHAP 2 2026 · Rp900.000 · POS");
    await expect(programs.getByText("BLT tahap 1 2026")).toBeHidden();
    await programs.getByText("Daftar sebelumnya (1)").click();
    await expect(programs.getByText("BLT tahap 1 2026")).toBeVisible();
    await inspectPage(operator, "keluarga-riwayat-daftar");
  });
});
