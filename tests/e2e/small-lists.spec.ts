import { check, csvFile, prepareRelease, publish, upload } from "./steps/import-steps";
import { inspectPage } from "./support/inspect-page";
import { inventedFamily } from "./support/invented-files";
import { expect, test } from "./support/story-test";

test.use({ story: "daftar-kecil" });

const FAMILIES = [inventedFamily(64, 6), inventedFamily(65, 3)] as const;
const [first, second] = FAMILIES;
const stranger = inventedFamily(66, 2);

const DESIL = csvFile(
  "jawaban_pusat.csv",
  Buffer.from(
    [
      "No;Nomor KK;Desil;NIK;Nama",
      `1;${first.nomorKk};DESIL 2;;${first.members[0].name}`,
      `2;;3;${second.members[0].nik};${second.members[0].name}`,
      `3;${stranger.nomorKk};1;;${stranger.members[0].name}`,
      "",
    ].join("\n"),
  ),
);

const HEADER =
  "KECAMATAN;DESA_KELURAHAN;desil_nasional;nomor kartu keluarga;nomor induk kependudukan;nama;tanggal lahir;hubungan keluarga;keberadaan anggota keluarga;PBI-JK;BANSOS PKH;BANSOS SEMBAKO";
const BNBA = csvFile(
  "bnba_siks.csv",
  Buffer.from(
    [
      HEADER,
      ...[first, stranger].flatMap(({ kecamatan, kelurahan, desil, nomorKk, members }) =>
        members.map(({ nik, name, birthDate, relation }) =>
          [
            ...[kecamatan, kelurahan, `DESIL ${desil}`, nomorKk, nik, name],
            ...[`${birthDate} 00:00:00`, relation === "1" ? "KEPALA KELUARGA" : "ANAK"],
            ...["TINGGAL BERSAMA", "YA (PBI JKN APBN)", "KELUARGA (PKH TAHAP 3)", "TIDAK"],
          ].join(";"),
        ),
      ),
      "",
    ].join("\n"),
  ),
);

test("a desil list and a BNBA stand beside the release, and say so in the family's file", async ({
  signInAs,
  office,
}) => {
  const operator = await signInAs("operator");
  const verifier = await signInAs("verifier");
  const release = { name: "v1 2026", asOf: "2026-01-20", families: [...FAMILIES] };
  await publish(verifier, await prepareRelease(operator, release));

  await test.step("a desil list is compared with the release", async () => {
    await upload(operator, [DESIL]);
    await operator.getByLabel("Nama daftar").fill("Jawaban Pusdatin Oktober 2026");
    await operator.getByLabel("Keadaan per tanggal").fill("2026-02-01");
    await inspectPage(operator, "impor-desil-keterangan");
    const address = await check(operator);
    const card = operator.getByRole("region", { name: "Desil di daftar ini" });
    await expect(card).toContainText("Berbeda dari rilis yang berlaku1 baris");
    await inspectPage(operator, "impor-desil");
    await card.getByRole("link", { name: "Lihat daftarnya" }).click();
    await operator.waitForURL(/tidak-cocok$/);
    await expect(operator.getByRole("table")).toContainText(stranger.members[0].name);
    await inspectPage(operator, "impor-desil-tidak-cocok");
    await publish(verifier, address);
  });

  await test.step("a BNBA is its recipients, its desil and its members", async () => {
    await upload(operator, [BNBA]);
    await operator.getByLabel("Nama daftar").fill("BNBA SIKS-NG Februari 2026");
    await operator.getByLabel("Keadaan per tanggal").fill("2026-02-20");
    const address = await check(operator);
    const card = operator.getByRole("region", { name: "Orang dan penerima di BNBA" });
    await expect(card).toContainText("Menerima PKH2 · 1 di antaranya dari keluarga yang tidak ada");
    await expect(card).toContainText("Menerima PBI-JK4");
    await inspectPage(operator, "impor-bnba");
    await publish(verifier, address);
  });

  await test.step("the family's file names both with their day", async () => {
    const { rows } = await office.pool.query<{ id: string }>(
      "SELECT household_id::text AS id FROM household_kk WHERE nomor_kk = $1",
      [first.nomorKk],
    );
    await operator.goto(`/keluarga/${rows[0]?.id}`);
    const desil = operator.getByRole("region", { name: "Perjalanan desil" });
    await expect(desil.getByRole("row", { name: /Jawaban Pusdatin/ })).toContainText(
      "1 Februari 2026",
    );
    await expect(desil.getByRole("row", { name: /DTSEN v1 2026/ })).toContainText("6");
    const members = operator.getByRole("region", { name: "Anggota menurut BNBA SIKS-NG (2)" });
    await expect(members).toContainText("BNBA SIKS-NG Februari 2026");
    await expect(members).not.toContainText(first.members[0].nik);
    await expect(operator.getByRole("region", { name: "Program bantuan" })).toContainText(
      "KELUARGA (PKH TAHAP 3)",
    );
    await inspectPage(operator, "keluarga-bnba");
  });
});
