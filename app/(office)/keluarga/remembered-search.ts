import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { cookieOptions } from "@/lib/auth/session-cookie";
import type { UserActor } from "@/lib/auth/types";

const COOKIE = "tepat-pencarian";
const LIFE_SECONDS = 15 * 60;

const Remembered = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("name"),
    sessionId: z.uuid(),
    words: z.array(z.string().max(100)).min(1).max(20),
    area: z.string().max(20).optional(),
  }),
  z.object({
    kind: z.literal("families"),
    sessionId: z.uuid(),
    ids: z.array(z.string().regex(/^[1-9]\d{0,17}$/)).max(50),
  }),
]);

/**
 * The last search of this browser. It lives a quarter of an hour in a cookie that scripts cannot
 * read, because an address must hold no name and no number, and yet "back" from a family's page
 * must lead to the same answer.
 */
export type RememberedSearch = z.infer<typeof Remembered>;

export async function rememberSearch(search: RememberedSearch): Promise<void> {
  const jar = await cookies();
  jar.set(COOKIE, JSON.stringify(search), { ...cookieOptions(), maxAge: LIFE_SECONDS });
}

/** The last search, if it was this session's: at a shared computer the next person must not see it. */
export async function recallSearch(actor: UserActor): Promise<RememberedSearch | null> {
  const text = (await cookies()).get(COOKIE)?.value;
  if (text === undefined) return null;
  const parsed = Remembered.safeParse(readJson(text));
  return parsed.success && parsed.data.sessionId === actor.sessionId ? parsed.data : null;
}

/** The browser may send anything in a cookie. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
