import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { AuditSubject } from "@/lib/audit/labels";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { gather } from "@/lib/db/gather";
import { isAllowed, type Permission } from "./policy";
import {
  cookieOptions,
  deviceCookieName,
  openDevice,
  openSession,
  sealDevice,
  sealSession,
  sessionCookieName,
} from "./session-cookie";
import { SESSION_LIFE } from "./session-rules";
import { findActors } from "./sessions";
import { normalizeUsername, type SignInDevice } from "./sign-in";
import type { UserActor } from "./types";

const DEVICE_MARK_LIFE_SECONDS = 365 * 24 * 60 * 60;

/** Who asks, read from the session row once a request; null for nobody, and for a session that is over. */
export const currentActor = cache(async (): Promise<UserActor | null> => {
  const token = await openSession((await cookies()).get(sessionCookieName())?.value);
  return token && askActor(token.sid);
});

/** The same for a route handler, which has the Cookie header in hand. */
export async function actorOfCookies(header: string | null): Promise<UserActor | null> {
  const token = await openSession(cookieOf(header, sessionCookieName()));
  return token && askActor(token.sid);
}

/** As Next reads it: of two cookies of one name the last one counts. */
function cookieOf(header: string | null, name: string): string | undefined {
  const pairs = header?.split(";").map((pair) => pair.trim()) ?? [];
  return pairs.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Requests that come at the same time share a query; each is asked after it came, none is remembered. */
const askActor = gather((sessionIds: readonly string[]) =>
  findActors(db(), sessionIds, new Date()),
);

/** Who asks, on a page; nobody is sent to sign in. */
export async function requireActor(): Promise<UserActor> {
  return (await currentActor()) ?? redirect("/masuk");
}

/**
 * Who asks, if the policy lets them; first line of every page. A page that a person may not see
 * does not exist for them.
 */
export async function requirePermission(permission: Permission): Promise<UserActor> {
  const actor = await requireActor();
  if (isAllowed(actor, permission)) return actor;
  await recordDenial(actor, permission);
  return notFound();
}

/** Somebody reached for what is not theirs to do: no button leads there, so it is worth a line. */
export async function recordDenial(actor: UserActor, permission: Permission): Promise<void> {
  await recordAudit(db(), actor, {
    action: "access.deny",
    subject: "permission",
    subjectId: permission,
  });
}

/**
 * Answers that a record is not there: it is of another area, or it is nowhere, and the person is
 * not told which. The admin sees who asked for which number.
 */
export async function denyRecord(
  actor: UserActor,
  permission: Permission,
  subject: AuditSubject,
  subjectId: string | bigint,
): Promise<never> {
  const detail = { permission };
  await recordAudit(db(), actor, { action: "access.deny", subject, subjectId, detail });
  return notFound();
}

/** What the throttle and the session row are told about the browser. */
export async function signInDevice(username: string): Promise<SignInDevice> {
  const [requestHeaders, jar] = await Promise.all([headers(), cookies()]);
  const previous = await openSession(jar.get(sessionCookieName())?.value);
  return {
    address: clientAddress(requestHeaders),
    userAgent: requestHeaders.get("user-agent"),
    knownDevice: await openDevice(jar.get(deviceCookieName())?.value, normalizeUsername(username)),
    previousSessionId: previous?.sid ?? null,
  };
}

/**
 * The last address of X-Forwarded-For: the one that our own reverse proxy (or, without one, Next)
 * wrote. Those before it are the client's word.
 */
function clientAddress(requestHeaders: Pick<Headers, "get">): string {
  return requestHeaders.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

/** Hands the browser its session and the mark that it signed in to this account before. */
export async function rememberSession(actor: UserActor): Promise<void> {
  const jar = await cookies();
  const value = await sealSession({ sid: actor.sessionId, uid: actor.id });
  const maxAge = SESSION_LIFE[actor.role].absoluteMs / 1000;
  jar.set(sessionCookieName(), value, { ...cookieOptions(), maxAge });
  jar.set(deviceCookieName(), await sealDevice(actor.username), {
    ...cookieOptions(),
    maxAge: DEVICE_MARK_LIFE_SECONDS,
  });
}

/** Takes the session cookie back; the row is what ends the access. */
export async function forgetSessionCookie(): Promise<void> {
  // Not `delete`: without Secure a browser ignores the removal of a `__Host-` cookie.
  (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}
