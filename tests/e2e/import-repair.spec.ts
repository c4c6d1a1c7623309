import { readFile } from "node:fs/promises";
import { check, csvFile, upload } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { familyFile, inventedFamily, memberFile } from "./support/invented-files";
import { expect, test } from "./support/story-test";

const WORK_PATIENCE_MS = 60_000;

test("rejected rows are put right in the grid and in a file, and go on with the same import", async ({
  signInAs,
}) => {
  const operator = await signInAs("operator");
  const families = [61, 62, 63, 64].map((number) => inventedFamily(number, 2));
  const [header, first, second = "", third = "", fourth = ""] = familyFile(families)
    .toString()
    .split("\n");
  const lines = [
    ...[header, first],
    second.replace(families[1]?.nomorKk ?? "", "10357315011900"),
    third.split("|").slice(0, 40).join("|"),
    fourth.replace(families[3]?.nomorKk ?? "", "0000000000000000"),
  ];
  await upload(operator, [
    csvFile("keluarga_dtsen_v8_2026_3573.csv", Buffer.from(`${lines.join("\n")}\n`)),
    csvFile("anggota_keluarga_dtsen_v8_2026_3573.csv", memberFile(families)),
  ]);
  await operator.getByLabel("Keadaan per tanggal").fill("2026-02-20");
  const address = await check(operator);

  await operator.getByRole("link", { name: /^Perbaiki/ }).click();
  const number = operator.getByLabel("nomor_kartu_keluarga, baris 3");
  await expect(number).toHaveValue("10357315011900");
  await expect(operator.getByRole("row", { name: /^3 / })).toContainText("tidak terdiri dari 16");
  await inspectPage(operator, "impor-perbaiki");
  await number.press("End");
  await number.pressSequentially("62");
  await expect(number).toHaveValue("1035731501190062");
  await expect(operator.getByRole("row", { name: /^3 / })).toContainText("Siap diperiksa ulang");
  await number.press("ArrowDown");
  await expect(operator.getByLabel("nomor_kartu_keluarga, baris 5")).toBeFocused();
  await operator.getByLabel("Isi baris 4").fill("35|JAWA TIMUR");
  await expect(operator.getByRole("status").last()).toContainText(
    "1 baris siap diperiksa ulang, 1 masih keliru",
  );
  await operator.getByRole("button", { name: "Simpan dan periksa ulang" }).click();
  await expect(operator.getByRole("alert", { name: "Ada yang perlu diperbaiki" })).toContainText(
    "Baris 4: jumlah kolomnya belum sama",
  );
  await inspectPage(operator, "impor-perbaiki-keliru");
  await operator.getByLabel("Isi baris 4").fill(third);
  await operator.getByRole("button", { name: "Simpan dan periksa ulang" }).click();
  await operator.waitForURL(address);
  const heading = operator.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("Siap ditinjau", { timeout: WORK_PATIENCE_MS });
  await expect(operator.getByText("2 baris diperbaiki")).toBeVisible();

  await operator.getByRole("link", { name: "Lihat baris yang sudah diperbaiki" }).click();
  await expect(operator.getByLabel("nomor_kartu_keluarga, baris 3")).toHaveValue(
    "1035731501190062",
  );
  await expect(operator.getByRole("row", { name: /^3 / })).toContainText("Sudah diterima");
  await inspectPage(operator, "impor-ubah-lagi");
  await operator.goto(address);

  await operator.getByRole("link", { name: /^Perbaiki/ }).click();
  const [download] = await Promise.all([
    operator.waitForEvent("download"),
    operator.getByRole("link", { name: "Unduh CSV" }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  await operator
    .getByLabel("Berkas yang sudah diperbaiki")
    .setInputFiles([
      csvFile(
        "ditolak.csv",
        Buffer.from(csv.replace("'0000000000000000", families[3]?.nomorKk ?? "")),
      ),
    ]);
  await operator.getByRole("button", { name: "Unggah dan periksa ulang" }).click();
  await operator.waitForURL(address);
  await expect(heading).toContainText("Siap ditinjau", { timeout: WORK_PATIENCE_MS });
  await expect(operator.getByRole("link", { name: /^Perbaiki/ })).toHaveCount(0);
  await operator.goto(`${address}/perbaiki`);
  await expect(operator.getByText("Menampilkan 3 dari 3 baris")).toBeVisible();
  await expect(operator.getByText("Sudah diterima")).toHaveCount(3);
});
