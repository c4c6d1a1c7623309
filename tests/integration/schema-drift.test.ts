import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSchemaFiles, withSchemaEngine } from "@/lib/db/schema-engine";
import { createTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The SQL that would make the database what the Prisma schema says. */
async function drift(): Promise<string | null> {
  const files = await readSchemaFiles();
  const { stdout } = await withSchemaEngine(database.url, database.schema, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return stdout;
}

describe("schema drift", () => {
  test("the migrations make exactly the database that the Prisma schema describes", async () => {
    expect(await drift()).toBe("-- This is an empty migration.\n");
  });

  test("the partitions of a published release are no drift", async () => {
    await database.pool.query(
      "CREATE TABLE household_release_1 PARTITION OF household_release FOR VALUES IN (1)",
    );

    expect(await drift()).toBe("-- This is an empty migration.\n");
  });

  test("a column that no model has is seen", async () => {
    await database.pool.query("ALTER TABLE program ADD COLUMN forgotten text");

    expect(await drift()).toContain('DROP COLUMN "forgotten"');
  });
});
