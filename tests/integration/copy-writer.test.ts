import type { PoolClient } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type CopyValue, openCopy } from "@/lib/import/copy-writer";
import { createTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let client: PoolClient;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query("CREATE TABLE copied (id int, words text, day date, sure boolean)");
});

afterAll(() => database.drop());

beforeEach(async () => {
  client = await database.pool.connect();
});

afterEach(async () => {
  client.release();
  await database.pool.query("TRUNCATE copied");
});

const COLUMNS = ["id", "words", "day", "sure"];

async function copied() {
  const { rows } = await database.pool.query(
    "SELECT id, words, day::text, sure FROM copied ORDER BY id",
  );
  return rows;
}

test("what is written is what the table holds, whatever the characters", async () => {
  const words = ["", "\\", "\\N", "a\tb\nc\r\nd", 'quote " | ;', "ANDRÉ 漢 😀", "\\.", "{}"];
  const writer = openCopy(client, "copied", COLUMNS);
  for (const [id, text] of words.entries()) await writer.write([id, text, "2026-10-20", id > 3]);
  await writer.write([99, null, null, null]);

  expect(await writer.end()).toBe(words.length + 1);
  expect(await copied()).toEqual([
    ...words.map((text, id) => ({ id, words: text, day: "2026-10-20", sure: id > 3 })),
    { id: 99, words: null, day: null, sure: null },
  ]);
});

test("a NUL, which PostgreSQL cannot hold, is left out", async () => {
  const writer = openCopy(client, "copied", COLUMNS);
  await writer.write([1, "A\0B", null, null]);
  await writer.end();

  expect(await copied()).toMatchObject([{ words: "AB" }]);
});

test("many rows arrive, and the connection can be used again", async () => {
  const writer = openCopy(client, "copied", COLUMNS);
  for (let id = 0; id < 50_000; id += 1) await writer.write([id, "x".repeat(40), null, true]);
  await writer.end();

  const { rows } = await client.query("SELECT count(*)::int AS count FROM copied");
  expect(rows).toEqual([{ count: 50_000 }]);
});

test("a value that the table refuses is told, and nothing is stored", async () => {
  const writer = openCopy(client, "copied", COLUMNS);
  const write = async (row: readonly CopyValue[]) => {
    for (let count = 0; count < 100_000; count += 1) await writer.write(row);
    await writer.end();
  };

  await expect(write(["no number", "x", null, null])).rejects.toMatchObject({ code: "22P02" });
  await writer.abort();
  expect(await copied()).toEqual([]);
});

test("giving up leaves the table as it was and the connection usable", async () => {
  const writer = openCopy(client, "copied", COLUMNS);
  await writer.write([1, "x", null, null]);
  await writer.abort();

  await client.query("SELECT 1");
  expect(await copied()).toEqual([]);
});

test("a connection that is cut ends the writer with an error", async () => {
  const cut = await database.pool.connect();
  const { rows } = await cut.query("SELECT pg_backend_pid() AS pid");
  cut.on("error", () => {});
  const writer = openCopy(cut, "copied", COLUMNS);
  const write = async () => {
    for (let id = 0; ; id += 1) {
      await writer.write([id, "x".repeat(100), null, null]);
      if (id === 5000) await client.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    }
  };

  await expect(write()).rejects.toThrow();
  cut.release(true);
  expect(await copied()).toEqual([]);
});

test("giving up after the end returns, and takes nothing back", async () => {
  const writer = openCopy(client, "copied", COLUMNS);
  await writer.write([1, "A", null, null]);
  await writer.end();
  // Whoever writes to two tables gives both up where the second one fails.
  await new Promise(setImmediate);
  await writer.abort();

  expect(await copied()).toHaveLength(1);
});
