import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, symlink, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { escapeIdentifier } from "pg";
import { pino } from "pino";
import { createDb } from "@/lib/db/client";
import { acquireServer } from "@/lib/db/embedded-server";
import { findFreePort } from "@/lib/db/free-port";
import { createPool } from "@/lib/db/pool";
import { migrateOffice } from "@/lib/office/migrate-office";
import { type InterruptedOffice, layInterruptedOffice } from "./interrupted-office";
import { endProgram } from "./program";
import { databaseUrl, runAsOwner, TEST_SCHEMA } from "./test-server";

/** An office on a database server of its own, which a test may break as it likes. */
export interface BreakableServer {
  readonly office: InterruptedOffice;
  /** Where the web server of this office would connect. */
  readonly appUrl: string;
  /** Gives a server that was started without room the room of the disk. */
  makeRoom(): Promise<void>;
  /** Stops the server, which takes as long as the signal says. */
  stop(signal: "SIGINT" | "SIGQUIT"): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Puts a device that is always full in the place of an empty table. Returns what takes it away. */
  fillDiskUnder(table: string): Promise<() => Promise<void>>;
  /** Does work on a copy of the office as it is at this moment. */
  inCopy<Value>(work: (copy: InterruptedOffice) => Promise<Value>): Promise<Value>;
  end(): Promise<void>;
}

/**
 * Starts such a server and lays an office in it.
 *
 * @param fileBlocksMax how large a file of the server may become at first, in units of 512 bytes
 */
export async function openBreakableServer(fileBlocksMax: number): Promise<BreakableServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-test-broken-"));
  const port = await findFreePort();
  const limited = await startWithoutRoom(dataDir, port, fileBlocksMax);
  const filesDir = await mkdtemp(join(tmpdir(), "tepat-test-files-"));

  /** Joins the server, after starting it if nobody has, on the same port each time. */
  async function open() {
    const joined = await acquireServer({ dataDir, settings: { port: String(port) } });
    return { server: joined, office: officeAt(joined.ownerUrl, filesDir) };
  }

  let { server, office } = await open();
  async function reopen(): Promise<void> {
    await disconnect(office);
    ({ server, office } = await open());
  }

  const { ownerUrl: url, appUrl } = server;
  await migrateOffice({ url, schema: TEST_SCHEMA, appUrl });
  await layInterruptedOffice(office.database);
  return {
    get office() {
      return office;
    },
    appUrl,
    async makeRoom() {
      await endProgram(limited, "SIGKILL");
      await server.release();
      await reopen();
    },
    async stop(signal) {
      process.kill(await postmasterPid(dataDir), signal);
      while (await server.isRunning()) await sleep(50);
    },
    start: reopen,
    async fillDiskUnder(table) {
      const path = await emptyFileOf(office, table, dataDir);
      await rename(path, `${path}.kept`);
      await symlink("/dev/full", path);
      return async () => {
        await unlink(path);
        await rename(`${path}.kept`, path);
        await reopen();
      };
    },
    async inCopy(work) {
      const name = escapeIdentifier(new URL(url).pathname.slice(1));
      await disconnect(office);
      await runAsOwner(databaseUrl(url, "postgres"), `CREATE DATABASE calm TEMPLATE ${name}`);
      office = officeAt(url, filesDir);
      const copy = officeAt(databaseUrl(url, "calm"), filesDir);
      return work(copy).finally(() => disconnect(copy));
    },
    async end() {
      await disconnect(office);
      await endProgram(limited, "SIGKILL");
      await server.release();
      await rm(filesDir, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function officeAt(url: string, dataDir: string): InterruptedOffice {
  const schema = TEST_SCHEMA;
  const database = { url, schema, db: createDb(url, schema), pool: createPool(url, schema) };
  const log = pino({ level: "silent" });
  return { database, ctx: { ...database, dataDir, log, close: async () => {} } };
}

async function disconnect({ database: { db, pool } }: InterruptedOffice): Promise<void> {
  await Promise.all([db.$disconnect(), pool.end()]);
}

/** A server whose files cannot become large: PostgreSQL is told so by the system, as of a full disk. */
async function startWithoutRoom(
  dataDir: string,
  port: number,
  fileBlocksMax: number,
): Promise<ChildProcess> {
  const command = `ulimit -S -f ${fileBlocksMax}; exec "$0" --import tsx tests/support/hold-server.ts "$1" "$2"`;
  const program = spawn("sh", ["-c", command, process.execPath, dataDir, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(program.stdout, "data");
  return program;
}

async function postmasterPid(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

async function emptyFileOf(
  { database: { pool } }: InterruptedOffice,
  table: string,
  dataDir: string,
): Promise<string> {
  await pool.query(`TRUNCATE ${escapeIdentifier(table)}`);
  await pool.query("CHECKPOINT");
  const { rows } = await pool.query<{ path: string }>("SELECT pg_relation_filepath($1) AS path", [
    table,
  ]);
  return join(dataDir, "postgres", rows[0]?.path ?? "");
}
