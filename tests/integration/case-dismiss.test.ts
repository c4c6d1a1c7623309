import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { DismissCase } from "@/lib/cases/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const REASON = "Sudah diperiksa: desil benar";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
});
afterAll(() => database.drop());

async function actor(role: Role, villageIds?: readonly number[]): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, villageIds ?? [areas.regency]);
  return {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: username,
    role,
    area: villageIds ? { level: "villages", villageIds } : { level: "regency" },
  };
}

/** A fresh open case of a family in kelurahan A1. */
async function openCase() {
  const one = family({ villageId: areas.villageA1, desil: 6 });
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [one] });
  await registry.applyRecipients("SEMBAKO", [
    { nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" },
  ]);
  await detectCases(database, { day: DAY });
  const householdId = await registry.householdId(one.nomorKk);
  return database.db.errorCase.findFirstOrThrow({ where: { householdId } });
}

/** As the action does it: a refusal rolls the transaction back. */
function dismiss(by: UserActor, input: { caseId: bigint; version: number; reason: string }) {
  return database.appDb.$transaction((tx) => dismissCase(tx, by, input));
}

describe("dismissing a case", () => {
  let open: Awaited<ReturnType<typeof openCase>>;

  beforeEach(async () => {
    open = await openCase();
  });

  const state = async () => {
    const { state, version } = await database.db.errorCase.findUniqueOrThrow({
      where: { id: open.id },
    });
    return { state, version };
  };

  test("closes it with reason, person, event and audit", async () => {
    const verifier = await actor("verifier");

    const result = await dismiss(verifier, { caseId: open.id, version: 1, reason: REASON });

    expect(result).toEqual({ ok: true, value: { state: "dismissed" } });
    const closed = await database.db.errorCase.findUniqueOrThrow({
      where: { id: open.id },
      include: { events: { orderBy: { id: "asc" } } },
    });
    expect(closed).toMatchObject({
      state: "dismissed",
      outcome: "dismissed",
      closedBy: verifier.id,
      version: 2,
    });
    expect(closed.events.at(-1)).toMatchObject({
      action: "dismiss",
      fromState: "open",
      toState: "dismissed",
      actorKind: "user",
      actorId: verifier.id,
      reason: REASON,
    });
    const audit = await database.db.auditEvent.findMany({
      where: { action: "case.dismiss", subjectId: String(open.id) },
    });
    expect(audit).toMatchObject([
      {
        actorId: verifier.id,
        subject: "case",
        detail: { kind: "over-limit", from: "open", to: "dismissed" },
      },
    ]);
    expect(JSON.stringify(audit[0]?.detail)).not.toContain(REASON);
  });

  test("outside one's area finds nothing, as if the case did not exist", async () => {
    const elsewhere = await actor("verifier", [areas.villageB1]);

    const answers = [
      await dismiss(elsewhere, { caseId: open.id, version: 1, reason: REASON }),
      await dismiss(elsewhere, { caseId: 999_999n, version: 1, reason: REASON }),
    ];

    expect(answers[0]).toEqual({ ok: false, problem: { code: "not_found" } });
    expect(answers[1]).toEqual(answers[0]);
    expect(await state()).toEqual({ state: "open", version: 1 });
  });

  test("inside one's kelurahan works as in the regency", async () => {
    const near = await actor("verifier", [areas.villageA1]);

    expect(await dismiss(near, { caseId: open.id, version: 1, reason: REASON })).toMatchObject({
      ok: true,
    });
  });

  test("a case of no recognised kelurahan exists for regency scope only", async () => {
    await database.db.errorCase.update({ where: { id: open.id }, data: { villageId: null } });
    const near = await actor("verifier", [areas.villageA1, areas.villageB1]);

    expect(await dismiss(near, { caseId: open.id, version: 1, reason: REASON })).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
  });

  test.each(ROLES.filter((role) => role !== "verifier"))("is not for the %s", async (role) => {
    const result = await dismiss(await actor(role), {
      caseId: open.id,
      version: 1,
      reason: REASON,
    });

    expect(result).toEqual({ ok: false, problem: { code: "role_not_allowed" } });
    expect(await state()).toEqual({ state: "open", version: 1 });
  });

  test("needs a reason", async () => {
    const result = await dismiss(await actor("verifier"), {
      caseId: open.id,
      version: 1,
      reason: " ",
    });

    expect(result).toEqual({ ok: false, problem: { code: "reason_required" } });
    expect(await state()).toEqual({ state: "open", version: 1 });
  });

  test("a second time is told that it is over", async () => {
    const verifier = await actor("verifier");
    await dismiss(verifier, { caseId: open.id, version: 1, reason: REASON });

    expect(await dismiss(verifier, { caseId: open.id, version: 2, reason: REASON })).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
  });

  test("of two at once, one wins and one is told", async () => {
    const [first, second] = [await actor("verifier"), await actor("verifier")];
    const attempt = (by: UserActor) => dismiss(by, { caseId: open.id, version: 1, reason: REASON });

    const results = await Promise.all([attempt(first), attempt(second)]);

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const events = { caseId: open.id, action: "dismiss" };
    expect(await database.db.caseEvent.count({ where: events })).toBe(1);
    const audits = { action: "case.dismiss", subjectId: String(open.id) };
    expect(await database.db.auditEvent.count({ where: audits })).toBe(1);
  });

  test("whose values changed since the page was opened is refused", async () => {
    const verifier = await actor("verifier");
    const { nomorKk } = await database.db.householdKk.findFirstOrThrow({
      where: { householdId: open.householdId ?? 0n },
    });
    const moved = { ...family({ villageId: areas.villageA1, desil: 9 }), nomorKk };
    await registry.publishRelease({ name: "v4", asOf: "2027-01-20", families: [moved] });
    await detectCases(database, { day: DAY });

    expect(await dismiss(verifier, { caseId: open.id, version: 1, reason: REASON })).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    expect(await state()).toEqual({ state: "open", version: 2 });
  });
});

describe("the form", () => {
  const filled = { caseId: "12", version: "3", reason: "  Data benar " };

  test("is read with its blanks trimmed", () => {
    expect(DismissCase.parse(filled)).toEqual({ caseId: 12n, version: 3, reason: "Data benar" });
  });

  test.each([
    ["a field that it does not have", { ...filled, state: "dismissed" }],
    ["an id that is no number", { ...filled, caseId: "1 OR 1=1" }],
    ["a version of nothing", { ...filled, version: "" }],
    ["a reason as long as a book", { ...filled, reason: "x".repeat(2001) }],
  ])("with %s is refused", (_name, input) => {
    expect(DismissCase.safeParse(input).success).toBe(false);
  });
});
