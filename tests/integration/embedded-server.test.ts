import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkServer } from "@/lib/db/connect";
import { acquireServer } from "@/lib/db/embedded-server";

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-embedded-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // A server that is killed ends the connection while nobody waits for an answer.
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

async function serverPid(): Promise<number> {
  const [pid] = (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n");
  return Number(pid);
}

async function expectStopped(url: string): Promise<void> {
  await expect(query(url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
}

async function startHolder(): Promise<ChildProcess> {
  const args = ["--conditions=react-server", "--import", "tsx", "tests/support/hold-server.ts"];
  const holder = spawn(process.execPath, [...args, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (holder.stdout) await once(holder.stdout, "data");
  return holder;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

describe("the embedded server", () => {
  beforeEach(async () => {
    const server = await acquireServer({ dataDir });
    await query(server.ownerUrl, "DROP TABLE IF EXISTS kept");
    await server.release();
  });

  test("is shared by all who hold it, and whoever leaves last stops it", async () => {
    const first = await acquireServer({ dataDir });
    const second = await acquireServer({ dataDir });

    await first.release();
    expect(await query(second.ownerUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);

    await second.release();
    await expectStopped(second.ownerUrl);
  });

  test("is shared with another process, whose death frees it", async () => {
    const holder = await startHolder();
    const server = await acquireServer({ dataDir });

    await kill(holder);
    expect(await query(server.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);

    await server.release();
    await expectStopped(server.ownerUrl);
  });

  test("goes on without holders after a crash, and the next start takes it over", async () => {
    await kill(await startHolder());
    const pid = await serverPid();

    const server = await acquireServer({ dataDir });
    expect(await serverPid()).toBe(pid);

    await server.release();
    await expectStopped(server.ownerUrl);
  });

  test("that was killed starts again with everything that was committed", async () => {
    const crashed = await acquireServer({ dataDir });
    await query(crashed.ownerUrl, "CREATE TABLE kept AS SELECT 42 AS answer");
    process.kill(await serverPid(), "SIGKILL");
    await crashed.release();

    const server = await acquireServer({ dataDir });

    expect(await query(server.ownerUrl, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await server.release();
  });

  test("starts although its pid file names a program that got the number since", async () => {
    const stale = `${process.pid}\n${join(dataDir, "postgres")}\n0\n5432\n\n127.0.0.1\n\nready\n`;
    await writeFile(join(dataDir, "postgres/postmaster.pid"), stale);

    const server = await acquireServer({ dataDir });

    expect(await serverPid()).not.toBe(process.pid);
    await server.release();
  });

  test("is started once by many who come together", async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => acquireServer({ dataDir })));

    expect(new Set(servers.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
    await Promise.all(servers.map((server) => server.release()));
  });

  test("writes no value of a failed statement into its log", async () => {
    const server = await acquireServer({ dataDir });
    await query(server.ownerUrl, "CREATE TABLE kept AS SELECT '1035730000000001' AS nik");
    await query(server.ownerUrl, "CREATE UNIQUE INDEX ON kept (nik)");
    const repeated = query(server.ownerUrl, "INSERT INTO kept SELECT nik FROM kept");
    await expect(repeated).rejects.toThrow("duplicate key");
    await server.release();

    expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain("1035730000000001");
  });
});

describe("an obstacle is told in one sentence", () => {
  test("the data directory cannot be written", async () => {
    const file = join(dataDir, "a-file");
    await writeFile(file, "");

    await expect(acquireServer({ dataDir: join(file, "data") })).rejects.toMatchObject({
      code: "data_dir_not_writable",
    });
  });

  test("the data come from another PostgreSQL", async () => {
    const old = join(dataDir, "old");
    await mkdir(join(old, "postgres"), { recursive: true });
    await writeFile(join(old, "postgres/PG_VERSION"), "17\n");

    await expect(acquireServer({ dataDir: old })).rejects.toMatchObject({ code: "wrong_version" });
  });

  test("nobody answers at DATABASE_URL, and the password is not repeated", async () => {
    const url = "postgresql://tepat:rahasia@127.0.0.1:1/tepat";

    await expect(checkServer("DATABASE_URL", url)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.not.stringContaining("rahasia"),
    });
  });

  test("the server refuses the password", async () => {
    const server = await acquireServer({ dataDir });
    const url = new URL(server.ownerUrl);
    url.password = "salah";

    await expect(checkServer("DATABASE_URL", url.href)).rejects.toMatchObject({ code: "refused" });
    await server.release();
  });
});
