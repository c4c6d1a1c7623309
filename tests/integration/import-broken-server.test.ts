import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { checkImportAgain, requestPublish } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import type { ImportState } from "@/lib/import/schema";
import { isStored } from "@/lib/import/storage";
import { jobsSchemaOf } from "@/lib/jobs/queues";
import { sendImportJob } from "@/lib/jobs/send-job";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import { type BreakableServer, openBreakableServer } from "../support/breakable-server";
import {
  family,
  member,
  nik,
  nomorKk,
  type ReleaseFiles,
  receiveRelease,
} from "../support/dtsen-files";
import { listenToStages, secondRelease } from "../support/interrupted-office";
import { createTestPerson } from "../support/people";
import { endProgram, startProgram } from "../support/program";
import { publishedContent } from "../support/published-content";
import { workOnRun } from "../support/work-on-run";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const PATIENCE_MS = 120_000;
const COMMAND_LINE = { kind: "command_line" } as const;
/** A segment of the write-ahead log and no more. */
const LIMIT_BLOCKS = 34_000;

let server: BreakableServer;

beforeAll(async () => {
  server = await openBreakableServer(LIMIT_BLOCKS);
});
afterAll(() => server?.end());

describe("a disk that is full", () => {
  test("while a release is loaded is told, changes nothing, and the files are there for the next check", async () => {
    const before = await publishedContent(server.office.database.pool);
    const run = await receiveRelease(server.office.ctx, "besar", "2026-10-20", largeRelease());
    await workOnRun(server.office.ctx, run.id);

    expect(await runOf(run.id)).toMatchObject({
      state: "failed",
      failure: {
        step: "check",
        code: "disk_full",
        sentence:
          "Ruang kosong di server habis saat impor diperiksa; data yang berlaku tidak berubah dan berkasnya masih tersimpan. Kosongkan ruang, lalu periksa ulang.",
      },
    });
    expect(await publishedContent(server.office.database.pool)).toEqual(before);
    expect(await server.office.database.db.release.count({ where: { status: "draft" } })).toBe(0);
    for (const { sha256, sizeBytes } of run.files)
      expect(
        await isStored(server.office.ctx.dataDir, { sha256, sizeBytes: Number(sizeBytes) }),
      ).toBe(true);

    await server.makeRoom();
    const { version } = await runOf(run.id);
    await server.office.database.db.$transaction((tx) =>
      checkImportAgain(tx, COMMAND_LINE, { runId: run.id, version }),
    );
    await workOnRun(server.office.ctx, run.id);
    expect(await runOf(run.id)).toMatchObject({ state: "published", failure: null });
  });

  test("while a release is published is told, nothing of it is in force, and publishing again ends it", async () => {
    const giveRoom = await server.fillDiskUnder("rollup_movement");
    const before = await publishedContent(server.office.database.pool);
    const run = await receiveRelease(server.office.ctx, "v3", "2026-11-20", secondRelease());
    await workOnRun(server.office.ctx, run.id);

    expect(await runOf(run.id)).toMatchObject({
      state: "failed",
      failure: {
        step: "publish",
        code: "disk_full",
        sentence: expect.stringContaining("lalu terbitkan sekali lagi"),
      },
    });
    await giveRoom();
    expect(await publishedContent(server.office.database.pool)).toEqual(before);
    const { version } = await runOf(run.id);
    await server.office.database.db.$transaction((tx) =>
      requestPublish(tx, COMMAND_LINE, {
        runId: run.id,
        version,
        reason: "Sudah diperiksa",
        confirmed: "on",
      }),
    );
    await publishRun(server.office.ctx, run.id);
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
  const run = await receiveRelease(server.office.ctx, name, "2026-11-21", secondRelease());
  const before = await publishedContent(server.office.database.pool);
  const stages = await listenToStages(server.office.database.url);
  const began = stages.began(stage);
  const work = workOnRun(server.office.ctx, run.id).then(
    () => undefined,
    (error: unknown) => error,
  );
  await began;
  await server.stop(signal);
  const error = await work;
  expect(error, String(error)).toSatisfy(isTemporary);
  await server.start();

  expect(await runOf(run.id)).toMatchObject({ failure: null });
  expect(await publishedContent(server.office.database.pool)).toEqual(before);
  await workOnRun(server.office.ctx, run.id);
  expect(await runOf(run.id)).toMatchObject({ state: "published", failure: null });
  expect(await server.office.database.db.release.findFirst({ where: { status: "published" } })).toMatchObject(
    { name },
  );
});

test("a worker lives through a restart of its database, and its import ends as if there had been none", async () => {
  const run = await receiveRelease(server.office.ctx, "pekerja", "2026-11-22", otherRelease());
  const before = await publishedContent(server.office.database.pool);
  const after = await server.inCopy(async (copy) => {
    await workOnRun(copy.ctx, run.id);
    return publishedContent(copy.database.pool);
  });
  expect(after).not.toEqual(before);
  const worker = startWorker();

  await restartWhile("reading_members", (tx) =>
    sendImportJob(tx, { runId: run.id, task: "check" }),
  );
  await letSilenceCount();
  await untilState(run.id, "ready");
  expect(await publishedContent(server.office.database.pool)).toEqual(before);
  await server.office.database.db.$transaction((tx) => publishAsVerifier(tx, run.id));
  await untilState(run.id, "published");

  expect(await publishedContent(server.office.database.pool)).toEqual(after);
  expect(worker.exitCode).toBeNull();
  expect(await tasksTakenUpAgain()).toEqual(["check"]);
});

/** Families with addresses that cannot be packed: more than one file may hold. */
function largeRelease(): ReleaseFiles {
  const numbers = Array.from({ length: 8000 }, (_, index) => index);
  return {
    families: numbers.map((number) =>
      family(nomorKk(number), { alamat: randomBytes(3000).toString("base64") }),
    ),
    members: numbers.map((number) => member(nomorKk(number), nik(number + 1))),
  };
}

function runOf(runId: string) {
  return server.office.database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
}

/** Other desil than before, some families gone and some new. */
function otherRelease(): ReleaseFiles {
  const numbers = Array.from({ length: 900 }, (_, index) => index + 100);
  return {
    families: numbers.map((number) =>
      family(nomorKk(number), { desil_nasional: `${(number % 7) + 1}` }),
    ),
    members: numbers.map((number) => member(nomorKk(number), nik(number + 1))),
  };
}

function startWorker(): ChildProcess {
  const { database, ctx } = server.office;
  const place = { database: { ...database, appUrl: server.appUrl }, dataDir: ctx.dataDir };
  const worker = startProgram("lib/worker/main.ts", [], place);
  // Nobody reads its log; an unread pipe would fill up and stop it.
  worker.stdout?.resume();
  worker.stderr?.resume();
  onTestFinished(async () => {
    await endProgram(worker, "SIGKILL");
  });
  return worker;
}

/** Asks for work, and stops the database in this stage of it and starts it again. */
async function restartWhile(stage: string, ask: (tx: Db) => Promise<unknown>): Promise<void> {
  const { url, db } = server.office.database;
  const stages = await listenToStages(url);
  const began = stages.began(stage);
  await db.$transaction(ask);
  await began;
  await server.stop("SIGQUIT");
  await server.start();
}

/** The queue gives a silent worker half a minute; here it has been silent for longer. */
async function letSilenceCount(): Promise<void> {
  const { pool, schema } = server.office.database;
  await pool.query(
    `UPDATE ${jobsSchemaOf(schema)}.job SET heartbeat_on = heartbeat_on - interval '1 minute'
      WHERE state = 'active'`,
  );
}

async function untilState(runId: string, state: ImportState): Promise<void> {
  await vi.waitFor(async () => expect(await runOf(runId)).toMatchObject({ state, failure: null }), {
    timeout: PATIENCE_MS,
    interval: 100,
  });
}

async function publishAsVerifier(tx: Db, runId: string): Promise<void> {
  const regency = await tx.area.findFirstOrThrow({ where: { level: "regency" } });
  const { id, username } = await createTestPerson(tx, "verifier", [regency.id]);
  const verifier: UserActor = {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: username,
    role: "verifier",
    area: { level: "regency" },
  };
  const { version } = await tx.importRun.findUniqueOrThrow({ where: { id: runId } });
  const step = { runId, version, reason: "Sudah diperiksa", confirmed: "on" } as const;
  expect(await requestPublish(tx, verifier, step)).toMatchObject({ ok: true });
}

/** Work that the queue gave out more than once. */
async function tasksTakenUpAgain(): Promise<unknown[]> {
  const { pool, schema } = server.office.database;
  const { rows } = await pool.query(
    `SELECT DISTINCT data ->> 'task' AS task FROM ${jobsSchemaOf(schema)}.job
      WHERE retry_count > 0 ORDER BY task`,
  );
  return rows.map(({ task }) => task);
}
