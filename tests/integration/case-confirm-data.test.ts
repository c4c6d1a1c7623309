import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type UserActor } from "@/lib/auth/types";
import { confirmData } from "@/lib/cases/commands";
import { findCase } from "@/lib/cases/queries";
import { CASE_STATES } from "@/lib/cases/workflow";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type CheckedFamily, type Fieldwork, openFieldwork } from "../support/fieldwork";

const REASON = "Rumah bertingkat dan usaha sendiri: desilnya benar";

let database: TestDatabase;
let fieldwork: Fieldwork;
let verifier: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  fieldwork = await openFieldwork(database, { overLimit: 8 });
  verifier = await fieldwork.signIn("verifier");
});
afterAll(() => database.drop());

const nextChecked = async () => fieldwork.check(await fieldwork.next("overLimit"));

async function only({ caseIds }: CheckedFamily) {
  const found = await database.db.errorCase.findUniqueOrThrow({
    where: { id: caseIds[0] ?? 0n },
    include: { events: { orderBy: { id: "asc" } } },
  });
  return found;
}

/** As the action does it: a refusal rolls the transaction back. */
function confirm(
  by: UserActor,
  errorCase: { readonly id: bigint; readonly version: number },
  reason = REASON,
) {
  return database.appDb.$transaction((tx) =>
    confirmData(tx, by, { caseId: errorCase.id, version: errorCase.version, reason }),
  );
}

let shared: bigint | undefined;

/** One case that is put into each state in turn. */
async function caseIn(state: (typeof CASE_STATES)[number]) {
  shared ??= (await fieldwork.next("overLimit")).caseIds[0] ?? 0n;
  await database.db.errorCase.update({
    where: { id: shared },
    data: {
      state,
      ...(state === "resolved" || state === "dismissed"
        ? { outcome: "dismissed", closedAt: new Date(), closedBy: verifier.id }
        : { outcome: null, closedAt: null, closedBy: null }),
    },
  });
  return shared;
}

describe("deciding after a visit that the data is right", () => {
  test("closes the case with reason, person, event and audit; the groundcheck stays verified", async () => {
    const checked = await nextChecked();
    const before = await only(checked);

    const result = await confirm(verifier, before);

    expect(result).toEqual({ ok: true, value: { state: "resolved" } });
    const closed = await only(checked);
    expect(closed).toMatchObject({
      state: "resolved",
      outcome: "data_correct",
      closedBy: verifier.id,
      version: before.version + 1,
    });
    expect(closed.events.at(-1)).toMatchObject({
      action: "confirm_data",
      fromState: "checked",
      toState: "resolved",
      actorKind: "user",
      actorId: verifier.id,
      reason: REASON,
    });
    const audit = await database.db.auditEvent.findMany({
      where: { action: "case.confirm_data", subjectId: String(before.id) },
    });
    expect(audit).toMatchObject([{ actorId: verifier.id, detail: { kind: "over-limit" } }]);
    expect(
      await database.db.groundcheck.findUniqueOrThrow({ where: { id: checked.groundcheckId } }),
    ).toMatchObject({ state: "verified" });
    const view = await findCase(database.appDb, verifier, before.id);
    expect(view?.sentences.at(-1)?.text).toContain("petugas memutuskan bahwa datanya benar");
  });

  test.each(CASE_STATES.filter((state) => state !== "checked"))(
    "is not possible while the case is %s",
    async (state) => {
      const id = await caseIn(state);

      expect(await confirm(verifier, { id, version: 1 })).toEqual({
        ok: false,
        problem: { code: "not_available" },
      });
    },
  );

  test("is for the verifier only, with a reason, inside the own area, once", async () => {
    const errorCase = await only(await nextChecked());
    const answers = new Map<string, unknown>();
    for (const role of ROLES.filter((one) => one !== "verifier"))
      answers.set(role, await confirm(await fieldwork.signIn(role), errorCase));
    const elsewhere = await fieldwork.signIn("verifier", [fieldwork.areas.villageB1]);

    for (const answer of answers.values())
      expect(answer).toEqual({ ok: false, problem: { code: "role_not_allowed" } });
    expect(await confirm(elsewhere, errorCase)).toMatchObject({ problem: { code: "not_found" } });
    expect(await confirm(verifier, errorCase, " ")).toMatchObject({
      problem: { code: "reason_required" },
    });
    const both = await Promise.all([confirm(verifier, errorCase), confirm(verifier, errorCase)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  // Runs last: it puts other releases in force.
  test("holds until a value of the evidence changes; then a new case points to it", async () => {
    const checked = await nextChecked();
    await confirm(verifier, await only(checked));
    const others = fieldwork.inRelease.filter(({ nomorKk }) => nomorKk !== checked.family.nomorKk);
    const cases = () =>
      database.db.errorCase.findMany({
        where: { householdId: checked.householdId },
        orderBy: { id: "asc" },
      });

    await fieldwork.publish("v4", "2027-01-20", [...others, checked.family]);
    expect(await cases()).toMatchObject([{ state: "resolved", outcome: "data_correct" }]);
    await fieldwork.publish("v5", "2027-04-20", [...others, { ...checked.family, desil: 8 }]);

    const [earlier, later] = await cases();
    expect(earlier).toMatchObject({ state: "resolved", outcome: "data_correct" });
    expect(later).toMatchObject({ state: "open", previousCaseId: earlier?.id });
  });

  test("still says that the data was found right after the data stopped showing it", async () => {
    const checked = await nextChecked();
    await confirm(verifier, await only(checked));
    const others = fieldwork.inRelease.filter(({ nomorKk }) => nomorKk !== checked.family.nomorKk);
    await fieldwork.publish("v6", "2027-07-20", [...others, { ...checked.family, desil: 3 }]);

    const view = await findCase(database.appDb, verifier, checked.caseIds[0] ?? 0n);

    expect(view?.timeline[0]).toMatchObject({ action: "lose_condition" });
    expect(view?.sentences.at(-1)?.text).toContain("petugas memutuskan bahwa datanya benar");
  });
});
