import { afterAll, beforeAll, expect, test } from "vitest";
import { findActor, startSession } from "@/lib/auth/sessions";
import type { AreaScope, Role } from "@/lib/auth/types";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

const NOW = new Date("2026-11-22T08:00:00Z");

let database: TestDatabase;
let areas: TestAreas;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
});
afterAll(() => database.drop());

async function areaOf(role: Role, areaIds: readonly number[]): Promise<AreaScope | undefined> {
  const person = await createTestPerson(database.db, role, areaIds);
  const id = await startSession(database.db, person, { userAgent: null }, NOW);
  return (await findActor(database.appDb, id, NOW))?.area;
}

test("a person of the regency sees all, families without a known kelurahan too", async () => {
  expect(await areaOf("operator", [areas.regency])).toEqual({ level: "regency" });
});

test("a person of a kecamatan sees its kelurahan and no other", async () => {
  expect(await areaOf("companion", [areas.kecamatanA])).toEqual({
    level: "villages",
    villageIds: [areas.villageA1, areas.villageA2],
  });
});

test("a person of a kelurahan and of another kecamatan sees both", async () => {
  expect(await areaOf("companion", [areas.villageA2, areas.kecamatanB])).toEqual({
    level: "villages",
    villageIds: [areas.villageA2, areas.villageB1, areas.villageB2],
  });
});

test("a person without an area sees nothing", async () => {
  expect(await areaOf("village_operator", [])).toEqual({ level: "villages", villageIds: [] });
});

test("an area that was taken away is gone at the next request", async () => {
  const person = await createTestPerson(database.db, "village_operator", [areas.villageB1]);
  const id = await startSession(database.db, person, { userAgent: null }, NOW);

  await database.db.userArea.deleteMany({ where: { userId: person.id } });

  const actor = await findActor(database.appDb, id, NOW);
  expect(actor?.area).toEqual({ level: "villages", villageIds: [] });
});
