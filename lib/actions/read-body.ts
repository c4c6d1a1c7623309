import { fail, ok, type Result } from "@/lib/shared/result";
import type { RouteRequest } from "./define-route";

export type BodyProblem = { readonly code: "too_large" };

/**
 * The whole body of a request, if it is not longer than allowed; what goes on beyond the limit, announced or not,
 * is left unread.
 */
export async function readBody(
  request: Pick<RouteRequest, "headers" | "body">,
  bytesMax: number,
): Promise<Result<Buffer, BodyProblem>> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bytesMax) return fail({ code: "too_large" });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return fail({ code: "too_large" });
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}
