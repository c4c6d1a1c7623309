import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import {
  type DtsenColumn,
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "@/lib/registry/dtsen-dictionary";
import { formatDate, formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { readNik, readNomorKk } from "@/lib/shared/nik";
import { fail, ok, type Result } from "@/lib/shared/result";

export type ChangeScope = "household" | "individual";

/**
 * What the office never proposes for a family. Desil: BPS alone ranks. Who is insured by whom follows
 * from the programs' own lists. The area is given by codes of BPS and changes by moving, not by a
 * correction. The number of members is counted from the members.
 */
const NOT_OF_A_FAMILY: ReadonlySet<FamilyColumnName> = new Set([
  "kode_provinsi",
  "provinsi",
  "kode_kabupaten_kota",
  "kabupaten_kota",
  "kode_kecamatan",
  "kecamatan",
  "kode_kelurahan_desa",
  "kelurahan_desa",
  "jumlah_anggota_keluarga",
  "desil_nasional",
  "desil_provinsi",
  "desil_kabupaten_kota",
  "pbi_nas",
  "pbi_pemda",
]);

/** Of a member neither that, nor answers about health: they are read for no page yet. */
const NOT_OF_A_MEMBER: ReadonlySet<MemberColumnName> = new Set([
  "nomor_kartu_keluarga",
  "pbi_nas",
  "pbi_pemda",
  "kondisi_gizi",
  "penglihatan",
  "pendengaran",
  "berjalan_atau_naik_tangga",
  "menggunakan_tangan_jari",
  "belajar_kemampuan_intelektual",
  "pengendalian_perilaku",
  "berbicara_komunikasi",
  "mengurus_diri",
  "mengingat_berkonsentrasi",
  "kesedihan_depresi",
  "penyakit_kronis",
  "kode_provinsi_ktp",
  "provinsi_ktp",
  "kode_kabupaten_kota_ktp",
  "kabupaten_kota_ktp",
  "kode_kecamatan_ktp",
  "kecamatan_ktp",
  "kode_kelurahan_desa_ktp",
  "kelurahan_desa_ktp",
]);

/** The columns whose values are numbers of people or of their meters: in words, their end only. */
const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  "nomor_kartu_keluarga",
  "nomor_induk_kependudukan",
  "id_pelanggan_pln",
]);

export function isNumberColumn(name: string): boolean {
  return NUMBER_COLUMNS.has(name);
}

/** The dictionary calls it by what it does in the files; people call it by what it is. */
function inWords(column: DtsenColumn): DtsenColumn {
  return column.column === "nomor_kartu_keluarga"
    ? { ...column, label: "Nomor kartu keluarga" }
    : column;
}

/** The columns that an usul perbaikan may change, in the order of the files. */
export const PROPOSABLE_COLUMNS: Readonly<Record<ChangeScope, readonly DtsenColumn[]>> = {
  household: FAMILY_COLUMNS.filter(({ column }) => !NOT_OF_A_FAMILY.has(column)).map(inWords),
  individual: MEMBER_COLUMNS.filter(({ column }) => !NOT_OF_A_MEMBER.has(column)),
};

/** A column that may be proposed, or undefined: desil, and whatever is no column at all. */
export function findProposable(scope: ChangeScope, name: string): DtsenColumn | undefined {
  return PROPOSABLE_COLUMNS[scope].find(({ column }) => column === name);
}

/** The answers to choose from, where a column has a list of them. */
export function choicesOf(column: DtsenColumn): readonly { value: string; text: string }[] | null {
  if (column.type === "ya_tidak_text") return YES_NO;
  if (!column.codes) return null;
  return CODE_LISTS[column.codes].map(({ code, label }) => ({ value: String(code), text: label }));
}

const YES_NO = [
  { value: "1", text: "Ya" },
  { value: "2", text: "Tidak" },
] as const;

/** A value in words: the label of a code, a day, a figure; the text itself where it is none of these. */
export function valueLabel(column: DtsenColumn, value: string | null): string | null {
  if (value === null) return null;
  if (isNumberColumn(column.column)) return maskNumber(value);
  const choices = choicesOf(column);
  if (choices) {
    const choice = choices.find((option) => option.value === value);
    return choice?.text ?? `Kode ${value}, tidak ada di kamus`;
  }
  if (column.type === "date") return formatDate(new Date(value));
  if (column.type === "int" || column.type === "number") return formatNumber(Number(value));
  return value;
}

/** Why a typed value is none of the column. */
export type ValueProblem =
  | "empty"
  | "not_in_list"
  | "not_a_number"
  | "not_a_date"
  | "not_a_nik"
  | "not_a_nomor_kk"
  | "too_long";

const TEXT_LENGTH_MAX = 200;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a typed value by its column, into the form in which the release rows hold it. */
export function readValue(column: DtsenColumn, typed: string): Result<string, ValueProblem> {
  const text = typed.trim();
  if (text === "") return fail("empty");
  const choices = choicesOf(column);
  if (choices) return choices.some(({ value }) => value === text) ? ok(text) : fail("not_in_list");
  switch (column.type) {
    case "int":
      return /^\d{1,6}$/.test(text) ? ok(String(Number(text))) : fail("not_a_number");
    case "number": {
      const plain = text.replace(",", ".");
      return /^\d{1,6}(\.\d{1,2})?$/.test(plain) ? ok(String(Number(plain))) : fail("not_a_number");
    }
    case "date":
      return isDay(text) ? ok(text) : fail("not_a_date");
    case "digits:16":
      return readSixteen(column.column, text);
    default:
      return text.length <= TEXT_LENGTH_MAX ? ok(text) : fail("too_long");
  }
}

function readSixteen(name: string, text: string): Result<string, ValueProblem> {
  if (name === "nomor_kartu_keluarga") {
    const reading = readNomorKk(text);
    return reading.valid ? ok(reading.nomorKk) : fail("not_a_nomor_kk");
  }
  const reading = readNik(text);
  return reading.valid ? ok(reading.nik) : fail("not_a_nik");
}

/** A day that exists: 31 February does not. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
