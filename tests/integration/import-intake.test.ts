import { randomUUID } from "node:crypto";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { confirmIntake } from "@/lib/import/confirm-intake";
import { listUnmatchedFamilies } from "@/lib/import/dtks/list-unmatched-families";
import { findEarlierImports } from "@/lib/import/find-earlier-imports";
import {
  findIntake,
  keepIntake,
  removeAbandonedIntakes,
  removeStrayFiles,
} from "@/lib/import/intake";
import { listUnmatchedRecipients } from "@/lib/import/recipients/list-unmatched-recipients";
import { SAMPLE_LINES_MAX, sampleProblemLines } from "@/lib/import/sample-problem-lines";
import { isStored, type StoredFile, storedFilePath, storeFile } from "@/lib/import/storage";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, workContext } from "../support/imports";
import { createTestOffice, createTestPerson } from "../support/people";

const NOW = new Date("2026-11-22T03:00:00Z");
const HOUR_MS = 60 * 60 * 1000;
const PKH_HEADER = ["NIK", "NO KK", "NAMA PENERIMA", "KEL/DESA", "KECAMATAN"];

let database: TestDatabase;
let dataDir: string;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-unggahan-"));
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

async function storeText(text: string): Promise<StoredFile> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  const stored = await storeFile(dataDir, content());
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value;
}

async function pkhIntake(
  change: Partial<Parameters<typeof keepIntake>[1]> = {},
): Promise<{ id: string; file: StoredFile }> {
  const file = await storeText(`${PKH_HEADER.join()}\n${randomUUID()}\n`);
  const files = [{ ...file, name: "penerima_pkh.csv", header: PKH_HEADER, lineCount: 3 }];
  const intake = { createdBy: operator.id, createdAt: NOW.toISOString(), files, ...change };
  return { id: await keepIntake(dataDir, intake), file };
}

function confirm(actor: UserActor, input: Parameters<typeof confirmIntake>[2], now = NOW) {
  return database.appDb.$transaction((tx) => confirmIntake(tx, actor, input, { dataDir, now }));
}

describe("files that were uploaded and not yet confirmed", () => {
  test("become the import that their person describes", async () => {
    const { id, file } = await pkhIntake();

    const confirmed = await confirm(operator, {
      intakeId: id,
      name: "PKH tahap 4",
      programCode: "PKH",
    });

    const runId = confirmed.ok ? confirmed.value.runId : "";
    const run = await database.db.importRun.findUniqueOrThrow({
      where: { id: runId },
      include: { files: true },
    });
    expect(run).toMatchObject({ kind: "recipients", programCode: "PKH", createdBy: operator.id });
    expect(run.files).toMatchObject([{ role: "recipients", sha256: file.sha256 }]);
    expect(await findEarlierImports(database.db, operator, [file.sha256])).toMatchObject([
      { id: runId, state: "received" },
    ]);
  });

  test("are read as the other kind of list where the person says so", async () => {
    const { file } = await pkhIntake();
    const files = [
      { ...file, name: "dtks.csv", role: "dtks" as const, header: PKH_HEADER, lineCount: 3 },
    ];
    const { id } = await pkhIntake({ files });

    const confirmed = await confirm(operator, {
      intakeId: id,
      name: "DTKS",
      asOf: "2024-12-31",
    });

    const where = { id: confirmed.ok ? confirmed.value.runId : "" };
    expect(await database.db.importRun.findUnique({ where })).toMatchObject({ kind: "dtks" });
  });

  test("do not exist for anybody else, nor for their person after a day", async () => {
    const { id } = await pkhIntake();
    const input = { intakeId: id, name: "PKH", programCode: "PKH" };
    const gone = { ok: false, problem: { code: "intake_gone" } };

    expect(await confirm({ ...operator, id: randomUUID() }, input)).toEqual(gone);
    const nextDay = new Date(NOW.getTime() + 25 * HOUR_MS);
    expect(await confirm(operator, input, nextDay)).toEqual(gone);
    expect(await confirm(operator, { ...input, intakeId: randomUUID() })).toEqual(gone);
  });

  test("and files that a killed server never wrote down are thrown away after a day", async () => {
    const [stray, young] = [await storeText("lama"), await storeText("baru")];
    const waiting = await pkhIntake();
    const imported = await pkhIntake();
    await confirm(operator, { intakeId: imported.id, name: "PKH", programCode: "PKH" });
    const now = new Date();
    const yesterday = new Date(now.getTime() - 25 * HOUR_MS);
    for (const { sha256 } of [stray, waiting.file, imported.file])
      await utimes(storedFilePath(dataDir, sha256), yesterday, yesterday);

    await removeStrayFiles(database.db, dataDir, now);

    expect(await isStored(dataDir, stray)).toBe(false);
    for (const file of [young, waiting.file, imported.file])
      expect(await isStored(dataDir, file)).toBe(true);
  });

  test("are thrown away after a day, unless an import has their content", async () => {
    const yesterday = new Date(NOW.getTime() - 25 * HOUR_MS).toISOString();
    const abandoned = await pkhIntake({ createdAt: yesterday });
    const fresh = await pkhIntake();
    const confirmed = await pkhIntake();
    await confirm(operator, { intakeId: confirmed.id, name: "PKH", programCode: "PKH" });

    await removeAbandonedIntakes(database.db, dataDir, NOW);
    expect(await isStored(dataDir, abandoned.file)).toBe(false);
    expect(await isStored(dataDir, fresh.file)).toBe(true);

    await removeAbandonedIntakes(database.db, dataDir, new Date(NOW.getTime() + 25 * HOUR_MS));
    expect(await isStored(dataDir, fresh.file)).toBe(false);
    expect(await isStored(dataDir, confirmed.file)).toBe(true);
    const wanted = { id: fresh.id, createdBy: operator.id, now: NOW };
    expect(await findIntake(dataDir, wanted)).toBeNull();
  });
});

describe("what a check found", () => {
  test("the first lines of each problem are named, each line once, in the order of the file", async () => {
    const run = await database.db.importRun.create({
      data: { kind: "dtks", name: "DTKS", actorKind: "system", files: { create: [dtksFile()] } },
      include: { files: true },
    });
    const fileId = run.files[0]?.id ?? "";
    const problem = { runId: run.id, fileId, severity: "warning", code: "code_unknown" } as const;
    await database.db.importProblem.createMany({
      data: Array.from({ length: 30 }, (_, index) => index + 2).flatMap((lineNo) => [
        { ...problem, lineNo, column: "bansos_pkh" },
        { ...problem, lineNo, column: "bansos_bpnt" },
      ]),
    });

    const lines = await sampleProblemLines(database.appDb, operator, run.id, [
      { role: "dtks", code: "code_unknown" },
      { role: "dtks", code: "broken_line" },
    ]);

    expect(lines).toEqual([
      {
        role: "dtks",
        fileName: "dtks.csv",
        code: "code_unknown",
        lineNos: Array.from({ length: SAMPLE_LINES_MAX }, (_, index) => index + 2),
        firstLineNos: Array.from({ length: SAMPLE_LINES_MAX }, () => null),
      },
    ]);
  });

  test("rows that find no family are listed by reason and page, and their numbers stay behind", async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      index === 0 ? "12,34,TANPA NOMOR,," : `,10357315011${10_000 + index},KPM ${index},,`,
    );
    const path = join(dataDir, "penerima.csv");
    await writeFile(path, [PKH_HEADER.join(), ...rows, ""].join("\n"));
    const ctx = workContext(database, dataDir);
    const intake = { kind: "recipients", programCode: "PKH", name: "PKH" } as const;
    const run = await checkFiles(ctx, intake, { recipients: path });
    const listId = run.recipientList?.id ?? 0;

    const first = await listUnmatchedRecipients(database.appDb, operator, listId);
    const second = await listUnmatchedRecipients(database.appDb, operator, listId, {
      after: first.next ?? 0,
    });
    const nobody = await listUnmatchedRecipients(database.appDb, operator, listId, {
      reason: "none",
    });

    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 10, null]);
    expect(second.rows.at(-1)).toMatchObject({ lineNo: 61, nomorKk: "0059" });
    expect(JSON.stringify(first)).not.toMatch(/\d{16}/);
    expect(nobody.rows).toMatchObject([{ name: "TANPA NOMOR", reason: "none" }]);
  });

  test("families of the old DTKS are listed once, by their first line", async () => {
    const path = join(dataDir, "dtks.csv");
    const person = (kk: string, name: string) => `D1;${kk};;${name};;;KLOJEN;KLOJEN`;
    await writeFile(
      path,
      [
        "ID_DTKS;NOKK;NIK;NAMA;TGL_LAHIR;JK;KELURAHAN;KECAMATAN",
        person("1035731501190001", "SUPARMI"),
        person("1035731501190001", "BAGAS"),
        person("1035731501190002", "WIBOWO"),
        "",
      ].join("\n"),
    );
    const intake = { kind: "dtks", name: "DTKS", asOf: "2024-12-31" } as const;
    const run = await checkFiles(workContext(database, dataDir), intake, { dtks: path });

    const { rows } = await listUnmatchedFamilies(database.appDb, operator, run.dtksList?.id ?? 0);

    expect(rows).toMatchObject([
      { lineNo: 2, name: "SUPARMI", nomorKk: "0001", memberCount: 2 },
      { lineNo: 4, name: "WIBOWO", memberCount: 1 },
    ]);
  });

  test("nobody of a smaller area sees any of it", async () => {
    const local: UserActor = { ...operator, area: { level: "villages", villageIds: [1] } };

    const { runId, code, file } = await database.db.importProblem.findFirstOrThrow({
      include: { file: true },
    });
    const wanted = [{ role: file.role, code }];
    expect(await sampleProblemLines(database.db, operator, runId, wanted)).toHaveLength(1);
    expect(await sampleProblemLines(database.db, local, runId, wanted)).toEqual([]);
    expect(await listUnmatchedRecipients(database.db, local, 1, {})).toMatchObject({ rows: [] });
    expect(await listUnmatchedFamilies(database.db, local, 1)).toMatchObject({ rows: [] });
    expect(await findEarlierImports(database.db, local, [])).toEqual([]);
  });
});

function dtksFile() {
  return { role: "dtks", name: "dtks.csv", sizeBytes: 1, sha256: "a".repeat(64) } as const;
}
