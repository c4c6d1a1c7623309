import { Client, escapeIdentifier } from "pg";
import { connectionOptions, EXTENSION_SCHEMA } from "./connection-options";
import { DatabaseProblem } from "./database-problem";
import { readMigrations, withSchemaEngine } from "./schema-engine";

const EXTENSIONS = ["pg_trgm", "btree_gin", "unaccent"] as const;

/** Records of what happened: the app role may add to them and read them, never change them. */
const APPEND_ONLY_TABLES = [
  "audit_event",
  "case_event",
  "groundcheck_event",
  "groundcheck_visit",
  "import_event",
  "indicator",
  "participation_event",
  "proposal_event",
] as const;

const NO_FILTER = { externalTables: [], externalEnums: [] };

export interface MigrateOptions {
  /** The owner's address: it creates tables. */
  readonly url: string;
  /** The office. Made if it is not there. */
  readonly schema: string;
  /** The address under which the web server connects; its role gets reading and writing, no DDL. */
  readonly appUrl?: string;
}

/**
 * Brings an office's schema up to date and returns the names of the migrations it applied.
 *
 * Starts that come together wait for each other. A migration is one transaction, so one that failed
 * or was killed is simply tried again by the next start.
 *
 * @throws DatabaseProblem
 */
export async function migrate({ url, schema, appUrl }: MigrateOptions): Promise<string[]> {
  const client = new Client(connectionOptions(url, schema));
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('tepat migrate'), hashtext($1))", [
      schema,
    ]);
    await prepareSchema(client, schema);
    const applied = await applyMigrations(url, schema);
    const appRole = appUrl === undefined ? undefined : roleOf(appUrl);
    if (appRole !== undefined && appRole !== roleOf(url)) await grant(client, schema, appRole);
    return applied;
  } finally {
    await client.end();
  }
}

async function prepareSchema(client: Client, schema: string): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
  const { rows } = await client.query<{ extname: string }>("SELECT extname FROM pg_extension");
  const missing = EXTENSIONS.filter((name) => !rows.some(({ extname }) => extname === name));
  if (missing.length === 0) return;
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${EXTENSION_SCHEMA}`);
  for (const name of missing) {
    // Two offices of one database may start together, under locks of their own.
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA ${EXTENSION_SCHEMA}`);
  }
}

async function applyMigrations(url: string, schema: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  try {
    return await withSchemaEngine(url, schema, async (engine) => {
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      });
      for (const migrationName of failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      const output = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
      return output.appliedMigrationNames;
    });
  } catch (cause) {
    throw new DatabaseProblem(
      "migration_failed",
      "Struktur basis data tidak dapat diperbarui; data tidak berubah, hubungi pengembang.",
      { cause },
    );
  }
}

async function grant(client: Client, schema: string, appRole: string): Promise<void> {
  const office = escapeIdentifier(schema);
  const app = escapeIdentifier(appRole);
  const tables = (names: readonly string[]) =>
    names.map((name) => `${office}.${escapeIdentifier(name)}`).join(", ");
  await client.query(`
    GRANT USAGE ON SCHEMA ${office} TO ${app};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${office} TO ${app};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${office} TO ${app};
    REVOKE UPDATE, DELETE ON ${tables(APPEND_ONLY_TABLES)} FROM ${app};
    REVOKE INSERT, UPDATE, DELETE ON ${tables(["_prisma_migrations"])} FROM ${app};

    -- What this owner makes later: partitions of new releases, the job queue's own schema.
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${app};
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
    ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${app};
  `);
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regnamespace($1) IS NOT NULL AS found",
    [EXTENSION_SCHEMA],
  );
  if (rows[0]?.found) await client.query(`GRANT USAGE ON SCHEMA ${EXTENSION_SCHEMA} TO ${app}`);
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
