import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/actions/run-action";
import type { UserActor } from "@/lib/auth/types";
import { workbookStream } from "@/lib/export/write-xlsx";
import { checkRun } from "@/lib/import/check-run";
import { findImportFile, findImportRun, readRejectedRows } from "@/lib/import/queries";
import { rejectedRows, rejectedRowsCsv } from "@/lib/import/rejected-rows";
import {
  countRepairedRows,
  listRejectedRows,
  listRepairedRows,
} from "@/lib/import/repair/list-rejected-rows";
import { readRepairedFile } from "@/lib/import/repair/read-repaired-file";
import { repairRows } from "@/lib/import/repair/repair-rows";
import { rejectionOf } from "@/lib/import/repair/row-rules";
import type { RepairRows } from "@/lib/import/repair/schema";
import { jobsSchemaOf } from "@/lib/jobs/queues";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  family,
  familyFile,
  member,
  memberFile,
  nik,
  nomorKk,
  type ReleaseFiles,
} from "../support/dtsen-files";
import { checkFiles, workContext } from "../support/imports";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-repair-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  operator = await person("operator");
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function person(
  role: UserActor["role"],
  area: UserActor["area"] = { level: "regency" },
): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, [areas.regency]);
  return { kind: "user", id, sessionId: randomUUID(), username, name: username, role, area };
}

const LINES = [
  "NIK,NO KK,NAMA PENERIMA,KEL/DESA,KECAMATAN",
  "1073014101700001,1073010101700001,SITI,ARJOSARI,BLIMBING",
  ",,,ARJOSARI,BLIMBING",
  "1073014101700003,1073010101700003,TUTI",
  ",1073010101700004,,ARJOSARI,BLIMBING",
];

/** A list of recipients with a row of nobody on line 3 and a broken one on line 4. */
async function importedList() {
  const path = join(dataDir, `${randomUUID()}.csv`);
  await writeFile(path, [...LINES, ""].join("\n"));
  const intake = { kind: "recipients", programCode: "PKH", name: "KPM" } as const;
  const run = await checkFiles(ctx, intake, { recipients: path });
  return { run, fileId: run.files[0]?.id ?? "" };
}

/** The file as it would have been, had the rejected rows been right. */
const CLEAN: ReleaseFiles = {
  families: [1, 2, 3, 4].map((number) => family(nomorKk(number), { alamat: `JL A NO ${number}` })),
  members: [1, 2, 3, 4].map((number) => member(nomorKk(number), nik(number))),
};
const DAMAGED: ReleaseFiles = {
  families: [
    ...CLEAN.families.slice(0, 1),
    family("10730112", { alamat: "JL A NO 2" }),
    family("0000000000000000", { alamat: "JL A NO 3" }),
    `"35"|"JAWA TIMUR"|"${nomorKk(4)}"`,
  ],
  members: [...CLEAN.members.slice(0, 3), member(nomorKk(4), "", { nama: "-" })],
};

async function importedRelease(name: string, files: ReleaseFiles) {
  const family = join(dataDir, `${randomUUID()}.csv`);
  const member = join(dataDir, `${randomUUID()}.csv`);
  await writeFile(family, familyFile(files));
  await writeFile(member, memberFile(files));
  const intake = { kind: "dtsen", name, asOf: "2026-10-20" } as const;
  const run = await checkFiles(ctx, intake, { family, member });
  const idOf = (role: "family" | "member") =>
    run.files.find((file) => file.role === role)?.id ?? "";
  return { run, familyFileId: idOf("family"), memberFileId: idOf("member") };
}

const repair = (actor: UserActor, input: RepairRows) =>
  inTransaction(database.appDb, (tx) => repairRows(tx, actor, input));

const cells = (...written: readonly (readonly [number, number | null, string])[]) => ({
  at: written.map(([lineNo, position]) => ({ lineNo, position })),
  cell: written.map(([, , text]) => text),
});

async function found(runId: string) {
  const run = await findImportRun(database.db, operator, runId);
  if (!run) throw new Error("the run is there");
  return run;
}

/** The rejected rows as they are given back, changed by a person, in a file of their own. */
async function givenBack(
  fileId: string,
  change: (text: string) => string,
): Promise<{ path: string }> {
  const file = await findImportFile(database.db, operator, fileId);
  if (!file) throw new Error("the file is there");
  const path = join(dataDir, `${randomUUID()}.csv`);
  let text = "";
  for await (const piece of rejectedRowsCsv(file, readRejectedRows(database.db, operator, fileId)))
    text += piece;
  await writeFile(path, change(text));
  return { path };
}

describe("rows repaired in the grid", () => {
  test("go on with the same import, with their step, their audit row and their job", async () => {
    const { run, fileId } = await importedList();
    expect(run.files).toMatchObject([{ rowsGood: 2, rowsRejected: 2 }]);

    const saved = await repair(operator, {
      ...{ runId: run.id, version: run.version, fileId },
      ...cells([3, 2, "WATI"], [4, null, `${LINES[3]},ARJOSARI,BLIMBING`]),
    });
    expect(saved).toMatchObject({ ok: true, value: { state: "checking" } });
    await checkRun(ctx, run.id);

    const after = await found(run.id);
    expect(after).toMatchObject({ state: "ready", id: run.id });
    expect(after.files).toMatchObject([{ rowsRead: 4, rowsGood: 4, rowsRejected: 0 }]);
    const rows = await database.db.recipientRow.findMany({ orderBy: { lineNo: "asc" } });
    expect(rows.map(({ lineNo, nama }) => [lineNo, nama])).toEqual([
      [2, "SITI"],
      [3, "WATI"],
      [4, "TUTI"],
      [5, ""],
    ]);
    expect(after.events.at(1)).toMatchObject({ action: "start_check" });
    expect(after.events.find(({ action }) => action === "repair")).toMatchObject({
      actorId: operator.id,
      reason: "2 baris diperbaiki",
    });
    const audit = { action: "import.repair", subjectId: run.id };
    expect(await database.db.auditEvent.findFirst({ where: audit })).toMatchObject({
      actorId: operator.id,
      detail: { fileId, rows: 2, from: "ready", to: "checking" },
    });
    const { rows: jobs } = await database.pool.query(
      `SELECT data FROM ${jobsSchemaOf(database.schema)}.job WHERE data->>'runId' = $1`,
      [run.id],
    );
    expect(jobs).toEqual([{ data: { runId: run.id, task: "check" } }]);
  });

  test("are shown once more to be changed, until nothing of the import can be repaired", async () => {
    const { run, fileId } = await importedList();
    await repair(operator, {
      ...{ runId: run.id, version: run.version, fileId },
      ...cells([3, 2, "WATI"], [4, null, `${LINES[3]},ARJOSARI,BLIMBING`]),
    });
    await checkRun(ctx, run.id);

    const page = await listRepairedRows(database.appDb, operator, fileId);
    expect(page?.rows.map(({ lineNo, cells: written }) => [lineNo, written?.[2]])).toEqual([
      [3, "WATI"],
      [4, "TUTI"],
    ]);
    expect(await countRepairedRows(database.appDb, [fileId])).toEqual(new Map([[fileId, 2]]));
    expect(await listRepairedRows(database.appDb, await person("verifier"), fileId)).toBeNull();
    const again = await repair(operator, {
      ...{ runId: run.id, version: (await found(run.id)).version, fileId },
      ...cells([3, 2, "WATINI"]),
    });
    expect(again).toMatchObject({ ok: true });
    await checkRun(ctx, run.id);

    const list = { runId: run.id };
    const row = await database.db.recipientRow.findFirst({ where: { lineNo: 3, list } });
    expect(row?.nama).toBe("WATINI");
  });

  test("stand in their place however often the import is checked, also after a check that was cut off", async () => {
    const { run, fileId } = await importedList();
    await repair(operator, {
      ...{ runId: run.id, version: run.version, fileId },
      ...cells([3, 2, "WATI"]),
    });
    const dying = new AbortController();
    dying.abort();

    await expect(checkRun({ ...ctx, signal: dying.signal }, run.id)).rejects.toThrow();
    expect(await found(run.id)).toMatchObject({ state: "checking" });
    await checkRun(ctx, run.id);

    expect((await found(run.id)).files).toMatchObject([{ rowsGood: 3, rowsRejected: 1 }]);
  });

  test("are shown with their cells and lines, full numbers and all, to who prepares imports alone", async () => {
    const { fileId } = await importedList();

    const page = await listRejectedRows(database.appDb, operator, fileId);

    expect(page?.columns.map(({ title }) => title)).toEqual(["NIK", "NO KK", "NAMA PENERIMA"]);
    expect(page?.rows).toEqual([
      { lineNo: 3, code: "nobody", first: null, cells: ["", "", ""], line: null },
      { lineNo: 4, code: "broken_line", first: null, cells: null, line: LINES[3] },
    ]);
    expect(await listRejectedRows(database.appDb, await person("verifier"), fileId)).toBeNull();
    const narrow = await person("operator", { level: "villages", villageIds: [areas.villageA1] });
    expect(await listRejectedRows(database.appDb, narrow, fileId)).toBeNull();
  });

  test("are refused together where one of them is still wrong, and nothing is kept", async () => {
    const { run, fileId } = await importedList();
    const step = { runId: run.id, version: run.version, fileId };
    const refusals = [
      await repair(operator, { ...step, ...cells([3, 2, "WATI"], [4, null, "1,2,3"]) }),
      await repair(operator, { ...step, ...cells([3, 3, "SAMAAN"]) }),
      await repair(operator, { ...step, ...cells([2, 2, "LAIN"]) }),
      await repair(operator, { ...step, ...cells([3, 99, "LAIN"]) }),
      await repair(operator, { ...step, version: step.version - 1, ...cells([3, 2, "WATI"]) }),
      await repair(await person("verifier"), { ...step, ...cells([3, 2, "WATI"]) }),
      await repair(operator, { ...step, runId: randomUUID(), ...cells([3, 2, "WATI"]) }),
    ];

    expect(refusals.map((result) => !result.ok && result.problem)).toMatchObject([
      { code: "row_not_whole", lineNo: 4 },
      { code: "row_still_wrong", lineNo: 3, reason: "nobody" },
      { code: "row_unknown", lineNo: 2 },
      { code: "row_not_whole", lineNo: 3 },
      { code: "changed_meanwhile" },
      { code: "role_not_allowed" },
      { code: "not_found" },
    ]);
    expect(await database.db.importRepair.count({ where: { fileId } })).toBe(0);
    expect(await found(run.id)).toMatchObject({ state: "ready", version: run.version });
  });

  test("of two people who save at once, one wins and one is told", async () => {
    const { run, fileId } = await importedList();
    const input = { runId: run.id, version: run.version, fileId, ...cells([3, 2, "WATI"]) };

    const results = await Promise.all([repair(operator, input), repair(operator, input)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database.db.importRepair.count({ where: { fileId } })).toBe(1);
  });
});

describe("a file of rejected rows that was repaired", () => {
  test("completes the release it came from, as if it had been right from the beginning", async () => {
    const clean = await importedRelease("bersih", CLEAN);
    const { run, familyFileId, memberFileId } = await importedRelease("rusak", DAMAGED);
    expect(run.files.map(({ rowsRejected }) => rowsRejected)).toEqual([3, 1]);

    const lastFamily = familyFile({ families: CLEAN.families.slice(3), members: [] })
      .split("\n")[1]
      ?.replaceAll('"', "")
      .replaceAll("|", ";");
    const families = await givenBack(familyFileId, (text) =>
      text
        .replace(";10730112;", `;'${nomorKk(2)};`)
        .replace(";'0000000000000000;", `;${nomorKk(3)};`)
        .split("\r\n")
        .map((line) => (line.includes("Jumlah kolom") ? `${lastFamily};sudah;5;` : line))
        .join("\r\n"),
    );
    const first = await readRepairedFile(database.appDb, operator, {
      ...{ runId: run.id, version: run.version, fileId: familyFileId, ...families },
    });
    expect(first).toEqual({ ok: true, value: { state: "checking" } });
    await checkRun(ctx, run.id);
    const halfway = await found(run.id);
    const members = await givenBack(memberFileId, (text) => {
      const [header, row = ""] = text.split("\r\n");
      return `${header}\r\n${row.replace("'-;", "SLAMET;").replace(/^[^;]*;/, `'${nik(4)};`)}`;
    });
    await readRepairedFile(database.appDb, operator, {
      ...{ runId: run.id, version: halfway.version, fileId: memberFileId, ...members },
    });
    await checkRun(ctx, run.id);

    const after = await found(run.id);
    expect(after.files.map(({ rowsGood, rowsRejected }) => [rowsGood, rowsRejected])).toEqual([
      [4, 0],
      [4, 0],
    ]);
    expect(await contentOf(after.release?.id)).toEqual(
      await contentOf((await found(clean.run.id)).release?.id),
    );
  });

  test("comes back as a workbook as well", async () => {
    const { run, fileId } = await importedList();
    const file = await findImportFile(database.db, operator, fileId);
    if (!file) throw new Error("the file is there");
    const rejected = rejectedRows(file, readRejectedRows(database.db, operator, fileId));
    async function* repaired() {
      for await (const row of rejected.rows)
        yield row[6] === "3" ? row.with(2, "WATI").with(0, "1073014101700009") : row;
    }
    const path = join(dataDir, `${randomUUID()}.xlsx`);
    await writeFile(path, workbookStream({ ...rejected, rows: repaired(), notes: [["a", "b"]] }));

    const taken = await readRepairedFile(database.appDb, operator, {
      ...{ runId: run.id, version: run.version, fileId, path },
    });

    expect(taken).toMatchObject({ ok: true });
    expect(await database.db.importRepair.findMany({ where: { fileId } })).toMatchObject([
      { lineNo: 3, fields: ["1073014101700009", "", "WATI", "ARJOSARI", "BLIMBING"] },
    ]);
  });

  test.each([
    ["nothing in it was changed", (text: string) => text, "nothing_repaired"],
    ["it has other columns", (text: string) => text.replace("KEL/DESA", "DUSUN"), "other_columns"],
    [
      "a line was never rejected",
      (text: string) => text.replace(";3;", ";2;"),
      "line_not_rejected",
    ],
    ["a row says no line", (text: string) => text.replace(";3;", ";;"), "line_not_rejected"],
    ["a line stands in it twice", (text: string) => text.replace(";4;", ";3;"), "line_twice"],
    ["a row of it is broken", (text: string) => text.replace(";;;ARJO", ";;ARJO"), "row_broken"],
  ])("is refused whole where %s", async (_, change, code) => {
    const { run, fileId } = await importedList();
    const { path } = await givenBack(fileId, change);

    const taken = await readRepairedFile(database.appDb, operator, {
      ...{ runId: run.id, version: run.version, fileId, path },
    });

    expect(taken).toMatchObject({ ok: false, problem: { code } });
    expect(await database.db.importRepair.count({ where: { fileId } })).toBe(0);
  });
});

test("what the grid says of a row is what the import does with it", async () => {
  const names = ["SITI", "", "-", "null", " "];
  const niks = [nik(7), "", "0", "12", "1,07E+15"];
  const written = names.flatMap((name) => niks.map((number) => [name, number] as const));
  const kks = [nomorKk(1), "", "-", "0000000000000000", "123", "1,07E+15", "107301120580000?"];
  const { memberFileId, familyFileId } = await importedRelease("aturan", {
    families: [
      ...kks.map((kk, index) => family(kk, { alamat: `JL ${index}` })),
      family(`'${nomorKk(2)}`),
    ],
    members: written.map(([nama, number]) => member(nomorKk(1), number, { nama })),
  });
  const rejectedOf = (fileId: string) =>
    database.db.importProblem.findMany({
      where: { fileId, severity: "rejected" },
      orderBy: { lineNo: "asc" },
      select: { lineNo: true, code: true },
    });
  const judged = (role: "family" | "member", rows: readonly Readonly<Record<string, string>>[]) =>
    rows.flatMap((row, index) => {
      const code = rejectionOf(role, (column) => row[column] ?? "");
      return code === null ? [] : [{ lineNo: index + 2, code }];
    });

  expect(await rejectedOf(memberFileId)).toEqual(
    judged(
      "member",
      written.map(([nama, number]) => ({ nama, nomor_induk_kependudukan: number })),
    ),
  );
  expect(await rejectedOf(familyFileId)).toEqual(
    judged(
      "family",
      [...kks, `'${nomorKk(2)}`].map((kk) => ({ nomor_kartu_keluarga: kk })),
    ),
  );
});

/** Families and people of a release by line, without the ids that every load gives anew. */
async function contentOf(releaseId: number | undefined) {
  const read = (table: string, line: string) =>
    database.pool.query(
      `SELECT line_no, ${line} FROM ${table} WHERE release_id = $1 ORDER BY line_no`,
      [releaseId],
    );
  const families = await read("household_release", "nomor_kk, alamat, desil_nasional, luas_lantai");
  const people = await read("individual_release", "nik, nik_valid, nomor_kk, nama, tanggal_lahir");
  return [families.rows, people.rows];
}
