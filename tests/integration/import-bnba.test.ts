import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listUnmatchedDesil } from "@/lib/import/desil/list-unmatched-desil";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findHouseholdBnba } from "@/lib/registry/household-bnba";
import { listHouseholdDesil } from "@/lib/registry/household-history";
import { listHouseholdPrograms } from "@/lib/registry/household-programs";
import { linkLists } from "@/lib/registry/link-lists";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member, type Registry } from "../support/registry";

/** Made-up numbers: the prefix 10 belongs to no province. */
const KK = {
  pkh: "1073010101100001",
  changed: "1073010101100002",
  changedBefore: "1073010101100003",
  stranger: "1073010101100004",
  unaided: "1073010101100005",
} as const;
const NIK = {
  head: "1073011705500001",
  wife: "1073015705520002",
  moved: "1073010101600003",
  stranger: "1073010101700004",
} as const;
const HEADER =
  "desil_nasional;nomor kartu keluarga;nomor induk kependudukan;nama;jenis kelamin;tanggal lahir;hubungan keluarga;keberadaan anggota keluarga;disabilitas;PBI-JK;BANSOS PKH;BANSOS SEMBAKO";
const LINES = [
  `DESIL 4;${KK.pkh};${NIK.wife};SITI AMINAH;Perempuan;17/05/1952 00:00:00;ISTRI/SUAMI;TINGGAL BERSAMA;TIDAK;YA (PBI JKN APBN);KELUARGA (PKH TAHAP 3);TIDAK`,
  `;${KK.pkh};${NIK.head};SUPARMAN;Laki-laki;17/05/1950;KEPALA KELUARGA;MENINGGAL;YA;TIDAK;KELUARGA (PKH TAHAP 3);TIDAK`,
  `DESIL 2;${KK.changedBefore};${NIK.moved};WAGIMAN;L;01/01/1960;KEPALA KELUARGA;;;TIDAK;TIDAK;KELUARGA (SEMBAKO)`,
  `DESIL 1;${KK.stranger};${NIK.stranger};TUGIMIN;L;01/01/1970;KEPALA KELUARGA;;;TIDAK;TIDAK;KELUARGA (SEMBAKO)`,
  `DESIL 5;${KK.unaided};;SARI;P;;KEPALA KELUARGA;;;TIDAK;KODE 7;TIDAK`,
  `DESIL 3;${KK.unaided};;;;;;;;;;`,
] as const;
const INTAKE = { kind: "bnba", name: "BNBA Oktober", asOf: "2026-10-31" } as const;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-bnba-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  await registry.publishRelease({
    name: "v3 2026",
    asOf: "2026-10-20",
    families: [
      family({
        nomorKk: KK.pkh,
        villageId: areas.villageA1,
        desil: 3,
        members: [member({ nik: NIK.head }), member()],
      }),
      family({
        nomorKk: KK.changed,
        villageId: areas.villageA1,
        desil: 2,
        members: [member({ nik: NIK.moved })],
      }),
    ],
  });
  await registry.applyRecipients("PKH", [
    { nomorKk: KK.pkh, nik: NIK.wife, name: "SITI AMINAH", period: "TAHAP 3 2026" },
  ]);
  // Older than the BNBA, which all the same does not say who is paid.
  await database.db.recipientList.updateMany({ data: { asOf: new Date("2026-09-30") } });
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function fileOf(lines: readonly string[]) {
  const path = join(dataDir, "bnba.csv");
  await writeFile(path, [HEADER, ...lines, ""].join("\n"));
  return { bnba: path };
}

async function programsOf(nomorKk: string) {
  const programs = await listHouseholdPrograms(database.db, await registry.householdId(nomorKk));
  return programs.map(({ code, state, listings }) => [
    code,
    state,
    listings.map(({ listName, status }) => [listName, status]),
  ]);
}

describe("a BNBA", () => {
  test("is counted as people, families, and the recipients of each aid, and changes nothing", async () => {
    const before = await database.db.participation.count();

    const { summary } = await checkFiles(ctx, INTAKE, await fileOf(LINES));

    expect(summary).toMatchObject({
      kind: "bnba",
      rows: 5,
      families: 4,
      lines: { same: 1, different: 1, unranked: 0, outside: 0, unmatched: 2, withoutDesil: 0 },
      programs: [
        { code: "PKH", lines: 1, matched: { nomorKk: 1 } },
        { code: "SEMBAKO", lines: 2, matched: { nik: 1, newHousehold: 1 } },
        { code: "PBI_JK", lines: 1, matched: { nomorKk: 1 } },
      ],
    });
    const found = summary?.problems.map(({ severity, code, column }) => [severity, code, column]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["rejected", "nobody", null],
        ["warning", "nik_empty", "nik"],
        ["warning", "code_unknown", "pkh"],
      ]),
    );
    const unread = await database.db.bnbaRow.findFirstOrThrow({ where: { nama: "SARI" } });
    expect([unread.pkh, unread.raw]).toEqual([null, { pkh: "KODE 7" }]);
    expect(await database.db.participation.count()).toBe(before);
  });

  test("enrols whom it names once a family, ends nothing, and keeps its words", async () => {
    const { id } = await publishFiles(ctx, { ...INTAKE, repeatReason: "Uji" }, await fileOf(LINES));

    expect(await programsOf(KK.pkh)).toEqual([
      ["PBI_JK", "active", [["BNBA Oktober", "YA (PBI JKN APBN)"]]],
      [
        "PKH",
        "active",
        [
          ["BNBA Oktober", "KELUARGA (PKH TAHAP 3)"],
          ["Penerima PKH", null],
        ],
      ],
    ]);
    expect(await programsOf(KK.changed)).toEqual([
      ["SEMBAKO", "active", [["BNBA Oktober", "KELUARGA (SEMBAKO)"]]],
    ]);
    expect(await programsOf(KK.stranger)).toHaveLength(1);
    const lists = await database.db.recipientList.findMany({
      where: { runId: id },
      orderBy: { programCode: "asc" },
    });
    expect(lists.map((list) => [list.programCode, list.namesPayees, list.isComplete])).toEqual([
      ["PBI_JK", true, false],
      ["PKH", false, false],
      ["SEMBAKO", false, false],
    ]);
  });

  test("is not the list that tells who is paid, where another does", async () => {
    const householdId = await registry.householdId(KK.pkh);
    const pkh = await database.db.participation.findFirstOrThrow({
      where: { householdId, programCode: "PKH" },
      include: { rows: true },
    });

    const read = await database.db.recipientList.findUniqueOrThrow({
      where: { id: pkh.listId ?? 0 },
    });
    expect([read.name, pkh.period]).toEqual(["Penerima PKH", "TAHAP 3 2026"]);
    expect(pkh.rows).toHaveLength(2);
    expect(await database.db.errorCase.count({ where: { kind: "double-benefit" } })).toBe(0);
  });

  test("shows its desil and members in the family's file, and says who is not in DTSEN", async () => {
    const householdId = await registry.householdId(KK.pkh);

    const desil = await listHouseholdDesil(database.db, householdId);
    expect(desil.map(({ name, nasional }) => [name, nasional])).toEqual([
      ["v3 2026", 3],
      ["BNBA Oktober", 4],
    ]);
    const bnba = await findHouseholdBnba(database.db, householdId);
    expect(bnba?.listName).toBe("BNBA Oktober");
    expect(
      bnba?.members.map(({ name, relation, presence, inRelease }) => [
        name,
        relation,
        presence,
        inRelease,
      ]),
    ).toEqual([
      ["SUPARMAN", 1, "MENINGGAL", true],
      ["SITI AMINAH", 2, "TINGGAL BERSAMA", false],
    ]);
  });

  test("keeps the families that nothing leads to, and doing it again changes nothing", async () => {
    const run = await database.db.importRun.findFirstOrThrow({
      where: { kind: "bnba", state: "published" },
      select: { desilList: { select: { id: true } } },
    });
    const operator = actorOf("operator", { level: "regency" });

    const { rows } = await listUnmatchedDesil(database.appDb, operator, run.desilList?.id ?? 0);

    expect(rows).toMatchObject([{ name: "SARI", desil: 5, reason: "new_household" }]);
    const state = () =>
      Promise.all([
        database.db.participation.findMany({ orderBy: { id: "asc" } }),
        database.db.$queryRaw`SELECT list_id, line_no, xmin::text FROM desil_row ORDER BY 1, 2`,
        database.db.$queryRaw`SELECT list_id, line_no, xmin::text FROM recipient_row ORDER BY 1, 2`,
      ]);
    const before = await state();
    await linkLists(database.db);
    expect(await state()).toEqual(before);
  });

  test("counts the recipients of whom it says TIDAK, and not those of whom it says nothing", async () => {
    const header = "desil_nasional;no kk;nik;nama;PBI-JK;BANSOS PKH;BANSOS SEMBAKO";
    const path = join(dataDir, "tidak.csv");
    const lines = [
      `4;${KK.pkh};${NIK.wife};SITI AMINAH;TIDAK;TIDAK;`,
      `4;${KK.pkh};${NIK.head};SUPARMAN;TIDAK;TIDAK;TIDAK`,
      `2;${KK.changed};${NIK.moved};WAGIMAN;;;TIDAK`,
      `2;${KK.changed};;WAGINAH;;;KELUARGA (SEMBAKO)`,
      `1;${KK.stranger};${NIK.stranger};TUGIMIN;;;-`,
    ];
    await writeFile(path, [header, ...lines, ""].join("\n"));

    const { summary } = await checkFiles(ctx, INTAKE, { bnba: path });

    expect(summary).toMatchObject({
      programs: [
        { code: "PKH", lines: 0, denied: 1 },
        { code: "SEMBAKO", lines: 1, denied: 0 },
        { code: "PBI_JK", lines: 0, denied: 1 },
      ],
    });
  });

  test("keeps an aid from ending by a complete list that is older, and not by one that is newer", async () => {
    const publishComplete = async (asOf: string) => {
      const path = join(dataDir, `pkh-${asOf}.csv`);
      const row = `${NIK.moved};${KK.changed};WAGIMAN;${asOf}`;
      await writeFile(path, ["NIK;NO KK;NAMA PENERIMA;PERIODE", row, ""].join("\n"));
      const intake = { kind: "recipients", programCode: "PKH", name: asOf, asOf } as const;
      const run = await publishFiles(
        ctx,
        { ...intake, listIsComplete: true },
        { recipients: path },
      );
      const participation = await registry.participation("PKH", KK.pkh);
      return [run.summary?.kind === "recipients" && run.summary.ending, participation.state];
    };

    expect(await publishComplete("2026-10-10")).toEqual([{ ending: 0, receiving: 1 }, "active"]);
    expect(await publishComplete("2026-11-05")).toEqual([{ ending: 1, receiving: 2 }, "ended"]);
  });
});
