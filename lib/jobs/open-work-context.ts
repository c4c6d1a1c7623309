import "server-only";
import type { Logger } from "pino";
import { createDb } from "@/lib/db/client";
import { createPool } from "@/lib/db/pool";
import type { WorkContext } from "./work-context";

const CONNECTIONS = { db: 4, pool: 6 } as const;

export interface OpenWorkContext extends WorkContext {
  close(): Promise<void>;
}

/** Opens the owner's connections for work outside a request. */
export function openWorkContext(options: {
  readonly url: string;
  readonly schema: string;
  readonly dataDir: string;
  readonly log: Logger;
  readonly signal?: AbortSignal;
}): OpenWorkContext {
  const { url, ...rest } = options;
  const db = createDb(url, options.schema, { max: CONNECTIONS.db });
  const pool = createPool(url, options.schema, { max: CONNECTIONS.pool });
  return {
    ...rest,
    db,
    pool,
    async close() {
      await Promise.all([db.$disconnect(), pool.end()]);
    },
  };
}
