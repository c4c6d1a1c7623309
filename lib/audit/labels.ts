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
  "case.confirm_data":     "Kasus diputus: data benar",
  "detection.run":         "Deteksi dijalankan",
  "participation.suspend": "Bantuan ditangguhkan",
  "participation.resume":  "Bantuan dilanjutkan",
  "participation.end":     "Bantuan diakhiri",
  "groundcheck.assign":    "Groundcheck ditugaskan",
  "groundcheck.reassign":  "Groundcheck dipindahkan",
  "groundcheck.cancel":    "Groundcheck dibatalkan",
  "groundcheck.view":      "Hasil groundcheck dibuka",
  "groundcheck.save_draft": "Pengisian groundcheck dimulai",
  "groundcheck.submit":    "Hasil groundcheck dikirim",
  "groundcheck.conflict":  "Kiriman groundcheck bertentangan",
  "groundcheck.settle_conflict": "Kiriman yang bertentangan diputus",
  "groundcheck.return":    "Groundcheck dikembalikan",
  "groundcheck.verify":    "Groundcheck diverifikasi",
  "attachment.add":        "Foto atau bukti diterima",
  "attachment.view":       "Foto atau bukti dibuka",
  "proposal.draft":        "Usulan dibuat",
  "proposal.edit":         "Draf usulan diubah",
  "proposal.view":         "Usulan dibuka",
  "proposal.submit":       "Usulan diajukan",
  "proposal.return":       "Usulan dikembalikan",
  "proposal.verify":       "Usulan diverifikasi",
  "proposal.validate":     "Usulan disahkan",
  "proposal.withdraw":     "Usulan dibatalkan",
  "proposal.record_basis": "Dasar usulan dicatat",
  "proposal.enter":        "Usulan dimasukkan ke SIKS-NG",
  "proposal.undo_entry":   "Entri SIKS-NG ditarik kembali",
  "proposal.result":       "Hasil Kemensos atau BPS dicatat",
  "proposal.take_up_again": "Usulan diajukan lagi",
  "proposal.follow_release": "Rilis baru dibandingkan dengan usulan",
  "hand_over.create":      "Daftar serah terima dibuat",
  "hand_over.view":        "Daftar serah terima dibuka",
  "hand_over.download":    "Daftar serah terima diunduh",
  "import.receive":        "Berkas diterima",
  "import.start_check":    "Pemeriksaan berkas dimulai",
  "import.finish_check":   "Pemeriksaan berkas selesai",
  "import.check_again":    "Berkas diperiksa ulang",
  "import.publish":        "Penerbitan diminta",
  "import.finish_publish": "Data diterbitkan",
  "import.fail":           "Impor gagal",
  "import.discard":        "Impor dibuang",
  "import.download":       "Baris ditolak diunduh",
  "indicator.enter":       "Angka indikator dicatat",
  "indicator.withdraw":    "Angka indikator ditarik",
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
  groundcheck:   "groundcheck",
  attachment:    "foto atau bukti",
  proposal:      "usulan",
  hand_over:     "serah terima",
  import:        "impor",
  detection_run: "deteksi",
  indicator:     "indikator",
} as const;
export type AuditSubject = keyof typeof AUDIT_SUBJECTS;

export const AUDIT_ACTOR_KINDS = {
  user: "Pengguna",
  system: "Sistem",
  command_line: "Baris perintah",
} as const;
