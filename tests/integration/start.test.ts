import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { findFreePort } from "@/lib/db/free-port";
import { type Application, startApplication } from "../support/application";
import { createTestDatabase, type TestDatabase } from "../support/database";

/** The first start builds the application. */
const BUILD_TIMEOUT_MS = 5 * 60_000;

let database: TestDatabase;
let dataDir: string;
let port: number;
let started: Application | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-start-"));
  port = await findFreePort();
});
afterEach(async () => {
  await started?.stop();
  started = undefined;
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** On the test's database: an office's own server gets no demonstration office. */
function start(settings: Record<string, string> = {}): Application {
  started = startApplication({
    PORT: String(port),
    DATABASE_URL: database.url,
    TEPAT_APP_DATABASE_URL: database.appUrl,
    TEPAT_SCHEMA: database.schema,
    TEPAT_DATA_DIR: dataDir,
    ...settings,
  });
  return started;
}

async function health(): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/api/health`)).status;
}

describe("npm start", () => {
  test("serves the office until it is asked to stop", { timeout: BUILD_TIMEOUT_MS }, async () => {
    const office = start();
    await office.ready();

    expect(await health()).toBe(200);
    expect(await office.stop()).toBe(0);
    await expect(health()).rejects.toThrow("fetch failed");
  });

  test("builds nothing the second time", async () => {
    const office = start();
    await office.ready();

    expect(office.output()).not.toContain("Membangun");
  });

  test("that was killed by force leaves nothing that holds the port", async () => {
    const killed = start();
    await killed.ready();
    killed.child.kill("SIGKILL");
    await killed.ended;

    const next = start();
    await next.ready();

    expect(await health()).toBe(200);
  });
});

describe("npm start ends with one sentence", () => {
  test("when the port is taken", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");

    const refused = start();

    expect(await refused.ended).toBe(1);
    expect(refused.output().trim()).toBe(
      `Tepat: Port ${port} sedang dipakai program lain; hentikan program itu, atau pilih port lain, misalnya PORT=${port + 1} npm start.`,
    );
    other.close();
  });

  test("when the database is down", async () => {
    const refused = start({ DATABASE_URL: "postgresql://tepat:rahasia@127.0.0.1:1/tepat" });

    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain("127.0.0.1:1 (DATABASE_URL) tidak dapat dihubungi");
    expect(refused.output()).not.toContain("rahasia");
  });

  test("when the web server's own role cannot connect", async () => {
    const refused = start({ TEPAT_APP_DATABASE_URL: "postgresql://web:x@127.0.0.1:1/tepat" });

    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain("(TEPAT_APP_DATABASE_URL) tidak dapat dihubungi");
  });

  test("when a setting is wrong", async () => {
    const refused = start({ TEPAT_SCHEMA: "Kantor Sosial" });

    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain("Pengaturan TEPAT_SCHEMA tidak benar");
  });
});
