import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { escapeIdentifier, type Pool } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { WorkContext } from "@/lib/jobs/work-context";
import { type BenchServer, importFiles, openEmptyOffice, startBenchServer } from "./bench-office";
import { measure, median, type Sample } from "./measure";
import { report, table } from "./report";

const ROUNDS = 3;
const PARENTS = ["household_release", "individual_release"] as const;
type Parent = (typeof PARENTS)[number];

/** Import and publish of a release against a bare COPY of the same rows plus the same indexes. */
export async function benchImport(): Promise<void> {
  const server = await startBenchServer();
  try {
    const warm = await openEmptyOffice(server);
    await importRelease(warm, server);
    const rows = await unload(warm, server.dataDir);

    const product: Sample[] = [];
    const bare: Sample[] = [];
    const steps = [
      async () => {
        const office = await openEmptyOffice(server);
        product.push(await measure(server.postmasterPid, () => importRelease(office, server)));
        await office.close();
      },
      async () => {
        bare.push(await measure(server.postmasterPid, () => copyBare(warm.pool, server.dataDir)));
        await dropBare(warm.pool);
      },
    ];
    // A, B, B, A, A, B: a machine that slows down or speeds up favours neither side.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const step of round % 2 === 0 ? steps : steps.toReversed()) await step();
    }
    await warm.close();
    report("import", importTable(rows, product, bare));
  } finally {
    await server.stop();
  }
}

function importRelease(ctx: WorkContext, { files }: BenchServer): Promise<void> {
  return importFiles(ctx, { kind: "dtsen", name: "v2 2026", asOf: "2026-07-20" }, [
    { role: "family", path: files.v2.families },
    { role: "member", path: files.v2.members },
  ]);
}

/** Writes the loaded rows to disk in COPY's own form, and says how many there are. */
async function unload({ pool }: WorkContext, dataDir: string): Promise<number> {
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
async function copyBare(pool: Pool, dataDir: string): Promise<void> {
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

async function dropBare(pool: Pool): Promise<void> {
  await pool.query(`DROP TABLE ${PARENTS.map((parent) => `bare_${parent}`).join(", ")}`);
}

function unloaded(dataDir: string, parent: Parent): string {
  return join(dataDir, `${parent}.copy`);
}

function importTable(rows: number, product: readonly Sample[], bare: readonly Sample[]): string {
  const middle = (samples: readonly Sample[], figure: keyof Sample) =>
    median(samples.map((sample) => sample[figure]));
  const line = (name: string, samples: readonly Sample[]) => [
    name,
    middle(samples, "wallSeconds").toFixed(2),
    Math.round(rows / middle(samples, "wallSeconds")).toLocaleString("en"),
    middle(samples, "cpuSeconds").toFixed(2),
  ];
  const share = (figure: keyof Sample) =>
    `**${Math.round((100 * middle(bare, figure)) / middle(product, figure))}%**`;
  return [
    `${rows.toLocaleString("en")} rows (families and members), median of ${ROUNDS} rounds.`,
    "",
    table(
      ["", "wall s", "rows/s", "CPU s (Node + PostgreSQL)"],
      [
        line("import and publish", product),
        line("bare COPY + indexes", bare),
        ["the product reaches", share("wallSeconds"), "", share("cpuSeconds")],
      ],
    ),
  ].join("\n");
}
