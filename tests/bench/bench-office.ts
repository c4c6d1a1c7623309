import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { acquireServer } from "@/lib/db/embedded-server";
import { generateDemo } from "@/lib/demo/generator/generate-demo";
import { checkRun } from "@/lib/import/check-run";
import { receiveImport, requestPublish } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import type { ImportFileRole, ReceiveImport } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import { type OpenWorkContext, openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import { migrateOffice } from "@/lib/office/migrate-office";
import { setUpOffice } from "@/lib/office/set-up-office";

/** About 100,000 people in the generator's city. */
export const BENCH_FAMILIES = 33_400;
const SEED = 3573;
const SCHEMA = "tepat";
const COMMAND_LINE = { kind: "command_line" } as const;

export interface BenchServer {
  readonly dataDir: string;
  readonly postmasterPid: number;
  readonly ownerUrl: string;
  readonly files: Awaited<ReturnType<typeof generateDemo>>["paths"];
  stop(): Promise<void>;
}

/** An embedded server with the settings of every office, and the files of a made-up city. */
export async function startBenchServer(families: number): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-bench-"));
  const outDir = join(dataDir, "demo");
  const { paths } = await generateDemo({ families, seed: SEED, outDir });
  const server = await acquireServer({ dataDir });
  return {
    dataDir,
    files: paths,
    ownerUrl: server.ownerUrl,
    postmasterPid: await findPostmaster(server.ownerUrl),
    async stop() {
      await server.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A new database with an empty office in it. */
export async function openEmptyOffice(
  server: Pick<BenchServer, "ownerUrl" | "dataDir">,
  log = createLogger("command_line"),
): Promise<OpenWorkContext> {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const client = new Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  const url = new URL(server.ownerUrl);
  url.pathname = `/${name}`;
  await migrateOffice({ url: url.href, schema: SCHEMA });
  const { dataDir } = server;
  const ctx = openWorkContext({
    url: url.href,
    schema: SCHEMA,
    dataDir,
    log,
  });
  const office = await setUpOffice(ctx.db, {
    regencyCode: "35.73",
    adminName: "Admin Bench",
    now: new Date(),
  });
  if (!office.ok) throw new Error(`The bench's office was refused: ${office.problem.code}`);
  return ctx;
}

/** Closes an office and gives its room on the disk back. */
export async function dropOffice(
  server: Pick<BenchServer, "ownerUrl">,
  office: OpenWorkContext,
): Promise<void> {
  const { rows } = await office.pool.query<{ name: string }>("SELECT current_database() AS name");
  await office.close();
  const client = new Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(`DROP DATABASE ${rows[0]?.name}`).finally(() => client.end());
}

/** Takes files in as the command line does, from the disk to published, linked and detected. */
export async function importFiles(
  ctx: WorkContext,
  intake: Omit<ReceiveImport, "files">,
  files: readonly { readonly role: ImportFileRole; readonly path: string }[],
): Promise<void> {
  const stored = await Promise.all(
    files.map(async ({ role, path }) => {
      const file = await storeLocalFile(ctx.dataDir, path);
      if (!file.ok) throw new Error(`A file could not be stored: ${file.problem.code}`);
      return { role, name: path.slice(path.lastIndexOf("/") + 1), ...file.value };
    }),
  );
  const received = await ctx.db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, { ...intake, files: stored }),
  );
  if (!received.ok) throw new Error(`The import was refused: ${received.problem.code}`);
  const { runId } = received.value;
  await checkRun(ctx, runId);
  const { version } = await ctx.db.importRun.findUniqueOrThrow({ where: { id: runId } });
  const asked = await ctx.db.$transaction((tx) =>
    requestPublish(tx, COMMAND_LINE, { runId, version }),
  );
  if (!asked.ok) throw new Error(`The publication was refused: ${asked.problem.code}`);
  await publishRun(ctx, runId);
  const { state } = await ctx.db.importRun.findUniqueOrThrow({ where: { id: runId } });
  if (state !== "published") throw new Error(`The import ended as ${state}`);
}

async function findPostmaster(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const stat = readFileSync(`/proc/${rows[0]?.pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } finally {
    await client.end();
  }
}
