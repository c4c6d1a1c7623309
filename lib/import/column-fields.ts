/** The id of a column's field: files and columns are counted from 0. */
export function columnField(file: number, position: number): string {
  return `kolom-${file}-${position}`;
}

/** What a form sends for a column: which one it is, and the known column that it was said to be. */
export function columnAnswer(file: number, position: number, column: string | null): string {
  return `${file}:${position}:${column ?? ""}`;
}
