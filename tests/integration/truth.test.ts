import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { type ExportedCase, exportOpenCases } from "@/lib/cases/export-open-cases";
import { DETECTED_KINDS, ERROR_KINDS } from "@/lib/cases/kinds";
import { type DemoFiles, generateDemo } from "@/lib/demo/generator/generate-demo";
import type { ImportRunPage } from "@/lib/import/queries";
import { createOffice } from "@/lib/office/create-office";
import { linkLists } from "@/lib/registry/link-lists";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { publishFiles, workContext } from "../support/imports";

vi.setConfig({ hookTimeout: 240_000 });

const FAMILIES = 1_200;
const SEED = 20_267;

let database: TestDatabase;
let dataDir: string;
let demo: DemoFiles;
let v2: ImportRunPage;
let v3: ImportRunPage;

/** The whole story through the importer: two releases, the old DTKS, three lists, Dukcapil's answer. */
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-truth-"));
  await database.db.$transaction((tx) => createOffice(tx, { kind: "demo", regencyCode: "35.73" }));
  demo = await generateDemo({ families: FAMILIES, seed: SEED, outDir: join(dataDir, "files") });
  const { paths, truth } = demo;
  const ctx = workContext(database, dataDir);
  v2 = await publishFiles(
    ctx,
    { kind: "dtsen", name: "v2 2026", asOf: truth.asOf.v2 },
    { family: paths.v2.families, member: paths.v2.members },
  );
  await publishFiles(
    ctx,
    { kind: "dtks", name: "DTKS", asOf: truth.asOf.dtks },
    { dtks: paths.dtks },
  );
  for (const programCode of ["PKH", "SEMBAKO", "PBI_JK"] as const)
    await publishFiles(
      ctx,
      { kind: "recipients", name: programCode, programCode },
      { recipients: paths.recipients[programCode] },
    );
  v3 = await publishFiles(
    ctx,
    { kind: "dtsen", name: "v3 2026", asOf: truth.asOf.v3 },
    { family: paths.v3.families, member: paths.v3.members },
  );
  await publishFiles(
    ctx,
    { kind: "dukcapil", name: "Padan Dukcapil", asOf: truth.asOf.dukcapil },
    { dukcapil: paths.dukcapil },
  );
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Subjects by kind as the truth names it (`over_limit:PKH`), in an order of their own. */
type Subjects = Readonly<Record<string, readonly string[]>>;

async function foundSubjects(): Promise<Subjects> {
  const found = new Map<string, string[]>();
  for await (const openCase of exportOpenCases(database.pool)) {
    const { kind, program } = openCase;
    const name = `${kind.replaceAll("-", "_")}${program === null ? "" : `:${program}`}`;
    found.set(name, [...(found.get(name) ?? []), subjectOf(openCase)]);
  }
  return Object.fromEntries([...found].map(([name, subjects]) => [name, subjects.toSorted()]));
}

/** An invalid NIK names nobody, so that its row is known by the No KK too. */
function subjectOf({ kind, noKk, nik, evidence }: ExportedCase): string {
  if (kind === "invalid-nik") return `${noKk} ${nik ?? ""}`;
  if (kind === "extreme-shift") return `${noKk} ${evidence.previousDesil} ${evidence.desil}`;
  return (ERROR_KINDS[kind].subject === "individual" ? nik : noKk) ?? "";
}

/** The planted subjects of the kinds that detection looks for. */
function plantedSubjects(): Subjects {
  const { invalid_nik, extreme_shift, kk_changed: _, ...others } = demo.truth.truth;
  const subjects = {
    ...others,
    invalid_nik: invalid_nik.map(({ kk, raw }) => `${kk} ${raw}`),
    extreme_shift: extreme_shift.map(({ kk, from, to }) => `${kk} ${from} ${to}`),
  };
  const detected: readonly string[] = DETECTED_KINDS.map((kind) => kind.replaceAll("-", "_"));
  return Object.fromEntries(
    Object.entries(subjects)
      .filter(([name]) => detected.includes(name.replace(/:.*/, "")))
      .map(([name, planted]) => [name, planted.toSorted()]),
  );
}

describe("of a made-up city, whose errors are planted and never computed", () => {
  test.each(DETECTED_KINDS)("exactly the planted cases are found: %s", async (kind) => {
    const ofKind = (subjects: Subjects) =>
      Object.entries(subjects).filter(([name]) => name.startsWith(kind.replaceAll("-", "_")));
    const expected = ofKind(plantedSubjects());

    expect(expected.length).toBeGreaterThan(0);
    expect(expected.filter(([, subjects]) => subjects.length === 0)).toEqual([]);
    expect(Object.fromEntries(ofKind(await foundSubjects()))).toEqual(Object.fromEntries(expected));
  });

  test("every row is read, and exactly the broken lines are rejected", async () => {
    const { counts, brokenLines } = demo.truth;
    const rowsOf = (run: ImportRunPage) =>
      run.files.map(({ role, rowsGood, rowsRejected }) => ({ role, rowsGood, rowsRejected }));

    expect(rowsOf(v2)).toEqual([
      { role: "family", rowsGood: counts.v2.families, rowsRejected: counts.v2.broken },
      { role: "member", rowsGood: counts.v2.members, rowsRejected: 0 },
    ]);
    expect(rowsOf(v3)).toEqual([
      { role: "family", rowsGood: counts.v3.families, rowsRejected: counts.v3.broken },
      { role: "member", rowsGood: counts.v3.members, rowsRejected: 0 },
    ]);
    const rejected = await database.db.importProblem.findMany({
      where: { runId: v3.id, severity: "rejected" },
      orderBy: { lineNo: "asc" },
    });
    expect(rejected.map(({ lineNo }) => lineNo)).toEqual(brokenLines);
  });

  test("families that changed their No KK are recognised, and nobody else", async () => {
    const { rows } = await database.pool.query<{ old: string; new: string }>(
      `SELECT before.nomor_kk AS old, now.nomor_kk AS new
         FROM household_release AS now
         JOIN household_release AS before USING (household_id)
        WHERE now.release_id = $1 AND before.release_id = $2 AND now.nomor_kk <> before.nomor_kk
        ORDER BY 1`,
      [v3.release?.id, v2.release?.id],
    );
    const expected = demo.truth.truth.kk_changed.toSorted((a, b) => (a.old < b.old ? -1 : 1));

    expect(expected.length).toBeGreaterThan(0);
    expect(rows).toEqual(expected);
  });

  test("invalid and doubled NIK are the planted ones, and their rows are kept", async () => {
    const invalid = await database.pool.query<{ kk: string; raw: string }>(
      `SELECT nomor_kk AS kk, COALESCE(nik, '') AS raw FROM individual_release
        WHERE release_id = $1 AND NOT nik_valid ORDER BY 1, 2`,
      [v3.release?.id],
    );
    const doubled = await database.pool.query<{ nik: string }>(
      `SELECT nik FROM individual_release WHERE release_id = $1 AND nik_valid
        GROUP BY nik HAVING count(*) > 1 ORDER BY 1`,
      [v3.release?.id],
    );
    const { invalid_nik, duplicate_nik } = demo.truth.truth;

    const byKk = (a: { kk: string }, b: { kk: string }) => (a.kk < b.kk ? -1 : 1);
    expect(invalid.rows.toSorted(byKk)).toEqual(invalid_nik.toSorted(byKk));
    expect(doubled.rows.map(({ nik }) => nik)).toEqual(duplicate_nik.toSorted());
  });

  test("looking again finds nothing new and closes nothing", async () => {
    const before = await foundSubjects();

    await linkLists(database.db);
    const counts = await detectCases(database, { day: new Date() });

    expect(
      Object.entries(counts.kinds).filter(([, { opened, closed }]) => opened + closed > 0),
    ).toEqual([]);
    expect(counts.suspended).toBe(0);
    expect(await foundSubjects()).toEqual(before);
  });
});
