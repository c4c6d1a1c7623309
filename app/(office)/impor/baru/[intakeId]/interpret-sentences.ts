import type { InterpretProblem } from "@/lib/import/interpret-files";

/** Why uploaded files make no import, and what to bring. */
export const INTERPRET_SENTENCES = {
  unknown_file:
    "Judul kolomnya bukan milik DTSEN, DTKS lama, daftar penerima, atau hasil padan Dukcapil. Bila berkas ini memang salah satunya, pilih jenis, lembar, dan baris judulnya di bawah; jika bukan, unggah berkas lain.",
  member_file_missing:
    "Ini berkas keluarga DTSEN. Berkas anggota keluarganya (anggota_keluarga_dtsen_…csv) belum ada: unggah keduanya sekaligus.",
  family_file_missing:
    "Ini berkas anggota keluarga DTSEN. Berkas keluarganya (keluarga_dtsen_…csv) belum ada: unggah keduanya sekaligus.",
  files_of_two_imports:
    "Berkas-berkas ini bukan satu impor. Unggah rilis DTSEN (semua berkas keluarga dan anggotanya), DTKS, daftar penerima, dan hasil padan Dukcapil masing-masing sendiri.",
} as const satisfies Record<InterpretProblem["code"], string>;
