import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { checkRun } from "@/lib/import/check-run";
import { readingOf } from "@/lib/import/column-answers";
import { columnAnswer } from "@/lib/import/column-fields";
import { ConfirmIntake, confirmIntake } from "@/lib/import/confirm-intake";
import { findIntake, keepIntake } from "@/lib/import/intake";
import { interpretFiles } from "@/lib/import/interpret-files";
import { proposeColumns, recallRoles } from "@/lib/import/propose-columns";
import { ReadAgain, readAgain } from "@/lib/import/read-again";
import { readFileHead } from "@/lib/import/read-file-head";
import type { ImportFileRole } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { workContext } from "../support/imports";
import { createTestOffice, createTestPerson } from "../support/people";
import { writeRawWorkbook } from "../support/workbooks";

const NOW = new Date("2026-11-22T03:00:00Z");
const USELESS = "KOLOM1,KOLOM2,KOLOM3,KOLOM4";
const AS_RECIPIENTS = ["nik", "nomor_kk", "nama", null];
const HOLDERS = ["nik", "nomor_kk", "nama", "alamat"];

let database: TestDatabase;
let dataDir: string;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-kolom-"));
  const { regency } = await createTestOffice(database.db);
  const { id, username } = await createTestPerson(database.db, "operator", [regency]);
  operator = {
    kind: "user",
    id,
    sessionId: randomUUID(),
    username,
    name: username,
    role: "operator",
    area: { level: "regency" },
  };
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** Uploads a text as the page does; no two uploads have the same content. */
async function upload(text: string, name = "daftar.csv"): Promise<string> {
  const path = join(dataDir, name);
  await writeFile(path, text);
  return uploadFile(path, name);
}

async function uploadFile(path: string, name: string): Promise<string> {
  const stored = await storeLocalFile(dataDir, path);
  if (!stored.ok) throw new Error(stored.problem.code);
  const head = await readFileHead(dataDir, { ...stored.value, name });
  if (!head.ok) throw new Error(head.problem.code);
  const createdAt = NOW.toISOString();
  return keepIntake(dataDir, { createdBy: operator.id, createdAt, files: [head.value] });
}

/** Five people without a family; the last column says which upload they are of. */
function listUnder(header: string): string {
  const rows = Array.from(
    { length: 5 },
    (_, index) =>
      `103573520380${1000 + index},103573150119${2000 + index},ORANG ${index},${randomUUID()}`,
  );
  return [header, ...rows, ""].join("\n");
}

function readAs(
  intakeId: string,
  form: { role?: ImportFileRole | ""; sheet?: string; headerLine?: number },
) {
  const input = ReadAgain.parse({ intakeId, file: "0", role: "", headerLine: "1", ...form });
  return readAgain(operator, input, { dataDir, now: NOW });
}

async function intakeOf(id: string) {
  const intake = await findIntake(dataDir, { id, createdBy: operator.id, now: NOW });
  if (!intake) throw new Error("The intake is gone");
  return intake;
}

/** What the page shows of an upload. */
async function proposed(intakeId: string) {
  const { files } = await intakeOf(intakeId);
  const interpreted = interpretFiles(await recallRoles(database.appDb, files));
  if (!interpreted.ok) throw new Error(interpreted.problem.code);
  return proposeColumns(database.appDb, interpreted.value.files);
}

/** What the columns of the first file are proposed as. */
function columnsOf([file]: Awaited<ReturnType<typeof proposed>>) {
  return file?.columns.map(({ column }) => column);
}

async function start(
  intakeId: string,
  columns?: readonly (string | null)[],
  change: Partial<ConfirmIntake> = {},
) {
  const input = {
    intakeId,
    name: "PKH",
    programCode: "PKH",
    ...(columns && {
      reading: readingOf(await proposed(intakeId)),
      columns: columns.map((column, position) => columnAnswer(0, position, column)),
    }),
    ...change,
  };
  return database.appDb.$transaction((tx) =>
    confirmIntake(tx, operator, ConfirmIntake.parse(input), { dataDir, now: NOW }),
  );
}

async function checkedRun(confirmed: Awaited<ReturnType<typeof start>>) {
  if (!confirmed.ok) throw new Error(confirmed.problem.code);
  const id = confirmed.value.runId;
  await checkRun(workContext(database, dataDir), id);
  return database.db.importRun.findUniqueOrThrow({
    where: { id },
    include: { files: true, recipientLists: true },
  });
}

describe("a list with a header that nobody knows", () => {
  test("is no dead end: its person says what it is and what its columns are, and the check reads it so", async () => {
    const intakeId = await upload(listUnder(USELESS));
    expect(interpretFiles((await intakeOf(intakeId)).files)).toMatchObject({
      problem: { code: "unknown_file" },
    });
    await readAs(intakeId, { role: "recipients" });

    const run = await checkedRun(await start(intakeId, AS_RECIPIENTS));

    expect(run).toMatchObject({ state: "ready", kind: "recipients", summary: { rows: 5 } });
    expect(run.files).toMatchObject([
      { mapping: { KOLOM1: "nik", KOLOM2: "nomor_kk", KOLOM3: "nama", KOLOM4: null } },
    ]);
    const listId = run.recipientLists[0]?.id;
    const row = await database.db.recipientRow.findFirst({ where: { listId, lineNo: 2 } });
    expect(row).toMatchObject({
      nik: "1035735203801000",
      nomorKk: "1035731501192000",
      nama: "ORANG 0",
      amountRupiah: null,
      raw: { KOLOM4: expect.any(String) },
    });
  });

  test("is proposed the next time as it was started, by whom and when, and may be changed", async () => {
    const intakeId = await upload(listUnder(USELESS));

    const files = await proposed(intakeId);

    expect(columnsOf(files)).toEqual(AS_RECIPIENTS);
    expect(files[0]).toMatchObject({
      role: "recipients",
      profile: { name: "daftar", setAt: NOW, setBy: "Petugas operator" },
    });
    await checkedRun(await start(intakeId, HOLDERS));
    expect(columnsOf(await proposed(await upload(listUnder(USELESS))))).toEqual(HOLDERS);
  });

  test("other headers and other kinds are not affected", async () => {
    const other = await upload(listUnder(`${USELESS}9`));
    expect(interpretFiles(await recallRoles(database.db, (await intakeOf(other)).files)).ok).toBe(
      false,
    );
    const asDtks = await upload(listUnder(USELESS));
    await readAs(asDtks, { role: "dtks" });
    const files = await proposed(asDtks);
    expect(files).toMatchObject([{ role: "dtks", profile: null }]);
    expect(columnsOf(files)).toEqual(["nik", "nomor_kk", null, null]);
  });
});

describe("values under a header that says nothing", () => {
  const header = "A,KOLOM2,,Unnamed: 3,B";
  const rows = ["SITI AMINAH,L,KLOJEN", "SUPARMI,P,BLIMBING", "WAGINAH,P,BLIMBING"].map(
    (values, index) => `103573520380${5000 + index},${values},${randomUUID()}`,
  );

  test("are guessed with the reason, shown as a guess, and started as they were shown", async () => {
    const intakeId = await upload([header, ...rows, ""].join("\n"));
    await readAs(intakeId, { role: "recipients" });

    const files = await proposed(intakeId);

    expect(files[0]?.columns).toEqual([
      { column: "nik", by: "values", seen: { kind: "nik", fitting: 3, filled: 3 } },
      { column: "nama", by: "values", seen: { kind: "name", fitting: 3, filled: 3 } },
      { column: null, by: "name" },
      { column: "kecamatan", by: "values", seen: { kind: "kecamatan", fitting: 2, filled: 2 } },
      { column: null, by: "name" },
    ]);
    const run = await checkedRun(await start(intakeId, columnsOf(files)));
    expect(run).toMatchObject({ state: "ready", summary: { rows: 3 } });
  });

  test("are looked at only where neither a name nor a profile tells, and a profile's word stays", async () => {
    const intakeId = await upload([header, ...rows, ""].join("\n"));

    const [file] = await proposed(intakeId);
    expect(file?.profile).not.toBeNull();
    expect(file?.columns.map(({ by }) => by)).toEqual(Array(5).fill("profile"));
  });
});

test("columns that are recognised and left so are not remembered", async () => {
  const header = "NIK,NO KK,NAMA PENERIMA,CATATAN";
  await checkedRun(await start(await upload(listUnder(header)), ["nik", "nomor_kk", "nama", null]));

  expect((await proposed(await upload(listUnder(header))))[0]?.profile).toBeNull();
});

test("a row of data in place of a header is remembered by nobody", async () => {
  const text = listUnder("10357352,10357315,ORANG,x");
  const intakeId = await upload(text);
  await readAs(intakeId, { role: "recipients" });
  const before = await database.db.columnProfile.count();

  await checkedRun(await start(intakeId, AS_RECIPIENTS));

  expect(await database.db.columnProfile.count()).toBe(before);
});

describe("what a form says of the columns is refused, and nothing is stored,", () => {
  test.each([
    [
      "where a column is chosen twice",
      ["nik", "nik", "nama", null],
      [{ field: "kolom-0-1", problem: { code: "column_twice", column: "nik" } }],
    ],
    [
      "where nothing leads to a family",
      [null, null, "nama", null],
      [{ field: "kolom-0-0", problem: { code: "column_missing", group: ["nik", "nomor_kk"] } }],
    ],
  ])("%s", async (_case, columns, problems) => {
    const intakeId = await upload(listUnder("NIK,NO KK,NAMA PENERIMA,CATATAN"));
    const runs = await database.db.importRun.count();

    expect(await start(intakeId, columns)).toMatchObject({
      ok: false,
      problem: { code: "columns_wrong", problems },
    });
    expect(await database.db.importRun.count()).toBe(runs);
  });

  test.each([
    ["where it names a column that does not exist", ["nik", "gaji", "nama", null]],
    ["where it names one of another list", ["nik", "status", "nama", null]],
    ["where it says nothing of a column", ["nik", "nomor_kk", "nama"]],
  ])("%s", async (_case, columns) => {
    const intakeId = await upload(listUnder("NIK,NO KK,NAMA PENERIMA,CATATAN"));

    expect(await start(intakeId, columns)).toEqual({
      ok: false,
      problem: { code: "columns_changed" },
    });
  });

  test("where the file was read in another way since the page came", async () => {
    const intakeId = await upload(listUnder("NIK,NO KK,NAMA PENERIMA,CATATAN"));
    const reading = readingOf(await proposed(intakeId));
    await readAs(intakeId, { role: "dtks" });

    expect(await start(intakeId, AS_RECIPIENTS, { reading, asOf: "2024-12-31" })).toEqual({
      ok: false,
      problem: { code: "columns_changed" },
    });
  });
});

describe("where a table stands", () => {
  test("is changed to another sheet and line, with new samples, and the check reads it there", async () => {
    const path = join(dataDir, "buku.xlsx");
    const cells = (values: readonly string[]) =>
      `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join("")}</row>`;
    await writeRawWorkbook(path, {
      sheets: [
        {
          name: "Rekap",
          rows: cells(["NIK", "NO KK", "NAMA PENERIMA"]) + cells(["1", "2", "SALAH"]),
        },
        {
          name: "Data",
          rows:
            cells(["X", "Y", "Z"]) +
            cells(["A1", "A2", "A3"]) +
            cells(["1035735203801777", "1035731501192777", "SUPARMI"]),
        },
      ],
    });
    const intakeId = await uploadFile(path, "buku.xlsx");
    expect((await intakeOf(intakeId)).files[0]).toMatchObject({ sheet: "Rekap", headerLine: 1 });

    await readAs(intakeId, { role: "recipients", sheet: "Data" });
    await readAs(intakeId, { role: "recipients", sheet: "Data", headerLine: 2 });

    expect((await intakeOf(intakeId)).files[0]).toMatchObject({
      sheet: "Data",
      headerLine: 2,
      header: ["A1", "A2", "A3"],
      samples: [["•••• 1777"], ["•••• 2777"], ["SUPARMI"]],
    });
    const run = await checkedRun(await start(intakeId, ["nik", "nomor_kk", "nama"]));
    expect(run).toMatchObject({ state: "ready", summary: { rows: 1 } });
    expect(run.files).toMatchObject([{ sheet: "Data", headerLine: 2 }]);
  });

  test("is not changed to a line or a sheet that is not there, nor by anybody else", async () => {
    const intakeId = await upload(listUnder(USELESS));
    const before = await intakeOf(intakeId);

    expect(await readAs(intakeId, { role: "recipients", headerLine: 99 })).toMatchObject({
      problem: { code: "no_header_there", headerLine: 99 },
    });
    const input = ReadAgain.parse({ intakeId, file: "0", role: "dtks", headerLine: "1" });
    expect(
      await readAgain({ ...operator, id: randomUUID() }, input, { dataDir, now: NOW }),
    ).toMatchObject({ problem: { code: "intake_gone" } });
    expect(await intakeOf(intakeId)).toEqual(before);
  });
});

test("an upload that waits keeps no NIK beside the file itself", async () => {
  const intakeId = await upload(listUnder(USELESS));

  const kept = await readFile(join(dataDir, "intakes", `${intakeId}.json`), "utf8");

  expect(kept).toContain("•••• 1000");
  expect(kept.replace(/"sha256":"\w+"/, "")).not.toMatch(/\d{16}/);
});
