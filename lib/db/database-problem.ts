export type DatabaseProblemCode =
  | "unreachable"
  | "refused"
  | "wrong_version"
  | "disk_full"
  | "data_dir_not_writable"
  | "binaries_missing"
  | "server_failed"
  | "migration_failed";

/**
 * An obstacle a person can remove before the office can open its database. The message is one
 * Indonesian sentence for that person; it holds no password and no row.
 */
export class DatabaseProblem extends Error {
  constructor(
    readonly code: DatabaseProblemCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "DatabaseProblem";
  }
}
