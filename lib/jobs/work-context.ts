import type { Pool } from "pg";
import type { Logger } from "pino";
import type { Database } from "@/lib/db/client";

/**
 * What work outside a request is given: the worker, the command line and the first-run set-up run
 * the same functions with it. Both connections are the owner's, because a load creates tables.
 */
export interface WorkContext {
  readonly db: Database;
  readonly pool: Pool;
  /** The owner's address, for connections beside these. */
  readonly url: string;
  readonly schema: string;
  /** Absolute path; stored files and scratch folders lie below it. */
  readonly dataDir: string;
  readonly log: Logger;
  /** Aborted when the process is asked to stop: long work then ends at the next chance and is resumed later. */
  readonly signal?: AbortSignal;
}
