import { afterEach, beforeEach, expect, test } from "vitest";
import { setPasswordByLink } from "@/lib/auth/one-time-link";
import { DEMO_ACCOUNTS } from "@/lib/demo/demo-accounts";
import { createOffice } from "@/lib/office/create-office";
import { setUpOffice } from "@/lib/office/set-up-office";
import { createTestDatabase, type TestDatabase } from "../support/database";

const NOW = new Date("2026-11-22T02:00:00Z");
const REQUEST = { regencyCode: "35.73", adminName: "Siti Aminah", now: NOW };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

test("a new office has its areas and one admin, who sets a password by the link", async () => {
  const made = await setUpOffice(database.db, REQUEST);

  expect(made).toMatchObject({ ok: true, value: { username: "siti.aminah" } });
  expect(await database.db.office.findFirst()).toMatchObject({
    kind: "real",
    name: "Dinas Sosial Kota Malang",
  });
  expect(
    await database.db.area.groupBy({ by: ["level"], _count: true, orderBy: { level: "asc" } }),
  ).toEqual([
    { level: "province", _count: 1 },
    { level: "regency", _count: 1 },
    { level: "kecamatan", _count: 5 },
    { level: "kelurahan", _count: 57 },
  ]);
  const token = made.ok ? made.value.token : "";
  expect(await setPasswordByLink(database.db, token, "kata sandi yang panjang", NOW)).toMatchObject(
    {
      ok: true,
    },
  );
});

test("a second office in the same schema is refused, whatever the first one is", async () => {
  await database.db.$transaction((tx) => createOffice(tx, { kind: "demo", regencyCode: "35.73" }));

  expect(await setUpOffice(database.db, REQUEST)).toEqual({
    ok: false,
    problem: { code: "office_exists" },
  });
  expect(await database.db.appUser.count()).toBe(0);
});

test("of two set-ups at once, one makes the office", async () => {
  const results = await Promise.all([
    setUpOffice(database.db, REQUEST),
    setUpOffice(database.db, { ...REQUEST, adminName: "Budi Santoso" }),
  ]);

  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await database.db.appUser.count()).toBe(1);
});

test("a regency that Kemendagri does not know makes nothing", async () => {
  expect(await setUpOffice(database.db, { ...REQUEST, regencyCode: "35.99" })).toEqual({
    ok: false,
    problem: { code: "unknown_regency" },
  });
  expect(await database.db.office.count()).toBe(0);
});

test("no account of the demonstration can exist in a real office", async () => {
  await setUpOffice(database.db, REQUEST);

  for (const { username, name, role } of DEMO_ACCOUNTS) {
    const insert = database.pool.query(
      "INSERT INTO app_user (id, username, name, role, demo) VALUES (gen_random_uuid(), $1, $2, $3, true)",
      [`contoh.${username}`, name, role],
    );
    await expect(insert).rejects.toThrow("a demonstration account needs a demonstration office");
  }
});
