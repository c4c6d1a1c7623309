import { setTimeout as sleep } from "node:timers/promises";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { inTransaction } from "@/lib/actions/run-action";
import type { UserActor } from "@/lib/auth/types";
import { checkRun } from "@/lib/import/check-run";
import { requestWithdrawal } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { repairRows } from "@/lib/import/repair/repair-rows";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { family, nomorKk, receiveRelease } from "../support/dtsen-files";
import {
  type CalmCourse,
  exitOf,
  type InterruptedOffice,
  layInterruptedOffice,
  listenToStages,
  openInterruptedOffice,
  receiveRecipients,
  secondRelease,
  startWork,
  takeCalmCourse,
} from "../support/interrupted-office";
import { createTestPerson } from "../support/people";
import { publishedContent } from "../support/published-content";
import { randomOf } from "../support/random-office";
import { workOnRun } from "../support/work-on-run";

const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const STAGES = [
  "preparing",
  "reading_families",
  "reading_members",
  "indexing",
  "matching",
  "comparing",
  "publishing",
  "linking",
  "detecting",
] as const;

interface Moment {
  readonly stage: string;
  /** How much of the time that the stage takes when nobody disturbs it. */
  readonly part: number;
}

let template: TestDatabase;
let calm: CalmCourse;
const offices: (InterruptedOffice & { readonly database: TestDatabase })[] = [];

beforeAll(async () => {
  template = await createTestDatabase();
  await layInterruptedOffice(template);
  await template.disconnect();
  const office = await openOffice();
  calm = await takeCalmCourse(office, (await receiveSecond(office)).id);
});

afterAll(async () => {
  for (const { ctx, database } of offices) {
    await ctx.close();
    await database.drop();
  }
  await template.drop();
});

describe("a release whose import is killed", () => {
  test("differs from the one before in every table of the registry", () => {
    const changed = Object.keys(calm.after).filter(
      (table) => calm.after[table] !== calm.before[table],
    );
    expect(changed).toEqual(
      expect.arrayContaining([
        "desil_change",
        "error_case",
        "household",
        "household_kk",
        "household_release",
        "individual",
        "individual_release",
        "participation",
        "recipient_row",
        "release",
        "rollup_desil",
        "rollup_movement",
      ]),
    );
  });

  test.each([20261, 20262])(
    "in each of its stages leaves what was or what should be, and ends as if it had not been (seed %i)",
    async (seed) => {
      const office = await openOffice();
      const run = await receiveSecond(office);
      await killAt(office, run.id, momentsOf(seed, [...STAGES, "reading_members"]), calm, seed);
      await workOnRun(office.ctx, run.id);

      expect(await publishedContent(office.database.pool)).toEqual(calm.after);
      await expectNothingLeft(office, run.id, "published");
    },
  );

  test("half way through its publication shows nothing, and what it still does is ended first", async () => {
    const office = await openOffice();
    const { pool } = office.database;
    const run = await receiveSecond(office);
    await askNobodyWhetherTheyLive(office);
    const letGo = await holdUpPublication(office);
    const process = startWork(office, run.id);
    await vi.waitFor(async () => expect(await heldUpStatements(office)).toBe(1), PATIENCE_MS);
    expect(await publishedContent(pool)).toEqual(calm.before);

    process.kill("SIGKILL");
    await exitOf(process);
    expect(await heldUpStatements(office)).toBe(1);
    expect(await withImportLock(office.ctx, () => heldUpStatements(office))).toBe(0);
    await letGo();
    expect(await publishedContent(pool)).toEqual(calm.before);

    await workOnRun(office.ctx, run.id);
    expect(await publishedContent(pool)).toEqual(calm.after);
    await expectNothingLeft(office, run.id, "published");
  });
});

test("a list of recipients whose import is killed ends as if it had not been", async () => {
  const undisturbed = await openOffice();
  const course = await takeCalmCourse(undisturbed, await receiveList(undisturbed));
  expect(course.after).not.toEqual(course.before);

  const office = await openOffice();
  const runId = await receiveList(office);
  const stages = ["reading_rows", "comparing", "publishing", "linking", "detecting"];
  await killAt(office, runId, momentsOf(20263, stages), course, 20263);
  await workOnRun(office.ctx, runId);

  expect(await publishedContent(office.database.pool)).toEqual(course.after);
  await expectNothingLeft(office, runId, "published");
});

test("a withdrawal that is killed has not been, and the next one is whole", async () => {
  const undisturbed = await openOffice();
  const course = await takeCalmCourse(undisturbed, await askedForWithdrawal(undisturbed));
  expect(course.after).not.toEqual(course.before);

  const office = await openOffice();
  const runId = await askedForWithdrawal(office);
  expect(await publishedContent(office.database.pool)).toEqual(course.before);
  await killAt(
    office,
    runId,
    momentsOf(20264, ["withdrawing", "linking", "detecting"]),
    course,
    20264,
  );
  await workOnRun(office.ctx, runId);

  expect(await publishedContent(office.database.pool)).toEqual(course.after);
  await expectNothingLeft(office, runId, "withdrawn");
});

test("a release that was repaired keeps its repairs however often its check is killed", async () => {
  const office = await openOffice();
  const files = secondRelease();
  const [first, ...others] = files.families;
  const damaged = { ...files, families: [family("", { desil_nasional: "6" }), ...others] };
  expect(first).toMatchObject({ nomor_kartu_keluarga: nomorKk(50), desil_nasional: "6" });
  const run = await receiveRelease(office.ctx, "v2", "2026-10-20", damaged);
  await checkRun(office.ctx, run.id);
  await repair(office, run.id);

  const stages = ["reading_families", "reading_members", "matching", "publishing"];
  await killAt(office, run.id, momentsOf(20265, stages), calm, 20265);
  await workOnRun(office.ctx, run.id);

  expect(await publishedContent(office.database.pool)).toEqual(calm.after);
  await expectNothingLeft(office, run.id, "published");
});

async function openOffice() {
  const database = await createTestDatabase(template.name);
  const office = { ...(await openInterruptedOffice(database)), database };
  offices.push(office);
  return office;
}

function receiveSecond({ ctx }: InterruptedOffice) {
  return receiveRelease(ctx, "v2", "2026-10-20", secondRelease());
}

function receiveList({ ctx }: InterruptedOffice): Promise<string> {
  return receiveRecipients(ctx, "Tahap 4", 3);
}

/** A moment in each of these stages, in their order: what is done stays done. */
function momentsOf(seed: number, stages: readonly string[]): Moment[] {
  const random = randomOf(seed);
  return [...stages]
    .toSorted((a, b) => stages.indexOf(a) - stages.indexOf(b))
    .map((stage) => ({ stage, part: random.upTo(90) / 100 }));
}

/** Has a run worked on and kills who does, moment after moment; each time what is in force is whole. */
async function killAt(
  office: InterruptedOffice,
  runId: string,
  moments: readonly Moment[],
  { states, stageMs }: CalmCourse,
  seed: number,
): Promise<void> {
  const { url, pool, db } = office.database;
  for (const { stage, part } of moments) {
    const stages = await listenToStages(url);
    const began = stages.began(stage);
    const process = startWork(office, runId);
    const ended = exitOf(process);
    await Promise.race([began, ended]);
    const letGo = await holdUpSteps(office);
    await sleep((stageMs.get(stage) ?? 0) * part);
    process.kill("SIGKILL");
    await ended;
    await letGo();
    await stages.close();

    const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    const moment = `seed ${seed}, killed ${Math.round(part * 100)}% into ${stage}; the run is ${run.state}, its stage ${run.stage}, row ${run.rowsDone}`;
    expect(process.signalCode, moment).toBe("SIGKILL");
    expect(states, moment).toContainEqual(await publishedContent(pool));
  }
}

/** A run cannot come to the end of its check or of its publication before it is killed. */
function holdUpSteps(office: InterruptedOffice): Promise<() => Promise<void>> {
  return lockTable(office, "import_event");
}

async function askedForWithdrawal(office: InterruptedOffice): Promise<string> {
  const run = await receiveSecond(office);
  await workOnRun(office.ctx, run.id);
  const { db } = office.database;
  const { version } = await db.importRun.findUniqueOrThrow({ where: { id: run.id } });
  const asked = await db.$transaction((tx) =>
    requestWithdrawal(
      tx,
      { kind: "command_line" },
      { runId: run.id, version, reason: "Berkas ini milik kabupaten lain" },
    ),
  );
  expect(asked).toEqual({ ok: true, value: { state: "withdrawing" } });
  return run.id;
}

/** Writes the number into the first row of the families, which has none, as a person does in the grid. */
async function repair({ database: { db } }: InterruptedOffice, runId: string): Promise<void> {
  const regency = await db.area.findFirstOrThrow({ where: { level: "regency" } });
  const { id, username } = await createTestPerson(db, "operator", [regency.id]);
  const operator: UserActor = {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: username,
    role: "operator",
    area: { level: "regency" },
  };
  const run = await db.importRun.findUniqueOrThrow({
    where: { id: runId },
    include: { files: { where: { role: "family" } } },
  });
  const [file] = run.files;
  const position = file?.header.indexOf("nomor_kartu_keluarga") ?? -1;
  const repaired = await inTransaction(db, (tx) =>
    repairRows(tx, operator, {
      runId,
      version: run.version,
      fileId: file?.id ?? "",
      at: [{ lineNo: 2, position }],
      cell: [nomorKk(50)],
    }),
  );
  expect(repaired).toMatchObject({ ok: true, value: { state: "checking" } });
}

/** The run is at its end, and nothing of its attempts lies about: no draft, no table, no lock. */
async function expectNothingLeft(
  { database: { db, pool } }: InterruptedOffice,
  runId: string,
  state: "published" | "withdrawn",
): Promise<void> {
  expect(await db.importRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
    state,
    failure: null,
    stage: null,
  });
  expect(await db.release.count({ where: { status: "draft" } })).toBe(0);
  const { rows: tables } = await pool.query(`
    SELECT relname AS name
      FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace
       AND relkind = 'r'
       AND relname ~ '_release_[0-9]+$'
       AND NOT EXISTS (
             SELECT FROM pg_inherits
               JOIN release ON pg_class.relname ~ ('_' || release.id || '$')
              WHERE pg_inherits.inhrelid = pg_class.oid
           )`);
  expect(tables).toEqual([]);
  const { rows: locks } = await pool.query(
    `SELECT * FROM pg_locks
      WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(locks).toEqual([]);
}

/** A statement then outlives its process for as long as it takes, as on a server of the site's own. */
async function askNobodyWhetherTheyLive({ database }: InterruptedOffice): Promise<void> {
  const name = escapeIdentifier(new URL(database.url).pathname.slice(1));
  await database.pool.query(`ALTER DATABASE ${name} SET client_connection_check_interval = 0`);
}

/** Makes a publication wait at its last rows, when all others are written. Returns what lets it go on. */
function holdUpPublication(office: InterruptedOffice): Promise<() => Promise<void>> {
  return lockTable(office, "desil_change");
}

/** Keeps everybody else from writing into a table. */
async function lockTable({ database }: InterruptedOffice, table: string) {
  const connection = await database.pool.connect();
  let held = true;
  const letGo = async () => {
    if (held) connection.release(true);
    held = false;
  };
  onTestFinished(letGo);
  await connection.query("BEGIN");
  await connection.query(`LOCK TABLE ${escapeIdentifier(table)} IN SHARE MODE`);
  return letGo;
}

async function heldUpStatements({ database }: InterruptedOffice): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`
    SELECT count(*)::int AS count
      FROM pg_locks
     WHERE relation = 'desil_change'::regclass AND NOT granted`);
  return rows[0]?.count ?? 0;
}
