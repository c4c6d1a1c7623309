import "server-only";
import { cookies } from "next/headers";
import { cookieOptions } from "@/lib/auth/session-cookie";
import type { UserActor } from "@/lib/auth/types";

const COOKIE = "tepat-pencarian-pengguna";
const LIFE_SECONDS = 15 * 60;

/** Keeps what was searched out of the address: it is the name of somebody who works here. */
export async function rememberUserSearch({ sessionId }: UserActor, text: string): Promise<void> {
  const value = JSON.stringify([sessionId, text]);
  (await cookies()).set(COOKIE, value, { ...cookieOptions(), maxAge: LIFE_SECONDS });
}

/** What this session searched last; null for another's, at a shared computer. */
export async function recallUserSearch({ sessionId }: UserActor): Promise<string | null> {
  const value = (await cookies()).get(COOKIE)?.value;
  const prefix = `${JSON.stringify([sessionId]).slice(0, -1)},`;
  if (!value?.startsWith(prefix)) return null;
  try {
    const text: unknown = JSON.parse(value)[1];
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}
