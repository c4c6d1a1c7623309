import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { changeOwnPassword } from "@/lib/auth/change-password";
import { hashPassword } from "@/lib/auth/password";
import { findActor, startSession } from "@/lib/auth/sessions";
import { signInWithPassword } from "@/lib/auth/sign-in";
import type { UserActor } from "@/lib/auth/types";
import { endOtherSessions, endOwnSession } from "@/lib/users/end-sessions";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson } from "../support/people";

vi.stubEnv("NEXTAUTH_SECRET", "kunci-uji-0123456789-abcdefghij-XYZ");

const NOW = new Date("2026-11-22T08:00:00Z");
const CURRENT = "empat ekor kucing";
const FRESH = "kopi hujan lemari angsa";
const DEVICE = { address: "10.0.0.1", knownDevice: "laptop" };

let database: TestDatabase;
let passwordHash: string;
let actor: UserActor;
let otherSession: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
  passwordHash = await hashPassword(CURRENT);
});
beforeEach(async () => {
  await database.db.signInThrottle.deleteMany();
  const person = await createTestPerson(database.db, "operator", [], { passwordHash });
  const [own, other] = [
    await startSession(database.db, person, { userAgent: null }, NOW),
    await startSession(database.db, person, { userAgent: null }, NOW),
  ];
  otherSession = other;
  const found = await findActor(database.db, own, NOW);
  if (!found) throw new Error("no session");
  actor = found;
});
afterAll(() => database.drop());

function change(current: string, password: string, now = NOW) {
  return changeOwnPassword(database.appDb, actor, { current, password }, DEVICE, now);
}

async function signsInWith(password: string): Promise<boolean> {
  const device = { ...DEVICE, knownDevice: null, userAgent: null, previousSessionId: null };
  const { username } = actor;
  return (await signInWithPassword(database.appDb, { username, password }, device, NOW)).ok;
}

const live = (sessionId: string) => findActor(database.appDb, sessionId, NOW);

describe("changing one's own password", () => {
  test("replaces it, keeps this device and signs out the others", async () => {
    expect(await change(CURRENT, FRESH)).toEqual({ ok: true, value: { sessions: 1 } });

    expect(await live(actor.sessionId)).not.toBeNull();
    expect(await live(otherSession)).toBeNull();
    expect([await signsInWith(CURRENT), await signsInWith(FRESH)]).toEqual([false, true]);
    const [row] = await database.db.auditEvent.findMany({
      where: { actorId: actor.id },
      orderBy: { id: "desc" },
      skip: 1,
      take: 1,
    });
    expect(row).toMatchObject({ action: "password.change", detail: { sessions: 1 } });
  });

  test("asks for the present one, and makes whoever guesses wait like at the door", async () => {
    const wrong = { ok: false, problem: { code: "wrong_password" } };
    for (let failure = 0; failure < 5; failure += 1)
      expect(await change(`salah sama sekali ${failure}`, FRESH)).toEqual(wrong);

    expect(await change(CURRENT, FRESH)).toMatchObject({
      ok: false,
      problem: { code: "throttled" },
    });
    expect(await signsInWith(CURRENT)).toBe(true);
    const refusals = { action: "password.refuse", subjectId: actor.id };
    expect(await database.db.auditEvent.count({ where: refusals })).toBe(5);
    expect((await change(CURRENT, FRESH, new Date(NOW.getTime() + 61_000))).ok).toBe(true);
  });

  test("by several at once changes it once", async () => {
    await database.db.signInThrottle.deleteMany();
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => change(CURRENT, `${FRESH} ${index}`)),
    );

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("refuses the same one and one of the person's own words, and costs no attempt", async () => {
    for (let round = 0; round < 6; round += 1)
      expect(await change(CURRENT, CURRENT)).toEqual({
        ok: false,
        problem: { code: "same_password" },
      });

    expect(await change(CURRENT, `${actor.username} 2026`)).toEqual({
      ok: false,
      problem: { code: "too_weak", because: "own_words" },
    });
    expect(await live(otherSession)).not.toBeNull();
  });
});

describe("one's own devices", () => {
  test("are ended one by one, never this one, and nobody else's", async () => {
    const stranger = await createTestPerson(database.db, "operator", []);
    const foreign = await startSession(database.db, stranger, { userAgent: null }, NOW);
    const end = (sessionId: string) => endOwnSession(database.appDb, actor, { sessionId }, NOW);
    const none = { ok: false, problem: { code: "no_session" } };

    expect(await end(foreign)).toEqual(none);
    expect(await end(actor.sessionId)).toEqual(none);
    expect(await end(otherSession)).toEqual({ ok: true, value: { ended: 1 } });

    expect(await live(foreign)).not.toBeNull();
    expect(await live(actor.sessionId)).not.toBeNull();
    expect(await live(otherSession)).toBeNull();
  });

  test("are ended all but this one", async () => {
    expect(await endOtherSessions(database.appDb, actor, NOW)).toEqual({
      ok: true,
      value: { ended: 1 },
    });
    expect(await live(actor.sessionId)).not.toBeNull();
  });
});
