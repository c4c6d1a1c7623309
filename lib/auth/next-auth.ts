import "server-only";
import type { AuthOptions, CookieOption } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { db } from "@/lib/db/client";
import { setNextAuthUrl } from "@/lib/env";
import { log } from "@/lib/log/log";
import { ownPath, publicUrl } from "./public-origin";
import { SignIn } from "./schema";
import { sessionSecret } from "./secrets";
import { signInDevice } from "./session";
import { cookieName, cookieOptions, SessionToken, sessionCookieName } from "./session-cookie";
import { COOKIE_LIFE_MS } from "./session-rules";
import { endSession, findActor } from "./sessions";
import { signInWithPassword } from "./sign-in";
import type { UserActor } from "./types";

/**
 * next-auth's side of signing in, for `/api/auth`: the same use case, cookie and session row as the
 * form on /masuk. Its token carries our two ids and nothing else; every answer about a person comes
 * from the row.
 */
export async function nextAuthOptions(): Promise<AuthOptions> {
  setNextAuthUrl(publicUrl().origin);
  const maxAge = COOKIE_LIFE_MS / 1000;
  return {
    secret: await sessionSecret(),
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge },
    pages: { signIn: "/masuk", signOut: "/", error: "/masuk" },
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      csrfToken: cookie(cookieName("tepat-csrf")),
      callbackUrl: cookie(cookieName("tepat-tujuan")),
    },
    providers: [credentials],
    callbacks: {
      redirect: ({ url }) => ownPath(url),
      jwt: ({ token, user }) => (user ? { ...SessionToken.parse(user) } : token),
      async session({ session, token }) {
        const actor = await actorOf(token);
        const expires = actor ? session.expires : new Date(0).toISOString();
        return { expires, ...(actor && { user: { name: actor.name, role: actor.role } }) };
      },
    },
    logger: {
      // The codes only: the metadata quotes cookies and form fields.
      error: (code) => log().warn({ code }, "next-auth error"),
      warn: (code) => log().warn({ code }, "next-auth warning"),
      debug: () => {},
    },
    events: {
      async signOut({ token }) {
        const actor = await actorOf(token);
        if (actor) await db().$transaction((tx) => endSession(tx, actor, new Date()));
      },
    },
  };
}

const credentials = CredentialsProvider({
  name: "Tepat",
  credentials: { username: { type: "text" }, password: { type: "password" } },
  async authorize(given) {
    const input = SignIn.safeParse(given);
    if (!input.success) return null;
    const device = await signInDevice(input.data.username);
    const result = await signInWithPassword(db(), input.data, device, new Date());
    if (result.ok)
      return { id: result.value.id, sid: result.value.sessionId, uid: result.value.id };
    if (result.problem.code === "throttled") throw new Error("throttled");
    return null;
  },
});

async function actorOf(token: unknown): Promise<UserActor | null> {
  const ids = SessionToken.safeParse(token);
  return ids.success ? findActor(db(), ids.data.sid, new Date()) : null;
}

function cookie(name: string): CookieOption {
  return { name, options: cookieOptions() };
}
