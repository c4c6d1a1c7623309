import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { enterIndicator, withdrawIndicator } from "@/lib/insights/enter-indicator";
import { listIndicatorEntries, yearsInForce } from "@/lib/insights/list-indicators";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson } from "../support/people";

let database: TestDatabase;
let admin: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  const { regency } = await createTestOffice(database.db);
  const { id, username } = await createTestPerson(database.db, "admin", [regency]);
  admin = {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: username,
    role: "admin",
    area: { level: "regency" },
  };
});
afterAll(() => database.drop());

const enter = (source: string, ...values: readonly [number, number][]) =>
  database.appDb.$transaction((tx) =>
    enterIndicator(tx, admin, "poor_people", {
      values: values.map(([year, value]) => ({ year, value })),
      source,
    }),
  );

async function held() {
  const years = yearsInForce(await listIndicatorEntries(database.appDb, "poor_people"));
  return years.map(({ year, value, source }) => [year, value, source]);
}

test("a series is entered, corrected and taken back, and everything stays readable and audited", async () => {
  await enter("Profil 2024", [2021, 276.58], [2022, 252.88], [2023, 251.36], [2024, 240.14]);
  const corrected = await enter("Profil 2025", [2024, 241]);
  expect(corrected).toMatchObject({ ok: true, value: { years: [2024] } });
  expect(await held()).toEqual([
    [2021, 276.58, "Profil 2024"],
    [2022, 252.88, "Profil 2024"],
    [2023, 251.36, "Profil 2024"],
    [2024, 241, "Profil 2025"],
  ]);

  const withdraw = () =>
    database.appDb.$transaction((tx) => withdrawIndicator(tx, admin, "poor_people", 2021));
  expect((await withdraw()).ok).toBe(true);
  expect(await withdraw()).toEqual({ ok: false, problem: { code: "not_found" } });
  expect((await held()).map(([year]) => year)).toEqual([2022, 2023, 2024]);

  const entries = await listIndicatorEntries(database.appDb, "poor_people");
  expect(entries.map(({ year, value }) => [year, value])).toEqual([
    [2024, 241],
    [2024, 240.14],
    [2023, 251.36],
    [2022, 252.88],
    [2021, null],
    [2021, 276.58],
  ]);
  const audit = await database.db.auditEvent.findMany({
    where: { subject: "indicator" },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action }) => action)).toEqual([
    ...Array.from({ length: 5 }, () => "indicator.enter"),
    "indicator.withdraw",
  ]);
  expect(audit.at(4)?.detail).toMatchObject({ year: 2024, before: 240.14, after: 241 });
});

test("what stands already is not entered twice; only the years that differ are", async () => {
  await enter("Profil 2026", [2025, 230], [2026, 220]);
  const before = await database.db.indicator.count();

  expect(await enter("Profil 2026", [2025, 230], [2026, 220])).toEqual({
    ok: false,
    problem: { code: "unchanged" },
  });
  expect(await database.db.indicator.count()).toBe(before);
  const one = await enter("Profil 2026", [2025, 230], [2026, 221]);
  expect(one).toMatchObject({ ok: true, value: { years: [2026] } });
});

test("nobody rewrites an entry, not even the owner", async () => {
  await expect(database.pool.query("UPDATE indicator SET value = 1")).rejects.toThrow(
    /append-only/,
  );
  await expect(database.appDb.$executeRaw`DELETE FROM indicator`).rejects.toMatchObject({
    meta: expect.anything(),
  });
});
