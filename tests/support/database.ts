import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { inject } from "vitest";
import { createDb, type Database } from "@/lib/db/client";
import { createPool } from "@/lib/db/pool";
import {
  databaseUrl,
  dropDatabase,
  runAsOwner,
  TEMPLATE_DATABASE,
  TEST_SCHEMA,
} from "./test-server";

export interface TestDatabase {
  /** Under the owner's role, as the worker and the command line connect. */
  readonly db: Database;
  readonly pool: Pool;
  /** Under the role without DDL, as the web server connects. */
  readonly appDb: Database;
  readonly url: string;
  readonly appUrl: string;
  readonly schema: string;
  readonly name: string;
  /** Leaves it without connections, as it has to be to make others like it. */
  disconnect(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * A database of its own for one test file, with the real migrations applied and nothing else in it,
 * or with what another one holds.
 */
export async function createTestDatabase(template = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runAsOwner(server.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseUrl(server.ownerUrl, name);
  const appUrl = databaseUrl(server.appUrl, name);
  const db = createDb(url, TEST_SCHEMA);
  const appDb = createDb(appUrl, TEST_SCHEMA);
  const pool = createPool(url, TEST_SCHEMA);
  let disconnected: Promise<unknown> | undefined;
  async function disconnect() {
    disconnected ??= Promise.all([db.$disconnect(), appDb.$disconnect(), pool.end()]);
    await disconnected;
  }
  return {
    name,
    db,
    appDb,
    pool,
    url,
    appUrl,
    schema: TEST_SCHEMA,
    disconnect,
    async drop() {
      await disconnect();
      await dropDatabase(server.ownerUrl, name);
    },
  };
}
