/** Classes of SQLSTATE after which the same work may succeed: connection, conflict, lock, shutdown. */
const TEMPORARY_STATES = /^(08...|40001|40P01|55P03|57P0[1-5]|53300)$/;
const TEMPORARY_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ABORT_ERR",
  // Prisma: no connection, none in time, closed by the server, no transaction in time, conflict.
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
]);
/** What `pg` says when the socket goes away; these errors carry no code. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Cannot use a pool after)/;

/** Whether the work failed for a reason outside it, so that it is worth doing again later. */
export function isTemporary(error: unknown): boolean {
  return someCause(error, (cause) => {
    const code = codeOf(cause);
    return (
      TEMPORARY_STATES.test(code) ||
      TEMPORARY_CODES.has(code) ||
      LOST_CONNECTION.test(cause.message)
    );
  });
}

/** Whether the disk of the database or of the files is full. */
export function isDiskFull(error: unknown): boolean {
  return someCause(error, (cause) => ["53100", "ENOSPC"].includes(codeOf(cause)));
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

function someCause(error: unknown, matches: (cause: Error) => boolean): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (matches(cause)) return true;
  return false;
}
