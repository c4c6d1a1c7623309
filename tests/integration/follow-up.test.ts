import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { listHouseholdCases } from "@/lib/cases/household-cases";
import type { CaseState } from "@/lib/cases/workflow";
import { statesOf } from "@/lib/cases/workflow";
import { cancelGroundcheck } from "@/lib/groundchecks/cancel";
import type { GroundcheckState } from "@/lib/groundchecks/workflow";
import { BEFORE_HAND_OVER, HANDED_OVER, type ProposalState } from "@/lib/proposals/workflow";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const NOTHING = {
  reflected: 0,
  notReflected: 0,
  unchanged: 0,
  casesJoined: 0,
  groundchecksCancelled: 0,
  proposalsWithdrawn: 0,
  liftable: 0,
};

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let companionId: string;
/** Poor in the old DTKS and desil 6: an open case of kind misplaced-high. */
let one: Family;
let householdId: bigint;
let caseId: bigint;

beforeEach(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  companionId = (await createTestPerson(database.db, "companion", [areas.regency])).id;
  one = family({ villageId: areas.villageA1, desil: 6 });
  await publish("v3", one);
  await registry.applyDtks({ families: [{ ...one, desil: 2 }] });
  await detect();
  householdId = await registry.householdId(one.nomorKk);
  caseId = (await database.db.errorCase.findFirstOrThrow({ where: { householdId } })).id;
});
afterEach(() => database.drop());

const detect = async () => (await detectCases(database, { day: DAY })).followUp;

let month = 0;
async function publish(name: string, ...families: Family[]): Promise<void> {
  month += 1;
  const bystander = family({ villageId: areas.villageB1 });
  const asOf = new Date(Date.UTC(2026, month, 20)).toISOString().slice(0, 10);
  await registry.publishRelease({ name, asOf, families: [bystander, ...families] });
}

async function setCase(state: CaseState, id = caseId): Promise<void> {
  await database.db.errorCase.update({ where: { id }, data: { state } });
}

async function groundcheck(
  state: GroundcheckState,
  caseIds: readonly bigint[] = [caseId],
): Promise<string> {
  const { id } = await database.db.groundcheck.create({
    data: {
      householdId,
      villageId: areas.villageA1,
      companionId,
      assignedBy: randomUUID(),
      cases: { create: caseIds.map((id) => ({ caseId: id })) },
    },
  });
  if (state === "submitted") {
    const visitId = randomUUID();
    await database.db.groundcheckVisit.create({
      data: {
        id: visitId,
        groundcheckId: id,
        questionnaire: "fasih-dtsen-pbi-2026-inti-1",
        result: "found",
        answers: {},
        raw: "{}",
        sha256: "0".repeat(64),
        startedAt: DAY,
        finishedAt: DAY,
        clockOffsetMs: 0,
        submittedBy: companionId,
      },
    });
    await database.db.groundcheck.update({
      where: { id },
      data: { state, visitId, result: "found", submittedAt: DAY },
    });
  } else await database.db.groundcheck.update({ where: { id }, data: { state } });
  return id;
}

/** A proposal as people left it, entered into SIKS-NG a moment ago where its state says so. */
async function proposal(
  state: ProposalState,
  {
    caseIds = [caseId],
    previous = null,
  }: { readonly caseIds?: readonly bigint[]; readonly previous?: string | null } = {},
): Promise<string> {
  const { id: releaseId } = await database.db.release.findFirstOrThrow({
    where: { status: "published" },
  });
  const handedOver = !BEFORE_HAND_OVER.some((early) => early === state);
  const { id } = await database.db.proposal.create({
    data: {
      kind: "amend",
      householdId,
      villageId: areas.villageA1,
      releaseId,
      state,
      changes: [],
      justification: "Rumah sudah dilihat",
      draftedBy: randomUUID(),
      verifiedBy: randomUUID(),
      validatedBy: randomUUID(),
      basisKind: "sptjm",
      previousProposalId: previous,
      cases: { create: caseIds.map((id) => ({ caseId: id })) },
      ...(handedOver && {
        events: {
          create: {
            at: new Date(),
            action: "enter",
            fromState: "validated",
            toState: "entered_siks_ng",
            actorKind: "user",
          },
        },
      }),
    },
  });
  return id;
}

const proposalNow = (id: string) =>
  database.db.proposal.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { id: "asc" } } },
  });
const groundcheckNow = (id: string) =>
  database.db.groundcheck.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { id: "asc" } }, cases: { orderBy: { caseId: "asc" } } },
  });
const caseNow = (id = caseId) =>
  database.db.errorCase.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { id: "asc" } } },
  });

/** Every row that following up could write, with the transaction that wrote it last. */
async function fingerprintsOfRows(): Promise<unknown> {
  const { rows } = await database.pool.query(`
    SELECT 'case' AS of, id::text, xmin::text FROM error_case
     UNION ALL SELECT 'case event', id::text, xmin::text FROM case_event
     UNION ALL SELECT 'groundcheck', id::text, xmin::text FROM groundcheck
     UNION ALL SELECT 'groundcheck case', groundcheck_id::text || case_id, xmin::text FROM groundcheck_case
     UNION ALL SELECT 'groundcheck event', id::text, xmin::text FROM groundcheck_event
     UNION ALL SELECT 'proposal', id::text, xmin::text FROM proposal
     UNION ALL SELECT 'proposal event', id::text, xmin::text FROM proposal_event
     UNION ALL SELECT 'participation', id::text, xmin::text FROM participation
     UNION ALL SELECT 'audit', id::text, xmin::text FROM audit_event WHERE action <> 'detection.run'
     ORDER BY 1, 2`);
  return rows;
}

test.each(statesOf("resolve_by_new_data"))(
  "new data closes a case that is %s, with both values",
  async (state) => {
    await setCase(state);
    await publish("v4", { ...one, desil: 3 });

    await detect();

    const closed = await caseNow();
    expect(closed).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      closedBy: null,
      evidence: { desil: 6 },
      closingEvidence: { desil: 3, releaseName: "v4" },
    });
    expect(closed.events.at(-1)).toMatchObject({
      action: "resolve_by_new_data",
      fromState: state,
      toState: "resolved",
      actorKind: "system",
    });
  },
);

describe("a proposal that was handed over", () => {
  beforeEach(() => setCase("awaiting_release"));

  test.each(HANDED_OVER)(
    "and is %s is reflected by the release that closes its cases",
    async (state) => {
      const id = await proposal(state);
      await publish("v4", { ...one, desil: 3 });

      expect(await detect()).toEqual({ ...NOTHING, reflected: 1 });

      const now = await proposalNow(id);
      expect(now).toMatchObject({ state: "reflected", version: 2 });
      expect(now.events.at(-1)).toMatchObject({
        action: "note_reflected",
        fromState: state,
        toState: "reflected",
        actorKind: "system",
        detail: { releaseName: "v4" },
      });
      expect(
        await database.db.auditEvent.findMany({ where: { action: "proposal.follow_release" } }),
      ).toMatchObject([{ subject: "proposal", subjectId: id, actorKind: "system" }]);
    },
  );

  test("waits while one of its cases is open", async () => {
    const other = await openOverLimitCase();
    await setCase("awaiting_release", other);
    const id = await proposal("entered_siks_ng", { caseIds: [caseId, other] });
    // Desil 5 is within the limit of Sembako, and still too high for a family that was poor.
    await publish("v4", { ...one, desil: 5 });

    expect(await detect()).toMatchObject({ reflected: 0, unchanged: 1 });
    expect(await proposalNow(id)).toMatchObject({ state: "entered_siks_ng" });
  });

  test("is not called reflected where the case closed because the family is in no list any more", async () => {
    const id = await proposal("kemensos_approved");
    await publish("v4", one);
    await registry.applyDtks({ asOf: "2025-12-31", families: [{ ...one, desil: 6 }] });

    const followed = await detect();

    expect(await caseNow()).toMatchObject({ state: "resolved", outcome: "new_data" });
    expect(followed).toEqual(NOTHING);
    expect(await proposalNow(id)).toMatchObject({ state: "kemensos_approved", version: 1 });
  });

  test("is not called reflected where a person found the data right", async () => {
    const id = await proposal("not_reflected");
    await database.db.errorCase.update({
      where: { id: caseId },
      data: { state: "resolved", outcome: "data_correct", closedAt: DAY, closedBy: randomUUID() },
    });
    await publish("v4", one);

    expect(await detect()).toEqual(NOTHING);
    expect(await proposalNow(id)).toMatchObject({ state: "not_reflected", version: 1 });
  });

  test("and was refused leaves the answer to the one that followed it", async () => {
    const refused = await proposal("not_reflected");
    const next = await proposal("entered_siks_ng", { previous: refused });
    await publish("v4", { ...one, desil: 3 });

    expect(await detect()).toEqual({ ...NOTHING, reflected: 1 });

    expect(await proposalNow(refused)).toMatchObject({ state: "not_reflected" });
    expect(await proposalNow(next)).toMatchObject({ state: "reflected" });
  });

  test("is reflected late where the one that followed it was never handed over", async () => {
    const refused = await proposal("not_reflected");
    const next = await proposal("draft", { previous: refused });
    await publish("v4", { ...one, desil: 3 });

    expect(await detect()).toEqual({ ...NOTHING, reflected: 1, proposalsWithdrawn: 1 });
    const after = await fingerprintsOfRows();
    await detect();

    expect(await proposalNow(refused)).toMatchObject({ state: "reflected" });
    expect(await proposalNow(next)).toMatchObject({ state: "withdrawn" });
    expect(await fingerprintsOfRows()).toEqual(after);
  });
});

describe("belum berubah", () => {
  beforeEach(() => setCase("awaiting_release"));

  test.each([
    ["kemensos_approved", "not_reflected", "note_not_reflected"],
    ["at_bps", "not_reflected", "note_not_reflected"],
    ["entered_siks_ng", "entered_siks_ng", "stay_unchanged"],
    ["not_reflected", "not_reflected", "stay_unchanged"],
  ] as const)("is said of a proposal that is %s: then it is %s", async (state, to, action) => {
    const id = await proposal(state);
    await publish("v4", one);

    const followed = await detect();

    expect(followed).toEqual({
      ...NOTHING,
      ...(action === "note_not_reflected" ? { notReflected: 1 } : { unchanged: 1 }),
    });
    const now = await proposalNow(id);
    expect(now).toMatchObject({ state: to, version: state === to ? 1 : 2 });
    const said = { releaseName: "v4", before: 6, now: 6 };
    expect(now.events.at(-1)).toMatchObject({
      action,
      fromState: state,
      toState: to,
      actorKind: "system",
      detail: said,
    });
    const told = await caseNow();
    expect(told.state).toBe("awaiting_release");
    expect(told.events.at(-1)).toMatchObject({
      action: "stay_unchanged",
      fromState: "awaiting_release",
      toState: "awaiting_release",
      actorKind: "system",
      detail: { ...said, proposalId: id },
    });
  });

  test("is said once a release, whatever the number of detections, and again by the next one", async () => {
    const id = await proposal("entered_siks_ng");
    await publish("v4", one);
    await detect();
    const after = await fingerprintsOfRows();

    const again = await detect();
    const unchanged = await fingerprintsOfRows();
    await publish("v5", one);
    const next = await detect();

    expect(again).toEqual(NOTHING);
    expect(unchanged).toEqual(after);
    expect(next).toEqual({ ...NOTHING, unchanged: 1 });
    expect((await proposalNow(id)).events.map(({ action }) => action)).toEqual([
      "enter",
      "stay_unchanged",
      "stay_unchanged",
    ]);
  });

  test("is not said by the release that was in force when it was entered", async () => {
    const id = await proposal("kemensos_approved");

    expect(await detect()).toEqual(NOTHING);
    expect(await proposalNow(id)).toMatchObject({ state: "kemensos_approved" });
  });

  test("tells the desil of when it was handed over beside the one of today, in words to read aloud", async () => {
    await proposal("entered_siks_ng");
    await publish("v4", { ...one, desil: 5 });
    await detect();

    expect((await caseNow()).events.at(-1)).toMatchObject({ detail: { before: 6, now: 5 } });
    const [shown] = await listHouseholdCases(
      database.appDb,
      actorOf("operator", { level: "regency" }),
      householdId,
    );
    expect(shown?.sentences.map(({ text }) => text).join(" ")).toContain(
      "keluarga Bapak/Ibu sekarang berada di desil 5; ketika usulan diserahkan desil 6.",
    );
  });

  test("of a family that is still missing says that it is still missing", async () => {
    const gone = family({ villageId: areas.villageA1, desil: 2 });
    await registry.applyDtks({ asOf: "2025-12-31", families: [gone] });
    await detect();
    const missing = await database.db.errorCase.findFirstOrThrow({
      where: { kind: "missing-in-dtsen" },
    });
    householdId = missing.householdId ?? 0n;
    await setCase("awaiting_release", missing.id);
    await proposal("entered_siks_ng", { caseIds: [missing.id] });
    await publish("v4", one);

    await detect();

    expect((await caseNow(missing.id)).events.at(-1)).toMatchObject({
      action: "stay_unchanged",
      detail: { before: "absent", now: "absent" },
    });
  });

  test("is not said of a proposal that was taken up again", async () => {
    const refused = await proposal("not_reflected");
    const next = await proposal("entered_siks_ng", { previous: refused });
    await publish("v4", one);

    expect(await detect()).toEqual({ ...NOTHING, unchanged: 1 });
    expect((await proposalNow(refused)).events.map(({ action }) => action)).toEqual(["enter"]);
    expect((await proposalNow(next)).events.at(-1)).toMatchObject({ action: "stay_unchanged" });
  });
});

describe("a proposal that SIKS-NG does not know of yet", () => {
  test.each(BEFORE_HAND_OVER)("and is %s is withdrawn when its cases are over", async (state) => {
    await setCase("in_proposal");
    const id = await proposal(state);
    await publish("v4", { ...one, desil: 3 });

    expect(await detect()).toEqual({ ...NOTHING, proposalsWithdrawn: 1 });

    const now = await proposalNow(id);
    expect(now).toMatchObject({ state: "withdrawn", version: 2 });
    expect(now.events.at(-1)).toMatchObject({
      action: "withdraw",
      fromState: state,
      actorKind: "system",
      reason: expect.stringContaining("v4"),
    });
    const after = await fingerprintsOfRows();
    expect(await detect()).toEqual(NOTHING);
    expect(await fingerprintsOfRows()).toEqual(after);
  });

  test("stays while a case of it is open", async () => {
    await setCase("in_proposal");
    const id = await proposal("validated");
    await publish("v4", { ...one, desil: 5 });

    expect(await detect()).toEqual(NOTHING);
    expect(await proposalNow(id)).toMatchObject({ state: "validated", version: 1 });
  });
});

describe("a groundcheck", () => {
  beforeEach(() => setCase("in_groundcheck"));

  test.each(["assigned", "in_progress", "returned"] as const)(
    "that is %s is called off when its cases are over",
    async (state) => {
      const id = await groundcheck(state);
      await publish("v4", { ...one, desil: 3 });

      expect(await detect()).toEqual({ ...NOTHING, groundchecksCancelled: 1 });

      const now = await groundcheckNow(id);
      expect(now).toMatchObject({ state: "cancelled", version: 2 });
      expect(now.events).toMatchObject([
        {
          action: "cancel",
          fromState: state,
          toState: "cancelled",
          actorKind: "system",
          reason: expect.stringContaining("v4"),
        },
      ]);
      expect(await caseNow()).toMatchObject({ state: "resolved" });
      const after = await fingerprintsOfRows();
      expect(await detect()).toEqual(NOTHING);
      expect(await fingerprintsOfRows()).toEqual(after);
    },
  );

  test("that was sent stays for the verifier", async () => {
    const id = await groundcheck("submitted");
    await publish("v4", { ...one, desil: 3 });

    expect(await detect()).toEqual(NOTHING);
    expect(await groundcheckNow(id)).toMatchObject({ state: "submitted", version: 1 });
  });

  test("stays while a case of it is open", async () => {
    const id = await groundcheck("assigned");

    expect(await detect()).toEqual(NOTHING);
    expect(await groundcheckNow(id)).toMatchObject({ state: "assigned", version: 1 });
  });

  test("takes in what was found since, and keeps the version that the phone knows", async () => {
    const id = await groundcheck("in_progress");
    const found = await openOverLimitCase();

    const now = await groundcheckNow(id);
    expect(now).toMatchObject({ state: "in_progress", version: 1 });
    expect(now.cases.map((link) => link.caseId)).toEqual([caseId, found]);
    const joined = await caseNow(found);
    expect(joined.state).toBe("in_groundcheck");
    expect(joined.events.map(({ action, toState }) => [action, toState])).toEqual([
      ["open", "open"],
      ["assign", "in_groundcheck"],
    ]);
    expect(joined.events.at(-1)).toMatchObject({
      actorKind: "system",
      detail: { groundcheckId: id },
    });
    const after = await fingerprintsOfRows();
    expect(await detect()).toEqual(NOTHING);
    expect(await fingerprintsOfRows()).toEqual(after);
  });

  test("goes on for the new case where the old one closed", async () => {
    const id = await groundcheck("assigned");
    const { villageId } = one;
    const recipient = { nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" };
    await registry.applyDtks({ asOf: "2025-12-31", families: [{ ...one, desil: 6, villageId }] });
    await registry.applyRecipients("SEMBAKO", [recipient]);

    expect(await detect()).toEqual({ ...NOTHING, casesJoined: 1 });

    expect(await caseNow()).toMatchObject({ state: "resolved" });
    expect(await groundcheckNow(id)).toMatchObject({ state: "assigned" });
  });

  test("that was sent takes in nothing: nobody could look any more", async () => {
    await groundcheck("submitted");
    const found = await openOverLimitCase();

    expect(await caseNow(found)).toMatchObject({ state: "open" });
  });

  test("takes in no kind that needs no visit", async () => {
    const id = await groundcheck("assigned");
    await publish("v4", { ...one, desil: null });

    await detect();

    const unranked = await database.db.errorCase.findFirstOrThrow({ where: { kind: "unranked" } });
    expect(unranked).toMatchObject({ state: "open", householdId });
    expect((await groundcheckNow(id)).cases).toHaveLength(1);
  });
});

test("a case that joins while the visit is being called off is open again", async () => {
  await setCase("in_groundcheck");
  const id = await groundcheck("assigned");
  const { id: joining } = await database.db.errorCase.create({
    data: {
      kind: "misplaced-low",
      householdId,
      villageId: areas.villageA1,
      state: "in_groundcheck",
      evidence: {},
      fingerprint: "",
      releaseId: (await caseNow()).releaseId,
    },
  });
  const { id: operatorId } = await createTestPerson(database.db, "operator", [areas.regency]);
  const operator = { ...actorOf("operator", { level: "regency" }), id: operatorId };
  // As detection does it: the groundcheck is locked while the case joins.
  const detection = await database.pool.connect();
  await detection.query("BEGIN");
  await detection.query("SELECT FROM groundcheck WHERE id = $1 FOR SHARE", [id]);

  const cancelling = database.appDb.$transaction((tx) =>
    cancelGroundcheck(tx, operator, { groundcheckId: id, version: 1, reason: "Salah wilayah" }),
  );
  await waitUntilBlocked();
  await detection.query("INSERT INTO groundcheck_case VALUES ($1, $2)", [id, joining]);
  await detection.query("COMMIT");
  detection.release();

  expect(await cancelling).toEqual({ ok: true, value: { reopened: 2 } });
  expect(await caseNow(joining)).toMatchObject({ state: "open" });
});

/** Until the other transaction waits for the lock. */
async function waitUntilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND database =
         (SELECT oid FROM pg_database WHERE datname = current_database())) OR
         EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
                    AND wait_event_type = 'Lock') AS waits`,
    );
    if (rows[0]?.waits) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("what somebody is moving at this moment is left to the next detection, and nobody waits", async () => {
  await setCase("in_proposal");
  const id = await proposal("draft");
  await publish("v4", { ...one, desil: 3 });
  const person = await database.pool.connect();
  await person.query("BEGIN");
  await person.query("SELECT FROM proposal WHERE id = $1 FOR UPDATE", [id]);

  const meanwhile = await detect();
  await person.query("ROLLBACK");
  person.release();
  const later = await detect();

  expect(meanwhile.proposalsWithdrawn).toBe(0);
  expect(later.proposalsWithdrawn).toBe(1);
});

/** Lets the family receive Sembako and look again: a second case of another kind. */
async function openOverLimitCase(): Promise<bigint> {
  await registry.applyRecipients("SEMBAKO", [
    { nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" },
  ]);
  await detect();
  const { id } = await database.db.errorCase.findFirstOrThrow({
    where: { householdId, kind: "over-limit" },
  });
  return id;
}
