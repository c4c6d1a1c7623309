import { normalizeAreaName } from "@/lib/areas/area-name";
import { normalizeHeader } from "../mapping";
import type { ImportFileRole } from "../schema";
import type { SeenValues, ValueKind } from "./schema";

/** The names of the office's areas, as `normalizeAreaName` writes them. */
export interface AreaNames {
  readonly kecamatan: ReadonlySet<string>;
  readonly kelurahan: ReadonlySet<string>;
}

/** The column that values of a kind belong to, by what the file is. */
const COLUMN_OF: Readonly<Record<ImportFileRole, Partial<Record<ValueKind, string>>>> = {
  family: {
    nomor_kk: "nomor_kartu_keluarga",
    desil: "desil_nasional",
    name: "nama_kepala_keluarga",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan_desa",
  },
  member: {
    nik: "nomor_induk_kependudukan",
    nomor_kk: "nomor_kartu_keluarga",
    name: "nama",
    birth_date: "tanggal_lahir",
    sex: "jenis_kelamin",
    address: "alamat_ktp",
    kecamatan: "kecamatan_ktp",
    kelurahan: "kelurahan_desa_ktp",
    rt: "rt_ktp",
    rw: "rw_ktp",
  },
  dtks: {
    nik: "nik",
    nomor_kk: "nomor_kk",
    name: "nama",
    birth_date: "tanggal_lahir",
    sex: "jenis_kelamin",
    desil: "desil",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan",
    rt: "rt",
    rw: "rw",
  },
  recipients: {
    nik: "nik",
    nomor_kk: "nomor_kk",
    name: "nama",
    amount: "amount_rupiah",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan",
    rt: "rt",
    rw: "rw",
  },
  dukcapil: { nik: "nik", name: "nama", dukcapil_result: "status" },
  matching: {
    nik: "nik",
    nomor_kk: "nomor_kk",
    name: "nama",
    birth_date: "tanggal_lahir",
    sex: "jenis_kelamin",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan",
  },
  // Two dates stand in it; which one is the birth date its values do not tell.
  deaths: {
    nik: "nik",
    nomor_kk: "nomor_kk",
    name: "nama",
    sex: "jenis_kelamin",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan",
  },
  desil: { nik: "nik", nomor_kk: "nomor_kk", name: "nama", desil: "desil" },
  bnba: {
    nik: "nik",
    nomor_kk: "nomor_kk",
    name: "nama",
    birth_date: "tanggal_lahir",
    sex: "jenis_kelamin",
    desil: "desil",
    address: "alamat",
    kecamatan: "kecamatan",
    kelurahan: "kelurahan",
  },
};

/** Sixteen digits with a birth date are nothing else, whatever stands above them. */
const CERTAIN: ReadonlySet<ValueKind> = new Set(["nik", "nomor_kk"]);

/** One letter or a letter and a number (A, B2, F10), or a word that only counts columns: "KOLOM1". */
const USELESS_NAME = /^(?:[a-z]?\d*|a[a-z]|(?:kolom|kol|column|col|field|unnamed|data)\d*)$/;

/** A file whose columns are in question: the names and what was seen under them. */
export interface ColumnsInQuestion {
  readonly role: ImportFileRole;
  readonly header: readonly string[];
  readonly seen: readonly (SeenValues | null)[];
  /** A few values of each column, as they may be shown. */
  readonly samples: readonly (readonly string[])[];
}

/**
 * Guesses from its values what a column is that nothing else tells.
 *
 * @param columns what is known by now: a column, null for one that is in question, or false for one
 *   that somebody chose to only keep
 */
export function guessColumns(
  { role, header, seen, samples }: ColumnsInQuestion,
  columns: readonly (string | null | false)[],
  areas: AreaNames,
): ({ readonly column: string; readonly seen: SeenValues } | null)[] {
  const taken = new Set(columns);
  return header.map((name, position) => {
    if (columns[position] !== null) return null;
    const useless = hasUselessName(name);
    const found = (useless && areaKind(samples[position] ?? [], areas, taken)) || seen[position];
    const column = found && COLUMN_OF[role][found.kind];
    if (!column || taken.has(column) || !(useless || CERTAIN.has(found.kind))) return null;
    taken.add(column);
    return { column, seen: found };
  });
}

/** Whether a name says nothing of its column. */
export function hasUselessName(name: string): boolean {
  return USELESS_NAME.test(normalizeHeader(name));
}

/** Samples that are all names of the office's areas; a name of both levels is what is not there yet. */
function areaKind(
  samples: readonly string[],
  areas: AreaNames,
  taken: ReadonlySet<string | null | false>,
): SeenValues | null {
  const names = samples.map(normalizeAreaName);
  if (names.length === 0) return null;
  const fits = (level: keyof AreaNames) => names.every((name) => areas[level].has(name));
  const isTaken = taken.has("kecamatan") || taken.has("kecamatan_ktp");
  const level = fits("kecamatan") && !(isTaken && fits("kelurahan")) ? "kecamatan" : "kelurahan";
  return fits(level) ? { kind: level, fitting: names.length, filled: names.length } : null;
}
