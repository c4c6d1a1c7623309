import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMatchingExport } from "@/lib/export/lists/matching";
import { checkImportAgain, requestPublish } from "@/lib/import/commands";
import type { WorkContext } from "@/lib/jobs/work-context";
import { decideMatch, reopenMatch } from "@/lib/matching/commands";
import { compareList } from "@/lib/matching/compare-list";
import { findMatchingRow } from "@/lib/matching/find-matching-row";
import { listMatchingRows } from "@/lib/matching/list-matching-rows";
import { findMatching, listMatchings } from "@/lib/matching/list-matchings";
import { MatchingScore } from "@/lib/matching/schema";
import { findOffice } from "@/lib/office/queries";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member } from "../support/registry";

/** Made-up numbers: the prefix 10 belongs to no province. Born 17 May 1980, a man and a woman. */
const JUNAEDI = "1073011705800001";
const AMINAH = "1073015705820002";
const KK = "1073010101100001";

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-matching-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  await createRegistry(database.db, database.pool).publishRelease({
    name: "v3 2026",
    asOf: "2026-10-20",
    families: [
      family({
        nomorKk: KK,
        desil: 2,
        villageId: areas.villageB1,
        members: [
          member({ nik: JUNAEDI, name: "MUHAMMAD JUNAEDI", birthDate: "1980-05-17" }),
          member({ nik: AMINAH, name: "SITI AMINAH", birthDate: "1982-05-17" }),
        ],
      }),
      family({
        villageId: areas.villageA2,
        members: [member({ name: "SITI AMINAH", birthDate: "1990-01-02" })],
      }),
    ],
  });
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const operator = () => actorOf("operator", { level: "regency" });

const HEADER = "NO|NIK|NAMA|TGL LAHIR|JK|KELURAHAN|SEKOLAH";

async function compare(rows: readonly string[], header = HEADER) {
  const path = join(dataDir, "opd.csv");
  await writeFile(path, [header, ...rows, ""].join("\n"));
  const run = await checkFiles(ctx, { kind: "matching", name: "Beasiswa" }, { matching: path });
  const lines = await database.db.matchingRow.findMany({
    where: { list: { runId: run.id } },
    orderBy: { lineNo: "asc" },
    include: { candidates: { orderBy: [{ byNik: "desc" }, { score: "desc" }] } },
  });
  return { run, lines };
}

async function resultsOf(rows: readonly string[], header = HEADER) {
  const { lines } = await compare(rows, header);
  return lines.map(({ result, settledBy, candidates }) => [
    result,
    settledBy,
    candidates[0]?.differences ?? null,
  ]);
}

describe("names as they are compared", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["H. Moch. Djoenaedi, S.Pd",     "MUHAMAD JUNAEDI"],
    ["MUHAMMAD JUNAEDI",             "MUHAMAD JUNAEDI"],
    ["M. JUNAEDI",                   "MUHAMAD JUNAEDI"],
    ["MOH JUNAEDI S.E",              "MUHAMAD JUNAEDI"],
    ["Hj. Siti Mutmainnah Binti Ali", "SITI MUTMAINAH"],
    ["ST. AMINAH",                   "SITI AMINAH"],
    ["Ma'ruf Abd. Rahman",           "MARUF ABDUL RAHMAN"],
    ["Drs. Soeparman M.Si",          "SUPARMAN"],
    ["HADI",                         "HADI"],
    ["Bintang Hakim",                "BINTANG HAKIM"],
    ["",                             ""],
  ])("%s is %s", async (written, plain) => {
    const { rows } = await database.pool.query("SELECT plain_name($1) AS plain", [written]);

    expect(rows).toEqual([{ plain }]);
  });
});

describe("a row of another office's list", () => {
  test("is the person of its NIK, however the name is spelled, and says what differs", async () => {
    expect(
      await resultsOf([
        `1|${JUNAEDI}|Drs. H. Moh. Djunaedi, M.Pd|17/05/1980|L|KLOJEN|SMP 1`,
        `2|${AMINAH}|SITI AMINAH|18/05/1982|P|ARJOSARI|SMP 1`,
      ]),
    ).toEqual([
      ["matched", "nik", []],
      ["matched", "nik", ["birth_date", "area"]],
    ]);
  });

  test("is doubtful where its NIK belongs to somebody of another name", async () => {
    expect(await resultsOf([`1|${JUNAEDI}|BAMBANG SUTRISNO|||ARJOSARI|`])).toEqual([
      ["similar", null, ["name", "area"]],
    ]);
  });

  test("is doubtful where a digit of its NIK differs and everything else agrees", async () => {
    const { lines } = await compare([
      `1|${AMINAH.replace("0002", "0003")}|AMINAH SITI|17/05/1982|P|KLOJEN|`,
    ]);

    expect(lines[0]).toMatchObject({ result: "similar", settledBy: null });
    expect(lines[0]?.candidates).toMatchObject([{ score: 100, differences: ["nik"] }]);
  });

  test("without a NIK is settled by the rest only where all of it agrees with one person", async () => {
    expect(
      await resultsOf([
        "1||SITI AMINAH|17/05/1982||KLOJEN|",
        "2||SITI AMINAH|05/17/1982||ARJOSARI|",
        "3||SITI AMINAH|||KLOJEN|",
        "4||SITI AMINAH||||",
        "5||SITI AMINAH|02/01/1990||KLOJEN|",
      ]),
    ).toEqual([
      ["matched", "facts", []],
      ["similar", null, []],
      ["similar", null, []],
      ["unmatched", "too_little", null],
      ["similar", null, ["area"]],
    ]);
  });

  test("takes the birth date from its NIK where the list has none", async () => {
    const slip = AMINAH.replace("1073", "1074");

    const { lines } = await compare([`${slip}|SITI AMINNAH`], "NIK|NAMA");

    expect(lines[0]).toMatchObject({ result: "similar", tanggalLahir: null });
    expect(lines[0]?.candidates[0]).toMatchObject({ differences: ["nik"], compared: 80 });
  });

  test("is nobody of the registry where nothing agrees", async () => {
    expect(await resultsOf(["1|1073010101700009|SUKIRMAN|01/01/1970|L|ARJOSARI|"])).toEqual([
      ["unmatched", "nobody", null],
    ]);
  });

  test("is read by its No KK too", async () => {
    const { lines } = await compare([`${KK}||Siti Aminah`], "NO KK|NIK|NAMA");

    expect(lines[0]).toMatchObject({ result: "similar" });
    expect(lines[0]?.candidates).toMatchObject([{ score: 100, compared: 65, differences: [] }]);
  });

  test("is found in its kelurahan by words that begin alike, however they are spelt and turned round", async () => {
    expect(
      await resultsOf([
        "1||Djunaedi Mochamad|17/05/1981||KLOJEN|",
        "2||BUHAMAD JUNAEDI|||KLOJEN|",
        "3||BUHAMAD JUNAEDI|03/01/1955||KLOJEN|",
      ]),
    ).toEqual([
      ["similar", null, ["birth_date"]],
      ["similar", null, ["name"]],
      ["unmatched", "nobody", null],
    ]);
  });

  test("touches nothing of the registry", async () => {
    const registry = () =>
      Promise.all([
        database.db.individual.count(),
        database.db.household.count(),
        database.db.householdKk.count(),
        database.db.participation.count(),
      ]);
    const before = await registry();

    await compare(["1|1073010101700009|SUKIRMAN|01/01/1970|L|ARJOSARI|"]);

    expect(await registry()).toEqual(before);
  });
});

describe("a list that is compared some rows after the other", () => {
  async function listed() {
    const { run, lines } = await compare([
      `1|${JUNAEDI}|MUHAMMAD JUNAEDI|||ARJOSARI|`,
      "2||SITI AMINAH|17/05/1982||KLOJEN|",
      "3||SITI AMINAH|05/17/1982||ARJOSARI|",
      "4||SUKIRMAN|01/01/1970|L|ARJOSARI|",
      `5|${AMINAH}|RUDI HARTONO|||ARJOSARI|`,
    ]);
    const { db } = database;
    const list = await db.matchingList.findUniqueOrThrow({ where: { runId: run.id } });
    const setting = await db.officeSetting.findFirstOrThrow({ where: { key: "matching_score" } });
    const comparison = {
      listId: list.id,
      releaseId: list.releaseId,
      score: MatchingScore.parse(setting.value),
      factsSettle: true,
    };
    await db.matchingCandidate.deleteMany({ where: { listId: list.id } });
    await db.matchingRow.updateMany({
      where: { listId: list.id },
      data: { plainName: null, result: null, settledBy: null, memberLine: null },
    });
    const read = () =>
      db.matchingRow.findMany({
        where: { listId: list.id },
        orderBy: { lineNo: "asc" },
        include: { candidates: { orderBy: [{ byNik: "desc" }, { score: "desc" }] } },
      });
    return { comparison, lines, read };
  }

  test("has the results of one that is compared at once, and tells how far it is", async () => {
    const { comparison, lines, read } = await listed();
    const told: number[] = [];

    await compareList(database.db, comparison, (rows) => told.push(rows), 2);

    expect(told).toEqual([2, 4, 5]);
    expect(await read()).toEqual(lines);
  });

  test("has none of them where it is given up in between", async () => {
    const { comparison, read } = await listed();

    const comparing = compareList(
      database.db,
      comparison,
      () => {
        throw new Error("given up");
      },
      2,
    );

    await expect(comparing).rejects.toThrow("given up");
    expect(await read()).toMatchObject(
      Array.from({ length: 5 }, () => ({ result: null, candidates: [] })),
    );
  });
});

describe("a person decides", () => {
  async function doubtful() {
    const { run, lines } = await compare([
      `1|${JUNAEDI}|BAMBANG SUTRISNO|||ARJOSARI|`,
      `2|${AMINAH}|RUDI HARTONO|||ARJOSARI|`,
    ]);
    return { runId: run.id, lines };
  }

  test("side by side, with numbers by their ends and the digits that differ counted", async () => {
    const { run } = await compare([
      `1|${AMINAH.replace("0002", "0013")}|AMINAH SITI|17/05/1982|P|KLOJEN|`,
    ]);

    const row = await findMatchingRow(database.db, operator(), run.id, 2);

    expect(row).toMatchObject({ name: "AMINAH SITI", nikEnding: "0013", waiting: 1, next: null });
    expect(row?.candidates).toMatchObject([
      { name: "SITI AMINAH", nikEnding: "0002", nikDigitsDiffering: 2, desil: 2 },
    ]);
    expect(JSON.stringify(row)).not.toContain(AMINAH);
  });

  test("which person it is; it is written down, and the next row waits", async () => {
    const { runId, lines } = await doubtful();
    const actor = operator();
    const person = lines[0]?.candidates[0]?.memberLine ?? 0;

    const decided = await database.db.$transaction((tx) =>
      decideMatch(tx, actor, { runId, lineNo: 2, person }),
    );

    expect(decided).toEqual({ ok: true, value: { runId, next: 3 } });
    expect(await findMatching(database.db, actor, runId)).toMatchObject({
      matched: 1,
      similar: 1,
      unmatched: 0,
    });
    expect(
      await database.db.auditEvent.findMany({
        where: { subjectId: runId, action: "matching.decide" },
      }),
    ).toMatchObject([{ detail: { lineNo: 2, result: "matched" } }]);
  });

  test("of two at once, one wins and one is told", async () => {
    const { runId } = await doubtful();
    const attempt = () =>
      database.db.$transaction((tx) =>
        decideMatch(tx, operator(), { runId, lineNo: 2, person: "none" }),
      );

    const results = await Promise.all([attempt(), attempt()]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { code: "changed_meanwhile" } });
  });

  test("takes it back, but never what the comparison settled", async () => {
    const { run } = await compare([
      `1|${JUNAEDI}|BAMBANG SUTRISNO|||ARJOSARI|`,
      `2|${AMINAH}|SITI AMINAH|||ARJOSARI|`,
    ]);
    await database.db.$transaction((tx) =>
      decideMatch(tx, operator(), { runId: run.id, lineNo: 2, person: "none" }),
    );
    const take = (lineNo: number) =>
      database.db.$transaction((tx) => reopenMatch(tx, operator(), { runId: run.id, lineNo }));

    expect(await take(2)).toMatchObject({ ok: true });
    expect(await take(3)).toMatchObject({ ok: false });
    expect(await findMatching(database.db, operator(), run.id)).toMatchObject({
      matched: 1,
      similar: 1,
    });
  });

  test("only among those who were offered", async () => {
    const { runId } = await doubtful();

    const decided = await database.db.$transaction((tx) =>
      decideMatch(tx, operator(), { runId, lineNo: 2, person: 999 }),
    );

    expect(decided).toEqual({ ok: false, problem: { code: "not_offered" } });
  });

  test("and a list that people have worked on is neither compared again nor published", async () => {
    const { runId } = await doubtful();
    const { importRun } = database.db;
    const version = (await importRun.findUniqueOrThrow({ where: { id: runId } })).version;
    await database.db.$transaction((tx) =>
      decideMatch(tx, operator(), { runId, lineNo: 2, person: "none" }),
    );
    const step = { runId, version };
    const commandLine = { kind: "command_line" } as const;

    const refused = await database.db.$transaction(async (tx) => [
      await requestPublish(tx, commandLine, step),
      await checkImportAgain(tx, commandLine, step),
    ]);

    expect(refused).toMatchObject([
      { problem: { code: "guard_failed", guard: "becomesData" } },
      { problem: { code: "guard_failed", guard: "nothingPublishedYet" } },
    ]);
  });
});

test("for somebody of one kecamatan a comparison does not exist", async () => {
  const { run } = await compare([`1|${JUNAEDI}|BAMBANG SUTRISNO|||ARJOSARI|`]);
  const narrow = actorOf("operator", { level: "villages", villageIds: [areas.villageA2] });
  const { db } = database;

  expect(await listMatchings(db, narrow, null)).toEqual({ rows: [], next: null });
  expect(await findMatching(db, narrow, run.id)).toBeNull();
  expect(await findMatchingRow(db, narrow, run.id, 2)).toBeNull();
  expect(await listMatchingRows(db, narrow, 1, "similar")).toEqual({ rows: [], next: null });
  expect(
    await db.$transaction((tx) =>
      decideMatch(tx, narrow, { runId: run.id, lineNo: 2, person: "none" }),
    ),
  ).toEqual({ ok: false, problem: { code: "not_found" } });
});

test("without a release there is nothing to compare with, and the list says so", async () => {
  await database.db.release.updateMany({ data: { status: "superseded" } });

  const { run } = await compare([`1|${JUNAEDI}|BAMBANG SUTRISNO|||ARJOSARI|`]);

  expect(run).toMatchObject({ state: "failed", failure: { code: "no_release" } });
  await database.db.release.updateMany({ data: { status: "published" } });
});

test("pages of rows go on where the last one ended", async () => {
  const { run } = await compare(
    [1, 2, 3].map((row) => `${row}|10730101017000${row}9|ORANG LAIN|01/01/1970|L|ARJOSARI|`),
  );
  const listId = (await findMatching(database.db, operator(), run.id))?.listId ?? 0;
  const page = (after: number) =>
    listMatchingRows(database.db, operator(), listId, "unmatched", after, 2);

  const first = await page(0);

  expect(first.rows.map(({ lineNo }) => lineNo)).toEqual([2, 3]);
  expect((await page(first.next ?? 0)).rows.map(({ lineNo }) => lineNo)).toEqual([4]);
});

describe("the list given back", () => {
  async function take(fullNumbers: boolean) {
    const { run } = await compare([
      `1|${JUNAEDI}|H. Moh. Djunaedi|17/05/1980|L|KLOJEN|SMP 1`,
      `2|${AMINAH}|RUDI HARTONO|||ARJOSARI|SMP 2`,
      `3|1073010101700009|SUKIRMAN|01/01/1970|L|ARJOSARI|SMP ${AMINAH}`,
      "4|rusak",
    ]);
    const office = await findOffice(database.db);
    if (!office) throw new Error("the test office is there");
    const opened = await openMatchingExport(
      {
        client: database.appDb,
        actor: operator(),
        office,
        filters: { daftar: run.id },
        fullNumbers,
      },
      dataDir,
    );
    const rows: unknown[][] = [];
    for await (const cells of opened?.rows ?? []) rows.push([...cells]);
    return { columns: opened?.columns, rows };
  }

  test("has its own columns first, and what became of each row, readable or not", async () => {
    const { columns, rows } = await take(true);

    expect(columns?.slice(0, 8)).toEqual([...HEADER.split("|"), "Hasil pemadanan"]);
    expect(rows[0]).toEqual([
      ...["1", JUNAEDI, "H. Moh. Djunaedi", "17/05/1980", "L", "KLOJEN", "SMP 1"],
      ...["Padan", "NIK sama", 100, "", "MUHAMMAD JUNAEDI", JUNAEDI, "Klojen", 2],
    ]);
    expect(rows[1]?.slice(7)).toEqual(["Mirip", null, 0, "nama, wilayah", null, null, null, null]);
    expect(rows[2]?.slice(7, 9)).toEqual(["Tidak padan", "Tidak ada orang yang cocok"]);
    expect(rows[3]?.[7]).toBe("Tidak dibaca");
  });

  test("masks the numbers of people in every column unless they are asked for", async () => {
    const { rows } = await take(false);

    expect(JSON.stringify(rows)).not.toMatch(/\d{12}/);
    expect(rows[0]?.[1]).toBe("•••• 0001");
  });
});
