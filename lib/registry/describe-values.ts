import { formatNumber } from "@/lib/shared/format";
import { CODE_LISTS } from "./dtsen-code-lists";
import {
  type DtsenColumn,
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "./dtsen-dictionary";

/** A release row's values by the dictionary's column names: codes as numbers, texts as they are. */
export type ColumnValues = Readonly<Record<string, string | number | null>>;

const COLUMNS = new Map<string, DtsenColumn>(
  [...FAMILY_COLUMNS, ...MEMBER_COLUMNS].map((column) => [column.column, column]),
);

/** The answer to one column in words, null where it was not filled in. */
export function valueWords(
  values: ColumnValues,
  name: FamilyColumnName | MemberColumnName,
): string | null {
  const value = values[name] ?? null;
  if (value === null || value === "") return null;
  const column = COLUMNS.get(name);
  if (column?.type === "ya_tidak_text") return value === 1 ? "Ya" : "Tidak";
  if (column?.codes) {
    const option = CODE_LISTS[column.codes].find(({ code }) => code === value);
    return option?.label ?? `Kode ${value}, tidak ada di kamus`;
  }
  return typeof value === "number" ? formatNumber(value) : value;
}

/** One line of a summary: what was asked, and the answer or null. */
export interface Answer {
  readonly term: string;
  readonly value: string | null;
}

function answers(values: ColumnValues, columns: readonly (readonly [FamilyColumnName, string])[]) {
  return columns.map(([name, term]): Answer => ({ term, value: valueWords(values, name) }));
}

/** The house as the form asked for it, in the order in which a visitor sees it. */
export function houseAnswers(values: ColumnValues): Answer[] {
  const area = valueWords(values, "luas_lantai");
  return [
    ...answers(values, [["status_kepemilikan_rumah", "Kepemilikan rumah"]]),
    { term: "Luas lantai", value: area === null ? null : `${area} m²` },
    ...answers(values, [
      ["jenis_lantai_terluas", "Lantai terluas"],
      ["jenis_dinding_terluas", "Dinding terluas"],
      ["jenis_atap_terluas", "Atap terluas"],
    ]),
  ];
}

export function utilityAnswers(values: ColumnValues): Answer[] {
  return answers(values, [
    ["sumber_air_minum_utama", "Air minum"],
    ["sumber_penerangan_utama", "Penerangan"],
    ["daya_terpasang", "Daya terpasang"],
    ["bahan_bakar_utama_memasak", "Bahan bakar memasak"],
    ["fasilitas_bab", "Fasilitas BAB"],
    ["jenis_kloset", "Kloset"],
    ["pembuangan_akhir_tinja", "Pembuangan akhir tinja"],
  ]);
}

const ASSETS = [
  ["aset_bergerak_mobil", "mobil"],
  ["aset_bergerak_sepeda_motor", "sepeda motor"],
  ["aset_bergerak_sepeda", "sepeda"],
  ["aset_bergerak_perahu", "perahu"],
  ["aset_bergerak_kapal_perahu_motor", "kapal/perahu motor"],
  ["aset_bergerak_emas_perhiasan", "emas/perhiasan"],
  ["aset_bergerak_lemari_es", "lemari es"],
  ["aset_bergerak_ac", "AC"],
  ["aset_bergerak_pemanas_air", "pemanas air"],
  ["aset_bergerak_tv_datar", "TV datar"],
  ["aset_bergerak_komputer_laptop_tablet", "komputer/laptop/tablet"],
  ["aset_bergerak_smartphone", "smartphone"],
  ["aset_bergerak_telepon_rumah", "telepon rumah"],
  ["aset_bergerak_tabung_gas", "tabung gas ≥ 5,5 kg"],
  ["aset_tidak_bergerak_lahan_lainnya", "lahan lain"],
  ["aset_tidak_bergerak_rumah_lainnya", "rumah lain"],
] as const satisfies readonly (readonly [FamilyColumnName, string])[];

const LIVESTOCK = [
  ["jumlah_ternak_sapi", "sapi"],
  ["jumlah_ternak_kerbau", "kerbau"],
  ["jumlah_ternak_kuda", "kuda"],
  ["jumlah_ternak_babi", "babi"],
  ["jumlah_ternak_kambing_domba", "kambing/domba"],
] as const satisfies readonly (readonly [FamilyColumnName, string])[];

/**
 * What the family owns, as three short lists instead of twenty-one lines of yes and no: owned, not
 * owned, and not asked or not answered.
 */
export function assetAnswers(values: ColumnValues): Answer[] {
  const saying = (code: number | null) =>
    ASSETS.filter(([name]) => (values[name] ?? null) === code).map(([, words]) => words);
  const animals = LIVESTOCK.flatMap(([name, words]) => {
    const count = values[name];
    return typeof count === "number" && count > 0 ? [`${formatNumber(count)} ${words}`] : [];
  });
  const unanswered = saying(null);
  return [
    { term: "Punya", value: sentence(saying(1)) ?? "Tidak ada yang tercatat" },
    { term: "Tidak punya", value: sentence(saying(2)) },
    ...(unanswered.length > 0 ? [{ term: "Tidak diisi", value: sentence(unanswered) }] : []),
    { term: "Ternak", value: sentence(animals) ?? "Tidak ada yang tercatat" },
  ];
}

function sentence(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(", ");
}

/** What a member does, in a few words: school, work, or neither. */
export function occupationWords(values: ColumnValues): string | null {
  if (values.partisipasi_sekolah === 2) {
    const level = valueWords(values, "jenjang_tertinggi_yang_diduduki");
    return level === null ? "Masih sekolah" : `Masih sekolah, ${level}`;
  }
  if (values.status_bekerja === 1)
    return valueWords(values, "status_dalam_pekerjaan_utama") ?? "Bekerja";
  return values.status_bekerja === 2 ? "Tidak bekerja" : null;
}
