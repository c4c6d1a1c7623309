import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { findCase } from "@/lib/cases/queries";
import { decideParticipation } from "@/lib/programs/commands";
import { findSuspension } from "@/lib/programs/find-suspension";
import { countSuspended, listSuspended } from "@/lib/programs/list-suspended";
import { standingOf } from "@/lib/programs/suspension";
import {
  DecideParticipation,
  SuspensionListParams,
  writeSuspensionCursor,
} from "@/lib/programs/suspension-schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const REASON = "Sudah dikunjungi: keluarga memang masih miskin";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let verifier: UserActor;
let head: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  verifier = await actor("verifier");
  head = await actor("head");
});
afterAll(() => database.drop());

async function actor(role: Role, villageIds?: readonly number[]): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, villageIds ?? [areas.regency]);
  const area = villageIds
    ? ({ level: "villages", villageIds } as const)
    : ({ level: "regency" } as const);
  return { kind: "user", id, sessionId: id, username, name: username, role, area };
}

const detect = () => detectCases(database, { day: DAY });

interface Aid {
  readonly family: Family;
  readonly id: bigint;
  readonly version: number;
  readonly caseId: bigint;
}

/** A family of kelurahan A1 whose PKH was suspended by the release that is now in force. */
async function suspendedAid(): Promise<Aid> {
  const one = family({ villageId: areas.villageA1, desil: 6 });
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [one] });
  await receivesPkh(one);
  await detect();
  const { id, version, state } = await registry.participation("PKH", one.nomorKk);
  expect(state).toBe("suspended");
  const householdId = await registry.householdId(one.nomorKk);
  const open = await database.db.errorCase.findFirstOrThrow({
    where: { householdId, kind: "over-limit" },
  });
  return { family: one, id, version, caseId: open.id };
}

const receivesPkh = (one: Family) =>
  registry.applyRecipients("PKH", [{ nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" }]);

/** As a verified groundcheck leaves the case. */
async function checked({ caseId }: Aid): Promise<void> {
  await database.db.errorCase.update({ where: { id: caseId }, data: { state: "checked" } });
}

/** As the action does it: a refusal rolls the transaction back. */
function decide(
  by: UserActor,
  aid: Pick<Aid, "id" | "version">,
  action: "resume" | "end",
  reason = REASON,
) {
  return database.appDb.$transaction((tx) =>
    decideParticipation(tx, by, { participationId: aid.id, version: aid.version, action, reason }),
  );
}

const stateOf = ({ id }: Aid) => database.db.participation.findUniqueOrThrow({ where: { id } });

describe("deciding about a suspended aid", () => {
  let aid: Aid;

  beforeEach(async () => {
    aid = await suspendedAid();
  });

  test.each([
    ["verifier", "resume", "active"],
    ["head", "resume", "active"],
    ["head", "end", "ended"],
  ] as const)("a %s may %s it: then it is %s", async (role, action, to) => {
    await checked(aid);
    const by = role === "head" ? head : verifier;

    expect(await decide(by, aid, action)).toEqual({ ok: true, value: { state: to } });

    const now = await stateOf(aid);
    expect(now).toMatchObject({ state: to, version: aid.version + 1 });
    const [event] = await database.db.participationEvent.findMany({
      where: { participationId: aid.id, action },
    });
    expect(event).toMatchObject({
      fromState: "suspended",
      toState: to,
      actorKind: "user",
      actorId: by.id,
      caseId: aid.caseId,
      reason: REASON,
      at: now.since,
    });
    expect(
      await database.db.auditEvent.findMany({
        where: { action: `participation.${action}`, subjectId: String(aid.id) },
      }),
    ).toMatchObject([{ actorId: by.id, detail: { from: "suspended", to, programCode: "PKH" } }]);
    const view = await findCase(database.appDb, by, aid.caseId);
    expect(view?.timeline[0]).toMatchObject({ of: "participation", action, reason: REASON });
  });

  test.each(
    ROLES.flatMap(
      (role) =>
        [
          [role, "resume"],
          [role, "end"],
        ] as const,
    ).filter(([role, action]) => role !== "head" && !(role === "verifier" && action === "resume")),
  )("a %s may not %s it", async (role, action) => {
    await checked(aid);

    const answer = await decide(await actor(role), aid, action);

    expect(answer).toEqual({ ok: false, problem: { code: "role_not_allowed" } });
    expect(await stateOf(aid)).toMatchObject({ state: "suspended", version: aid.version });
  });

  test.each(["open", "in_groundcheck"] as const)(
    "nobody decides while the family's case is %s",
    async (state) => {
      await database.db.errorCase.update({ where: { id: aid.caseId }, data: { state } });

      for (const action of ["resume", "end"] as const)
        expect(await decide(head, aid, action)).toEqual({
          ok: false,
          problem: { code: "guard_failed", guard: "family_was_checked" },
        });
      expect(await stateOf(aid)).toMatchObject({ state: "suspended" });
    },
  );

  test("needs a reason that says something", async () => {
    await checked(aid);

    expect(await decide(head, aid, "end", "  ")).toEqual({
      ok: false,
      problem: { code: "reason_required" },
    });
    expect(
      DecideParticipation.safeParse({
        participationId: "1",
        version: "1",
        action: "suspend",
        reason: "x",
      }).success,
    ).toBe(false);
  });

  test("of two at once, one decides and one is told", async () => {
    await checked(aid);

    const answers = await Promise.all([decide(head, aid, "end"), decide(verifier, aid, "resume")]);

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = answers.find(({ ok }) => !ok);
    expect(["changed_meanwhile", "not_available"]).toContain(
      refused && !refused.ok ? refused.problem.code : "",
    );
    expect(
      await database.db.participationEvent.count({
        where: { participationId: aid.id, actorKind: "user" },
      }),
    ).toBe(1);
  });

  test("with a page of an older version is told that it changed", async () => {
    await checked(aid);

    const answer = await decide(head, { id: aid.id, version: aid.version - 1 }, "end");

    expect(answer).toEqual({ ok: false, problem: { code: "changed_meanwhile" } });
  });

  test("of another kelurahan is not found, as if it did not exist", async () => {
    await checked(aid);
    const elsewhere = await actor("verifier", [areas.villageB1]);

    expect(await decide(elsewhere, aid, "resume")).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
    expect(await findSuspension(database.appDb, elsewhere, aid.id)).toBeNull();
    expect(await decide(elsewhere, { id: 999_999n, version: 1 }, "resume")).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
  });

  test("is not possible twice", async () => {
    await checked(aid);
    await decide(head, aid, "end");

    expect(await decide(head, { ...aid, version: aid.version + 1 }, "resume")).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
  });

  test("to end it leaves no active recipient: the case closes, and a later list revives nothing", async () => {
    await checked(aid);
    await decide(head, aid, "end");

    await detect();
    await receivesPkh(aid.family);
    const counts = await detect();

    expect(await stateOf(aid)).toMatchObject({ state: "ended" });
    expect(
      await database.db.errorCase.findUniqueOrThrow({ where: { id: aid.caseId } }),
    ).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      closingEvidence: { recipients: 0 },
    });
    expect(counts.suspended).toBe(0);
    expect(
      await database.db.participation.count({
        where: {
          programCode: "PKH",
          household: { numbers: { some: { nomorKk: aid.family.nomorKk } } },
        },
      }),
    ).toBe(1);
  });

  test("to give it back holds against the same case, whatever the next release says", async () => {
    await checked(aid);
    await decide(verifier, aid, "resume");
    await registry.publishRelease({
      name: "v4",
      asOf: "2027-01-20",
      families: [{ ...aid.family, desil: 7 }],
    });

    const counts = await detect();

    expect(counts.suspended).toBe(0);
    expect(await stateOf(aid)).toMatchObject({ state: "active" });
    // What the system did stays told, although the aid is paid again.
    const view = await findCase(database.appDb, verifier, aid.caseId);
    expect(view?.facts).toMatchObject({ evidence: { desil: 7, suspended: true } });
  });

  test("to give it back does not hold against a new case: it is suspended again, from that day", async () => {
    await checked(aid);
    await decide(verifier, aid, "resume");
    const publish = async (name: string, desil: number) => {
      await registry.publishRelease({
        name,
        asOf: "2027-04-20",
        families: [{ ...aid.family, desil }],
      });
      return detect();
    };
    await publish("v4", 3);
    const before = (await stateOf(aid)).since;

    const counts = await publish("v5", 8);

    expect(counts.suspended).toBe(1);
    const now = await stateOf(aid);
    expect(now.state).toBe("suspended");
    expect(now.since.getTime()).toBeGreaterThan(before.getTime());
  });
});

describe("the list of suspended aids", () => {
  const regency = () => verifier;
  const all = async (by: UserActor, tab: "putuskan" | "menunggu") =>
    (await listSuspended(database.appDb, by, { tab }, null)).rows;

  beforeEach(async () => {
    await database.pool.query("UPDATE participation SET state = 'ended'");
  });

  test.each([
    ["open", "menunggu", "not_assigned"],
    ["checked", "putuskan", "visited"],
    ["in_proposal", "putuskan", "visited"],
    ["awaiting_release", "putuskan", "visited"],
  ] as const)("has one whose case is %s under %s: %s", async (state, tab, of) => {
    const aid = await suspendedAid();
    await database.db.errorCase.update({ where: { id: aid.caseId }, data: { state } });

    const rows = await all(regency(), tab);

    expect(rows.map(({ id }) => id)).toEqual([aid.id]);
    expect(rows[0] && standingOf(rows[0])).toMatchObject({ of });
    expect(await all(regency(), tab === "putuskan" ? "menunggu" : "putuskan")).toEqual([]);
    expect(await countSuspended(database.appDb, regency())).toEqual({
      putuskan: 0,
      menunggu: 0,
      [tab]: 1,
    });
  });

  test("says that a release shows the family within the limit, with desil, limit and day", async () => {
    const aid = await suspendedAid();
    await registry.publishRelease({
      name: "v4",
      asOf: "2027-01-20",
      families: [{ ...aid.family, desil: 3 }],
    });
    const counts = await detect();

    const [row] = await all(regency(), "putuskan");

    expect(counts.followUp.liftable).toBe(1);
    expect(row).toMatchObject({ id: aid.id, caseId: aid.caseId, desil: 6, limit: 4 });
    expect(row && standingOf(row)).toMatchObject({
      of: "new_data",
      at: expect.any(Date),
      closing: { desil: 3, limit: 4, releaseName: "v4" },
    });
  });

  test.each([
    ["dismissed", "dismissed", false],
    ["resolved", "data_correct", true],
  ] as const)(
    "says that a person closed the case (%s, %s)",
    async (state, outcome, dataCorrect) => {
      const aid = await suspendedAid();
      await database.db.errorCase.update({
        where: { id: aid.caseId },
        data: { state, outcome, closedAt: DAY, closedBy: verifier.id },
      });

      const [row] = await all(regency(), "putuskan");

      expect(row && standingOf(row)).toEqual({ of: "closed_by_person", at: DAY, dataCorrect });
    },
  );

  test("says with which companion a visit is, and since when", async () => {
    const aid = await suspendedAid();
    const companion = await createTestPerson(database.db, "companion", [areas.regency]);
    const householdId = await registry.householdId(aid.family.nomorKk);
    await database.db.errorCase.update({
      where: { id: aid.caseId },
      data: { state: "in_groundcheck" },
    });
    await database.db.groundcheck.create({
      data: {
        householdId,
        companionId: companion.id,
        assignedBy: verifier.id,
        assignedAt: DAY,
        cases: { create: { caseId: aid.caseId } },
      },
    });

    const [row] = await all(regency(), "menunggu");

    expect(row && standingOf(row)).toEqual({
      of: "with_companion",
      at: DAY,
      companionName: "Petugas companion",
    });
  });

  test("hides an aid outside the reader's area, on the list, in the counts and by its number", async () => {
    const aid = await suspendedAid();
    const inside = await actor("village_operator", [areas.villageA1]);
    const outside = await actor("village_operator", [areas.villageB1]);

    expect((await all(inside, "menunggu")).map(({ id }) => id)).toEqual([aid.id]);
    expect(await all(outside, "menunggu")).toEqual([]);
    expect(await countSuspended(database.appDb, outside)).toEqual({ putuskan: 0, menunggu: 0 });
    expect(await findSuspension(database.appDb, inside, aid.id)).toMatchObject({ id: aid.id });
    expect(await findSuspension(database.appDb, outside, aid.id)).toBeNull();
  });

  test("narrows by program, area and age, and pages through all without one twice", async () => {
    const families = Array.from({ length: 53 }, () =>
      family({ villageId: areas.villageA2, desil: 6 }),
    );
    await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families });
    await registry.applyRecipients(
      "PKH",
      families.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
    );
    await detect();
    const menunggu = { tab: "menunggu" } as const;

    const first = await listSuspended(database.appDb, verifier, menunggu, null);
    const second = await listSuspended(database.appDb, verifier, menunggu, first.next);

    expect(first.rows).toHaveLength(50);
    expect(second.rows).toHaveLength(3);
    expect(second.next).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53);
    const count = async (filter: Parameters<typeof countSuspended>[2]) =>
      (await countSuspended(database.appDb, verifier, filter)).menunggu;
    expect(await count({ programCode: "PKH" })).toBe(53);
    expect(await count({ programCode: "SEMBAKO" })).toBe(0);
    expect(await count({ villageIds: [areas.villageA2] })).toBe(53);
    expect(await count({ villageIds: [areas.villageA1] })).toBe(0);
    expect(await count({ villageIds: null })).toBe(0);
    expect(await count({ ageDays: 0 })).toBe(53);
    expect(await count({ ageDays: 1 })).toBe(0);
  });
});

describe("the filters in the address", () => {
  test("are read, and a cursor comes back as it was written", () => {
    const cursor = { since: new Date("2026-11-22T03:00:00.123Z"), id: 42n };

    const params = SuspensionListParams.parse({
      program: "PKH",
      setelah: writeSuspensionCursor(cursor),
    });

    expect(params).toEqual({ tab: "putuskan", program: "PKH", setelah: cursor });
  });

  test.each([
    ["an unknown filter", { desa: "x" }],
    ["an unknown tab", { tab: "semua" }],
    ["an age that is not offered", { umur: "1" }],
    ["a broken cursor", { setelah: "x-1" }],
  ])("with %s show nothing instead of everything", (_name, params) => {
    expect(SuspensionListParams.safeParse(params).success).toBe(false);
  });
});
