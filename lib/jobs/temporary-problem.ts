import { isDiskFull } from "@/lib/db/database-problem";
import { codesOf, layersOf } from "@/lib/db/error-layers";

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
  // Prisma's adapter, where an error of the connection reaches us as it is.
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TransactionWriteConflict",
]);
/** What `pg` says when the socket goes away; these errors carry no code. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|timeout exceeded when trying to connect|Cannot use a pool after)/;

/**
 * Whether the work failed for a reason outside it, so that it is worth doing again later. A full disk
 * is none: it stays full until a person makes room.
 */
export function isTemporary(error: unknown): boolean {
  if (isDiskFull(error)) return false;
  return [...layersOf(error)].some(
    (layer) =>
      codesOf(layer).some((code) => TEMPORARY_STATES.test(code) || TEMPORARY_CODES.has(code)) ||
      LOST_CONNECTION.test(String(Reflect.get(layer, "message"))),
  );
}
