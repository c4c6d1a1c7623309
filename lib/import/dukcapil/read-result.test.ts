import { expect, test } from "vitest";
import { type DukcapilFate, type DukcapilResult, readDukcapilResult } from "./read-result";

type Row = readonly [status: string, note: string, DukcapilResult, DukcapilFate?];

const ROWS: readonly Row[] = [
  ["PADAN", "", "matched"],
  ["Padan Dukcapil", "-", "matched"],
  ["SUDAH PADAN", "", "matched"],
  ["SESUAI", "", "matched"],
  ["Match", "", "matched"],
  ["YA", "", "matched"],
  ["AKTIF", "", "matched"],
  ["", "NIK DITEMUKAN", "matched"],
  ["PADAN", "BELUM REKAM KTP-EL", "matched"],
  ["PADAN", "NAMA BERBEDA 1 HURUF", "matched"],
  ["PADAN", "NO HP TIDAK DITEMUKAN", "matched"],

  ["TIDAK PADAN", "", "unmatched"],
  ["TDK PADAN", "NAMA BERBEDA", "unmatched"],
  ["tidak padan", "tgl lahir tidak sesuai", "unmatched"],
  ["TIDAK PADAN (JENIS KELAMIN BEDA)", "", "unmatched"],
  ["BELUM PADAN", "", "unmatched"],
  ["TIDAK", "", "unmatched"],
  ["", "NAMA TIDAK SAMA", "unmatched"],
  ["PADAN SEBAGIAN", "", "unmatched"],
  ["PADAN - NAMA TIDAK SESUAI", "", "unmatched"],
  ["Typo", "", "unmatched"],
  ["AKTIF", "NAMA BERBEDA", "unmatched"],
  ["UNMATCHED", "", "unmatched"],

  ["TIDAK PADAN", "NIK TIDAK DITEMUKAN", "not_found"],
  ["NIK Tidak Ditemukan", "", "not_found"],
  ["", "Data tdk ditemukan", "not_found"],
  ["TIDAK PADAN", "NIK tidak terdaftar di database", "not_found"],
  ["TIDAK PADAN", "NIK TIDAK ADA", "not_found"],
  ["NOT FOUND", "", "not_found"],
  ["TIDAK AKTIF", "NIK TIDAK DITEMUKAN", "not_found"],

  ["GANDA", "", "doubled"],
  ["TIDAK PADAN", "NIK GANDA", "doubled"],
  ["TIDAK PADAN", "Nama berbeda, ganda", "doubled"],
  ["TIDAK PADAN", "data terindikasi ganda", "doubled"],
  ["TIDAK AKTIF", "DUPLIKAT", "doubled"],
  ["PADAN", "NIK DIPAKAI ORANG LAIN", "doubled"],
  ["TIDAK PADAN", "NAMA BERBEDA (GANDA WIJAYA)", "unmatched"],

  ["TIDAK AKTIF", "", "inactive"],
  ["NON-AKTIF", "", "inactive"],
  ["Nonaktif", "", "inactive"],
  ["", "NIK belum online", "inactive"],
  ["PADAN", "TIDAK AKTIF", "inactive"],
  ["TIDAK AKTIF", "NAMA BERBEDA", "inactive"],

  ["TIDAK AKTIF", "MENINGGAL", "inactive", "deceased"],
  ["MENINGGAL DUNIA", "", "inactive", "deceased"],
  ["tidak padan", "Meningal", "inactive", "deceased"],
  ["PADAN", "SUDAH MENINGGAL", "inactive", "deceased"],
  ["", "Akta Kematian 12/2025", "inactive", "deceased"],
  ["TIDAK AKTIF", "MD", "inactive", "deceased"],
  ["TIDAK AKTIF", "PINDAH, MENINGGAL", "inactive", "deceased"],
  ["PADAN", "BELUM MENINGGAL", "matched"],
  ["TIDAK PADAN", "NAMA BERBEDA (MATI'AH)", "unmatched"],

  ["TIDAK AKTIF", "PINDAH LUAR KABUPATEN/KOTA", "inactive", "moved_out"],
  ["PINDAH", "", "inactive", "moved_out"],
  ["Pindah", "luar negeri", "inactive", "moved_out"],
  ["TIDAK AKTIF", "PINDAH ANTAR KAB/KOTA DALAM SATU PROVINSI", "inactive", "moved_out"],
  ["TIDAK AKTIF", "pindah keluar", "inactive", "moved_out"],
  ["", "Pindah ke Kec. Waru Kab. Sidoarjo", "inactive", "moved_out"],
  ["", "Pindah ke Kec. Waru, Kab. Sidoarjo", "inactive", "moved_out"],
  ["PINDAH", "DALAM KABUPATEN/KOTA", "unknown"],
  ["PINDAH", "LUAR PROVINSI", "inactive", "moved_out"],
  ["", "Pindah ke Kab. Sidoarjo", "inactive", "moved_out"],
  ["TIDAK AKTIF", "PINDAH DALAM KOTA", "inactive"],
  ["PADAN", "PINDAH ANTAR KECAMATAN", "matched"],
  ["PADAN", "Pindah alamat", "matched"],
  ["PADAN", "PINDAH DATANG", "matched"],
  ["PADAN", "Pindah dlm satu kelurahan", "matched"],
  ["PADAN", "TIDAK PINDAH", "matched"],

  ["", "", "unknown"],
  ["-", "-", "unknown"],
  ["KODE 7", "LIHAT LAMPIRAN", "unknown"],
  ["", "BELUM REKAM KTP-EL", "unknown"],
];

test.each(
  ROWS.map(([status, note, result, fate = null]) => ({ status, note, answer: { result, fate } })),
)("“$status” and “$note” say $answer", ({ status, note, answer }) => {
  expect(readDukcapilResult(status, note)).toEqual(answer);
});
