import { z } from "zod";
import type { Database, Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { keyedDigest } from "./secrets";

const MINUTE_MS = 60_000;

/**
 * After how many failures a key waits, and after how long without one they are forgotten. The
 * first wait is a minute, doubling to fifteen; nobody is locked out for good. An address is often
 * one router for a whole office, hence its higher and shorter-lived limit.
 */
export const THROTTLE_LIMITS = {
  account: { failures: 5, forgetAfterMs: 24 * 60 * MINUTE_MS },
  device: { failures: 5, forgetAfterMs: 24 * 60 * MINUTE_MS },
  address: { failures: 10, forgetAfterMs: 15 * MINUTE_MS },
  office: { failures: 50, forgetAfterMs: 15 * MINUTE_MS },
} as const;

const WAIT_MS_MIN = MINUTE_MS;
const WAIT_MS_MAX = 15 * MINUTE_MS;

/** While somebody guesses, attempts queue at one row; a person among them waits, and is not turned away. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 };

type Counter = keyof typeof THROTTLE_LIMITS;

/** One counter that an attempt is held against; `key` is a keyed digest, so the table names nobody. */
export interface ThrottleKey {
  readonly counter: Counter;
  readonly key: string;
}

export interface SignInOrigin {
  readonly username: string;
  readonly address: string;
  /** Set if this browser signed in to this account before. */
  readonly knownDevice: string | null;
}

/**
 * A known browser counts for itself; any other counts for the office, the address and the account,
 * in this order: whoever waits for the whole office leaves no row of a name he made up.
 */
export async function throttleKeys(origin: SignInOrigin): Promise<readonly ThrottleKey[]> {
  const { username, address, knownDevice } = origin;
  if (knownDevice !== null) return [await throttleKey("device", `${username}\0${knownDevice}`)];
  return Promise.all([
    throttleKey("office", ""),
    throttleKey("address", address),
    throttleKey("account", username),
  ]);
}

async function throttleKey(counter: Counter, text: string): Promise<ThrottleKey> {
  return { counter, key: `${counter}:${await keyedDigest(`throttle ${counter}`, text)}` };
}

/**
 * Counts an attempt as failed before the password is looked at, and refuses it while any counter
 * waits. Counting first is what makes two hundred attempts at once cost five hashes and not two
 * hundred; `forgiveAttempt` takes it back when the password was right.
 */
export async function countAttempt(
  db: Database,
  keys: readonly ThrottleKey[],
  now: Date,
): Promise<Result<undefined, { code: "throttled"; until: Date }>> {
  return db.$transaction(async (tx) => {
    // The rows are locked in one order by everybody, so that attempts queue and never deadlock.
    for (const { key } of keys) {
      const until = await lockCounter(tx, key, now);
      if (until && until > now) return fail({ code: "throttled", until });
    }
    for (const { counter, key } of keys) await countFailure(tx, counter, key, now);
    return ok(undefined);
  }, PATIENCE);
}

/** Makes and locks a counter's row, so that the count that follows is alone; tells how long it waits. */
async function lockCounter(tx: Db, key: string, now: Date): Promise<Date | null> {
  const rows = await tx.$queryRaw`
    INSERT INTO sign_in_throttle (key, failures, last_failed_at)
    VALUES (${key}, 0, ${now})
        ON CONFLICT (key) DO UPDATE SET key = excluded.key
 RETURNING blocked_until AS "blockedUntil"
  `;
  const [row] = z.array(z.object({ blockedUntil: z.date().nullable() })).parse(rows);
  return row?.blockedUntil ?? null;
}

async function countFailure(tx: Db, counter: Counter, key: string, now: Date): Promise<void> {
  const limit = THROTTLE_LIMITS[counter];
  const { failures: before, lastFailedAt } = await tx.signInThrottle.findUniqueOrThrow({
    where: { key },
  });
  const forgotten = now.getTime() - lastFailedAt.getTime() > limit.forgetAfterMs;
  const failures = (forgotten ? 0 : before) + 1;
  await tx.signInThrottle.update({
    where: { key },
    data: { failures, lastFailedAt: now, blockedUntil: waitUntil(failures, limit.failures, now) },
  });
}

/** When the next attempt may be made: at once below the limit, then after 1, 2, 4, 8, 15, 15, … minutes. */
function waitUntil(failures: number, limit: number, now: Date): Date | null {
  if (failures < limit) return null;
  const waitMs = Math.min(WAIT_MS_MAX, WAIT_MS_MIN * 2 ** (failures - limit));
  return new Date(now.getTime() + waitMs);
}

/**
 * The password was right: the person's counter begins anew, the shared ones lose this one attempt
 * and the wait that it may have caused. Same order of rows as when counting.
 */
export async function forgiveAttempt(
  tx: Db,
  keys: readonly ThrottleKey[],
  now: Date,
): Promise<void> {
  for (const { counter, key } of keys) {
    if (counter === "account" || counter === "device") {
      await tx.signInThrottle.deleteMany({ where: { key } });
    } else {
      await tx.signInThrottle.updateMany({
        where: { key, failures: { gt: 0 } },
        data: { failures: { decrement: 1 }, blockedUntil: null },
      });
    }
  }
  await sweepForgotten(tx, now);
}

/** Skips rows that somebody is counting on, so that sweeping never waits and never deadlocks. */
async function sweepForgotten(tx: Db, now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - THROTTLE_LIMITS.account.forgetAfterMs);
  await tx.$executeRaw`
    DELETE FROM sign_in_throttle
     WHERE key IN (
           SELECT key
             FROM sign_in_throttle
            WHERE last_failed_at < ${forgotten}
              FOR UPDATE SKIP LOCKED
           )
  `;
}
