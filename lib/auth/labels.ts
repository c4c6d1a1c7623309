import type { Permission } from "./policy";
import type { Role } from "./types";

export const ROLE_LABELS = {
  admin: "Admin",
  operator: "Operator",
  verifier: "Verifikator",
  head: "Kepala dinas",
  companion: "Pendamping",
  village_operator: "Operator kelurahan",
} as const satisfies Record<Role, string>;

/** What each permission lets a person do, for the audit page and the printed policy. */
// biome-ignore format: a table reads as a table
export const PERMISSION_LABELS = {
  "start.view":      "membuka beranda",
  "session.end":     "keluar",
  "household.list":  "mencari dan mendaftar keluarga",
  "household.view":  "membuka satu keluarga",
  "case.list":       "mendaftar kasus",
  "case.view":       "membuka satu kasus",
  "case.dismiss":    "menutup kasus sebagai bukan kesalahan",
  "case.confirm":    "memutus setelah groundcheck bahwa datanya benar",
  "groundcheck.assign": "menugaskan, memindahkan, dan membatalkan groundcheck",
  "groundcheck.list": "mendaftar groundcheck",
  "groundcheck.view": "membuka hasil groundcheck",
  "groundcheck.verify": "memverifikasi atau mengembalikan kunjungan orang lain",
  "task.list":       "mendaftar tugas kunjungan sendiri",
  "task.view":       "membuka tugas kunjungan sendiri",
  "task.submit":     "mengisi dan mengirim hasil kunjungan sendiri",
  "attachment.view": "membuka foto dan bukti",
  "proposal.list":   "mendaftar usulan",
  "proposal.view":   "membuka satu usulan",
  "proposal.draft":  "membuat, mengajukan, dan membatalkan usulan, mencatat dasarnya",
  "proposal.verify": "memverifikasi usulan orang lain",
  "proposal.return": "mengembalikan usulan orang lain",
  "proposal.validate": "mengesahkan usulan orang lain",
  "hand_over.list":  "mendaftar serah terima ke SIKS-NG",
  "hand_over.view":  "membuka satu daftar serah terima",
  "hand_over.enter": "membuat daftar serah terima, mencatat entri SIKS-NG dan hasilnya",
  "hand_over.download": "mengunduh daftar serah terima",
  "participation.list": "mendaftar bantuan yang ditangguhkan",
  "participation.view": "membuka satu bantuan yang ditangguhkan",
  "participation.resume": "melanjutkan bantuan yang ditangguhkan",
  "participation.end": "mengakhiri bantuan yang ditangguhkan",
  "import.list":     "mendaftar impor",
  "import.create":   "mengunggah berkas dan memeriksanya ulang",
  "import.view":     "membuka satu impor",
  "import.publish":  "menerbitkan impor yang disiapkan orang lain",
  "import.discard":  "membuang impor",
  "import.download": "mengunduh baris yang ditolak",
  "audit.list":      "membaca jejak audit",
  "list.export":     "mengunduh daftar yang boleh dibuka",
} as const satisfies Record<Permission, string>;
