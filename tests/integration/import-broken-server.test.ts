import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, symlink, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createDb } from "@/lib/db/client";
import { acquireServer, type EmbeddedServer } from "@/lib/db/embedded-server";
import { findFreePort } from "@/lib/db/free-port";
import { createPool } from "@/lib/db/pool";
import { checkImportAgain, requestPublish } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import { isStored } from "@/lib/import/storage";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import { migrateOffice } from "@/lib/office/migrate-office";
import { family, member, nik, nomorKk, receiveRelease } from "../support/dtsen-files";
import {
  type InterruptedOffice,
  layInterruptedOffice,
  listenToStages,
  openInterruptedOffice,
  secondRelease,
} from "../support/interrupted-office";
import { endProgram } from "../support/program";
import { publishedContent } from "../support/published-content";
import { TEST_SCHEMA } from "../support/test-server";
import { workOnRun } from "../support/work-on-run";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const COMMAND_LINE = { kind: "command_line" } as const;
/** How large a file may become, in units of 512 bytes: a segment of the write-ahead log and no more. */
const LIMIT_BLOCKS = 34_000;

let dataDir: string;
let filesDir: string;
let port: number;
let limited: ChildProcess | undefined;
let server: EmbeddedServer;
let office: InterruptedOffice;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-test-broken-"));
  port = await findFreePort();
  limited = await startWithoutRoom();
  await open();
  await migrateOffice({ url: server.ownerUrl, schema: TEST_SCHEMA, appUrl: server.appUrl });
  await layInterruptedOffice(office.database);
});

afterAll(async () => {
  await close();
  if (limited) await endProgram(limited, "SIGKILL");
  await server.release();
  await rm(filesDir, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

describe("a disk that is full", () => {
  test("while a release is loaded is told, changes nothing, and the files are there for the next check", async () => {
    const before = await publishedContent(office.database.pool);
    const run = await receiveRelease(office.ctx, "besar", "2026-10-20", largeRelease());
    await workOnRun(office.ctx, run.id);

    expect(await runOf(run.id)).toMatchObject({
      state: "failed",
      failure: {
        step: "check",
        code: "disk_full",
        sentence:
          "Ruang kosong di server habis saat impor diperiksa; data yang berlaku tidak berubah dan berkasnya masih tersimpan. Kosongkan ruang, lalu periksa ulang.",
      },
    });
    expect(await publishedContent(office.database.pool)).toEqual(before);
    expect(await office.database.db.release.count({ where: { status: "draft" } })).toBe(0);
    for (const { sha256, sizeBytes } of run.files)
      expect(await isStored(filesDir, { sha256, sizeBytes: Number(sizeBytes) })).toBe(true);

    await makeRoom();
    const { version } = await runOf(run.id);
    await office.database.db.$transaction((tx) =>
      checkImportAgain(tx, COMMAND_LINE, { runId: run.id, version }),
    );
    await workOnRun(office.ctx, run.id);
    expect(await runOf(run.id)).toMatchObject({ state: "published", failure: null });
  });

  test("while a release is published is told, nothing of it is in force, and publishing again ends it", async () => {
    const giveRoom = await fillDiskUnder("rollup_movement");
    const before = await publishedContent(office.database.pool);
    const run = await receiveRelease(office.ctx, "v3", "2026-11-20", secondRelease());
    await workOnRun(office.ctx, run.id);

    expect(await runOf(run.id)).toMatchObject({
      state: "failed",
      failure: {
        step: "publish",
        code: "disk_full",
        sentence: expect.stringContaining("lalu terbitkan sekali lagi"),
      },
    });
    await giveRoom();
    expect(await publishedContent(office.database.pool)).toEqual(before);
    const { version } = await runOf(run.id);
    await office.database.db.$transaction((tx) =>
      requestPublish(tx, COMMAND_LINE, {
        runId: run.id,
        version,
        reason: "Sudah diperiksa",
        confirmed: "on",
      }),
    );
    await publishRun(office.ctx, run.id);
    expect(await runOf(run.id)).toMatchObject({ state: "published", failure: null });
  });
});

// biome-ignore format: a table reads as a table
test.each([
  ["in order",  "SIGINT",  "matching"],
  ["in order",  "SIGINT",  "publishing"],
  ["at once",   "SIGQUIT", "reading_members"],
  ["at once",   "SIGQUIT", "publishing"],
] as const)("a database that is stopped %s (%s) while %s leaves an import for the next attempt", async (_, signal, stage) => {
  const name = `${signal} ${stage}`;
  const run = await receiveRelease(office.ctx, name, "2026-11-21", secondRelease());
  const before = await publishedContent(office.database.pool);
  const stages = await listenToStages(office.database.url);
  const began = stages.began(stage);
  const work = workOnRun(office.ctx, run.id).then(
    () => undefined,
    (error: unknown) => error,
  );
  await began;
  process.kill(await serverPid(), signal);
  const error = await work;
  expect(error, String(error)).toSatisfy(isTemporary);
  while (await server.isRunning()) await sleep(50);
  await reopen();

  expect(await runOf(run.id)).toMatchObject({ failure: null });
  expect(await publishedContent(office.database.pool)).toEqual(before);
  await workOnRun(office.ctx, run.id);
  expect(await runOf(run.id)).toMatchObject({ state: "published", failure: null });
  expect(await office.database.db.release.findFirst({ where: { status: "published" } })).toMatchObject(
    { name },
  );
});

/** Families with addresses that cannot be packed: more than one file may hold. */
function largeRelease() {
  const numbers = Array.from({ length: 8000 }, (_, index) => index);
  return {
    families: numbers.map((number) =>
      family(nomorKk(number), { alamat: randomBytes(3000).toString("base64") }),
    ),
    members: numbers.map((number) => member(nomorKk(number), nik(number + 1))),
  };
}

function runOf(runId: string) {
  return office.database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
}

/** A server whose files cannot become large: PostgreSQL is told so by the system, as of a full disk. */
async function startWithoutRoom(): Promise<ChildProcess> {
  const command = `ulimit -S -f ${LIMIT_BLOCKS}; exec "$0" --import tsx tests/support/hold-server.ts "$1" "$2"`;
  const program = spawn("sh", ["-c", command, process.execPath, dataDir, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(program.stdout, "data");
  return program;
}

async function makeRoom(): Promise<void> {
  if (limited) await endProgram(limited, "SIGKILL");
  await server.release();
  await reopen();
}

/** Joins the server, after starting it if nobody has, on the same port each time. */
async function open(): Promise<void> {
  server = await acquireServer({ dataDir, settings: { port: String(port) } });
  const url = server.ownerUrl;
  const database = {
    url,
    schema: TEST_SCHEMA,
    db: createDb(url, TEST_SCHEMA),
    pool: createPool(url, TEST_SCHEMA),
  };
  office = await openInterruptedOffice(database);
  filesDir ??= office.ctx.dataDir;
  office = { database, ctx: { ...office.ctx, dataDir: filesDir } };
}

async function close(): Promise<void> {
  const { db, pool } = office.database;
  await Promise.all([db.$disconnect(), pool.end()]);
}

async function reopen(): Promise<void> {
  await close();
  await open();
}

async function serverPid(): Promise<number> {
  const text = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** Puts a device that is always full in the place of an empty table. Returns what takes it away. */
async function fillDiskUnder(table: string): Promise<() => Promise<void>> {
  const { pool } = office.database;
  await pool.query(`TRUNCATE ${table}`);
  await pool.query("CHECKPOINT");
  const { rows } = await pool.query<{ path: string }>("SELECT pg_relation_filepath($1) AS path", [
    table,
  ]);
  const path = join(dataDir, "postgres", rows[0]?.path ?? "");
  await rename(path, `${path}.kept`);
  await symlink("/dev/full", path);
  return async () => {
    await unlink(path);
    await rename(`${path}.kept`, path);
    await reopen();
  };
}
