import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type DemoFiles, generateDemo } from "@/lib/demo/generator/generate-demo";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { outputOf, startProgram } from "../support/program";
import { zipOf } from "../support/workbooks";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let database: TestDatabase;
let dataDir: string;
let demo: DemoFiles;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-cli-"));
  demo = await generateDemo({ families: 200, seed: 1, outDir: join(dataDir, "demo") });
  await tepat("setup", "--regency", "35.73", "--admin", "Siti Aminah");
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function tepat(...args: string[]) {
  return outputOf(startProgram("lib/cli/main.ts", args, { database, dataDir }));
}

async function given(name: string, content: string | Buffer): Promise<string> {
  const path = join(dataDir, name);
  await writeFile(path, content);
  return path;
}

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(join(dataDir, "files"), { recursive: true }).catch(() => []);
  return entries.filter((name) => /[0-9a-f]{64}$|draft/.test(name));
}

test("a release in an archive, its members in two files, is one import that knows its archive", async () => {
  const families = await readFile(demo.paths.v3.families);
  const [header = "", ...lines] = (await readFile(demo.paths.v3.members, "utf8"))
    .trimEnd()
    .split("\n");
  const half = Math.floor(lines.length / 2);
  const part = (rows: readonly string[]) => `${[header, ...rows].join("\n")}\n`;
  const archive = zipOf({
    "rilis/keluarga_dtsen_v3_2026_3573.csv": families,
    "rilis/anggota_1.csv": part(lines.slice(0, half)),
    "rilis/anggota_2.csv.gz": gzipSync(part(lines.slice(half))),
    "rilis/berita acara.pdf": "%PDF-1.7",
  });
  const path = await given("rilis.zip", archive);

  const told = await tepat("import", path, "--as-of", demo.truth.asOf.v3);
  expect(told).toMatchObject({ exitCode: 0, stderr: "" });
  expect(told.stdout).toContain("Dilewati, bukan tabel: rilis/berita acara.pdf.\n");
  expect(told.stdout).toContain("Berkas anggota keluarga anggota_1.csv: ");

  const published = await tepat(
    "import",
    path,
    "--as-of",
    demo.truth.asOf.v3,
    "--publish",
    "--json",
  );
  expect(published).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(published.stdout)).toMatchObject({
    name: "v3 2026",
    state: "published",
    files: [
      { role: "family", name: "keluarga_dtsen_v3_2026_3573.csv", archiveName: "rilis.zip" },
      { role: "member", name: "anggota_1.csv" },
      { role: "member", name: "anggota_2.csv" },
    ],
    summary: {
      households: { total: demo.truth.counts.v3.families },
      individuals: { total: demo.truth.counts.v3.members },
    },
  });
  // The archive itself is not kept, nor the GZIP in it.
  expect(await storedFiles()).toHaveLength(3);

  const unpacked = [
    demo.paths.v3.families,
    await given("anggota_1.csv", part(lines.slice(0, half))),
  ];
  const again = await tepat(
    "import",
    ...unpacked,
    await given("b.csv", part(lines.slice(half))),
    "--as-of",
    demo.truth.asOf.v3,
  );
  expect(again).toMatchObject({ exitCode: 1, stdout: "" });
  expect(again.stderr).toContain("sama persis sudah diimpor");
});

test("what is no list is refused by name in one sentence, and nothing of it stays", async () => {
  const before = await storedFiles();
  const list = "nik;nama penerima\n1035735203801999;ORANG\n";
  // biome-ignore format: a table reads as a table
  const refusals: readonly (readonly [path: string, start: string])[] = [
    [dataDir,                                                    `${dataDir} adalah folder`],
    [await given("tanpa.csv", "1035735203801999;ORANG\n2;X\n"),  "tanpa.csv: Berkas ini tidak punya judul kolom"],
    [await given("kunci.zip", zipOf({ "a.csv": list }, { "a.csv": { flags: 1 } })), "kunci.zip, berkas a.csv: Arsip ini dikunci"],
    [await given("isi.zip", zipOf({ "a.csv": list, "b.csv": "%PDF-1.7" })), "isi.zip, berkas b.csv: Berkas ini dokumen PDF"],
  ];
  for (const [path, start] of refusals) {
    const { exitCode, stdout, stderr } = await tepat("import", path, "--program", "PKH");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`Tepat: ${start}`);
  }
  expect(await storedFiles()).toEqual(before);
});
