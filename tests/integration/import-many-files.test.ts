import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { unpackFile } from "@/lib/import/archive/unpack-file";
import { unpackUploads } from "@/lib/import/archive/unpack-uploads";
import { checkRun } from "@/lib/import/check-run";
import { receiveImport } from "@/lib/import/commands";
import { findFirstPlace } from "@/lib/import/first-place";
import { findImportRun } from "@/lib/import/queries";
import { listRejectedRows } from "@/lib/import/repair/list-rejected-rows";
import { sampleProblemLines } from "@/lib/import/sample-problem-lines";
import type { ImportFileRole, ReceivedFile } from "@/lib/import/schema";
import { isStored, storedFilePath, storeLocalFile } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  family,
  familyFile,
  type Line,
  member,
  memberFile,
  nik,
  nomorKk,
} from "../support/dtsen-files";
import { workContext } from "../support/imports";
import { createTestOffice } from "../support/people";
import { writeRawWorkbook, zipOf } from "../support/workbooks";

vi.setConfig({ testTimeout: 60_000 });

const COMMAND_LINE = { kind: "command_line" } as const;
const MEGABYTE = 1024 * 1024;

let database: TestDatabase;
let ctx: WorkContext;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
  folder = await mkdtemp(join(tmpdir(), "tepat-banyak-"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  ctx = workContext(database, await mkdtemp(join(folder, "data-")));
});

const families = (lines: readonly Line[]) => familyFile({ families: lines, members: [] });
const members = (lines: readonly Line[]) => memberFile({ families: [], members: lines });

async function store(name: string, content: string | Buffer) {
  const path = join(folder, "given");
  await writeFile(path, content);
  const stored = await storeLocalFile(ctx.dataDir, path);
  if (!stored.ok) throw new Error(stored.problem.code);
  return { ...stored.value, name };
}

/** Names and contents of the files of a release, those that begin with "anggota" members. */
async function check(contents: Readonly<Record<string, string | Buffer>>) {
  const files: ReceivedFile[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const role: ImportFileRole = name.startsWith("anggota") ? "member" : "family";
    files.push({ role, ...(await store(name, content)) });
  }
  const received = await database.db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, { kind: "dtsen", name: "v3 2026", asOf: "2026-10-20", files }),
  );
  if (!received.ok) return received.problem;
  const { runId } = received.value;
  await checkRun(ctx, runId);
  return findImportRun(database.db, COMMAND_LINE, runId);
}

async function checked(contents: Readonly<Record<string, string | Buffer>>) {
  const run = await check(contents);
  if (!run || !("state" in run)) throw new Error(JSON.stringify(run));
  if (run.state !== "ready") throw new Error(run.failure?.sentence);
  return run;
}

describe("a release of several files", () => {
  test("families of two files and members of three are one release", async () => {
    const run = await checked({
      "anggota 10.csv": members([member(nomorKk(4), nik(4))]),
      "anggota 2.csv": members([member(nomorKk(3), nik(3)), member(nomorKk(1), nik(5))]),
      "anggota 1.csv": members([member(nomorKk(1), nik(1)), member(nomorKk(2), nik(2))]),
      "keluarga b.csv": families([family(nomorKk(3)), family(nomorKk(4))]),
      "keluarga a.csv": families([
        family(nomorKk(1), { jumlah_anggota_keluarga: "2" }),
        family(nomorKk(2)),
      ]),
    });

    expect(run.summary).toMatchObject({
      files: [
        { role: "family", read: 4, good: 4 },
        { role: "member", read: 5, good: 5 },
      ],
      households: { total: 4, unknownArea: 4 },
      unknownAreas: [{ households: 4 }],
      individuals: { total: 5, withoutFamily: 0 },
    });
    const rows = await database.db.individualRelease.findMany({
      where: { releaseId: run.release?.id },
      orderBy: { lineNo: "asc" },
      select: { lineNo: true, nik: true },
    });
    expect(rows.map(({ lineNo, nik }) => [lineNo, nik])).toEqual(
      [1, 2, 3, 5, 4].map((person, index) => [[2, 3, 5, 6, 8][index], nik(person)]),
    );
    const offsets = await database.db.importFile.findMany({
      where: { runId: run.id, role: "member" },
      orderBy: { lineOffset: "asc" },
    });
    expect(offsets.map(({ name, lineOffset }) => [name, lineOffset])).toEqual([
      ["anggota 1.csv", 0],
      ["anggota 2.csv", 3],
      ["anggota 10.csv", 6],
    ]);
  });

  test("what is wrong is told with the file and the line in it, and doubles across files are seen", async () => {
    const run = await checked({
      "keluarga 1.csv": families([family(nomorKk(1)), family(nomorKk(1))]),
      "keluarga 2.csv": families([
        family(nomorKk(2)),
        family(nomorKk(1)),
        '"1"|"terpotong',
        family(nomorKk(3), { jumlah_anggota_keluarga: "9" }),
      ]),
      "anggota 1.csv": members([member(nomorKk(1), nik(1)), member(nomorKk(2), nik(2))]),
      "anggota 2.csv": members([member(nomorKk(3), nik(1))]),
    });

    const shown = await sampleProblemLines(database.db, COMMAND_LINE, run.id, [
      { role: "family", code: "broken_line" },
      { role: "member", code: "nik_doubled" },
    ]);
    expect(shown.map(({ fileName, lineNos }) => [fileName, lineNos]).toSorted()).toEqual([
      ["anggota 2.csv", [2]],
      ["keluarga 2.csv", [4]],
    ]);
    const problems = await database.db.importProblem.findMany({
      where: { runId: run.id, code: { not: "area_unknown" } },
      orderBy: { id: "asc" },
      include: { file: { select: { name: true, role: true } } },
    });
    expect(problems.map(({ file, lineNo, code }) => [file.name, lineNo, code])).toEqual([
      ["keluarga 1.csv", 3, "family_kk_repeated"],
      ["keluarga 2.csv", 3, "family_kk_in_other_file"],
      ["keluarga 2.csv", 4, "broken_line"],
      ["anggota 2.csv", 2, "nik_doubled"],
      ["keluarga 2.csv", 5, "member_count_differs"],
    ]);
    const firstPlaces = problems
      .filter(({ firstLineNo }) => firstLineNo !== null)
      .map(({ file, lineNo, firstLineNo }) => {
        const first = findFirstPlace(run.files, file.role, firstLineNo);
        return [file.name, lineNo, first?.fileName, first?.lineNo];
      });
    expect(firstPlaces).toEqual([
      ["keluarga 1.csv", 3, "keluarga 1.csv", 2],
      ["keluarga 2.csv", 3, "keluarga 1.csv", 2],
      ["anggota 2.csv", 2, "anggota 1.csv", 2],
    ]);
    expect(shown.flatMap(({ firstLineNos }) => firstLineNos)).toEqual(
      expect.arrayContaining([null, 2]),
    );
    const [, second] = run.files.filter(({ role }) => role === "family");
    const page = await listRejectedRows(database.db, COMMAND_LINE, second?.id ?? "");
    expect(page?.rows.map(({ first }) => first)).toEqual([
      "Yang pertama: keluarga 1.csv, baris 2.",
      null,
    ]);
    expect(
      run.files.map(({ name, rowsGood, rowsRejected }) => [name, rowsGood, rowsRejected]),
    ).toEqual(
      expect.arrayContaining([
        ["keluarga 1.csv", 1, 1],
        ["keluarga 2.csv", 2, 2],
        ["anggota 2.csv", 1, 0],
      ]),
    );
  });

  test("a code that contradicts the names beside it is told with its lines, by kelurahan", async () => {
    const place = { kecamatan: "BLIMBING", kelurahan_desa: "ARJOSARI" };
    const strayed = { ...place, kode_kelurahan_desa: "3573010009" };
    const right = (each: number) => family(nomorKk(each), place);
    const run = await checked({
      "keluarga 1.csv": families([right(1), right(2), right(3)]),
      "keluarga 2.csv": families([right(4), family(nomorKk(5), strayed)]),
      "anggota.csv": members([1, 2, 3, 4, 5].map((each) => member(nomorKk(each), nik(each)))),
    });

    expect(run.summary?.problems).toEqual([
      {
        ...{ role: "family", severity: "warning", code: "area_code_differs", count: 1 },
        column: "kode_kelurahan_desa",
        texts: [{ text: "3573010009 untuk ARJOSARI, kecamatan BLIMBING", count: 1 }],
      },
    ]);
    const [warned] = await database.db.importProblem.findMany({
      where: { runId: run.id },
      include: { file: { select: { name: true } } },
    });
    expect([warned?.file.name, warned?.lineNo, warned?.severity]).toEqual([
      "keluarga 2.csv",
      3,
      "warning",
    ]);
    expect(run.summary).toMatchObject({ households: { total: 5, unknownArea: 0 } });
  });

  test("files of one release may differ in columns, encoding and kind", async () => {
    const kk = nomorKk(2);
    const cells = (texts: readonly string[]) =>
      `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
    const path = join(folder, "book");
    const header = [
      "NO KK",
      "NAMA KEPALA KELUARGA",
      "KELURAHAN DESA",
      "KECAMATAN",
      "DESIL NASIONAL",
    ];
    const row = [kk, "SITI", "ARJOWINANGUN", "KEDUNGKANDANG", "4"];
    await writeRawWorkbook(path, { sheets: [{ name: "A", rows: cells(header) + cells(row) }] });
    const run = await checked({
      "keluarga 1.csv": Buffer.from(`\uFEFF${families([family(nomorKk(1))])}`, "utf16le"),
      "keluarga 2.xlsx": await readFile(path),
      "anggota 1.csv": Buffer.from(
        members([member(nomorKk(1), nik(1)), member(kk, nik(2), { nama: "RENÉ" })]),
        "latin1",
      ),
    });

    expect(run.summary).toMatchObject({ households: { total: 2 }, individuals: { total: 2 } });
    expect(run.files.map(({ encoding, sheet }) => [encoding, sheet]).toSorted()).toEqual([
      ["utf-16le", null],
      ["utf-8", "A"],
      ["windows-1252", null],
    ]);
  });

  test("a file that is no part of it stops the import with its name", async () => {
    const run = await check({
      "keluarga 1.csv": families([family(nomorKk(1))]),
      "keluarga 2.csv": "a|b\n1|2\n",
      "anggota.csv": members([member(nomorKk(1), nik(1))]),
    });

    expect(run).toMatchObject({
      state: "failed",
      failure: {
        code: "columns_missing",
        sentence: expect.stringContaining("keluarga 2.csv: kolom"),
      },
    });
  });

  test("the same content twice is refused by name", async () => {
    const same = families([family(nomorKk(1))]);
    expect(
      await check({
        "keluarga 1.csv": same,
        "keluarga 2.csv": same,
        "anggota.csv": members([member(nomorKk(1), nik(1))]),
      }),
    ).toEqual({ code: "same_file_twice", fileName: "keluarga 2.csv" });
  });
});

describe("archives", () => {
  const table = "nik;nama\n1;SITI\n";

  async function unpack(content: Buffer, name = "rilis.zip", megabytes = 10) {
    const path = join(folder, "archive");
    await writeFile(path, content);
    const context = {
      db: database.db,
      dataDir: ctx.dataDir,
      unpackedBytesMax: megabytes * MEGABYTE,
    };
    return unpackFile(context, { path, name });
  }

  test("each table of an archive lies in the store by itself, under its short name", async () => {
    const unpacked = await unpack(
      zipOf({
        "rilis/": "",
        "rilis/keluarga.csv": table,
        "rilis/anggota.csv.gz": gzipSync(`${table}2;ANI\n`),
        "rilis/berita acara.pdf": "%PDF-1.7",
        "__MACOSX/rilis/._keluarga.csv": "x",
      }),
    );

    expect(unpacked).toMatchObject({
      ok: true,
      value: {
        files: [
          { name: "keluarga.csv", archiveName: "rilis.zip", sizeBytes: table.length },
          { name: "anggota.csv", archiveName: "rilis.zip", sizeBytes: table.length + 6 },
        ],
        passedOver: ["rilis/berita acara.pdf"],
      },
    });
    for (const file of unpacked.ok ? (unpacked.value?.files ?? []) : [])
      expect(await isStored(ctx.dataDir, file)).toBe(true);
  });

  test("folders stay in the names where they tell files apart", async () => {
    const unpacked = await unpack(
      zipOf({
        "sukun/keluarga.csv": table,
        "klojen.zip": zipOf({ "keluarga.csv": `${table}9;X\n` }),
      }),
    );

    expect(unpacked.ok && unpacked.value?.files.map(({ name }) => name)).toEqual([
      "sukun/keluarga.csv",
      "keluarga.csv",
    ]);
  });

  test("a table, a workbook and a lone GZIP", async () => {
    expect(await unpack(Buffer.from(table))).toEqual({ ok: true, value: null });
    const path = join(folder, "book");
    await writeRawWorkbook(path, { sheets: [{ name: "A", rows: "" }] });
    expect(await unpack(await readFile(path), "buku.xlsx")).toEqual({ ok: true, value: null });
    expect(await unpack(gzipSync(table), "penerima.csv.gz")).toMatchObject({
      value: { files: [{ name: "penerima.csv", archiveName: "penerima.csv.gz" }] },
    });
  });

  test.each([
    ["cut off", zipOf({ "a.csv": table }).subarray(0, 60), "archive_broken", "rilis.zip"],
    ["locked", zipOf({ "a.csv": table }, { "a.csv": { flags: 1 } }), "archive_encrypted", "a.csv"],
    ["of letters only", zipOf({ "surat.pdf": "%PDF" }), "archive_without_table", "rilis.zip"],
    ["empty", zipOf({}), "archive_without_table", "rilis.zip"],
    ["with an empty file", zipOf({ "a.csv": table, "b.csv": "" }), "empty_file", "b.csv"],
    ["an ODS", zipOf({ mimetype: "x", "content.xml": "<x/>" }), "open_document", "rilis.zip"],
    ["a GZIP cut off", gzipSync(table).subarray(0, 20), "archive_broken", "rilis.zip"],
    ["damaged inside", damaged(zipOf({ "a.csv": table })), "archive_broken", "a.csv"],
    ["with a path out of it", zipOf({ "../a.csv": table }), "archive_broken", "rilis.zip"],
  ])("an archive %s is refused and leaves nothing", async (_, content, code, fileName) => {
    expect(await unpack(content)).toEqual({ ok: false, problem: { code, fileName } });
    expect(await database.db.importFile.count({ where: { name: fileName } })).toBe(0);
    const digest = await store("a.csv", table);
    await rm(storedFilePath(ctx.dataDir, digest.sha256));
  });

  test("of uploads the archives go, their tables stay; where one is refused, nothing of any stays", async () => {
    const context = { db: database.db, dataDir: ctx.dataDir, unpackedBytesMax: MEGABYTE };
    const packed = await store("a.zip", zipOf({ "a.csv": `${table}3;X\n` }));
    const plain = await store("b.csv", `${table}4;Y\n`);
    const locked = await store("c.zip", zipOf({ "c.csv": table }, { "c.csv": { flags: 1 } }));

    const taken = await unpackUploads(context, [packed, plain]);
    const files = taken.ok ? taken.value.files : [];
    expect(files.map(({ name, archiveName }) => [name, archiveName])).toEqual([
      ["a.csv", "a.zip"],
      ["b.csv", undefined],
    ]);
    expect(await Promise.all(files.map((file) => isStored(ctx.dataDir, file)))).toEqual([
      true,
      true,
    ]);
    expect(await isStored(ctx.dataDir, packed)).toBe(false);

    const again = await store("a.zip", zipOf({ "a.csv": `${table}5;Z\n` }));
    expect(await unpackUploads(context, [again, locked])).toEqual({
      ok: false,
      problem: { code: "archive_encrypted", fileName: "c.zip", inside: "c.csv" },
    });
    const inner = await store("a.csv", `${table}5;Z\n`);
    expect(await isStored(ctx.dataDir, again)).toBe(false);
    await rm(storedFilePath(ctx.dataDir, inner.sha256));
  });

  /** A letter of the list is another one: only the sum tells. */
  function damaged(archive: Buffer): Buffer {
    const copy = Buffer.from(archive);
    const at = copy.indexOf("a.csv") + "a.csv".length + 8;
    copy.writeUInt8((copy[at] ?? 0) ^ 1, at);
    return copy;
  }
});
