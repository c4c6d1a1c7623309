import { formatNumber } from "@/lib/shared/format";
import type { SeenValues, ValueKind } from "./schema";

/** Why the values of a column were taken for what they are. */
const REASONS = {
  nik: "16 angka dengan tanggal lahir yang mungkin di dalamnya",
  nomor_kk: "16 angka tanpa tanggal lahir perempuan di dalamnya, jadi bukan NIK",
  birth_date: "Tanggal yang mungkin tanggal lahir",
  sex: "L/P atau laki-laki/perempuan",
  desil: "Angka 1 sampai 10",
  name: "Nama orang: huruf saja, hampir semuanya berbeda",
  address: "Alamat: JL, DUSUN, RT, dan sejenisnya",
  amount: "Nilai rupiah bulat",
  dukcapil_result: "Kata hasil pemadanan",
  kecamatan: "Nama kecamatan di kabupaten/kota ini",
  kelurahan: "Nama kelurahan/desa di kabupaten/kota ini",
  rt: "Nomor tiga angka seperti 003, dengan kolom serupa sesudahnya",
  rw: "Nomor tiga angka seperti 005, dengan kolom serupa sebelumnya",
} as const satisfies Record<ValueKind, string>;

/** The reason of a guess from values, with how many of them it holds for. */
export function reasonOfGuess({ kind, fitting, filled }: SeenValues): string {
  return `${REASONS[kind]} (${formatNumber(fitting)} dari ${formatNumber(filled)} isi)`;
}
