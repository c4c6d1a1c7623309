import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import type {
  BnbaColumnName,
  DeathsColumnName,
  DesilColumnName,
  DtksColumnName,
  DukcapilColumnName,
  MatchingColumnName,
  RecipientColumnName,
} from "./column-names";
import type { ColumnProblem } from "./judge-columns";
import { IMPORT_FILE_ROLE_LABELS } from "./labels";
import { type ImportFileRole, KIND_OF_ROLE } from "./schema";

const DTKS = {
  id_dtks: "ID DTKS",
  nomor_kk: "No. KK",
  nik: "NIK",
  nama: "Nama",
  tanggal_lahir: "Tanggal lahir",
  jenis_kelamin: "Jenis kelamin",
  alamat: "Alamat",
  rt: "RT",
  rw: "RW",
  kelurahan: "Kelurahan/desa",
  kecamatan: "Kecamatan",
  desil: "Desil",
  bansos_pkh: "Menerima PKH",
  bansos_bpnt: "Menerima Sembako (BPNT)",
  pbi_jkn: "Menerima PBI-JK",
} as const satisfies Record<DtksColumnName, string>;

const RECIPIENTS = {
  nik: "NIK",
  nomor_kk: "No. KK",
  nama: "Nama penerima",
  alamat: "Alamat",
  rt: "RT",
  rw: "RW",
  kelurahan: "Kelurahan/desa",
  kecamatan: "Kecamatan",
  period: "Periode atau tahap",
  channel: "Penyalur",
  amount_rupiah: "Nominal (rupiah)",
} as const satisfies Record<RecipientColumnName, string>;

const DUKCAPIL = {
  nik: "NIK",
  nama: "Nama",
  status: "Hasil padan",
  note: "Keterangan",
} as const satisfies Record<DukcapilColumnName, string>;

const MATCHING = {
  nik: "NIK",
  nomor_kk: "No. KK",
  nama: "Nama",
  tanggal_lahir: "Tanggal lahir",
  jenis_kelamin: "Jenis kelamin",
  alamat: "Alamat",
  kelurahan: "Kelurahan/desa",
  kecamatan: "Kecamatan",
} as const satisfies Record<MatchingColumnName, string>;

const DEATHS = {
  ...MATCHING,
  tanggal_meninggal: "Tanggal meninggal",
  sumber: "Sumber laporan",
} as const satisfies Record<DeathsColumnName, string>;

const DESIL = {
  nomor_kk: "No. KK",
  nik: "NIK",
  nama: "Nama",
  desil: "Desil nasional",
} as const satisfies Record<DesilColumnName, string>;

const BNBA = {
  nomor_kk: "No. KK",
  nik: "NIK",
  nama: "Nama",
  tanggal_lahir: "Tanggal lahir",
  jenis_kelamin: "Jenis kelamin",
  hubungan: "Hubungan keluarga",
  keberadaan: "Keberadaan anggota",
  alamat: "Alamat",
  rt: "RT",
  rw: "RW",
  kelurahan: "Kelurahan/desa",
  kecamatan: "Kecamatan",
  desil: "Desil nasional",
  pkh: "Menerima PKH",
  sembako: "Menerima Sembako",
  pbi_jk: "Menerima PBI-JK",
} as const satisfies Record<BnbaColumnName, string>;

/** What each column is called on the screen, in the order in which it is offered. */
export const COLUMN_LABELS: Readonly<Record<ImportFileRole, Readonly<Record<string, string>>>> = {
  family: wordsOf(FAMILY_COLUMNS),
  member: wordsOf(MEMBER_COLUMNS),
  dtks: DTKS,
  recipients: RECIPIENTS,
  dukcapil: DUKCAPIL,
  matching: MATCHING,
  deaths: DEATHS,
  desil: DESIL,
  bnba: BNBA,
};

/** The columns of a group of which one is enough: "NIK atau No. KK". */
export function groupWords(role: ImportFileRole, group: readonly string[]): string {
  return group.map((column) => COLUMN_LABELS[role][column] ?? column).join(" atau ");
}

/** What is wrong with the columns that were chosen for a file, and what to do. */
export function columnSentence(role: ImportFileRole, problem: ColumnProblem): string {
  // A release has two files with columns of the same names; a list is alone.
  const where =
    KIND_OF_ROLE[role] === "dtsen" ? ` di ${IMPORT_FILE_ROLE_LABELS[role].toLowerCase()}` : "";
  switch (problem.code) {
    case "column_missing":
      return `Belum ada kolom ${groupWords(role, problem.group)}${where}. Pilih kolom yang memuatnya.`;
    case "column_twice":
      return `${groupWords(role, [problem.column])} dipilih untuk dua kolom${where}. Sisakan satu; untuk yang lain pilih “Simpan saja”.`;
  }
}

function wordsOf(
  columns: readonly { readonly column: string; readonly label: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ column, label }) => [column, label]));
}
