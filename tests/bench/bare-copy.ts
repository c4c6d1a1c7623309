import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { escapeIdentifier, type Pool } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { WorkContext } from "@/lib/jobs/work-context";

/** The rows of a release's files. */
export const RELEASE_ROWS = ["household_release", "individual_release"] as const;
/** Everything that an office's first release fills: those rows, and who they are. */
export const RELEASE_AND_IDENTITIES = [
  ...RELEASE_ROWS,
  "household",
  "household_kk",
  "individual",
] as const;
type CopiedTable = (typeof RELEASE_AND_IDENTITIES)[number];

/** Writes what was loaded to disk in COPY's own form, and says how many rows the files had. */
export async function unload({ pool }: WorkContext, dataDir: string): Promise<number> {
  const client = await pool.connect();
  let rows = 0;
  try {
    for (const table of RELEASE_AND_IDENTITIES) {
      const copy = client.query(copyTo(`COPY (SELECT * FROM ${table}) TO STDOUT`));
      await pipeline(copy, createWriteStream(unloaded(dataDir, table)));
      if (RELEASE_ROWS.some((name) => name === table)) rows += copy.rowCount;
    }
    return rows;
  } finally {
    client.release();
  }
}

/** The least that PostgreSQL can be asked for: new logged tables, each with one COPY, one commit, the same indexes. */
export async function copyBare(
  pool: Pool,
  dataDir: string,
  tables: readonly CopiedTable[],
): Promise<void> {
  const client = await pool.connect();
  try {
    for (const table of tables) {
      await client.query("BEGIN");
      await client.query(
        `CREATE TABLE bare_${table} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
      );
      const copy = client.query(copyFrom(`COPY bare_${table} FROM STDIN WITH (FREEZE)`));
      const source = createReadStream(unloaded(dataDir, table), { highWaterMark: 1024 * 1024 });
      await pipeline(source, copy);
      await client.query("COMMIT");
      for (const definition of await indexesOf(pool, table)) await client.query(definition);
    }
  } finally {
    client.release();
  }
}

async function indexesOf(pool: Pool, table: CopiedTable): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    "SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1",
    [table],
  );
  return rows.map(({ name, definition }) =>
    definition
      .replace(` INDEX ${name} ON `, ` INDEX ${escapeIdentifier(`bare_${name}`)} ON `)
      .replace(" ON ONLY ", " ON ")
      .replace(`.${table} USING`, `.bare_${table} USING`),
  );
}

/** Makes room for the next time. */
export async function dropBare(pool: Pool): Promise<void> {
  const tables = RELEASE_AND_IDENTITIES.map((table) => `bare_${table}`);
  await pool.query(`DROP TABLE IF EXISTS ${tables.join(", ")}`);
}

function unloaded(dataDir: string, table: CopiedTable): string {
  return join(dataDir, `${table}.copy`);
}
