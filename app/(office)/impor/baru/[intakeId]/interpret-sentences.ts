import type { InterpretProblem } from "@/lib/import/interpret-files";

/** Why uploaded files make no import, and what to bring. */
export const INTERPRET_SENTENCES = {
  unknown_file:
    "Dari judul kolomnya belum jelas berkas ini daftar apa. Pilih jenisnya di bawah, dan baris judulnya bila bukan di baris yang tertulis; kolomnya lalu ditebak dari isinya dan dapat Anda ubah. Bila ini bukan salah satu daftar itu, unggah berkas lain.",
  member_file_missing:
    "Ini berkas keluarga DTSEN. Berkas anggota keluarganya (anggota_keluarga_dtsen_…csv) belum ada: unggah keduanya sekaligus.",
  family_file_missing:
    "Ini berkas anggota keluarga DTSEN. Berkas keluarganya (keluarga_dtsen_…csv) belum ada: unggah keduanya sekaligus.",
  files_of_two_imports:
    "Berkas-berkas ini bukan satu impor. Hanya rilis DTSEN terdiri dari beberapa berkas (semua berkas keluarga dan anggotanya sekaligus); daftar lain diunggah satu per satu.",
} as const satisfies Record<InterpretProblem["code"], string>;
