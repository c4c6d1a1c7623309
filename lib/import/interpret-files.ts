import { fail, ok, type Result } from "@/lib/shared/result";
import { COLUMN_NAMES } from "./column-names";
import { guessKind, guessProgram, type KindGuess } from "./detect-kind";
import type { SeenValues } from "./guess/schema";
import { mapHeader } from "./mapping";
import { FILES_OF_KIND, type ImportFileRole, type ImportKind, KIND_OF_ROLE } from "./schema";

/** What is known of a file before its rows are read. */
export interface FileHead {
  readonly name: string;
  readonly header: readonly string[];
  /** What a person said that it is; guessed from the header where nobody did. */
  readonly role?: ImportFileRole;
  /** The profile that was chosen for its columns; null for none, absent where nobody chose. */
  readonly profileId?: number | null;
  /** For each column a few values as they may be shown, and what its values look like. */
  readonly samples?: readonly (readonly string[])[];
  readonly seen?: readonly (SeenValues | null)[];
}

/** A file and what it is, with the columns by which it was recognised, as the file writes them. */
export interface InterpretedFile<File extends FileHead> {
  readonly file: File;
  readonly role: ImportFileRole;
  readonly tellingColumns: readonly string[];
  readonly knownColumns: number;
}

export interface Interpretation<File extends FileHead> {
  readonly kind: ImportKind;
  readonly program: string | null;
  readonly files: readonly InterpretedFile<File>[];
  /** What the names of the files say for certain; a person fills in the rest. */
  readonly name: string | null;
  readonly asOf: string | null;
}

export type InterpretProblem =
  | { readonly code: "unknown_file"; readonly fileName: string }
  | { readonly code: "member_file_missing" }
  | { readonly code: "family_file_missing" }
  | { readonly code: "files_of_two_imports" };

/** What tells a file from the other kinds, the most telling first. */
const TELLING_COLUMNS: Record<ImportFileRole, readonly string[]> = {
  family: ["nomor_kartu_keluarga", "nama_kepala_keluarga", "desil_nasional"],
  member: ["nomor_induk_kependudukan", "nomor_kartu_keluarga", "status_hubungan_keluarga"],
  dtks: ["id_dtks", "bansos_pkh", "bansos_bpnt", "pbi_jkn"],
  recipients: ["nik", "nomor_kk", "nama", "period", "amount_rupiah"],
  dukcapil: ["nik", "nama", "status", "note"],
  matching: ["nik", "nama", "tanggal_lahir", "kelurahan"],
  deaths: ["nik", "nama", "tanggal_meninggal", "sumber"],
  desil: ["desil", "nomor_kk", "nik"],
  bnba: ["nik", "desil", "pkh", "sembako", "pbi_jk"],
};

/** Says what uploaded files are together, or why they make no import. */
export function interpretFiles<File extends FileHead>(
  files: readonly File[],
): Result<Interpretation<File>, InterpretProblem> {
  const found: InterpretedFile<File>[] = [];
  const kinds = new Set<ImportKind>();
  let program: string | null = null;
  for (const file of files) {
    const guess = kindOf(file);
    if (!guess) return fail({ code: "unknown_file", fileName: file.name });
    kinds.add(guess.kind);
    program ??= guess.program;
    found.push({ file, role: guess.role, ...recognition(file, guess.role) });
  }
  const [kind, ...otherKinds] = kinds;
  if (kind === undefined || otherKinds.length > 0) return fail({ code: "files_of_two_imports" });
  const problem = missingFile(kind, found);
  if (problem) return fail(problem);
  const order = FILES_OF_KIND[kind].map(String);
  const ordered = found.toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role) || byName(a.file, b.file),
  );
  const [first] = ordered;
  const fileName = first?.file.name ?? "";
  return ok({ kind, program, files: ordered, name: nameOf(kind, fileName), asOf: dayIn(fileName) });
}

/** What a file is: as a person said, else by its header. */
export function kindOf({ name, header, role }: FileHead): KindGuess | undefined {
  if (role === undefined) return guessKind(header, name);
  const kind = KIND_OF_ROLE[role];
  return { kind, role, program: kind === "recipients" ? guessProgram(header, name) : null };
}

/** In the order in which people count: "kecamatan 2" before "kecamatan 10". */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, "id", { numeric: true });
}

function recognition({ header }: FileHead, role: ImportFileRole) {
  const { positions } = mapHeader(header, COLUMN_NAMES[role]);
  const tellingColumns = TELLING_COLUMNS[role].flatMap((column) => {
    const name = header[positions.get(column) ?? -1];
    return name === undefined ? [] : [name];
  });
  return { tellingColumns, knownColumns: positions.size };
}

function missingFile(
  kind: ImportKind,
  files: readonly { readonly role: ImportFileRole }[],
): InterpretProblem | undefined {
  if (kind !== "dtsen") return files.length === 1 ? undefined : { code: "files_of_two_imports" };
  const roles = new Set(files.map(({ role }) => role));
  if (!roles.has("member")) return { code: "member_file_missing" };
  return roles.has("family") ? undefined : { code: "family_file_missing" };
}

/** The files of BPS carry the release in their name: `keluarga_dtsen_v3_2026_3573.csv`. */
function nameOf(kind: ImportKind, fileName: string): string | null {
  if (kind === "dtsen") {
    const [, version, year] = /(?:^|[_\s-])(v\d{1,2})[_\s-](20\d\d)(?!\d)/i.exec(fileName) ?? [];
    return version && year ? `${version.toLowerCase()} ${year}` : null;
  }
  const words = fileName
    .replace(/\.\w+$/, "")
    .split(/[_\s]+/)
    .filter(Boolean)
    .map((word) => WRITTEN[word.toLowerCase()] ?? word);
  const [first = "", ...others] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(" ") || null;
}

/** Acronyms and names: words of file names that nobody writes in small letters elsewhere. */
const WRITTEN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...["PKH", "DTKS", "PBI", "JKN", "BPNT", "KPM", "SP2D", "BLT", "Dukcapil", "Sembako"],
    ...["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"],
    ...["Oktober", "November", "Desember"],
  ].map((word) => [word.toLowerCase(), word]),
);

/** A whole day in a file's name (2026-10-20, 20261020, 20-10-2026); a month alone is not certain. */
function dayIn(fileName: string): string | null {
  const [, year, month, day] = /(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)/.exec(fileName) ?? [];
  const [, laterDay, laterMonth, laterYear] =
    /(?<!\d)(\d\d)[-_.](\d\d)[-_.](20\d\d)(?!\d)/.exec(fileName) ?? [];
  return realDay(year, month, day) ?? realDay(laterYear, laterMonth, laterDay);
}

function realDay(year?: string, month?: string, day?: string): string | null {
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
