import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { countCases } from "@/lib/cases/list-cases";
import { countGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import { countTasks } from "@/lib/groundchecks/list-tasks";
import { countUnassigned } from "@/lib/groundchecks/list-unassigned";
import { countReady } from "@/lib/hand-over/list-ready";
import { countWaitingWork } from "@/lib/insights/waiting-work";
import { WORK_LABELS, type Work } from "@/lib/insights/works";
import { countSuspended } from "@/lib/programs/list-suspended";
import { countProposalsByTab } from "@/lib/proposals/list-proposals";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const LONG_AGO = new Date("2026-06-01T00:00:00Z");

let database: TestDatabase;
let areas: TestAreas;
let companionId: string;

/** Nine families over a limit with suspended aid, the last of them in another kecamatan, and one without desil. */
beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  companionId = (await createTestPerson(database.db, "companion", [areas.regency])).id;
  const registry = createRegistry(database.db, database.pool);
  const near = Array.from({ length: 8 }, () => family({ villageId: areas.villageA1, desil: 6 }));
  const far = family({ villageId: areas.villageB1, desil: 6 });
  const unranked = family({ villageId: areas.villageA1, desil: null });
  await registry.publishRelease({
    name: "v3",
    asOf: "2026-10-20",
    families: [...near, far, unranked],
  });
  await registry.applyRecipients(
    "SEMBAKO",
    [...near, far].map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
  );
  await detectCases(database, { day: DAY });
  const ids = await Promise.all(near.map(({ nomorKk }) => registry.householdId(nomorKk)));
  const [, , assigned, returned, submitted, checked, unchanged, withdrawn] = ids;
  await giveGroundcheck(assigned, "assigned");
  await giveGroundcheck(returned, "returned");
  await giveGroundcheck(submitted, "submitted");
  await moveCases(checked, "checked");
  await moveCases(unchanged, "awaiting_release", "stay_unchanged");
  await moveCases(withdrawn, "in_proposal");
  await layProposals(checked ?? 0n);
  await database.db.participation.updateMany({ data: { state: "suspended" } });
});
afterAll(() => database.drop());

async function moveCases(
  householdId: bigint | undefined,
  state: "in_groundcheck" | "checked" | "in_proposal" | "awaiting_release",
  action?: string,
) {
  const { id } = await database.db.errorCase.findFirstOrThrow({ where: { householdId } });
  await database.db.errorCase.update({ where: { id }, data: { state } });
  if (action)
    await database.db.caseEvent.create({
      data: {
        caseId: id,
        action,
        toState: state,
        actorKind: "system",
        at: LONG_AGO,
        detail: {
          releaseId: 1,
          releaseName: "v3",
          asOf: "2026-10-20",
          before: 6,
          now: 6,
        },
      },
    });
}

async function giveGroundcheck(
  householdId: bigint | undefined,
  state: "assigned" | "returned" | "submitted",
) {
  const id = randomUUID();
  await database.db.groundcheck.create({
    data: {
      id,
      householdId: householdId ?? 0n,
      villageId: areas.villageA1,
      companionId,
      assignedBy: randomUUID(),
      assignedAt: LONG_AGO,
      state: state === "submitted" ? "assigned" : state,
    },
  });
  if (state === "returned")
    await database.db.groundcheckEvent.create({
      data: {
        groundcheckId: id,
        action: "return",
        toState: "returned",
        actorKind: "user",
        actorId: randomUUID(),
        at: LONG_AGO,
      },
    });
  if (state === "submitted") await submit(id);
  await moveCases(householdId, "in_groundcheck");
}

async function submit(groundcheckId: string) {
  const { version } = await database.db.questionnaire.findFirstOrThrow();
  const { id } = await database.db.groundcheckVisit.create({
    data: {
      id: randomUUID(),
      groundcheckId,
      questionnaire: version,
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
    where: { id: groundcheckId },
    data: { state: "submitted", visitId: id, result: "found", submittedAt: LONG_AGO },
  });
}

/** Of each state as many as its name says. */
async function layProposals(householdId: bigint) {
  const { id: releaseId } = await database.db.release.findFirstOrThrow();
  const lay = async (
    state:
      | "draft"
      | "submitted"
      | "verified"
      | "validated"
      | "entered_siks_ng"
      | "kemensos_rejected",
    basis: boolean,
  ) =>
    database.db.proposal.create({
      data: {
        kind: "amend",
        householdId,
        villageId: areas.villageA1,
        releaseId,
        state,
        changes: [],
        justification: "Uji",
        draftedBy: randomUUID(),
        verifiedBy: randomUUID(),
        validatedBy: randomUUID(),
        ...(basis && { basisKind: "sptjm" as const }),
        since: LONG_AGO,
      },
    });
  await lay("draft", false);
  for (let count = 0; count < 2; count += 1) await lay("submitted", false);
  for (let count = 0; count < 3; count += 1) await lay("verified", false);
  await lay("validated", false);
  await lay("validated", true);
  const listed = await lay("validated", true);
  await database.db.handOverBatch.create({
    data: { createdBy: randomUUID(), lines: { create: { lineNo: 1, proposalId: listed.id } } },
  });
  await lay("entered_siks_ng", true);
  const refused = await lay("kemensos_rejected", true);
  const again = await lay("draft", false);
  await database.db.proposal.update({
    where: { id: again.id },
    data: { previousProposalId: refused.id },
  });
}

const person = (role: Role, villageIds?: readonly number[]): UserActor => ({
  ...actorOf(role, villageIds ? { level: "villages", villageIds } : { level: "regency" }),
  id: role === "companion" ? companionId : randomUUID(),
});

async function workOf(actor: UserActor): Promise<Partial<Record<Work, number>>> {
  const work = await countWaitingWork(database.appDb, actor);
  return Object.fromEntries(work.map(({ work: name, count }) => [name, count]));
}

describe("what waits for a person", () => {
  test.each<[Role, Partial<Record<Work, number>>]>([
    ["admin", {}],
    ["companion", { visit_again: 1, visit: 1 }],
    [
      "operator",
      {
        assign: 3,
        decide: 2,
        draft: 2,
        record_basis: 1,
        list: 1,
        enter: 1,
        record_result: 1,
        follow_unchanged: 1,
      },
    ],
    ["verifier", { verify_visit: 1, verify_proposal: 2, decide_suspension: 3 }],
    ["head", { validate: 3, decide_suspension: 3 }],
    ["village_operator", { decide: 2, draft: 2, record_basis: 1, follow_unchanged: 1 }],
  ])("%s", async (role, expected) => {
    expect(await workOf(person(role))).toEqual(expected);
  });

  test("nothing of another kecamatan", async () => {
    const far = (role: Role) => workOf(person(role, [areas.villageB2]));

    for (const role of ROLES) expect(await far(role)).toEqual({});
    expect(await workOf(person("operator", [areas.villageB1]))).toEqual({ assign: 1 });
  });

  test("a companion does not see what waits for another one", async () => {
    const other = { ...person("companion"), id: randomUUID() };

    expect(await workOf(other)).toEqual({});
  });

  test("the age is that of the one that waits the longest", async () => {
    const operator = await countWaitingWork(database.appDb, person("operator"));
    const companion = await countWaitingWork(database.appDb, person("companion"));

    const oldest = new Map([...operator, ...companion].map((row) => [row.work, row.oldest]));
    for (const work of ["visit", "visit_again", "draft", "follow_unchanged"] as const)
      expect(oldest.get(work)).toEqual(LONG_AGO);
    expect(oldest.get("assign")?.getTime()).toBeGreaterThan(LONG_AGO.getTime());
  });
});

/** The figure of each list that `WORK_LABELS` leads to, asked from the list's own code. */
const BEHIND: Record<Exclude<Work, "enter">, (actor: UserActor) => Promise<number>> = {
  visit: async (actor) => (await countTasks(database.appDb, actor)).dikunjungi,
  visit_again: async (actor) => (await countTasks(database.appDb, actor)).dikembalikan,
  assign: (actor) => countUnassigned(database.appDb, actor, {}),
  verify_visit: async (actor) => (await countGroundchecks(database.appDb, actor, {})).verifikasi,
  decide: (actor) => countCases(database.appDb, actor, { tab: "terbuka", stage: "perlu-diputus" }),
  follow_unchanged: (actor) =>
    countCases(database.appDb, actor, { tab: "terbuka", stage: "belum-berubah" }),
  draft: async (actor) => (await countProposalsByTab(database.appDb, actor, {})).draf,
  verify_proposal: async (actor) =>
    (await countProposalsByTab(database.appDb, actor, {})).verifikasi,
  validate: async (actor) => (await countProposalsByTab(database.appDb, actor, {})).pengesahan,
  record_basis: async (actor) =>
    (await countProposalsByTab(database.appDb, actor, { withoutBasis: true })).siap,
  record_result: async (actor) => (await countProposalsByTab(database.appDb, actor, {})).berjalan,
  list: async (actor) => (await countReady(database.appDb, actor)).withBasis,
  decide_suspension: async (actor) => (await countSuspended(database.appDb, actor)).putuskan,
};

test("every figure is that of the list behind it", async () => {
  const compared = new Set<string>();
  for (const role of ROLES) {
    const actor = person(role);
    for (const [work, count] of Object.entries(await workOf(actor))) {
      if (work === "enter") continue;
      // The names of a record are text to TypeScript; these come from `Work`.
      expect([work, await BEHIND[work as keyof typeof BEHIND](actor)]).toEqual([work, count]);
      compared.add(work);
    }
  }

  expect([...compared, "enter"].toSorted()).toEqual(Object.keys(WORK_LABELS).toSorted());
});
