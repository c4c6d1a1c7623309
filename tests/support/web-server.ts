import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { findFreePort } from "@/lib/db/free-port";
import { type Program, type Supervised, supervise } from "@/scripts/supervise";
import type { TestDatabase } from "./database";
import { endProgram } from "./program";

const POLL_MS = 25;
const PATIENCE_MS = 60_000;
/** Notes which process serves at this moment, for a test that kills it. */
const NOTE_PID =
  'data:text/javascript,import{writeFileSync}from"node:fs";writeFileSync(process.env.PID_FILE,String(process.pid))';

/** Where the built application serves a test's office. */
export interface WebPlace {
  readonly port: number;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Chooses where to serve an office, and builds the application where that was not done. This process
 * has the server's settings from then on, so that it can make sessions of its own.
 */
export async function prepareWeb({ appUrl, schema }: TestDatabase): Promise<WebPlace> {
  await promisify(execFile)(process.execPath, ["scripts/build.mjs"]);
  const port = await findFreePort();
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-web-"));
  const settings = {
    DATABASE_URL: "",
    TEPAT_APP_DATABASE_URL: appUrl,
    TEPAT_SCHEMA: schema,
    TEPAT_DATA_DIR: dataDir,
    TEPAT_LOG_LEVEL: "silent",
    NEXTAUTH_SECRET: `${randomUUID()}${randomUUID()}`,
    PORT: String(port),
  };
  Object.assign(process.env, settings);
  return { port, dataDir, env: { ...process.env, ...settings, NODE_ENV: "production" } };
}

/** The web server as `npm start` runs it: one that dies is started again. */
export async function superviseWeb(
  place: WebPlace,
): Promise<Supervised & { kill(): Promise<void> }> {
  const program = webProgram(place);
  const supervised = supervise(program, (sentence) => {
    throw new Error(sentence);
  });
  await answers(place);
  return {
    ...supervised,
    /** By force, as a machine that lacks memory does it. */
    async kill() {
      const path = pidFile(place);
      const pid = Number(await readFile(path, "utf8"));
      await rm(path);
      process.kill(pid, "SIGKILL");
    },
  };
}

/** The web server where no file may become larger than so many bytes, which is told like a full disk. */
export async function startWebWithoutRoom(
  place: WebPlace,
  fileBytesMax: number,
): Promise<{ stop(): Promise<unknown> }> {
  const { args, env } = webProgram(place);
  const command = `ulimit -S -f ${fileBytesMax / 512}; exec "$0" "$@"`;
  const child: ChildProcess = spawn("sh", ["-c", command, process.execPath, ...args], {
    env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await answers(place);
  return { stop: () => endProgram(child, "SIGKILL") };
}

/** Waits until the server answers, also again after it was killed. */
export async function answers({ port }: WebPlace): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/api/health/live`).catch(() => undefined);
    if (answered?.ok) return;
    if (Date.now() > deadline) throw new Error("The web server does not answer");
    await sleep(POLL_MS);
  }
}

function webProgram(place: WebPlace): Program {
  const next = ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"];
  return {
    name: "Server web",
    args: [
      ...["--import", "./scripts/end-with-parent.mjs", "--import", NOTE_PID],
      ...next,
      ...["--port", String(place.port)],
    ],
    env: { ...place.env, PID_FILE: pidFile(place) },
  };
}

function pidFile({ dataDir }: WebPlace): string {
  return join(dataDir, "web.pid");
}
