import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAudit } from "@/lib/audit/record-audit";
import { createPool } from "@/lib/db/pool";
import { createTestDatabase, type TestDatabase } from "../support/database";

const PERMISSION_DENIED = "42501";

let database: TestDatabase;
let webPool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  webPool = createPool(database.appUrl, database.schema);
  await recordAudit(
    database.appDb,
    { kind: "system" },
    { action: "case.dismiss", subject: "case" },
  );
});
afterAll(async () => {
  await webPool.end();
  await database.drop();
});

describe("the web server's database role", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["drop a table",              "DROP TABLE audit_event"],
    ["empty a table",             "TRUNCATE audit_event"],
    ["rewrite the audit trail",   "UPDATE audit_event SET action = 'x'"],
    ["shorten the audit trail",   "DELETE FROM audit_event"],
    ["rewrite a case's history",  "UPDATE case_event SET reason = 'x'"],
    ["switch off a trigger",      "ALTER TABLE audit_event DISABLE TRIGGER ALL"],
    ["replace a trigger",         "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"],
    ["make a table",              "CREATE TABLE mine (id int)"],
    ["run a program",             "COPY (SELECT 1) TO PROGRAM 'true'"],
    ["read a file of the server", "SELECT pg_read_file('PG_VERSION')"],
    ["become the owner",          "SET ROLE tepat_owner"],
  ])("cannot %s", async (_, statement) => {
    await expect(webPool.query(statement)).rejects.toMatchObject({ code: PERMISSION_DENIED });

    expect(await database.db.auditEvent.count({ where: { action: "case.dismiss" } })).toBe(1);
  });
});

test("not even the owner rewrites or shortens the audit trail", async () => {
  for (const statement of ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"]) {
    await expect(database.pool.query(statement)).rejects.toThrow(/append-only/);
  }
});
