import { once } from "node:events";
import { type FileHandle, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseProblem, diskFull } from "./database-problem";
import { giveToServer, type Programs, spawnProgram } from "./embedded-programs";
import { SERVER_SETTINGS, sharedMemorySettings } from "./embedded-settings";
import { findFreePort } from "./free-port";

const ATTEMPTS_MAX = 40;
const RETRY_MS = 250;
const POLL_MS = 25;
const LOG_BYTES_MAX = 5 * 1024 ** 2;

/** What PostgreSQL writes into `postmaster.pid`, the only record of a running server that we trust. */
interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export interface ServerPlace {
  readonly programs: Programs;
  readonly serverDir: string;
  readonly logFile: string;
}

/** Returns the port of the server on this data directory, after starting one if none runs. */
export async function ensureServerRuns(
  place: ServerPlace,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const port = await portOfRunningServer(place.serverDir);
    if (port !== undefined) return port;
    const failure = await startServer(place, settings);
    if (failure === undefined) continue;
    if (!isPassing(failure)) throw explainFailure(failure, place.logFile);
    await sleep(RETRY_MS);
  }
  throw explainFailure("", place.logFile);
}

export async function isServerRunning(serverDir: string): Promise<boolean> {
  const postmaster = await readPostmaster(serverDir);
  return postmaster !== undefined && isPostgres(postmaster.pid);
}

/** Ends the server in order: open sessions are cut off, everything committed is on disk. */
export async function stopServer({ programs, serverDir }: ServerPlace): Promise<void> {
  if (!(await isServerRunning(serverDir))) return;
  const args = ["stop", "-D", serverDir, "-m", "fast", "-w", "-t", "120", "-s"];
  await once(spawnProgram(programs, "pg_ctl", args, { stdio: "ignore" }), "close");
}

async function portOfRunningServer(serverDir: string): Promise<number | undefined> {
  for (;;) {
    const postmaster = await readPostmaster(serverDir);
    if (!postmaster) return undefined;
    if (!(await isPostgres(postmaster.pid))) {
      // The number may belong to another program by now, and PostgreSQL would then refuse to
      // start. It still looks for shared memory in use before it touches the data.
      await rm(join(serverDir, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (postmaster.ready) return postmaster.port;
    await sleep(POLL_MS);
  }
}

async function readPostmaster(serverDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(serverDir, "postmaster.pid"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid, , , port, , , , status] = text.split("\n").map((line) => line.trim());
  return { pid: Number(pid), port: Number(port ?? 0), ready: status === "ready" };
}

/** Starts the server on a free port; returns its last words if it ended before it was ready. */
async function startServer(
  { programs, serverDir, logFile }: ServerPlace,
  settings: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const log = await openLog(logFile);
  try {
    await giveToServer(programs, logFile);
    const { size: logStart } = await log.stat();
    const all = { ...SERVER_SETTINGS, ...(await sharedMemorySettings()), ...settings };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const port = await findFreePort();
    const child = spawnProgram(programs, "postgres", ["-D", serverDir, "-p", `${port}`, ...flags], {
      // Detached: a Ctrl-C in the terminal reaches the whole process group, and web and worker
      // must be able to finish their transactions before the database goes.
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    let ended = false;
    child.once("error", () => {
      ended = true;
    });
    child.once("exit", () => {
      ended = true;
    });
    child.unref();
    while (!ended) {
      if ((await readPostmaster(serverDir))?.ready) return undefined;
      await sleep(POLL_MS);
    }
    return (await readFile(logFile)).subarray(logStart).toString("utf8");
  } finally {
    await log.close();
  }
}

async function openLog(path: string): Promise<FileHandle> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  return open(path, size > LOG_BYTES_MAX ? "w+" : "a+", 0o600);
}

/** Whether this process number is a PostgreSQL server now; numbers are used again. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  const [commandLine, status] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    readFile(`/proc/${pid}/status`, "utf8").catch(() => ""),
  ]);
  // A dead process whose parent has not asked for its result yet keeps its number, without a
  // command line.
  return !/^State:\s+Z/m.test(status) && /postgres/.test(commandLine.split("\0")[0] ?? "");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Obstacles that pass by themselves: a port taken in between, the last server still letting go. */
function isPassing(lastWords: string): boolean {
  return /could not bind|in use|lock file ".*" (already exists|is empty)/i.test(lastWords);
}

function explainFailure(lastWords: string, logFile: string): DatabaseProblem {
  if (/No space left on device|Disk quota exceeded/i.test(lastWords)) return diskFull();
  if (/incompatible with server/i.test(lastWords)) return wrongDataVersion();
  if (/Permission denied|Read-only file system/i.test(lastWords)) {
    return new DatabaseProblem(
      "data_dir_not_writable",
      "Folder data tidak dapat ditulis oleh PostgreSQL; periksa pemilik dan izinnya.",
    );
  }
  if (/Cannot allocate memory/i.test(lastWords)) {
    return new DatabaseProblem("server_failed", "Memori tidak cukup untuk menjalankan PostgreSQL.");
  }
  return new DatabaseProblem(
    "server_failed",
    `PostgreSQL tertanam tidak dapat dijalankan; sebabnya tercatat di ${logFile}.`,
  );
}

export function wrongDataVersion(): DatabaseProblem {
  return new DatabaseProblem(
    "wrong_version",
    "Folder data dibuat oleh versi PostgreSQL lain; pakai folder data baru atau kembalikan versi aplikasi yang lama.",
  );
}
