import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import { findCase } from "@/lib/cases/queries";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import {
  createRegistry,
  type Family,
  family,
  type Recipient,
  type Registry,
} from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const AUTUMN = "OKT-DES 2026";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
});
afterAll(() => database.drop());

const detect = async () => (await detectCases(database, { day: DAY })).kinds["double-benefit"];

async function casesOf({ nomorKk }: Family) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({
    where: { householdId, kind: "double-benefit" },
    orderBy: { id: "asc" },
  });
}

/** A line for a member of the family. */
function line(of: Family, place: number, changes: Partial<Recipient> = {}): Recipient {
  const person = of.members[place];
  return {
    nomorKk: of.nomorKk,
    nik: person?.nik ?? "",
    name: person?.name ?? "",
    period: AUTUMN,
    ...changes,
  };
}

type Row = [name: string, lines: (of: Family) => Recipient[], people: number | null];

const ROWS: Row[] = [
  ["one member", (of) => [line(of, 0)], null],
  ["two members in one period", (of) => [line(of, 0), line(of, 1)], 2],
  ["three members", (of) => [line(of, 0), line(of, 1), line(of, 2)], 3],
  [
    "two members in two periods",
    (of) => [line(of, 0), line(of, 1, { period: "JUL-SEP 2026" })],
    null,
  ],
  [
    "two members in a period written in two ways",
    (of) => [line(of, 0), line(of, 1, { period: " okt-des 2026" })],
    2,
  ],
  [
    "two members where the list names no period",
    (of) => [line(of, 0, { period: undefined }), line(of, 1, { period: undefined })],
    2,
  ],
  ["one member on two lines", (of) => [line(of, 0), line(of, 0)], null],
  [
    "one member on two lines, once without a usable NIK",
    (of) => [line(of, 0), line(of, 0, { nik: "123", nikValid: false })],
    null,
  ],
  [
    "two names without a usable NIK",
    (of) => [
      line(of, 0, { nik: "123", nikValid: false }),
      line(of, 1, { nik: "456", nikValid: false }),
    ],
    2,
  ],
  [
    "a NIK and another name without one",
    (of) => [line(of, 0), line(of, 1, { nik: "", nikValid: false })],
    2,
  ],
];

const SEMBAKO = new Map<string, Family>();

/** The list that is in force: every line of every family above. */
const currentLines = () =>
  ROWS.flatMap(([name, lines]) => {
    const one = SEMBAKO.get(name);
    return one ? lines(one) : [];
  });

describe("double-benefit", () => {
  beforeAll(async () => {
    for (const [name] of ROWS) SEMBAKO.set(name, family({ villageId: areas.villageA1 }));
    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: [...SEMBAKO.values()],
    });
    await registry.applyRecipients("SEMBAKO", currentLines());
    await detect();
  });

  test.each(ROWS)("%s", async (name, _lines, people) => {
    const one = SEMBAKO.get(name) as Family;

    const found = await casesOf(one);
    expect(found.map(({ evidence }) => evidence)).toEqual(
      people === null
        ? []
        : [
            expect.objectContaining({
              doublings: [expect.objectContaining({ program: "SEMBAKO", people })],
              exclusives: [],
            }),
          ],
    );
    for (const facts of found) expect(CaseFacts.safeParse(facts).success).toBe(true);
  });

  test("no name and no number stands in the evidence or the fingerprint: the lines lead there", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const [found] = await casesOf(one);
    const told = JSON.stringify([found?.evidence, found?.fingerprint]);

    for (const { nik, name } of one.members) {
      expect(told).not.toContain(nik);
      expect(told).not.toContain(name);
    }
    expect(found).toMatchObject({
      villageId: areas.villageA1,
      evidence: { doublings: [{ period: AUTUMN, lines: [{}, {}] }] },
    });
  });

  test("the page of the case names the recipients, their NIK masked, to whom may see the case", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const [{ id } = { id: 0n }] = await casesOf(one);
    const near = actorOf("operator", { level: "villages", villageIds: [areas.villageA1] });
    const elsewhere = actorOf("operator", { level: "villages", villageIds: [areas.villageB1] });
    const view = await findCase(database.appDb, near, id);

    expect(view?.recipients).toEqual(
      one.members.slice(0, 2).map(({ name, nik }) => ({
        name,
        nikEnding: nik.slice(-4),
        programCode: "SEMBAKO",
        period: AUTUMN,
        listName: expect.any(String),
        lineNo: expect.any(Number),
      })),
    );
    expect(await findCase(database.appDb, elsewhere, id)).toBeNull();
  });

  test("a line that a later matching gave to another family names nobody", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const other = SEMBAKO.get("one member") as Family;
    const [{ id } = { id: 0n }] = await casesOf(one);
    const [own, foreign] = await Promise.all(
      [one, other].map(({ nomorKk }) => registry.participation("SEMBAKO", nomorKk)),
    );
    const give = (to: bigint | undefined) =>
      database.db.recipientRow.updateMany({
        where: { nik: one.members[1]?.nik ?? "" },
        data: { participationId: to ?? 0n },
      });

    await give(foreign?.id);
    const view = await findCase(database.appDb, actorOf("operator", { level: "regency" }), id);
    await give(own?.id);
    expect(view?.recipients.map(({ name }) => name)).toEqual([one.members[0]?.name]);
  });

  test("an individual's program may name as many members as it likes", async () => {
    const one = SEMBAKO.get("one member") as Family;
    await registry.applyRecipients("PBI_JK", [line(one, 0), line(one, 1)]);
    await detect();

    expect(await casesOf(one)).toEqual([]);
  });

  test("looking again opens, changes and closes nothing", async () => {
    expect(await detect()).toEqual({ opened: 0, kept: 6, changed: 0, closed: 0, leftClosed: 0 });
  });

  test("aid that is held counts; aid that ended does not", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const { id } = await registry.participation("SEMBAKO", one.nomorKk);
    const become = (state: "active" | "suspended" | "ended") =>
      database.db.participation.update({ where: { id }, data: { state } });

    await become("suspended");
    expect(await detect()).toMatchObject({ kept: 6, closed: 0 });
    await become("ended");
    expect(await detect()).toMatchObject({ kept: 5, closed: 1 });
    await become("active");
    expect(await detect()).toMatchObject({ kept: 5, opened: 1 });
    expect((await casesOf(one)).map(({ state }) => state)).toEqual(["resolved", "open"]);
  });

  test("stays closed by a person until somebody else or another period stands there", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const dismiss = async () => {
      const open = (await casesOf(one)).find(({ state }) => state === "open");
      await database.db.$transaction((tx) =>
        dismissCase(tx, actorOf("verifier", { level: "regency" }), {
          caseId: open?.id ?? 0n,
          version: open?.version ?? 0,
          reason: "Pengurus diganti pada periode ini",
        }),
      );
    };
    await dismiss();
    const others = currentLines().filter(({ nomorKk }) => nomorKk !== one.nomorKk);

    // The same two, on other lines of a list that came anew.
    await registry.applyRecipients("SEMBAKO", [line(one, 1), line(one, 0), ...others]);
    expect(await detect()).toMatchObject({ opened: 0, leftClosed: 1 });

    await registry.applyRecipients("SEMBAKO", [line(one, 0), line(one, 2), ...others]);
    expect(await detect()).toMatchObject({ opened: 1 });
    await dismiss();

    const winter = { period: "JAN-MAR 2027" };
    await registry.applyRecipients("SEMBAKO", [
      line(one, 0, winter),
      line(one, 2, winter),
      ...others,
    ]);
    expect(await detect()).toMatchObject({ opened: 1 });
  });

  test("closes when the current list names one member only, with both values", async () => {
    const one = SEMBAKO.get("two members in one period") as Family;
    const others = currentLines().filter(({ nomorKk }) => nomorKk !== one.nomorKk);
    await registry.applyRecipients("SEMBAKO", [line(one, 0), ...others]);
    expect(await detect()).toMatchObject({ closed: 1 });

    const found = (await casesOf(one)).at(-1);
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      evidence: { doublings: [{ people: 2 }] },
      closingEvidence: { doublings: [], exclusives: [] },
    });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("its area goes along with the family", async () => {
    const one = SEMBAKO.get("three members") as Family;
    await registry.publishRelease({
      name: "v4",
      asOf: "2027-01-20",
      families: [...SEMBAKO.values()].map((other) =>
        other === one ? { ...other, villageId: areas.villageB1 } : other,
      ),
    });
    await detect();

    expect(await casesOf(one)).toMatchObject([{ state: "open", villageId: areas.villageB1 }]);
  });
});

describe("two programs that a rule declares exclusive", () => {
  const set = (pairs: [string, string][]) =>
    database.db.officeSetting.updateMany({
      where: { key: "exclusive_programs" },
      data: { value: { pairs }, legalBasis: "Perwali 7/2026" },
    });

  test("make a case of the family that receives both, while the rule holds", async () => {
    const one = SEMBAKO.get("one member") as Family;
    await registry.applyRecipients("PKH", [line(one, 1)]);
    await detect();
    expect(await casesOf(one)).toEqual([]);

    await set([["PKH", "SEMBAKO"]]);
    await detect();
    const [found] = await casesOf(one);
    expect(CaseFacts.parse(found).evidence).toMatchObject({
      doublings: [],
      exclusives: [
        {
          programs: ["PKH", "SEMBAKO"],
          programNames: ["Program Keluarga Harapan", "Program Sembako"],
        },
      ],
      legalBasis: "Perwali 7/2026",
    });

    await set([]);
    await detect();
    expect(await casesOf(one)).toMatchObject([{ state: "resolved" }]);
  });

  test("a rule about a program that the office does not have stops the detection", async () => {
    await set([["PKH", "BLT"]]);

    await expect(detect()).rejects.toThrow("BLT");
    await set([]);
  });
});
