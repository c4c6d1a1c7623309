import { fail, ok, type Result } from "@/lib/shared/result";

export type BodyProblem = { readonly code: "too_large" };

/**
 * The whole body of a request, if it is not longer than allowed; what goes on beyond the limit, announced or not,
 * is left unread.
 */
export async function readBody(
  request: Request,
  bytesMax: number,
): Promise<Result<Buffer, BodyProblem>> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bytesMax) return fail({ code: "too_large" });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return ok(Buffer.concat(chunks));
    bytes += value.byteLength;
    if (bytes > bytesMax) {
      await reader?.cancel();
      return fail({ code: "too_large" });
    }
    chunks.push(value);
  }
}
