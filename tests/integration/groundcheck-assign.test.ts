import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { assignGroundchecks, planGroundchecks } from "@/lib/groundchecks/assign";
import { assignSelection } from "@/lib/groundchecks/assign-selection";
import { cancelGroundcheck } from "@/lib/groundchecks/cancel";
import { listCompanions } from "@/lib/groundchecks/companion-loads";
import { AssignForm } from "@/lib/groundchecks/list-schema";
import { reassignAll, reassignGroundcheck } from "@/lib/groundchecks/reassign";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, member, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  operator = await person("operator");
});
afterAll(() => database.drop());

async function person(role: Role, villageIds?: readonly number[]): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, villageIds ?? [areas.regency]);
  const name = username;
  const area = villageIds
    ? { level: "villages" as const, villageIds }
    : { level: "regency" as const };
  return { kind: "user", id, sessionId: id, username, name, role, area };
}

/** Families that take two aids and rank above the limit of both: two open cases each. */
async function openFamilies(villageIds: readonly (number | null)[]): Promise<bigint[]> {
  const families = villageIds.map((villageId) =>
    family({ villageId, desil: 9, members: [member()] }),
  );
  await registry.publishRelease({ name: randomUUID(), asOf: "2026-10-20", families });
  for (const program of ["SEMBAKO", "PKH"])
    await registry.applyRecipients(
      program,
      families.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
    );
  await detectCases(database, { day: DAY });
  return Promise.all(families.map(({ nomorKk }) => registry.householdId(nomorKk)));
}

/** As an action does it: one transaction. */
function assign(by: UserActor, householdIds: readonly bigint[], companions: readonly UserActor[]) {
  const companionIds = companions.map(({ id }) => id);
  return database.appDb.$transaction(
    (tx) => assignGroundchecks(tx, by, { householdIds, companionIds }),
    // For 500 families on a machine that may be busy.
    { timeout: 30_000 },
  );
}

async function visitsOf(householdIds: readonly bigint[]) {
  return database.db.groundcheck.findMany({
    where: { householdId: { in: [...householdIds] } },
    include: { cases: true, events: { orderBy: { id: "asc" } } },
    orderBy: { householdId: "asc" },
  });
}

async function caseStates(householdIds: readonly bigint[]) {
  const cases = await database.db.errorCase.findMany({
    where: { householdId: { in: [...householdIds] } },
    orderBy: { id: "asc" },
  });
  return cases.map(({ state }) => state);
}

async function given(to: UserActor, villageIds: readonly (number | null)[]) {
  const householdIds = await openFamilies(villageIds);
  await assign(operator, householdIds, [to]);
  const visits = await visitsOf(householdIds);
  const [visit] = visits;
  if (!visit) throw new Error("A visit was given out");
  return { householdIds, visits, visit };
}

describe("giving out", () => {
  test("one visit settles all open cases of a family", async () => {
    const companion = await person("companion", [areas.villageA1]);
    const [householdId = 0n] = await openFamilies([areas.villageA1]);

    const result = await assign(operator, [householdId], [companion]);

    expect(result).toEqual({
      ok: true,
      value: {
        assigned: 1,
        perCompanion: [
          { companionId: companion.id, name: "Petugas companion", assigned: 1, load: 1 },
        ],
        uncovered: [],
        underWay: 0,
        withoutCase: 0,
      },
    });
    const [visit] = await visitsOf([householdId]);
    expect(visit).toMatchObject({
      companionId: companion.id,
      villageId: areas.villageA1,
      state: "assigned",
      assignedBy: operator.id,
      events: [{ action: "assign", toState: "assigned", actorId: operator.id }],
    });
    expect(visit?.cases).toHaveLength(2);
    expect(await caseStates([householdId])).toEqual(["in_groundcheck", "in_groundcheck"]);
    const audit = await database.db.auditEvent.findMany({
      where: { action: "groundcheck.assign", subjectId: visit?.id },
    });
    expect(audit).toMatchObject([{ actorId: operator.id, detail: { companionId: companion.id } }]);
    const steps = await database.db.caseEvent.count({
      where: { action: "assign", case: { householdId } },
    });
    expect(steps).toBe(2);
  });

  test("goes evenly by what is with each companion already", async () => {
    const [busy, free] = [await person("companion"), await person("companion")];
    const householdIds = await openFamilies(Array.from({ length: 10 }, () => areas.villageA1));
    await assign(operator, householdIds.slice(0, 3), [busy]);

    const result = await assign(operator, householdIds.slice(3), [busy, free]);

    expect(result).toMatchObject({ ok: true, value: { assigned: 7 } });
    const loads = await listCompanions(database.db, operator, [busy.id, free.id]);
    expect(loads.map(({ load }) => load)).toEqual([5, 5]);
  });

  test("leaves families in whose kelurahan nobody chosen works, and says where they are", async () => {
    const near = await person("companion", [areas.villageA1]);
    const householdIds = await openFamilies([
      areas.villageA1,
      areas.villageB1,
      areas.villageB1,
      null,
    ]);

    const result = await assign(operator, householdIds, [near]);

    expect(result).toMatchObject({
      ok: true,
      value: {
        assigned: 1,
        uncovered: [
          { kelurahan: "Klojen", kecamatan: "Klojen", families: 2 },
          { kelurahan: null, kecamatan: null, families: 1 },
        ],
      },
    });
    expect(await visitsOf(householdIds)).toHaveLength(1);
  });

  test("with nothing left to give stores nothing and says why", async () => {
    const near = await person("companion", [areas.villageA1]);
    const [householdId = 0n] = await openFamilies([areas.villageB1]);

    expect(await assign(operator, [householdId], [near])).toMatchObject({
      ok: false,
      problem: { code: "nothing_assigned", uncovered: [{ families: 1 }] },
    });
    expect(await caseStates([householdId])).toEqual(["open", "open"]);
  });

  test("passes over a family that is being visited, though it has a new open case", async () => {
    const companion = await person("companion");
    const [visited = 0n, other = 0n] = await openFamilies([areas.villageA1, areas.villageA1]);
    await assign(operator, [visited], [companion]);
    const opened = await database.db.errorCase.findFirstOrThrow({
      where: { householdId: visited },
    });
    await database.db.errorCase.update({ where: { id: opened.id }, data: { state: "open" } });

    const result = await assign(operator, [visited, other], [companion]);

    expect(result).toMatchObject({ ok: true, value: { assigned: 1, underWay: 1 } });
    expect(await visitsOf([visited])).toHaveLength(1);
  });

  test("of a thing that is no family waiting for a visit tells only how many there are", async () => {
    const companion = await person("companion");
    const [householdId = 0n] = await openFamilies([areas.villageA1]);

    const result = await assign(operator, [householdId, householdId, 999_999_999n], [companion]);

    expect(result).toMatchObject({ ok: true, value: { assigned: 1, withoutCase: 1 } });
  });

  test("shares 500 families out over twenty companions, some of whom work in two kelurahan only", async () => {
    const companions = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        person("companion", index % 2 === 0 ? [areas.villageA1, areas.villageA2] : undefined),
      ),
    );
    const villages = [areas.villageA1, areas.villageA2, areas.villageB1];
    const householdIds = await openFamilies(
      Array.from({ length: 500 }, (_, index) => villages[index % 3] ?? null),
    );

    const result = await assign(operator, householdIds, companions);

    const shares = result.ok ? result.value.perCompanion.map(({ assigned }) => assigned) : [];
    expect(shares).toEqual(companions.map(() => 25));
    expect(new Set(await caseStates(householdIds))).toEqual(new Set(["in_groundcheck"]));
    expect(
      await database.db.auditEvent.count({
        where: {
          action: "groundcheck.assign",
          subjectId: { in: (await visitsOf(householdIds)).map(({ id }) => id) },
        },
      }),
    ).toBe(500);
  });
});

describe("two operators at once", () => {
  test("double nothing and stay even", async () => {
    const [one, two] = [await person("companion"), await person("companion")];
    const mine = await openFamilies(Array.from({ length: 9 }, () => areas.villageA1));
    const other = await person("operator");

    const answers = await Promise.all([
      assign(operator, mine.slice(0, 6), [one, two]),
      // The other way round, so that waiting for each other would be possible.
      assign(other, mine.slice(3).reverse(), [two, one]),
    ]);

    const visits = await visitsOf(mine);
    expect(visits).toHaveLength(9);
    expect(new Set(visits.map(({ householdId }) => householdId)).size).toBe(9);
    expect(visits.flatMap(({ cases }) => cases)).toHaveLength(18);
    const assigned = answers.map((answer) => (answer.ok ? answer.value.assigned : 0));
    expect((assigned[0] ?? 0) + (assigned[1] ?? 0)).toBe(9);
    const loads = (await listCompanions(database.db, operator, [one.id, two.id])).map(
      ({ load }) => load,
    );
    expect(loads.sort()).toEqual([4, 5]);
    expect(
      await database.db.caseEvent.count({
        where: { action: "assign", case: { householdId: { in: mine } } },
      }),
    ).toBe(18);
  });
});

test("an operator who gives out while another has not finished counts what that one gave", async () => {
  const [one, two] = [await person("companion"), await person("companion")];
  const families = await openFamilies(Array.from({ length: 6 }, () => areas.villageA1));
  const companionIds = [one.id, two.id];
  let second: ReturnType<typeof assign> | undefined;

  await database.appDb.$transaction(async (tx) => {
    const householdIds = families.slice(0, 3);
    await assignGroundchecks(tx, operator, { householdIds, companionIds });
    second = assign(operator, families.slice(3), [one, two]);
    // Long enough for the other to come to the companions that are held here.
    await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`;
  });

  expect(await second).toMatchObject({ ok: true, value: { assigned: 3 } });
  const loads = await listCompanions(database.db, operator, companionIds);
  expect(loads.map(({ load }) => load)).toEqual([3, 3]);
});

test("a case that a verifier closes in the same moment is passed over, and its family is told", async () => {
  const companion = await person("companion");
  const verifier = await person("verifier");
  const [closing = 0n, other = 0n] = await openFamilies([areas.villageA1, areas.villageA1]);
  const cases = await database.db.errorCase.findMany({ where: { householdId: closing } });
  let assigning: ReturnType<typeof assign> | undefined;

  await database.appDb.$transaction(async (tx) => {
    for (const { id, version } of cases)
      await dismissCase(tx, verifier, { caseId: id, version, reason: "Data benar" });
    assigning = assign(operator, [closing, other], [companion]);
    // Long enough for the other to come to the cases that are held here.
    await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`;
  });

  expect(await assigning).toMatchObject({ ok: true, value: { assigned: 1, withoutCase: 1 } });
  expect(await visitsOf([closing])).toEqual([]);
  expect(await caseStates([closing])).toEqual(["dismissed", "dismissed"]);
});

describe("outside the actor's area", () => {
  test("a family does not exist, and neither does a companion", async () => {
    const local = await person("operator", [areas.villageA1]);
    const [near, far] = [
      await person("companion", [areas.villageA1]),
      await person("companion", [areas.villageB1]),
    ];
    const [mine = 0n, theirs = 0n] = await openFamilies([areas.villageA1, areas.villageB1]);

    expect(await assign(local, [mine], [far])).toEqual({
      ok: false,
      problem: { code: "companion_not_found" },
    });
    const everywhere = await person("companion");
    expect(await assign(local, [theirs], [everywhere])).toMatchObject({
      ok: false,
      problem: { code: "nothing_assigned", withoutCase: 1, uncovered: [], underWay: 0 },
    });
    expect(await assign(local, [mine, theirs], [near])).toMatchObject({
      ok: true,
      value: { assigned: 1, withoutCase: 1 },
    });
    expect(await caseStates([theirs])).toEqual(["open", "open"]);
  });

  test("nobody is sent who is no companion, or no longer active, or nowhere", async () => {
    const [householdId = 0n] = await openFamilies([areas.villageA1]);
    const left = await createTestPerson(database.db, "companion", [areas.regency], {
      active: false,
    });
    const nobody = await createTestPerson(database.db, "companion", []);
    const ids = [left.id, nobody.id, (await person("verifier")).id, randomUUID()];

    for (const id of ids) {
      const answer = await database.appDb.$transaction((tx) =>
        assignGroundchecks(tx, operator, { householdIds: [householdId], companionIds: [id] }),
      );
      expect(answer).toEqual({ ok: false, problem: { code: "companion_not_found" } });
    }
    expect(await assign(operator, [householdId], [])).toMatchObject({ ok: false });
    expect(await visitsOf([householdId])).toEqual([]);
  });

  test.each(ROLES.filter((role) => role !== "operator"))(
    "the %s gives nothing out",
    async (role) => {
      const companion = await person("companion");
      const [householdId = 0n] = await openFamilies([areas.villageA1]);

      expect(await assign(await person(role), [householdId], [companion])).toEqual({
        ok: false,
        problem: { code: "role_not_allowed" },
      });
      expect(await caseStates([householdId])).toEqual(["open", "open"]);
    },
  );
});

describe("the form", () => {
  const form = (changes: Record<string, unknown>) =>
    AssignForm.parse({ cakupan: "dipilih", penerima: "dipilih", langkah: "tugaskan", ...changes });
  const send = (by: UserActor, changes: Record<string, unknown>) =>
    database.appDb.$transaction((tx) => assignSelection(tx, by, form(changes)));

  test("only reckoned stores nothing, and tells what giving out then does", async () => {
    const companion = await person("companion");
    const householdIds = await openFamilies([areas.villageA1, areas.villageA1]);
    const chosen = { keluarga: householdIds.map(String), pendamping: companion.id };

    const planned = await send(operator, { ...chosen, langkah: "hitung" });
    expect(planned).toMatchObject({ ok: true, value: { done: false, assigned: 2 } });
    expect(await visitsOf(householdIds)).toEqual([]);

    const done = await send(operator, chosen);
    expect(done).toEqual(
      planned.ok ? { ok: true, value: { ...planned.value, done: true } } : "no plan",
    );
  });

  test("takes all that the filters find, in the actor's area only", async () => {
    const local = await person("operator", [areas.villageB2]);
    await person("companion", [areas.villageB2]);
    const [mine = 0n, theirs = 0n] = await openFamilies([areas.villageB2, areas.villageA1]);

    const answer = await send(local, { cakupan: "semua", penerima: "semua" });

    expect(answer).toMatchObject({ ok: true, value: { assigned: 1 } });
    expect(await visitsOf([mine, theirs])).toMatchObject([{ householdId: mine }]);
  });

  test.each([
    ["an area that is not theirs", { cakupan: "semua", wilayah: "35.73.01" }, "unknown_area"],
    ["no family", { penerima: "semua" }, "no_family"],
    ["no companion", { keluarga: "1" }, "no_companion"],
  ])("with %s says so", async (_name, changes, code) => {
    const local = await person("operator", [areas.villageB2]);

    expect(await send(local, changes)).toEqual({ ok: false, problem: { code } });
  });

  test("planning is for operators too", async () => {
    const companion = await person("companion");
    const verifier = await person("verifier");

    const answer = await planGroundchecks(database.db, verifier, {
      householdIds: [1n],
      companionIds: [companion.id],
    });

    expect(answer).toEqual({ ok: false, problem: { code: "role_not_allowed" } });
  });
});

describe("giving to somebody else", () => {
  let first: UserActor;
  let second: UserActor;

  beforeEach(async () => {
    first = await person("companion", [areas.villageA1]);
    second = await person("companion", [areas.villageA1]);
  });

  const reassign = (by: UserActor, groundcheckId: string, version: number, to: UserActor) =>
    database.appDb.$transaction((tx) =>
      reassignGroundcheck(tx, by, { groundcheckId, version, companionId: to.id }),
    );

  test("drops the draft of the first, keeps the history, and begins anew", async () => {
    const { visit } = await given(first, [areas.villageA1]);
    await database.db.groundcheck.update({
      where: { id: visit.id },
      data: { state: "in_progress", draft: { presence: "1" }, draftSavedAt: DAY },
    });

    const answer = await reassign(operator, visit.id, 1, second);

    expect(answer).toEqual({ ok: true, value: { draftDropped: true } });
    const [after] = await visitsOf([visit.householdId]);
    expect(after).toMatchObject({
      id: visit.id,
      companionId: second.id,
      state: "assigned",
      version: 2,
      draft: null,
      draftSavedAt: null,
    });
    expect(after?.events.at(-1)).toMatchObject({
      action: "reassign",
      fromState: "in_progress",
      toState: "assigned",
      actorId: operator.id,
      detail: { from: first.id, to: second.id, draftDropped: true },
    });
    expect(await caseStates([visit.householdId])).toEqual(["in_groundcheck", "in_groundcheck"]);
    const audits = { action: "groundcheck.reassign", subjectId: visit.id };
    expect(await database.db.auditEvent.count({ where: audits })).toBe(1);
  });

  test("is refused where it makes no sense, and then stores nothing", async () => {
    const { visit } = await given(first, [areas.villageA1]);
    const far = await person("companion", [areas.villageB1]);
    const local = await person("operator", [areas.villageB1]);
    const verifier = await person("verifier");

    const refusals = [
      await reassign(operator, visit.id, 1, first),
      await reassign(operator, visit.id, 1, far),
      await reassign(operator, visit.id, 2, second),
      await reassign(operator, visit.id, 1, verifier),
      await reassign(verifier, visit.id, 1, second),
      await reassign(local, visit.id, 1, second),
      await reassign(operator, randomUUID(), 1, second),
    ];

    expect(refusals.map((answer) => (answer.ok ? "ok" : answer.problem.code))).toEqual([
      "same_companion",
      "not_covered",
      "changed_meanwhile",
      "companion_not_found",
      "role_not_allowed",
      "not_found",
      "not_found",
    ]);
    expect(await visitsOf([visit.householdId])).toMatchObject([
      { companionId: first.id, version: 1, state: "assigned" },
    ]);
  });

  test("of what was sent already is too late", async () => {
    const { visit } = await given(first, [areas.villageA1]);
    await cancel(operator, visit.id, 1);

    expect(await reassign(operator, visit.id, 2, second)).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
  });

  test("everything of one who fell ill goes evenly to others, and what they may not visit stays", async () => {
    const ill = await person("companion");
    const { householdIds } = await given(ill, [
      areas.villageA1,
      areas.villageA1,
      areas.villageA1,
      areas.villageA1,
      areas.villageB1,
    ]);
    await database.db.appUser.update({ where: { id: ill.id }, data: { active: false } });

    const answer = await database.appDb.$transaction((tx) =>
      reassignAll(tx, operator, {
        fromCompanionId: ill.id,
        companionIds: [first.id, second.id],
      }),
    );

    expect(answer).toMatchObject({
      ok: true,
      value: {
        moved: 4,
        left: 1,
        draftsDropped: 0,
        perCompanion: [
          { assigned: 2, load: 2 },
          { assigned: 2, load: 2 },
        ],
      },
    });
    const visits = await visitsOf(householdIds);
    expect(visits.filter(({ companionId }) => companionId === ill.id)).toMatchObject([
      { villageId: areas.villageB1, version: 1 },
    ]);
  });

  test("everything means everything in the operator's area", async () => {
    const ill = await person("companion");
    const { householdIds } = await given(ill, [areas.villageA1, areas.villageB1]);
    const local = await person("operator", [areas.villageA1]);
    const all = (by: UserActor, to: readonly UserActor[]) =>
      database.appDb.$transaction((tx) =>
        reassignAll(tx, by, { fromCompanionId: ill.id, companionIds: to.map(({ id }) => id) }),
      );

    const answers = [
      await all(await person("operator", [areas.villageB2]), [first]),
      await all(await person("verifier"), [first]),
      await all(local, [ill]),
      await all(local, []),
      await all(local, [first]),
      await all(local, [first]),
    ];

    expect(answers.map((answer) => (answer.ok ? answer.value.moved : answer.problem.code))).toEqual(
      ["no_tasks", "role_not_allowed", "same_companion", "companion_not_found", 1, "no_tasks"],
    );
    expect((await visitsOf(householdIds)).map(({ companionId }) => companionId)).toEqual([
      first.id,
      ill.id,
    ]);
  });
});

const cancel = (by: UserActor, groundcheckId: string, version: number, reason = "Salah alamat") =>
  database.appDb.$transaction((tx) =>
    cancelGroundcheck(tx, by, { groundcheckId, version, reason }),
  );

describe("calling off", () => {
  test("opens the cases again, with the reason in the history", async () => {
    const companion = await person("companion");
    const { visit, householdIds } = await given(companion, [areas.villageA1]);

    expect(await cancel(operator, visit.id, 1)).toEqual({ ok: true, value: { reopened: 2 } });

    const [after] = await visitsOf(householdIds);
    expect(after).toMatchObject({ state: "cancelled", version: 2 });
    expect(after?.events.at(-1)).toMatchObject({ action: "cancel", reason: "Salah alamat" });
    expect(await caseStates(householdIds)).toEqual(["open", "open"]);
    expect(await assign(operator, householdIds, [companion])).toMatchObject({
      ok: true,
      value: { assigned: 1 },
    });
    const audit = await database.db.auditEvent.findFirstOrThrow({
      where: { action: "groundcheck.cancel", subjectId: visit.id },
    });
    expect(JSON.stringify(audit.detail)).not.toContain("Salah alamat");
  });

  test("is refused without a reason, by others, elsewhere, and late", async () => {
    const { visit, householdIds } = await given(await person("companion"), [areas.villageA1]);

    const refusals = [
      await cancel(operator, visit.id, 1, " "),
      await cancel(await person("verifier"), visit.id, 1),
      await cancel(await person("operator", [areas.villageB1]), visit.id, 1),
      await cancel(operator, randomUUID(), 1),
      await cancel(operator, visit.id, 7),
    ];

    expect(refusals.map((answer) => (answer.ok ? "ok" : answer.problem.code))).toEqual([
      "reason_required",
      "role_not_allowed",
      "not_found",
      "not_found",
      "changed_meanwhile",
    ]);
    expect(await caseStates(householdIds)).toEqual(["in_groundcheck", "in_groundcheck"]);
  });

  test("and giving to somebody else in the same moment: one of them wins", async () => {
    const { visit } = await given(await person("companion"), [areas.villageA1]);
    const other = await person("companion");

    const answers = await Promise.all([
      cancel(operator, visit.id, 1),
      database.appDb.$transaction((tx) =>
        reassignGroundcheck(tx, operator, {
          groundcheckId: visit.id,
          version: 1,
          companionId: other.id,
        }),
      ),
    ]);

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [after] = await visitsOf([visit.householdId]);
    expect(after?.version).toBe(2);
    expect(after?.events).toHaveLength(2);
  });
});
