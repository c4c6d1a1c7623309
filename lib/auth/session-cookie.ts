import { randomBytes, timingSafeEqual } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { isHttps } from "./public-origin";
import { keyedDigest, sessionSecret } from "./secrets";
import { COOKIE_LIFE_MS } from "./session-rules";

/** `__Host-` binds a cookie to this exact host over https; browsers refuse it on plain localhost. */
export function cookieName(name: string): string {
  return isHttps() ? `__Host-${name}` : name;
}

export function sessionCookieName(): string {
  return cookieName("tepat-sesi");
}

export function deviceCookieName(): string {
  return cookieName("tepat-perangkat");
}

export interface CookieOptions {
  readonly httpOnly: true;
  readonly sameSite: "lax";
  readonly secure: boolean;
  readonly path: "/";
}

export function cookieOptions(): CookieOptions {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" };
}

/** What a session cookie holds, encrypted: two ids. Role, area and name are asked of the database. */
export const SessionToken = z.object({ sid: z.uuid(), uid: z.uuid() });
export type SessionToken = z.infer<typeof SessionToken>;

export async function sealSession(token: SessionToken): Promise<string> {
  const secret = await sessionSecret();
  return encode({ token: { ...token }, secret, maxAge: COOKIE_LIFE_MS / 1000 });
}

/** The token of a cookie, or null for anything that is not one of ours: garbage, another key's, an old one. */
export async function openSession(value: string | undefined): Promise<SessionToken | null> {
  if (value === undefined || value === "") return null;
  const before = opened.get(value);
  if (before) return before;
  const secret = await sessionSecret();
  const payload: unknown = await decode({ token: value, secret }).catch(() => null);
  const token = SessionToken.safeParse(payload).data ?? null;
  if (token) rememberOpened(value, token);
  return token;
}

/**
 * Cookies of ours that were opened before: deriving the key and decrypting takes longer than asking
 * whether the session still lives, which is asked each time all the same.
 */
const opened = new Map<string, SessionToken>();
const OPENED_MAX = 2000;

function rememberOpened(value: string, token: SessionToken): void {
  const [oldest] = opened.keys();
  if (opened.size >= OPENED_MAX && oldest !== undefined) opened.delete(oldest);
  opened.set(value, token);
}

/**
 * Marks a browser on which this account signed in before: such a browser is throttled by its own
 * failures only, so that a stranger who guesses cannot lock the person out.
 */
export async function sealDevice(username: string): Promise<string> {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${await deviceSignature(username, id)}`;
}

/** The device's id, if the mark was made by us for this account. */
export async function openDevice(
  value: string | undefined,
  username: string,
): Promise<string | null> {
  const [id, signature] = value?.split(".") ?? [];
  if (!id || !signature) return null;
  const expected = Buffer.from(await deviceSignature(username, id));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

function deviceSignature(username: string, id: string): Promise<string> {
  return keyedDigest("device", `${username}\0${id}`);
}
