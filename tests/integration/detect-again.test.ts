import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { exportOpenCases } from "@/lib/cases/export-open-cases";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, member, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let verifier: UserActor;

beforeEach(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  const person = await createTestPerson(database.db, "verifier", [areas.regency]);
  verifier = {
    kind: "user",
    id: person.id,
    sessionId: person.id,
    username: person.username,
    name: "Verifikator",
    role: "verifier",
    area: { level: "regency" },
  };
});
afterEach(() => database.drop());

const detect = () => detectCases(database, { day: DAY });

/** The open cases as the command line prints them, one line each. */
async function openCases(names: ReadonlyMap<string, string>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { kind, program, noKk, state, evidence } of exportOpenCases(database.pool)) {
    const { desil = "-" } = evidence;
    const who = names.get(noKk ?? "") ?? "?";
    lines.push([kind, program ?? "-", who, state, `desil ${desil}`].join(" "));
  }
  return lines.sort();
}

function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

/** Every row that detection could write, with the transaction that wrote it last. */
async function fingerprintsOfRows(): Promise<unknown> {
  const { rows } = await database.pool.query(`
    SELECT 'case' AS of, id::text, xmin::text FROM error_case
     UNION ALL SELECT 'case event', id::text, xmin::text FROM case_event
     UNION ALL SELECT 'participation', id::text, xmin::text FROM participation
     UNION ALL SELECT 'participation event', id::text, xmin::text FROM participation_event
     UNION ALL SELECT 'household', id::text, xmin::text FROM household
     UNION ALL SELECT 'number', nomor_kk || household_id, xmin::text FROM household_kk
     UNION ALL SELECT 'dtks', list_id || '/' || line_no, xmin::text FROM dtks_row
     ORDER BY 1, 2`);
  return rows;
}

async function casesOf({ nomorKk }: Family, kind: string) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({
    where: { householdId, kind },
    include: { events: { orderBy: { id: "asc" } } },
    orderBy: { id: "asc" },
  });
}

async function dismissOnly(one: Family, kind: string): Promise<void> {
  const open = (await casesOf(one, kind)).find(({ state }) => state === "open");
  const result = await database.db.$transaction((tx) =>
    dismissCase(tx, verifier, {
      caseId: open?.id ?? 0n,
      version: open?.version ?? 0,
      reason: "Sudah diperiksa, data benar",
    }),
  );
  expect(result.ok).toBe(true);
}

const pkh = (...families: Family[]) =>
  registry.applyRecipients(
    "PKH",
    families.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
  );

/** One family that receives PKH; each call publishes the next release with its desil (or without it). */
async function releasesOf(one: Family) {
  const bystander = family({ villageId: areas.villageB1, members: [member()] });
  let month = 0;
  return async (...families: Family[]) => {
    month += 1;
    await registry.publishRelease({
      name: `v${month}`,
      asOf: `2026-${String(month).padStart(2, "0")}-20`,
      families: [bystander, ...families],
    });
    if (month === 1) await pkh(one);
    return detect();
  };
}

test("the server knows the cases as soon as they are found, or it would read the pages' lists badly", async () => {
  const one = family({ villageId: areas.villageA1, desil: 8 });
  await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families: [one] });
  await pkh(one);

  await detect();

  const { rows } = await database.pool.query<{ known: number; there: number }>(
    `SELECT reltuples::int AS known, (SELECT count(*)::int FROM error_case) AS there
       FROM pg_class
      WHERE oid = 'error_case'::regclass`,
  );
  expect(rows).toEqual([{ known: 1, there: 1 }]);
});

test("detect twice, publish the next release, dismiss one, detect again: exactly the expected differs", async () => {
  const { villageA1: villageId } = areas;
  const rises = family({ villageId, desil: 3 });
  const falls = family({ villageId, desil: 6 });
  const stays = family({ villageId, desil: 8 });
  const climbs = family({ villageId, desil: 5 });
  const returns = family({ villageId, desil: 1 });
  const vanishes = family({ villageId, desil: 2 });
  const high = family({ villageId, desil: 7 });
  const names = new Map(
    Object.entries({ rises, falls, stays, climbs, returns, vanishes, high }).map(
      ([name, { nomorKk }]) => [nomorKk, name],
    ),
  );
  await registry.publishRelease({
    name: "v2",
    asOf: "2026-07-20",
    families: [rises, falls, stays, climbs, vanishes, high],
  });
  await registry.applyDtks({ families: [{ ...high, desil: 2 }, returns, vanishes] });
  await pkh(rises, falls, stays, climbs);

  await detect();
  const first = await openCases(names);
  await detect();
  const second = await openCases(names);

  expect(first).toEqual([
    "misplaced-high - high open desil 7",
    "missing-in-dtsen - returns open desil -",
    "over-limit PKH climbs open desil 5",
    "over-limit PKH falls open desil 6",
    "over-limit PKH stays open desil 8",
  ]);
  expect(difference(first, second)).toEqual([]);

  await registry.publishRelease({
    name: "v3",
    asOf: "2026-10-20",
    families: [
      { ...rises, desil: 6 },
      { ...falls, desil: 3 },
      stays,
      { ...climbs, desil: 9 },
      { ...returns, desil: 2 },
      high,
    ],
  });
  await dismissOnly(stays, "over-limit");
  await detect();
  const third = await openCases(names);

  expect(difference(second, third)).toEqual([
    "+ extreme-shift - climbs open desil 9",
    "- missing-in-dtsen - returns open desil -",
    "+ missing-in-dtsen - vanishes open desil -",
    "- over-limit PKH climbs open desil 5",
    "+ over-limit PKH climbs open desil 9",
    "- over-limit PKH falls open desil 6",
    "+ over-limit PKH rises open desil 6",
    "- over-limit PKH stays open desil 8",
  ]);

  await detect();

  expect(difference(third, await openCases(names))).toEqual([]);
});

test("a second run writes no case, event, participation or identity", async () => {
  const { villageA1: villageId } = areas;
  const [over, high, gone, recipient] = [6, 8, 2, 2].map((desil) => family({ villageId, desil }));
  if (!over || !high || !gone || !recipient) throw new Error("four families");
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [over, high] });
  await registry.applyDtks({ families: [{ ...high, desil: 1 }, gone] });
  await pkh(over, recipient);
  const first = await detect();
  const before = await fingerprintsOfRows();

  const second = await detect();

  expect(await fingerprintsOfRows()).toEqual(before);
  expect(first.kinds).toMatchObject({
    "over-limit": { opened: 1 },
    "misplaced-high": { opened: 1 },
    "missing-in-dtsen": { opened: 2 },
  });
  expect(second.kinds).toMatchObject({
    "over-limit": { opened: 0, kept: 1, changed: 0, closed: 0 },
    "misplaced-high": { opened: 0, kept: 1 },
    "missing-in-dtsen": { opened: 0, kept: 2 },
  });
  expect(second.suspended).toBe(0);
});

test("two detections at once open one case, and suspend once", async () => {
  const over = family({ villageId: areas.villageA1, desil: 6 });
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [over] });
  await pkh(over);

  const both = await Promise.all([detect(), detect()]);

  expect(both.map(({ kinds }) => kinds["over-limit"].opened).sort()).toEqual([0, 1]);
  expect(both.map(({ suspended }) => suspended).sort()).toEqual([0, 1]);
  expect(await casesOf(over, "over-limit")).toHaveLength(1);
  expect(await database.db.participationEvent.count({ where: { action: "suspend" } })).toBe(1);
});

test("an office without a published release has nothing to detect", async () => {
  const counts = await detect();

  expect(counts).toMatchObject({ runId: null, releaseId: null, suspended: 0 });
  expect(await database.db.detectionRun.count()).toBe(0);
});

describe("an open case", () => {
  test("keeps its number when a value changes, tells it in an event, and gets a new version", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    const counts = await publish({ ...one, desil: 9 });

    expect(counts.kinds["over-limit"]).toMatchObject({ opened: 0, kept: 1, changed: 1 });
    const [found, ...others] = await casesOf(one, "over-limit");
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      state: "open",
      version: 2,
      fingerprint: "desil=9;limit=4",
      evidence: { desil: 9, previousDesil: 6, releaseName: "v2", suspended: true },
    });
    expect(found?.events).toMatchObject([
      { action: "open", detail: { evidence: { desil: 6 } } },
      {
        action: "change_evidence",
        fromState: "open",
        toState: "open",
        actorKind: "system",
        detail: { evidence: { desil: 9 } },
      },
    ]);
  });

  test("is told the newer release where no deciding value changed, without an event", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    await publish(one);

    const [found] = await casesOf(one, "over-limit");
    expect(found).toMatchObject({ evidence: { releaseName: "v2", previousDesil: 6 } });
    expect(found?.events.map(({ action }) => action)).toEqual(["open"]);
  });

  test("goes with the family to another kelurahan", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    await publish({ ...one, villageId: areas.villageB2 });

    expect(await casesOf(one, "over-limit")).toMatchObject([{ villageId: areas.villageB2 }]);
  });

  test.each([
    ["within the limit again", 4, 4],
    ["no longer ranked by BPS", null, null],
  ])("closes by new data with both values when the family is %s", async (_name, desil, now) => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    const counts = await publish({ ...one, desil });

    expect(counts.kinds["over-limit"]).toMatchObject({ kept: 0, closed: 1 });
    const [found] = await casesOf(one, "over-limit");
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      closedBy: null,
      evidence: { desil: 6 },
      closingEvidence: { desil: now, inRelease: true, limit: 4 },
    });
    expect(found?.events.at(-1)).toMatchObject({
      action: "resolve_by_new_data",
      fromState: "open",
      toState: "resolved",
      actorKind: "system",
    });
  });

  test("closes when the family left the release, and does not stay beside the missing one", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    await publish();

    expect(await casesOf(one, "over-limit")).toMatchObject([
      { state: "resolved", closingEvidence: { inRelease: false, desil: null } },
    ]);
    expect(await casesOf(one, "missing-in-dtsen")).toMatchObject([{ state: "open" }]);
  });

  test("that closed leaves the aid as it is: only a person gives it back", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);

    await publish({ ...one, desil: 2 });

    expect(await registry.participation("PKH", one.nomorKk)).toMatchObject({ state: "suspended" });
  });

  test("whose condition returns is a new case that points to the earlier one", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);
    await publish({ ...one, desil: 3 });

    await publish(one);

    const [earlier, later] = await casesOf(one, "over-limit");
    expect(earlier?.state).toBe("resolved");
    expect(later).toMatchObject({ state: "open", previousCaseId: earlier?.id });
  });
});

describe("a case that a person closed", () => {
  async function dismissed() {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);
    await dismissOnly(one, "over-limit");
    return { one, publish };
  }

  test("stays closed while its values are the same, whatever the release", async () => {
    const { one, publish } = await dismissed();

    const counts = await publish(one);

    expect(counts.kinds["over-limit"]).toMatchObject({ opened: 0, kept: 0, leftClosed: 1 });
    expect(await casesOf(one, "over-limit")).toMatchObject([
      { state: "dismissed", evidence: { releaseName: "v1" } },
    ]);
  });

  test("opens anew when a deciding value changes, pointing to the earlier one", async () => {
    const { one, publish } = await dismissed();

    await publish({ ...one, desil: 7 });

    const [earlier, later, ...others] = await casesOf(one, "over-limit");
    expect(others).toEqual([]);
    expect(earlier?.state).toBe("dismissed");
    expect(later).toMatchObject({
      state: "open",
      previousCaseId: earlier?.id,
      evidence: { desil: 7 },
    });
  });

  test("opens anew when the condition was gone for a while and returns with the old values", async () => {
    const { one, publish } = await dismissed();
    await publish({ ...one, desil: 3 });
    const [gone] = await casesOf(one, "over-limit");
    await publish({ ...one, desil: 3 });

    await publish(one);

    const [earlier, later] = await casesOf(one, "over-limit");
    expect(gone?.events.map(({ action, toState }) => `${action} ${toState}`)).toEqual([
      "open open",
      "dismiss dismissed",
      "lose_condition dismissed",
    ]);
    expect(earlier).toMatchObject({ state: "dismissed", closingEvidence: { desil: 3 } });
    expect(earlier?.events).toHaveLength(3);
    expect(later).toMatchObject({ state: "open", previousCaseId: earlier?.id });
  });
});

describe("aid that a person gave back", () => {
  async function resume(one: Family, at: Date): Promise<void> {
    const { id } = await registry.participation("PKH", one.nomorKk);
    await database.db.participation.update({ where: { id }, data: { state: "active" } });
    await database.db.participationEvent.create({
      data: {
        participationId: id,
        at,
        action: "resume",
        fromState: "suspended",
        toState: "active",
        actorKind: "user",
        actorId: verifier.id,
        reason: "Sudah digroundcheck",
      },
    });
  }

  test("after the case was opened is not suspended again by the same case", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);
    await resume(one, new Date());

    const counts = await publish({ ...one, desil: 7 });

    expect(counts.suspended).toBe(0);
    expect(await registry.participation("PKH", one.nomorKk)).toMatchObject({ state: "active" });
    expect(await casesOf(one, "over-limit")).toMatchObject([
      { state: "open", evidence: { suspended: true } },
    ]);
  });

  test("under an earlier case is suspended by the next one", async () => {
    const one = family({ villageId: areas.villageA1, desil: 6 });
    const publish = await releasesOf(one);
    await publish(one);
    await resume(one, new Date());
    await publish({ ...one, desil: 3 });

    const counts = await publish({ ...one, desil: 8 });

    expect(counts.suspended).toBe(1);
    expect(await registry.participation("PKH", one.nomorKk)).toMatchObject({ state: "suspended" });
  });
});
