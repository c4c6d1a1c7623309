import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, UserActor } from "@/lib/auth/types";
import {
  checkImportAgain,
  discardImport,
  receiveImport,
  requestPublish,
} from "@/lib/import/commands";
import { findImportRun, listImportRuns } from "@/lib/import/queries";
import type { ImportState, ReceiveImport } from "@/lib/import/schema";
import { jobsSchemaOf } from "@/lib/jobs/queues";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

const COMMAND_LINE: Actor = { kind: "command_line" };

let database: TestDatabase;
let areas: TestAreas;
let operator: UserActor;
let verifier: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  operator = await person("operator");
  verifier = await person("verifier");
});
afterAll(() => database.drop());

async function person(role: UserActor["role"], area?: UserActor["area"]): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, [areas.regency]);
  const sessionId = randomUUID();
  return {
    kind: "user",
    id,
    sessionId,
    username,
    name: username,
    role,
    area: area ?? { level: "regency" },
  };
}

function dtks(change: Partial<ReceiveImport> = {}): ReceiveImport {
  const sha256 = randomUUID().replaceAll("-", "").repeat(2);
  return {
    kind: "dtks",
    name: "DTKS",
    asOf: "2024-12-31",
    files: [{ role: "dtks", name: "dtks.csv", sha256, sizeBytes: 10 }],
    ...change,
  };
}

/** As the web server does it: under its own role, in one transaction. */
function receive(actor: Actor, input: ReceiveImport) {
  return database.appDb.$transaction((tx) => receiveImport(tx, actor, input));
}

async function runIn(state: ImportState, createdBy: string | null = operator.id): Promise<string> {
  const { id } = await database.db.importRun.create({
    data: { kind: "dtks", name: "DTKS", state, actorKind: "user", createdBy },
  });
  return id;
}

async function jobsOf(runId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ task: string }>(
    `SELECT data->>'task' AS task FROM ${jobsSchemaOf(database.schema)}.job
      WHERE data->>'runId' = $1 ORDER BY created_on`,
    [runId],
  );
  return rows.map(({ task }) => task);
}

describe("taking files in", () => {
  test("makes the run, its event, its audit row and its job together", async () => {
    const received = await receive(operator, dtks());

    expect(received).toMatchObject({ ok: true });
    const runId = received.ok ? received.value.runId : "";
    expect(await database.db.importEvent.findMany({ where: { runId } })).toMatchObject([
      { action: "receive", fromState: null, toState: "received", actorId: operator.id },
    ]);
    expect(
      await database.db.auditEvent.findMany({ where: { subject: "import", subjectId: runId } }),
    ).toMatchObject([{ action: "import.receive", actorKind: "user", actorId: operator.id }]);
    expect(await jobsOf(runId)).toEqual(["check"]);
  });

  test("leaves no job behind when the transaction is rolled back", async () => {
    let runId = "";
    const attempt = database.appDb.$transaction(async (tx) => {
      const received = await receiveImport(tx, operator, dtks());
      runId = received.ok ? received.value.runId : "";
      throw new Error("rolled back");
    });

    await expect(attempt).rejects.toThrow("rolled back");

    expect(runId).not.toBe("");
    expect(await jobsOf(runId)).toEqual([]);
  });

  test("asks no worker when the command line does it itself", async () => {
    const received = await receive(COMMAND_LINE, dtks());

    expect(received.ok && (await jobsOf(received.value.runId))).toEqual([]);
  });

  // biome-ignore format: a table reads as a table
  test.each([
    ["a verifier",                           { who: "verifier" },                               "role_not_allowed"],
    ["an operator of one kecamatan",         { who: "kecamatan" },                              "area_not_allowed"],
    ["a DTSEN without its member file",      { input: { kind: "dtsen" } },                      "files_do_not_fit"],
    ["a DTKS without its date",              { input: { asOf: undefined } },                    "as_of_missing"],
    ["a year that was mistyped",             { input: { asOf: "2206-10-20" } },                 "as_of_in_future"],
    ["a program that nobody knows",          { input: { programCode: "PKG" } },                 "program_unknown"],
  ] as const)("is refused for %s", async (_, { who, input }: { who?: string; input?: object }, code) => {
    const kecamatan = await person("operator", { level: "villages", villageIds: [areas.villageA1] });
    const actor = who === "verifier" ? verifier : who === "kecamatan" ? kecamatan : operator;

    expect(await receive(actor, dtks(input))).toEqual({ ok: false, problem: { code } });
  });

  test("refuses the same content once it is published, unless a reason is given", async () => {
    const input = dtks();
    const first = await receive(operator, input);
    const runId = first.ok ? first.value.runId : "";
    const publishedAt = new Date("2026-11-01");
    await database.db.importRun.update({
      where: { id: runId },
      data: { state: "published", publishedAt },
    });

    expect(await receive(operator, input)).toEqual({
      ok: false,
      problem: { code: "already_imported", importedAt: publishedAt },
    });
    expect(await receive(operator, { ...input, repeatReason: "wilayah baru" })).toMatchObject({
      ok: true,
    });
  });
});

describe("publishing", () => {
  function publish(actor: Actor, runId: string, version = 1) {
    return database.appDb.$transaction((tx) => requestPublish(tx, actor, { runId, version }));
  }

  test("is asked for by another person, and left to the worker", async () => {
    const runId = await runIn("ready");

    expect(await publish(verifier, runId)).toEqual({ ok: true, value: { state: "publishing" } });
    expect(await jobsOf(runId)).toEqual(["publish"]);
    expect(await database.db.importRun.findUnique({ where: { id: runId } })).toMatchObject({
      publishedBy: verifier.id,
      version: 2,
    });
  });

  test("past a warning that stops only with a confirmation and its reason, which are kept", async () => {
    const runId = await runIn("ready");
    const summary = { kind: "dtks", problems: [], rows: 400, households: 400, unknownArea: 0 };
    await database.db.importRun.update({
      where: { id: runId },
      data: { summary: { ...summary, matched: { found: 100, notFound: 300 } } },
    });
    const ask = (answer: object) =>
      database.appDb.$transaction((tx) =>
        requestPublish(tx, verifier, { runId, version: 1, ...answer }),
      );

    const lacking = (...missing: readonly string[]) => ({
      problem: { code: "guard_failed", guard: "warningsConfirmed", missing },
    });
    expect(await ask({})).toMatchObject(lacking("confirmed", "reason"));
    expect(await ask({ confirmed: "on", reason: "ya" })).toMatchObject(lacking("reason"));
    expect(await ask({ reason: "Sudah benar" })).toMatchObject(lacking("confirmed"));
    expect(await ask({ confirmed: "on", reason: "Sudah benar" })).toMatchObject({ ok: true });

    expect(await database.db.importEvent.findFirst({ where: { runId } })).toMatchObject({
      action: "publish",
      reason: "Sudah benar",
    });
    expect(await database.db.auditEvent.findFirst({ where: { subjectId: runId } })).toMatchObject({
      detail: { confirmedWarnings: ["unmatchedShareMax"] },
    });
  });

  test("is refused to the one who prepared it, whatever their role is now", async () => {
    const runId = await runIn("ready", verifier.id);

    expect(await publish(verifier, runId)).toEqual({
      ok: false,
      problem: { code: "guard_failed", guard: "publisherDidNotCreate" },
    });
    expect(await publish(operator, await runIn("ready"))).toEqual({
      ok: false,
      problem: { code: "role_not_allowed" },
    });
  });

  test("may be done by the command line with what it prepared", async () => {
    const runId = await runIn("ready", null);

    expect(await publish(COMMAND_LINE, runId)).toMatchObject({ ok: true });
    expect(await database.db.auditEvent.findFirst({ where: { subjectId: runId } })).toMatchObject({
      action: "import.publish",
      actorKind: "command_line",
    });
  });

  test("by two people at once: one wins and one is told", async () => {
    const runId = await runIn("ready");
    const other = await person("verifier");

    const results = await Promise.all([publish(verifier, runId), publish(other, runId)]);

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await database.db.auditEvent.count({ where: { subjectId: runId } })).toBe(1);
    expect(await jobsOf(runId)).toEqual(["publish"]);
  });

  test("of what somebody changed meanwhile is refused", async () => {
    const runId = await runIn("ready");

    expect(await publish(verifier, runId, 7)).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
  });

  test("is not there for somebody of one kecamatan", async () => {
    const outside = await person("verifier", { level: "villages", villageIds: [areas.villageA1] });

    expect(await publish(outside, await runIn("ready"))).toEqual({
      ok: false,
      problem: { code: "not_found" },
    });
  });
});

test("an import that failed is checked again, and given up with its rows", async () => {
  const runId = await runIn("failed");
  const step = (command: typeof discardImport, version: number) =>
    database.appDb.$transaction((tx) =>
      command(tx, operator, { runId, version, reason: "salah berkas" }),
    );

  expect(await step(checkImportAgain, 1)).toEqual({ ok: true, value: { state: "checking" } });
  await database.db.importRun.update({ where: { id: runId }, data: { state: "failed" } });
  expect(await step(discardImport, 2)).toEqual({ ok: true, value: { state: "discarded" } });

  expect(await jobsOf(runId)).toEqual(["check", "clear"]);
});

test("the page offers exactly the steps that the command would take", async () => {
  const own = await runIn("ready", verifier.id);
  const others = await runIn("ready");

  expect((await findImportRun(database.appDb, verifier, own))?.actions).toEqual(["discard"]);
  expect((await findImportRun(database.appDb, verifier, others))?.actions).toEqual([
    "publish",
    "discard",
  ]);
  expect((await findImportRun(database.appDb, operator, others))?.actions).toEqual([
    "check_again",
    "repair",
    "discard",
  ]);
});

test("imports do not exist for whom they are not", async () => {
  const runId = await runIn("ready");
  for (const actor of [
    await person("head"),
    await person("admin"),
    await person("operator", { level: "villages", villageIds: [areas.villageA1] }),
  ]) {
    expect(await findImportRun(database.appDb, actor, runId)).toBeNull();
    expect((await listImportRuns(database.appDb, actor)).runs).toEqual([]);
  }
});

test("the stored state is what the events lead to", async () => {
  const received = await receive(operator, dtks());
  const runId = received.ok ? received.value.runId : "";
  await database.appDb.$transaction((tx) => discardImport(tx, operator, { runId, version: 1 }));

  const events = await database.db.importEvent.findMany({
    where: { runId },
    orderBy: { id: "asc" },
  });
  const run = await database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
  expect(events.map(({ fromState, toState }) => [fromState, toState])).toEqual([
    [null, "received"],
    ["received", "discarded"],
  ]);
  expect(run.state).toBe(events.at(-1)?.toState);
});
