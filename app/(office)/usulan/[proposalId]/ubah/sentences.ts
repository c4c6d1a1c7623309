import type { ValueProblem } from "@/lib/proposals/proposable-columns";
import type { PersonField } from "@/lib/proposals/schema";

/** Why a typed value is none of its column, and what to type instead. */
export const VALUE_PROBLEMS = {
  empty: "Isi nilai yang baru.",
  not_in_list: "Pilih salah satu yang tersedia.",
  not_a_number: "Tulis angka saja, misalnya 36 atau 36,5.",
  not_a_date: "Isi tanggal yang ada di kalender.",
  not_a_nik: "NIK harus 16 digit dengan tanggal lahir yang mungkin.",
  not_a_nomor_kk: "Nomor kartu keluarga harus 16 digit.",
  too_long: "Isi paling banyak 200 karakter.",
} as const satisfies Record<ValueProblem, string>;

const FIELD_PROBLEMS = {
  orang: "data orang ini tidak dikenal",
  nama: "tulis namanya",
  nik: "NIK harus 16 digit dengan tanggal lahir yang mungkin",
  hubungan: "pilih hubungan dengan kepala keluarga",
  lahir: "isi tanggal lahir yang ada di kalender",
  kelamin: "pilih jenis kelamin",
} as const satisfies Record<PersonField, string>;

/** Which person of an usul tambah cannot be read, and why. */
export function personProblem({
  row,
  field,
}: {
  readonly row: number;
  readonly field: PersonField;
}): string {
  return `Orang ke-${row}: ${FIELD_PROBLEMS[field]}.`;
}
