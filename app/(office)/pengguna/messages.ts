import { formatNumber } from "@/lib/shared/format";

/** What each refusal says, wherever somebody's account is changed. */
export const TAKE_MESSAGES = {
  user_not_found: "Pengguna tidak ditemukan.",
  own_account: "Akun sendiri tidak diubah di sini. Buka Akun saya, atau minta admin lain.",
  demo_account:
    "Akun contoh dipakai bersama, jadi tidak dapat diubah. Undang pengguna baru untuk mencobanya.",
  no_longer_admin: "Anda tidak lagi masuk sebagai admin. Muat ulang halaman ini.",
} as const;

export const AREA_MESSAGES = {
  areas_missing: "Pilih paling sedikit satu kecamatan atau kelurahan.",
  area_unknown: "Ada wilayah yang tidak ada di kantor ini. Muat ulang halaman, lalu pilih lagi.",
  area_does_not_fit:
    "Wilayah tidak cocok dengan peran: pendamping dan operator kelurahan bertugas di kecamatan atau kelurahan, admin di seluruh kabupaten/kota.",
} as const;

export function tasksLeft(count: number): string {
  return `Masih ada ${formatNumber(count)} kunjungan padanya yang tidak akan bisa ia buka lagi. Minta operator mengalihkannya dahulu (Groundcheck, tab Pendamping, Alihkan tugas), lalu ulangi.`;
}
