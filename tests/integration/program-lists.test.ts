import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiveImport } from "@/lib/import/commands";
import { ConfirmIntake, confirmIntake } from "@/lib/import/confirm-intake";
import { keepIntake } from "@/lib/import/intake";
import { OTHER_PROGRAM, type ReceiveImport } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { addProgram } from "@/lib/programs/add-program";
import { listHouseholdPrograms } from "@/lib/registry/household-programs";
import { linkLists } from "@/lib/registry/link-lists";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { publishFiles, workContext } from "../support/imports";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { publishTestRelease } from "../support/releases";

/** Made-up numbers: the prefix 10 belongs to no province. */
const NIK = { budi: "1073010101800001", wati: "1073014101820002", sari: "1073014101700004" };
const BUDI = {
  nomorKk: "1073010101100001",
  desil: 9,
  members: [
    { nik: NIK.budi, nama: "BUDI" },
    { nik: NIK.wati, nama: "WATI" },
  ],
};
const SARI = { nomorKk: "1073010101100002", desil: 2, members: [{ nik: NIK.sari, nama: "SARI" }] };
const HEADER = "NIK,NO KK,NAMA PENERIMA,PERIODE,PENYALUR,NOMINAL,STATUS REKENING,STATUS KAWIN";
const COMMAND_LINE = { kind: "command_line" } as const;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-programs-"));
});
beforeEach(async () => {
  database = await createTestDatabase();
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  return () => database.drop();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function listOf(rows: readonly string[]): Promise<{ recipients: string }> {
  const path = join(dataDir, `${rows.length}-${Math.random()}.csv`);
  await writeFile(path, [HEADER, ...rows, ""].join("\n"));
  return { recipients: path };
}

const BUDI_ROW = `${NIK.budi},${BUDI.nomorKk},BUDI`;

describe("a program that the office did not know", () => {
  const BLT = { name: "BLT Dana Desa", level: "family" } as const;

  test("is written down with its first list, enrols its recipients, and has no limit", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI]);
    const intake = { kind: "recipients", name: "BLT tahap 1", newProgram: BLT } as const;

    const run = await publishFiles(ctx, intake, await listOf([`${BUDI_ROW},TAHAP 1,,300000,,`]));

    expect(run.programCode).toBe("BLT_DANA_DESA");
    expect(
      await listHouseholdPrograms(database.appDb, households.get(BUDI.nomorKk) ?? 0n),
    ).toMatchObject([{ code: "BLT_DANA_DESA", name: "BLT Dana Desa", level: "family" }]);
    expect(await database.db.errorCase.count({ where: { kind: "over-limit" } })).toBe(0);
    expect(
      await database.db.auditEvent.findMany({ where: { action: "program.add" } }),
    ).toMatchObject([{ subject: "program", subjectId: "BLT_DANA_DESA" }]);
  });

  test("is refused under a name that stands for a program already", async () => {
    const add = (name: string) =>
      database.appDb.$transaction((tx) =>
        addProgram(tx, COMMAND_LINE, { name, level: "individual" }),
      );
    expect(await add("BLT Dana Desa")).toEqual({ ok: true, value: { code: "BLT_DANA_DESA" } });
    for (const [name, known] of [
      ["blt dana-desa", "BLT Dana Desa"],
      ["PBI JK", "PBI Jaminan Kesehatan"],
      ["Program Keluarga Harapan", "Program Keluarga Harapan"],
    ] as const)
      expect(await add(name)).toEqual({
        ok: false,
        problem: { code: "program_exists", name: known },
      });
    expect(await database.db.program.count()).toBe(4);
  });

  test("two people who write it down at once make one", async () => {
    const add = () => database.appDb.$transaction((tx) => addProgram(tx, COMMAND_LINE, { ...BLT }));

    const results = await Promise.all([add(), add(), add()]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is not written down where the import is refused", async () => {
    const files = [
      { role: "recipients", name: "a", sha256: "a".repeat(64), sizeBytes: 1 },
    ] as const;
    const input: ReceiveImport = {
      kind: "recipients",
      name: "BLT",
      newProgram: BLT,
      asOf: "2199-01-01",
      files: [...files],
    };

    const result = await database.appDb.$transaction((tx) =>
      receiveImport(tx, COMMAND_LINE, input),
    );

    expect(result).toEqual({ ok: false, problem: { code: "as_of_in_future" } });
    expect(await database.db.program.count()).toBe(3);
  });
});

describe("the form on which a person says what a list is", () => {
  const form = { intakeId: "0199aaaa-0000-7000-8000-000000000000", name: "BLT" };

  test("asks for the name and the level of another program, and only then", () => {
    const missing = ConfirmIntake.safeParse({ ...form, programCode: OTHER_PROGRAM });
    expect(missing.error?.issues.map(({ path }) => path[0])).toEqual([
      "programName",
      "programLevel",
    ]);
    expect(ConfirmIntake.safeParse({ ...form, programCode: "PKH", programName: "" }).success).toBe(
      true,
    );
  });

  test("gives the import the program it names", async () => {
    const { id } = await createTestPerson(database.db, "operator", [areas.regency]);
    const operator = { ...actorOf("operator", { level: "regency" }), id };
    const { recipients } = await listOf([BUDI_ROW]);
    const stored = await storeLocalFile(dataDir, recipients);
    const file = { ...(stored.ok ? stored.value : { sha256: "", sizeBytes: 0 }), name: "blt.csv" };
    const now = new Date();
    const intakeId = await keepIntake(dataDir, {
      createdBy: id,
      createdAt: now.toISOString(),
      files: [{ ...file, header: HEADER.split(","), lineCount: 2 }],
    });
    const input = ConfirmIntake.parse({
      intakeId,
      name: "BLT tahap 1",
      programCode: OTHER_PROGRAM,
      programName: "BLT Dana Desa",
      programLevel: "individual",
    });

    const confirmed = await database.appDb.$transaction((tx) =>
      confirmIntake(tx, operator, input, { dataDir, now }),
    );

    const where = { id: confirmed.ok ? confirmed.value.runId : "" };
    expect(await database.db.importRun.findUnique({ where })).toMatchObject({
      programCode: "BLT_DANA_DESA",
    });
    expect(
      await database.db.program.findUnique({ where: { code: "BLT_DANA_DESA" } }),
    ).toMatchObject({ level: "individual", suspendsOverLimit: false });
  });
});

describe("several lists of one program", () => {
  const pkh = (name: string, asOf?: string) =>
    ({ kind: "recipients", programCode: "PKH", name, asOf }) as const;

  test("are kept as the family's history, newest first, and the newest gives the period", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
    const of = (nomorKk: string) =>
      listHouseholdPrograms(database.appDb, households.get(nomorKk) ?? 0n);
    const sari = `${NIK.sari},${SARI.nomorKk},SARI`;
    await publishFiles(
      ctx,
      pkh("PKH tahap 3", "2026-07-31"),
      await listOf([
        `${BUDI_ROW},TAHAP 3 2026,BRI,600000,BERHASIL,KAWIN`,
        `${sari},TAHAP 3 2026,BRI,750000,BERHASIL,`,
      ]),
    );
    await publishFiles(
      ctx,
      pkh("PKH tahap 4", "2026-10-31"),
      await listOf([`${BUDI_ROW},TAHAP 4 2026,POS,600000,REKENING DIBLOKIR,KAWIN`]),
    );

    const [budi] = await of(BUDI.nomorKk);
    expect(budi).toMatchObject({ code: "PKH", listingCount: 2 });
    expect(budi?.listings).toEqual([
      {
        listName: "PKH tahap 4",
        asOf: "2026-10-31",
        period: "TAHAP 4 2026",
        channel: "POS",
        amountRupiah: 600_000,
        recipientName: "BUDI",
        status: "REKENING DIBLOKIR",
      },
      expect.objectContaining({ listName: "PKH tahap 3", status: "BERHASIL", channel: "BRI" }),
    ]);
    // Who is not in the newest list is still a recipient until a person says that the list is complete.
    expect(await of(SARI.nomorKk)).toMatchObject([
      { state: "active", listingCount: 1, listings: [{ listName: "PKH tahap 3" }] },
    ]);
    const participations = await database.db.participation.findMany({ orderBy: { id: "asc" } });
    expect(participations.map(({ period }) => period)).toEqual(["TAHAP 4 2026", "TAHAP 3 2026"]);
  });

  test("an older stage that is taken in later does not take the newest one's place", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    const newest = await publishFiles(
      ctx,
      pkh("PKH tahap 4", "2026-10-31"),
      await listOf([`${BUDI_ROW},TAHAP 4 2026,,,,`]),
    );
    await publishFiles(
      ctx,
      pkh("PKH tahap 1", "2026-01-31"),
      await listOf([`${BUDI_ROW},TAHAP 1 2026,,,,`]),
    );
    await linkLists(database.db);

    expect(await database.db.participation.findMany()).toMatchObject([
      { period: "TAHAP 4 2026", listId: newest.recipientList?.id },
    ]);
  });
});

describe("a later list of a program", () => {
  const STAGE = { kind: "recipients", programCode: "PKH" } as const;
  const SARI_ROW = `${NIK.sari},${SARI.nomorKk},SARI`;
  const WITH_SUM = (row: string, stage: string) => `${row},${stage},,300000,,`;

  async function statesByFamily() {
    const rows = await database.db.participation.findMany({
      orderBy: { id: "asc" },
      select: { state: true, period: true, events: { orderBy: { id: "asc" } } },
    });
    return rows.map(({ state, period, events }) => ({
      state,
      period,
      steps: events.map(({ action }) => action).filter((action) => action !== "suspend"),
    }));
  }

  async function publishStage(name: string, asOf: string, rows: string[], complete?: boolean) {
    return publishFiles(
      ctx,
      { ...STAGE, name, asOf, listIsComplete: complete },
      await listOf(rows),
    );
  }

  beforeEach(async () => {
    await publishTestRelease(database, "2026-10-20", [{ ...BUDI, desil: 3 }, SARI]);
    await publishStage("PKH tahap 1", "2026-03-31", [
      WITH_SUM(BUDI_ROW, "TAHAP 1"),
      WITH_SUM(SARI_ROW, "TAHAP 1"),
    ]);
  });

  test("updates whom it names, keeps every line, and ends nobody while it may be a part", async () => {
    const run = await publishStage("PKH tahap 2", "2026-06-30", [WITH_SUM(BUDI_ROW, "TAHAP 2")]);

    expect(run.summary).toMatchObject({ ending: null });
    expect(await statesByFamily()).toMatchObject([
      { state: "active", period: "TAHAP 2", steps: ["enrolled"] },
      { state: "active", period: "TAHAP 1", steps: ["enrolled"] },
    ]);
    expect(
      await database.db.recipientRow.count({ where: { participationId: { not: null } } }),
    ).toBe(3);
  });

  test("ends those whom it leaves out where a person said that it is complete, told before", async () => {
    const run = await publishStage(
      "PKH tahap 2",
      "2026-06-30",
      [WITH_SUM(BUDI_ROW, "TAHAP 2")],
      true,
    );

    expect(run.summary).toMatchObject({ ending: { ending: 1, receiving: 2 } });
    expect(await statesByFamily()).toMatchObject([
      { state: "active", period: "TAHAP 2" },
      { state: "ended", period: "TAHAP 1", steps: ["enrolled", "leave_list"] },
    ]);
    expect(
      await database.db.auditEvent.count({ where: { action: "participation.leave_list" } }),
    ).toBe(1);
    await linkLists(database.db);
    expect(await statesByFamily()).toMatchObject([{}, { steps: ["enrolled", "leave_list"] }]);
  });

  test("gives back what a complete list had ended, when it names them again", async () => {
    await publishStage("PKH tahap 2", "2026-06-30", [WITH_SUM(BUDI_ROW, "TAHAP 2")], true);
    await publishStage("PKH tahap 3", "2026-09-30", [WITH_SUM(SARI_ROW, "TAHAP 3")]);

    expect(await statesByFamily()).toMatchObject([
      { state: "active", period: "TAHAP 2" },
      { state: "active", period: "TAHAP 3", steps: ["enrolled", "leave_list", "return_to_list"] },
    ]);
  });

  test("that is older than the newest ends nobody, complete or not", async () => {
    const run = await publishStage("PKH 2025", "2025-12-31", [WITH_SUM(BUDI_ROW, "2025")], true);

    expect(run.summary).toMatchObject({ ending: { ending: 0 } });
    expect(await statesByFamily()).toMatchObject([
      { state: "active", period: "TAHAP 1" },
      { state: "active", period: "TAHAP 1" },
    ]);
  });

  test("does not end somebody whom a line of it may mean, though it leads to nobody", async () => {
    const unclear = `${NIK.sari},,SARI`;
    await database.db.individualRelease.updateMany({
      where: { nik: NIK.sari },
      data: { nikValid: false },
    });

    const run = await publishStage(
      "PKH tahap 2",
      "2026-06-30",
      [WITH_SUM(BUDI_ROW, "TAHAP 2"), WITH_SUM(unclear, "TAHAP 2")],
      true,
    );

    expect(run.summary).toMatchObject({ matched: { none: 1 }, ending: { ending: 0 } });
    expect(await statesByFamily()).toMatchObject([{ state: "active" }, { state: "active" }]);
  });

  test("taken in twice is refused without a reason, and doubles nothing with one", async () => {
    const paths = await listOf([WITH_SUM(BUDI_ROW, "TAHAP 2")]);
    const intake = { ...STAGE, name: "PKH tahap 2", asOf: "2026-06-30" };
    await publishFiles(ctx, intake, paths);
    await expect(publishFiles(ctx, intake, paths)).rejects.toThrow("already_imported");
    const before = await statesByFamily();

    await publishFiles(ctx, { ...intake, repeatReason: "Diminta diperiksa ulang" }, paths);

    expect(await statesByFamily()).toEqual(before);
  });
});
