import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database";

/** What the other end is asked after so much silence, so often, so many times. */
const ASKED_AFTER = { idle: "60", interval: "10", count: "6" };
const SETTINGS = `
  SELECT current_setting('tcp_keepalives_idle') AS idle,
         current_setting('tcp_keepalives_interval') AS interval,
         current_setting('tcp_keepalives_count') AS count,
         inet_client_port() AS port`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

// biome-ignore format: a table reads as a table
test.each([
  ["for COPY and set-based SQL", async () => (await database.pool.query(SETTINGS)).rows],
  ["of Prisma",                  () => database.db.$queryRawUnsafe(SETTINGS)],
] as const)("a connection %s asks after a minute of silence whether the other end lives, from both ends", async (_, ask) => {
  const [{ port, ...settings }] = (await ask()) as [{ port: number }];

  expect(settings).toEqual(ASKED_AFTER);
  await vi.waitFor(async () => {
    const { timer, seconds } = await timerOf(port);
    expect(timer).toBe("keepalive");
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});

/** What the system's timer of a socket of this machine waits for, by the table that Linux keeps. */
async function timerOf(port: number): Promise<{ timer: string; seconds: number }> {
  const local = port.toString(16).toUpperCase().padStart(4, "0");
  const lines = (await readFile("/proc/net/tcp", "utf8")).split("\n");
  const [, kind = "", when = ""] =
    lines
      .map((line) =>
        new RegExp(`^ *\\d+: [0-9A-F]{8}:${local} .*? 01 \\S+ (\\d\\d):([0-9A-F]+) `).exec(line),
      )
      .find((found) => found !== null) ?? [];
  return { timer: kind === "02" ? "keepalive" : kind, seconds: Number.parseInt(when, 16) / 100 };
}
