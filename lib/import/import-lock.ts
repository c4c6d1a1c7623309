import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";

/**
 * Does work as the office's only importer. Worker and command line take the same lock, and the
 * server drops it with the connection: whoever holds it knows that no other process is at work on
 * any run, and that a run left in the middle belongs to one that died.
 */
export async function withImportLock<Value>(
  { pool, schema }: Pick<WorkContext, "pool" | "schema">,
  work: () => Promise<Value>,
): Promise<Value> {
  const connection = await pool.connect();
  // The server may end it while the work runs on others; without a listener Node would exit.
  connection.on("error", () => {});
  try {
    await connection.query("SELECT pg_advisory_lock(hashtext('tepat import'), hashtext($1))", [
      schema,
    ]);
    return await work();
  } finally {
    // Closed, not given back: a lock must not live on in the pool.
    connection.release(true);
  }
}
