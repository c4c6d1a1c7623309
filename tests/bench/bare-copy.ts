import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { escapeIdentifier, type Pool } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { WorkContext } from "@/lib/jobs/work-context";

const PARENTS = ["household_release", "individual_release"] as const;
type Parent = (typeof PARENTS)[number];

/** Writes the loaded rows to disk in COPY's own form, and says how many there are. */
export async function unload({ pool }: WorkContext, dataDir: string): Promise<number> {
  const client = await pool.connect();
  let rows = 0;
  try {
    for (const parent of PARENTS) {
      const copy = client.query(copyTo(`COPY (SELECT * FROM ${parent}) TO STDOUT`));
      await pipeline(copy, createWriteStream(unloaded(dataDir, parent)));
      rows += copy.rowCount;
    }
    return rows;
  } finally {
    client.release();
  }
}

/** The least that PostgreSQL can be asked for: a new logged table, one COPY, one commit, the same indexes. */
export async function copyBare(pool: Pool, dataDir: string): Promise<void> {
  const client = await pool.connect();
  try {
    for (const parent of PARENTS) {
      await client.query("BEGIN");
      await client.query(
        `CREATE TABLE bare_${parent} (LIKE ${parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
      );
      const copy = client.query(copyFrom(`COPY bare_${parent} FROM STDIN WITH (FREEZE)`));
      const source = createReadStream(unloaded(dataDir, parent), { highWaterMark: 1024 * 1024 });
      await pipeline(source, copy);
      await client.query("COMMIT");
      for (const definition of await indexesOf(pool, parent)) await client.query(definition);
    }
  } finally {
    client.release();
  }
}

async function indexesOf(pool: Pool, parent: Parent): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    "SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1",
    [parent],
  );
  return rows.map(({ name, definition }) =>
    definition
      .replace(` INDEX ${name} ON ONLY `, ` INDEX ${escapeIdentifier(`bare_${name}`)} ON `)
      .replace(`.${parent} USING`, `.bare_${parent} USING`),
  );
}

/** Makes room for the next time. */
export async function dropBare(pool: Pool): Promise<void> {
  await pool.query(`DROP TABLE ${PARENTS.map((parent) => `bare_${parent}`).join(", ")}`);
}

function unloaded(dataDir: string, parent: Parent): string {
  return join(dataDir, `${parent}.copy`);
}
