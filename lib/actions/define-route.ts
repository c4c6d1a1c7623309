import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { isAllowed, type Permission } from "@/lib/auth/policy";
import { isFromOwnPage, isHttps } from "@/lib/auth/public-origin";
import { commonHeaders } from "@/lib/auth/security-headers";
import { actorOfCookies, recordDenial } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";

/** What the pipeline asks of a request, and the most that a handler may ask which also answers without Next. */
export interface RouteRequest {
  readonly method: string;
  readonly headers: Pick<Headers, "get">;
  /** In the parts in which it arrives; null where there is none. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

interface RouteDefinition<Params extends z.ZodObject, Asked extends RouteRequest> {
  readonly permission: Permission;
  /** The segments of the address; one that does not fit does not exist. */
  readonly params: Params;
  readonly handle: (request: {
    readonly request: Asked;
    readonly actor: UserActor;
    readonly params: z.output<Params>;
  }) => Promise<Response>;
}

type RouteHandler<Asked extends RouteRequest> = (
  request: Asked,
  context: { params: Promise<unknown> },
) => Promise<Response>;

/**
 * The only way to make a route handler for signed-in people (downloads, uploads, progress): the
 * same questions in the same order as an action. Nobody gets 401, a role without the permission
 * 404, another site's page 403.
 */
export function defineRoute<Params extends z.ZodObject, Asked extends RouteRequest = NextRequest>(
  definition: RouteDefinition<Params, Asked>,
): RouteHandler<Asked> {
  return async (request, context) => {
    const response = await answer(definition, request, context);
    // Set here too, because the upload's address is the one that proxy.ts does not see.
    for (const [name, value] of Object.entries(commonHeaders(isHttps()))) {
      response.headers.set(name, value);
    }
    response.headers.set("Cache-Control", "private, no-store");
    return response;
  };
}

async function answer<Params extends z.ZodObject, Asked extends RouteRequest>(
  { permission, params, handle }: RouteDefinition<Params, Asked>,
  request: Asked,
  context: { params: Promise<unknown> },
): Promise<Response> {
  const actor = await actorOfCookies(request.headers.get("cookie"));
  if (!actor) return problem(401, "Masuk dahulu.");
  if (!isAllowed(actor, permission)) {
    await recordDenial(actor, permission);
    return problem(404, "Halaman tidak ditemukan.");
  }
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads && !isFromOwnPage(request.headers)) {
    return problem(403, "Permintaan ini tidak datang dari halaman Tepat.");
  }
  // Of an address without variable segments Next gives no parameters at all.
  const parsed = params.safeParse((await context.params) ?? {});
  if (!parsed.success) return problem(404, "Halaman tidak ditemukan.");
  return handle({ request, actor, params: parsed.data });
}

/** A refusal of a route handler, in the form that the pages' scripts read. */
export function problem(
  status: 400 | 401 | 403 | 404 | 409 | 413 | 507,
  message: string,
): Response {
  return Response.json({ message }, { status });
}
