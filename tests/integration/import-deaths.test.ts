import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import { requestPublish } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import type { WorkContext } from "@/lib/jobs/work-context";
import { decideMatch, reopenMatch } from "@/lib/matching/commands";
import { findMatchingRow } from "@/lib/matching/find-matching-row";
import { listMatchings } from "@/lib/matching/list-matchings";
import { linkLists } from "@/lib/registry/link-lists";
import { listPeople } from "@/lib/registry/list-people";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member, type Registry } from "../support/registry";

/** Made-up numbers: the prefix 10 belongs to no province. */
const NIK = {
  father: "1073011705500001",
  mother: "1073015705520002",
  neighbour: "1073010101600003",
  stranger: "1073010101700004",
} as const;
const HEADER = "NIK;NAMA;TGL LAHIR;TGL MENINGGAL;SUMBER";
const KK = "1073010101100001";

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;
let registry: Registry;

const operator = () => actorOf("operator", { level: "regency" });

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-deaths-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  await registry.publishRelease({
    name: "v3 2026",
    asOf: "2026-10-20",
    families: [
      family({
        nomorKk: KK,
        villageId: areas.villageA1,
        members: [
          member({ nik: NIK.father, name: "SUPARMAN", birthDate: "1950-05-17" }),
          member({ nik: NIK.mother, name: "SITI AMINAH", birthDate: "1952-05-17" }),
        ],
      }),
      family({
        villageId: areas.villageA1,
        members: [member({ nik: NIK.neighbour, name: "WAGIMAN", birthDate: "1960-01-01" })],
      }),
    ],
  });
  await registry.applyRecipients("PKH", [
    { nomorKk: KK, nik: NIK.mother, name: "SITI AMINAH", villageId: areas.villageA1 },
  ]);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

let lists = 0;

async function fileOf(rows: readonly string[]) {
  lists += 1;
  const path = join(dataDir, `kematian-${lists}.csv`);
  await writeFile(path, [HEADER, ...rows, ""].join("\n"));
  return { deaths: path };
}

const detect = () => detectCases(database, { day: new Date("2026-11-22T03:00:00Z") });

async function casesOf(nik: string) {
  return database.db.errorCase.findMany({
    where: { individual: { nik }, kind: "deceased-recipient" },
    orderBy: { id: "asc" },
  });
}

describe("a list of deaths", () => {
  test("is kept row by row with day and reporter; a name and a birth date only ask", async () => {
    const files = await fileOf([
      `${NIK.father};SUPARMAN;;01/10/2026;Desa Contoh`,
      ";SITI AMINAH;17/05/1952;02/10/2026;RSUD",
      `${NIK.stranger};TUGIMIN;;31/12/2090;RSUD`,
      ";ORANG LAIN;;kemarin;",
    ]);

    const run = await checkFiles(ctx, { kind: "deaths", name: "Kematian" }, files);

    expect(run.summary).toMatchObject({ kind: "deaths", matched: 1, similar: 1, unmatched: 2 });
    expect(run.summary?.problems.map(({ role, code }) => [role, code])).toEqual(
      expect.arrayContaining([
        ["deaths", "death_in_future"],
        ["deaths", "day_unreadable"],
      ]),
    );
    expect(await findMatchingRow(database.db, operator(), run.id, 3)).toMatchObject({
      result: "similar",
      diedOn: new Date("2026-10-02"),
      deathSource: "RSUD",
      candidates: [{ name: "SITI AMINAH", score: 100 }],
    });
    expect((await listMatchings(database.db, operator(), null)).rows).toEqual([]);
  });

  test("says nothing before it is published, and only of those who were found", async () => {
    const files = await fileOf([
      `${NIK.mother};SITI AMINAH;;02/10/2026;RSUD`,
      `${NIK.stranger};TUGIMIN;;03/10/2026;RSUD`,
    ]);
    const name = "RSUD, Oktober 2026";
    const run = await checkFiles(ctx, { kind: "deaths", name }, files);
    await detect();
    expect(await casesOf(NIK.mother)).toEqual([]);

    const { id: runId, version } = run;
    const commandLine = { kind: "command_line" } as const;
    await database.db.$transaction((tx) => requestPublish(tx, commandLine, { runId, version }));
    await publishRun(ctx, runId);

    const [found, ...others] = await casesOf(NIK.mother);
    expect(others).toEqual([]);
    const facts = CaseFacts.parse({
      kind: "deceased-recipient",
      evidence: found?.evidence,
      closingEvidence: null,
    });
    expect(facts.evidence).toMatchObject({
      programs: ["PKH"],
      sources: [{ of: "death_list", listName: name, asOf: "2026-10-02", diedOn: "2026-10-02" }],
    });
    // Nobody receives anything under the stranger's NIK, so the row makes no person of it.
    expect(await database.db.individual.findUnique({ where: { nik: NIK.stranger } })).toBeNull();
  });

  test("run again, writes nothing and opens nothing", async () => {
    const versions = () =>
      database.db.$queryRaw`SELECT list_id, line_no, xmin::text FROM matching_row ORDER BY 1, 2`;
    const [before, cases] = [await versions(), await casesOf(NIK.mother)];

    await linkLists(database.db);
    await detect();

    expect([await versions(), await casesOf(NIK.mother)]).toEqual([before, cases]);
  });

  test("a doubtful row counts from the detection after somebody said who it is", async () => {
    await registry.applyRecipients("SEMBAKO", [
      { nomorKk: null, nik: NIK.neighbour, name: "WAGIMAN", villageId: areas.villageA1 },
    ]);
    const files = await fileOf([";WAGIMAN;01/01/1960;04/10/2026;Desa Contoh"]);
    const { id: runId } = await publishFiles(ctx, { kind: "deaths", name: "Desa" }, files);
    expect(await casesOf(NIK.neighbour)).toEqual([]);
    const row = await findMatchingRow(database.db, operator(), runId, 2);
    const person = row?.candidates[0]?.memberLine ?? 0;

    await database.db.$transaction((tx) =>
      decideMatch(tx, operator(), { runId, lineNo: 2, person }),
    );
    await detect();
    expect(await casesOf(NIK.neighbour)).toMatchObject([{ state: "open" }]);

    await database.db.$transaction((tx) => reopenMatch(tx, operator(), { runId, lineNo: 2 }));
    await detect();
    expect(await casesOf(NIK.neighbour)).toMatchObject([{ state: "resolved" }]);
  });

  test("a recipient whom no release has becomes a person by the NIK, with the name of the lists", async () => {
    await registry.applyRecipients("PKH", [
      { nomorKk: KK, nik: NIK.mother, name: "SITI AMINAH", villageId: areas.villageA1 },
      { nomorKk: KK, nik: NIK.stranger, name: "TUGIMIN", villageId: areas.villageA1 },
    ]);

    await linkLists(database.db);
    await detect();

    const person = await database.db.individual.findUniqueOrThrow({ where: { nik: NIK.stranger } });
    expect(person.origin).toBe("deaths");
    expect((await listPeople(database.db, [person.id])).get(person.id)?.name).toBe("TUGIMIN");
    expect(await casesOf(NIK.stranger)).toMatchObject([{ state: "open" }]);
  });
});
