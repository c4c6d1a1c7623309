import "server-only";
import type { Db } from "@/lib/db/client";
import { COLUMN_NAMES } from "./column-names";
import { findRememberedHeaders, type RememberedHeader } from "./header-memory";
import { type FileHead, type InterpretedFile, kindOf } from "./interpret-files";
import { columnKeys, mapHeader } from "./mapping";
import type { ColumnChoices, ImportFileRole } from "./schema";

/** A file, and what each of its columns would be read as. */
export interface ProposedFile<File extends FileHead> extends InterpretedFile<File> {
  /** In the order of the header; null for a column that is only kept. */
  readonly columns: readonly (string | null)[];
  /** What the names alone say. */
  readonly guessed: readonly (string | null)[];
  /** Where the proposal comes from an earlier import. */
  readonly remembered: RememberedHeader | null;
}

/** Says of files that nobody recognises what they were the last time, where their header was seen. */
export async function recallRoles<File extends FileHead>(
  db: Db,
  files: readonly File[],
): Promise<(File & { readonly role?: ImportFileRole })[]> {
  return Promise.all(
    files.map(async (file) => {
      if (kindOf(file)) return file;
      const [newest] = await findRememberedHeaders(db, file.header);
      return newest ? { ...file, role: newest.role } : file;
    }),
  );
}

/** Proposes the columns of files: as somebody said of the same header before, else by their names. */
export async function proposeColumns<File extends FileHead>(
  db: Db,
  files: readonly InterpretedFile<File>[],
): Promise<ProposedFile<File>[]> {
  return Promise.all(
    files.map(async (interpreted) => {
      const { role, file } = interpreted;
      const said = await findRememberedHeaders(db, file.header);
      const remembered = said.find((header) => header.role === role) ?? null;
      return {
        ...interpreted,
        remembered,
        guessed: readAs(role, file.header, null),
        columns: readAs(role, file.header, remembered?.choices ?? null),
      };
    }),
  );
}

function readAs(
  role: ImportFileRole,
  header: readonly string[],
  choices: ColumnChoices | null,
): (string | null)[] {
  const { byName } = mapHeader(header, COLUMN_NAMES[role], choices);
  return columnKeys(header).map((key) => byName[key] ?? null);
}
