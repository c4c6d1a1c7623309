import "server-only";
import type { Db } from "@/lib/db/client";
import { COLUMN_NAMES } from "./column-names";
import { type AreaNames, guessColumns } from "./guess/guess-columns";
import type { SeenValues } from "./guess/schema";
import { type FileHead, type InterpretedFile, kindOf } from "./interpret-files";
import { columnKeys, mapHeader } from "./mapping";
import { applyProfile } from "./profiles/apply-profile";
import { type ColumnProfile, findProfile, findProfilesOfHeader } from "./profiles/queries";
import type { ImportFileRole } from "./schema";

/** What a column would be read as, null for one that is only kept; and who says so. */
export type ProposedColumn =
  | { readonly column: string | null; readonly by: "profile" | "name" }
  | { readonly column: string; readonly by: "values"; readonly seen: SeenValues };

/** What each column of a file would be read as. */
export interface Proposal {
  /** In the order of the header. */
  readonly columns: readonly ProposedColumn[];
  /** What the names alone say. */
  readonly guessed: readonly (string | null)[];
  /** Where the proposal comes from an earlier import. */
  readonly profile: ColumnProfile | null;
}

export type ProposedFile<File extends FileHead> = InterpretedFile<File> & Proposal;

/** Says of files that nobody recognises what they were the last time, where their header was seen. */
export async function recallRoles<File extends FileHead>(
  db: Db,
  files: readonly File[],
): Promise<(File & { readonly role?: ImportFileRole })[]> {
  return Promise.all(
    files.map(async (file) => {
      if (kindOf(file)) return file;
      const [newest] = await findProfilesOfHeader(db, file.header);
      return newest ? { ...file, role: newest.role } : file;
    }),
  );
}

/** Proposes the columns of files. */
export function proposeColumns<File extends FileHead>(
  db: Db,
  files: readonly InterpretedFile<File>[],
): Promise<ProposedFile<File>[]> {
  return Promise.all(
    files.map(async (file) => ({ ...file, ...(await proposeFor(db, file.role, file.file)) })),
  );
}

/** Proposes the columns of one file: as a profile says, else by their names, else by their values. */
export async function proposeFor(db: Db, role: ImportFileRole, file: FileHead): Promise<Proposal> {
  const profile = await profileOf(db, role, file);
  const guessed = readByName(role, file.header);
  const columns = columnsOf(file, profile, guessed);
  return { profile, guessed, columns: await withGuesses(db, role, file, columns) };
}

/** Looks at the values of columns of which nobody has said anything. */
async function withGuesses(
  db: Db,
  role: ImportFileRole,
  { header, samples = [], seen = [] }: FileHead,
  columns: readonly ProposedColumn[],
): Promise<ProposedColumn[]> {
  const open = columns.map(({ column, by }) => column ?? (by === "profile" ? false : null));
  if (seen.length === 0 || !open.includes(null)) return [...columns];
  const guesses = guessColumns({ role, header, seen, samples }, open, await findAreaNames(db));
  return columns.map((column, position) => {
    const guess = guesses[position];
    return guess ? { ...guess, by: "values" } : column;
  });
}

async function findAreaNames(db: Db): Promise<AreaNames> {
  const areas = await db.area.findMany({
    where: { level: { in: ["kecamatan", "kelurahan"] } },
    select: { level: true, normalizedName: true },
  });
  const namesOf = (level: keyof AreaNames) =>
    new Set(areas.flatMap((area) => (area.level === level ? area.normalizedName : [])));
  return { kecamatan: namesOf("kecamatan"), kelurahan: namesOf("kelurahan") };
}

/** The profile that was chosen for a file; where nobody chose, the last used of its header. */
async function profileOf(
  db: Db,
  role: ImportFileRole,
  { header, profileId }: FileHead,
): Promise<ColumnProfile | null> {
  if (profileId === null) return null;
  const chosen = profileId === undefined ? null : await findProfile(db, profileId);
  if (chosen?.role === role) return chosen;
  const ofHeader = await findProfilesOfHeader(db, header);
  return ofHeader.find((profile) => profile.role === role) ?? null;
}

function columnsOf(
  { header }: FileHead,
  profile: ColumnProfile | null,
  guessed: readonly (string | null)[],
): ProposedColumn[] {
  if (profile === null) return guessed.map((column) => ({ column, by: "name" }));
  const known = COLUMN_NAMES[profile.role];
  return applyProfile(header, profile.choices, guessed).map(({ column, said }) => ({
    // A column of a version that is older or newer than this one is kept.
    column: column !== null && Object.hasOwn(known, column) ? column : null,
    by: said ? "profile" : "name",
  }));
}

function readByName(role: ImportFileRole, header: readonly string[]): (string | null)[] {
  const { byName } = mapHeader(header, COLUMN_NAMES[role]);
  return columnKeys(header).map((key) => byName[key] ?? null);
}
