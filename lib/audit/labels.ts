/**
 * Everything the office writes down, in the words of the audit page. An act without a row here
 * does not compile, so the page never shows a code.
 */
// biome-ignore format: a table reads as a table
export const AUDIT_ACTIONS = {
  "session.start":         "Masuk",
  "session.refuse":        "Gagal masuk",
  "session.end":           "Keluar",
  "password.set":          "Kata sandi dibuat",
  "access.deny":           "Akses ditolak",
  "office.set_up":         "Kantor disiapkan",
  "household.view":        "Keluarga dibuka",
  "household.reveal_numbers": "Nomor lengkap keluarga ditampilkan",
  "household.conceal_numbers": "Nomor lengkap keluarga ditutup",
  "case.dismiss":          "Kasus ditutup sebagai bukan kesalahan",
  "detection.run":         "Deteksi dijalankan",
  "participation.suspend": "Bantuan ditangguhkan",
  "import.receive":        "Berkas diterima",
  "import.start_check":    "Pemeriksaan berkas dimulai",
  "import.finish_check":   "Pemeriksaan berkas selesai",
  "import.check_again":    "Berkas diperiksa ulang",
  "import.publish":        "Penerbitan diminta",
  "import.finish_publish": "Data diterbitkan",
  "import.fail":           "Impor gagal",
  "import.discard":        "Impor dibuang",
  "import.download":       "Baris ditolak diunduh",
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** The kinds of record that an audit row is about. */
// biome-ignore format: a table reads as a table
export const AUDIT_SUBJECTS = {
  session:       "sesi",
  user:          "pengguna",
  permission:    "izin",
  office:        "kantor",
  household:     "keluarga",
  case:          "kasus",
  participation: "kepesertaan",
  import:        "impor",
  detection_run: "deteksi",
} as const;
export type AuditSubject = keyof typeof AUDIT_SUBJECTS;

export const AUDIT_ACTOR_KINDS = {
  user: "Pengguna",
  system: "Sistem",
  command_line: "Baris perintah",
} as const;
