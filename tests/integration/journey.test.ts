import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { readCaseJourneys, readJourney } from "@/lib/cases/journey";
import { JOURNEY_STEPS, type JourneyStep, type JourneyStepName } from "@/lib/cases/journey-steps";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const WHOLE_REGENCY = { level: "regency" } as const;

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let reader: UserActor;
let people: Record<"companion" | "operator" | "verifier" | "head", string>;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  reader = actorOf("operator", WHOLE_REGENCY);
  const idOf = async (role: "companion" | "operator" | "verifier" | "head") =>
    (await createTestPerson(database.db, role, [areas.regency])).id;
  people = {
    companion: await idOf("companion"),
    operator: await idOf("operator"),
    verifier: await idOf("verifier"),
    head: await idOf("head"),
  };
  await database.db.questionnaire.create({
    data: {
      version: "journey-test",
      name: "Formulir uji",
      validFrom: new Date("2026-01-01"),
      validUntil: new Date("2026-01-02"),
      source: "uji",
      definition: {},
    },
  });
});
afterAll(() => database.drop());

interface OpenCase {
  readonly id: bigint;
  readonly householdId: bigint;
  readonly releaseId: number;
}

/** A fresh open case over the limit of a family in kelurahan A1. */
async function openCase(): Promise<OpenCase> {
  const one = family({ villageId: areas.villageA1, desil: 6 });
  await registry.publishRelease({ name: "v2 2026", asOf: "2026-07-20", families: [one] });
  await registry.applyRecipients("SEMBAKO", [
    { nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" },
  ]);
  await detectCases(database, { day: DAY });
  const householdId = await registry.householdId(one.nomorKk);
  const { id, releaseId } = await database.db.errorCase.findFirstOrThrow({
    where: { householdId },
  });
  return { id, householdId, releaseId };
}

async function giveGroundcheck(
  { id: caseId, householdId }: OpenCase,
  state: "assigned" | "in_progress" | "submitted" | "returned" | "verified" | "cancelled",
) {
  const id = randomUUID();
  await database.db.groundcheck.create({
    data: {
      id,
      householdId,
      villageId: areas.villageA1,
      companionId: people.companion,
      assignedBy: people.operator,
      assignedAt: new Date("2026-11-02T02:00:00Z"),
      cases: { create: { caseId } },
    },
  });
  const visitId = randomUUID();
  if (state === "submitted" || state === "verified")
    await database.db.groundcheckVisit.create({
      data: {
        id: visitId,
        groundcheckId: id,
        questionnaire: "journey-test",
        result: "found",
        answers: {},
        raw: "{}",
        sha256: "0".repeat(64),
        startedAt: DAY,
        finishedAt: DAY,
        clockOffsetMs: 0,
        submittedBy: people.companion,
      },
    });
  const submitted = { visitId, submittedAt: new Date("2026-11-05T02:00:00Z") };
  const verified = { verifiedAt: new Date("2026-11-06T02:00:00Z"), verifiedBy: people.verifier };
  await database.db.groundcheck.update({
    where: { id },
    data: {
      state,
      ...((state === "submitted" || state === "verified") && { ...submitted, result: "found" }),
      ...(state === "verified" && verified),
    },
  });
  await database.db.errorCase.update({
    where: { id: caseId },
    data: { state: state === "verified" ? "checked" : "in_groundcheck" },
  });
  return id;
}

type ProposalState =
  | "draft"
  | "submitted"
  | "verified"
  | "validated"
  | "entered_siks_ng"
  | "kemensos_approved"
  | "kemensos_rejected"
  | "at_bps"
  | "not_reflected"
  | "reflected"
  | "withdrawn";

interface Step {
  readonly action: string;
  readonly by?: "operator" | "verifier" | "head" | null;
  readonly at?: string;
  readonly reason?: string;
  readonly detail?: { readonly on?: string; readonly releaseId?: number };
}

const VALIDATE: Step = { action: "validate", by: "head", at: "2026-11-10T02:00:00Z" };
const ENTER: Step = { action: "enter", by: "operator", detail: { on: "2026-11-12" } };
const APPROVE: Step = {
  action: "approve_at_kemensos",
  by: "operator",
  detail: { on: "2026-11-15" },
};
const FORWARD: Step = { action: "forward_to_bps", by: "operator", detail: { on: "2026-11-18" } };

async function giveProposal(
  { id: caseId, householdId, releaseId }: OpenCase,
  groundcheckId: string | null,
  state: ProposalState,
  steps: readonly Step[] = [],
) {
  const signed = steps.some(({ action }) => action === "validate");
  const { id } = await database.db.proposal.create({
    data: {
      kind: "amend",
      householdId,
      villageId: areas.villageA1,
      state,
      releaseId,
      groundcheckId,
      changes: [],
      justification: "Uji",
      draftedAt: new Date("2026-11-08T02:00:00Z"),
      draftedBy: people.operator,
      ...(signed && {
        verifiedBy: people.verifier,
        validatedBy: people.head,
        basisKind: "sptjm" as const,
      }),
      since: new Date("2026-11-09T02:00:00Z"),
      cases: { create: { caseId } },
    },
  });
  for (const { action, by = null, at, reason, detail } of steps)
    await database.db.proposalEvent.create({
      data: {
        proposalId: id,
        action,
        toState: state,
        actorKind: by ? "user" : "system",
        actorId: by && people[by],
        at: at ? new Date(at) : DAY,
        reason,
        detail,
      },
    });
  return id;
}

/** The eight steps by name; that they are eight and in order is asked each time. */
function byName(steps: readonly JourneyStep[]) {
  expect(steps.map(({ step }) => step)).toEqual([...JOURNEY_STEPS]);
  return Object.fromEntries(steps.map(({ step, ...fate }) => [step, fate])) as Record<
    JourneyStepName,
    Omit<JourneyStep, "step">
  >;
}

const journeyOfCase = async ({ id }: OpenCase) =>
  byName(await readJourney(database.appDb, reader, { caseId: id }));

/** `done done current ahead …`, to see a whole journey at a glance. */
const states = (journey: Awaited<ReturnType<typeof journeyOfCase>>) =>
  JOURNEY_STEPS.map((step) => journey[step].state).join(" ");

describe("the journey of a case", () => {
  let found: OpenCase;

  beforeEach(async () => {
    found = await openCase();
  });

  test("found, and nobody assigned yet", async () => {
    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done current ahead ahead ahead ahead ahead ahead");
    expect(journey.ditemukan).toMatchObject({ by: "Sistem", note: "rilis v2 2026" });
    expect(journey.dicek).toMatchObject({ note: "belum ditugaskan" });
  });

  test("a kind that needs no visit skips the check and waits for a decision", async () => {
    await database.db.errorCase.update({
      where: { id: found.id },
      data: { kind: "no-component" },
    });

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done skipped current ahead ahead ahead ahead ahead");
    expect(journey.dicek.note).toBe("tidak perlu kunjungan");
    expect(journey.diputus.note).toBe("perlu diputus");
  });

  test.each([
    ["assigned", "menunggu kunjungan"],
    ["in_progress", "sedang diisi"],
    ["submitted", "menunggu verifikasi"],
  ] as const)("a groundcheck that is %s: %s", async (state, note) => {
    await giveGroundcheck(found, state);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done current ahead ahead ahead ahead ahead ahead");
    expect(journey.dicek).toMatchObject({ note, by: "Petugas companion" });
  });

  test("a returned groundcheck tells why", async () => {
    const groundcheckId = await giveGroundcheck(found, "returned");
    await database.db.groundcheckEvent.create({
      data: {
        groundcheckId,
        action: "return",
        toState: "returned",
        actorKind: "user",
        actorId: people.verifier,
        reason: "Foto rumah tidak jelas",
      },
    });

    const { dicek } = await journeyOfCase(found);

    expect(dicek).toMatchObject({
      state: "current",
      note: "dikembalikan: Foto rumah tidak jelas",
    });
  });

  test("a cancelled groundcheck leaves no trace on the way", async () => {
    await giveGroundcheck(found, "cancelled");

    const { dicek } = await journeyOfCase(found);

    expect(dicek).toMatchObject({ state: "current", note: "belum ditugaskan", by: null });
    await database.db.errorCase.update({
      where: { id: found.id },
      data: { state: "open", kind: "no-component" },
    });
    expect((await journeyOfCase(found)).dicek.note).toBe("tidak perlu kunjungan");
  });

  test("checked, and to be decided", async () => {
    await giveGroundcheck(found, "verified");

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done current ahead ahead ahead ahead ahead");
    expect(journey.dicek).toEqual({
      state: "done",
      at: new Date("2026-11-06T02:00:00Z"),
      by: "Petugas verifier",
      note: "ditemukan",
    });
  });

  test("closed as correct data: decided, and nothing follows", async () => {
    await giveGroundcheck(found, "verified");
    await database.db.errorCase.update({
      where: { id: found.id },
      data: {
        state: "resolved",
        outcome: "data_correct",
        closedAt: DAY,
        closedBy: people.verifier,
      },
    });

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done skipped skipped skipped skipped skipped");
    expect(journey.diputus).toEqual({
      state: "done",
      at: DAY,
      by: "Petugas verifier",
      note: "data benar",
    });
  });

  test("dismissed: no visit was needed any more", async () => {
    await database.db.errorCase.update({
      where: { id: found.id },
      data: { state: "dismissed", outcome: "dismissed", closedAt: DAY, closedBy: people.verifier },
    });

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done skipped done skipped skipped skipped skipped skipped");
    expect(journey.diputus.note).toBe("bukan kesalahan");
  });

  test("new data may close it before anybody came", async () => {
    await database.db.errorCase.update({
      where: { id: found.id },
      data: {
        state: "resolved",
        outcome: "new_data",
        closedAt: DAY,
        closingEvidence: { releaseName: "v3 2026" },
      },
    });

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done skipped skipped skipped skipped skipped skipped done");
    expect(journey.berubah).toEqual({
      state: "done",
      at: DAY,
      by: "Sistem",
      note: "terselesaikan oleh data baru, rilis v3 2026",
    });
  });

  test.each([
    ["draft", [], "usulan", "draf"],
    ["submitted", [], "usulan", "menunggu verifikasi"],
    ["verified", [], "usulan", "menunggu pengesahan"],
    ["validated", [VALIDATE], "siks_ng", "menunggu dimasukkan"],
    ["entered_siks_ng", [VALIDATE, ENTER], "kemensos", "menunggu hasil"],
    ["kemensos_approved", [VALIDATE, ENTER, APPROVE], "bps", "menunggu diteruskan"],
    ["at_bps", [VALIDATE, ENTER, APPROVE, FORWARD], "berubah", "menunggu rilis"],
  ] as const)("a proposal that is %s waits at %s", async (state, steps, at, note) => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, state, steps);

    const journey = await journeyOfCase(found);

    const place = JOURNEY_STEPS.indexOf(at);
    expect(states(journey)).toBe(
      JOURNEY_STEPS.map((_, index) =>
        index < place ? "done" : index === place ? "current" : "ahead",
      ).join(" "),
    );
    expect(journey[at].note).toBe(note);
  });

  test("each step has the day that was written down and the person who took it", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "at_bps", [VALIDATE, ENTER, APPROVE, FORWARD]);

    const journey = await journeyOfCase(found);

    expect(journey.diputus).toMatchObject({
      at: new Date("2026-11-08T02:00:00Z"),
      by: "Petugas operator",
    });
    expect(journey.usulan).toMatchObject({
      at: new Date("2026-11-10T02:00:00Z"),
      by: "Petugas head",
    });
    expect(journey.siks_ng.at).toEqual(new Date("2026-11-12T00:00:00Z"));
    expect(journey.kemensos.at).toEqual(new Date("2026-11-15T00:00:00Z"));
    expect(journey.bps.at).toEqual(new Date("2026-11-18T00:00:00Z"));
  });

  test("refused by Kemensos, with the reason", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "kemensos_rejected", [
      VALIDATE,
      ENTER,
      { action: "reject_at_kemensos", by: "operator", reason: "NIK tidak padan" },
    ]);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done done done stopped ahead ahead");
    expect(journey.kemensos.note).toBe("ditolak: NIK tidak padan");
  });

  test("refused by BPS, with the reason", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "not_reflected", [
      VALIDATE,
      ENTER,
      APPROVE,
      FORWARD,
      { action: "reject_at_bps", by: "operator", reason: "Bukti kurang" },
    ]);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done done done done stopped ahead");
    expect(journey.bps.note).toBe("ditolak: Bukti kurang");
  });

  test("a release that shows no change says so, and is waited for again", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "not_reflected", [
      VALIDATE,
      ENTER,
      APPROVE,
      { action: "note_not_reflected", detail: { releaseId: found.releaseId } },
    ]);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done done done done skipped current");
    expect(journey.bps.note).toBe("tidak dicatat");
    expect(journey.berubah.note).toBe("belum berubah di rilis v2 2026");
  });

  test("an entry that a release does not show yet keeps waiting for Kemensos", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "entered_siks_ng", [
      VALIDATE,
      ENTER,
      { action: "stay_unchanged", detail: { releaseId: found.releaseId } },
    ]);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done done done current ahead ahead");
    expect(journey.berubah.note).toBe("belum berubah di rilis v2 2026");
  });

  test("the release that shows the change ends the journey", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "reflected", [
      VALIDATE,
      ENTER,
      { action: "note_reflected" },
    ]);
    await database.db.errorCase.update({
      where: { id: found.id },
      data: { state: "resolved", outcome: "new_data", closedAt: DAY },
    });

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done done done skipped skipped done");
    expect(journey.berubah).toMatchObject({ at: DAY, note: "terselesaikan oleh data baru" });
  });

  test("a withdrawn proposal: the case has to be decided again", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "withdrawn", [
      { action: "withdraw", by: "operator", reason: "Salah keluarga" },
    ]);

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done current ahead ahead ahead ahead ahead");
    expect(journey.diputus.note).toMatch(/^perlu diputus lagi: usulan \d+ dibatalkan$/);
  });

  test("of several proposals the newest counts", async () => {
    const groundcheckId = await giveGroundcheck(found, "verified");
    await giveProposal(found, groundcheckId, "kemensos_rejected", [VALIDATE, ENTER]);
    await giveProposal(found, groundcheckId, "draft");

    const journey = await journeyOfCase(found);

    expect(states(journey)).toBe("done done done current ahead ahead ahead ahead");
  });

  test("a case of another area has no journey, as if it did not exist", async () => {
    const neighbour = actorOf("companion", { level: "villages", villageIds: [areas.villageB1] });
    const own = actorOf("companion", { level: "villages", villageIds: [areas.villageA1] });

    expect(await readJourney(database.appDb, neighbour, { caseId: found.id })).toEqual([]);
    expect(await readJourney(database.appDb, own, { caseId: found.id })).toHaveLength(8);
  });

  test("several cases are read at once", async () => {
    const other = await openCase();

    const journeys = await readCaseJourneys(database.appDb, reader, [found.id, other.id]);

    expect([...journeys.keys()].toSorted()).toEqual(
      [String(found.id), String(other.id)].toSorted(),
    );
  });
});

describe("the journey of a proposal", () => {
  test("is its own: withdrawn, it ends there", async () => {
    const found = await openCase();
    const groundcheckId = await giveGroundcheck(found, "verified");
    const proposalId = await giveProposal(found, groundcheckId, "withdrawn", [
      { action: "withdraw", by: "operator", reason: "Salah keluarga" },
    ]);

    const journey = byName(await readJourney(database.appDb, reader, { proposalId }));

    expect(states(journey)).toBe("done done done stopped skipped skipped skipped skipped");
    expect(journey.usulan.note).toBe("dibatalkan: Salah keluarga");
  });

  test("without a visit has no check, and an older one keeps its refusal", async () => {
    const found = await openCase();
    const proposalId = await giveProposal(found, null, "kemensos_rejected", [
      VALIDATE,
      ENTER,
      { action: "reject_at_kemensos", by: "operator", reason: "NIK tidak padan" },
    ]);
    await giveProposal(found, null, "draft");

    const journey = byName(await readJourney(database.appDb, reader, { proposalId }));

    expect(states(journey)).toBe("done skipped done done done stopped ahead ahead");
  });

  test("is over once new data closed all of its cases", async () => {
    const [first, second] = [await openCase(), await openCase()];
    const proposalId = await giveProposal(first, null, "at_bps", [
      VALIDATE,
      ENTER,
      APPROVE,
      FORWARD,
    ]);
    await database.db.proposalCase.create({ data: { proposalId, caseId: second.id } });
    const close = ({ id }: OpenCase) =>
      database.db.errorCase.update({
        where: { id },
        data: { state: "resolved", outcome: "new_data", closedAt: DAY },
      });
    const berubah = async () =>
      byName(await readJourney(database.appDb, reader, { proposalId })).berubah.state;

    await close(first);
    expect(await berubah()).toBe("current");

    await close(second);
    expect(await berubah()).toBe("done");
  });

  test("of another area has no journey, as if it did not exist", async () => {
    const found = await openCase();
    const proposalId = await giveProposal(found, null, "draft");
    const neighbour = actorOf("operator", { level: "villages", villageIds: [areas.villageB1] });

    expect(await readJourney(database.appDb, neighbour, { proposalId })).toEqual([]);
  });
});
