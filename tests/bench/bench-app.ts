import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sealSession, sessionCookieName } from "@/lib/auth/session-cookie";
import { startSession } from "@/lib/auth/sessions";
import type { Role } from "@/lib/auth/types";
import { createDb, type Database } from "@/lib/db/client";
import { acquireServer } from "@/lib/db/embedded-server";
import { findFreePort } from "@/lib/db/free-port";
import { prepareDemoOffice } from "@/lib/demo/prepare-demo-office";
import { migrateOffice } from "@/lib/office/migrate-office";
import { BENCH_FAMILIES } from "./bench-office";

const SCHEMA = "tepat";

/** The whole application over a made-up office, as `npm start` runs it. */
export interface BenchApp {
  readonly db: Database;
  readonly origin: string;
  readonly dataDir: string;
  /** The cookie of a new session. */
  signIn(user: { readonly id: string; readonly role: Role }): Promise<string>;
  stop(): Promise<void>;
}

export async function startBenchApp(): Promise<BenchApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-bench-app-"));
  process.env.TEPAT_DATA_DIR = dataDir;
  const port = await findFreePort();
  process.env.PORT = String(port);
  const server = await acquireServer({ dataDir });
  const { ownerUrl: url, appUrl } = server;
  const db = createDb(url, SCHEMA);
  await migrateOffice({ url, schema: SCHEMA, appUrl });
  await prepareDemoOffice({
    ...{ url, schema: SCHEMA, dataDir, families: BENCH_FAMILIES },
    report: (sentence) => console.info(sentence),
  });
  const child = await startProgram(dataDir, port);
  return {
    db,
    origin: `http://localhost:${port}`,
    dataDir,
    async signIn(user) {
      const sid = await startSession(db, user, { userAgent: "bench" }, new Date());
      return `${sessionCookieName()}=${await sealSession({ sid, uid: user.id })}`;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await db.$disconnect();
      await server.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startProgram(dataDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, TEPAT_DATA_DIR: dataDir, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      if (String(chunk).includes("Tepat siap")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`The application ended with code ${code}`)));
  });
  return child;
}
