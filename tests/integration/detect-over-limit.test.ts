import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DetectionCounts, detectCases } from "@/lib/cases/detect";
import { NotExactlyOneInForce } from "@/lib/programs/rules";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
});
afterAll(() => database.drop());

type Participation = "active" | "suspended" | "ended" | "graduated";
type Row = [string, { desil: number | null; program: string; state?: Participation }, boolean];

const ROWS: Row[] = [
  ["a PKH family one above the limit", { desil: 5, program: "PKH" }, true],
  ["a PKH family at the limit", { desil: 4, program: "PKH" }, false],
  ["a PKH family at the top", { desil: 10, program: "PKH" }, true],
  ["a PKH family that BPS did not rank", { desil: null, program: "PKH" }, false],
  ["a Sembako family at its own, higher limit", { desil: 5, program: "SEMBAKO" }, false],
  ["a Sembako family above it", { desil: 6, program: "SEMBAKO" }, true],
  ["a PBI-JK family at the limit", { desil: 5, program: "PBI_JK" }, false],
  ["a PBI-JK family above it", { desil: 6, program: "PBI_JK" }, true],
  ["a suspended recipient", { desil: 6, program: "PKH", state: "suspended" }, true],
  ["one whose aid was ended", { desil: 6, program: "PKH", state: "ended" }, false],
  ["one that graduated", { desil: 6, program: "PKH", state: "graduated" }, false],
];

async function casesOf({ nomorKk }: Family) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({
    where: { householdId, kind: "over-limit" },
    orderBy: { id: "asc" },
  });
}

describe("over-limit", () => {
  const families = new Map<string, Family>();
  const one = (name: string): Family => {
    const found = families.get(name);
    if (!found) throw new Error(`No family ${name}`);
    return found;
  };
  let counts: DetectionCounts;

  beforeAll(async () => {
    const { villageA1, villageB1 } = areas;
    for (const [name, { desil }] of ROWS)
      families.set(name, family({ villageId: villageA1, desil }));
    const rose = family({ villageId: villageA1, desil: 3 });
    families.set("rose", { ...rose, desil: 7 });
    families.set("two programs", family({ villageId: villageB1, desil: 8 }));
    families.set("three members", family({ villageId: villageA1, desil: 9 }));
    families.set("receives nothing", family({ villageId: villageA1, desil: 9 }));
    families.set("listed no more", family({ villageId: villageA1, desil: 9 }));
    families.set("nowhere", family({ villageId: null, desil: 9 }));
    await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families: [rose] });
    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: [...families.values()],
    });
    const recipients = ROWS.map(([name, { program }]) => ({ name, program })).concat(
      { name: "rose", program: "PKH" },
      { name: "two programs", program: "PKH" },
      { name: "two programs", program: "SEMBAKO" },
      { name: "nowhere", program: "SEMBAKO" },
      { name: "listed no more", program: "PKH" },
    );
    for (const programCode of ["PKH", "SEMBAKO", "PBI_JK"])
      await registry.applyRecipients(
        programCode,
        recipients
          .filter(({ program }) => program === programCode)
          .map(({ name }) => ({
            nomorKk: one(name).nomorKk,
            nik: one(name).members[0]?.nik ?? "",
          })),
      );
    await registry.applyRecipients(
      "PBI_JK",
      one("three members").members.map(({ nik }) => ({
        nomorKk: one("three members").nomorKk,
        nik,
      })),
    );
    for (const [name, { program, state = "active" }] of ROWS) {
      const { id } = await registry.participation(program, one(name).nomorKk);
      await database.db.participation.update({ where: { id }, data: { state } });
    }
    const unlisted = await registry.participation("PKH", one("listed no more").nomorKk);
    await database.db.participation.update({ where: { id: unlisted.id }, data: { listId: null } });
    counts = await detectCases(database, { day: DAY });
  });

  test.each(ROWS)("%s: %j → %s", async (name, { program }, shown) => {
    const found = await casesOf(one(name));

    expect(found.map(({ programCode }) => programCode)).toEqual(shown ? [program] : []);
  });

  test("a family that receives nothing has no case whatever its desil", async () => {
    expect(await casesOf(one("receives nothing"))).toEqual([]);
  });

  test("an aid that no list row leads to any more makes no case and is not suspended", async () => {
    const one = families.get("listed no more");

    expect(one && (await casesOf(one))).toEqual([]);
    expect(one && (await registry.participation("PKH", one.nomorKk))).toMatchObject({
      state: "active",
    });
  });

  test("a family in two programs has a case for each", async () => {
    const found = await casesOf(one("two programs"));

    expect(found.map(({ programCode }) => programCode).sort()).toEqual(["PKH", "SEMBAKO"]);
  });

  test("three members of one program are one case that counts them", async () => {
    const found = await casesOf(one("three members"));

    expect(found).toHaveLength(1);
    expect(found[0]?.evidence).toMatchObject({ program: "PBI_JK", recipients: 3 });
  });

  test("the evidence names desil, the one before, limit, rule, decree and release", async () => {
    const [found] = await casesOf(one("rose"));

    expect(found).toMatchObject({
      ruleVersion: "pkh-2025-05",
      fingerprint: "desil=7;limit=4",
      villageId: areas.villageA1,
      evidence: {
        program: "PKH",
        programName: "Program Keluarga Harapan",
        desil: 7,
        previousDesil: 3,
        limit: 4,
        ruleVersion: "pkh-2025-05",
        legalBasis: "Kepmensos 79/HUK/2025",
        recipients: 1,
        suspended: true,
        releaseName: "v3",
        asOf: "2026-10-20",
      },
    });
  });

  test("the evidence names no person: no name, NIK or No KK", async () => {
    const everything = await database.db.errorCase.findMany();
    const written = JSON.stringify(everything.map(({ evidence }) => evidence));

    for (const { nomorKk, members } of families.values()) {
      expect(written).not.toContain(nomorKk);
      for (const { nik, name } of members) {
        expect(written).not.toContain(nik);
        expect(written).not.toContain(name);
      }
    }
  });

  test("a family of no recognised kelurahan has its case, for regency scope only", async () => {
    const [found] = await casesOf(one("nowhere"));

    expect(found?.villageId).toBeNull();
  });

  test("PKH is suspended by the system, with the case and the rule; nothing else is", async () => {
    const participations = await database.db.participation.findMany({
      where: { events: { some: { action: "suspend" } } },
      include: { events: { where: { action: "suspend" } } },
    });
    const above = ROWS.filter(
      ([, { program, state = "active" }, shown]) =>
        shown && program === "PKH" && state === "active",
    );

    expect(participations).toHaveLength(above.length + 2);
    expect(counts.suspended).toBe(participations.length);
    for (const { programCode, state, events } of participations) {
      expect({ programCode, state }).toEqual({ programCode: "PKH", state: "suspended" });
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        actorKind: "system",
        actorId: null,
        fromState: "active",
        toState: "suspended",
        ruleVersion: "pkh-2025-05",
        caseId: expect.any(BigInt),
      });
    }
  });

  test("each suspension is in the audit trail, without a person's data", async () => {
    const rows = await database.db.auditEvent.findMany({
      where: { action: "participation.suspend" },
    });

    expect(rows).toHaveLength(counts.suspended);
    expect(rows[0]).toMatchObject({
      actorKind: "system",
      subject: "participation",
      detail: { caseId: expect.any(String), ruleVersion: "pkh-2025-05" },
    });
  });

  test("the run is noted with what it did, and audited", async () => {
    const run = await database.db.detectionRun.findUniqueOrThrow({
      where: { id: counts.runId ?? 0 },
    });
    const audit = await database.db.auditEvent.findMany({ where: { action: "detection.run" } });

    expect(run.counts).toEqual({
      ...counts.kinds,
      suspended: counts.suspended,
      followUp: counts.followUp,
    });
    expect(run.finishedAt).not.toBeNull();
    expect(audit).toHaveLength(1);
    expect(audit[0]).toMatchObject({ actorKind: "system", subjectId: String(counts.runId) });
  });
});

describe("the rule in force decides", () => {
  test("a day without a rule stops the detection, and nothing is written", async () => {
    const before = await database.db.detectionRun.count();

    await expect(detectCases(database, { day: new Date("2025-05-25T03:00:00Z") })).rejects.toThrow(
      NotExactlyOneInForce,
    );

    expect(await database.db.detectionRun.count()).toBe(before);
  });

  test("the office's calendar counts: its midnight, not that of the server", async () => {
    // 26 May begins in Malang (WIB) at 17:00 UTC of the 25th.
    await expect(detectCases(database, { day: new Date("2025-05-25T16:59:00Z") })).rejects.toThrow(
      "2025-05-25",
    );
    await detectCases(database, { day: new Date("2025-05-25T17:00:00Z") });

    const run = await database.db.detectionRun.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(run.ruleDay).toEqual(new Date("2025-05-26"));
  });
});
