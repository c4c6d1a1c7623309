import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { isFromOwnPage } from "@/lib/auth/public-origin";

/** What of the library is open: signing in and out by name and password, and who is signed in. */
const OPEN_ACTIONS = {
  GET: ["csrf", "session", "signin", "signout", "error"],
  POST: ["callback/credentials", "signout"],
} as const;

const Params = z.object({ nextauth: z.array(z.string()) });

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

async function answer(
  method: keyof typeof OPEN_ACTIONS,
  request: NextRequest,
  context: RouteContext,
): Promise<Response> {
  const { nextauth } = Params.parse(await context.params);
  const open: readonly string[] = OPEN_ACTIONS[method];
  if (!open.includes(nextauth.join("/"))) return plain(404, "Halaman tidak ditemukan.");
  if (method === "POST" && !isFromOwnPage(request.headers))
    return plain(403, "Permintaan ditolak.");
  if (method === "POST" && !(await hasReadableBody(request.clone()))) {
    return plain(400, "Isi permintaan tidak terbaca.");
  }
  const response: Response = await NextAuth(request, context, await nextAuthOptions());
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/** next-auth reads JSON without care: broken text would be a 500. */
async function hasReadableBody(request: Request): Promise<boolean> {
  if (!request.headers.get("content-type")?.includes("application/json")) return true;
  const parsed = z.looseObject({}).safeParse(await request.json().catch(() => null));
  return parsed.success;
}

function plain(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { "Cache-Control": "no-store" } });
}

export function GET(request: NextRequest, context: RouteContext): Promise<Response> {
  return answer("GET", request, context);
}

export function POST(request: NextRequest, context: RouteContext): Promise<Response> {
  return answer("POST", request, context);
}
