import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { createBatch } from "@/lib/hand-over/create-batch";
import { enterLines } from "@/lib/hand-over/enter-lines";
import { BATCHES_PER_PAGE, findBatch, listBatches } from "@/lib/hand-over/list-batches";
import { listLines } from "@/lib/hand-over/list-lines";
import { countReady, listReady, READY_PER_PAGE } from "@/lib/hand-over/list-ready";
import { recordResult } from "@/lib/hand-over/record-result";
import type { HandOverResult } from "@/lib/hand-over/results";
import { undoEntry } from "@/lib/hand-over/undo-entry";
import { dayOnCalendar } from "@/lib/shared/format";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createValidatedProposal, type ValidatedProposal } from "../support/hand-over";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, type Registry } from "../support/registry";

const TODAY = dayOnCalendar(new Date(), "Asia/Jakarta");
const YESTERDAY = dayOnCalendar(new Date(Date.now() - 86_400_000), "Asia/Jakarta");
const TOMORROW = dayOnCalendar(new Date(Date.now() + 86_400_000), "Asia/Jakarta");
const LONG_AGO = new Date(Date.now() - 9 * 86_400_000);
const TICKET = "Tiket 2026-000123";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let operator: UserActor;
let releaseId: number;
let familiesMade = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  operator = await actor("operator");
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

/** A family of the release in force, with a case that a proposal carries. */
async function familyWithCase(villageId: number | null = areas.villageA1) {
  const one = family({ villageId });
  familiesMade += 1;
  releaseId = await registry.publishRelease({
    name: `v${familiesMade}`,
    asOf: new Date(Date.UTC(2026, 0, familiesMade)).toISOString().slice(0, 10),
    families: [one],
  });
  const householdId = await registry.householdId(one.nomorKk);
  const { id: caseId } = await database.db.errorCase.create({
    data: {
      kind: "misplaced-high",
      householdId,
      villageId,
      releaseId,
      state: "in_proposal",
      evidence: {},
      fingerprint: randomUUID(),
    },
    select: { id: true },
  });
  return { householdId, caseId, one };
}

async function proposal(changes: Partial<ValidatedProposal> = {}) {
  const villageId = changes.villageId === undefined ? areas.villageA1 : changes.villageId;
  const { householdId, caseId, one } = await familyWithCase(villageId);
  const made = await createValidatedProposal(database.db, {
    householdId,
    villageId,
    caseIds: [caseId],
    validatedAt: LONG_AGO,
    ...changes,
  });
  return { ...made, caseId, householdId, one };
}

type Made = Awaited<ReturnType<typeof proposal>>;

/** As the action does it, under the role without DDL. */
const create = (by: UserActor, input: Parameters<typeof createBatch>[2]) =>
  database.appDb.$transaction((tx) => createBatch(tx, by, input));
const enter = (by: UserActor, input: Parameters<typeof enterLines>[2]) =>
  database.appDb.$transaction((tx) => enterLines(tx, by, input));
const undo = (by: UserActor, input: Parameters<typeof undoEntry>[2]) =>
  database.appDb.$transaction((tx) => undoEntry(tx, by, input));
const answer = (by: UserActor, input: Parameters<typeof recordResult>[2]) =>
  database.appDb.$transaction((tx) => recordResult(tx, by, input));

/** Two transactions of which the second begins before the first has ended. */
async function oneWaitsForTheOther<First, Second>(
  first: (tx: Db) => Promise<First>,
  second: (tx: Db) => Promise<Second>,
): Promise<[First, Second]> {
  const [written, maySettle] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = database.appDb.$transaction(async (tx) => {
    const value = await first(tx);
    written.resolve();
    await maySettle.promise;
    return value;
  });
  await written.promise;
  const other = database.appDb.$transaction(second);
  await sleep(300);
  maySettle.resolve();
  return Promise.all([one, other]);
}

async function batchOf(...proposals: readonly { readonly id: string }[]): Promise<string> {
  const made = await create(operator, {
    which: "ticked",
    proposal: proposals.map(({ id }) => id),
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.id;
}

const ticked = ({ id, version }: { id: string; version: number }, steps = 0) => ({
  id,
  version: version + steps,
});

async function enteredProposal(changes: Partial<ValidatedProposal> = {}) {
  const made = await proposal(changes);
  const batchId = await batchOf(made);
  await enter(operator, {
    batchId,
    proposal: [ticked(made)],
    enteredOn: YESTERDAY,
    evidence: TICKET,
  });
  return { ...made, batchId, version: made.version + 1 };
}

const stateOf = async ({ id, caseId }: Pick<Made, "id" | "caseId">) => {
  const { state } = await database.db.proposal.findUniqueOrThrow({ where: { id } });
  const found = await database.db.errorCase.findUniqueOrThrow({ where: { id: caseId } });
  return { proposal: state, case: found.state };
};

/** Every test begins with nothing ready. */
async function clearReady() {
  await database.db.proposal.updateMany({
    where: { state: "validated", line: null },
    data: { state: "withdrawn" },
  });
}

describe("a list", () => {
  beforeEach(clearReady);

  test("takes what has a basis, in the order of the areas, and tells what it leaves out", async () => {
    const far = await proposal({ villageId: areas.villageB1 });
    const unknown = await proposal({ villageId: null });
    const near = await proposal();
    const bare = await proposal({ basis: false });
    expect(await countReady(database.appDb, operator)).toEqual({ withBasis: 3, withoutBasis: 1 });

    const made = await create(operator, { which: "all", proposal: [] });

    expect(made).toMatchObject({
      ok: true,
      value: { lines: 3, withoutBasis: 1, notReady: 0, remaining: 0 },
    });
    const batchId = made.ok ? made.value.id : "";
    const lines = await database.db.handOverLine.findMany({
      where: { batchId },
      orderBy: { lineNo: "asc" },
    });
    expect(lines.map(({ lineNo, proposalId }) => [lineNo, proposalId])).toEqual([
      [1, near.id],
      [2, far.id],
      [3, unknown.id],
    ]);
    expect(await stateOf(bare)).toEqual({ proposal: "validated", case: "in_proposal" });
    const audit = await database.db.auditEvent.findFirstOrThrow({ where: { subjectId: batchId } });
    expect(audit).toMatchObject({
      actorId: operator.id,
      action: "hand_over.create",
      detail: { lines: 3, withoutBasis: 1 },
    });
  });

  test("never takes a proposal twice, nor one that is not validated", async () => {
    const listed = await proposal();
    await batchOf(listed);
    const draft = await proposal();
    await database.db.proposal.update({ where: { id: draft.id }, data: { state: "verified" } });
    const free = await proposal();

    const made = await create(operator, {
      which: "ticked",
      proposal: [listed.id, draft.id, free.id, randomUUID()],
    });

    expect(made).toMatchObject({ ok: true, value: { lines: 1, notReady: 3 } });
    expect(await create(operator, { which: "all", proposal: [] })).toEqual({
      ok: false,
      problem: { code: "nothing_ready" },
    });
  });

  test("of two made at once, the second takes only what the first did not", async () => {
    const wanted = [await proposal(), await proposal()];
    const later = await proposal();
    const other = await actor("operator");
    const ids = wanted.map(({ id }) => id);

    const [first, second] = await oneWaitsForTheOther(
      (tx) => createBatch(tx, operator, { which: "ticked", proposal: ids }),
      (tx) => createBatch(tx, other, { which: "ticked", proposal: [...ids, later.id] }),
    );

    expect(first).toMatchObject({ ok: true, value: { lines: 2 } });
    expect(second).toMatchObject({ ok: true, value: { lines: 1, notReady: 2 } });
  });

  test("needs something ticked", async () => {
    expect(await create(operator, { which: "ticked", proposal: [] })).toEqual({
      ok: false,
      problem: { code: "nothing_ticked" },
    });
  });
});

describe("typing a line in", () => {
  test("notes day, operator and answer, and the cases wait for the next release", async () => {
    const made = await proposal();
    const batchId = await batchOf(made);

    const result = await enter(operator, {
      batchId,
      proposal: [ticked(made)],
      enteredOn: YESTERDAY,
      evidence: TICKET,
    });

    expect(result).toEqual({ ok: true, value: { done: [{ number: made.number }], refused: [] } });
    expect(await stateOf(made)).toEqual({ proposal: "entered_siks_ng", case: "awaiting_release" });
    const line = await database.db.handOverLine.findUniqueOrThrow({
      where: { proposalId: made.id },
    });
    expect(line).toMatchObject({
      enteredOn: new Date(YESTERDAY),
      enteredBy: operator.id,
      evidence: TICKET,
    });
    const event = await database.db.proposalEvent.findFirstOrThrow({
      where: { proposalId: made.id, action: "enter" },
    });
    expect(event).toMatchObject({
      fromState: "validated",
      toState: "entered_siks_ng",
      actorId: operator.id,
      detail: { on: YESTERDAY, evidence: TICKET },
    });
    const audits = await database.db.auditEvent.findMany({ where: { subjectId: made.id } });
    expect(audits).toMatchObject([{ action: "proposal.enter", actorId: operator.id }]);
    expect(JSON.stringify(audits[0]?.detail)).not.toContain(TICKET);
  });

  test("is refused without a basis, even for a line that stands on the list", async () => {
    const made = await proposal();
    const batchId = await batchOf(made);
    await database.db.proposal.update({
      where: { id: made.id },
      data: { basisKind: null, basisNumber: null, basisDate: null },
    });

    const result = await enter(operator, {
      batchId,
      proposal: [ticked(made)],
      enteredOn: TODAY,
      evidence: TICKET,
    });

    expect(result).toEqual({
      ok: true,
      value: { done: [], refused: [{ number: made.number, code: "no_basis" }] },
    });
    expect(await stateOf(made)).toEqual({ proposal: "validated", case: "in_proposal" });
  });

  test("is refused on a list on which the proposal does not stand", async () => {
    const made = await proposal();
    const batchId = await batchOf(await proposal());

    const result = await enter(operator, {
      batchId,
      proposal: [ticked(made), { id: randomUUID(), version: 1 }],
      enteredOn: TODAY,
      evidence: TICKET,
    });

    expect(result).toEqual({
      ok: true,
      value: {
        done: [],
        refused: [
          { number: null, code: "not_found" },
          { number: null, code: "not_found" },
        ],
      },
    });
    expect(await stateOf(made)).toEqual({ proposal: "validated", case: "in_proposal" });
  });

  test("is done once: of two operators at the same line one wins, and the other is told", async () => {
    const made = await proposal();
    const batchId = await batchOf(made);
    const other = await actor("operator");
    const form = (evidence: string) => ({
      batchId,
      proposal: [ticked(made)],
      enteredOn: TODAY,
      evidence,
    });

    const [first, second] = await oneWaitsForTheOther(
      (tx) => enterLines(tx, operator, form("pertama")),
      (tx) => enterLines(tx, other, form("kedua")),
    );

    expect(first).toMatchObject({ ok: true, value: { refused: [] } });
    expect(second).toEqual({
      ok: true,
      value: { done: [], refused: [{ number: made.number, code: "not_available" }] },
    });
    const line = await database.db.handOverLine.findUniqueOrThrow({
      where: { proposalId: made.id },
    });
    expect(line).toMatchObject({ evidence: "pertama", enteredBy: operator.id });
    const events = { proposalId: made.id, action: "enter" };
    expect(await database.db.proposalEvent.count({ where: events })).toBe(1);
  });

  test("takes the good lines and names the one that changed meanwhile", async () => {
    const [good, stale] = [await proposal(), await proposal()];
    const batchId = await batchOf(good, stale);
    await database.db.proposal.update({
      where: { id: stale.id },
      data: { version: { increment: 1 } },
    });

    const result = await enter(operator, {
      batchId,
      proposal: [ticked(stale), ticked(good)],
      enteredOn: TODAY,
      evidence: TICKET,
    });

    expect(result).toEqual({
      ok: true,
      value: {
        done: [{ number: good.number }],
        refused: [{ number: stale.number, code: "changed_meanwhile" }],
      },
    });
    expect(await stateOf(stale)).toEqual({ proposal: "validated", case: "in_proposal" });
  });

  test.each([
    ["in the future", () => TOMORROW, { ok: false, problem: { code: "day_in_future" } }],
    [
      "before the pengesahan",
      () => "2020-01-01",
      { ok: true, value: { done: [], refused: [{ code: "before_validation" }] } },
    ],
  ])("on a day %s is refused", async (_name, day, expected) => {
    const made = await proposal();
    const batchId = await batchOf(made);

    const result = await enter(operator, {
      batchId,
      proposal: [ticked(made)],
      enteredOn: day(),
      evidence: TICKET,
    });

    expect(result).toMatchObject(expected);
    expect(await stateOf(made)).toEqual({ proposal: "validated", case: "in_proposal" });
  });

  test("is taken back with a reason, and can be done again", async () => {
    const made = await enteredProposal();

    expect(
      await undo(operator, { proposalId: made.id, version: made.version, reason: " " }),
    ).toEqual({ ok: false, problem: { code: "reason_required" } });
    const result = await undo(operator, {
      proposalId: made.id,
      version: made.version,
      reason: "Salah baris",
    });

    expect(result).toEqual({ ok: true, value: { number: made.number } });
    expect(await stateOf(made)).toEqual({ proposal: "validated", case: "in_proposal" });
    const line = await database.db.handOverLine.findUniqueOrThrow({
      where: { proposalId: made.id },
    });
    expect(line).toMatchObject({ enteredOn: null, enteredBy: null, evidence: null });
    const again = await enter(operator, {
      batchId: made.batchId,
      proposal: [ticked(made, 1)],
      enteredOn: TODAY,
      evidence: "Tiket kedua",
    });
    expect(again).toMatchObject({ ok: true, value: { refused: [] } });
    const events = await database.db.proposalEvent.findMany({
      where: { proposalId: made.id },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, reason }) => [action, reason])).toEqual([
      ["validate", null],
      ["enter", null],
      ["undo_entry", "Salah baris"],
      ["enter", null],
    ]);
  });
});

describe("a result", () => {
  const give = (
    made: { id: string; version: number },
    result: HandOverResult,
    more: Partial<Parameters<typeof recordResult>[2]> = {},
  ) => answer(operator, { proposal: [ticked(made)], result, on: TODAY, ...more });

  test("goes from Kemensos to BPS with the day of each answer", async () => {
    const made = await enteredProposal();

    await give(made, "approve_at_kemensos", { on: YESTERDAY });
    await give({ ...made, version: made.version + 1 }, "forward_to_bps");

    expect(await stateOf(made)).toEqual({ proposal: "at_bps", case: "awaiting_release" });
    const events = await database.db.proposalEvent.findMany({
      where: { proposalId: made.id, action: { in: ["approve_at_kemensos", "forward_to_bps"] } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([
      ["approve_at_kemensos", { on: YESTERDAY }],
      ["forward_to_bps", { on: TODAY }],
    ]);
  });

  test("that refuses needs a reason, and sends the case back to where it is decided", async () => {
    const made = await enteredProposal();

    expect(await give(made, "reject_at_kemensos", { category: "other" })).toEqual({
      ok: false,
      problem: { code: "reason_required" },
    });
    expect(await give(made, "reject_at_kemensos", { category: "nik" })).toMatchObject({
      ok: true,
      value: { done: [{ number: made.number }] },
    });

    expect(await stateOf(made)).toEqual({ proposal: "kemensos_rejected", case: "open" });
    const event = await database.db.proposalEvent.findFirstOrThrow({
      where: { proposalId: made.id, action: "reject_at_kemensos" },
    });
    expect(event).toMatchObject({ reason: "NIK tidak padan", detail: { category: "nik" } });
    const step = await database.db.caseEvent.findFirstOrThrow({
      where: { caseId: made.caseId, action: "reopen" },
    });
    expect(step).toMatchObject({ reason: "NIK tidak padan", detail: { proposalId: made.id } });
  });

  test("that refuses leaves a case checked whose family was visited", async () => {
    const made = await enteredProposal();
    await visit(made, "verified");

    await give(made, "reject_at_kemensos", { reason: "Data tidak lengkap" });

    expect(await stateOf(made)).toEqual({ proposal: "kemensos_rejected", case: "checked" });
  });

  test("of BPS that refuses does the same", async () => {
    const made = await enteredProposal();
    await give(made, "approve_at_kemensos");
    await give({ ...made, version: made.version + 1 }, "forward_to_bps");

    await give({ ...made, version: made.version + 2 }, "reject_at_bps", { reason: "Kuota" });

    expect(await stateOf(made)).toEqual({ proposal: "not_reflected", case: "open" });
  });

  test("for many goes to those that can take it, and names the others", async () => {
    const [good, stale] = [await enteredProposal(), await enteredProposal()];
    const waiting = await proposal();
    await batchOf(waiting);

    const result = await answer(operator, {
      proposal: [
        ticked(good),
        ticked(stale, -1),
        ticked(waiting),
        { id: randomUUID(), version: 1 },
      ],
      result: "approve_at_kemensos",
      on: TODAY,
    });

    expect(result).toEqual({
      ok: true,
      value: {
        done: [{ number: good.number }],
        refused: [
          { number: stale.number, code: "changed_meanwhile" },
          { number: waiting.number, code: "not_available" },
          { number: null, code: "not_found" },
        ],
      },
    });
    expect(await stateOf(stale)).toEqual({ proposal: "entered_siks_ng", case: "awaiting_release" });
  });

  test("cannot come before the entry, nor tomorrow", async () => {
    const made = await enteredProposal();
    const before = dayOnCalendar(new Date(Date.now() - 2 * 86_400_000), "Asia/Jakarta");

    expect(await give(made, "approve_at_kemensos", { on: before })).toMatchObject({
      ok: true,
      value: { done: [], refused: [{ code: "before_entry" }] },
    });
    expect(await give(made, "approve_at_kemensos", { on: TOMORROW })).toEqual({
      ok: false,
      problem: { code: "day_in_future" },
    });
  });

  async function visit({ householdId, caseId }: Made, state: "verified") {
    const companion = await createTestPerson(database.db, "companion", [areas.regency]);
    const groundcheck = await database.db.groundcheck.create({
      data: {
        id: randomUUID(),
        householdId,
        villageId: areas.villageA1,
        companionId: companion.id,
        assignedBy: operator.id,
        cases: { create: { caseId } },
      },
    });
    const version = `uji-${randomUUID().slice(0, 8)}`;
    await database.db.questionnaire.create({
      data: {
        version,
        name: "Uji",
        validFrom: new Date("2026-01-01"),
        source: "uji",
        definition: {},
      },
    });
    const at = new Date();
    const made = await database.db.groundcheckVisit.create({
      data: {
        id: randomUUID(),
        groundcheckId: groundcheck.id,
        questionnaire: version,
        result: "found",
        answers: {},
        raw: "{}",
        sha256: "0".repeat(64),
        startedAt: at,
        finishedAt: at,
        clockOffsetMs: 0,
        submittedBy: companion.id,
      },
    });
    await database.db.groundcheck.update({
      where: { id: groundcheck.id },
      data: {
        state,
        visitId: made.id,
        result: "found",
        verifiedAt: at,
        verifiedBy: operator.id,
      },
    });
  }
});

describe("who may", () => {
  const steps: readonly [
    string,
    (by: UserActor, made: Made & { batchId: string }) => Promise<unknown>,
  ][] = [
    ["make a list", (by, { id }) => create(by, { which: "ticked", proposal: [id] })],
    [
      "type a line in",
      (by, { batchId, ...made }) =>
        enter(by, {
          batchId,
          proposal: [ticked(made)],
          enteredOn: TODAY,
          evidence: TICKET,
        }),
    ],
    [
      "take an entry back",
      (by, { id, version }) => undo(by, { proposalId: id, version, reason: "Salah" }),
    ],
    [
      "note a result",
      (by, made) =>
        answer(by, { proposal: [ticked(made)], result: "approve_at_kemensos", on: TODAY }),
    ],
  ];
  let made: Made & { batchId: string };

  beforeAll(async () => {
    made = await enteredProposal();
  });

  test.each(steps)("%s: the operator of the regency only", async (_name, step) => {
    for (const role of ROLES.filter((one) => one !== "operator")) {
      expect(await step(await actor(role), made)).toEqual({
        ok: false,
        problem: { code: "role_not_allowed" },
      });
    }
    for (const role of ROLES) {
      const narrow = await actor(role, [areas.villageA1]);
      expect(await step(narrow, made)).toEqual({ ok: false, problem: { code: "not_found" } });
    }
    expect(await stateOf(made)).toEqual({ proposal: "entered_siks_ng", case: "awaiting_release" });
  });

  test("see a list: nobody of a smaller area", async () => {
    const narrow = await actor("operator", [areas.villageA1]);
    const client = database.appDb;

    expect(await findBatch(client, narrow, made.batchId)).toBeNull();
    expect(await listBatches(client, narrow, null)).toEqual({ rows: [], next: null });
    expect(await listReady(client, narrow, null)).toEqual({ rows: [], next: null });
    expect(await countReady(client, narrow)).toEqual({ withBasis: 0, withoutBasis: 0 });
    const query = { batchId: made.batchId, tab: "menunggu", after: 0, sight: "full" } as const;
    expect(await listLines(client, narrow, query)).toEqual({ lines: [], next: null });
    expect((await listLines(client, operator, query)).lines).toHaveLength(1);
    expect(await findBatch(client, operator, randomUUID())).toBeNull();
  });
});

describe("the pages of", () => {
  beforeEach(clearReady);

  test("a list begin where the last one ended, and count every line once", async () => {
    const made = [await enteredProposal()];
    const [first] = made;
    if (!first) throw new Error("nothing was made");
    await answer(operator, {
      proposal: [ticked(first)],
      result: "reject_at_kemensos",
      on: TODAY,
      category: "quota",
    });
    const batch = await findBatch(database.appDb, operator, first.batchId);

    expect(batch).toMatchObject({ lines: 1, rejected: 1, toEnter: 0, waitingSince: null });
    const { lines } = await listLines(database.appDb, operator, {
      batchId: first.batchId,
      tab: "selesai",
      after: 0,
      sight: "masked",
    });
    expect(lines).toMatchObject([
      {
        number: first.number,
        state: "kemensos_rejected",
        lastReason: "Kuota penuh",
        lastOn: TODAY,
        evidence: TICKET,
        nomorKk: `•••• ${first.one.nomorKk.slice(-4)}`,
        headNik: `•••• ${first.one.members[0]?.nik.slice(-4)}`,
      },
    ]);
  });

  test("ready proposals go on where the last page ended", async () => {
    const { householdId } = await familyWithCase();
    const ids: string[] = [];
    for (let count = 0; count <= READY_PER_PAGE; count += 1) {
      const ready = { householdId, villageId: areas.villageA1, validatedAt: LONG_AGO };
      ids.push((await createValidatedProposal(database.db, ready)).id);
    }

    const first = await listReady(database.appDb, operator, null);
    const second = await listReady(database.appDb, operator, first.next);

    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids.toSorted());
    expect(second.next).toBeNull();
  });

  test("lists go on where the last page ended, the newest first", async () => {
    await database.db.handOverBatch.createMany({
      data: Array.from({ length: BATCHES_PER_PAGE }, () => ({ createdBy: operator.id })),
    });
    const all = await database.db.handOverBatch.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });

    const first = await listBatches(database.appDb, operator, null);
    const second = await listBatches(database.appDb, operator, first.next);

    expect(first.rows).toHaveLength(BATCHES_PER_PAGE);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
      all.map(({ id }) => id).slice(0, 2 * BATCHES_PER_PAGE),
    );
  });
});
