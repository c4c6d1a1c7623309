import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/auth/types";
import { discardImport, receiveImport, requestPublish } from "@/lib/import/commands";
import { findImportProgress } from "@/lib/import/queries";
import type { ImportState } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import { installJobs } from "@/lib/jobs/install-jobs";
import { IMPORT_DEAD_QUEUE, jobsSchemaOf } from "@/lib/jobs/queues";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson } from "../support/people";
import { endProgram, startProgram } from "../support/program";

const POLL_MS = 50;
const PATIENCE_MS = 100_000;
vi.setConfig({ testTimeout: 3 * PATIENCE_MS });

const LIST = [
  "ID_DTKS;NOKK;NIK;NAMA;KELURAHAN;KECAMATAN;DESIL",
  "D1;1073010101100001;1073010101800001;BUDI;ARJOSARI;BLIMBING;1",
  "D1;1073010101100001;1073014101820002;WATI;ARJOSARI;BLIMBING;1",
].join("\n");

let database: TestDatabase;
let dataDir: string;
let operator: Actor;
let verifier: Actor;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-worker-"));
  const { regency } = await createTestOffice(database.db);
  operator = await person("operator", regency);
  verifier = await person("verifier", regency);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => endProgram(worker, "SIGKILL")));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function person(role: "operator" | "verifier", areaId: number): Promise<Actor> {
  const { id, username } = await createTestPerson(database.db, role, [areaId]);
  const area = { level: "regency" } as const;
  return { kind: "user", id, sessionId: id, username, name: username, role, area };
}

function startWorker(): ChildProcess {
  const worker = startProgram("lib/worker/main.ts", [], { database, dataDir });
  // Nobody reads its log; an unread pipe would fill up and stop it.
  worker.stdout?.resume();
  worker.stderr?.resume();
  workers.push(worker);
  return worker;
}

async function receiveList(name: string): Promise<string> {
  const path = join(dataDir, `${name}.csv`);
  await writeFile(path, `${LIST}\nD2;;;${name};ARJOSARI;BLIMBING;2\n`);
  const stored = await storeLocalFile(dataDir, path);
  if (!stored.ok) throw new Error(stored.problem.code);
  const received = await database.appDb.$transaction((tx) =>
    receiveImport(tx, operator, {
      kind: "dtks",
      name,
      asOf: "2024-12-31",
      files: [{ role: "dtks", name: `${name}.csv`, ...stored.value }],
    }),
  );
  if (!received.ok) throw new Error(received.problem.code);
  return received.value.runId;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const start = Date.now();
  while (!(await holds())) {
    if (Date.now() - start > PATIENCE_MS) throw new Error(`Waited in vain until ${what}`);
    await sleep(POLL_MS);
  }
}

function untilState(runId: string, state: ImportState): Promise<void> {
  return until(`the run is ${state}`, async () => {
    const run = await database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
    return run.state === state;
  });
}

/** Holds up a check after it has begun: it has to read the areas. Returns what lets it go on. */
async function holdUpChecks(): Promise<() => Promise<void>> {
  const connection = await database.pool.connect();
  await connection.query("BEGIN");
  await connection.query("LOCK TABLE area IN ACCESS EXCLUSIVE MODE");
  return async () => {
    await connection.query("ROLLBACK");
    connection.release();
  };
}

async function stepsOf(runId: string): Promise<string[]> {
  const events = await database.db.importEvent.findMany({
    where: { runId },
    orderBy: { id: "asc" },
  });
  return events.map(({ action }) => action);
}

test("a list is checked, published and, another one, cleared away", async () => {
  startWorker();
  const runId = await receiveList("terbit");
  const other = await receiveList("batal");
  await untilState(runId, "ready");
  await untilState(other, "ready");

  await database.appDb.$transaction((tx) => requestPublish(tx, verifier, { runId, version: 3 }));
  await database.appDb.$transaction((tx) =>
    discardImport(tx, operator, { runId: other, version: 3 }),
  );
  await untilState(runId, "published");
  await until("the other list is gone", async () => {
    return (await database.db.dtksList.count({ where: { runId: other } })) === 0;
  });

  expect(await stepsOf(runId)).toEqual([
    "receive",
    "start_check",
    "finish_check",
    "publish",
    "finish_publish",
  ]);
  expect(await database.db.dtksList.findUnique({ where: { runId } })).toMatchObject({
    appliedAt: expect.any(Date),
  });
});

test("a worker asked to stop gives its import back, and the next one finishes it", async () => {
  const letGo = await holdUpChecks();
  const first = startWorker();
  const runId = await receiveList("berhenti");
  await untilState(runId, "checking");

  expect(await endProgram(first, "SIGTERM")).toBe(0);
  await letGo();
  startWorker();
  await untilState(runId, "ready");

  expect(await stepsOf(runId)).toEqual(["receive", "start_check", "finish_check"]);
  expect(await database.db.dtksRow.count({ where: { list: { runId } } })).toBe(3);
});

test("a check that an operator stops ends at once, leaves nothing, and the next import has its turn", async () => {
  const letGo = await holdUpChecks();
  startWorker();
  const runId = await receiveList("keliru");
  await until("half a list is there", async () => {
    return (await database.db.dtksList.count({ where: { runId } })) === 1;
  });
  const next = await receiveList("berikutnya");
  expect(await findImportProgress(database.appDb, operator, next)).toMatchObject({
    state: "received",
    waitingFor: "keliru",
  });
  const step = { runId, version: 2, reason: "Kolomnya keliru" };

  const stopped = await database.appDb.$transaction((tx) => discardImport(tx, operator, step));

  expect(stopped).toEqual({ ok: true, value: { state: "discarded" } });
  // The areas are still locked: only because its statement was cancelled the next has its turn.
  await untilState(next, "checking");
  await letGo();
  await untilState(next, "ready");
  await until("the list is gone", async () => {
    return (await database.db.dtksList.count({ where: { runId } })) === 0;
  });
  expect(await stepsOf(runId)).toEqual(["receive", "start_check", "discard"]);
});

test("an import whose worker is killed is begun again from the stored file", async () => {
  const letGo = await holdUpChecks();
  const first = startWorker();
  const runId = await receiveList("mati");
  await until("half a list is there", async () => {
    return (await database.db.dtksList.count({ where: { runId } })) === 1;
  });

  await endProgram(first, "SIGKILL");
  await letGo();
  // The queue gives a silent worker half a minute; here it has been silent for longer.
  await database.pool.query(
    `UPDATE ${jobsSchemaOf(database.schema)}.job SET heartbeat_on = heartbeat_on - interval '1 minute'
      WHERE state = 'active'`,
  );
  startWorker();
  await untilState(runId, "ready");

  expect(await stepsOf(runId)).toEqual(["receive", "start_check", "finish_check"]);
  expect(await database.db.dtksList.count({ where: { runId } })).toBe(1);
  expect(await database.db.dtksRow.count({ where: { list: { runId } } })).toBe(3);
});

test("an office of before learns how its jobs are tried now", async () => {
  const queue = `${jobsSchemaOf(database.schema)}.queue`;
  const howTried = async () => {
    const { rows } = await database.pool.query(
      `SELECT heartbeat_seconds, retry_limit FROM ${queue} WHERE name = $1`,
      [IMPORT_DEAD_QUEUE],
    );
    return rows;
  };
  const now = await howTried();
  expect(now).toMatchObject([{ heartbeat_seconds: 30 }]);
  await database.pool.query(
    `UPDATE ${queue} SET heartbeat_seconds = NULL, retry_limit = 2 WHERE name = $1`,
    [IMPORT_DEAD_QUEUE],
  );

  await installJobs(database);

  expect(await howTried()).toEqual(now);
});
