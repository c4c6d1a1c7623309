import { afterAll, beforeAll, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { countCases, listCases } from "@/lib/cases/list-cases";
import { CASE_STAGES, type CaseStage } from "@/lib/cases/schema";
import type { CaseState } from "@/lib/cases/workflow";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const operator = actorOf("operator", { level: "regency" });

let database: TestDatabase;
let areas: TestAreas;
let caseIds: bigint[];

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  const registry = createRegistry(database.db, database.pool);
  const families = Array.from({ length: 8 }, () =>
    family({ villageId: areas.villageA1, desil: 6 }),
  );
  await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families });
  await registry.applyRecipients(
    "SEMBAKO",
    families.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
  );
  await detectCases(database, { day: DAY });
  caseIds = (await database.db.errorCase.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
  const [, unassignable, visited, checked, proposed, handedOver, unchanged, handedOverAgain] =
    caseIds;
  await database.db.errorCase.update({
    where: { id: unassignable ?? 0n },
    data: { kind: "unranked", programCode: null, evidence: {} },
  });
  await move(visited, "in_groundcheck");
  await move(checked, "checked");
  await move(proposed, "in_proposal");
  await move(handedOver, "awaiting_release", ["hand_over"]);
  await move(unchanged, "awaiting_release", ["hand_over", "stay_unchanged"]);
  await move(handedOverAgain, "awaiting_release", [
    "hand_over",
    "stay_unchanged",
    "undo_hand_over",
    "hand_over",
  ]);
});
afterAll(() => database.drop());

async function move(caseId: bigint | undefined, state: CaseState, actions: readonly string[] = []) {
  const id = caseId ?? 0n;
  await database.db.errorCase.update({ where: { id }, data: { state } });
  for (const action of actions)
    await database.db.caseEvent.create({
      data: { caseId: id, action, toState: state, actorKind: "system" },
    });
}

const idsAt = async (stage: CaseStage) =>
  (await listCases(database.appDb, operator, { tab: "terbuka", stage }, null)).rows.map(
    ({ id }) => id,
  );
const at = (...places: number[]) => places.map((place) => caseIds[place]);

test.each<[CaseStage, readonly number[]]>([
  ["belum-ditugaskan", [0]],
  ["groundcheck", [2]],
  // Checked by a visit, or of a kind that needs none.
  ["perlu-diputus", [1, 3]],
  ["diusulkan", [4]],
  ["menunggu-rilis", [5, 6, 7]],
  // What was handed over again after that release waits for the next one.
  ["belum-berubah", [6]],
])("the stage %s finds exactly its cases", async (stage, places) => {
  expect(await idsAt(stage)).toEqual(at(...places));
});

test("every stage counts what it lists", async () => {
  for (const stage of CASE_STAGES)
    expect(await countCases(database.appDb, operator, { tab: "terbuka", stage })).toBe(
      (await idsAt(stage)).length,
    );
});

test("a row says that a release came and did not change it", async () => {
  const { rows } = await listCases(database.appDb, operator, { tab: "terbuka" }, null);

  expect(rows.filter(({ unchanged }) => unchanged).map(({ id }) => id)).toEqual(at(6));
});
