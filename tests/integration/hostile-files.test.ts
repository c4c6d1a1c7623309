import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { packPieces, zipOf } from "../support/workbooks";

// Each file is taken in by a process of its own, so that what it costs can be told.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

/** What an archive may become where its shrinking alone must give it away. */
const UNPACKED_MEGABYTES = 2048;
/** The program itself takes two thirds of it; a file of any kind must not add more than the rest. */
const PEAK_MEGABYTES_MAX = 320;
const SECONDS_MAX = 30;
const MEGABYTE = 1024 * 1024;

const Cost = z.object({
  outcome: z.string(),
  rows: z.number(),
  seconds: z.number(),
  peakMegabytes: z.number(),
});

let database: TestDatabase;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "tepat-hostile-"));
  dataDir = join(folder, "data");
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = promisify(execFile);

async function takeIn(
  content: Iterable<string | Buffer>,
  {
    through,
    unpackedMegabytes = UNPACKED_MEGABYTES,
  }: {
    readonly through?: NodeJS.ReadWriteStream;
    readonly unpackedMegabytes?: number;
  } = {},
) {
  const path = join(folder, "berkas");
  const source = Readable.from(content, { objectMode: false });
  const target = createWriteStream(path);
  await (through ? pipeline(source, through, target) : pipeline(source, target));
  const { stdout } = await run(process.execPath, [
    "--conditions=react-server",
    "--import",
    "tsx",
    "tests/support/take-in-process.ts",
    database.url,
    database.schema,
    dataDir,
    path,
    String(unpackedMegabytes),
  ]);
  return Cost.parse(JSON.parse(stdout));
}

function* repeated(piece: string, bytes: number): Generator<string> {
  for (let written = 0; written < bytes; written += piece.length) yield piece;
}

function* oneLine(bytes: number): Generator<string> {
  yield "nik;nama\n1;SITI\n2;";
  yield* repeated("x".repeat(MEGABYTE), bytes);
  yield "\n3;ANI\n";
}

/** Every line begins a field that never ends, so that each might belong to the one before. */
function* neverClosed(bytes: number): Generator<string> {
  yield "nik;nama\n";
  yield* repeated('1;"SITI\n'.repeat(10_000), bytes);
}

async function zippedZeros(megabytes: number, lies: { bytes?: number } = {}): Promise<Buffer> {
  const zeros = await packPieces(repeated("0".repeat(MEGABYTE), megabytes * MEGABYTE));
  return zipOf({ "a.csv": zeros }, { "a.csv": lies });
}

async function expectHarmless(cost: z.infer<typeof Cost>, outcome: string): Promise<void> {
  expect(cost.outcome).toBe(outcome);
  expect(cost.peakMegabytes).toBeLessThan(PEAK_MEGABYTES_MAX);
  expect(cost.seconds).toBeLessThan(SECONDS_MAX);
  const left = await readdir(join(dataDir, "files"), { recursive: true }).catch(() => []);
  expect(left.filter((name) => /draft|[0-9a-f]{64}/.test(name))).toEqual([]);
}

test("an archive that would become 300 MB by what it says of itself", async () => {
  await expectHarmless(await takeIn([await zippedZeros(300)]), "archive_too_large");
});

test("an archive that lies about its size", async () => {
  await expectHarmless(await takeIn([await zippedZeros(300, { bytes: 1000 })]), "archive_broken");
});

test("an archive whose files together are more than may be", async () => {
  const noise = Buffer.from(
    Array.from({ length: 100_000 }, (_, n) => `${n * 7919};${n * 104_729}\n`).join(""),
  );
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`${n}.csv`, Buffer.concat([Buffer.from(`${n}`), noise])]),
  );
  await expectHarmless(await takeIn([zipOf(many)], { unpackedMegabytes: 16 }), "archive_too_large");
});

test("a GZIP of 300 MB of the same letter", async () => {
  const cost = await takeIn(repeated("0".repeat(MEGABYTE), 300 * MEGABYTE), {
    through: createGzip(),
  });
  await expectHarmless(cost, "archive_too_large");
});

test("archives in archives in archives", async () => {
  const inner = zipOf({ "a.zip": zipOf({ "b.zip": zipOf({ "c.csv": "nik;nama\n1;SITI\n" }) }) });
  await expectHarmless(await takeIn([inner]), "archive_in_archive");
});

test("an archive of 6,000 files", async () => {
  const many = Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`${n}.csv`, "a;b\n"]));
  await expectHarmless(await takeIn([zipOf(many)]), "archive_too_many_files");
});

test("a line of 300 MB is one broken row, and the rows around it are read", async () => {
  const cost = await takeIn(oneLine(300 * MEGABYTE));

  await expectHarmless(cost, "read");
  expect(cost.rows).toBe(3);
});

test("300 MB without any line end hold no table", async () => {
  await expectHarmless(await takeIn(repeated("x".repeat(MEGABYTE), 300 * MEGABYTE)), "no_columns");
});

test("10 MB of quotes that are never closed break their own lines only", async () => {
  const cost = await takeIn(neverClosed(10 * MEGABYTE));

  await expectHarmless(cost, "read");
  expect(cost.rows).toBeGreaterThan(1_000_000);
});

test("a list of 300 columns is read, one of 301 is none of ours", async () => {
  function* list(columns: number): Generator<string> {
    yield `nik;nama;${Array.from({ length: columns - 2 }, (_, n) => `kolom ${n}`).join(";")}\n`;
    yield* repeated(`1;SITI${";".repeat(columns - 2)}\n`.repeat(100), 20 * MEGABYTE);
  }
  const read = await takeIn(list(300));
  expect(read.rows).toBeGreaterThan(60_000);
  await expectHarmless(read, "read");
  await expectHarmless(await takeIn(list(301)), "too_many_columns");
});
