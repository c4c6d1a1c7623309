import type { Role } from "./types";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long a session lives: without a request, and in all. A companion works days without signal;
 * everybody else sits at a desk that others walk past.
 */
const OFFICE = { idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS };
export const SESSION_LIFE = {
  admin: OFFICE,
  operator: OFFICE,
  verifier: OFFICE,
  head: OFFICE,
  companion: { idleMs: 3 * DAY_MS, absoluteMs: 7 * DAY_MS },
  village_operator: OFFICE,
} as const satisfies Record<Role, { readonly idleMs: number; readonly absoluteMs: number }>;

/** The longest that any cookie has to live; the row decides earlier. */
export const COOKIE_LIFE_MS = 7 * DAY_MS;

/** The row is touched at most this often, so that reading pages does not become writing. */
export const TOUCH_EVERY_MS = MINUTE_MS;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Whether a session opens anything at this moment. */
export function isLive(session: SessionTimes, role: Role, now: Date): boolean {
  const idleMs = now.getTime() - session.lastSeenAt.getTime();
  return session.endedAt === null && now < session.expiresAt && idleMs < SESSION_LIFE[role].idleMs;
}
