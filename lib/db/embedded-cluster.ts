import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { DatabaseProblem, diskFull } from "./database-problem";
import { type ServerPlace, wrongDataVersion } from "./embedded-process";
import { giveToServer, spawnProgram } from "./embedded-programs";

const MAJOR_VERSION = "18";
const SUPERUSER = "postgres";
const OWNER = "tepat_owner";
const APP = "tepat_app";
const DATABASE = "tepat";
const DRAFT_DATABASE = "tepat_draft";

const DRAFT_PREFIX = "postgres-draft-";

/** Passwords of the three roles; each data directory has its own, in a file only we can read. */
const Credentials = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });
export type Credentials = z.infer<typeof Credentials>;

/**
 * Makes the data directory on first use: checksums, UTF-8 in the builtin locale (the same order of
 * names on every machine, whatever its C library), passwords by scram. A start that is killed half
 * way leaves only a folder with another name, which the next start throws away.
 */
export async function ensureCluster(place: ServerPlace, dataDir: string): Promise<Credentials> {
  const path = join(dataDir, "database.json");
  const version = await readText(join(place.serverDir, "PG_VERSION"));
  if (version === undefined) {
    const credentials = newCredentials();
    await writeFile(path, JSON.stringify(credentials), { mode: 0o600 });
    await initialise(place, dataDir, credentials.superuser);
    return credentials;
  }
  if (version.trim() !== MAJOR_VERSION) throw wrongDataVersion();
  const stored = await readText(path);
  if (stored !== undefined) return Credentials.parse(JSON.parse(stored));
  throw new DatabaseProblem(
    "server_failed",
    "Berkas database.json hilang dari folder data, sehingga basis data tidak dapat dibuka; kembalikan dari cadangan.",
  );
}

/**
 * Makes the roles and the database unless they are there. The owner migrates and loads; it is no
 * superuser, since a superuser passes every grant and trigger by. The app role gets no DDL.
 */
export async function ensureDatabase(port: number, credentials: Credentials): Promise<void> {
  const client = new Client({
    connectionString: urlOf(port, SUPERUSER, credentials.superuser, "postgres"),
  });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount) return;
    await ensureRole(client, OWNER, credentials.owner, "CREATEDB");
    await ensureRole(client, APP, credentials.app, "NOCREATEDB");
    // A member may end the app role's sessions (a test drops its database) and take a checkpoint
    // (the bench starts each run from the same point).
    await client.query(`GRANT ${APP}, pg_checkpoint TO ${OWNER}`);
    // It gets its name last: a start that is killed here begins again.
    await client.query(`DROP DATABASE IF EXISTS ${DRAFT_DATABASE}`);
    await client.query(`CREATE DATABASE ${DRAFT_DATABASE} OWNER ${OWNER}`);
    await client.query(`REVOKE ALL ON DATABASE ${DRAFT_DATABASE} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${DRAFT_DATABASE} TO ${APP}`);
    await client.query(`ALTER DATABASE ${DRAFT_DATABASE} RENAME TO ${DATABASE}`);
  } finally {
    await client.end();
  }
}

export function ownerUrl(port: number, credentials: Credentials): string {
  return urlOf(port, OWNER, credentials.owner, DATABASE);
}

export function appUrl(port: number, credentials: Credentials): string {
  return urlOf(port, APP, credentials.app, DATABASE);
}

async function ensureRole(client: Client, role: string, password: string, right: string) {
  const found = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  const verb = found.rowCount ? "ALTER" : "CREATE";
  const secret = client.escapeLiteral(password);
  await client.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER ${right} PASSWORD ${secret}`);
}

async function initialise(place: ServerPlace, dataDir: string, password: string): Promise<void> {
  await removeDrafts(dataDir);
  const draft = await mkdtemp(join(dataDir, DRAFT_PREFIX));
  const passwordFile = join(draft, "password");
  const pgdata = join(draft, "postgres");
  await mkdir(pgdata, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const path of [draft, passwordFile, pgdata]) await giveToServer(place.programs, path);
  const flags = [
    `--pgdata=${pgdata}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
  ];
  try {
    await runInitdb(place, flags);
    await rename(pgdata, place.serverDir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a killed start left. Its initdb may still be writing; then a later start removes the rest. */
async function removeDrafts(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(DRAFT_PREFIX));
  for (const name of names) {
    await rm(join(dataDir, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function runInitdb(place: ServerPlace, flags: readonly string[]): Promise<void> {
  const child = spawnProgram(place.programs, "initdb", flags, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, "close");
  if (code === 0) return;
  await writeFile(place.logFile, complaint, { mode: 0o600, flag: "a" });
  throw explainInitdb(complaint, place.logFile);
}

function explainInitdb(complaint: string, logFile: string): DatabaseProblem {
  if (/No space left on device|Disk quota exceeded/i.test(complaint)) return diskFull();
  return new DatabaseProblem(
    "server_failed",
    `Basis data baru tidak dapat dibuat; sebabnya tercatat di ${logFile}.`,
  );
}

function newCredentials(): Credentials {
  const password = () => randomBytes(24).toString("hex");
  return { superuser: password(), owner: password(), app: password() };
}

function urlOf(port: number, role: string, password: string, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
