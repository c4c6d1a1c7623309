import { OperatorProblem } from "@/lib/shared/operator-problem";
import { codesOf, layersOf } from "./error-layers";

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

/**
 * Codes under which Node and PostgreSQL report that nothing more can be written: the disk, the account's
 * quota or what one file may hold is used up.
 */
const DISK_FULL_CODES = new Set(["ENOSPC", "EDQUOT", "EFBIG", "53100"]);

/**
 * Where a quota or a limit of the file's size stops PostgreSQL, it has no code of its own for it; only
 * these words. Our own server speaks English.
 */
const NO_MORE_ROOM = /: (No space left on device|Disk quota exceeded|File too large)$/;

/**
 * The problem behind an error, if there is one that a person can remove: the error itself, what
 * caused it, or a full disk that Node, PostgreSQL or Prisma's adapter tells of.
 */
export function findDatabaseProblem(error: unknown): DatabaseProblem | undefined {
  for (const layer of layersOf(error)) {
    if (layer instanceof DatabaseProblem) return layer;
    if (isFull(layer)) return diskFull({ cause: error });
  }
  return undefined;
}

/** Whether the disk of the database or of the files is full. */
export function isDiskFull(error: unknown): boolean {
  return findDatabaseProblem(error)?.code === "disk_full";
}

function isFull(layer: object): boolean {
  const words = [Reflect.get(layer, "message"), Reflect.get(layer, "originalMessage")];
  return (
    codesOf(layer).some((code) => DISK_FULL_CODES.has(code)) ||
    (codesOf(layer).includes("XX000") && words.some((text) => NO_MORE_ROOM.test(String(text))))
  );
}
