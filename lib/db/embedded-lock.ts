import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const SQLITE_BUSY = 5;
const RETRY_MS = 25;

/** A lock the operating system holds for this process: it is gone the moment the process is. */
export interface FileLock {
  release(): void;
}

/**
 * Locks on files by way of SQLite, the one thing in Node that reaches the operating system's file
 * locks. A pid file would outlive a `kill -9` and then name whichever process got the number next;
 * a lock of the system's own cannot be stale.
 */
export function tryLock(path: string, mode: "exclusive" | "shared"): FileLock | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    if (mode === "exclusive") {
      file.exec("BEGIN EXCLUSIVE");
    } else {
      // BEGIN alone takes nothing; the first read takes the shared lock and the open
      // transaction keeps it.
      file.exec("BEGIN");
      file.prepare("SELECT count(*) FROM sqlite_schema").get();
    }
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => file.close() };
}

/** Waits for an exclusive lock; another start that runs initdb holds it for a few seconds. */
export async function waitForLock(path: string): Promise<FileLock> {
  for (;;) {
    const lock = tryLock(path, "exclusive");
    if (lock) return lock;
    await sleep(RETRY_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
