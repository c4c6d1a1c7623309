import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { verifyPassword } from "@/lib/auth/password";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/demo/demo-accounts";
import { demoAccounts, prepareDemoOffice } from "@/lib/demo/prepare-demo-office";
import { type DemoUsername, demoPerson } from "@/lib/demo/work-day/demo-people";
import { countWaitingWork } from "@/lib/insights/waiting-work";
import { createTestDatabase, type TestDatabase } from "../support/database";

vi.setConfig({ testTimeout: 240_000 });

const FAMILIES = 2_500;

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-demo-"));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function prepare(report: (sentence: string) => void = () => {}): Promise<void> {
  const { url, schema } = database;
  return prepareDemoOffice({ url, schema, dataDir, families: FAMILIES, report });
}

test("a preparation that broke off is finished by the next start, and done only once", async () => {
  const breakOff = (sentence: string) => {
    if (sentence.includes("PKH")) throw new Error("killed");
  };
  await expect(prepare(breakOff)).rejects.toThrow("killed");
  expect(await database.db.office.count()).toBe(1);
  const breakOffBeforeWork = (sentence: string) => {
    if (sentence.includes("pekerjaan")) throw new Error("killed");
  };
  await expect(prepare(breakOffBeforeWork)).rejects.toThrow("killed");
  expect(await database.db.groundcheck.count()).toBe(0);

  await prepare();
  const audited = await database.db.auditEvent.count();
  const told: string[] = [];
  await prepare((sentence) => told.push(sentence));

  const runs = await database.db.importRun.findMany({ orderBy: { id: "asc" } });
  expect(runs.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    "v2 2026: published",
    "DTKS Desember 2024: published",
    "PKH tahap 4 2026: published",
    "v3 2026: published",
    "Padan Dukcapil November 2026: published",
  ]);
  expect(await database.db.errorCase.count({ where: { state: "open" } })).toBeGreaterThan(0);
  expect(told).toEqual([]);
  expect(await database.db.auditEvent.count()).toBe(audited);
  expect((await readdir(dataDir)).filter((name) => name.startsWith("demo-"))).toEqual([]);
});

test("every role finds work on the first day, done by the accounts through the real commands", async () => {
  const { db } = database;
  const workOf = async (username: DemoUsername) =>
    (await countWaitingWork(db, await demoPerson(db, username))).map(({ work }) => work);

  expect(await workOf("pendamping")).toEqual(["visit_again", "visit"]);
  expect(await workOf("operator")).toEqual([
    "assign",
    "decide",
    "record_basis",
    "list",
    "record_result",
  ]);
  expect(await workOf("verifikator")).toEqual([
    "verify_visit",
    "verify_proposal",
    "decide_suspension",
  ]);
  expect(await workOf("kepala")).toEqual(["validate", "decide_suspension"]);
  expect(await workOf("admin")).toEqual([]);

  const states = await db.proposal.findMany({
    orderBy: { number: "asc" },
    select: { state: true, changes: true },
  });
  expect(states.map(({ state }) => state)).toEqual([
    "submitted",
    "verified",
    "validated",
    "validated",
    "entered_siks_ng",
  ]);
  expect(states.every(({ changes }) => Array.isArray(changes) && changes.length > 0)).toBe(true);
  const photos = await db.attachment.findMany({ select: { bytes: true } });
  expect(photos).toHaveLength(27);
  expect(await db.submissionConflict.count()).toBe(0);
});

test("there is one account for each role, and the message that greets names its password", async () => {
  const users = await database.db.appUser.findMany({
    orderBy: { username: "asc" },
    include: { areas: { include: { area: true } } },
  });

  expect(
    users.map(({ username, role, demo, areas }) => ({
      username,
      role,
      demo,
      areaCode: areas[0]?.area.code,
    })),
  ).toEqual(
    DEMO_ACCOUNTS.map(({ username, role, areaCode }) => ({
      username,
      role,
      demo: true,
      areaCode,
    })).toSorted((a, b) => (a.username < b.username ? -1 : 1)),
  );
  expect(await verifyPassword(users[0]?.passwordHash, DEMO_PASSWORD)).toBe(true);
  expect(demoAccounts()).toContainEqual({
    role: "Verifikator",
    username: "verifikator",
    password: DEMO_PASSWORD,
  });
});
