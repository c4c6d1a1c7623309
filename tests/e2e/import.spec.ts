import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import writeExcelFile from "write-excel-file/node";
import {
  check,
  csvFile,
  prepareRelease,
  publish,
  releaseFiles,
  upload,
} from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import {
  familyFile,
  type InventedFamily,
  inventedFamily,
  memberFile,
} from "./support/invented-files";
import { expect, test } from "./support/story-test";

/** Families of one test's own: content that another test published would be refused here. */
function threeFamilies(first: number): InventedFamily[] {
  return [first, first + 1, first + 2].map((number) => inventedFamily(number, 2));
}

const UNMATCHED_PKH = Buffer.from(
  "NIK,NO KK,NAMA PENERIMA,KEL/DESA,KECAMATAN\n" +
    "1035735203809999,1035731501199999,SULASTRI,DINOYO,LOWOKWARU\n" +
    "12,34,TANPA NOMOR,DINOYO,LOWOKWARU\n",
);

/** Not the only alert: Next announces the title of a new page in one. */
function errorSummary(page: Page): Locator {
  return page.getByRole("alert", { name: "Ada yang perlu diperbaiki" });
}

async function chooseAndUpload(page: Page, files: Parameters<typeof upload>[1]): Promise<void> {
  await page.goto("/impor/baru");
  await page.getByLabel("Berkas XLSX, CSV, ZIP, atau GZ").setInputFiles([...files]);
  await page.getByRole("button", { name: "Unggah", exact: true }).click();
}

test("an empty office is told which files it needs, and the pages to bring them are usable", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  await operator.goto("/impor");
  await inspectPage(operator, "impor-daftar");
  await operator.goto("/impor/baru");
  await inspectPage(operator, "impor-baru");
  await operator.setViewportSize({ width: 360, height: 800 });
  await operator.reload();
  const navigation = operator.getByRole("navigation", { name: "Utama" });
  await expect(navigation.getByRole("link", { name: "Impor" })).toBeInViewport({ ratio: 1 });
  await upload(
    operator,
    releaseFiles({ name: "v1 2026", asOf: "2026-01-20", families: threeFamilies(11) }),
  );
  await expect(operator.getByText("dari kolom nomor_kartu_keluarga")).toBeVisible();
  await inspectPage(operator, "impor-keterangan");
});

test("what is no import is told what to bring instead", async ({ signInAs }) => {
  const operator = await signInAs("operator");

  await chooseAndUpload(operator, [
    csvFile("penerima.csv", Buffer.from("PK\u0003\u0004 lembar kerja", "latin1")),
  ]);
  await expect(errorSummary(operator)).toContainText("Arsip ini rusak atau terpotong");
  await expect(errorSummary(operator)).toBeFocused();

  await chooseAndUpload(operator, [
    csvFile("penerima.csv", Buffer.from("NIK,NO KK,NAMA PENERIMA\n1,2,SITI\n")),
    csvFile("berita acara.csv", Buffer.from("%PDF-1.7\n")),
  ]);
  await expect(errorSummary(operator)).toContainText("berita acara.csv: Berkas ini dokumen PDF");
  await operator.getByRole("button", { name: "Keluarkan berita acara.csv" }).click();
  await expect(operator.getByText("1 berkas dipilih")).toBeVisible();
  await operator.getByRole("button", { name: "Unggah", exact: true }).click();
  await operator.getByRole("button", { name: "Periksa berkas" }).click();
  await errorSummary(operator).getByRole("link", { name: "Pilih program" }).click();
  await expect(operator.getByLabel("Program", { exact: true })).toBeFocused();

  await chooseAndUpload(operator, [csvFile("keluarga.csv", familyFile(threeFamilies(14)))]);
  await expect(operator.getByText("Berkas anggota keluarganya")).toBeVisible();

  await chooseAndUpload(operator, [csvFile("kas.csv", Buffer.from("tanggal;jumlah\n1;2\n"))]);
  await expect(operator.getByText("belum jelas berkas ini daftar apa")).toBeVisible();
});

test("without JavaScript a release is uploaded, checked and published by plain forms", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator", { javaScript: false });
  const verifier = await signInAs("verifier", { javaScript: false });

  await chooseAndUpload(operator, [csvFile("kosong.csv", Buffer.from("\n"))]);
  await expect(errorSummary(operator)).toContainText("Berkas ini kosong");
  const address = await prepareRelease(operator, {
    name: "v1 2026",
    asOf: "2026-01-20",
    families: threeFamilies(17),
  });

  await publish(verifier, address);
  await verifier.goto("/impor");
  await expect(verifier.getByRole("row", { name: /^v1 2026/ })).toContainText("Terbit");
});

test("rejected rows are named by line, given back with their reason, and harm no other row", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const families = threeFamilies(20);
  const [header, first, ...rest] = familyFile(families).toString().split("\n");
  const broken = [header, first, '"35"|"JAWA TIMUR"|=1+1', ...rest].join("\n");
  const damaged = memberFile(families)
    .toString()
    .replace(/"1035735203800020"/, '"3,57E+15"');
  await upload(operator, [
    csvFile("keluarga_dtsen_v9_2026_3573.csv", Buffer.from(broken)),
    csvFile("anggota_keluarga_dtsen_v9_2026_3573.csv", Buffer.from(damaged)),
  ]);
  await operator.getByLabel("Keadaan per tanggal").fill("2026-02-20");

  await check(operator);

  const problem = operator.getByRole("row", { name: /Jumlah kolom baris ini/ });
  await expect(problem).toContainText("Ditolak");
  await expect(problem.getByRole("cell").last()).toHaveText("3");
  const warning = operator.getByRole("row", { name: /NIK tertulis sebagai bilangan ilmiah/ });
  await expect(warning).toContainText("Berkas anggota keluargaNIK");
  await inspectPage(operator, "impor-bermasalah");
  const download = operator.waitForEvent("download");
  await operator.getByRole("link", { name: /^Unduh/ }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  const [titles = "", row = ""] = csv.split("\r\n");
  expect(titles).toMatch(/^\uFEFFkode_provinsi;.*;alasan;baris;isi_asli$/);
  expect(row).toContain("Jumlah kolom baris ini tidak sama dengan judul kolom.");
  expect(row).toContain('"""35""|""JAWA TIMUR""|=1+1"');
});

test("an import that nobody wants is given up with a reason, which stays in its history", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  await prepareRelease(operator, {
    name: "v8 2026",
    asOf: "2026-03-20",
    families: threeFamilies(23),
  });
  await operator.getByText("Batalkan impor ini").click();
  await operator.getByRole("button", { name: "Batalkan impor", exact: true }).click();
  await expect(operator.getByRole("link", { name: /Tuliskan alasannya/ })).toBeVisible();
  await inspectPage(operator, "impor-alasan-kurang");

  await operator.getByLabel("Alasan dibatalkan").fill("Berkas milik kota lain");
  await operator.getByRole("button", { name: "Batalkan impor", exact: true }).click();

  await expect(operator.getByRole("heading", { level: 1 })).toContainText("Dibatalkan");
  await expect(operator.getByText("Alasannya: Berkas milik kota lain")).toBeVisible();
  await expect(operator.getByRole("button", { name: "Terbitkan" })).toHaveCount(0);
});

test("the same file again is told with the import it was, and published content asks for a reason", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const release = { name: "v7 2026", asOf: "2026-04-20", families: threeFamilies(26) };
  await publish(verifier, await prepareRelease(operator, release));

  await upload(operator, releaseFiles(release));

  await expect(operator.getByText("sudah pernah diimpor")).toBeVisible();
  await operator.getByLabel("Keadaan per tanggal").fill(release.asOf);
  await operator.getByRole("button", { name: "Periksa berkas" }).click();
  await expect(errorSummary(operator)).toContainText("Berkas yang sama persis sudah diimpor");
  await operator.getByLabel("Alasan mengimpor lagi").fill("Rilis sebelumnya salah tanggal");
  await check(operator);
});

test("recipients whom no family claims are listed without their numbers", async ({ signInAs }) => {
  const operator = await signInAs("operator");
  await upload(operator, [csvFile("penerima_pkh.csv", UNMATCHED_PKH)]);
  await check(operator);
  await inspectPage(operator, "impor-penerima");

  await operator.getByRole("link", { name: "Tidak cocok dengan siapa pun" }).click();

  await operator.waitForURL(/tidak-cocok\?sebab=none$/);
  const rows = operator.getByRole("table");
  await expect(rows).toContainText("TANPA NOMOR");
  await expect(rows).not.toContainText("SULASTRI");
  await operator.getByRole("link", { name: "Semua", exact: true }).click();
  await expect(rows).toContainText("SULASTRI");
  await expect(rows).toContainText("•••• 9999");
  await expect(rows).not.toContainText("1035735203809999");
  await inspectPage(operator, "impor-tidak-cocok");
  await operator.setViewportSize({ width: 360, height: 800 });
  const last = operator.getByRole("link", { name: "Keluarganya tidak ada di DTSEN" });
  await last.click();
  await expect(last).toHaveAttribute("aria-current");
  await expect(last).toBeInViewport({ ratio: 0.9 });
});

test("a recipient list in a workbook is read below its title, whatever the file is called", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const data = [
    ["DAFTAR KPM PKH TAHAP 4"],
    [],
    ["NO", "NIK", "NO KK", "NAMA PENERIMA", "NOMINAL"],
    [1, "1035735203809998", "1035731501199998", "SUMIATI", 600_000],
    [2, 1_035_735_203_809_990, "1035731501199997", "WAGINAH", 600_000],
    ["JUMLAH", null, null, null, 1_200_000],
  ].map((row) => row.map((value) => (value === null ? null : { value })));
  const buffer = await writeExcelFile([{ sheet: "SP2D", data }]).toBuffer();
  await upload(operator, [csvFile("penerima_pkh.csv", buffer)]);
  await expect(operator.getByText("5 dari 5 kolom dikenal")).toBeVisible();

  await check(operator);

  await expect(operator.getByRole("row", { name: /lembar SP2D/ })).toContainText("2");
  await expect(operator.getByText("XLSX, lembar SP2D, judul di baris 3")).toBeVisible();
  await expect(
    operator.getByRole("cell", { name: "Daftar penerima NIK", exact: true }),
  ).toBeVisible();
  await expect(operator.getByRole("row", { name: /NIK mungkin rusak oleh Excel/ })).toContainText(
    "Peringatan",
  );
  await inspectPage(operator, "impor-buku-kerja");
});

test("a list whose header says nothing is guessed from its values, kept as a profile, and read so the next month", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const list = (month: string) =>
    csvFile(
      "daftar.csv",
      Buffer.from(
        [
          "KOLOM1,KOLOM2,KOLOM3,KOLOM4",
          `1035735203809991,1035731501199991,SULASTRI,${month}`,
          `1035731203809992,1035731501199992,PARTINI,${month}`,
          `1035735203809993,1035731501199993,SUMIATI,${month}`,
          "",
        ].join("\n"),
      ),
    );
  const columnOf = (name: string) => operator.getByLabel(`Kolom ${name} dibaca sebagai`);
  const chosen = (name: string) => columnOf(name).locator("option:checked");
  await upload(operator, [list("Oktober")]);
  await inspectPage(operator, "impor-jenis-tidak-dikenal");

  await operator.getByLabel("Dibaca sebagai").selectOption("Daftar penerima satu program");
  await operator.getByRole("button", { name: "Baca ulang berkas" }).click();

  await expect(operator.getByRole("row", { name: /KOLOM1/ })).toContainText("•••• 9991");
  await expect(operator.getByRole("row", { name: /KOLOM1/ })).toContainText("tebakan dari isinya");
  await expect(operator.getByRole("row", { name: /KOLOM2/ })).toContainText("jadi bukan NIK");
  await expect(chosen("KOLOM1")).toHaveText("NIK");
  await expect(chosen("KOLOM2")).toHaveText("No. KK");
  await expect(chosen("KOLOM3")).toHaveText("Nama penerima");
  await inspectPage(operator, "impor-kolom-ditebak");
  await columnOf("KOLOM4").selectOption("NIK");
  await operator.getByLabel("Program", { exact: true }).selectOption("PKH");
  await operator.getByRole("button", { name: "Periksa berkas" }).click();
  await expect(errorSummary(operator)).toContainText("NIK dipilih untuk dua kolom");
  await inspectPage(operator, "impor-kolom-galat");
  await errorSummary(operator).getByRole("link").click();
  await expect(columnOf("KOLOM4")).toBeFocused();
  await columnOf("KOLOM4").selectOption("Periode atau tahap");
  await operator.getByLabel(/^Simpan susunan kolom sebagai profil/).fill("SP2D Bank BRI");
  await operator.getByLabel(/^Pengirim berkas/).fill("Bank BRI");
  await check(operator);
  await expect(operator.getByText("Tidak cocok")).toBeVisible();

  await upload(operator, [list("November")]);
  await expect(
    operator.getByText("Kolom dibaca menurut profil SP2D Bank BRI (Bank BRI)"),
  ).toBeVisible();
  await expect(chosen("KOLOM4")).toHaveText("Periode atau tahap");
  await inspectPage(operator, "impor-kolom-profil");
  await columnOf("KOLOM4").selectOption("Penyalur");
  await operator.getByLabel("Program", { exact: true }).selectOption("PKH");
  await check(operator);

  await upload(operator, [list("Desember")]);
  await expect(chosen("KOLOM4")).toHaveText("Penyalur");
  await operator.getByLabel("Baca kolom menurut profil").selectOption({ index: 0 });
  await operator.getByRole("button", { name: "Pakai profil" }).click();
  await expect(chosen("KOLOM4")).toHaveText("Simpan saja, tidak dipakai");
  await operator.getByRole("link", { name: "Kelola profil kolom" }).click();
  await operator.waitForURL(/\/impor\/profil$/);
  await operator.getByText("Ubah nama atau pengirim").click();
  await operator.getByLabel("Nama profil").fill("Bank BRI bulanan");
  await operator.getByRole("button", { name: "Simpan" }).click();
  await expect(operator.getByRole("row", { name: /Bank BRI bulanan/ })).toContainText("Penyalur");
  await inspectPage(operator, "impor-profil");
  await operator
    .getByText(/^Hapus/)
    .first()
    .click();
  await operator.getByRole("button", { name: "Hapus profil" }).click();
  await expect(operator.getByText("Belum ada profil kolom")).toBeVisible();
  await inspectPage(operator, "impor-profil-kosong");
});

test("a run under way is followed, survives a reload, and tells in one sentence why it stopped", async ({
  signInAs,
  office,
}) => {
  const operator = await signInAs("operator");
  // No job belongs to this run, so that the worker leaves it where the story needs it.
  const { rows } = await office.pool.query<{ id: string }>(
    `INSERT INTO import_run (id, kind, name, as_of, state, actor_kind, stage, rows_done, rows_total, stage_started_at)
     VALUES (gen_random_uuid(), 'dtsen', 'v6 2026', '2026-05-20', 'checking', 'command_line', 'reading_members', 250000, 1000000, now() - interval '10 seconds')
     RETURNING id`,
  );
  const id = rows[0]?.id;
  await operator.goto(`/impor/${id}`);
  await expect(operator.getByText("250.000 dari 1.000.000 baris (25%)")).toBeVisible();
  await expect(operator.getByText(/sekitar \d+ detik lagi/)).toBeVisible();
  await inspectPage(operator, "impor-diperiksa");
  await operator.reload();
  await expect(operator.getByRole("progressbar")).toBeVisible();

  await office.pool.query(`UPDATE import_run SET rows_done = 600000 WHERE id = $1`, [id]);
  await expect(operator.getByText("600.000 dari 1.000.000 baris (60%)")).toBeVisible();
  await office.pool.query(
    `UPDATE import_run SET state = 'failed', stage = NULL, failure = $2 WHERE id = $1`,
    [id, { step: "check", code: "file_missing", sentence: "Berkas impor ini tidak ada lagi." }],
  );

  await expect(operator.getByText("Berkas impor ini tidak ada lagi.")).toBeVisible();
  await expect(operator.getByRole("button", { name: "Periksa ulang" })).toBeVisible();
  await inspectPage(operator, "impor-gagal");
});
