import { setTimeout as sleep } from "node:timers/promises";
import { escapeIdentifier } from "pg";
import { expect, onTestFinished } from "vitest";
import {
  type CalmCourse,
  exitOf,
  type InterruptedOffice,
  listenToStages,
  startWork,
} from "./interrupted-office";
import { publishedContent } from "./published-content";
import { randomOf } from "./random-office";

interface Moment {
  readonly stage: string;
  /** How much of the time that the stage takes when nobody disturbs it. */
  readonly part: number;
}

/** A moment in each of these stages, in their order: what is done stays done. */
export function momentsOf(seed: number, stages: readonly string[]): Moment[] {
  const random = randomOf(seed);
  return [...stages]
    .toSorted((a, b) => stages.indexOf(a) - stages.indexOf(b))
    .map((stage) => ({ stage, part: random.upTo(90) / 100 }));
}

/** Has a run worked on and kills who does, moment after moment; each time what is in force is whole. */
export async function killAt(
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

/** Keeps everybody else from writing into a table. Returns what lets them go on. */
export async function lockTable(
  { database }: InterruptedOffice,
  table: string,
): Promise<() => Promise<void>> {
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

/** How many wait for a table that is locked. */
export async function waitingFor({ database }: InterruptedOffice, table: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_locks WHERE relation = $1::regclass AND NOT granted",
    [table],
  );
  return rows[0]?.count ?? 0;
}

/** The run is at its end, and nothing of its attempts lies about. */
export async function expectNothingLeft(
  office: InterruptedOffice,
  runId: string,
  state: "published" | "withdrawn",
): Promise<void> {
  const run = await office.database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
  expect(run).toMatchObject({ state, failure: null, stage: null });
  await expectNoLeftovers(office);
}

/** No draft, no table, no list that is not in force, and no lock. */
export async function expectNoLeftovers({
  database: { db, pool },
}: Pick<InterruptedOffice, "database">): Promise<void> {
  expect(await db.release.count({ where: { status: "draft" } })).toBe(0);
  expect(await db.recipientList.count({ where: { appliedAt: null } })).toBe(0);
  expect(await db.desilList.count({ where: { appliedAt: null } })).toBe(0);
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
