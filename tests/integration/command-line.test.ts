import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { type DemoFiles, generateDemo } from "@/lib/demo/generator/generate-demo";
import { discardImport } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { headerKey } from "@/lib/import/profiles/header-key";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { workContext } from "../support/imports";
import { createTestPerson } from "../support/people";
import { outputOf, startProgram } from "../support/program";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let database: TestDatabase;
let dataDir: string;
let demo: DemoFiles;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-cli-"));
  demo = await generateDemo({ families: 200, seed: 1, outDir: join(dataDir, "files") });
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function tepat(...args: string[]) {
  return outputOf(startProgram("lib/cli/main.ts", args, { database, dataDir }));
}

test("without a command it explains itself", async () => {
  const { exitCode, stdout } = await tepat();

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Cara pakai: npm run tepat -- <perintah>/);
});

// biome-ignore format: a table reads as a table
test.each([
  [["impor"],                                      "Tepat: Perintah impor tidak dikenal; lihat npm run tepat -- help.\n"],
  [["setup", "--regency", "35.73"],                "Tepat: Pilihan --admin wajib diisi.\n"],
  [["import", "a.csv", "--as-of", "20 Oktober"],   "Tepat: Isi pilihan --as-of keliru: tulis tanggal seperti 2026-10-20.\n"],
  [["import", "a.csv", "--kind", "pkh"],           "Tepat: Isi pilihan --kind harus salah satu dari dtsen, dtks, recipients, dukcapil, matching, deaths, desil, bnba.\n"],
])("a wrong command line is one sentence and exit code 2: %s", async (args, stderr) => {
  expect(await tepat(...args)).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("a database that cannot be reached is one sentence and exit code 3", async () => {
  const unreachable = { ...database, url: "postgresql://x:y@127.0.0.1:1/x" };

  const program = startProgram("lib/cli/main.ts", ["releases"], { database: unreachable, dataDir });

  expect(await outputOf(program)).toEqual({
    exitCode: 3,
    stdout: "",
    stderr:
      "Tepat: Server basis data 127.0.0.1:1 (DATABASE_URL) tidak dapat dihubungi; pastikan PostgreSQL menyala.\n",
  });
});

test("from an empty database to explained cases, and nothing twice", async () => {
  const { families, members } = demo.paths.v3;
  const release = ["import", members, families, "--as-of", demo.truth.asOf.v3];

  const early = await tepat(...release, "--json");
  expect(early.exitCode).toBe(1);
  expect(JSON.parse(early.stdout)).toMatchObject({ ok: false, error: { code: "no_office" } });

  const office = await tepat("setup", "--regency", "35.73", "--admin", "Siti Aminah");
  expect(office.stdout).toContain("Nama pengguna admin : siti.aminah");
  expect(office.stdout).toMatch(/http:\/\/localhost:3000\/sandi\/[\w-]{43}/);
  const second = await tepat("setup", "--regency", "35.07", "--admin", "Budi Santoso");
  expect(second).toMatchObject({ exitCode: 1, stdout: "" });
  expect(second.stderr).toMatch(/^Tepat: Kantor sudah ada/);

  const alone = await tepat("import", families, "--as-of", demo.truth.asOf.v3);
  expect(alone).toMatchObject({ exitCode: 1, stdout: "" });
  const undated = await tepat("import", families, members);
  expect(undated).toMatchObject({ exitCode: 2, stdout: "" });

  const published = await tepat(...release, "--publish", "--json");
  expect(published).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(published.stdout)).toMatchObject({
    kind: "dtsen",
    name: "v3 2026",
    asOf: demo.truth.asOf.v3,
    state: "published",
    files: [
      { role: "family", rowsGood: demo.truth.counts.v3.families },
      { role: "member", rowsGood: demo.truth.counts.v3.members },
    ],
    summary: { households: { total: demo.truth.counts.v3.families } },
  });
  const again = await tepat(...release, "--publish", "--json");
  expect(again.exitCode).toBe(1);
  expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: "already_imported" } });

  expect((await tepat("import", demo.paths.recipients.PKH, "--publish")).exitCode).toBe(0);
  const dtks = await tepat("import", demo.paths.dtks, "--as-of", "2024-12-31", "--publish");
  expect(dtks.exitCode).toBe(0);

  const cases = await tepat("cases", "--json");
  const found = cases.stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(found).toContainEqual({
    kind: "over-limit",
    noKk: demo.truth.truth["over_limit:PKH"][0],
    nik: null,
    program: "PKH",
    state: "open",
    evidence: expect.objectContaining({ program: "PKH", limit: 4 }),
  });
  const detected = await tepat("detect", "--json");
  expect(JSON.parse(detected.stdout)).toMatchObject({
    kinds: { "over-limit": { opened: 0, closed: 0 } },
    suspended: 0,
  });
  expect((await tepat("releases")).stdout).toMatch(/^v3 2026 \(20 Oktober 2026\): berlaku, /);
  await everyStepIsAudited();
});

/** The command line prepared and published by itself, and the audit trail says that it was nobody else. */
test("a header that somebody explained before is read so, and a line says it", async () => {
  const path = join(dataDir, "daftar.csv");
  await writeFile(path, "KOLOM1,KOLOM2\n1035735203801999,ORANG\n");
  const admin = await database.db.appUser.findFirstOrThrow({ where: { role: "admin" } });
  const choices = { KOLOM1: "nik", KOLOM2: "nama" };
  await database.db.columnProfile.create({
    data: {
      role: "recipients",
      name: "SP2D bank",
      headerKey: headerKey(Object.keys(choices)),
      mapping: choices,
      setAt: new Date("2026-11-20T05:00:00Z"),
      setBy: admin.id,
    },
  });

  const imported = await tepat("import", path, "--program", "PKH");

  expect(imported).toMatchObject({ exitCode: 0, stderr: "" });
  expect(imported.stdout).toContain(
    "Kolom daftar.csv dibaca menurut profil SP2D bank, ditentukan tanggal 20 November 2026 oleh Siti Aminah.\n",
  );
  expect(await database.db.recipientRow.findFirst({ where: { nama: "ORANG" } })).toMatchObject({
    nik: "1035735203801999",
    nomorKk: null,
  });
});

test("beside another import it says for which it waits, and then goes on", async () => {
  const path = join(dataDir, "penerima_pkh_lain.csv");
  await writeFile(path, "NIK,NAMA\n1035735203802999,ORANG\n");
  const { id } = await database.db.importRun.create({
    data: { kind: "dtks", name: "DTKS lain", state: "checking", actorKind: "user" },
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const other = withImportLock(workContext(database, dataDir), () => {
    held.resolve();
    return ended;
  });
  await held.promise;

  const program = startProgram("lib/cli/main.ts", ["import", path, "--program", "PKH", "--json"], {
    database,
    dataDir,
  });
  const output = outputOf(program);
  if (program.stderr) await once(program.stderr, "data");
  await database.db.importRun.update({ where: { id }, data: { state: "discarded" } });
  end();
  await other;

  const { exitCode, stdout, stderr } = await output;
  expect(stderr).toBe(
    "Tepat: Impor “DTKS lain” sedang berjalan; menunggu sampai selesai. Ctrl-C untuk tidak menunggu.\n",
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ state: "ready" });
});

test("a check that an operator stops in the pages ends the command with the reason", async () => {
  const path = join(dataDir, "penerima_pkh_batal.csv");
  await writeFile(path, "NIK,NAMA\n1035735203803999,ORANG\n");
  const connection = await database.pool.connect();
  await connection.query("BEGIN");
  // A check has to read the areas.
  await connection.query("LOCK TABLE area IN ACCESS EXCLUSIVE MODE");
  const output = tepat("import", path, "--program", "PKH", "--json");
  const { id: runId, version } = await runUnderCheck();
  const { id } = await createTestPerson(database.db, "operator", []);

  const operator: UserActor = {
    ...{ kind: "user", id, sessionId: id, username: "o", name: "Operator", role: "operator" },
    area: { level: "regency" },
  };
  const reason = "Berkas milik kota lain";
  await database.db.$transaction((tx) => discardImport(tx, operator, { runId, version, reason }));

  const { exitCode, stdout, stderr } = await output;
  await connection.query("ROLLBACK");
  connection.release();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^Tepat: Pemeriksaan dihentikan .* lewat halaman impor: Berkas milik kota lain\.\n$/,
  );
  expect(JSON.parse(stdout)).toMatchObject({ runId, state: "discarded" });
});

async function runUnderCheck(): Promise<{ id: string; version: number }> {
  for (;;) {
    const run = await database.db.importRun.findFirst({ where: { state: "checking" } });
    if (run) return run;
    await sleep(50);
  }
}

async function everyStepIsAudited(): Promise<void> {
  const steps = await database.db.auditEvent.groupBy({
    by: ["action", "actorKind"],
    where: { action: { in: ["office.set_up", "import.receive", "import.publish"] } },
    orderBy: { action: "asc" },
    _count: true,
  });
  expect(steps).toEqual([
    { action: "import.publish", actorKind: "command_line", _count: 3 },
    { action: "import.receive", actorKind: "command_line", _count: 3 },
    { action: "office.set_up", actorKind: "command_line", _count: 1 },
  ]);
}
