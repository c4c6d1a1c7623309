import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import {
  createRegistry,
  type DtksFamily,
  type Family,
  family,
  type Member,
  member,
  type Recipient,
  type Registry,
} from "../support/registry";

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

async function casesOf({ nomorKk }: { readonly nomorKk: string }) {
  const numbers = await database.db.householdKk.findMany({ where: { nomorKk } });
  return database.db.errorCase.findMany({
    where: {
      householdId: { in: numbers.map(({ householdId }) => householdId) },
      kind: "missing-in-dtsen",
    },
    orderBy: { id: "asc" },
  });
}

/** What the lists say of a family, and what N holds that could be it. */
interface World {
  readonly dtks?: DtksFamily;
  readonly recipients?: readonly Recipient[];
  readonly state?: "active" | "suspended" | "ended";
  readonly previous?: Family;
  readonly current?: readonly Family[];
}

const gone = () => family({ villageId: areas.villageA1, desil: 2 });
const other = (...members: Member[]) => family({ villageId: areas.villageA1, members });
const listed = ({ nomorKk, members }: Family): Recipient[] => [
  { nomorKk, nik: members[0]?.nik ?? "" },
];
/** A row of N for the first member of a family, with a NIK that is none. */
const withoutNik = ({ members: [first] }: Family, changes: Partial<Member> = {}): Member => ({
  ...member({ name: first?.name, birthDate: first?.birthDate, ...changes }),
  nik: "3573XXXX",
  nikValid: false,
});

const ROWS: [string, () => { of: Family; world: World }, boolean][] = [
  [
    "in the old DTKS and nowhere in N",
    () => {
      const of = gone();
      return { of, world: { dtks: of } };
    },
    true,
  ],
  [
    "whose No KK is in N, with other people",
    () => {
      const of = gone();
      return { of, world: { dtks: of, current: [{ ...other(member()), nomorKk: of.nomorKk }] } };
    },
    false,
  ],
  [
    "all under another No KK",
    () => {
      const of = gone();
      return { of, world: { dtks: of, current: [other(...of.members)] } };
    },
    false,
  ],
  [
    "of whom one NIK stands in another family",
    () => {
      const of = gone();
      return { of, world: { dtks: of, current: [other(member(), ...of.members.slice(2))] } };
    },
    false,
  ],
  [
    "whose one NIK stands in two families",
    () => {
      const of = gone();
      const [first] = of.members;
      const person = first ?? member();
      return { of, world: { dtks: of, current: [other(person), other(person)] } };
    },
    false,
  ],
  [
    "of whom a row with invalid NIK has name, birth date and kelurahan",
    () => {
      const of = gone();
      return { of, world: { dtks: of, current: [other(member(), withoutNik(of))] } };
    },
    false,
  ],
  [
    "the same, written in small letters",
    () => {
      const of = gone();
      const name = of.members[0]?.name.toLowerCase() ?? "";
      return { of, world: { dtks: of, current: [other(member(), withoutNik(of, { name }))] } };
    },
    false,
  ],
  [
    "of whom such a row has another birth date",
    () => {
      const of = gone();
      const row = withoutNik(of, { birthDate: "1980-05-18" });
      return { of, world: { dtks: of, current: [other(member(), row)] } };
    },
    true,
  ],
  [
    "of whom such a row has another name",
    () => {
      const of = gone();
      const row = withoutNik(of, { name: "ORANG LAIN" });
      return { of, world: { dtks: of, current: [other(member(), row)] } };
    },
    true,
  ],
  [
    "of whom such a row is in another kelurahan",
    () => {
      const of = gone();
      const elsewhere = { ...other(member(), withoutNik(of)), villageId: areas.villageB1 };
      return { of, world: { dtks: of, current: [elsewhere] } };
    },
    true,
  ],
  [
    "whose namesake has a valid NIK of their own",
    () => {
      const of = gone();
      const namesake = member({ name: of.members[0]?.name, birthDate: of.members[0]?.birthDate });
      return { of, world: { dtks: of, current: [other(namesake)] } };
    },
    true,
  ],
  [
    "that only a recipient list knows",
    () => {
      const of = gone();
      return { of, world: { recipients: listed(of) } };
    },
    true,
  ],
  [
    "whose recipient's NIK is in N",
    () => {
      const of = gone();
      return { of, world: { recipients: listed(of), current: [other(...of.members)] } };
    },
    false,
  ],
  [
    "that receives and is suspended",
    () => {
      const of = gone();
      return { of, world: { recipients: listed(of), state: "suspended" } };
    },
    true,
  ],
  [
    "whose aid was ended, and which is in no other list",
    () => {
      const of = gone();
      return { of, world: { recipients: listed(of), state: "ended" } };
    },
    false,
  ],
  [
    "that stood in P and is gone, still receiving",
    () => {
      const of = gone();
      return { of, world: { recipients: listed(of), previous: of } };
    },
    true,
  ],
  [
    "that stood in P, of which a member whom no list names is in N",
    () => {
      const of = gone();
      const child = of.members.slice(2);
      return {
        of,
        world: { recipients: listed(of), previous: of, current: [other(member(), ...child)] },
      };
    },
    false,
  ],
  [
    "that stood in P and is in no list",
    () => {
      const of = gone();
      return { of, world: { previous: of } };
    },
    false,
  ],
];

describe("missing-in-dtsen", () => {
  const families = new Map<string, Family>();
  let both: Family;
  let unrecognised: Family;
  let damaged: Family;
  let withoutFamilyRow: Family;

  beforeAll(async () => {
    const worlds = ROWS.map(([name, build]) => {
      const { of, world } = build();
      families.set(name, of);
      return { of, ...world };
    });
    both = gone();
    unrecognised = { ...gone(), villageId: null };
    damaged = { ...gone(), nomorKk: "3,57305E+15" };
    withoutFamilyRow = gone();
    await registry.publishRelease({
      name: "v2",
      asOf: "2026-07-20",
      families: worlds.flatMap(({ previous }) => previous ?? []),
    });
    const releaseId = await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: worlds.flatMap(({ current }) => current ?? []),
    });
    const [person] = withoutFamilyRow.members;
    await database.db.individualRelease.create({
      data: {
        releaseId,
        lineNo: 100_000,
        nik: person?.nik ?? "",
        nikValid: true,
        nomorKk: "1099000000000099",
        nama: person?.name ?? "",
      },
    });
    await registry.applyDtks({
      families: [
        ...worlds.flatMap(({ dtks }) => dtks ?? []),
        both,
        unrecognised,
        damaged,
        withoutFamilyRow,
      ],
    });
    await registry.applyRecipients("PKH", [
      ...worlds.flatMap(({ recipients }) => recipients ?? []),
      ...listed(both),
    ]);
    await registry.applyRecipients("SEMBAKO", listed(both));
    for (const { of, state } of worlds) {
      if (!state) continue;
      const { id } = await registry.participation("PKH", of.nomorKk);
      await database.db.participation.update({ where: { id }, data: { state } });
    }
    await detectCases(database, { day: DAY });
  });

  test.each(ROWS)("a family %s", async (name, _build, shown) => {
    const one = families.get(name);

    expect(one && (await casesOf(one))).toHaveLength(shown ? 1 : 0);
  });

  test("a member of N whose family row is missing counts as occurring", async () => {
    expect(await casesOf(withoutFamilyRow)).toEqual([]);
  });

  test("in DTKS and in two programs is one case with both sources", async () => {
    const found = await casesOf(both);

    expect(found).toMatchObject([
      {
        fingerprint: "dtks=t;programs=PKH,SEMBAKO",
        villageId: areas.villageA1,
        evidence: {
          source: "both",
          dtksListName: "DTKS Desember 2024",
          dtksAsOf: "2024-12-31",
          dtksDesil: 2,
          programs: ["PKH", "SEMBAKO"],
          programNames: ["Program Keluarga Harapan", "Program Sembako"],
          memberCount: 3,
          lastReleaseName: null,
        },
      },
    ]);
  });

  test("a family that P still held says so, and only who receives it is a recipient's case", async () => {
    const one = families.get("that stood in P and is gone, still receiving");

    expect(one && (await casesOf(one))).toMatchObject([
      {
        evidence: {
          source: "recipients",
          dtksListName: null,
          programs: ["PKH"],
          lastReleaseName: "v2",
          lastDesil: 2,
          memberCount: 3,
        },
      },
    ]);
  });

  test("a kelurahan that nobody recognised leaves the case to regency scope", async () => {
    expect(await casesOf(unrecognised)).toMatchObject([{ villageId: null }]);
  });

  test("rows whose No KK a spreadsheet destroyed are not thrown together as one family", async () => {
    const rows = await database.db.dtksRow.findMany({ where: { nomorKk: damaged.nomorKk } });

    expect(rows).toHaveLength(3);
    expect(rows.map(({ householdId }) => householdId)).toEqual([null, null, null]);
  });

  test("the aid of a missing family is not touched", async () => {
    const { state } = await registry.participation("PKH", both.nomorKk);

    expect(state).toBe("active");
  });
});

describe("a missing family's case closes by new data", () => {
  test("when it comes back, when its members are found, when no list names it any more", async () => {
    const [back, scattered, unlisted] = [gone(), gone(), gone()];
    const holder = other(member(), ...scattered.members.slice(2));
    const stays = other(member());
    const asOf = "2027-01-20";
    await registry.publishRelease({ name: "v4", asOf, families: [stays] });
    await registry.applyDtks({
      name: "DTKS ulang",
      asOf: "2025-01-31",
      families: [back, scattered],
    });
    await registry.applyRecipients("PKH", listed(unlisted));
    await detectCases(database, { day: DAY });
    const opened = [await casesOf(back), await casesOf(scattered), await casesOf(unlisted)].flat();

    await registry.publishRelease({
      name: "v5",
      asOf: "2027-04-20",
      families: [stays, { ...back, desil: 1 }, holder],
    });
    const { id } = await registry.participation("PKH", unlisted.nomorKk);
    await database.db.participation.update({ where: { id }, data: { state: "ended" } });
    await detectCases(database, { day: DAY });

    expect(opened.map(({ state }) => state)).toEqual(["open", "open", "open"]);
    const resolved = { state: "resolved", outcome: "new_data", closedBy: null };
    expect(await casesOf(back)).toMatchObject([
      { ...resolved, closingEvidence: { found: "family", desil: 1, releaseName: "v5" } },
    ]);
    const holderId = await registry.householdId(holder.nomorKk);
    expect(await casesOf(scattered)).toMatchObject([
      { ...resolved, closingEvidence: { found: "members", holderIds: [Number(holderId)] } },
    ]);
    expect(await casesOf(unlisted)).toMatchObject([
      { ...resolved, closingEvidence: { found: "not_listed" } },
    ]);
  });
});
