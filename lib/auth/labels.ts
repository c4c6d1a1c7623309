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
  "import.list":     "mendaftar impor",
  "import.create":   "mengunggah berkas dan memeriksanya ulang",
  "import.view":     "membuka satu impor",
  "import.publish":  "menerbitkan impor yang disiapkan orang lain",
  "import.discard":  "membuang impor",
  "import.download": "mengunduh baris yang ditolak",
  "audit.list":      "membaca jejak audit",
} as const satisfies Record<Permission, string>;
