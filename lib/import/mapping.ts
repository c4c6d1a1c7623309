import type { ColumnChoices } from "./schema";

/** The names under which a column is known besides its own; compared without case and punctuation. */
export type ColumnAliases<Column extends string> = Readonly<Record<Column, readonly string[]>>;

export interface HeaderMapping<Column extends string> {
  /** Where each recognised column stands in the file. One that is missing is unknown, never false. */
  readonly positions: ReadonlyMap<Column, number>;
  /** Columns that nobody knows: kept as written. */
  readonly extras: readonly { readonly name: string; readonly position: number }[];
  /** Each name (`columnKeys`) and the column it was read as: what `import_file.mapping` stores. */
  readonly byName: Readonly<Record<string, Column | null>>;
}

/** Running numbers that people put in front; they say nothing about the row. */
const ROW_NUMBERS: ReadonlySet<string> = new Set(["", "no", "nomor", "nourut", "nomorurut", "num"]);

/**
 * Recognises the columns of a header: as a person said, where that was of this header, else by name.
 * Where two columns of a file have the same meaning the first one counts and the other is kept as extra.
 */
export function mapHeader<Column extends string>(
  header: readonly string[],
  aliases: ColumnAliases<Column>,
  chosen: ColumnChoices | null = null,
): HeaderMapping<Column> {
  const keys = columnKeys(header);
  const columns = chosenColumns(keys, chosen) ?? guessedColumns(header, aliases);
  const positions = new Map<Column, number>();
  const extras: { name: string; position: number }[] = [];
  const byName: Record<string, Column | null> = {};
  for (const [position, name] of header.entries()) {
    const column = columns[position] ?? null;
    const taken = isColumnOf(aliases, column) && !positions.has(column) ? column : null;
    byName[keys[position] ?? name] = taken;
    if (taken !== null) positions.set(taken, position);
    else if (!isRowNumber(name)) extras.push({ name, position });
  }
  return { positions, extras, byName };
}

/** The names of a header told apart: the second of a name gets its number, as in "Nama (2)". */
export function columnKeys(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((name) => {
    let key = name;
    for (let times = 2; taken.has(normalizeHeader(key)); times += 1) key = `${name} (${times})`;
    taken.add(normalizeHeader(key));
    return key;
  });
}

/** What was chosen for each column of a header, as it is stored. */
export function choicesOf(
  header: readonly string[],
  columns: readonly (string | null)[],
): ColumnChoices {
  return Object.fromEntries(
    columnKeys(header).map((key, position) => [key, columns[position] ?? null]),
  );
}

/** Whether a column only counts the rows, so that nobody misses it. */
export function isRowNumber(name: string): boolean {
  return ROW_NUMBERS.has(normalizeHeader(name));
}

/** Undefined for choices that were made for another header. Names are compared as in a header. */
function chosenColumns(
  keys: readonly string[],
  chosen: ColumnChoices | null,
): (string | null)[] | undefined {
  if (chosen === null) return undefined;
  const byKey = new Map(
    Object.entries(chosen).map(([key, column]) => [normalizeHeader(key), column]),
  );
  const columns = keys.map((key) => byKey.get(normalizeHeader(key)));
  return byKey.size === keys.length && columns.every((column) => column !== undefined)
    ? columns
    : undefined;
}

function guessedColumns<Column extends string>(
  header: readonly string[],
  aliases: ColumnAliases<Column>,
): (Column | undefined)[] {
  const columnOf = new Map<string, Column>();
  for (const [column, names] of entriesOf(aliases))
    for (const name of [column, ...names]) {
      const plain = normalizeHeader(name);
      if (!columnOf.has(plain)) columnOf.set(plain, column);
    }
  return header.map((name) => columnOf.get(normalizeHeader(name)));
}

function isColumnOf<Column extends string>(
  aliases: ColumnAliases<Column>,
  column: string | null,
): column is Column {
  return column !== null && Object.hasOwn(aliases, column);
}

/** The form in which column names are compared: "NO. KK", "no_kk" and "NoKK" are one. */
export function normalizeHeader(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");
}

function entriesOf<Column extends string>(
  aliases: ColumnAliases<Column>,
): readonly (readonly [Column, readonly string[]])[] {
  // Object.entries forgets the key's type; a record of `Column` has no other keys.
  return Object.entries(aliases) as [Column, readonly string[]][];
}
