import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOneTimeLink, findLinkOwner, setPasswordByLink } from "@/lib/auth/one-time-link";
import { verifyPassword } from "@/lib/auth/password";
import { findActor, startSession } from "@/lib/auth/sessions";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestPerson } from "../support/people";

const NOW = new Date("2026-11-22T08:00:00Z");
const PASSWORD = "sandi yang cukup panjang";

let database: TestDatabase;
let person: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
});
beforeEach(async () => {
  person = await createTestPerson(database.db, "admin", []);
});
afterAll(() => database.drop());

function minutesLater(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

async function passwordIs(password: string): Promise<boolean> {
  const { passwordHash } = await database.db.appUser.findUniqueOrThrow({
    where: { id: person.id },
  });
  return verifyPassword(passwordHash, password);
}

describe("a one-time link", () => {
  test("sets a password once", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);

    const first = await setPasswordByLink(database.appDb, token, PASSWORD, NOW);
    const second = await setPasswordByLink(database.appDb, token, `${PASSWORD} lain`, NOW);

    expect(first).toEqual({ ok: true, value: { userId: person.id } });
    expect(second).toEqual({ ok: false, problem: { code: "link_not_valid" } });
    expect(await passwordIs(PASSWORD)).toBe(true);
  });

  test("used by twenty at once sets one password", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        setPasswordByLink(database.appDb, token, `${PASSWORD} ${index}`, NOW),
      ),
    );

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await passwordIs(`${PASSWORD} ${answers.findIndex(({ ok }) => ok)}`)).toBe(true);
    const written = { action: "password.set", subjectId: person.id };
    expect(await database.db.auditEvent.count({ where: written })).toBe(1);
  });

  test("is over after thirty minutes", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);

    expect(await findLinkOwner(database.appDb, token, minutesLater(29))).not.toBeNull();
    expect(await findLinkOwner(database.appDb, token, minutesLater(30))).toBeNull();
    expect(
      await setPasswordByLink(database.appDb, token, PASSWORD, minutesLater(30)),
    ).toMatchObject({
      ok: false,
    });
  });

  test("voids the one before it", async () => {
    const old = await createOneTimeLink(database.db, person.id, NOW);

    await createOneTimeLink(database.db, person.id, NOW);

    expect(await findLinkOwner(database.appDb, old, NOW)).toBeNull();
  });

  test("cannot be read back from the database", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);
    const [row] = await database.db.oneTimeLink.findMany({ where: { userId: person.id } });

    expect(Buffer.from(row?.tokenHash ?? []).toString("base64url")).not.toBe(token);
    expect(Buffer.from(row?.tokenHash ?? []).toString("utf8")).not.toContain(token);
  });

  test("made up opens nothing", async () => {
    expect(await findLinkOwner(database.appDb, "bukan-tautan", NOW)).toBeNull();
  });

  test("signs out whoever was signed in to the account", async () => {
    const sessionId = await startSession(database.db, person, { userAgent: null }, NOW);
    const token = await createOneTimeLink(database.db, person.id, NOW);

    await setPasswordByLink(database.appDb, token, PASSWORD, NOW);

    expect(await findActor(database.appDb, sessionId, NOW)).toBeNull();
  });

  test.each([
    ["too_short", "a".repeat(14)],
    ["too_short", "é".repeat(14)],
    ["too_long", "a".repeat(257)],
  ])("refuses a password that is %s and stays usable", async (code, password) => {
    const token = await createOneTimeLink(database.db, person.id, NOW);

    const answer = await setPasswordByLink(database.appDb, token, password, NOW);

    expect(answer).toEqual({ ok: false, problem: { code } });
    expect(await findLinkOwner(database.appDb, token, NOW)).not.toBeNull();
  });

  test("refuses a password of the person's and the office's own words", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);
    const weak = { ok: false, problem: { code: "too_weak", because: "own_words" } };

    for (const password of [
      `${person.username} 2026`,
      "Petugas Blimbing 2026",
      "Kota Malang Kantor Uji",
    ])
      expect(await setPasswordByLink(database.appDb, token, password, NOW)).toEqual(weak);

    expect(await findLinkOwner(database.appDb, token, NOW)).not.toBeNull();
  });

  test("of a person who was deactivated meanwhile sets nothing", async () => {
    const token = await createOneTimeLink(database.db, person.id, NOW);
    await database.db.appUser.update({ where: { id: person.id }, data: { active: false } });

    const answer = await setPasswordByLink(database.appDb, token, PASSWORD, NOW);

    expect(answer).toEqual({ ok: false, problem: { code: "link_not_valid" } });
    expect(await passwordIs(PASSWORD)).toBe(false);
  });

  test.each([
    ["fifteen characters", "kopi hujan ayam"],
    ["128 characters, the last one counts", `${"kopi hujan ayam ".repeat(8).trim()}b`],
    ["blanks and Unicode", "  kata sandi ünïcödé 密码  "],
  ])("takes a password of %s whole", async (_, password) => {
    const token = await createOneTimeLink(database.db, person.id, NOW);

    await setPasswordByLink(database.appDb, token, password, NOW);

    expect(await passwordIs(password)).toBe(true);
    expect(await passwordIs(password.slice(0, -1))).toBe(false);
  });
});
