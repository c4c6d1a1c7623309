import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { RunWithFiles } from "@/lib/import/check-run";
import { checkDtsen } from "@/lib/import/dtsen/check-dtsen";
import { publishRelease } from "@/lib/import/dtsen/publish-release";
import { dropReleaseDraft } from "@/lib/import/dtsen/release-draft";
import { withImportLock } from "@/lib/import/import-lock";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createOffice } from "@/lib/office/create-office";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  family,
  member,
  nik,
  nomorKk,
  openTestContext,
  progressOf,
  type ReleaseFiles,
  receiveRelease,
} from "../support/dtsen-files";

interface Office {
  readonly database: TestDatabase;
  readonly ctx: WorkContext & { close(): Promise<void> };
}

const FAMILIES = 2000;
/** As parts of the time that the import takes when nobody disturbs it. */
const MOMENTS = [0.4, 0.55, 0.65, 0.75, 0.85, 0.95];
const PATIENCE_MS = 60_000;

/** What is in force before and after the import, and how long it takes when nobody disturbs it. */
let calm: { readonly before: string; readonly after: string; readonly ms: number };
const offices: Office[] = [];

beforeAll(async () => {
  const office = await openOffice();
  const before = await publishedContent(office);
  const run = await receiveRelease(office.ctx, "v2", "2026-10-20", secondRelease());
  const start = performance.now();
  await once(startProcess(office, run.id), "exit");
  const ms = performance.now() - start;
  calm = { before, after: await publishedContent(office), ms };
}, 120_000);

afterAll(async () => {
  for (const { ctx, database } of offices) {
    await ctx.close();
    await database.drop();
  }
});

test("an import that is killed at any moment leaves what was, and ends as if it had not been", async () => {
  const office = await openOffice();
  const run = await receiveRelease(office.ctx, "v2", "2026-10-20", secondRelease());
  for (const moment of MOMENTS) {
    const process = startProcess(office, run.id);
    const exited = once(process, "exit");
    await sleep(calm.ms * moment);
    process.kill("SIGKILL");
    await exited;
    // Either nothing is in force yet, or everything is.
    expect([calm.before, calm.after]).toContain(await publishedContent(office));
  }
  await finishImport(office, run);

  expect(calm.after).not.toBe(calm.before);
  expect(await publishedContent(office)).toBe(calm.after);
  expect(await strayTables(office)).toEqual([]);
}, 180_000);

test("a publication that is killed half way shows nothing, and what it still does is ended first", async () => {
  const office = await openOffice();
  const run = await receiveRelease(office.ctx, "v2", "2026-10-20", secondRelease());
  await askNobodyWhetherTheyLive(office);
  const letGo = await holdUpPublication(office);
  const process = startProcess(office, run.id);
  const exited = once(process, "exit");
  await vi.waitFor(async () => expect(await heldUpStatements(office)).toBe(1), PATIENCE_MS);
  expect(await publishedContent(office)).toBe(calm.before);

  process.kill("SIGKILL");
  await exited;
  expect(await heldUpStatements(office)).toBe(1);
  expect(await withImportLock(office.ctx, () => heldUpStatements(office))).toBe(0);
  await letGo();
  expect(await publishedContent(office)).toBe(calm.before);

  await finishImport(office, run);
  expect(await publishedContent(office)).toBe(calm.after);
  expect(await strayTables(office)).toEqual([]);
}, 120_000);

async function openOffice(): Promise<Office> {
  const database = await createTestDatabase();
  const ctx = await openTestContext(database);
  await createOffice(database.db, { kind: "real", regencyCode: "35.73" });
  const run = await receiveRelease(ctx, "v1", "2026-07-20", firstRelease());
  await checkDtsen(ctx, run, progressOf(ctx, run));
  await publishRelease(ctx, run);
  const office = { database, ctx };
  offices.push(office);
  return office;
}

/** What the next worker does, whatever the one before it left. */
function finishImport({ ctx, database }: Office, run: RunWithFiles): Promise<void> {
  return withImportLock(ctx, async (held) => {
    await dropReleaseDraft(held, run.id);
    const release = await database.db.release.findUnique({ where: { runId: run.id } });
    if (release === null) await checkDtsen(held, run, progressOf(held, run));
    await publishRelease(held, run);
  });
}

/** A statement then outlives its process for as long as it takes, as on a server of the site's own. */
async function askNobodyWhetherTheyLive({ database }: Office): Promise<void> {
  const name = escapeIdentifier(new URL(database.url).pathname.slice(1));
  await database.pool.query(`ALTER DATABASE ${name} SET client_connection_check_interval = 0`);
}

/** Makes a publication wait at its last rows, when all others are written. Returns what lets it go on. */
async function holdUpPublication({ database }: Office): Promise<() => Promise<void>> {
  const connection = await database.pool.connect();
  onTestFinished(() => connection.release(true));
  await connection.query("BEGIN");
  await connection.query("LOCK TABLE desil_change IN SHARE MODE");
  return async () => {
    await connection.query("ROLLBACK");
  };
}

async function heldUpStatements({ database }: Office): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`
    SELECT count(*)::int AS count
      FROM pg_locks
     WHERE relation = 'desil_change'::regclass AND NOT granted`);
  return rows[0]?.count ?? 0;
}

function firstRelease(): ReleaseFiles {
  const numbers = Array.from({ length: FAMILIES }, (_, index) => index);
  return {
    families: numbers.map((number) => family(nomorKk(number))),
    members: numbers.flatMap((number) => [
      member(nomorKk(number), nik(number + 1)),
      member(nomorKk(number), "", { nama: `ANAK ${number}`, status_hubungan_keluarga: "3" }),
    ]),
  };
}

/** Some families under a new number, some gone, some new, some NIK twice. */
function secondRelease(): ReleaseFiles {
  const numbers = Array.from({ length: FAMILIES }, (_, index) => index + 50);
  const kkOf = (number: number) => nomorKk(number % 97 === 0 ? number + 5000 : number);
  return {
    families: numbers.map((number) => family(kkOf(number), { desil_nasional: `${number % 11}` })),
    members: numbers.flatMap((number) => [
      member(kkOf(number), nik(number % 89 === 0 ? number : number + 1)),
      member(kkOf(number), "", { nama: `ANAK ${number}`, status_hubungan_keluarga: "3" }),
    ]),
  };
}

function startProcess({ database, ctx }: Office, runId: string): ChildProcess {
  const script = fileURLToPath(new URL("../support/import-dtsen-process.ts", import.meta.url));
  return spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      script,
      database.url,
      database.schema,
      ctx.dataDir,
      runId,
    ],
    { stdio: "ignore" },
  );
}

/**
 * A digest of everything in force: each row of the published release and of the desil history. Ids
 * of families and people who are new in it differ between attempts and count as "new".
 */
async function publishedContent({ database }: Office): Promise<string> {
  const { rows } = await database.pool.query<{ content: string }>(`
    WITH current AS (SELECT id FROM release WHERE status = 'published'),
    first AS (SELECT min(id) AS id FROM release),
    family AS (
      SELECT to_jsonb(household_release)
             - 'release_id' - 'source_area_id' - 'household_id'
             || jsonb_build_object('household', CASE WHEN household.first_release_id = first.id
                                                     THEN household.id::text ELSE 'new' END) AS row
        FROM current, first, household_release
   LEFT JOIN household ON household.id = household_release.household_id
       WHERE household_release.release_id = current.id
    ), person AS (
      SELECT to_jsonb(individual_release)
             - 'release_id' - 'source_area_id' - 'household_id' - 'individual_id'
             || jsonb_build_object(
                  'individual', CASE WHEN individual.first_release_id = first.id
                                     THEN individual.id::text ELSE 'new' END,
                  'nik of individual', individual.nik,
                  'family', (SELECT household_release.nomor_kk
                               FROM household_release
                              WHERE household_release.release_id = current.id
                                AND household_release.household_id
                                  = individual_release.household_id)) AS row
        FROM current, first, individual_release
   LEFT JOIN individual ON individual.id = individual_release.individual_id
       WHERE individual_release.release_id = current.id
    ), number AS (
      SELECT to_jsonb(household_kk)
             - 'first_seen_at' - 'household_id' - 'release_id'
             || jsonb_build_object('given by it', household_kk.release_id = current.id) AS row
        FROM current
        JOIN household_release ON household_release.release_id = current.id
        JOIN household_kk USING (household_id)
    ), desil AS (
      SELECT to_jsonb(desil_change) - 'release_id' - 'household_id' AS row
        FROM current
        JOIN desil_change ON desil_change.release_id = current.id
    )
    SELECT md5(string_agg(row::text, ' ' ORDER BY row::text)) AS content
      FROM (SELECT row FROM family
             UNION ALL
            SELECT row FROM person
             UNION ALL
            SELECT row FROM number
             UNION ALL
            SELECT row FROM desil) AS everything`);
  return rows[0]?.content ?? "";
}

/** Tables of releases that do not exist, or that are attached to nothing. */
async function strayTables({ database }: Office): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(`
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
  return rows.map(({ name }) => name);
}
