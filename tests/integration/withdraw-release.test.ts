import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { requestPublish, requestWithdrawal } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import type { ImportRunPage } from "@/lib/import/queries";
import { withdrawRun } from "@/lib/import/withdraw-run";
import type { WorkContext } from "@/lib/jobs/work-context";
import { decideParticipation } from "@/lib/programs/commands";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  family,
  familyFile,
  member,
  memberFile,
  nik,
  nomorKk,
  type ReleaseFiles,
} from "../support/dtsen-files";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

const REASON = "Berkas ini milik kabupaten lain";
const COMMAND_LINE = { kind: "command_line" } as const;
/** The families by what happens to them; a number is a No KK. */
const WORSE = 1;
const BETTER_GIVEN_BACK = 2;
const BETTER_VISITED = 3;
const BETTER_DISMISSED = 4;
const WORSE_DISMISSED = 5;
const BETTER_PROPOSED = 6;
const RENUMBERED = 7;
const GONE = 8;
const NEW = 9;
const UNCHANGED = [10, 11, 12];
const RENUMBERED_AS = 107;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;
let admin: UserActor;
let verifier: UserActor;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-withdraw-"));
});
beforeEach(async () => {
  database = await createTestDatabase();
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
  admin = await person("admin");
  verifier = await person("verifier");
});
afterEach(() => database.drop());
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function person(role: UserActor["role"]): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, [areas.regency]);
  const area = { level: "regency" } as const;
  return { kind: "user", id, sessionId: randomUUID(), username, name: username, role, area };
}

/** A release with one family for each number, of the desil given. */
function release(desils: ReadonlyMap<number, number>, kkOf = (number: number) => number) {
  const numbers = [...desils];
  return {
    families: numbers.map(([number, desil]) =>
      family(nomorKk(kkOf(number)), { desil_nasional: String(desil) }),
    ),
    members: numbers.map(([number]) => member(nomorKk(kkOf(number)), nik(number))),
  };
}

const EVERYWHERE = [...UNCHANGED.map((number) => [number, 5] as const)];
const FIRST = release(
  new Map([
    [WORSE, 3],
    [BETTER_GIVEN_BACK, 9],
    [BETTER_VISITED, 6],
    [BETTER_DISMISSED, 9],
    [WORSE_DISMISSED, 3],
    [BETTER_PROPOSED, 9],
    [RENUMBERED, 4],
    [GONE, 2],
    ...EVERYWHERE,
  ]),
);
const SECOND = release(
  new Map([
    [WORSE, 9],
    [BETTER_GIVEN_BACK, 3],
    [BETTER_VISITED, 4],
    [BETTER_DISMISSED, 3],
    [WORSE_DISMISSED, 9],
    [BETTER_PROPOSED, 3],
    [RENUMBERED, 4],
    [NEW, 6],
    ...EVERYWHERE,
  ]),
  (number) => (number === RENUMBERED ? RENUMBERED_AS : number),
);
const RECIPIENTS = [
  WORSE,
  BETTER_GIVEN_BACK,
  BETTER_VISITED,
  BETTER_DISMISSED,
  WORSE_DISMISSED,
  BETTER_PROPOSED,
  RENUMBERED,
  GONE,
];

async function releasePaths(name: string, files: ReleaseFiles) {
  const paths = { family: join(dataDir, `${name}-f.csv`), member: join(dataDir, `${name}-m.csv`) };
  await writeFile(paths.family, familyFile(files));
  await writeFile(paths.member, memberFile(files));
  return paths;
}

async function publish(name: string, asOf: string, files: ReleaseFiles): Promise<ImportRunPage> {
  return publishFiles(ctx, { kind: "dtsen", name, asOf }, await releasePaths(name, files));
}

async function publishRecipients(): Promise<void> {
  const path = join(dataDir, "pkh.csv");
  const rows = RECIPIENTS.map((number) => `${nik(number)},${nomorKk(number)},SLAMET`);
  await writeFile(path, ["NIK,NO KK,NAMA PENERIMA", ...rows, ""].join("\n"));
  await publishFiles(
    ctx,
    { kind: "recipients", name: "PKH tahap 1", programCode: "PKH" },
    { recipients: path },
  );
}

async function withdraw(run: { readonly id: string }): Promise<void> {
  const { version } = await database.db.importRun.findUniqueOrThrow({ where: { id: run.id } });
  const asked = await database.appDb.$transaction((tx) =>
    requestWithdrawal(tx, admin, { runId: run.id, version, reason: REASON }),
  );
  expect(asked).toEqual({ ok: true, value: { state: "withdrawing" } });
  await withdrawRun(ctx, run.id);
}

async function rowsOf(sql: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ row: unknown }>(sql);
  return rows.map(({ row }) => row);
}

/**
 * Everything in force: the release's rows, the numbers that lead to families, aid, ties of lists,
 * counts, and the cases, visits and proposals under way. Versions only count changes.
 */
async function inForce(but: readonly string[] = []) {
  const drop = ["version", ...but].map((column) => `- '${column}'`).join(" ");
  return {
    releases: await rowsOf(
      `SELECT to_jsonb(release) - 'published_at' AS row FROM release WHERE status = 'published'`,
    ),
    families: await rowsOf(
      `SELECT to_jsonb(household_release) - 'release_id' - 'source_area_id' AS row FROM household_release
         JOIN release ON release.id = release_id AND status = 'published' ORDER BY line_no`,
    ),
    people: await rowsOf(
      `SELECT to_jsonb(individual_release) - 'release_id' - 'source_area_id' AS row FROM individual_release
         JOIN release ON release.id = release_id AND status = 'published' ORDER BY line_no`,
    ),
    aid: await rowsOf(
      `SELECT to_jsonb(participation) - 'since' ${drop} AS row FROM participation ORDER BY id`,
    ),
    ties: await rowsOf(
      `SELECT to_jsonb(recipient_row) AS row FROM recipient_row ORDER BY list_id, line_no`,
    ),
    counts: await rowsOf(
      `SELECT to_jsonb(rollup_recipient) - 'id' AS row FROM rollup_recipient ORDER BY list_id, village_id`,
    ),
    cases: await rowsOf(
      `SELECT to_jsonb(error_case) ${drop} AS row FROM error_case
        WHERE state NOT IN ('resolved', 'dismissed') ORDER BY kind, household_id`,
    ),
    visits: await rowsOf(
      `SELECT to_jsonb(groundcheck) - 'version' AS row FROM groundcheck ORDER BY id`,
    ),
    proposals: await rowsOf(
      `SELECT to_jsonb(proposal) - 'version' AS row FROM proposal ORDER BY id`,
    ),
  };
}

async function householdOf(number: number): Promise<bigint> {
  const { householdId } = await database.db.householdKk.findFirstOrThrow({
    where: { nomorKk: nomorKk(number) },
  });
  return householdId;
}

async function overLimitCaseOf(number: number) {
  return database.db.errorCase.findFirstOrThrow({
    where: { kind: "over-limit", householdId: await householdOf(number) },
    orderBy: { id: "desc" },
  });
}

async function dismiss(number: number): Promise<void> {
  const { id, version } = await overLimitCaseOf(number);
  const done = await database.appDb.$transaction((tx) =>
    dismissCase(tx, verifier, { caseId: id, version, reason: "Salah hitung, sudah dilihat" }),
  );
  expect(done).toMatchObject({ ok: true });
}

/** The visit and the proposal under way when the second release comes. */
async function workOnCases(): Promise<void> {
  const { db } = database;
  const companion = await person("companion");
  const visited = await overLimitCaseOf(BETTER_VISITED);
  await db.errorCase.update({ where: { id: visited.id }, data: { state: "in_groundcheck" } });
  const groundcheck = await db.groundcheck.create({
    data: {
      householdId: await householdOf(BETTER_VISITED),
      villageId: visited.villageId,
      companionId: companion.id,
      assignedBy: randomUUID(),
      cases: { create: [{ caseId: visited.id }] },
      events: { create: { action: "assign", toState: "assigned", actorKind: "user" } },
    },
  });
  expect(groundcheck.state).toBe("assigned");
  const proposed = await overLimitCaseOf(BETTER_PROPOSED);
  const since = new Date();
  await db.errorCase.update({ where: { id: proposed.id }, data: { state: "awaiting_release" } });
  await db.proposal.create({
    data: {
      kind: "amend",
      householdId: await householdOf(BETTER_PROPOSED),
      villageId: proposed.villageId,
      releaseId: proposed.releaseId,
      state: "at_bps",
      since,
      changes: [],
      justification: "Rumah sudah dilihat",
      draftedBy: randomUUID(),
      verifiedBy: randomUUID(),
      validatedBy: randomUUID(),
      basisKind: "sptjm",
      cases: { create: [{ caseId: proposed.id }] },
      events: {
        create: [
          {
            action: "enter",
            fromState: "validated",
            toState: "entered_siks_ng",
            actorKind: "user",
            at: since,
          },
          {
            action: "forward_to_bps",
            fromState: "kemensos_approved",
            toState: "at_bps",
            actorKind: "user",
            at: since,
          },
        ],
      },
    },
  });
  await dismiss(BETTER_DISMISSED);
}

async function giveBack(number: number): Promise<void> {
  const aid = await database.db.participation.findFirstOrThrow({
    where: { householdId: await householdOf(number) },
  });
  const given = await database.appDb.$transaction((tx) =>
    decideParticipation(tx, verifier, {
      participationId: aid.id,
      version: aid.version,
      action: "resume",
      reason: "Sudah sesuai di rilis baru",
    }),
  );
  expect(given).toMatchObject({ ok: true });
}

async function publishFirst(): Promise<ImportRunPage> {
  const run = await publish("v1", "2026-07-20", FIRST);
  await publishRecipients();
  return run;
}

describe("withdrawing the newest release", () => {
  test("gives back everything that was in force, and keeps what people did meanwhile", async () => {
    await publishFirst();
    await workOnCases();
    const before = await inForce();
    const numbers = await rowsOf(
      "SELECT to_jsonb(household_kk) AS row FROM household_kk ORDER BY 1",
    );

    const second = await publish("v2", "2026-10-20", SECOND);
    const during = await inForce();
    expect(during.cases).not.toEqual(before.cases);
    expect(during.visits).toMatchObject([{ state: "cancelled" }]);
    expect(during.proposals).toMatchObject([{ state: "reflected" }]);
    await giveBack(BETTER_GIVEN_BACK);
    await dismiss(WORSE_DISMISSED);
    await withdraw(second);

    const after = await inForce();
    const givenBack = await householdOf(BETTER_GIVEN_BACK);
    const withoutGivenBack = (rows: readonly unknown[]) =>
      rows.filter((row) => (row as { household_id: number }).household_id !== Number(givenBack));
    expect({ ...after, aid: withoutGivenBack(after.aid) }).toEqual({
      ...before,
      aid: withoutGivenBack(before.aid),
      cases: before.cases.map((row) =>
        (row as { household_id: number }).household_id === Number(givenBack)
          ? expect.objectContaining({ household_id: Number(givenBack), state: "open" })
          : row,
      ),
    });
    // What people did stays: the aid was given back, the dismissed cases are dismissed.
    expect(
      await database.db.participation.findFirst({ where: { householdId: givenBack } }),
    ).toMatchObject({ state: "active" });
    for (const number of [BETTER_DISMISSED, WORSE_DISMISSED])
      expect(await overLimitCaseOf(number)).toMatchObject({ state: "dismissed" });
    // Of the numbers, only that of the family which nobody knew before is left.
    const numbersNow = await rowsOf(
      "SELECT to_jsonb(household_kk) AS row FROM household_kk ORDER BY 1",
    );
    expect(numbersNow).toEqual(
      expect.arrayContaining([...numbers, expect.objectContaining({ nomor_kk: nomorKk(NEW) })]),
    );
    expect(numbersNow).toHaveLength(numbers.length + 1);
  });

  test("is the same as the first time when the same files are imported again", async () => {
    await publishFirst();
    await workOnCases();
    const second = await publish("v2", "2026-10-20", SECOND);
    const first = await inForce(["release_id", "opened_at", "evidence"]);
    const preview = second.summary;
    await dismiss(WORSE_DISMISSED);
    await withdraw(second);

    const again = await publish("v2", "2026-10-20", SECOND);

    const now = await inForce(["release_id", "opened_at", "evidence"]);
    const dismissed = Number(await householdOf(WORSE_DISMISSED));
    const isOther = (row: unknown) => {
      const { kind, household_id } = row as { kind: string; household_id: number };
      return kind !== "over-limit" || household_id !== dismissed;
    };
    expect(now.families).toEqual(first.families);
    expect(now.people).toEqual(first.people);
    // Dismissed by a person, the case of that family holds no aid any more.
    expect(now.aid).toEqual(
      first.aid.map((row) =>
        (row as { household_id: number }).household_id === dismissed
          ? expect.objectContaining({ state: "active" })
          : row,
      ),
    );
    expect(now.ties).toEqual(first.ties);
    expect(now.counts).toEqual(first.counts);
    expect(now.cases).toEqual(first.cases.filter(isOther));
    expect(now.visits).toMatchObject([{ state: "cancelled" }]);
    expect(now.proposals).toMatchObject([{ state: "reflected" }]);
    expect(again.summary).toMatchObject({
      ...preview,
      previous: expect.objectContaining({ name: "v1" }),
    });
    expect(await database.db.release.findMany({ orderBy: { id: "asc" } })).toMatchObject([
      { status: "superseded" },
      { status: "withdrawn" },
      { status: "published" },
    ]);
  });

  test("changes no case, visit, proposal or aid when detection runs once more", async () => {
    await publishFirst();
    await workOnCases();
    await withdraw(await publish("v2", "2026-10-20", SECOND));
    const events = () =>
      rowsOf(`SELECT jsonb_build_array((SELECT count(*) FROM case_event),
                (SELECT count(*) FROM groundcheck_event), (SELECT count(*) FROM proposal_event),
                (SELECT count(*) FROM participation_event)) AS row`);
    const before = [await inForce(), await events()];

    await detectCases(database, { day: new Date() });

    expect([await inForce(), await events()]).toEqual(before);
  });

  test("is audited with its reason in the history of the import", async () => {
    await publishFirst();
    const second = await publish("v2", "2026-10-20", SECOND);
    await withdraw(second);

    expect(
      await database.db.importEvent.findMany({
        where: { runId: second.id, action: { contains: "withdraw" } },
        orderBy: { id: "asc" },
      }),
    ).toMatchObject([
      { action: "withdraw", actorId: admin.id, reason: REASON, toState: "withdrawing" },
      { action: "finish_withdraw", actorKind: "system", toState: "withdrawn" },
    ]);
    expect(
      await database.db.auditEvent.findMany({
        where: { action: { in: ["import.withdraw", "import.finish_withdraw"] } },
        orderBy: { id: "asc" },
      }),
    ).toMatchObject([{ actorId: admin.id }, { actorKind: "system" }]);
  });
});

describe("a withdrawal is refused", () => {
  async function ask(run: { readonly id: string }, actor: UserActor = admin) {
    const { version } = await database.db.importRun.findUniqueOrThrow({ where: { id: run.id } });
    return database.appDb.$transaction((tx) =>
      requestWithdrawal(tx, actor, { runId: run.id, version, reason: REASON }),
    );
  }

  test("of an office's only release, and of one that was replaced", async () => {
    const first = await publishFirst();
    expect(await ask(first)).toMatchObject({ problem: { guard: "earlierReleaseExists" } });
    await publish("v2", "2026-10-20", SECOND);

    expect(await ask(first)).toMatchObject({ problem: { guard: "isInForce" } });
  });

  test("while another import is being published, and a second time", async () => {
    await publishFirst();
    const second = await publish("v2", "2026-10-20", SECOND);
    const other = await checkFiles(
      ctx,
      { kind: "dtsen", name: "v3", asOf: "2026-11-20" },
      await releasePaths("v3", release(new Map(EVERYWHERE))),
    );
    await database.db.$transaction((tx) =>
      requestPublish(tx, COMMAND_LINE, { runId: other.id, version: other.version }),
    );
    expect(await ask(second)).toMatchObject({ problem: { guard: "nothingIsPublished" } });
    await publishRun(ctx, other.id);

    expect(await ask(other)).toMatchObject({ ok: true });
    expect(await ask(other)).toMatchObject({ problem: { code: "not_available" } });
    await withdrawRun(ctx, other.id);
    expect(await ask(other)).toMatchObject({ problem: { code: "not_available" } });
  });

  test("to everybody but the admin", async () => {
    await publishFirst();
    const second = await publish("v2", "2026-10-20", SECOND);

    for (const role of ["operator", "verifier", "head"] as const)
      expect(await ask(second, await person(role))).toMatchObject({
        problem: { code: "role_not_allowed" },
      });
  });

  test("when another release came into force before its turn: the sentence is kept", async () => {
    await publishFirst();
    const second = await publish("v2", "2026-10-20", SECOND);
    expect(await ask(second)).toMatchObject({ ok: true });
    await database.db.release.updateMany({
      where: { runId: second.id },
      data: { status: "superseded" },
    });

    await withdrawRun(ctx, second.id);

    expect(await database.db.importRun.findUnique({ where: { id: second.id } })).toMatchObject({
      state: "published",
      failure: { step: "withdraw", code: "no_longer_in_force" },
    });
  });
});
