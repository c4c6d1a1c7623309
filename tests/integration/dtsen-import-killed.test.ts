import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTransaction } from "@/lib/actions/run-action";
import type { UserActor } from "@/lib/auth/types";
import { checkRun } from "@/lib/import/check-run";
import { requestWithdrawal } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { repairRows } from "@/lib/import/repair/repair-rows";
import { family, nomorKk, receiveRelease } from "../support/dtsen-files";
import {
  type CalmCourse,
  exitOf,
  type InterruptedOffice,
  prepareOffices,
  secondRelease,
  startWork,
  takeCalmCourse,
} from "../support/interrupted-office";
import {
  expectNothingLeft,
  killAt,
  lockTable,
  momentsOf,
  waitingFor,
} from "../support/kill-imports";
import { createTestPerson } from "../support/people";
import { publishedContent } from "../support/published-content";
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

let offices: Awaited<ReturnType<typeof prepareOffices>>;
let calm: CalmCourse;

beforeAll(async () => {
  offices = await prepareOffices();
  const office = await offices.open();
  calm = await takeCalmCourse(office, (await receiveSecond(office)).id);
});
afterAll(() => offices.drop());

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
      const office = await offices.open();
      const run = await receiveSecond(office);
      await killAt(office, run.id, momentsOf(seed, [...STAGES, "reading_members"]), calm, seed);
      await workOnRun(office.ctx, run.id);

      expect(await publishedContent(office.database.pool)).toEqual(calm.after);
      await expectNothingLeft(office, run.id, "published");
    },
  );

  test("half way through its publication shows nothing, and what it still does is ended first", async () => {
    const office = await offices.open();
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

test("a withdrawal that is killed has not been, and the next one is whole", async () => {
  const undisturbed = await offices.open();
  const course = await takeCalmCourse(undisturbed, await askedForWithdrawal(undisturbed));
  expect(course.after).not.toEqual(course.before);

  const office = await offices.open();
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
  const office = await offices.open();
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

function receiveSecond({ ctx }: InterruptedOffice) {
  return receiveRelease(ctx, "v2", "2026-10-20", secondRelease());
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

/** A statement then outlives its process for as long as it takes, as on a server of the site's own. */
async function askNobodyWhetherTheyLive({ database }: InterruptedOffice): Promise<void> {
  const name = escapeIdentifier(new URL(database.url).pathname.slice(1));
  await database.pool.query(`ALTER DATABASE ${name} SET client_connection_check_interval = 0`);
}

/** Makes a publication wait at its last rows, when all others are written. Returns what lets it go on. */
function holdUpPublication(office: InterruptedOffice): Promise<() => Promise<void>> {
  return lockTable(office, "desil_change");
}

function heldUpStatements(office: InterruptedOffice): Promise<number> {
  return waitingFor(office, "desil_change");
}
