import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import { receiveRelease } from "../support/dtsen-files";
import { receiveList, writeList } from "../support/interrupted-lists";
import {
  type CalmCourse,
  type InterruptedOffice,
  listenToStages,
  prepareOffices,
  secondRelease,
  takeCalmCourse,
} from "../support/interrupted-office";
import { outputOf, startProgram } from "../support/program";
import { publishedContent } from "../support/published-content";
import { randomOf } from "../support/random-office";
import { workOnRun } from "../support/work-on-run";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const PATIENCE_MS = 60_000;
/** Holds up a check: it has to read the areas. */
const READING_AREAS = "LOCK TABLE area IN ACCESS EXCLUSIVE MODE";
const STAGE_4 = { name: "Tahap 4", from: 3 } as const;

/** Ends connections to the office: all of them, or the one that keeps other importers out. */
const CUT = {
  all: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  lock: `SELECT pg_terminate_backend(pid)
           FROM pg_locks
          WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
} as const;

let offices: Awaited<ReturnType<typeof prepareOffices>>;
let calm: CalmCourse;

beforeAll(async () => {
  offices = await prepareOffices();
  const office = await offices.open();
  calm = await takeCalmCourse(office, await receiveSecond(office));
});
afterAll(() => offices.drop());

test("a release whose connections are cut in any stage is left for another attempt, which ends it", async () => {
  const office = await offices.open();
  const runId = await receiveSecond(office);
  const stages = [
    "preparing",
    "reading_families",
    "reading_members",
    "indexing",
    "matching",
    "comparing",
    "publishing",
    "linking",
    "detecting",
  ];
  await cutIn(office, runId, stages, calm, 20266);
  await workOnRun(office.ctx, runId);

  expect(await publishedContent(office.database.pool)).toEqual(calm.after);
});

test("a list whose connections are cut in any stage is left for another attempt, which ends it", async () => {
  const undisturbed = await offices.open();
  const course = await takeCalmCourse(
    undisturbed,
    await receiveList(undisturbed.ctx, "recipients", STAGE_4),
  );

  const office = await offices.open();
  const runId = await receiveList(office.ctx, "recipients", STAGE_4);
  await cutIn(
    office,
    runId,
    ["reading_rows", "comparing", "publishing", "linking", "detecting"],
    course,
    20267,
  );
  await workOnRun(office.ctx, runId);

  expect(await publishedContent(office.database.pool)).toEqual(course.after);
});

/** What keeps an import from going on, and the statement of its that is then under way. */
// biome-ignore format: a table reads as a table
const HELD_UP = [
  ["LOCK TABLE individual IN SHARE MODE",     'COPY "individual_release%'],
  ["LOCK TABLE individual IN SHARE MODE",     'COPY "import_problem"%'],
  ["LOCK TABLE desil_change IN SHARE MODE",   "%desil_change%"],
  ["LOCK TABLE recipient_row IN SHARE MODE",  "%recipient_row%"],
  ["LOCK TABLE error_case IN SHARE MODE",     "%error_case%"],
] as const;

test("a release that loses one connection at work is left for another attempt, and its lock is free", async () => {
  const office = await offices.open();
  const { pool } = office.database;
  const runId = await receiveSecond(office);
  for (const [holdUp, statement] of HELD_UP) {
    const letGo = await hold(office, holdUp);
    const work = outcomeOf(workOnRun(office.ctx, runId));
    await vi.waitFor(
      async () => expect(await cutOneAt(office, statement), statement).toBe(1),
      PATIENCE_MS,
    );
    await letGo();

    expect(await work, statement).toBe("left for later");
    expect(calm.states, statement).toContainEqual(await publishedContent(pool));
  }
  await workOnRun(office.ctx, runId);
  expect(await publishedContent(pool)).toEqual(calm.after);
});

test.each(["reading_members", "publishing"])(
  "an importer that loses its lock while %s gives way to the next one, and nothing is done twice",
  async (stage) => {
    const office = await offices.open();
    const runId = await receiveSecond(office);
    const stages = await listenToStages(office.database.url);
    const began = stages.began(stage);
    const first = outcomeOf(workOnRun(office.ctx, runId));
    await began;
    await cut(office, "lock");
    const second = outcomeOf(workOnRun(office.ctx, runId));

    const outcomes = await Promise.all([first, second]);
    await stages.close();

    // Who came second may have been ended in turn only if it never began.
    expect(outcomes[1]).toBe("done");
    expect(["done", "left for later"]).toContain(outcomes[0]);
    expect(await publishedContent(office.database.pool)).toEqual(calm.after);
  },
);

test("a command whose connections are cut says so in a sentence, and works when it is given again", async () => {
  const office = await offices.open();
  const { database, ctx } = office;
  const path = await writeList(ctx, "recipients", STAGE_4);
  const command = () =>
    outputOf(
      startProgram("lib/cli/main.ts", ["import", path, "--program", "PKH", "--json"], {
        database,
        dataDir: ctx.dataDir,
      }),
    );
  const letGo = await hold(office, READING_AREAS);
  const stages = await listenToStages(database.url);
  const began = stages.began("preparing");
  const output = command();
  await began;
  await cut(office, "all");
  await letGo();

  const { exitCode, stderr } = await output;
  expect(stderr).toBe(
    "Tepat: Sambungan ke basis data terputus; jalankan perintah ini sekali lagi.\n",
  );
  expect(exitCode).toBe(3);
  const again = await command();
  expect(again).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(again.stdout)).toMatchObject({ state: "ready" });
  expect(await database.db.importRun.findFirst({ where: { state: "failed" } })).toMatchObject({
    failure: {
      code: "interrupted",
      sentence: "Pekerjaan terhenti sebelum selesai; jalankan sekali lagi.",
    },
  });
});

async function receiveSecond({ ctx }: InterruptedOffice): Promise<string> {
  return (await receiveRelease(ctx, "v2", "2026-10-20", secondRelease())).id;
}

/** Has a run worked on and cuts all connections, in one stage after the other. */
async function cutIn(
  office: InterruptedOffice,
  runId: string,
  stages: readonly string[],
  { states, stageMs }: CalmCourse,
  seed: number,
): Promise<void> {
  const { url, pool, db } = office.database;
  const answer = () => Promise.all([db.$queryRaw`SELECT 1`, pool.query("SELECT 1")]);
  const random = randomOf(seed);
  for (const stage of stages) {
    const part = random.upTo(90) / 100;
    const heard = await listenToStages(url);
    const began = heard.began(stage);
    const work = outcomeOf(workOnRun(office.ctx, runId));
    await Promise.race([began, work]);
    await sleep((stageMs.get(stage) ?? 0) * part);
    await cut(office, "all");
    const outcome = await work;

    // Connections that nobody used hear of their end by and by.
    await vi.waitFor(answer, { timeout: 10_000 });
    const { state, failure } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    const moment = `seed ${seed}, cut ${Math.round(part * 100)}% into ${stage}; the run is ${state}`;
    expect(failure, moment).toBeNull();
    expect(["done", "left for later"], moment).toContain(outcome);
    expect(states, moment).toContainEqual(await publishedContent(pool));
  }
}

async function cut({ database }: InterruptedOffice, which: keyof typeof CUT): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(CUT[which]);
  await client.end();
}

/** What came of work that may be cut off: everything else than a lost connection is an error. */
async function outcomeOf(work: Promise<void>): Promise<"done" | "left for later"> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (isTemporary(error)) return "left for later";
    throw error;
  }
}

/** Ends the one connection of the importer's work that this statement is under way on. */
async function cutOneAt({ database }: InterruptedOffice, statement: string): Promise<number> {
  const { rowCount } = await database.pool.query(
    `SELECT pg_terminate_backend(pid)
       FROM pg_locks
       JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND mode = 'ShareLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND state = 'active' AND query LIKE $1
      LIMIT 1`,
    [statement],
  );
  return rowCount ?? 0;
}

/** Does this in a transaction that stays open. Returns what undoes it. */
async function hold(
  { database }: InterruptedOffice,
  statement: string,
): Promise<() => Promise<void>> {
  const connection = await database.pool.connect();
  let held = true;
  const letGo = async () => {
    if (held) connection.release(true);
    held = false;
  };
  onTestFinished(letGo);
  await connection.query("BEGIN");
  await connection.query(statement);
  return letGo;
}
