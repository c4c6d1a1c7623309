import { columnKeys, normalizeHeader } from "../mapping";
import type { ColumnChoices } from "../schema";

/**
 * What the columns of a header are by a profile that may have been made for another one: the names
 * that the profile knows are read as it says, the others as they are guessed. Where both lead to one
 * column the profile counts.
 *
 * @returns for each column of the header what it is, and whether the profile said so
 */
export function applyProfile(
  header: readonly string[],
  choices: ColumnChoices,
  guessed: readonly (string | null)[],
): { readonly column: string | null; readonly said: boolean }[] {
  const byKey = new Map(
    Object.entries(choices).map(([name, column]) => [normalizeHeader(name), column]),
  );
  const said = columnKeys(header).map((name) => byKey.get(normalizeHeader(name)));
  const taken = new Set<string>();
  const first = (column: string | null) => {
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  };
  const ofProfile = said.map((column) => (column === undefined ? undefined : first(column)));
  return ofProfile.map((column, position) =>
    column === undefined
      ? { column: first(guessed[position] ?? null), said: false }
      : { column, said: true },
  );
}

/** What a profile says once a file was read by it: the names of the file anew, the others as before. */
export function mergeChoices(before: ColumnChoices, now: ColumnChoices): ColumnChoices {
  const names = new Set(Object.keys(now).map(normalizeHeader));
  const kept = Object.entries(before).filter(([name]) => !names.has(normalizeHeader(name)));
  return { ...Object.fromEntries(kept), ...now };
}
