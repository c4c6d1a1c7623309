import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import type { ConnectionChoices } from "./connection-options";
import { type Prisma, PrismaClient } from "./generated/client";
import { createPool } from "./pool";
import { rememberPool } from "./prepared-rows";

/** The whole client, which can open a transaction. */
export type Database = PrismaClient;

/** A client or a transaction; what a query or a command takes. */
export type Db = Prisma.TransactionClient;

const WEB_STATEMENT_TIMEOUT_MS = 30_000;

/** Opens a client on one office. Nothing connects before the first query; end it with `$disconnect`. */
export function createDb(url: string, schema: string, choices?: ConnectionChoices): Database {
  const pool = createPool(url, schema, choices);
  const adapter = new PrismaPg(pool, { schema, disposeExternalPool: true });
  const db = new PrismaClient({ adapter });
  rememberPool(db, pool);
  return db;
}

// On globalThis, because the development server evaluates this module anew at each change and
// would leave a pool behind every time.
const shared: typeof globalThis & { tepatDb?: Database } = globalThis;

/** The web server's client, under the role without DDL where the site has one. */
export function db(): Database {
  shared.tepatDb ??= openWebDb();
  return shared.tepatDb;
}

function openWebDb(): Database {
  const { TEPAT_APP_DATABASE_URL, DATABASE_URL, TEPAT_SCHEMA } = env();
  const url = TEPAT_APP_DATABASE_URL ?? DATABASE_URL;
  if (url === undefined) throw new Error("The web server was started without a database address");
  return createDb(url, TEPAT_SCHEMA, { statementTimeoutMs: WEB_STATEMENT_TIMEOUT_MS });
}
