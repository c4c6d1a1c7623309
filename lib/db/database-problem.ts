import { OperatorProblem } from "@/lib/shared/operator-problem";

export type DatabaseProblemCode =
  | "unreachable"
  | "refused"
  | "wrong_version"
  | "disk_full"
  | "data_dir_not_writable"
  | "binaries_missing"
  | "server_failed"
  | "migration_failed";

/** An obstacle on the way to the office's database. */
export class DatabaseProblem extends OperatorProblem {
  constructor(
    readonly code: DatabaseProblemCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "DatabaseProblem";
  }
}

export function diskFull(options?: ErrorOptions): DatabaseProblem {
  return new DatabaseProblem(
    "disk_full",
    "Ruang disk habis; kosongkan beberapa ratus megabita lalu jalankan lagi.",
    options,
  );
}

/** Codes under which Node and PostgreSQL report that nothing more can be written. */
const DISK_FULL_CODES = new Set(["ENOSPC", "EDQUOT", "53100"]);

/**
 * The problem behind an error, if there is one that a person can remove: the error itself, what
 * caused it, or a full disk that Node, PostgreSQL or Prisma's adapter tells of.
 */
export function findDatabaseProblem(error: unknown): DatabaseProblem | undefined {
  if (error instanceof DatabaseProblem) return error;
  if (typeof error !== "object" || error === null) return undefined;
  const codes = ["code", "originalCode"].map((key) => Reflect.get(error, key));
  if (codes.some((code) => DISK_FULL_CODES.has(code))) return diskFull({ cause: error });
  return findDatabaseProblem(Reflect.get(error, "cause"));
}
