import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { family, familyFile, member, memberFile, nik, nomorKk } from "../support/dtsen-files";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice } from "../support/people";

const FAMILIES = 40;
/** How many of them the second release moves over the limit of their program. */
const CHANGED = 7;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-changes-"));
});
beforeEach(async () => {
  database = await createTestDatabase();
  ctx = workContext(database, dataDir);
  await createTestOffice(database.db);
  await publishFiles(ctx, { kind: "dtsen", name: "v1", asOf: "2026-07-20" }, await release(0));
  await publishFiles(
    ctx,
    { kind: "recipients", name: "PKH", programCode: "PKH" },
    await everybody(),
  );
  return () => database.drop();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const NUMBERS = Array.from({ length: FAMILIES }, (_, index) => index + 1);

/** All families at desil 4, the first few two steps above it. */
async function release(changed: number) {
  const paths = {
    family: join(dataDir, `f${changed}.csv`),
    member: join(dataDir, `m${changed}.csv`),
  };
  const files = {
    families: NUMBERS.map((number) =>
      family(nomorKk(number), { desil_nasional: number <= changed ? "6" : "4" }),
    ),
    members: NUMBERS.map((number) => member(nomorKk(number), nik(number))),
  };
  await writeFile(paths.family, familyFile(files));
  await writeFile(paths.member, memberFile(files));
  return paths;
}

async function everybody() {
  const path = join(dataDir, "pkh.csv");
  const rows = NUMBERS.map((number) => `${nik(number)},${nomorKk(number)},SLAMET`);
  await writeFile(path, ["NIK,NO KK,NAMA PENERIMA", ...rows, ""].join("\n"));
  return { recipients: path };
}

/** Rows of every history; the partition, which a release writes whole, is none. */
async function history() {
  const { db } = database;
  return {
    cases: await db.errorCase.count(),
    caseSteps: await db.caseEvent.count(),
    aidSteps: await db.participationEvent.count(),
    participations: await db.participation.count(),
    households: await db.household.count(),
    numbers: await db.householdKk.count(),
    individuals: await db.individual.count(),
    visitSteps: await db.groundcheckEvent.count(),
    proposalSteps: await db.proposalEvent.count(),
  };
}

function desilChanges(): Promise<number> {
  return database.db.desilChange.count({ where: { release: { status: "published" } } });
}

async function countedShifts(): Promise<number> {
  const counted = await database.db.rollupMovement.aggregate({
    where: { measure: "shifted", shift: { not: 0 }, release: { status: "published" } },
    _sum: { households: true },
  });
  return counted._sum.households ?? 0;
}

describe("only real changes become history", () => {
  test("a release with K changed families writes K desil changes, K cases and K steps", async () => {
    const before = await history();

    await publishFiles(
      ctx,
      { kind: "dtsen", name: "v2", asOf: "2026-10-20" },
      await release(CHANGED),
    );

    const after = await history();
    expect(await desilChanges()).toBe(CHANGED);
    expect(await countedShifts()).toBe(CHANGED);
    expect(after).toEqual({
      ...before,
      cases: before.cases + CHANGED,
      // One opened, and one aid held, for each changed family.
      caseSteps: before.caseSteps + CHANGED,
      aidSteps: before.aidSteps + CHANGED,
    });
  });

  test("the same files again are told as such, and double nothing", async () => {
    const before = await history();
    const again = { kind: "dtsen", name: "v1 lagi", asOf: "2026-07-20" } as const;
    await expect(checkFiles(ctx, again, await release(0))).rejects.toThrow("already_imported");

    const run = await publishFiles(
      ctx,
      { ...again, repeatReason: "Diminta diperiksa ulang" },
      await release(0),
    );

    expect(run.summary).toMatchObject({
      households: { total: FAMILIES, added: 0, gone: 0, unchanged: FAMILIES },
    });
    expect(await history()).toEqual(before);
    expect(await desilChanges()).toBe(0);
  });
});
