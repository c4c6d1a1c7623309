import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseProblem, diskFull, findDatabaseProblem } from "./database-problem";
import { appUrl, ensureCluster, ensureDatabase, ownerUrl } from "./embedded-cluster";
import { tryLock, waitForLock } from "./embedded-lock";
import {
  ensureServerRuns,
  isServerRunning,
  type ServerPlace,
  stopServer,
} from "./embedded-process";
import { findPrograms } from "./embedded-programs";

const FREE_BYTES_MIN = 256 * 1024 ** 2;

export interface EmbeddedServer {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** False once the server has died, which it does only by force. */
  isRunning(): Promise<boolean>;
  /** Gives the server up; whoever leaves last stops it. Safe to call twice. */
  release(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Absolute path; made if it is not there. */
  readonly dataDir: string;
  /** PostgreSQL settings over the ordinary ones. Only the first one in has a say. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Opens the embedded PostgreSQL of a data directory, starting it if nobody has.
 *
 * Web, worker and command line share one server, which is no child of any of them. Each holds a
 * shared lock on `server.lease` while it lives; the system drops the lock of a process that is
 * killed, so the last one to leave is known for certain. `server.lock` makes starting and stopping
 * one at a time. After a crash of everyone the server may still run: the next one in takes it over.
 *
 * @throws DatabaseProblem
 */
export async function acquireServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, settings = {} } = options;
  await prepareDataDir(dataDir);
  const starting = await waitForLock(join(dataDir, "server.lock"));
  const lease = tryLock(join(dataDir, "server.lease"), "shared");
  try {
    if (!lease) throw new Error("The lease is held by one who is leaving without the start lock");
    const place = await placeOf(dataDir);
    const credentials = await ensureCluster(place, dataDir);
    const port = await ensureServerRuns(place, settings);
    await ensureDatabase(port, credentials);
    let released: Promise<void> | undefined;
    return {
      ownerUrl: ownerUrl(port, credentials),
      appUrl: appUrl(port, credentials),
      isRunning: () => isServerRunning(place.serverDir),
      release() {
        released ??= leave(dataDir, place, lease);
        return released;
      },
    };
  } catch (error) {
    lease?.release();
    throw findDatabaseProblem(error) ?? error;
  } finally {
    starting.release();
  }
}

async function leave(dataDir: string, place: ServerPlace, lease: { release(): void }) {
  const stopping = await waitForLock(join(dataDir, "server.lock"));
  try {
    lease.release();
    const alone = tryLock(join(dataDir, "server.lease"), "exclusive");
    if (!alone) return;
    alone.release();
    await stopServer(place);
  } finally {
    stopping.release();
  }
}

async function placeOf(dataDir: string): Promise<ServerPlace> {
  const serverDir = join(dataDir, "postgres");
  return {
    programs: await findPrograms(dataDir, serverDir),
    serverDir,
    logFile: join(dataDir, "postgres.log"),
  };
}

async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    // Others may pass through, as the account of the server has to, but not look.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    const { bavail, bsize } = await statfs(dataDir);
    if (bavail * bsize < FREE_BYTES_MIN) throw diskFull();
    tryLock(join(dataDir, "server.lease"), "shared")?.release();
  } catch (error) {
    throw (
      findDatabaseProblem(error) ??
      new DatabaseProblem(
        "data_dir_not_writable",
        `Folder data ${dataDir} tidak dapat ditulis; periksa pemilik dan izinnya, atau isi TEPAT_DATA_DIR.`,
        { cause: error },
      )
    );
  }
}
