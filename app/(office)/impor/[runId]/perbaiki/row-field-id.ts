/** The id of a row's first field, to which the error summary leads. */
export function rowFieldId(lineNo: number): string {
  return `baris-${lineNo}`;
}
