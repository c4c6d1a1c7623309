import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { createPool } from "@/lib/db/pool";
import { databaseUrl, dropDatabase, runAsOwner } from "../support/test-server";

const name = `empty_${randomUUID().replaceAll("-", "")}`;
const { ownerUrl, appUrl: serverAppUrl } = inject("testServer");
const url = databaseUrl(ownerUrl, name);
const appUrl = databaseUrl(serverAppUrl, name);

beforeEach(() => runAsOwner(ownerUrl, `CREATE DATABASE ${name}`));
afterEach(() => dropDatabase(ownerUrl, name));

async function everyMigration(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function countPrograms(schema: string, address = url): Promise<number> {
  const pool = createPool(address, schema);
  const { rows } = await pool
    .query<{ count: number }>("SELECT count(*)::int FROM program")
    .finally(() => pool.end());
  return rows[0]?.count ?? 0;
}

describe("migrating an office", () => {
  test("is done once by two starts that come together", async () => {
    const both = [1, 2].map(() => migrate({ url, schema: "kantor_a", appUrl }));

    const applied = (await Promise.all(both)).flat();

    expect(applied.toSorted()).toEqual((await everyMigration()).toSorted());
  });

  test("keeps two offices of one database apart, and neither in public", async () => {
    await migrate({ url, schema: "kantor_a", appUrl });
    await migrate({ url, schema: "kantor_b", appUrl });
    await runAsOwner(url, "DELETE FROM kantor_a.program_rule; DELETE FROM kantor_a.program");

    expect(await countPrograms("kantor_a")).toBe(0);
    expect(await countPrograms("kantor_b", appUrl)).toBeGreaterThan(0);
    await expect(countPrograms("public")).rejects.toThrow('relation "program" does not exist');
  });

  test("that failed leaves nothing behind, and the next start finishes it", async () => {
    await runAsOwner(url, "CREATE SCHEMA kantor_a CREATE TABLE kantor_a.area (id int)");
    await expect(migrate({ url, schema: "kantor_a", appUrl })).rejects.toMatchObject({
      code: "migration_failed",
    });
    await expect(countPrograms("kantor_a")).rejects.toThrow('relation "program" does not exist');

    await runAsOwner(url, "DROP TABLE kantor_a.area");
    await migrate({ url, schema: "kantor_a", appUrl });

    expect(await countPrograms("kantor_a")).toBeGreaterThan(0);
  });
});
