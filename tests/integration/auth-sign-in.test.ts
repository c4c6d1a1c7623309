import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { endSession, findActor } from "@/lib/auth/sessions";
import { type SignInDevice, signInWithPassword } from "@/lib/auth/sign-in";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestPerson } from "../support/people";

vi.stubEnv("NEXTAUTH_SECRET", "kunci-uji-0123456789-abcdefghij-XYZ");

const PASSWORD = "sandi yang cukup panjang";
const NOW = new Date("2026-11-22T08:00:00Z");
const MINUTE_MS = 60_000;

let database: TestDatabase;
let person: TestPerson;
let passwordHash: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await database.db.signInThrottle.deleteMany();
  person = await createTestPerson(database.db, "operator", [], { passwordHash });
});
afterAll(() => database.drop());

function from(address: string, extra: Partial<SignInDevice> = {}): SignInDevice {
  return { address, userAgent: "uji", knownDevice: null, previousSessionId: null, ...extra };
}

/** Signs in as the web server does: under the role without DDL. */
function attempt(
  password: string,
  device: SignInDevice = from("10.0.0.1"),
  now = NOW,
  username = person.username,
) {
  return signInWithPassword(database.appDb, { username, password }, device, now);
}

function later(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * MINUTE_MS);
}

/** Whether an attempt was looked at (and found wrong) or sent away unseen. */
async function codeOf(answer: ReturnType<typeof attempt>): Promise<string> {
  const result = await answer;
  return result.ok ? "signed_in" : result.problem.code;
}

describe("signing in", () => {
  test("the right password opens a session, and the name may be typed with a capital", async () => {
    const result = await attempt(PASSWORD, undefined, NOW, ` ${person.username.toUpperCase()} `);

    expect(result).toMatchObject({ ok: true, value: { kind: "user", id: person.id } });
  });

  test("each sign-in has a session of its own, and the browser's former one is over", async () => {
    const first = await attempt(PASSWORD);
    if (!first.ok) throw new Error("not signed in");

    const second = await attempt(
      PASSWORD,
      from("10.0.0.1", { previousSessionId: first.value.sessionId }),
    );

    expect(second.ok && second.value.sessionId).not.toBe(first.value.sessionId);
    expect(await findActor(database.appDb, first.value.sessionId, NOW)).toBeNull();
  });

  test("a wrong password, an unknown name, a closed account and one without password are one answer", async () => {
    const closed = await createTestPerson(database.db, "head", [], { passwordHash, active: false });
    const unfinished = await createTestPerson(database.db, "head", []);

    const answers = [
      await attempt("sandi yang salah sekali"),
      await attempt(PASSWORD, from("10.0.0.2"), NOW, "tidak-ada"),
      await attempt(PASSWORD, from("10.0.0.3"), NOW, closed.username),
      await attempt(PASSWORD, from("10.0.0.4"), NOW, unfinished.username),
    ];

    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: false, problem: { code: "wrong_credentials" } })]),
    );
  });

  test("an unknown name takes as long as a wrong password", async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 20; round += 1) {
      for (const who of ["known", "unknown"] as const) {
        await database.db.signInThrottle.deleteMany();
        const username = who === "known" ? person.username : `tidak-ada-${round}`;
        const start = performance.now();
        await attempt("sandi yang salah sekali", from(`10.0.1.${round}`), NOW, username);
        times[who].push(performance.now() - start);
      }
    }

    // The fastest round is the one that nothing else on the machine delayed. Without a hash (about
    // 40 ms) it would be a small part of the other.
    const ratio = Math.min(...times.unknown) / Math.min(...times.known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  test("success and failure leave their lines in the audit trail, without what was typed", async () => {
    await attempt("sandi yang salah sekali");
    await attempt("sandi yang salah sekali", from("10.0.0.2"), NOW, "sandi-di-kolom-nama");
    const result = await attempt(PASSWORD);
    const rows = await database.db.auditEvent.findMany({ orderBy: { id: "desc" }, take: 3 });

    expect(rows.map(({ action, subjectId, actorId }) => [action, subjectId, actorId])).toEqual([
      ["session.start", result.ok ? result.value.sessionId : null, person.id],
      ["session.refuse", null, null],
      ["session.refuse", person.id, null],
    ]);
    expect(JSON.stringify(rows.map((row) => ({ ...row, id: String(row.id) })))).not.toContain(
      "sandi-di",
    );
  });
});

describe("guessing passwords", () => {
  test("after five failures the account waits a minute, then two, up to fifteen", async () => {
    const seen: string[] = [];
    let minute = 0;
    for (const wait of [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15]) {
      minute += wait;
      if (wait > 0) {
        const early = new Date(later(minute).getTime() - 1000);
        expect(await codeOf(attempt("salah salah salah", from("10.1.0.1"), early))).toBe(
          "throttled",
        );
      }
      seen.push(
        await codeOf(attempt("salah salah salah", from(`10.1.1.${minute}`), later(minute))),
      );
    }

    expect(new Set(seen)).toEqual(new Set(["wrong_credentials"]));
  });

  test("the right password is refused while the account waits, and works when the wait is over", async () => {
    for (let failure = 0; failure < 5; failure += 1) await attempt("salah salah salah");

    expect(await codeOf(attempt(PASSWORD, from("10.0.0.9")))).toBe("throttled");
    expect(await codeOf(attempt(PASSWORD, from("10.0.0.9"), later(1)))).toBe("signed_in");
    expect(await codeOf(attempt("salah salah salah", from("10.0.0.9"), later(1)))).toBe(
      "wrong_credentials",
    );
  });

  test("of two hundred guesses at once, five are looked at", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        codeOf(attempt("salah salah salah", from(`10.2.0.${index}`))),
      ),
    );

    expect(answers.filter((answer) => answer === "wrong_credentials")).toHaveLength(5);
    expect(answers.filter((answer) => answer === "throttled")).toHaveLength(195);
  });

  test("one address that tries many names is stopped after ten", async () => {
    const answers: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      answers.push(
        await codeOf(attempt("salah salah salah", from("10.3.0.1"), NOW, `nama-${index}`)),
      );
    }

    expect(answers.filter((answer) => answer === "wrong_credentials")).toHaveLength(10);
    expect(await codeOf(attempt(PASSWORD, from("10.3.0.2")))).toBe("signed_in");
  });

  test("many addresses that try many names are stopped after fifty", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        codeOf(attempt("salah salah salah", from(`10.4.0.${index}`), NOW, `nama-${index}`)),
      ),
    );

    expect(answers.filter((answer) => answer === "wrong_credentials")).toHaveLength(50);
  });

  test("somebody else's guesses do not lock a person out of the browser used before", async () => {
    for (let failure = 0; failure < 5; failure += 1) await attempt("salah salah salah");

    expect(await codeOf(attempt(PASSWORD, from("10.0.0.5")))).toBe("throttled");
    expect(
      await codeOf(attempt(PASSWORD, from("10.0.0.5", { knownDevice: "peramban-lama" }))),
    ).toBe("signed_in");
  });

  test("people who sign in rightly never bring their shared address near its limit", async () => {
    for (let round = 0; round < 12; round += 1) {
      expect(await codeOf(attempt(PASSWORD, from("10.5.0.1")))).toBe("signed_in");
    }
  });

  test("the table of counters names nobody", async () => {
    await attempt("salah salah salah", from("10.6.0.1"));
    const rows = JSON.stringify(await database.db.signInThrottle.findMany());

    expect(rows).not.toContain(person.username);
    expect(rows).not.toContain("10.6.0.1");
  });
});

describe("a session", () => {
  async function signIn(role: "operator" | "companion" | "admin" = "operator") {
    const who = await createTestPerson(database.db, role, [], { passwordHash });
    const result = await attempt(PASSWORD, from("10.7.0.1"), NOW, who.username);
    if (!result.ok) throw new Error("not signed in");
    return result.value;
  }
  const openAt = async (sessionId: string, now: Date) =>
    (await findActor(database.appDb, sessionId, now)) !== null;

  test("is over after thirty idle minutes in the office", async () => {
    const { sessionId } = await signIn();

    expect(await openAt(sessionId, later(29))).toBe(true);
    expect(await openAt(sessionId, later(29 + 29))).toBe(true);
    expect(await openAt(sessionId, later(29 + 29 + 31))).toBe(false);
  });

  test("is over after twelve hours however busy", async () => {
    const { sessionId } = await signIn();
    for (let minute = 20; minute < 720; minute += 20) {
      expect(await openAt(sessionId, later(minute))).toBe(true);
    }

    expect(await openAt(sessionId, later(720))).toBe(false);
  });

  test("of a companion lives three days without signal and seven in all", async () => {
    const { sessionId } = await signIn("companion");
    const day = 24 * 60;

    expect(await openAt(sessionId, later(2.9 * day))).toBe(true);
    expect(await openAt(sessionId, later(5.8 * day))).toBe(true);
    expect(await openAt(sessionId, later(7 * day))).toBe(false);
    const idle = await signIn("companion");
    expect(await openAt(idle.sessionId, later(3 * day))).toBe(false);
  });

  test("that was ended opens nothing, and ending it is written down once", async () => {
    const actor = await signIn();

    const answers = await Promise.all(
      [1, 2].map(() => database.appDb.$transaction((tx) => endSession(tx, actor, NOW))),
    );

    expect(answers.toSorted()).toEqual([false, true]);
    expect(await openAt(actor.sessionId, NOW)).toBe(false);
    const written = { action: "session.end", subjectId: actor.sessionId };
    expect(await database.db.auditEvent.count({ where: written })).toBe(1);
  });

  test("of an account that was closed opens nothing", async () => {
    const actor = await signIn();

    await database.db.appUser.update({ where: { id: actor.id }, data: { active: false } });

    expect(await openAt(actor.sessionId, NOW)).toBe(false);
  });

  test("has the role of this moment, not the one at sign-in", async () => {
    const actor = await signIn();

    await database.db.appUser.update({ where: { id: actor.id }, data: { role: "verifier" } });

    expect((await findActor(database.appDb, actor.sessionId, NOW))?.role).toBe("verifier");
  });
});
