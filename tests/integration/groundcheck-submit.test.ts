import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { findSubmissionFacts } from "@/lib/groundchecks/find-submission-facts";
import { readSubmission } from "@/lib/groundchecks/read-submission";
import { reassignGroundcheck } from "@/lib/groundchecks/reassign";
import { returnGroundcheck } from "@/lib/groundchecks/return-groundcheck";
import { saveDraft } from "@/lib/groundchecks/save-draft";
import type { SubmissionItem } from "@/lib/groundchecks/schema";
import { storeVisits } from "@/lib/groundchecks/store-visits";
import { SUBMISSION_SENTENCES, takeSubmission } from "@/lib/groundchecks/submit";
import { uuidV7 } from "@/lib/shared/uuid-v7";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Field, openField, type Task } from "../support/field";
import { CORE_FORM, itemFor } from "../support/phone";

let database: TestDatabase;
let field: Field;
let companion: UserActor;
let task: Task;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openField(database, 40);
});
afterAll(() => database.drop());

beforeEach(async () => {
  companion = await field.signIn("companion", [field.areas.villageA1]);
  task = await field.assignTo(companion);
});

function send(item: unknown, by: UserActor = companion) {
  return takeSubmission(database.appDb, by, JSON.stringify(item));
}

const groundcheck = () =>
  database.db.groundcheck.findUniqueOrThrow({
    where: { id: task.id },
    include: { events: { orderBy: { id: "asc" } }, visits: true, conflicts: true },
  });
/** Begins all of `work` while the task's row is held, and lets go when each part waits for it. */
async function whileLocked<Value>(work: () => Promise<Value>[]): Promise<Value[]> {
  const holder = await database.pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM groundcheck WHERE id = $1 FOR UPDATE", [task.id]);
  const begun = work();
  const waiting = `SELECT FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await database.pool.query(waiting)).rowCount !== begun.length) await sleep(10);
  await holder.query("COMMIT");
  holder.release();
  return Promise.all(begun);
}

const audits = (action: string) =>
  database.db.auditEvent.count({ where: { action, subjectId: task.id } });

describe("a submission", () => {
  test("is kept as it was sent, moves the groundcheck, and is answered with a receipt", async () => {
    const item = itemFor(task);
    const raw = JSON.stringify(item, null, 2);

    const result = await takeSubmission(database.appDb, companion, raw);

    const after = await groundcheck();
    expect(after).toMatchObject({
      state: "submitted",
      version: task.version + 1,
      visitId: item.id,
      result: "found",
      draft: null,
    });
    expect(after.visits).toMatchObject([
      {
        id: item.id,
        raw,
        answers: item.document,
        result: "found",
        questionnaire: CORE_FORM,
        submittedBy: companion.id,
        positionSource: "device",
        accuracyMetres: 8,
        startedAt: new Date(item.startedAt),
      },
    ]);
    const [visit] = after.visits;
    expect([Number(visit?.latitude), Number(visit?.longitude)]).toEqual([-7.95, 112.63]);
    expect(result).toEqual({
      id: item.id,
      status: "received",
      receipt: { receivedAt: visit?.receivedAt, sha256: visit?.sha256 },
    });
    expect(after.events.at(-1)).toMatchObject({
      action: "submit",
      fromState: "assigned",
      toState: "submitted",
      actorId: companion.id,
    });
    expect(await audits("groundcheck.submit")).toBe(1);
  });

  test("twice is one visit and the same receipt, also when the groundcheck has moved on", async () => {
    const item = itemFor(task);
    const first = await send(item);
    const later = { ...item, clientNow: "2027-01-01T00:00:00.000Z" };
    const second = await send(later);
    const verifier = await field.signIn("verifier");
    await returnGroundcheck(database.appDb, verifier, {
      ...{ groundcheckId: task.id, version: task.version + 1 },
      ...{ reason: "Foto buram", questions: [] },
    });
    const third = await send(later);

    expect(second).toEqual({ ...first, status: "repeated" });
    expect(third).toEqual(second);
    expect((await groundcheck()).visits).toHaveLength(1);
    expect((await groundcheck()).conflicts).toEqual([]);
    expect(await audits("groundcheck.submit")).toBe(1);
  });

  test("with its keys in another order is the same submission", async () => {
    const item = itemFor(task);
    await send(item);

    const turned = Object.fromEntries(Object.entries(item).toReversed());
    expect(await send(turned)).toMatchObject({ status: "repeated" });
  });

  test("twenty times at the same moment is exactly one visit", async () => {
    const item = itemFor(task);

    const results = await Promise.all(Array.from({ length: 20 }, () => send(item)));

    const statuses = results.map(({ status }) => status).toSorted();
    expect(statuses).toEqual(
      ["received", ...Array.from({ length: 19 }, () => "repeated")].toSorted(),
    );
    const after = await groundcheck();
    expect(after.visits).toHaveLength(1);
    expect(after.events.filter(({ action }) => action === "submit")).toHaveLength(1);
    expect(after.conflicts).toEqual([]);
    expect(await audits("groundcheck.submit")).toBe(1);
  });

  test("twenty different ones of one task at the same moment: one counts, none is lost", async () => {
    const items = Array.from({ length: 20 }, () => itemFor(task));

    const results = await Promise.all(items.map((item) => send(item)));

    expect(results.filter(({ status }) => status === "received")).toHaveLength(1);
    expect(results.filter(({ status }) => status === "conflict")).toHaveLength(19);
    const { visits, conflicts } = await groundcheck();
    const kept = [...visits.map(({ id }) => id), ...conflicts.map((one) => one.submissionId)];
    expect(kept.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
  });

  test("one id for two tasks at the same moment: one counts, the other is kept as altered", async () => {
    const other = await field.assignTo(companion);
    const id = uuidV7();

    const results = await Promise.all([send(itemFor(task, { id })), send(itemFor(other, { id }))]);

    expect(results.map(({ status }) => status).toSorted()).toEqual(["conflict", "received"]);
    expect(await database.db.groundcheckVisit.count({ where: { id } })).toBe(1);
    const conflicts = await database.db.submissionConflict.findMany({
      where: { submissionId: id },
    });
    expect(conflicts).toMatchObject([{ reason: "altered" }]);
    const states = await database.db.groundcheck.findMany({
      where: { id: { in: [task.id, other.id] } },
    });
    expect(states.map(({ state }) => state).toSorted()).toEqual(["assigned", "submitted"]);
  });
});

describe("visits of one task that are stored at the same time", () => {
  const judged = (item = itemFor(task)) => {
    const read = readSubmission(JSON.stringify(item));
    if (!read.ok) throw new Error("The item is readable");
    const step = { from: "assigned", to: "submitted", result: "found" } as const;
    return { actor: companion, submission: read.value, ...step };
  };
  const stored = (answers: readonly (Date | null)[]) => answers.filter((at) => at !== null);

  test("in one statement and with one id are one, and only what was stored is answered", async () => {
    const item = itemFor(task);
    const altered: SubmissionItem = { ...item, document: { ...item.document, note: "lain" } };

    const answers = await storeVisits(database.appDb, [
      judged(item),
      judged(altered),
      judged(item),
    ]);

    expect(answers).toEqual([expect.any(Date), null, null]);
    const { visits } = await groundcheck();
    expect(visits.map((visit) => visit.answers)).toEqual([item.document]);
  });

  test("in one statement are one", async () => {
    const answers = await storeVisits(database.appDb, [judged(), judged(), judged()]);

    expect(stored(answers)).toHaveLength(1);
    expect((await groundcheck()).visits).toHaveLength(1);
  });

  test("in statements that wait for each other are one", async () => {
    const storing = await whileLocked(() =>
      [judged(), judged()].map((one) => storeVisits(database.appDb, [one])),
    );

    expect(stored(storing.flat())).toHaveLength(1);
    expect((await groundcheck()).visits).toHaveLength(1);
  });
});

describe("the same id with other content", () => {
  test("is a conflict; the first stays, and sending it again makes no second one", async () => {
    const item = itemFor(task);
    await send(item);
    const altered: SubmissionItem = { ...item, document: { ...item.document, note: "lain" } };

    const results = [await send(altered), await send(altered)];

    expect(results[0]).toEqual({
      id: item.id,
      status: "conflict",
      message: SUBMISSION_SENTENCES.altered,
    });
    expect(results[1]).toEqual(results[0]);
    const { visits, conflicts, state } = await groundcheck();
    expect({ state, answers: visits.map(({ answers }) => answers) }).toEqual({
      state: "submitted",
      answers: [item.document],
    });
    expect(conflicts).toMatchObject([
      { reason: "altered", raw: JSON.stringify(altered), submittedBy: companion.id },
    ]);
    expect(await audits("groundcheck.conflict")).toBe(1);
    expect(await send(item)).toMatchObject({ status: "repeated" });
  });
});

describe("a submission that comes too late", () => {
  test("for an outdated version is kept as a conflict", async () => {
    const item = itemFor(task, { baseVersion: task.version + 7 });

    expect(await send(item)).toEqual({
      id: item.id,
      status: "conflict",
      message: SUBMISSION_SENTENCES.outdated,
    });
    const { visits, conflicts, state } = await groundcheck();
    expect({ state, visits: visits.length }).toEqual({ state: "assigned", visits: 0 });
    expect(conflicts).toMatchObject([{ reason: "outdated", raw: JSON.stringify(item) }]);
  });

  test("after the task was submitted already is kept, and changes nothing", async () => {
    const first = itemFor(task);
    await send(first);

    const second = itemFor(task, { baseVersion: task.version + 1 });
    expect(await send(second)).toMatchObject({ status: "conflict" });
    expect(await groundcheck()).toMatchObject({
      visitId: first.id,
      version: task.version + 1,
      conflicts: [{ submissionId: second.id, reason: "outdated" }],
    });
  });

  test("from the companion who had the task before is kept", async () => {
    const other = await field.signIn("companion", [field.areas.villageA1]);
    const operator = await field.signIn("operator");
    const moved = await database.db.$transaction((tx) =>
      reassignGroundcheck(tx, operator, {
        ...{ groundcheckId: task.id, version: task.version, companionId: other.id },
      }),
    );
    expect(moved.ok).toBe(true);

    expect(await send(itemFor(task))).toMatchObject({ status: "conflict" });
    expect(await groundcheck()).toMatchObject({
      state: "assigned",
      companionId: other.id,
      conflicts: [{ reason: "outdated", submittedBy: companion.id }],
    });
  });

  test("from the companion who had the task a moment ago is not stored over the new one's", async () => {
    const other = await field.signIn("companion", [field.areas.villageA1]);
    const operator = await field.signIn("operator");
    const item = itemFor(task);
    const read = readSubmission(JSON.stringify(item));
    if (!read.ok) throw new Error("The item is readable");
    const submission = read.value;
    const request = { actor: companion, submission };
    const [facts] = await findSubmissionFacts(database.appDb, [request]);
    expect(facts).toMatchObject({ state: "assigned", companionId: companion.id });
    for (const [companionId, version] of [
      [other.id, 1],
      [companion.id, 2],
    ] as const)
      await database.db.$transaction((tx) =>
        reassignGroundcheck(tx, operator, { groundcheckId: task.id, version, companionId }),
      );

    const step = { from: "assigned", to: "submitted", result: "found" } as const;
    expect(await storeVisits(database.appDb, [{ ...request, ...step }])).toEqual([null]);
    expect(await groundcheck()).toMatchObject({ state: "assigned", version: 3, visits: [] });
  });

  test("with a form before the newest three is refused in plain words, with the two before not", async () => {
    const { definition } = await database.db.questionnaire.findUniqueOrThrow({
      where: { version: CORE_FORM },
    });
    const newer = ["2026-02-01", "2026-03-01", "2026-04-01"].map((day) => ({
      ...{ version: `uji-${day}`, name: "Uji", source: "Uji" },
      ...{ validFrom: new Date(day), definition: definition ?? {} },
    }));
    await database.db.questionnaire.createMany({ data: newer.slice(0, 2) });
    expect(await send(itemFor(task))).toMatchObject({ status: "received" });
    await database.db.questionnaire.createMany({ data: newer.slice(2) });
    const second = await field.assignTo(companion);

    const item = itemFor(second);
    expect(await send(item)).toEqual({
      id: item.id,
      status: "rejected",
      message: SUBMISSION_SENTENCES.unknown_form,
    });
    await database.db.questionnaire.deleteMany({ where: { version: { startsWith: "uji-" } } });
    expect(await send(item)).toMatchObject({ status: "received" });
  });
});

describe("what is not the companion's", () => {
  const nobodys = "01990000-0000-7000-8000-000000000000";

  test("is answered as if it did not exist, and the admin sees who asked", async () => {
    const stranger = await field.signIn("companion", [field.areas.villageA1]);
    const [item, missing] = [itemFor(task), itemFor(task, { groundcheckId: nobodys })];

    const answers = [await send(item, stranger), await send(missing, stranger)];

    const expected = { status: "rejected", message: SUBMISSION_SENTENCES.not_found };
    expect(answers).toEqual([
      { id: item.id, ...expected },
      { id: missing.id, ...expected },
    ]);
    const { state, visits, conflicts } = await groundcheck();
    expect({ state, visits, conflicts }).toEqual({ state: "assigned", visits: [], conflicts: [] });
    const denied = await database.db.auditEvent.findMany({
      where: { action: "access.deny", actorId: stranger.id },
      orderBy: { id: "asc" },
    });
    expect(denied.map(({ subjectId }) => subjectId)).toEqual([task.id, nobodys]);
  });

  test("nor is a task of one's own outside one's area", async () => {
    const elsewhere: UserActor = {
      ...companion,
      area: { level: "villages", villageIds: [field.areas.villageB1] },
    };
    const item = itemFor(task);

    expect(await send(item, elsewhere)).toEqual({
      id: item.id,
      status: "rejected",
      message: SUBMISSION_SENTENCES.not_found,
    });
    expect((await groundcheck()).visits).toEqual([]);
  });

  test("nor may a verifier submit for a companion", async () => {
    expect(await send(itemFor(task), await field.signIn("verifier"))).toMatchObject({
      status: "rejected",
    });
  });
});

describe("a form that is wrong", () => {
  test("is refused with its problems, and nothing is kept", async () => {
    const { "7a": _left, ...answers } = task.visit.answers;
    const item = itemFor(task, { document: { ...task.visit, answers } });

    expect(await send(item)).toMatchObject({
      status: "rejected",
      message: SUBMISSION_SENTENCES.form_problems,
      problems: [{ severity: "error", question: "7a" }],
    });
    const { state, visits, conflicts } = await groundcheck();
    expect({ state, visits, conflicts }).toEqual({ state: "assigned", visits: [], conflicts: [] });
  });

  test.each([
    ["a field that the interface does not have", { role: "admin" }],
    ["an id that no phone makes", { id: "7b3a8f3e-5a35-4b6e-9d50-2f2f5e3c1a11" }],
    ["a sign that the database cannot keep", { questionnaire: "a\0" }],
    ["half a letter", { questionnaire: "\ud800" }],
    ["a time that is none", { startedAt: "kemarin" }],
    ["a version as text", { baseVersion: "1" }],
  ])("with %s is unreadable", async (_name, changes) => {
    const result = await send({ ...itemFor(task), ...changes });

    expect(result).toMatchObject({ status: "rejected", message: SUBMISSION_SENTENCES.unreadable });
    expect((await groundcheck()).visits).toEqual([]);
  });

  test.each(["null", "[]", "1", '"id"'])("of %s is unreadable", async (raw) => {
    expect(await takeSubmission(database.appDb, companion, raw)).toEqual({
      id: null,
      status: "rejected",
      message: SUBMISSION_SENTENCES.unreadable,
    });
  });
});

describe("the phone's clock", () => {
  test.each([-2, 2, -400])("%d days off is kept, and the server's time orders", async (days) => {
    const offset = days * 24 * 60 * 60 * 1000;
    const clientNow = new Date(Date.now() + offset).toISOString();

    expect(await send(itemFor(task, { clientNow }))).toMatchObject({ status: "received" });
    const [visit] = (await groundcheck()).visits;
    const expected = Math.max(offset, -2_147_483_647);
    expect(Math.abs((visit?.clockOffsetMs ?? 0) - expected)).toBeLessThan(30_000);
    expect(Math.abs(Date.now() - (visit?.receivedAt.getTime() ?? 0))).toBeLessThan(30_000);
  });
});

describe("a draft", () => {
  const draft = (by: UserActor, version = task.version) =>
    database.appDb.$transaction((tx) =>
      saveDraft(tx, by, { groundcheckId: task.id, version, document: { presence: "1" } }),
    );

  test("begins the work once, keeps the version, and goes with the submission", async () => {
    expect(await draft(companion)).toMatchObject({ ok: true, value: { version: task.version } });
    expect(await draft(companion)).toMatchObject({ ok: true });

    const before = await groundcheck();
    expect(before).toMatchObject({
      state: "in_progress",
      version: task.version,
      draft: { presence: "1", answers: {}, members: [], photos: {}, position: null },
    });
    expect(before.events.filter(({ action }) => action === "save_draft")).toHaveLength(1);
    expect(await audits("groundcheck.save_draft")).toBe(1);
    expect(await send(itemFor(task))).toMatchObject({ status: "received" });
    expect((await groundcheck()).draft).toBeNull();
  });

  test("saved twice at the same moment is kept each time, and begins the work once", async () => {
    const results = await whileLocked(() => [draft(companion), draft(companion)]);

    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    const { events } = await groundcheck();
    expect(events.filter(({ action }) => action === "save_draft")).toHaveLength(1);
  });

  test("of an outdated version, after the submission, or of somebody else is not kept", async () => {
    const stranger = await field.signIn("companion", [field.areas.villageA1]);
    expect(await draft(stranger)).toEqual({ ok: false, problem: { code: "not_found" } });
    expect(await draft(companion, task.version + 1)).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    await send(itemFor(task));
    expect(await draft(companion, task.version + 1)).toEqual({
      ok: false,
      problem: { code: "not_available" },
    });
    expect((await groundcheck()).draft).toBeNull();
  });
});
