import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, DatabaseError } from "pg";
import type { TestProject } from "vitest/node";
import { tryLock } from "@/lib/db/embedded-lock";
import { acquireServer, type EmbeddedServer } from "@/lib/db/embedded-server";
import { migrateOffice } from "@/lib/office/migrate-office";

/** Not `public` and not the default name: a query that assumes either fails every test. */
export const TEST_SCHEMA = "kantor_uji";
export const TEMPLATE_DATABASE = "tepat_template";

const FOLDER_PREFIX = "tepat-test-";
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Nothing here has to survive a power cut, and many files connect at once. */
const TEST_SETTINGS = { fsync: "off", synchronous_commit: "off", max_connections: "200" };

declare module "vitest" {
  interface ProvidedContext {
    testServer: { readonly ownerUrl: string; readonly appUrl: string };
  }
}

let dataDir: string | undefined;
let server: EmbeddedServer | undefined;

/** Vitest's global set-up: one PostgreSQL for the run, with a migrated database to clone from. */
export async function setup(project: TestProject): Promise<void> {
  await removeAbandonedServers();
  dataDir = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  server = await acquireServer({ dataDir, settings: TEST_SETTINGS });
  const url = databaseUrl(server.ownerUrl, TEMPLATE_DATABASE);
  await runAsOwner(server.ownerUrl, `CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await migrateOffice({ url, schema: TEST_SCHEMA, appUrl: server.appUrl });
  project.provide("testServer", { ownerUrl: server.ownerUrl, appUrl: server.appUrl });
}

/** Vitest calls it after the last file. */
export async function teardown(): Promise<void> {
  await server?.release();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export async function runAsOwner(ownerUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const OBJECT_IN_USE = "55006";

/**
 * Plain first: that sends autovacuum away by itself, which FORCE may not, because the worker is the
 * superuser's. FORCE ends what a killed child of a test left behind.
 */
export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  try {
    await runAsOwner(ownerUrl, `DROP DATABASE ${name}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== OBJECT_IN_USE) throw error;
    await runAsOwner(ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/**
 * A run that was killed leaves its server behind, with nobody's lock on it. Young folders are let
 * be: another run may be about to take its lock.
 */
async function removeAbandonedServers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER_PREFIX));
  for (const name of names) {
    const dataDir = join(tmpdir(), name);
    if (Date.now() - (await stat(dataDir)).mtimeMs < ABANDONED_AFTER_MS) continue;
    const lease = tryLock(join(dataDir, "server.lease"), "exclusive");
    if (!lease) continue;
    lease.release();
    const server = await acquireServer({ dataDir });
    await server.release();
    await rm(dataDir, { recursive: true, force: true });
  }
}
