import {
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "@/lib/registry/dtsen-dictionary";
import type { ColumnAliases } from "./mapping";
import type { ImportFileRole } from "./schema";

const NOMOR_KK = [
  "nomor kk",
  "no kk",
  "kk",
  "kk no",
  "no kartu keluarga",
  "nkk",
  "nomor kartu keluarga",
];
const NIK = [
  "nik",
  "no nik",
  "nomor nik",
  "no ktp",
  "nik ktp",
  "nomor induk kependudukan",
  "b1_r101",
];
const RT = ["no rt", "nomor rt", "rt domisili", "rt ktp"];
const RW = ["no rw", "nomor rw", "rw domisili", "rw ktp"];
const KELURAHAN = [
  "kelurahan",
  "desa",
  "desa kelurahan",
  "kelurahan desa",
  "kel desa",
  "desa kel",
  "kel",
  "nama kelurahan",
  "nama desa",
  "nama kelurahan desa",
];
const KECAMATAN = ["kecamatan", "kec", "nama kecamatan"];
const KABUPATEN = ["kabupaten", "kab kota", "kabkota", "kota", "nama kabupaten kota"];
const PROVINSI = ["provinsi", "propinsi", "prov", "nama provinsi"];
const TANGGAL_LAHIR = ["tanggal lahir", "tgl lahir", "tgllhr", "tanggal lhr"];
const JENIS_KELAMIN = ["jenis kelamin", "jk", "jns kelamin", "l/p", "lp", "sex", "kelamin"];

/** Other names of the family file's columns, from earlier releases and from offices. */
const FAMILY_ALIASES: Partial<Record<FamilyColumnName, readonly string[]>> = {
  provinsi: PROVINSI,
  kabupaten_kota: KABUPATEN,
  kecamatan: KECAMATAN,
  kelurahan_desa: KELURAHAN,
  alamat: ["alamat domisili", "alamat tinggal", "alamat rumah"],
  nomor_kartu_keluarga: NOMOR_KK,
  jumlah_anggota_keluarga: ["jumlah anggota", "jml anggota", "jumlah art", "jml art"],
  // Release v2 of 2026 has the head's name under "nama_anggota_keluarga".
  nama_kepala_keluarga: ["nama anggota keluarga", "kepala keluarga", "nama kk", "nama krt"],
  desil_nasional: ["desil", "desil pdt", "desil dtsen", "desil nas"],
  id_pelanggan_pln: ["id pln", "no pln", "nomor pln", "idpel", "idpel pln", "id pelanggan"],
  status_kepemilikan_rumah: ["status rumah", "kepemilikan rumah", "status bangunan"],
  jenis_lantai_terluas: ["jenis lantai", "lantai"],
  luas_lantai: ["luas lantai m2", "luas rumah"],
  jenis_dinding_terluas: ["jenis dinding", "dinding"],
  jenis_atap_terluas: ["jenis atap", "atap"],
  sumber_air_minum_utama: ["sumber air minum", "air minum"],
  sumber_penerangan_utama: ["sumber penerangan", "penerangan"],
  daya_terpasang: ["daya listrik", "daya pln", "daya", "daya listrik terpasang"],
  bahan_bakar_utama_memasak: ["bahan bakar memasak", "bahan bakar masak", "bahan bakar"],
  fasilitas_bab: ["fasilitas tempat bab", "tempat bab", "jamban"],
  jenis_kloset: ["kloset"],
  pembuangan_akhir_tinja: ["tempat pembuangan akhir tinja", "pembuangan tinja"],
  kepemilikan_aset: ["memiliki aset"],
  aset_bergerak_tabung_gas: ["tabung gas"],
  aset_bergerak_lemari_es: ["lemari es", "kulkas"],
  aset_bergerak_ac: ["ac"],
  aset_bergerak_pemanas_air: ["pemanas air", "water heater"],
  aset_bergerak_telepon_rumah: ["telepon rumah"],
  aset_bergerak_tv_datar: ["tv datar", "tv"],
  aset_bergerak_emas_perhiasan: ["emas", "emas perhiasan"],
  aset_bergerak_komputer_laptop_tablet: ["komputer", "laptop", "komputer laptop tablet"],
  aset_bergerak_sepeda_motor: ["sepeda motor", "motor"],
  aset_bergerak_sepeda: ["sepeda"],
  aset_bergerak_mobil: ["mobil"],
  aset_bergerak_smartphone: ["smartphone", "hp"],
};

/** Other names of the member file's columns. */
const MEMBER_ALIASES: Partial<Record<MemberColumnName, readonly string[]>> = {
  nomor_induk_kependudukan: NIK,
  nomor_kartu_keluarga: NOMOR_KK,
  nama: ["nama anggota keluarga", "nama art", "nama lengkap"],
  tanggal_lahir: TANGGAL_LAHIR,
  jenis_kelamin: JENIS_KELAMIN,
  status_hubungan_keluarga: ["hubungan keluarga", "shdk", "hub keluarga", "status hubungan"],
  status_kawin: ["status perkawinan", "status kawin"],
  provinsi_ktp: PROVINSI,
  kabupaten_kota_ktp: KABUPATEN,
  kecamatan_ktp: KECAMATAN,
  kelurahan_desa_ktp: KELURAHAN,
  rt_ktp: ["rt", ...RT],
  rw_ktp: ["rw", ...RW],
  dusun_ktp: ["dusun", "lingkungan"],
  alamat_ktp: ["alamat"],
  pekerjaan_ktp: ["pekerjaan"],
  pendidikan_akhir_ktp: ["pendidikan", "pendidikan akhir"],
};

export const FAMILY_COLUMN_NAMES: ColumnAliases<FamilyColumnName> = withAliases(
  FAMILY_COLUMNS.map(({ column }) => column),
  FAMILY_ALIASES,
);

export const MEMBER_COLUMN_NAMES: ColumnAliases<MemberColumnName> = withAliases(
  MEMBER_COLUMNS.map(({ column }) => column),
  MEMBER_ALIASES,
);

/** The columns of the old DTKS that have a field of their own, by the field's name. */
export const DTKS_COLUMN_NAMES = {
  id_dtks: ["id bdt", "id dtks", "id keluarga"],
  nomor_kk: NOMOR_KK,
  nik: NIK,
  nama: ["nama art", "nama lengkap", "nama penerima"],
  tanggal_lahir: TANGGAL_LAHIR,
  jenis_kelamin: JENIS_KELAMIN,
  alamat: ["alamat ktp", "alamat tinggal"],
  rt: RT,
  rw: RW,
  kelurahan: KELURAHAN,
  kecamatan: KECAMATAN,
  desil: ["desil kesejahteraan", "desil dtks", "persentil desil"],
  bansos_pkh: ["pkh"],
  bansos_bpnt: ["bpnt", "sembako", "bansos sembako", "bpnt sembako"],
  pbi_jkn: ["pbi", "pbi jk", "pbi jkn", "pbi bpjs"],
} as const satisfies ColumnAliases<string>;
export type DtksColumnName = keyof typeof DTKS_COLUMN_NAMES;

/** The columns of a recipient list that have a field of their own, by the field's name. */
export const RECIPIENT_COLUMN_NAMES = {
  nik: [...NIK, "nik penerima", "nik pengurus", "nik kpm"],
  nomor_kk: [...NOMOR_KK, "no kk penerima"],
  nama: ["nama penerima", "nama pengurus", "nama kpm", "nama peserta", "nama lengkap"],
  alamat: ["alamat penerima"],
  rt: RT,
  rw: RW,
  kelurahan: KELURAHAN,
  kecamatan: KECAMATAN,
  period: ["periode", "tahap", "tahap salur", "periode salur", "bulan"],
  channel: ["penyalur", "bank", "bank penyalur", "lembaga bayar"],
  amount_rupiah: ["nominal", "jumlah bantuan", "nilai", "nominal bantuan", "jumlah"],
} as const satisfies ColumnAliases<string>;
export type RecipientColumnName = keyof typeof RECIPIENT_COLUMN_NAMES;

/** The columns of the population office's matching result that have a field of their own. */
export const DUKCAPIL_COLUMN_NAMES = {
  nik: [...NIK, "nik penduduk"],
  nama: ["nama lengkap", "nama lgkp", "nama penduduk", "nama anggota keluarga", "nama kpm"],
  status: [
    "status padan",
    "status pemadanan",
    "status padan dukcapil",
    "status dukcapil",
    "status nik",
    "padan",
    "padan dukcapil",
    "hasil",
    "hasil padan",
    "hasil pemadanan",
  ],
  note: [
    "keterangan",
    "ket",
    "keterangan padan",
    "keterangan dukcapil",
    "catatan",
    "alasan",
    "respon",
  ],
} as const satisfies ColumnAliases<string>;
export type DukcapilColumnName = keyof typeof DUKCAPIL_COLUMN_NAMES;

/** The columns of another office's list by which its persons are compared with the registry. */
export const MATCHING_COLUMN_NAMES = {
  nik: [...NIK, "nik penerima", "nik pemohon", "nik siswa", "nik anggota"],
  nomor_kk: NOMOR_KK,
  nama: [
    "nama lengkap",
    "nama penerima",
    "nama pemohon",
    "nama siswa",
    "nama anggota",
    "nama warga",
  ],
  tanggal_lahir: TANGGAL_LAHIR,
  jenis_kelamin: JENIS_KELAMIN,
  alamat: ["alamat lengkap", "alamat ktp", "alamat tinggal"],
  kelurahan: KELURAHAN,
  kecamatan: KECAMATAN,
} as const satisfies ColumnAliases<string>;
export type MatchingColumnName = keyof typeof MATCHING_COLUMN_NAMES;

/** The columns of a list of deaths, from a village or a hospital. */
export const DEATHS_COLUMN_NAMES = {
  ...MATCHING_COLUMN_NAMES,
  nama: [...MATCHING_COLUMN_NAMES.nama, "nama almarhum", "nama jenazah", "nama meninggal"],
  tanggal_meninggal: [
    "tgl meninggal",
    "tanggal kematian",
    "tgl kematian",
    "tanggal wafat",
    "tgl wafat",
    "meninggal tanggal",
  ],
  sumber: ["sumber data", "sumber laporan", "pelapor", "dilaporkan oleh", "asal laporan"],
} as const satisfies ColumnAliases<string>;
export type DeathsColumnName = keyof typeof DEATHS_COLUMN_NAMES;

/** The columns of a list that tells the desil of families, from a screen or an answer of the centre. */
export const DESIL_COLUMN_NAMES = {
  nomor_kk: NOMOR_KK,
  nik: [...NIK, "nik kepala keluarga"],
  nama: ["nama lengkap", "nama kepala keluarga", "kepala keluarga", "nama anggota keluarga"],
  desil: [
    "desil nasional",
    "desil nas",
    "desil dtsen",
    "desil pdt",
    "desil keluarga",
    "desil kesejahteraan",
    "peringkat desil",
  ],
} as const satisfies ColumnAliases<string>;
export type DesilColumnName = keyof typeof DESIL_COLUMN_NAMES;

/** The columns of a BNBA (by name, by address) of SIKS-NG that have a field of their own. */
export const BNBA_COLUMN_NAMES = {
  nomor_kk: NOMOR_KK,
  nik: NIK,
  nama: ["nama lengkap", "nama anggota keluarga", "nama art"],
  tanggal_lahir: TANGGAL_LAHIR,
  jenis_kelamin: JENIS_KELAMIN,
  hubungan: ["hubungan keluarga", "status hubungan keluarga", "hub keluarga", "shdk"],
  keberadaan: ["keberadaan anggota keluarga", "keberadaan anggota", "status keberadaan"],
  alamat: ["alamat lengkap", "alamat tinggal", "alamat ktp"],
  rt: [],
  rw: [],
  kelurahan: KELURAHAN,
  kecamatan: KECAMATAN,
  desil: DESIL_COLUMN_NAMES.desil,
  pkh: ["bansos pkh", "penerima pkh"],
  sembako: ["bansos sembako", "bpnt", "bansos bpnt", "penerima sembako"],
  pbi_jk: ["pbi jk", "pbi", "pbi jkn", "bansos pbi jk", "penerima pbi"],
} as const satisfies ColumnAliases<string>;
export type BnbaColumnName = keyof typeof BNBA_COLUMN_NAMES;

/** What each file may hold, by what the file is. */
export const COLUMN_NAMES: Readonly<Record<ImportFileRole, ColumnAliases<string>>> = {
  family: FAMILY_COLUMN_NAMES,
  member: MEMBER_COLUMN_NAMES,
  dtks: DTKS_COLUMN_NAMES,
  recipients: RECIPIENT_COLUMN_NAMES,
  dukcapil: DUKCAPIL_COLUMN_NAMES,
  matching: MATCHING_COLUMN_NAMES,
  deaths: DEATHS_COLUMN_NAMES,
  desil: DESIL_COLUMN_NAMES,
  bnba: BNBA_COLUMN_NAMES,
};

/** Groups of columns of which a file must have one each: without them no row leads to anybody. */
const REQUIRED_COLUMNS = {
  family: [["nomor_kartu_keluarga"]],
  member: [["nomor_kartu_keluarga"], ["nomor_induk_kependudukan"], ["nama"]],
  dtks: [["nama"], ["nomor_kk", "nik"]],
  recipients: [["nik", "nomor_kk"]],
  dukcapil: [["nik"], ["status", "note"]],
  matching: [["nik", "nama"]],
  deaths: [["nik", "nama"]],
  desil: [["desil"], ["nomor_kk", "nik"]],
  bnba: [["nama"], ["nomor_kk", "nik"], ["desil", "pkh", "sembako", "pbi_jk"]],
} as const satisfies {
  readonly family: readonly (readonly FamilyColumnName[])[];
  readonly member: readonly (readonly MemberColumnName[])[];
  readonly dtks: readonly (readonly DtksColumnName[])[];
  readonly recipients: readonly (readonly RecipientColumnName[])[];
  readonly dukcapil: readonly (readonly DukcapilColumnName[])[];
  readonly matching: readonly (readonly MatchingColumnName[])[];
  readonly deaths: readonly (readonly DeathsColumnName[])[];
  readonly desil: readonly (readonly DesilColumnName[])[];
  readonly bnba: readonly (readonly BnbaColumnName[])[];
};

/** The groups of which a file of this role has no column. */
export function missingGroups(
  role: ImportFileRole,
  known: { has(column: string): boolean },
): readonly (readonly string[])[] {
  return REQUIRED_COLUMNS[role].filter((group) => !group.some((column) => known.has(column)));
}

function withAliases<Column extends string>(
  columns: readonly Column[],
  aliases: Partial<Record<Column, readonly string[]>>,
): ColumnAliases<Column> {
  const entries = columns.map((column) => [column, aliases[column] ?? []] as const);
  // fromEntries forgets the key's type; every column is there once.
  return Object.fromEntries(entries) as ColumnAliases<Column>;
}
