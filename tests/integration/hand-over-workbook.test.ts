import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { createBatch } from "@/lib/hand-over/create-batch";
import { downloadBatch } from "@/lib/hand-over/download-batch";
import type { ProposedChange } from "@/lib/proposals/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createValidatedProposal, LIGHTER_METER } from "../support/hand-over";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, member } from "../support/registry";

const OFFICE = {
  name: "Kantor Uji",
  regencyName: "Kota Malang",
  timeZone: "Asia/Jakarta",
} as const;

/** Names that a spreadsheet would take for a formula, and one with a sign that XML cannot hold. */
const NAMES = ['=HYPERLINK("http://jahat.example")', "+62811", "-SITI", "@SUM(1)", "BU\u0007DI"];

let database: TestDatabase;
let areas: TestAreas;
let operator: UserActor;
let batchId: string;
let sheets: Awaited<ReturnType<typeof readXlsxFile>>;
let numbers: readonly { readonly nomorKk: string; readonly nik: string }[];

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  const registry = createRegistry(database.db, database.pool);
  const { id, username } = await createTestPerson(database.db, "operator", [areas.regency]);
  operator = {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: "Oki Lestari",
    role: "operator",
    area: { level: "regency" },
  };
  const families = NAMES.map((name) =>
    family({ villageId: areas.villageA1, members: [member({ name }), member({ name: "ANAK" })] }),
  );
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families });
  numbers = families.map(({ nomorKk, members: [head] }) => ({ nomorKk, nik: head?.nik ?? "" }));
  for (const { nomorKk, members } of families) {
    const householdId = await registry.householdId(nomorKk);
    const child = await database.db.individual.findFirstOrThrow({
      where: { nik: members[1]?.nik ?? "" },
    });
    await createValidatedProposal(database.db, {
      householdId,
      villageId: areas.villageA1,
      changes: [LIGHTER_METER, studentOf(child.id)],
      justification: "-5+3 orang tinggal di rumah itu\nsudah dilihat",
    });
  }
  const made = await database.appDb.$transaction((tx) =>
    createBatch(tx, operator, { which: "all", proposal: [] }),
  );
  if (!made.ok) throw new Error(made.problem.code);
  batchId = made.value.id;
  sheets = await readXlsxFile(await download());
});
afterAll(() => database.drop());

function studentOf(individualId: bigint): ProposedChange {
  return {
    scope: "individual",
    column: "partisipasi_sekolah",
    individualId: String(individualId),
    label: "Partisipasi sekolah",
    old: "1",
    oldLabel: "Tidak/belum pernah sekolah",
    new: "2",
    newLabel: "Masih sekolah",
  };
}

async function download(): Promise<Buffer> {
  const file = await database.appDb.$transaction((tx) =>
    downloadBatch(tx, operator, OFFICE, batchId),
  );
  if (!file) throw new Error("there is no such list");
  expect(file.name).toMatch(/^serah-terima-\d+\.xlsx$/);
  return file.content;
}

/** The rows of a sheet as records by the titles of its columns. */
function rowsOf(name: string): Record<string, unknown>[] {
  const [, , , titles = [], ...rows] = sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [String(title), row[at]])));
}

describe("the workbook of a list", () => {
  test("has a line a change, a line a proposal, and says who took it", () => {
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Perubahan", "Usulan", "Tentang daftar"]);
    expect(rowsOf("Usulan")).toHaveLength(NAMES.length);
    expect(rowsOf("Perubahan")).toHaveLength(2 * NAMES.length);
    const about = sheets
      .at(-1)
      ?.data.map((row) => row.join(" "))
      .join("\n");
    expect(about).toContain("Kantor Uji");
    expect(about).toContain(`Oki Lestari (${operator.username})`);
    expect(about).toContain("serah terima SIKS-NG");
  });

  test("keeps every digit of NIK and No KK, as text", () => {
    for (const name of ["Usulan", "Perubahan"]) {
      const rows = rowsOf(name).filter((row) => row.Nama !== "ANAK");
      expect(rows.map((row) => [row["No KK"], row.NIK])).toEqual(
        numbers.map(({ nomorKk, nik }) => [nomorKk, nik]),
      );
    }
  });

  test("writes names that begin like a formula as names, without signs that break the file", () => {
    expect(rowsOf("Usulan").map((row) => row.Nama)).toEqual(
      NAMES.map((name) => name.replace("\u0007", "")),
    );
    const cells = sheets.flatMap(({ data }) => data.flat()).filter((cell) => cell !== null);
    expect(cells.filter((cell) => typeof cell !== "string")).toEqual([]);
  });

  test("names the person whose value changes, and the head for the family's own", () => {
    const [household, person] = rowsOf("Perubahan");

    expect(household).toMatchObject({
      Kecamatan: "Blimbing",
      "Kelurahan/desa": "Balearjosari",
      Nama: NAMES[0],
      Kolom: "Daya terpasang",
      "Nilai lama": "1.300 watt",
      "Nilai baru": "450 watt",
      Alasan: "-5+3 orang tinggal di rumah itu\nsudah dilihat",
      Dasar: "Berita acara musyawarah",
      "Nomor dasar": "470/12/2026",
      "Tanggal dasar": "02/11/2026",
      "Tanggal entri": null,
      "Bukti SIKS-NG": null,
    });
    expect(person).toMatchObject({ Nama: "ANAK", Kolom: "Partisipasi sekolah" });
    expect(person?.NIK).toMatch(/^\d{16}$/);
    expect(person?.NIK).not.toBe(household?.NIK);
  });

  test("is written down with its purpose each time it is taken", async () => {
    const audits = () =>
      database.db.auditEvent.findMany({
        where: { action: "hand_over.download", subjectId: batchId },
      });
    const before = await audits();

    await download();

    const after = await audits();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      actorId: operator.id,
      detail: { lines: NAMES.length, purpose: "serah terima SIKS-NG" },
    });
  });

  test("is not there for somebody of a smaller area, nor for a number that is none", async () => {
    const narrow: UserActor = {
      ...operator,
      area: { level: "villages", villageIds: [areas.villageA1] },
    };
    const client = database.appDb;
    const taken = () => database.db.auditEvent.count({ where: { action: "hand_over.download" } });
    const before = await taken();

    expect(await downloadBatch(client, narrow, OFFICE, batchId)).toBeNull();
    const nobodys = "00000000-0000-4000-8000-000000000000";
    expect(await downloadBatch(client, operator, OFFICE, nobodys)).toBeNull();
    expect(await taken()).toBe(before);
  });
});
