import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listUnmatchedDukcapil } from "@/lib/import/dukcapil/list-unmatched-dukcapil";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findCurrentDukcapilList } from "@/lib/registry/current-dukcapil-list";
import { linkLists } from "@/lib/registry/link-lists";
import { listPeople } from "@/lib/registry/list-people";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";
import { publishTestRelease } from "../support/releases";

/** Made-up numbers: the prefix 10 belongs to no province. */
const NIK = {
  budi: "1073010101800001",
  wati: "1073014101820002",
  stranger: "1073014101700004",
} as const;
const BUDI = {
  nomorKk: "1073010101100001",
  members: [
    { nik: NIK.budi, nama: "BUDI" },
    { nik: NIK.wati, nama: "WATI" },
  ],
};
const HEADER = "NIK|NAMA|STATUS|KETERANGAN|TGL LAHIR";

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-dukcapil-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
});
afterEach(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function listOf(name: string, rows: readonly string[]) {
  const path = join(dataDir, `${name}.csv`);
  await writeFile(path, [HEADER, ...rows, ""].join("\n"));
  return { dukcapil: path };
}

function rowsOf(runId: string) {
  return database.db.dukcapilRow.findMany({
    where: { list: { runId } },
    orderBy: { lineNo: "asc" },
    include: { individual: true },
  });
}

describe("a matching result of the population office", () => {
  test("is read from both columns, keeps what it says, and warns of words nobody knows", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    const files = await listOf("padan", [
      `${NIK.budi}|BUDI|PADAN||01/01/1980`,
      `${NIK.wati}|WATI|TIDAK AKTIF|MENINGGAL|`,
      `${NIK.stranger}|TUTI|TIDAK PADAN|NIK TIDAK DITEMUKAN|`,
      "3,57E+15|SARI|KODE 7|LIHAT SURAT|",
      "||PADAN||",
    ]);

    const run = await checkFiles(ctx, { kind: "dukcapil", name: "Padan" }, files);

    expect(run.summary).toMatchObject({
      kind: "dukcapil",
      rows: 4,
      results: { matched: 1, unmatched: 0, notFound: 1, doubled: 0, inactive: 1, unknown: 1 },
      fates: { deceased: 1, movedOut: 0 },
      inRelease: { found: 2, notFound: 2 },
    });
    expect(run.summary?.problems.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ["nobody", 1],
        ["nik_scientific", 1],
        ["dukcapil_words_unknown", 1],
      ]),
    );
    const rows = await rowsOf(run.id);
    expect(
      rows.map(({ result, fate, individual }) => [result, fate, individual?.nik ?? null]),
    ).toEqual([
      ["matched", null, NIK.budi],
      ["inactive", "deceased", NIK.wati],
      ["not_found", null, null],
      ["unknown", null, null],
    ]);
    expect(rows[0]?.raw).toEqual({ "TGL LAHIR": "01/01/1980" });
    expect(rows[3]).toMatchObject({ status: "KODE 7", note: "LIHAT SURAT", nikValid: false });
  });

  test("tied to its persons once, and a NIK that nothing knew becomes a person", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    const files = await listOf("padan", [
      `${NIK.wati}|WATI|TIDAK AKTIF|MENINGGAL|`,
      `${NIK.stranger}|TUTI|TIDAK PADAN||`,
      `${NIK.stranger}|TUTI LAGI|TIDAK PADAN||`,
      "123|TANPA NIK|TIDAK PADAN||",
    ]);

    const run = await publishFiles(ctx, { kind: "dukcapil", name: "Padan" }, files);

    const rows = await rowsOf(run.id);
    expect(rows.map(({ individual }) => individual && [individual.nik, individual.origin])).toEqual(
      [[NIK.wati, "dtsen"], [NIK.stranger, "dukcapil"], [NIK.stranger, "dukcapil"], null],
    );
    const versions = () => database.db.$queryRaw`
      SELECT line_no, xmin::text, individual_id FROM dukcapil_row ORDER BY line_no
    `;
    const [before, people] = [await versions(), await database.db.individual.count()];
    await linkLists(database.db);
    expect([await versions(), await database.db.individual.count()]).toEqual([before, people]);
  });

  test("knows its persons when it is read, and names nobody before it is applied", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    const first = await listOf("padan", [`${NIK.stranger}|TUTI|TIDAK PADAN||`]);
    await publishFiles(ctx, { kind: "dukcapil", name: "Padan" }, first);
    const second = await listOf("lagi", [`${NIK.stranger}|TUTI BARU|TIDAK PADAN||`]);
    const run = await checkFiles(ctx, { kind: "dukcapil", name: "Padan lagi" }, second);

    const id = (await rowsOf(run.id))[0]?.individualId ?? 0n;
    const people = await listPeople(database.appDb, [id]);

    expect(people.get(id)).toMatchObject({ name: "TUTI" });
  });

  test("waits for the first release, which ties it", async () => {
    const files = await listOf("padan", [`${NIK.budi}|BUDI|PADAN||`]);
    const run = await publishFiles(ctx, { kind: "dukcapil", name: "Padan" }, files);
    expect((await rowsOf(run.id))[0]?.individual).toBeNull();

    await publishTestRelease(database, "2026-10-20", [BUDI]);
    await linkLists(database.db);

    expect((await rowsOf(run.id))[0]?.individual?.nik).toBe(NIK.budi);
  });

  test("of several the latest by its date is asked, or by the day it was published", async () => {
    const publish = async (name: string, asOf?: string) => {
      const files = await listOf(name, [`${NIK.budi}|BUDI ${name}|PADAN||`]);
      return publishFiles(ctx, { kind: "dukcapil", name, asOf }, files);
    };
    const asked = () => findCurrentDukcapilList(database.appDb);

    expect(await asked()).toBeNull();
    await publish("Oktober", "2026-10-31");
    await publish("Juli", "2026-07-31");
    expect(await asked()).toMatchObject({ name: "Oktober", asOf: "2026-10-31" });
    await publish("Tanpa tanggal");
    expect(await asked()).toMatchObject({ name: "Tanpa tanggal" });
    await checkFiles(
      ctx,
      { kind: "dukcapil", name: "Belum terbit", asOf: "2027-01-01" },
      await listOf("Belum terbit", [`${NIK.budi}|BUDI|TIDAK PADAN||`]),
    );
    expect(await asked()).toMatchObject({ name: "Tanpa tanggal" });
  });
});

test("persons in no family of the release are listed by page, numbers stay behind, and only for the regency", async () => {
  await publishTestRelease(database, "2026-10-20", [BUDI]);
  const strangers = Array.from(
    { length: 55 },
    (_, index) => `107301410170${1000 + index}|ORANG ${index}|TIDAK PADAN||`,
  );
  const files = await listOf("padan", [
    `${NIK.budi}|BUDI|PADAN||`,
    "99|SALAH TULIS|TIDAK AKTIF|PINDAH LUAR NEGERI|",
    ...strangers,
  ]);
  const run = await checkFiles(ctx, { kind: "dukcapil", name: "Padan" }, files);
  const listId = run.dukcapilList?.id ?? 0;
  const operator = actorOf("operator", { level: "regency" });
  const ofVillage = actorOf("operator", { level: "villages", villageIds: [areas.villageA2] });

  const first = await listUnmatchedDukcapil(database.appDb, operator, listId);
  const second = await listUnmatchedDukcapil(database.appDb, operator, listId, {
    after: first.next ?? 0,
  });

  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 6, null]);
  expect(first.rows[0]).toEqual({
    lineNo: 3,
    name: "SALAH TULIS",
    nik: "99",
    result: "inactive",
    fate: "moved_out",
    reason: "invalid_nik",
  });
  expect(second.rows.at(-1)).toMatchObject({ nik: "1054", reason: "not_in_release" });
  expect(JSON.stringify(first)).not.toMatch(/\d{16}/);
  expect(await listUnmatchedDukcapil(database.appDb, ofVillage, listId)).toEqual({
    rows: [],
    next: null,
  });
});
