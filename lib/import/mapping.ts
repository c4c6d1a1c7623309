/** The names under which a column is known besides its own; compared without case and punctuation. */
export type ColumnAliases<Column extends string> = Readonly<Record<Column, readonly string[]>>;

export interface HeaderMapping<Column extends string> {
  /** Where each recognised column stands in the file. One that is missing is unknown, never false. */
  readonly positions: ReadonlyMap<Column, number>;
  /** Columns that nobody knows: kept as written. */
  readonly extras: readonly { readonly name: string; readonly position: number }[];
  /** Each name as written and the column it was read as: what `import_file.mapping` stores. */
  readonly byName: Readonly<Record<string, Column | null>>;
}

/** Running numbers that people put in front; they say nothing about the row. */
const ROW_NUMBERS: ReadonlySet<string> = new Set(["", "no", "nomor", "nourut", "nomorurut", "num"]);

/**
 * Recognises the columns of a header by name. Where two columns of a file have the same meaning the
 * first one counts and the other is kept as extra.
 */
export function mapHeader<Column extends string>(
  header: readonly string[],
  aliases: ColumnAliases<Column>,
): HeaderMapping<Column> {
  const columnOf = new Map<string, Column>();
  for (const [column, names] of entriesOf(aliases))
    for (const name of [column, ...names]) {
      const plain = normalizeHeader(name);
      if (!columnOf.has(plain)) columnOf.set(plain, column);
    }

  const positions = new Map<Column, number>();
  const extras: { name: string; position: number }[] = [];
  const byName: Record<string, Column | null> = {};
  for (const [position, name] of header.entries()) {
    const plain = normalizeHeader(name);
    const column = columnOf.get(plain);
    if (column !== undefined && !positions.has(column)) {
      positions.set(column, position);
      byName[name] = column;
    } else {
      byName[name] ??= null;
      if (!ROW_NUMBERS.has(plain)) extras.push({ name, position });
    }
  }
  return { positions, extras, byName };
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
