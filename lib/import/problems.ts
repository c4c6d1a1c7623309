import { z } from "zod";
import type { TableRefusal } from "./table/open-table";

export const PROBLEM_SEVERITIES = ["rejected", "warning"] as const;
export const ProblemSeverity = z.enum(PROBLEM_SEVERITIES);
export type ProblemSeverity = z.infer<typeof ProblemSeverity>;

/** What is wrong with a row, and what the person can do. */
export interface Problem {
  readonly severity: ProblemSeverity;
  readonly text: string;
  readonly remedy: string;
}

const ASK_FOR_A_FRESH_FILE = "Minta berkas asli kepada pengirim, atau perbaiki baris ini.";
const SPREADSHEET_REMEDY =
  "Digit terakhirnya hilang saat berkas disimpan dari lembar kerja. Minta berkas asli; jangan menebak angkanya.";
const DAMAGED_REMEDY =
  "Baris tetap masuk. Angka itu dipakai hanya jika tepat satu orang di registri cocok pada 15 angka lainnya; jika tidak, minta berkas dengan kolom ini sebagai teks.";
const SETTLED_REMEDY =
  "Tepat satu orang yang cocok pada 15 angka lainnya. Tidak ada yang perlu diperbaiki.";
const CHECK_AT_DUKCAPIL = "Orang ini tetap masuk. Cocokkan NIK-nya dengan KK atau data Dukcapil.";
const KEPT_AS_WRITTEN = "Baris tetap masuk; isian aslinya disimpan sebagaimana tertulis.";

/**
 * Everything that can be wrong with a row of an imported file: one sentence that says what, one that
 * says what to do. A rejected row is given back with its reason; the others are taken as they are.
 */
export const PROBLEMS = {
  broken_line: {
    severity: "rejected",
    text: "Jumlah kolom baris ini tidak sama dengan judul kolom.",
    remedy: ASK_FOR_A_FRESH_FILE,
  },
  line_too_long: {
    severity: "rejected",
    text: "Baris ini lebih panjang daripada 1 MB.",
    remedy: ASK_FOR_A_FRESH_FILE,
  },
  family_kk_empty: {
    severity: "rejected",
    text: "No. KK keluarga kosong.",
    remedy: "Isi No. KK 16 angka.",
  },
  family_kk_not_16_digits: {
    severity: "rejected",
    text: "No. KK keluarga tidak terdiri dari 16 angka.",
    remedy: "Perbaiki No. KK menjadi 16 angka.",
  },
  family_kk_zeros: {
    severity: "rejected",
    text: "No. KK keluarga berisi nol semua.",
    remedy: "Isi No. KK yang sebenarnya.",
  },
  family_kk_scientific: {
    severity: "rejected",
    text: "No. KK keluarga tertulis sebagai bilangan ilmiah (misalnya 3,57E+15).",
    remedy: SPREADSHEET_REMEDY,
  },
  family_kk_damaged: {
    severity: "rejected",
    text: "No. KK keluarga mungkin rusak oleh Excel: tersimpan sebagai bilangan, sehingga angka ke-16 tidak pasti.",
    remedy: "Minta berkas dengan kolom No. KK sebagai teks; jangan menebak angkanya.",
  },
  family_kk_repeated: {
    severity: "rejected",
    text: "No. KK ini sudah ada pada baris sebelumnya dalam berkas yang sama.",
    remedy: "Baris pertama yang dipakai. Pastikan baris mana yang benar.",
  },
  family_kk_in_other_file: {
    severity: "rejected",
    text: "No. KK ini sudah ada di berkas lain dari impor yang sama.",
    remedy: "Berkas yang lebih dulu dibaca yang dipakai. Pastikan berkas mana yang benar.",
  },
  nobody: {
    severity: "rejected",
    text: "Nama dan NIK kosong.",
    remedy: "Isi sedikitnya nama atau NIK.",
  },

  nik_empty: { severity: "warning", text: "NIK kosong.", remedy: CHECK_AT_DUKCAPIL },
  nik_not_16_digits: {
    severity: "warning",
    text: "NIK tidak terdiri dari 16 angka.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  nik_scientific: {
    severity: "warning",
    text: "NIK tertulis sebagai bilangan ilmiah (misalnya 3,57E+15).",
    remedy: SPREADSHEET_REMEDY,
  },
  nik_damaged: {
    severity: "warning",
    text: "NIK mungkin rusak oleh Excel: tersimpan sebagai bilangan, sehingga angka ke-16 tidak pasti.",
    remedy: DAMAGED_REMEDY,
  },
  nik_settled: {
    severity: "warning",
    text: "NIK yang mungkin rusak ini dilengkapi dari registri.",
    remedy: SETTLED_REMEDY,
  },
  nik_one_digit: {
    severity: "warning",
    text: "NIK berisi satu angka yang diulang.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  nik_placeholder: {
    severity: "warning",
    text: "NIK berisi angka urut, bukan NIK.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  nik_serial_zero: {
    severity: "warning",
    text: "Empat angka terakhir NIK adalah 0000.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  nik_impossible_date: {
    severity: "warning",
    text: "Tanggal lahir di dalam NIK tidak mungkin.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  nik_doubled: {
    severity: "warning",
    text: "NIK ini sudah ada pada baris sebelumnya, di berkas ini atau berkas lain dari impor yang sama.",
    remedy: "Kedua baris tetap masuk. Periksa siapa pemilik NIK yang sebenarnya.",
  },
  nik_equals_kk: {
    severity: "warning",
    text: "NIK sama dengan No. KK.",
    remedy: CHECK_AT_DUKCAPIL,
  },
  row_repeated: {
    severity: "warning",
    text: "Orang ini sudah ada pada baris sebelumnya dalam berkas yang sama.",
    remedy: "Kedua baris tetap masuk. Pastikan baris mana yang benar.",
  },
  person_repeated: {
    severity: "warning",
    text: "Orang ini sudah ada pada baris sebelumnya dalam berkas yang sama.",
    remedy: "Baris pertama yang dipakai.",
  },
  kk_empty: {
    severity: "warning",
    text: "No. KK kosong.",
    remedy: "Baris tetap masuk, tetapi hanya dapat dicocokkan lewat NIK.",
  },
  kk_not_16_digits: {
    severity: "warning",
    text: "No. KK tidak terdiri dari 16 angka.",
    remedy: "Baris tetap masuk, tetapi hanya dapat dicocokkan lewat NIK.",
  },
  kk_zeros: {
    severity: "warning",
    text: "No. KK berisi nol semua.",
    remedy: "Baris tetap masuk, tetapi hanya dapat dicocokkan lewat NIK.",
  },
  kk_scientific: {
    severity: "warning",
    text: "No. KK tertulis sebagai bilangan ilmiah (misalnya 3,57E+15).",
    remedy: SPREADSHEET_REMEDY,
  },
  kk_damaged: {
    severity: "warning",
    text: "No. KK mungkin rusak oleh Excel: tersimpan sebagai bilangan, sehingga angka ke-16 tidak pasti.",
    remedy: DAMAGED_REMEDY,
  },
  kk_settled: {
    severity: "warning",
    text: "No. KK yang mungkin rusak ini dilengkapi dari registri.",
    remedy: SETTLED_REMEDY,
  },
  kk_without_family: {
    severity: "warning",
    text: "No. KK anggota ini tidak ada di berkas keluarga.",
    remedy: "Orang ini tetap masuk tanpa keluarga. Periksa No. KK-nya atau berkas keluarga.",
  },
  member_count_differs: {
    severity: "warning",
    text: "Jumlah anggota keluarga tidak sama dengan jumlah baris anggotanya.",
    remedy: "Periksa anggota yang kurang atau lebih.",
  },
  family_without_members: {
    severity: "warning",
    text: "Keluarga ini tidak punya satu pun baris anggota.",
    remedy: "Keluarga tetap masuk. Periksa berkas anggota atau No. KK anggotanya.",
  },
  name_has_digits: {
    severity: "warning",
    text: "Nama memuat angka.",
    remedy: "Baris tetap masuk. Periksa apakah kolom nama benar.",
  },
  name_empty: {
    severity: "warning",
    text: "Nama kosong.",
    remedy: "Baris tetap masuk. Lengkapi namanya.",
  },
  text_too_long: {
    severity: "warning",
    text: "Isian lebih panjang daripada 500 huruf.",
    remedy: KEPT_AS_WRITTEN,
  },
  desil_unreadable: {
    severity: "warning",
    text: "Desil bukan angka 1 sampai 10.",
    remedy: "Desil dianggap kosong. Periksa isian aslinya.",
  },
  desil_empty: {
    severity: "warning",
    text: "Desil kosong.",
    remedy: "Baris tetap masuk, tetapi tidak mengatakan apa-apa tentang keluarganya.",
  },
  desil_differs: {
    severity: "warning",
    text: "Desil keluarga ini berbeda di baris lain dalam berkas yang sama.",
    remedy: "Semua desilnya dicatat. Tanyakan kepada pengirim mana yang benar.",
  },
  code_unknown: {
    severity: "warning",
    text: "Isian tidak ada dalam daftar kode.",
    remedy: KEPT_AS_WRITTEN,
  },
  number_unreadable: {
    severity: "warning",
    text: "Isian bukan bilangan yang dapat dibaca.",
    remedy: KEPT_AS_WRITTEN,
  },
  number_implausible: {
    severity: "warning",
    text: "Bilangan ini tidak mungkin: nol, atau jauh terlalu besar.",
    remedy: "Baris tetap masuk dengan bilangan itu. Periksa kolomnya di berkas asli.",
  },
  day_unreadable: {
    severity: "warning",
    text: "Tanggal tidak dapat dibaca.",
    remedy: "Tulis tanggal seperti 2026-10-20 atau 20/10/2026.",
  },
  death_in_future: {
    severity: "warning",
    text: "Tanggal meninggal belum tiba.",
    remedy: "Orangnya tetap dihitung meninggal, tanpa tanggal. Periksa tanggalnya.",
  },
  birth_after_as_of: {
    severity: "warning",
    text: "Tanggal lahir sesudah tanggal data.",
    remedy: "Periksa tanggal lahirnya.",
  },
  birth_too_early: {
    severity: "warning",
    text: "Menurut tanggal lahirnya orang ini lebih dari 120 tahun.",
    remedy: "Periksa tahun lahirnya.",
  },
  birth_differs_from_nik: {
    severity: "warning",
    text: "Tanggal lahir tidak sama dengan yang ada di dalam NIK.",
    remedy: "Cocokkan dengan KK: salah satunya keliru.",
  },
  sex_differs_from_nik: {
    severity: "warning",
    text: "Jenis kelamin tidak sama dengan yang ada di dalam NIK.",
    remedy: "Cocokkan dengan KK: salah satunya keliru.",
  },
  dukcapil_words_unknown: {
    severity: "warning",
    text: "Hasil pemadanan tertulis dengan kata yang tidak dikenali.",
    remedy: "Baris tetap masuk sebagaimana tertulis, tetapi tidak menjadi kasus.",
  },
  area_code_differs: {
    severity: "warning",
    text: "Kode wilayah tidak cocok dengan nama kelurahan/desanya: baris lain menulis kode lain untuk nama itu, atau nama lain untuk kode itu.",
    remedy:
      "Keluarga tetap masuk menurut nama kelurahan/desanya. Pastikan kode atau nama mana yang keliru.",
  },
  area_unknown: {
    severity: "warning",
    text: "Kelurahan/desa tidak dikenali di kabupaten/kota ini.",
    remedy: "Baris tetap masuk, tetapi hanya terlihat oleh petugas tingkat kabupaten/kota.",
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

const BY_CODE: Readonly<Record<string, Problem>> = PROBLEMS;

/** The problem of a stored code; undefined for one of a version that is older or newer than this. */
export function findProblem(code: string): Problem | undefined {
  return BY_CODE[code];
}

/** A problem of a row as it is stored; `rawLine` for rejected rows only. */
export interface RowProblem {
  readonly lineNo: number;
  readonly code: ProblemCode;
  readonly column?: string;
  readonly rawLine?: string;
  /** Of a number that a row before has: where that row stands, numbered through the files of its role. */
  readonly firstLineNo?: number;
  /** What is written there, where it is counted by what it is (`run-problems.ts`). */
  readonly text?: string;
}

/** How a whole file is refused: what it is, and what to bring instead. */
export const REFUSAL_SENTENCES = {
  empty_file: "Berkas ini kosong. Minta sekali lagi kepada pengirim, lalu unggah lagi.",
  not_a_text_table:
    "Berkas ini bukan tabel teks (CSV) dan bukan buku kerja Excel (XLSX). Simpan daftar sebagai XLSX atau CSV, lalu unggah lagi.",
  pdf_file:
    "Berkas ini dokumen PDF, bukan tabel. Minta daftarnya sebagai XLSX atau CSV, lalu unggah lagi.",
  image_file:
    "Berkas ini gambar, bukan tabel. Minta daftarnya sebagai XLSX atau CSV, lalu unggah lagi.",
  document_file:
    "Berkas ini dokumen pengolah kata, bukan tabel. Salin tabelnya ke lembar kerja, simpan sebagai XLSX, lalu unggah lagi.",
  web_page:
    "Berkas ini halaman web atau XML, walau namanya mungkin berakhiran XLS. Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi.",
  other_archive:
    "Berkas ini arsip RAR, 7z, TAR, atau sejenisnya. Buka arsipnya, lalu unggah isinya, atau kemas ulang sebagai ZIP.",
  header_is_data:
    "Berkas ini tidak punya judul kolom: baris yang seharusnya judul sudah berisi data (ada nomor 16 angka), dan akan hilang bila dibaca sebagai judul. Tambahkan satu baris judul kolom di atasnya, lalu unggah lagi.",
  no_columns:
    "Baris pertama berkas ini tidak memuat judul kolom yang dipisahkan |, titik koma, koma, atau tab. Simpan daftar sebagai XLSX atau CSV dengan judul kolom, lalu unggah lagi.",
  old_workbook:
    "Berkas ini buku kerja Excel lama (XLS). Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi.",
  encrypted_workbook:
    "Buku kerja ini dikunci dengan kata sandi. Buka, hapus kata sandinya, simpan, lalu unggah lagi.",
  not_a_workbook:
    "Berkas ini arsip atau dokumen lain, bukan buku kerja Excel (XLSX). Simpan daftar sebagai XLSX atau CSV, lalu unggah lagi.",
  broken_workbook:
    "Buku kerja ini rusak atau terpotong. Buka di aplikasi lembar kerja, simpan ulang sebagai XLSX, lalu unggah lagi; jika tidak dapat dibuka, minta berkas asli kepada pengirim.",
  workbook_too_large:
    "Isi buku kerja ini terlalu besar saat dibuka. Pindahkan tabelnya ke buku kerja baru atau simpan sebagai CSV, lalu unggah lagi.",
  sheet_not_found: "Lembar yang dipilih tidak ada di buku kerja ini. Pilih lembar lain.",
  no_table_in_workbook:
    "Tidak ada lembar yang memuat tabel dengan judul kolom di buku kerja ini. Periksa apakah berkasnya benar.",
  too_many_columns:
    "Berkas ini memuat lebih dari 300 kolom; daftar terlebar yang dikenal memuat 100. Pastikan berkasnya benar, atau hapus kolom yang tidak perlu, lalu unggah lagi.",
} as const satisfies Record<TableRefusal["code"], string>;
