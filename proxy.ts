import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isFromOwnPage, isHttps, publicUrl } from "@/lib/auth/public-origin";
import { commonHeaders, contentSecurityPolicy } from "@/lib/auth/security-headers";
import { env } from "@/lib/env";

/** Headers by which Next talks to itself; from outside they have opened doors before. */
const NEXT_INTERNAL_HEADERS = ["x-middleware-subrequest", "next-resume", "x-nextjs-data"];

const READING_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/**
 * Headers for every request and answer. It never decides who may see what: pages, actions and
 * routes ask for themselves, because a proxy has been walked around more than once.
 */
export function proxy(request: NextRequest): NextResponse {
  const requestId = randomUUID();
  if (!READING_METHODS.includes(request.method) && !isFromOwnPage(request.headers)) {
    // Next answers a wrong Origin with 500 and lets a missing one through.
    const refusal = NextResponse.json({ message: "Permintaan ditolak." }, { status: 403 });
    return withHeaders(refusal, requestId);
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development");
  const headers = trustedHeaders(request, requestId);
  // Next reads the nonce for its own scripts from this header.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return withHeaders(response, requestId);
}

/** The client's headers without those that only we or our reverse proxy may set. */
function trustedHeaders(request: NextRequest, requestId: string): Headers {
  const headers = new Headers(request.headers);
  for (const name of NEXT_INTERNAL_HEADERS) headers.delete(name);
  headers.delete("x-forwarded-host");
  // Behind a reverse proxy the Host may be an inner name; Next compares Origin with this one.
  if (env().TEPAT_URL !== undefined) headers.set("x-forwarded-host", publicUrl().host);
  headers.set("x-request-id", requestId);
  return headers;
}

function withHeaders(response: NextResponse, requestId: string): NextResponse {
  for (const [name, value] of Object.entries(commonHeaders(isHttps()))) {
    response.headers.set(name, value);
  }
  response.headers.set("X-Request-Id", requestId);
  return response;
}

export const config = {
  // Not the uploads and not what phones send: for a request that passes here Next keeps a copy of
  // the body and cuts it off at 10 MB. Those routes check the origin and set the headers by
  // themselves (`defineRoute`).
  matcher: ["/((?!api/impor/berkas$|api/impor/unggahan/|api/impor/[^/]+/perbaikan/|api/v1/).*)"],
};
