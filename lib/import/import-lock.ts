import "server-only";
import type { ClientBase } from "pg";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";

/** The lock of the one importer. */
const IMPORTER = "tepat import";
/** The lock that each connection of the importer's work shares. */
const AT_WORK = "tepat import at work";

/** The rows of `pg_locks` that tell who shares it. */
const LOCKS_AT_WORK = `pg_locks
      WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid, objid, objsubid) = (hashtext($1)::oid, hashtext($2)::oid, 2)`;

/**
 * Does work as the office's only importer, on connections of its own. Worker and command line take
 * the same lock, and the server drops it with the connection: whoever holds it knows that no other
 * process is at work on any run, and that a run left in the middle belongs to one that died.
 *
 * The server notices at once that a process died if the connection waits for it, and late or never if
 * it builds an index or commits. So whoever gets the lock first ends what the one before left at work.
 *
 * @param onWait called once if another is at work, before it is waited for
 */
export async function withImportLock<Value>(
  ctx: WorkContext,
  work: (held: WorkContext) => Promise<Value>,
  onWait: () => Promise<void> = async () => {},
): Promise<Value> {
  const { pool, schema } = ctx;
  const connection = await pool.connect();
  let lost: Error | undefined;
  // The server may end it while the work runs on others; without a listener Node would exit.
  connection.on("error", (error) => {
    lost = error;
  });
  try {
    await takeTurn(connection, schema, onWait);
    await endLeftConnections(connection, schema);
    const held = openWorkContext({
      ...ctx,
      async onConnect(client) {
        // Without the lock another may be at work by now.
        if (lost) throw lost;
        await client.query("SELECT pg_advisory_lock_shared(hashtext($1), hashtext($2))", [
          AT_WORK,
          schema,
        ]);
      },
    });
    return await work(held).finally(() => held.close());
  } finally {
    // Closed, not given back: a lock must not live on in the pool.
    connection.release(true);
  }
}

/** Waits until nobody else is at work. */
async function takeTurn(
  connection: ClientBase,
  schema: string,
  onWait: () => Promise<void>,
): Promise<void> {
  const key = [IMPORTER, schema];
  const { rows } = await connection.query<{ free: boolean }>(
    "SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS free",
    key,
  );
  if (rows[0]?.free) return;
  await onWait();
  await connection.query("SELECT pg_advisory_lock(hashtext($1), hashtext($2))", key);
}

/** Cancels what the importer's connections are busy with, but for the one that asks. */
export async function cancelStatements({
  pool,
  schema,
}: Pick<WorkContext, "pool" | "schema">): Promise<void> {
  await pool.query(
    `SELECT pg_cancel_backend(pid) FROM ${LOCKS_AT_WORK} AND pid <> pg_backend_pid()`,
    [AT_WORK, schema],
  );
}

/** Ends them and waits until they are gone: what they had begun is then either done or undone. */
async function endLeftConnections(connection: ClientBase, schema: string): Promise<void> {
  const key = [AT_WORK, schema];
  await connection.query(`SELECT pg_terminate_backend(pid) FROM ${LOCKS_AT_WORK}`, key);
  await connection.query("SELECT pg_advisory_lock(hashtext($1), hashtext($2))", key);
  await connection.query("SELECT pg_advisory_unlock(hashtext($1), hashtext($2))", key);
}
