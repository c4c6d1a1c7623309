/** Why a workbook is not read, or not further. */
export type WorkbookRefusal = {
  readonly code:
    | "old_workbook"
    | "encrypted_workbook"
    | "not_a_workbook"
    | "broken_workbook"
    | "workbook_too_large"
    | "sheet_not_found"
    | "no_table_in_workbook";
};

/** A workbook that turns out to be unreadable while its rows are read. */
export class WorkbookRefused extends Error {
  override readonly name = "WorkbookRefused";

  constructor(
    readonly code: WorkbookRefusal["code"],
    /** What was found, for the log; never what a cell says. */
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
