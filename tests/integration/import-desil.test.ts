import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { listUnmatchedDesil } from "@/lib/import/desil/list-unmatched-desil";
import type { WorkContext } from "@/lib/jobs/work-context";
import { listHouseholdDesil } from "@/lib/registry/household-history";
import { linkLists } from "@/lib/registry/link-lists";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member, type Registry } from "../support/registry";

/** Made-up numbers: the prefix 10 belongs to no province. */
const KK = {
  ranked: "1073010101100001",
  unranked: "1073010101100002",
  outside: "1073010101100003",
  later: "1073010101100004",
} as const;
const NIK = { ranked: "1073011705500001", unranked: "1073015705520002" } as const;
const INTAKE = { kind: "desil", name: "Jawaban Pusdatin", asOf: "2026-11-01" } as const;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-desil-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  await registry.applyDtks({
    families: [
      { nomorKk: KK.outside, villageId: areas.villageA1, desil: 2, members: [member({})] },
    ],
  });
  await publishRelease("v3 2026", "2026-10-20");
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function publishRelease(name: string, asOf: string, ...more: ReturnType<typeof family>[]) {
  const of = (nomorKk: string, nik: string, desil: number | null) =>
    family({ nomorKk, villageId: areas.villageA1, desil, members: [member({ nik })] });
  const families = [of(KK.ranked, NIK.ranked, 6), of(KK.unranked, NIK.unranked, null), ...more];
  return registry.publishRelease({ name, asOf, families });
}

let files = 0;

async function fileOf(...lines: readonly string[]) {
  files += 1;
  const path = join(dataDir, `desil-${files}.csv`);
  await writeFile(path, [...lines, ""].join("\n"));
  return { desil: path };
}

async function desilOf(nomorKk: string) {
  const entries = await listHouseholdDesil(database.db, await registry.householdId(nomorKk));
  return entries.map(({ source, name, nasional }) => [source, name, nasional]);
}

describe("a list of desil", () => {
  test("is compared with the release line by line before it is published", async () => {
    const list = await fileOf(
      "Nomor KK;Desil;NIK;Nama",
      `${KK.ranked};6;${NIK.ranked};SUPARMAN`,
      `${KK.ranked};DESIL 3;;SUPARMAN`,
      `;4;${NIK.unranked};SITI AMINAH`,
      `${KK.outside};2;;WAGIMAN`,
      `${KK.later};1;;TUGIMIN`,
      `${KK.ranked};-;;SUPARMAN`,
      ";5;;",
      ";5;;TANPA NOMOR",
      "JUMLAH;6;;",
    );

    const { id, summary } = await checkFiles(ctx, INTAKE, list);

    expect(summary).toMatchObject({
      kind: "desil",
      rows: 7,
      totalsSkipped: 1,
      lines: { same: 1, different: 1, unranked: 1, outside: 1, unmatched: 2, withoutDesil: 1 },
    });
    const found = summary?.problems.map(({ severity, code, count }) => [severity, code, count]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["rejected", "nobody", 1],
        ["warning", "desil_empty", 1],
        ["warning", "kk_empty", 1],
        ["warning", "desil_differs", 3],
      ]),
    );
    expect(summary?.problems).toContainEqual(
      expect.objectContaining({ code: "nik_empty", count: 1 }),
    );
    expect(await desilOf(KK.ranked)).toEqual([["release", "v3 2026", 6]]);
    expect(await database.db.desilRow.count({ where: { list: { runId: id } } })).toBe(7);
  });

  test("without NIK does not call every NIK empty, and needs a day", async () => {
    const list = await fileOf("No KK,Desil", `${KK.ranked},6`);

    const { summary } = await checkFiles(ctx, INTAKE, list);

    expect(summary?.problems).toEqual([]);
    await expect(checkFiles(ctx, { kind: "desil", name: "Tanpa tanggal" }, list)).rejects.toThrow(
      "as_of_missing",
    );
  });

  test("stands in the family's file beside the releases, in the order of days, and changes none", async () => {
    const list = await fileOf(
      "Nomor KK;Desil;NIK",
      `${KK.ranked};3;`,
      `;4;${NIK.unranked}`,
      `${KK.outside};2;`,
      `${KK.later};1;`,
    );
    await detectCases(database, { day: new Date() });
    const said = () =>
      Promise.all([
        database.db.errorCase.findMany({ orderBy: { id: "asc" } }),
        database.db.householdRelease.findMany({ orderBy: { lineNo: "asc" } }),
        database.db.household.count(),
      ]);
    const saidBefore = await said();

    const { id } = await publishFiles(ctx, INTAKE, list);

    expect(await desilOf(KK.ranked)).toEqual([
      ["release", "v3 2026", 6],
      ["list", "Jawaban Pusdatin", 3],
    ]);
    expect(await desilOf(KK.unranked)).toEqual([
      ["release", "v3 2026", null],
      ["list", "Jawaban Pusdatin", 4],
    ]);
    expect(await desilOf(KK.outside)).toContainEqual(["list", "Jawaban Pusdatin", 2]);
    expect(saidBefore[0].map(({ kind }) => kind)).toContain("unranked");
    expect(await said()).toEqual(saidBefore);

    const versions = () =>
      database.db.$queryRaw`SELECT list_id, line_no, xmin::text FROM desil_row ORDER BY 1, 2`;
    const before = await versions();
    await linkLists(database.db);
    expect(await versions()).toEqual(before);

    const run = await database.db.importRun.findUniqueOrThrow({
      where: { id },
      select: { desilList: { select: { id: true } } },
    });
    const listId = run.desilList?.id ?? 0;
    const unmatched = (actor: Parameters<typeof listUnmatchedDesil>[1]) =>
      listUnmatchedDesil(database.appDb, actor, listId);
    expect(await unmatched(actorOf("operator", { level: "regency" }))).toEqual({
      rows: [
        {
          lineNo: 5,
          name: "",
          nik: null,
          nomorKk: KK.later.slice(-4),
          desil: 1,
          reason: "new_household",
        },
      ],
      next: null,
    });
    const ofVillage = actorOf("operator", { level: "villages", villageIds: [areas.villageA1] });
    expect((await unmatched(ofVillage)).rows).toEqual([]);
  });

  test("a family that a later release brings gets the desil that waited for it", async () => {
    await publishRelease(
      "v4 2026",
      "2026-11-20",
      family({ nomorKk: KK.later, villageId: areas.villageA1, desil: 2, members: [member({})] }),
    );

    expect(await desilOf(KK.later)).toEqual([
      ["list", "Jawaban Pusdatin", 1],
      ["release", "v4 2026", 2],
    ]);
  });
});
