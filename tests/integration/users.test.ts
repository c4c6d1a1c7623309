import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inTransaction, runAction } from "@/lib/actions/run-action";
import { listSessions } from "@/lib/auth/list-sessions";
import { createOneTimeLink, findLinkOwner, setPasswordByLink } from "@/lib/auth/one-time-link";
import { hashPassword } from "@/lib/auth/password";
import { SESSION_LIFE } from "@/lib/auth/session-rules";
import { findActor, startSession } from "@/lib/auth/sessions";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { ROLES, type Role, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Result } from "@/lib/shared/result";
import { changeUser } from "@/lib/users/change-user";
import { activateUser, deactivateUser } from "@/lib/users/deactivate-user";
import { endUserSession, endUserSessions } from "@/lib/users/end-sessions";
import { findUser } from "@/lib/users/find-user";
import { inviteUser } from "@/lib/users/invite-user";
import { countUsers, listUsers, USERS_PAGE_SIZE } from "@/lib/users/list-users";
import { resetUser } from "@/lib/users/reset-user";
import { InviteUser } from "@/lib/users/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

vi.stubEnv("NEXTAUTH_SECRET", "kunci-uji-0123456789-abcdefghij-XYZ");

const NOW = new Date("2026-11-22T08:00:00Z");
const PASSWORD = "empat ekor kucing";
const DEVICE = {
  address: "10.0.0.1",
  userAgent: "uji",
  knownDevice: null,
  previousSessionId: null,
};

let database: TestDatabase;
let areas: TestAreas;
let passwordHash: string;
let admin: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await database.db.signInThrottle.deleteMany();
  await database.db.appUser.updateMany({ where: { role: "admin" }, data: { active: false } });
  admin = await signedIn("admin");
});
afterAll(() => database.drop());

/** Somebody with an account, a password and an open session. */
async function signedIn(role: Role, areaIds = [areas.regency]): Promise<UserActor> {
  const person = await createTestPerson(database.db, role, areaIds, { passwordHash });
  const sessionId = await startSession(database.db, person, { userAgent: "uji" }, NOW);
  const actor = await findActor(database.db, sessionId, NOW);
  if (!actor) throw new Error("no session");
  return actor;
}

/** A command as the action runs it: under the web's role, rolled back when it refuses. */
function run<Value, Problem>(
  command: (tx: Db) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  return inTransaction(database.appDb, command);
}

function signIn(username: string, password = PASSWORD) {
  return signInWithPassword(database.appDb, { username, password }, DEVICE, NOW);
}

async function auditOf(userId: string) {
  return database.db.auditEvent.findMany({
    where: { subject: "user", subjectId: userId },
    orderBy: { id: "asc" },
  });
}

function invitation(changes: Partial<InviteUser> = {}): InviteUser {
  return {
    username: "putri.baru",
    name: "Putri Rahayu",
    role: "companion",
    cakupan: "sebagian",
    wilayah: ["35.73.01"],
    ...changes,
  };
}

const whole = (name: string, role: Role) => ({
  name,
  role,
  cakupan: "seluruh" as const,
  wilayah: [],
});

describe("an invitation", () => {
  test("makes an account whose person sets a password by the link, signs in and works in the area", async () => {
    const made = await run((tx) => inviteUser(tx, admin, invitation({ username: "putri" }), NOW));
    if (!made.ok) throw new Error(made.problem.code);
    const { token, userId } = made.value;

    const before = await signIn("putri");
    const set = await setPasswordByLink(database.appDb, token, PASSWORD, NOW);
    const after = await signIn("putri");

    expect(before.ok).toBe(false);
    expect(set.ok).toBe(true);
    expect(after).toMatchObject({
      ok: true,
      value: {
        role: "companion",
        area: { level: "villages", villageIds: [areas.villageA1, areas.villageA2] },
      },
    });
    expect(await auditOf(userId)).toMatchObject([
      {
        action: "user.invite",
        actorId: admin.id,
        detail: { role: "companion", areaIds: [areas.kecamatanA] },
      },
      { action: "session.refuse" },
      { action: "password.set", actorKind: "system" },
    ]);
  });

  test("leaves its token nowhere in the database", async () => {
    const made = await run((tx) => inviteUser(tx, admin, invitation({ username: "rahasia" }), NOW));
    if (!made.ok) throw new Error(made.problem.code);

    const stored = [
      ...(await database.db.auditEvent.findMany()).map(({ detail }) => detail),
      ...(await database.db.oneTimeLink.findMany()).map(({ tokenHash }) =>
        Buffer.from(tokenHash).toString("base64url"),
      ),
    ];

    expect(JSON.stringify(stored)).not.toContain(made.value.token);
  });

  test("of one username by twenty at once makes one account", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        run((tx) => inviteUser(tx, admin, invitation({ username: "serentak" }), NOW)),
      ),
    );

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(answers.map((answer) => (answer.ok ? "ok" : answer.problem.code)))).toEqual(
      new Set(["ok", "username_taken"]),
    );
    expect(await database.db.appUser.count({ where: { username: "serentak" } })).toBe(1);
  });

  test.each([
    ["areas_missing", { wilayah: [] }],
    ["area_unknown", { wilayah: ["35.73.01", "35.07.01"] }],
    ["area_unknown", { wilayah: ["35.73"] }],
    ["area_does_not_fit", { cakupan: "seluruh", wilayah: [] }],
    ["area_does_not_fit", { role: "admin", wilayah: ["35.73.01"] }],
  ] as const)("with areas that do not fit is refused: %s %o", async (code, changes) => {
    const wanted = invitation({ username: "ditolak", ...changes, wilayah: [...changes.wilayah] });

    const answer = await run((tx) => inviteUser(tx, admin, wanted, NOW));

    expect(answer).toEqual({ ok: false, problem: { code } });
    expect(await database.db.appUser.count({ where: { username: "ditolak" } })).toBe(0);
  });

  test("keeps a kelurahan once when its kecamatan is chosen too", async () => {
    const wilayah = ["35.73.01", "35.73.01.1001", "35.73.02.1002"];

    const made = await run((tx) =>
      inviteUser(tx, admin, invitation({ username: "campuran", wilayah }), NOW),
    );

    expect(made.ok).toBe(true);
    const rows = await database.db.userArea.findMany({
      where: { user: { username: "campuran" } },
    });
    expect(rows.map(({ areaId }) => areaId).toSorted()).toEqual(
      [areas.kecamatanA, areas.villageB2].toSorted(),
    );
  });

  test.each(ROLES.filter((role) => role !== "admin"))("is not for the %s", async (role) => {
    const actor = await signedIn(role);
    const form = new FormData();
    for (const [name, value] of Object.entries(whole("Siapa", "admin")))
      form.set(name, String(value));
    form.set("username", "menyusup");

    const state = await runAction(
      {
        permission: "user.invite",
        input: InviteUser,
        run: (tx, who, input) => inviteUser(tx, who, input, NOW),
        messages: {
          areas_missing: "",
          area_unknown: "",
          area_does_not_fit: "",
          username_taken: "",
        },
      },
      { db: database.appDb, actor, fromOwnPage: true, form },
    );

    expect(state).toMatchObject({ status: "refused", message: expect.stringMatching("di luar") });
    expect(await database.db.appUser.count({ where: { username: "menyusup" } })).toBe(0);
  });
});

describe("a change of role and area", () => {
  test("acts on a session that is open, and ends nothing", async () => {
    const operator = await signedIn("operator");
    const change = { ...invitation(), userId: operator.id, role: "verifier" as const };
    const { username: _, ...input } = change;

    const answer = await run((tx) => changeUser(tx, admin, input, NOW));

    expect(answer.ok).toBe(true);
    expect(await findActor(database.appDb, operator.sessionId, NOW)).toMatchObject({
      name: "Putri Rahayu",
      role: "verifier",
      area: { level: "villages", villageIds: [areas.villageA1, areas.villageA2] },
    });
    expect(await auditOf(operator.id)).toMatchObject([
      {
        action: "user.change",
        actorId: admin.id,
        detail: {
          from: { role: "operator", areaIds: [areas.regency] },
          to: { role: "verifier", areaIds: [areas.kecamatanA] },
          renamed: true,
        },
      },
    ]);
  });

  test("that changes nothing says so", async () => {
    const operator = await signedIn("operator");

    const answer = await run((tx) =>
      changeUser(tx, admin, { userId: operator.id, ...whole(operator.name, "operator") }, NOW),
    );

    expect(answer).toEqual({ ok: false, problem: { code: "nothing_changed" } });
  });

  test("waits until the visits that it would hide are with somebody else", async () => {
    const companion = await signedIn("companion", [areas.kecamatanA]);
    await giveTask(companion.id, areas.villageA1);
    const { username: _, ...stays } = invitation({ wilayah: ["35.73.01.1001"] });
    const input = { ...stays, userId: companion.id };

    const away = await run((tx) => changeUser(tx, admin, { ...input, wilayah: ["35.73.02"] }, NOW));
    const other = await run((tx) =>
      changeUser(tx, admin, { userId: companion.id, ...whole("Putri", "operator") }, NOW),
    );
    const narrower = await run((tx) => changeUser(tx, admin, input, NOW));

    expect(away).toEqual({ ok: false, problem: { code: "has_tasks", count: 1 } });
    expect(other).toEqual({ ok: false, problem: { code: "has_tasks", count: 1 } });
    expect(narrower.ok).toBe(true);
  });
});

async function giveTask(companionId: string, villageId: number): Promise<void> {
  const { id: householdId } = await database.db.household.create({ data: { origin: "dtsen" } });
  await database.db.groundcheck.create({
    data: { householdId, villageId, companionId, assignedBy: admin.id },
  });
}

describe("closing an account", () => {
  test("signs out, voids the link, keeps the visits and the name, and is undone with the old password", async () => {
    const companion = await signedIn("companion", [areas.kecamatanA]);
    await giveTask(companion.id, areas.villageA1);
    const token = await createOneTimeLink(database.db, companion.id, NOW);

    const closed = await run((tx) =>
      deactivateUser(tx, admin, { userId: companion.id, reason: "moved" }, NOW),
    );

    expect(closed).toEqual({ ok: true, value: { sessions: 1, openTasks: 1 } });
    expect(await findActor(database.appDb, companion.sessionId, NOW)).toBeNull();
    expect((await signIn(companion.username)).ok).toBe(false);
    expect(await findUser(database.appDb, companion.id, NOW)).toMatchObject({
      name: companion.name,
      state: "inactive",
      closedBecause: "moved",
      openTasks: 1,
    });

    const opened = await run((tx) =>
      activateUser(tx, admin, { userId: companion.id, reason: "back" }, NOW),
    );

    expect(opened.ok).toBe(true);
    expect(await findLinkOwner(database.appDb, token, NOW)).toBeNull();
    expect(await findActor(database.appDb, companion.sessionId, NOW)).toBeNull();
    expect((await signIn(companion.username)).ok).toBe(true);
  });

  test("is nobody's to do to themself", async () => {
    const own = { ok: false, problem: { code: "own_account" } };
    const userId = admin.id;

    expect([
      await run((tx) => deactivateUser(tx, admin, { userId, reason: "left" }, NOW)),
      await run((tx) => resetUser(tx, admin, { userId }, NOW)),
      await run((tx) => changeUser(tx, admin, { userId, ...whole("X", "operator") }, NOW)),
    ]).toEqual([own, own, own]);
    expect(await findActor(database.appDb, admin.sessionId, NOW)).toMatchObject({ role: "admin" });
  });

  test.each([
    [
      "close",
      (tx: Db, actor: UserActor, userId: string) =>
        deactivateUser(tx, actor, { userId, reason: "left" }, NOW),
    ],
    [
      "demote",
      (tx: Db, actor: UserActor, userId: string) =>
        changeUser(tx, actor, { userId, ...whole("Turun", "operator") }, NOW),
    ],
    ["reset", (tx: Db, actor: UserActor, userId: string) => resetUser(tx, actor, { userId }, NOW)],
  ] as const)("admins who %s each other at once leave one who can act", async (_, command) => {
    const ring = [admin, await signedIn("admin"), await signedIn("admin")];

    const answers = await Promise.all(
      ring.map((actor, index) =>
        run<unknown, { readonly code: string }>((tx) =>
          command(tx, actor, ring[(index + 1) % ring.length]?.id ?? ""),
        ),
      ),
    );

    expect(answers.some(({ ok }) => !ok)).toBe(true);
    const left = await Promise.all(
      ring.map(({ sessionId }) => findActor(database.appDb, sessionId, NOW)),
    );
    expect(left.filter((actor) => actor?.role === "admin").length).toBeGreaterThanOrEqual(1);
  });

  test("does not happen to an account that everybody shares", async () => {
    const shared = await signedIn("operator");
    // Only a demonstration office can have such accounts; this is not one, so the trigger is passed by.
    await database.pool.query("ALTER TABLE app_user DISABLE TRIGGER demo_user_needs_demo_office");
    await database.db.appUser.update({ where: { id: shared.id }, data: { demo: true } });
    await database.pool.query("ALTER TABLE app_user ENABLE TRIGGER demo_user_needs_demo_office");

    const answer = await run((tx) =>
      deactivateUser(tx, admin, { userId: shared.id, reason: "left" }, NOW),
    );

    expect(answer).toEqual({ ok: false, problem: { code: "demo_account" } });
  });
});

describe("a reset", () => {
  test("puts the old password and every device out at once, until the new link is used", async () => {
    const operator = await signedIn("operator");

    const made = await run((tx) => resetUser(tx, admin, { userId: operator.id }, NOW));
    if (!made.ok) throw new Error(made.problem.code);

    expect(await findActor(database.appDb, operator.sessionId, NOW)).toBeNull();
    expect((await signIn(operator.username)).ok).toBe(false);
    const fresh = "kopi hujan lemari angsa";
    expect((await setPasswordByLink(database.appDb, made.value.token, fresh, NOW)).ok).toBe(true);
    expect((await signIn(operator.username, fresh)).ok).toBe(true);
    expect((await auditOf(operator.id))[0]).toMatchObject({
      action: "user.reset",
      actorId: admin.id,
      detail: { sessions: 1 },
    });
  });

  test("again and again beside a link that is being used never waits for itself", async () => {
    const operator = await signedIn("operator");
    const token = await createOneTimeLink(database.db, operator.id, NOW);

    const answers = await Promise.allSettled([
      setPasswordByLink(database.appDb, token, PASSWORD, NOW),
      ...Array.from({ length: 5 }, () =>
        run((tx) => resetUser(tx, admin, { userId: operator.id }, NOW)),
      ),
      signIn(operator.username),
    ]);

    expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
  });
});

describe("the devices of a person", () => {
  test("are ended one by one or all, and an ended one acts no more", async () => {
    const operator = await signedIn("operator");
    const second = await startSession(database.db, operator, { userAgent: null }, NOW);
    const one = { userId: operator.id, sessionId: second };

    const ended = await run((tx) => endUserSession(tx, admin, one, NOW));
    expect(ended).toEqual({ ok: true, value: { ended: 1 } });
    expect(await findActor(database.appDb, second, NOW)).toBeNull();
    expect(await findActor(database.appDb, operator.sessionId, NOW)).not.toBeNull();

    const all = await run((tx) => endUserSessions(tx, admin, { userId: operator.id }, NOW));
    expect(all).toEqual({ ok: true, value: { ended: 1 } });
    expect(await findActor(database.appDb, operator.sessionId, NOW)).toBeNull();
    expect((await auditOf(operator.id)).map(({ action }) => action)).toEqual([
      "user.end_sessions",
      "user.end_sessions",
    ]);
  });

  test("are not ended under another person's name", async () => {
    const [one, other] = [await signedIn("operator"), await signedIn("operator")];

    const answer = await run((tx) =>
      endUserSession(tx, admin, { userId: other.id, sessionId: one.sessionId }, NOW),
    );

    expect(answer).toEqual({ ok: false, problem: { code: "no_session" } });
    expect(await findActor(database.appDb, one.sessionId, NOW)).not.toBeNull();
  });

  test.each(["operator", "companion"] as const)(
    "of the %s are counted by the same limits as the session itself",
    async (role) => {
      const person = await signedIn(role, [areas.kecamatanA]);
      const { idleMs } = SESSION_LIFE[role];
      for (const at of [idleMs - 1000, idleMs, idleMs + 1000].map(
        (ms) => new Date(NOW.getTime() + ms),
      )) {
        const listed = await listSessions(database.appDb, person.id, at);
        const alive = await database.appDb.$transaction(async (tx) => {
          const actor = await findActor(tx, person.sessionId, at);
          // Looking must not count as a sign of life here.
          await tx.session.update({
            where: { id: person.sessionId },
            data: { lastSeenAt: NOW },
          });
          return actor !== null;
        });

        expect(listed.length === 1, String(at)).toBe(alive);
      }
    },
  );
});

describe("the list of users", () => {
  test("says where each stands, finds by letters and narrows by role and state", async () => {
    const operator = await signedIn("operator");
    const username = "belum.masuk";
    await run((tx) => inviteUser(tx, admin, invitation({ username, name: "Rina 100%" }), NOW));

    const found = await listUsers(database.appDb, { text: "0%" }, null, NOW);
    expect(found.rows).toMatchObject([
      {
        username,
        name: "Rina 100%",
        role: "companion",
        state: "waiting",
        areaNames: ["Kecamatan Blimbing"],
        lastSeenAt: null,
        devices: 0,
      },
    ]);
    const mine = await listUsers(database.appDb, { text: operator.username }, null, NOW);
    expect(mine.rows).toMatchObject([
      { state: "active", areaNames: ["Kota Malang"], devices: 1, lastSeenAt: NOW },
    ]);
    const narrowed = { text: username, peran: "operator" as const };
    expect(await countUsers(database.appDb, narrowed)).toBe(0);
    expect(await countUsers(database.appDb, { text: username, keadaan: "waiting" })).toBe(1);
  });

  test("goes on where the page before ended, each account once", async () => {
    await Promise.all(
      Array.from({ length: USERS_PAGE_SIZE + 5 }, () => createTestPerson(database.db, "head", [])),
    );
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await listUsers(database.appDb, { peran: "head" }, after, NOW);
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
      more = after !== null;
    }

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await countUsers(database.appDb, { peran: "head" }));
  });
});
