import "server-only";
import { createDb } from "@/lib/db/client";
import type { ConnectionChoices } from "@/lib/db/connection-options";
import { createPool } from "@/lib/db/pool";
import type { WorkContext } from "./work-context";

const CONNECTIONS = { db: 4, pool: 6 } as const;

export interface OpenWorkContext extends WorkContext {
  close(): Promise<void>;
}

/** Opens the owner's connections for work outside a request. */
export function openWorkContext({
  onConnect,
  ...place
}: Omit<WorkContext, "db" | "pool"> & Pick<ConnectionChoices, "onConnect">): OpenWorkContext {
  const { url, schema } = place;
  const db = createDb(url, schema, { max: CONNECTIONS.db, onConnect });
  const pool = createPool(url, schema, { max: CONNECTIONS.pool, onConnect });
  return {
    ...place,
    db,
    pool,
    async close() {
      await Promise.all([db.$disconnect(), pool.end()]);
    },
  };
}
