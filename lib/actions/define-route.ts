import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { isAllowed, type Permission } from "@/lib/auth/policy";
import { isFromOwnPage, isHttps } from "@/lib/auth/public-origin";
import { commonHeaders } from "@/lib/auth/security-headers";
import { currentActor, recordDenial } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";

interface RouteDefinition<Params extends z.ZodObject> {
  readonly permission: Permission;
  /** The segments of the address; one that does not fit does not exist. */
  readonly params: Params;
  readonly handle: (request: {
    readonly request: NextRequest;
    readonly actor: UserActor;
    readonly params: z.output<Params>;
  }) => Promise<Response>;
}

type RouteHandler = (
  request: NextRequest,
  context: { params: Promise<unknown> },
) => Promise<Response>;

/**
 * The only way to make a route handler for signed-in people (downloads, uploads, progress): the
 * same questions in the same order as an action. Nobody gets 401, a role without the permission
 * 404, another site's page 403.
 */
export function defineRoute<Params extends z.ZodObject>(
  definition: RouteDefinition<Params>,
): RouteHandler {
  return async (request, context) => {
    const { body, status, headers } = await answer(definition, request, context);
    const response = new Response(body, { status, headers });
    // Set here too, because the upload's address is the one that proxy.ts does not see.
    for (const [name, value] of Object.entries(commonHeaders(isHttps()))) {
      response.headers.set(name, value);
    }
    response.headers.set("Cache-Control", "private, no-store");
    return response;
  };
}

async function answer<Params extends z.ZodObject>(
  { permission, params, handle }: RouteDefinition<Params>,
  request: NextRequest,
  context: { params: Promise<unknown> },
): Promise<Response> {
  const actor = await currentActor();
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
