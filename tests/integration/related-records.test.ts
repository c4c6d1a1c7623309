import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { readCaseTimeline } from "@/lib/cases/case-timeline";
import { listRelatedGroundchecks, listRelatedProposals } from "@/lib/cases/related-records";
import { draftProposal } from "@/lib/proposals/draft";
import { listHouseholdSteps } from "@/lib/registry/household-history";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type CheckedFamily, type Fieldwork, openFieldwork } from "../support/fieldwork";

let database: TestDatabase;
let fieldwork: Fieldwork;
let operator: UserActor;
let found: CheckedFamily;
let proposalId: string;

/** A family above a limit that was visited and verified, and for which a draft was begun. */
beforeAll(async () => {
  database = await createTestDatabase();
  fieldwork = await openFieldwork(database, { overLimit: 2 });
  operator = await fieldwork.signIn("operator");
  found = await fieldwork.check(await fieldwork.next("overLimit"));
  const drafted = await database.appDb.$transaction((tx) =>
    draftProposal(tx, operator, { caseIds: [...found.caseIds], kind: "amend" }),
  );
  if (!drafted.ok) throw new Error(drafted.problem.code);
  proposalId = drafted.value.proposalId;
});
afterAll(() => database.drop());

const caseId = () => found.caseIds[0] ?? 0n;

test("a case tells each step of its visit and proposal once, newest first", async () => {
  const timeline = await readCaseTimeline(database.appDb, caseId());

  expect(timeline.map(({ of, action }) => `${of} ${action}`)).toEqual([
    "case propose",
    "case check",
    "groundcheck submit",
    "case assign",
    "case open",
  ]);
  expect(timeline.at(0)?.actorName).toBe("Petugas operator");
});

test("a family tells the same story once for all its cases", async () => {
  const steps = await listHouseholdSteps(database.appDb, found.householdId);

  expect(
    steps
      .filter(({ subject }) => subject !== "participation")
      .map(({ subject, action }) => `${subject} ${action}`),
  ).toEqual([
    "proposal draft",
    "groundcheck verify",
    "groundcheck submit",
    "groundcheck assign",
    "case open",
  ]);
});

test("a case and its family have the same visit and proposal", async () => {
  for (const owner of [{ caseId: caseId() }, { householdId: found.householdId }]) {
    expect(await listRelatedGroundchecks(database.appDb, operator, owner)).toMatchObject([
      { id: found.groundcheckId, state: "verified", result: "found" },
    ]);
    expect(await listRelatedProposals(database.appDb, operator, owner)).toMatchObject([
      { id: proposalId, kind: "amend", state: "draft", hasBasis: false },
    ]);
  }
});

test("neither is that of another family", async () => {
  const other = await fieldwork.next("overLimit");

  const owner = { householdId: other.householdId };
  expect(await listRelatedGroundchecks(database.appDb, operator, owner)).toEqual([]);
  expect(await listRelatedProposals(database.appDb, operator, owner)).toEqual([]);
});

test("for somebody of another kecamatan there is neither", async () => {
  const neighbour = await fieldwork.signIn("village_operator", [fieldwork.areas.villageB1]);

  const owner = { householdId: found.householdId };
  expect(await listRelatedGroundchecks(database.appDb, neighbour, owner)).toEqual([]);
  expect(await listRelatedProposals(database.appDb, neighbour, owner)).toEqual([]);
});
