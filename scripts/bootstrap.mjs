/**
 * What every command needs before it can run: the packages, the generated database client, the
 * build. Plain JavaScript for Node 20.9, since on a fresh clone there is nothing else. Each step is
 * skipped when nothing it depends on has changed.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_MIN = [20, 9];
const NPM_POLL_MS = 1000;
const GIGABYTE = 1024 ** 3;
const INSTALL_BYTES = 2 * GIGABYTE;
const BUILD_BYTES = GIGABYTE / 2;
const MODULES = join(root, "node_modules");
const GENERATED = join(root, "lib/db/generated");
const BUILD = join(root, ".next");
const PRISMA = join(MODULES, "prisma/build/index.js");

/** The Node of this project, the same on every machine; it comes with the packages. */
export const pinnedNode = join(
  MODULES,
  "node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** An obstacle a person can remove. The message is one Indonesian sentence for that person. */
export class StartProblem extends Error {}

/** Runs a command's main function; a problem becomes one sentence and exit code 1. */
export async function runMain(main) {
  process.chdir(root);
  try {
    checkNode();
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(`Tepat: ${error.message}`);
    process.exitCode = 1;
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  throw new StartProblem(
    `Node.js ${process.versions.node} terlalu lama; pasang Node.js ${NODE_MIN.join(".")} atau lebih baru.`,
  );
}

export async function ensureInstalled() {
  if (await isInstalled()) return;
  await requireSpace(INSTALL_BYTES);
  console.error("Memasang paket (hanya sekali, sekitar satu menit)…");
  // The Node on the machine may be older than some packages ask for; they run on the pinned one.
  await runQuietly("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    problem: "Paket tidak dapat dipasang; periksa sambungan ke registri npm lalu jalankan lagi.",
    env: offlinePrisma(),
  });
}

export async function ensureGenerated() {
  const inputs = ["prisma/schema", "prisma.config.ts", "package-lock.json"];
  await ifChanged(join(GENERATED, ".stamp"), inputs, async () => {
    await runQuietly(pinnedNode, [PRISMA, "generate"], {
      problem: "Klien basis data tidak dapat dibuat.",
      env: offlinePrisma(),
    });
  });
}

export async function ensureBuilt() {
  const configs = (await readdir(root)).filter(
    (name) =>
      /\.(ts|mjs|json)$/.test(name) && !/^(biome|knip|next-env|playwright|vitest)/.test(name),
  );
  const inputs = ["app", "components", "lib", "public", "prisma/schema", ...configs];
  await ifChanged(join(BUILD, ".stamp"), inputs, async () => {
    await requireSpace(BUILD_BYTES);
    console.error("Membangun aplikasi (setelah ada perubahan, sekitar satu menit)…");
    await runQuietly(pinnedNode, [join(MODULES, "next/dist/bin/next"), "build"], {
      problem: "Aplikasi tidak dapat dibangun.",
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
  });
}

/** Arguments for the pinned Node to run a TypeScript file as the worker and the command line do. */
export function typescript(file, args = []) {
  return ["--conditions=react-server", "--import", "tsx", file, ...args];
}

/** Runs a program in the foreground, hands signals on to it, and returns its exit code. */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      // The channel closes when this process dies, however it dies; the child then ends too.
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    const stopForwarding = forwardSignals(child);
    const stopWatching = watchNpm(child);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      stopForwarding();
      stopWatching();
      resolve(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1));
    });
  });
}

async function isInstalled() {
  const [wanted, present] = await Promise.all([
    readJson(join(root, "package-lock.json")),
    readJson(join(MODULES, ".package-lock.json")),
  ]);
  if (!present || !existsSync(pinnedNode)) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const found = present.packages[path];
    return path === "" || (found ? found.version === version : optional === true);
  });
}

/** Does the work unless the stamp says it was done for exactly these files. */
async function ifChanged(stamp, inputs, work) {
  const digest = await digestOf(inputs);
  if ((await readFile(stamp, "utf8").catch(() => "")) === digest) return;
  await rm(stamp, { force: true });
  await work();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, digest);
}

async function digestOf(inputs) {
  const digest = createHash("sha256");
  for (const input of inputs.sort()) {
    for (const path of await filesUnder(join(root, input))) {
      digest.update(`${relative(root, path)}\0`).update(await readFile(path));
    }
  }
  return digest.digest("hex");
}

async function filesUnder(path) {
  if (path === GENERATED || /\.test\.tsx?$/.test(path) || !existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [path];
  const nested = await Promise.all(entries.map(({ name }) => filesUnder(join(path, name))));
  return nested.flat().sort();
}

/** Runs a program whose output matters only when it fails. */
function runQuietly(program, args, { problem, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows npm is a script that only a shell can start.
      shell: process.platform === "win32" && program === "npm",
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const stopForwarding = forwardSignals(child, () => process.exit(1));
    child.once("error", reject);
    child.once("close", (code) => {
      stopForwarding();
      if (code === 0) return resolve();
      console.error(output.trim());
      reject(new StartProblem(/ENOSPC/.test(output) ? "Ruang disk habis." : problem));
    });
  });
}

function forwardSignals(child, afterwards = () => {}) {
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [
    signal,
    () => {
      child.kill(signal);
      afterwards();
    },
  ]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

/** npm that is killed by force cannot hand that on, and its script would hold the port for ever. */
function watchNpm(child) {
  const npm = findNpm();
  if (npm === undefined) return () => {};
  const timer = setInterval(() => {
    if (processName(npm) === undefined) child.kill("SIGTERM");
  }, NPM_POLL_MS);
  return () => clearInterval(timer);
}

/** The npm that runs this script is its parent, or its grandparent where a shell stands between. */
function findNpm() {
  if (process.platform !== "linux" || !process.env.npm_lifecycle_event) return undefined;
  const grandparent = /^PPid:\t(\d+)$/m.exec(readProcess(process.ppid, "status"))?.[1];
  return [process.ppid, Number(grandparent)].find((pid) => processName(pid)?.startsWith("npm"));
}

function processName(pid) {
  return readProcess(pid, "comm").trim() || undefined;
}

function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

async function requireSpace(bytes) {
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const gigabytes = (amount) => (amount / GIGABYTE).toFixed(1).replace(".", ",");
  throw new StartProblem(
    `Ruang disk tidak cukup: perlu ${gigabytes(bytes)} GB, tersisa ${gigabytes(free)} GB.`,
  );
}

/** Prisma would download a schema engine that is never run here; any file it finds will do. */
function offlinePrisma() {
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, "package.json"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

async function readJson(path) {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
