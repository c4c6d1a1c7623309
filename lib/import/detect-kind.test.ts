import { expect, test } from "vitest";
import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { FAMILY_COLUMN_NAMES, MEMBER_COLUMN_NAMES, RECIPIENT_COLUMN_NAMES } from "./column-names";
import { guessKind } from "./detect-kind";
import { mapHeader } from "./mapping";

const FAMILY = FAMILY_COLUMNS.map(({ column }) => column);
const MEMBER = MEMBER_COLUMNS.map(({ column }) => column);
const PKH = "NIK,NO KK,NAMA PENERIMA,ALAMAT,RT,RW,KEL/DESA,KECAMATAN,PERIODE,PENYALUR,NOMINAL";

const BNBA =
  "KABUPATEN,KECAMATAN,DESA_KELURAHAN,alamat,rw,rt,desil_nasional,nomor kartu keluarga,nomor induk kependudukan,nama,jenis kelamin,tanggal lahir,tempat lahir,status perkawinan,hubungan keluarga,keberadaan anggota keluarga,disabilitas,keterangan disabilitas,PBI-JK,BANSOS PKH,BANSOS SEMBAKO";

test.each([
  ["keluarga.csv", FAMILY.join(), "dtsen", "family", null],
  ["keluarga.csv", `${FAMILY.join()},is_gc_kemensos,is_pbi_se`, "dtsen", "family", null],
  ["anggota.csv", MEMBER.join(), "dtsen", "member", null],
  [
    "data.csv",
    "No,ID_DTKS,NOKK,NIK,NAMA,TGL_LAHIR,JK,ALAMAT,RT,RW,KELURAHAN,KECAMATAN,DESIL,PKH,BPNT,PBI",
    "dtks",
    "dtks",
    null,
  ],
  ["x.csv", "nomor_kk,nomor_nik,nama,bansos_bpnt,bansos_pkh,pbi_jkn", "dtks", "dtks", null],
  ["penerima_pkh.csv", PKH, "recipients", "recipients", "PKH"],
  ["KPM BPNT okt.csv", PKH, "recipients", "recipients", "SEMBAKO"],
  ["penerima_pbi.csv", "NIK,NOKK,NAMA,KELURAHAN,KECAMATAN", "recipients", "recipients", "PBI_JK"],
  ["penerima.csv", PKH, "recipients", "recipients", null],
  ["penerima.csv", `${PKH},STATUS,KETERANGAN`, "recipients", "recipients", null],
  ["hasil.csv", "NIK,NAMA,STATUS,KETERANGAN", "dukcapil", "dukcapil", null],
  ["hasil.csv", "NIK,NO_KK,NAMA_LGKP,PADAN DUKCAPIL", "dukcapil", "dukcapil", null],
  ["padan_capil.csv", "NO,NIK,NO KK,NAMA,TGL LAHIR,KET", "dukcapil", "dukcapil", null],
  ["penerima.csv", "NIK,NO KK,NAMA,STATUS,KETERANGAN", "recipients", "recipients", null],
  ["beasiswa.csv", "NO,NIK,NAMA SISWA,TGL LAHIR,KELURAHAN,SEKOLAH", "matching", "matching", null],
  ["kematian.csv", "NIK,NAMA,TGL LAHIR,TGL MENINGGAL,SUMBER,KETERANGAN", "deaths", "deaths", null],
  ["posyandu.xlsx", "Nama,Tgl Lahir,Desa", "matching", "matching", null],
  ["jawaban.xlsx", "No,Nomor KK,Desil,NIK,Nama", "desil", "desil", null],
  ["bnba.xlsx", BNBA, "bnba", "bnba", null],
  ["BNBA PKH.xlsx", "NIK,NAMA,DESIL NASIONAL,BANSOS PKH", "bnba", "bnba", null],
  ["layar.csv", "NIK,DESIL NASIONAL,STATUS,KETERANGAN", "desil", "desil", null],
  ["penerima.csv", `${PKH},DESIL`, "recipients", "recipients", null],
  ["kpm_pkh.csv", "NIK,NO KK,NAMA,DESIL", "recipients", "recipients", "PKH"],
  ["pkh dan sembako.csv", PKH, "recipients", "recipients", null],
])("%s with such a header is %s", (fileName, header, kind, role, program) => {
  expect(guessKind(header.split(","), fileName)).toEqual({ kind, role, program });
});

test("a table of something else is none of them", () => {
  expect(guessKind(["tanggal", "jumlah", "keterangan"], "kas.csv")).toBeUndefined();
  expect(guessKind(["NIK", "NAMA", "STATUS"], "rekening.csv")).toBeUndefined();
});

test("every column of the dictionary is found by its own name, in any order", () => {
  const family = mapHeader(FAMILY.toReversed(), FAMILY_COLUMN_NAMES);
  const member = mapHeader(MEMBER, MEMBER_COLUMN_NAMES);

  expect([family.positions.size, family.extras]).toEqual([FAMILY.length, []]);
  expect(family.positions.get("kode_provinsi")).toBe(FAMILY.length - 1);
  expect([member.positions.size, member.extras]).toEqual([MEMBER.length, []]);
});

test("the names that offices give to columns are understood, each in its own file", () => {
  const readAs = (names: readonly string[], aliases: typeof FAMILY_COLUMN_NAMES) =>
    names.map((name) => [...mapHeader([name], aliases).positions.keys()][0]);

  expect(
    ["nik", "no_ktp", "NIK KTP", "b1_r101", "No. NIK"].map(
      (name) => [...mapHeader([name], MEMBER_COLUMN_NAMES).positions.keys()][0],
    ),
  ).toEqual(Array(5).fill("nomor_induk_kependudukan"));
  expect(readAs(["desil", "desil_pdt", "desil_dtsen", "Desil Nas."], FAMILY_COLUMN_NAMES)).toEqual(
    Array(4).fill("desil_nasional"),
  );
  expect(readAs(["id_pln", "no_pln", "IDPEL"], FAMILY_COLUMN_NAMES)).toEqual(
    Array(3).fill("id_pelanggan_pln"),
  );
  expect(
    readAs(["kulkas", "daya listrik", "lantai", "Luas Lantai (m2)"], FAMILY_COLUMN_NAMES),
  ).toEqual(["aset_bergerak_lemari_es", "daya_terpasang", "jenis_lantai_terluas", "luas_lantai"]);
});

test("names are compared without case and punctuation; the rest is kept", () => {
  const { positions, extras, byName } = mapHeader(
    ["No.", "N.I.K", "No. KK", "Nama Penerima", "Nama", "Status Rekening"],
    RECIPIENT_COLUMN_NAMES,
  );

  expect([...positions]).toEqual([
    ["nik", 1],
    ["nomor_kk", 2],
    ["nama", 3],
  ]);
  expect(extras.map(({ name }) => name)).toEqual(["Nama", "Status Rekening"]);
  expect(byName).toMatchObject({ "No. KK": "nomor_kk", "Status Rekening": null, "No.": null });
});
