import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/actions/run-action";
import { ROLES, type UserActor } from "@/lib/auth/types";
import { returnGroundcheck } from "@/lib/groundchecks/return-groundcheck";
import { saveDraft } from "@/lib/groundchecks/save-draft";
import { ReturnGroundcheckForm, readReturnForm } from "@/lib/groundchecks/schema";
import { settleConflict } from "@/lib/groundchecks/settle-conflict";
import { takeSubmission } from "@/lib/groundchecks/submit";
import { verifyGroundcheck } from "@/lib/groundchecks/verify-groundcheck";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Field, openField, type Task } from "../support/field";
import { itemFor } from "../support/phone";

let database: TestDatabase;
let field: Field;
let companion: UserActor;
let verifier: UserActor;
let task: Task;
/** The version after the submission. */
let version: number;
let item: ReturnType<typeof itemFor>;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openField(database, 40);
  verifier = await field.signIn("verifier");
});
afterAll(() => database.drop());

beforeEach(async () => {
  companion = await field.signIn("companion", [field.areas.villageA1]);
  task = await field.assignTo(companion);
  item = itemFor(task);
  await send(item);
  version = task.version + 1;
});

const send = (sent: unknown) => takeSubmission(database.appDb, companion, JSON.stringify(sent));

/** As its row stands once the file is kept; how a photo is taken in is another test's matter. */
async function photosArrive(photos = Object.entries(task.visit.photos)): Promise<void> {
  await database.db.attachment.createMany({
    data: photos.map(([question, id]) => ({
      ...{ id, question, groundcheckId: task.id, uploadedBy: companion.id },
      ...{ receivedSha256: "0".repeat(64), storedSha256: "0".repeat(64) },
      ...{ bytes: 1, width: 1, height: 1 },
    })),
  });
}

/** As the action does it: a refusal rolls the transaction back. */
const verify = (by = verifier, seen = version, groundcheckId = task.id) =>
  inTransaction(database.appDb, (tx) =>
    verifyGroundcheck(tx, by, { groundcheckId, version: seen }),
  );
const giveBack = (changes: Partial<Parameters<typeof returnGroundcheck>[2]> = {}, by = verifier) =>
  inTransaction(database.appDb, (tx) =>
    returnGroundcheck(tx, by, {
      ...{ groundcheckId: task.id, version, reason: "Foto buram", questions: [] },
      ...changes,
    }),
  );

const groundcheck = () =>
  database.db.groundcheck.findUniqueOrThrow({
    where: { id: task.id },
    include: { events: { orderBy: { id: "asc" } }, visits: true, conflicts: true },
  });
const caseState = async () =>
  (await database.db.errorCase.findUniqueOrThrow({ where: { id: task.caseId } })).state;

const GUARD_FAILED = "guard_failed";

describe("verifying", () => {
  test("takes the cases along and is written down", async () => {
    await photosArrive();

    expect(await verify()).toEqual({ ok: true, value: { state: "verified" } });

    const after = await groundcheck();
    expect(after).toMatchObject({
      ...{ state: "verified", version: version + 1, visitId: item.id },
      verifiedBy: verifier.id,
    });
    expect(after.verifiedAt).toEqual(after.events.at(-1)?.at);
    expect(after.events.at(-1)).toMatchObject({
      ...{ action: "verify", fromState: "submitted", toState: "verified", actorId: verifier.id },
    });
    expect(await caseState()).toBe("checked");
    const audit = await database.db.auditEvent.findMany({
      where: { action: "groundcheck.verify", subjectId: task.id },
    });
    expect(audit).toMatchObject([{ actorId: verifier.id, detail: { cases: 1, visitId: item.id } }]);
  });

  test("of two at once, one wins and the other is told", async () => {
    await photosArrive();
    const other = await field.signIn("verifier");

    const results = await Promise.all([verify(), verify(other)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, problem: { code: "changed_meanwhile" } });
    const { events } = await groundcheck();
    expect(events.filter(({ action }) => action === "verify")).toHaveLength(1);
    const moves = { caseId: task.caseId, action: "check" };
    expect(await database.db.caseEvent.count({ where: moves })).toBe(1);
  });

  test("and returning at once: one wins and the other is told", async () => {
    await photosArrive();

    const results = await Promise.all([verify(), giveBack({}, await field.signIn("verifier"))]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, problem: { code: "changed_meanwhile" } });
  });

  test("waits for every photo that the visit names", async () => {
    const refused = { ok: false, problem: { code: GUARD_FAILED, guard: "photos_complete" } };
    expect(await verify()).toEqual(refused);
    const [first, ...others] = Object.entries(task.visit.photos);
    await photosArrive(others);
    expect(await verify()).toEqual(refused);
    expect(await caseState()).toBe("in_groundcheck");

    await photosArrive(first ? [first] : []);
    expect(await verify()).toMatchObject({ ok: true });
  });

  test("does not take a photo of another task for one of its own", async () => {
    const other = await field.assignTo(companion);
    await photosArrive();
    const [photo] = Object.values(task.visit.photos);
    await database.db.attachment.update({
      where: { id: photo },
      data: { groundcheckId: other.id },
    });

    expect(await verify()).toMatchObject({ problem: { guard: "photos_complete" } });
  });

  test("one's own visit is refused, whatever role one has by now", async () => {
    await photosArrive();
    const promoted: UserActor = { ...companion, role: "verifier", area: { level: "regency" } };
    const refused = { ok: false, problem: { code: GUARD_FAILED, guard: "not_own_visit" } };

    expect(await verify(promoted)).toEqual(refused);
    expect(await giveBack({}, promoted)).toEqual(refused);
    // Also when the task was somebody else's since.
    const other = await field.signIn("companion", [field.areas.villageA1]);
    await database.db.groundcheck.update({
      where: { id: task.id },
      data: { companionId: other.id },
    });
    expect(await verify(promoted)).toEqual(refused);
    expect((await groundcheck()).state).toBe("submitted");
  });

  test("waits until an open conflict was decided about", async () => {
    await photosArrive();
    await send({ ...item, document: { ...item.document, note: "lain" } });

    expect(await verify()).toEqual({
      ok: false,
      problem: { code: GUARD_FAILED, guard: "no_open_conflict" },
    });
    const [conflict] = (await groundcheck()).conflicts;
    const settled = await settle(conflict?.id);
    expect(settled).toEqual({ ok: true, value: { groundcheckId: task.id } });
    expect(await verify()).toMatchObject({ ok: true });
  });

  test("an outdated page, another area or nothing at all is refused", async () => {
    await photosArrive();
    const elsewhere = await field.signIn("verifier", [field.areas.villageB1]);

    expect(await verify(verifier, version - 1)).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    const notFound = { ok: false, problem: { code: "not_found" } };
    expect(await verify(elsewhere)).toEqual(notFound);
    expect(await verify(verifier, version, randomUUID())).toEqual(notFound);
    expect((await groundcheck()).state).toBe("submitted");
  });

  test.each(ROLES.filter((role) => role !== "verifier"))("is not for the %s", async (role) => {
    await photosArrive();

    expect(await verify(await field.signIn(role))).toEqual({
      ok: false,
      problem: { code: "role_not_allowed" },
    });
  });

  test("what was not submitted is not available", async () => {
    const fresh = await field.assignTo(companion);

    expect(await verify(verifier, fresh.version, fresh.id)).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
  });
});

describe("after verification", () => {
  beforeEach(async () => {
    await photosArrive();
    await verify();
    version += 1;
  });

  test("nothing changes the groundcheck any more", async () => {
    const before = await groundcheck();

    const again = itemFor(task, { baseVersion: version });
    expect(await send(again)).toMatchObject({ status: "conflict" });
    expect(await send(item)).toMatchObject({ status: "repeated" });
    const notAvailable = { ok: false, problem: { code: "not_available" } };
    expect(await verify()).toEqual(notAvailable);
    expect(await giveBack()).toEqual(notAvailable);
    const draft = { groundcheckId: task.id, version, document: { presence: "1" } };
    expect(await saveDraft(database.appDb, companion, draft)).toEqual(notAvailable);

    const { conflicts, ...after } = await groundcheck();
    expect({ ...after, conflicts: [] }).toEqual(before);
    expect(conflicts).toMatchObject([{ submissionId: again.id, reason: "outdated" }]);
  });
});

describe("returning", () => {
  test("asks the companion for a new visit, with what is wrong at which question", async () => {
    const questions = [{ code: "21a", reason: "Atap tidak terlihat" }];

    expect(await giveBack({ questions })).toEqual({ ok: true, value: { state: "returned" } });

    const returned = await groundcheck();
    expect(returned).toMatchObject({ state: "returned", version: version + 1, visitId: item.id });
    expect(returned.events.at(-1)).toMatchObject({
      ...{ action: "return", reason: "Foto buram", detail: { visitId: item.id, questions } },
    });
    expect(await caseState()).toBe("in_groundcheck");
    const second = itemFor(task, { baseVersion: version + 1 });
    expect(await send(second)).toMatchObject({ status: "received" });
    await photosArrive();
    expect(await verify(verifier, version + 2)).toMatchObject({ ok: true });
    const after = await groundcheck();
    expect(after.visitId).toBe(second.id);
    expect(after.visits.map(({ id }) => id).toSorted()).toEqual([item.id, second.id].toSorted());
  });

  test("the reasons stay out of the audit trail", async () => {
    await giveBack({ questions: [{ code: "21a", reason: "Rumah Bu Siti" }] });

    const audit = await database.db.auditEvent.findMany({
      where: { action: "groundcheck.return", subjectId: task.id },
    });
    expect(audit).toMatchObject([{ detail: { questions: ["21a"] } }]);
    expect(JSON.stringify(audit.map(({ detail }) => detail))).not.toMatch(/Siti|buram/);
  });

  test("the first submission, sent once more by a phone that heard no answer, is no second visit", async () => {
    await giveBack();

    expect(await send(item)).toMatchObject({ status: "repeated" });
    expect((await groundcheck()).state).toBe("returned");
  });

  test("needs a reason, the version that was seen, and the area", async () => {
    const elsewhere = await field.signIn("verifier", [field.areas.villageB1]);

    expect(await giveBack({ reason: " " })).toMatchObject({ problem: { code: "reason_required" } });
    expect(await giveBack({ version: 1 })).toMatchObject({
      problem: { code: "changed_meanwhile" },
    });
    expect(await giveBack({}, elsewhere)).toMatchObject({ problem: { code: "not_found" } });
    expect((await groundcheck()).state).toBe("submitted");
  });

  test("a form's rows that were left blank say nothing", () => {
    const form = ReturnGroundcheckForm.parse({
      ...{ groundcheckId: task.id, version: "2", reason: " Foto buram " },
      ...{ questionCode: ["7a", "21a", "kk"], questionReason: ["", " Gelap ", ""] },
    });

    expect(readReturnForm(form)).toEqual({
      ...{ groundcheckId: task.id, version: 2, reason: "Foto buram" },
      questions: [{ code: "21a", reason: "Gelap" }],
    });
  });
});

const settle = (conflictId = 0n, changes: { reason?: string } = {}, by = verifier) =>
  inTransaction(database.appDb, (tx) =>
    settleConflict(tx, by, { conflictId, reason: "Isi sama", ...changes }),
  );

describe("settling a conflict", () => {
  let conflictId: bigint;

  beforeEach(async () => {
    await send({ ...item, document: { ...item.document, note: "lain" } });
    conflictId = (await groundcheck()).conflicts[0]?.id ?? 0n;
  });

  test("leaves the first as it is and says who decided and why", async () => {
    await settle(conflictId);

    const { visits, conflicts } = await groundcheck();
    expect(visits.map(({ id }) => id)).toEqual([item.id]);
    expect(conflicts).toMatchObject([{ settledBy: verifier.id, settlementReason: "Isi sama" }]);
    const audit = { action: "groundcheck.settle_conflict", subjectId: task.id };
    expect(await database.db.auditEvent.count({ where: audit })).toBe(1);
  });

  test("happens once, also of two at once", async () => {
    const results = await Promise.all([settle(conflictId), settle(conflictId)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, problem: { code: "not_available" } });
  });

  test("is for a verifier of the area who did not send it, with a reason", async () => {
    const elsewhere = await field.signIn("verifier", [field.areas.villageB1]);
    const promoted: UserActor = { ...companion, role: "verifier" };
    const problem = (code: string) => ({ ok: false, problem: { code } });

    expect(await settle(conflictId, {}, elsewhere)).toEqual(problem("not_found"));
    expect(await settle(999_999n)).toEqual(problem("not_found"));
    expect(await settle(conflictId, {}, companion)).toEqual(problem("role_not_allowed"));
    expect(await settle(conflictId, {}, promoted)).toEqual(problem("own_submission"));
    expect(await settle(conflictId, { reason: " " })).toEqual(problem("reason_required"));
    expect((await groundcheck()).conflicts).toMatchObject([{ settledAt: null }]);
  });
});

describe("the database itself", () => {
  test("lets the web's role change or remove neither a visit nor an event", async () => {
    const { appDb } = database;

    await expect(
      appDb.groundcheckVisit.update({ where: { id: item.id }, data: { raw: "{}" } }),
    ).rejects.toThrow(/permission denied/);
    await expect(appDb.groundcheckVisit.delete({ where: { id: item.id } })).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      appDb.groundcheckEvent.deleteMany({ where: { groundcheckId: task.id } }),
    ).rejects.toThrow(/permission denied/);
  });

  test("lets nobody rewrite a visit, the owner included", async () => {
    const rewriting = database.pool.query("UPDATE groundcheck_visit SET raw = '{}' WHERE id = $1", [
      item.id,
    ]);

    await expect(rewriting).rejects.toThrow(/append-only/);
  });

  test("lets nobody verify their own visit, whatever the code does", async () => {
    await expect(
      database.db.groundcheck.update({
        where: { id: task.id },
        data: { state: "verified", verifiedAt: new Date(), verifiedBy: companion.id },
      }),
    ).rejects.toThrow(/nobody_verifies_their_own_groundcheck/);
  });
});
